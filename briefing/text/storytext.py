"""The article's own blocks among all blocks of a page.

Trafilatura says which blocks are the article's, JSON-LD where it has the text.  The blocks then add what the two leave
out (the lead above, the further parts of a body that advertisements split) and take out what lies between the
paragraphs of a page without belonging to them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.pageblocks import Block, is_caption, words
from briefing.text.pagewords import is_lead

if TYPE_CHECKING:
    from lxml.etree import _Element

_GRAM = 4
_MATCHED = 0.75
_PROSE = 12
_SHORT = 12
_LINKED = 0.6
_RELATED = 30
_ABOVE = 14
_CLIMB = 4
_LEAD_WORDS = 6


class Guide(NamedTuple):
    """What is known of an article before its blocks are chosen; '' for what is not."""

    title: str
    descriptions: tuple[str, ...]
    body: str
    authors: tuple[str, ...]


class Grams:
    """The runs of four words of a text, and its lines: whether a block stands in it."""

    def __init__(self, text: str) -> None:
        lines = [tuple(words(line)) for line in text.splitlines()]
        self._lines = frozenset(lines)
        self._runs = frozenset(run for line in lines for run in _runs(line))
        self.size = sum(map(len, lines))

    def hold(self, block: str) -> bool:
        """Tell whether most of a block stands in the text."""
        own = tuple(words(block))
        runs = list(_runs(own))
        if not runs:
            return bool(own) and own in self._lines
        return sum(run in self._runs for run in runs) >= _MATCHED * len(runs)


def _runs(line: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(line[start : start + _GRAM]) for start in range(len(line) - _GRAM + 1))


def story(page: Sequence[Block], found: str, guide: Guide) -> list[Block]:
    """Return the blocks of the article in their order; ``found`` is what trafilatura found."""
    grams, body = Grams(found), Grams(guide.body)
    kept = {place for place, block in enumerate(page) if grams.hold(block.text) or body.hold(block.text)}
    if not kept:
        kept = {place for place, block in enumerate(page) if _is_prose(block)}
    kept |= _further_parts(page, kept)
    if kept:
        kept |= _lead(page, min(kept), guide)
    start = _headline_place(page, guide.title, kept)
    chosen = [place for place in sorted(kept) if place >= start or _is_prose(page[place])]
    return _tidied(page, chosen, guide)


def _is_prose(block: Block) -> bool:
    return len(words(block.text)) >= _PROSE and block.linked < 0.4 and block.ended


def _further_parts(page: Sequence[Block], kept: Collection[int]) -> set[int]:
    """Return the prose in the siblings of the article's element that are called as it is."""
    prose = [page[place] for place in kept if _is_prose(page[place])]
    if not prose:
        return set()
    element, first = _common(prose), min(kept)
    for _ in range(_CLIMB):
        parent = element.getparent()
        if parent is None or parent.tag in ("html", "body"):
            break
        parts = {one for one in parent if _alike(one, element) and one.find(".//h1") is None}
        if len(parts) > 1:
            inside = {
                place for place, block in enumerate(page) if place > first and _within(block.element, parts, parent)
            }
            return {place for place in inside if _is_prose(page[place]) or page[place].tag in ("h2", "h3", "h4")}
        element = parent
    return set()


def _common(blocks: Sequence[Block]) -> _Element:
    """Return the innermost element that holds most of the letters of some blocks."""
    weights: dict[_Element, int] = {}
    for block in blocks:
        outer: _Element | None = block.element
        while outer is not None:
            weights[outer] = weights.get(outer, 0) + len(block.text)
            outer = outer.getparent()
    enough = 0.85 * sum(len(block.text) for block in blocks)
    depth = {
        element: sum(1 for _ in element.iterancestors()) for element, weight in weights.items() if weight >= enough
    }
    return max(depth, key=depth.__getitem__)


def _alike(one: _Element, other: _Element) -> bool:
    return one.tag == other.tag and one.get("class") == other.get("class")


def _within(element: _Element, parts: Collection[_Element], top: _Element) -> bool:
    outer: _Element | None = element
    while outer is not None and outer is not top:
        if outer in parts:
            return True
        outer = outer.getparent()
    return False


def _lead(page: Sequence[Block], first: int, guide: Guide) -> set[int]:
    """Return the block between headline and text that sums it up: its name says so, or the page's description."""
    told = Grams("\n".join(guide.descriptions))
    for place in range(max(0, first - _ABOVE), first):
        block = page[place]
        size = len(words(block.text))
        if size < _LEAD_WORDS or block.linked > _LINKED or block.tag == "h1" or _same(block.text, guide.title):
            continue
        if told.hold(block.text) or (is_lead(block.element) and not is_caption(block)):
            return {place}
    return set()


def _headline_place(page: Sequence[Block], title: str, kept: Collection[int]) -> int:
    last = min((place for place in kept if _is_prose(page[place])), default=0)
    places = (place for place in range(last, -1, -1) if _same(page[place].text, title))
    return next(places, 0)


def _same(one: str, other: str) -> bool:
    return bool(other) and words(one) == words(other)


def _tidied(page: Sequence[Block], chosen: Sequence[int], guide: Guide) -> list[Block]:
    """Leave out the headline, legends, links to more, bylines above, scraps below, and headings of nothing."""
    first = next((place for place in chosen if _is_prose(page[place])), -1)
    last = next((place for place in reversed(chosen) if _is_prose(page[place])), len(page))
    seen: set[tuple[str, ...]] = set()
    left: list[Block] = []
    for place in chosen:
        block = page[place]
        own = tuple(words(block.text))
        edge = place < first or place > last
        if _is_scrap(block, own, guide, edge=edge) or (own in seen and len(own) > _GRAM):
            continue
        seen.add(own)
        left.append(block)
    return _without_empty_headings(page, left)


def _is_scrap(block: Block, own: Sequence[str], guide: Guide, *, edge: bool) -> bool:
    if not own or _same(block.text, guide.title) or "©" in block.text:
        return True
    if block.linked > _LINKED and len(own) < _RELATED and not (block.ended and block.tag == "li"):
        return True
    if edge and len(own) < _SHORT and not block.ended and not block.heading:
        return True
    return is_caption(block)


def _without_empty_headings(page: Sequence[Block], left: Sequence[Block]) -> list[Block]:
    """Leave out headings behind which the next block of the page is none of the article."""
    after = {block: following for block, following in pairwise(page)}
    kept = set(left)
    return [block for block in left if not block.heading or (after.get(block) in kept)]
