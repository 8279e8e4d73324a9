"""The article's own blocks among all blocks of a page.

Trafilatura says which blocks are the article's, JSON-LD where it has the text.  The blocks then add what the two leave
out: the lead above, and the further parts of a body that advertisements split.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from briefing.text.captions import HOMES
from briefing.text.grams import Grams, worded
from briefing.text.pageblocks import Block, printed, words
from briefing.text.storyedges import Story, is_headline, within, without_scraps
from briefing.text.storylead import CLIMB, UNLINKED, Guide, is_prose, lead_of, outwards
from briefing.text.storyspan import below_headline, within_story
from briefing.text.teasers import without_teasers

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHOLE = 0.8
_MOST = 0.6
_LISTED = 0.25
_PART = 0.3
_RIVAL = 1.5
_DEEPER = 0.8
_STRANGER = 40
_TELLING = 4
_HEADING = 12
_POINT = 3


def story_lines(page: Sequence[Block], found: str, guide: Guide) -> list[tuple[str, bool]]:
    """Return the article's paragraphs and whether each is a heading; ``found`` is what trafilatura found."""
    voted, body = Grams(worded(found)), Grams(worded(guide.body))
    own = tuple(words(guide.title))
    page = without_teasers(page, own)
    page = within_story(page, own, _headline_place(page, guide.title, [len(page) - 1]))
    kept = {place for place, block in enumerate(page) if voted.hold(block.words) or body.hold(block.words)}
    solid = [place for place, block in enumerate(page) if is_prose(block) and not is_headline(block, own)]
    if not solid:
        return [(page[place].text, page[place].heading) for place in sorted(kept)]
    prose = [place for place in solid if place in kept] or solid
    start = _headline_place(page, guide.title, solid)
    told = telling(guide.title)
    below = solid[bisect_left(solid, start) :]
    prose = _below_headline(page, [place for place in prose if place >= start], below, told)
    kept.update(prose)
    home = _home([page[place] for place in prose], told)
    if is_headline(page[start], own) and (first := below_headline(page, below, home, told)):
        prose, home = first, _home([page[place] for place in first], told)
    around = _Surroundings(home)
    kept = {place for place in kept if around.hold(page[place])}
    kept |= _further_parts(page, prose[0], home) | _between(page, prose, home)
    if body.size >= _WHOLE * sum(len(page[place].words) for place in prose) > 0:
        kept = {place for place in kept if not _is_strange(page[place], body)}
    lead = lead_of(page, start, prose, guide)
    chosen = sorted(place for place in kept | lead if place >= start)
    left = without_scraps(Story(page, chosen, frozenset(lead), home, own))
    return [(page[place].text, page[place].heading and place not in lead) for place in left]


def _headline_place(page: Sequence[Block], title: str, prose: Sequence[int]) -> int:
    """Return the place of the last headline that a good part of the prose stands below; 0 for none."""
    own = tuple(words(title))
    places = [place for place in range(prose[-1], -1, -1) if is_headline(page[place], own)]
    # Where the headline stands as it is, a heading that ends with it and has more words is one of a part.
    places = [place for place in places if page[place].heading and page[place].words == own] or places
    return next((place for place in places if sum(one > place for one in prose) > _PART * len(prose)), 0)


def telling(title: str) -> frozenset[str]:
    """Return the words of a title that tell what its text is about."""
    return frozenset(word for word in words(title) if len(word) >= _TELLING or not word.isascii())


def _below_headline(page: Sequence[Block], prose: list[int], solid: Sequence[int], told: Collection[str]) -> list[int]:
    """Return the prose found, or that of the fullest element below the headline where nearly none of it was found."""
    fullest = _fullest([page[place] for place in solid], told)
    rival = [place for place in solid if within(page[place].element, {fullest}, None)]
    letters = sum(len(page[place].text) for place in rival)
    known = set(prose)
    found = sum(len(page[place].text) for place in rival if place in known)
    weak = sum(len(page[place].text) for place in prose) < letters * _RIVAL
    return rival if found < _PART * letters and weak else prose


def _fullest(blocks: Sequence[Block], told: Collection[str]) -> _Element:
    """Return the element with most prose of its own: a paragraph counts less the deeper it lies in it.

    A paragraph with words of the headline counts more.
    """
    letters: dict[_Element, float] = {}
    for block in blocks:
        size = _weight(block, told)
        for depth, outer in enumerate(islice(outwards(block.element), 1, CLIMB)):
            if depth == 0 or outer.tag not in ("html", "body"):
                letters[outer] = letters.get(outer, 0) + size * _DEEPER**depth
    # The prose of a page without a body lies in its root, in which lies all.
    return max(letters, key=letters.__getitem__, default=blocks[0].element)


def _weight(block: Block, told: Collection[str]) -> int:
    """Return the letters of a block, as many times as it has words of the headline, five at most."""
    return len(block.text) * (1 + min(_TELLING, len({word for word in block.words if word in told})))


def _home(blocks: Sequence[Block], told: Collection[str]) -> _Element:
    """Return the innermost element that holds most of the weight of some blocks, and two of the blocks."""
    letters: dict[_Element, int] = {}
    counts: dict[_Element, int] = {}
    weights = [_weight(block, told) for block in blocks]
    for block, weight in zip(blocks, weights, strict=True):
        for outer in outwards(block.element):
            letters[outer] = letters.get(outer, 0) + weight
            counts[outer] = counts.get(outer, 0) + 1
    enough, few = _MOST * sum(weights), min(2, len(blocks))
    fitting = (element for element, size in letters.items() if size >= enough and counts[element] >= few)
    return max(fitting, key=lambda element: sum(1 for _ in element.iterancestors()))


class _Surroundings:
    """What lies around the article's element: whether a block there is a further part of the article or of the page."""

    def __init__(self, home: _Element) -> None:
        near = [outer for outer in outwards(home) if outer.tag not in ("html", "body")][: CLIMB + 1]
        self._home, self._near = home, frozenset(near)
        self._linked: dict[_Element, bool] = {}

    def hold(self, block: Block) -> bool:
        """Tell whether a block is in the article's element or near it, and there in no list of links."""
        inside: _Element | None = None
        for outer in outwards(block.element):
            if outer is self._home:
                return True
            if outer in self._near:
                return inside is None or not self._lists_links(inside)
            inside = outer
        return False

    def _lists_links(self, element: _Element) -> bool:
        if element not in self._linked:
            letters = sum(len("".join(link.itertext("*"))) for link in element.iter("a"))
            headed = any(next(one.iter("a"), None) is not None for one in element.iter("h2", "h3", "h4"))
            self._linked[element] = headed or letters > _LISTED * len("".join(element.itertext("*")))
        return self._linked[element]


def _further_parts(page: Sequence[Block], first: int, home: _Element) -> set[int]:
    """Return prose and headings in the siblings of the article's element that are called as it is."""
    element = home
    for _ in range(CLIMB):
        parent = element.getparent()
        if parent is None or parent.tag in ("html", "body"):
            break
        parts = {one for one in parent if one is element or _continues(one, element)}
        if len(parts) > 1:
            inside = [place for place in range(first, len(page)) if within(page[place].element, parts, parent)]
            return {place for place in inside if is_prose(page[place]) or page[place].tag in ("h2", "h3", "h4")}
        element = parent
    return set()


def _continues(one: _Element, other: _Element) -> bool:
    """Tell whether an element is a further part of another: called as it is, and no article of its own."""
    alike = one.tag == other.tag and one.get("class") and one.get("class") == other.get("class")
    return bool(alike) and next(one.iter("h1", "time", "article"), None) is None


def _between(page: Sequence[Block], prose: Sequence[int], home: _Element) -> set[int]:
    """Return what stands between the first and the last paragraph and is made as they are, and headings over them."""
    made = {_make(page[place].element) for place in prose}
    parents = {_wrapper(page[place].element) for place in prose}
    found, last = set(prose), max(prose)
    for place in reversed(range(prose[0], len(page))):
        block = page[place]
        if place > last and _wrapper(block.element) not in parents:
            continue
        if _is_made_alike(block, made, parents) or (_may_head(block) and place + 1 in found):
            found.add(place)
    return {place for place in found if within(page[place].element, {home}, None)}


def _is_made_alike(block: Block, made: Collection[object], parents: Collection[_Element | None]) -> bool:
    if block.tag == "li" and not block.linked and len(block.words) >= _POINT:
        return _wrapper(block.element.getparent()) in parents
    alike = _make(block.element) in made and block.linked < UNLINKED and block.ended
    return alike and (is_prose(block) or _wrapper(block.element) in parents)


def _wrapper(element: _Element) -> _Element | None:
    """Return the innermost element that holds more than an element: some pages wrap each paragraph, even twice."""
    parent = element.getparent()
    while parent is not None and parent.tag not in HOMES and _is_alone(element):
        element, parent = parent, parent.getparent()
    return parent


def _is_alone(element: _Element) -> bool:
    return element.getprevious() is None and element.getnext() is None


def _may_head(block: Block) -> bool:
    return (block.tag in ("h2", "h3", "h4") or _is_bold(block)) and not block.linked


def _is_bold(block: Block) -> bool:
    """Tell whether a line is in bold letters as a whole: a heading where the page has no headings."""
    if len(block.words) > _HEADING:
        return False
    bold = (printed("".join(one.itertext("*"))) for one in block.element.iter("b", "strong"))
    return block.text in bold


def _make(element: _Element) -> tuple[object, ...]:
    parent = element.getparent()
    return (element.tag, element.get("class"), None if parent is None else (parent.tag, parent.get("class")))


def _is_strange(block: Block, body: Grams) -> bool:
    """Tell whether a short block is missing in the text that the page gives whole."""
    return not block.heading and len(block.words) < _STRANGER and not body.hold(block.words)
