"""The headline of a page, out of what its head, its JSON-LD and its headings offer.

What a reader sees above the article counts most.  The title of the head carries the site and the section, og:title is
often written for social media, and a page may have more than one h1: so each candidate is freed of the site's name,
and those that agree support each other.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from functools import cached_property
from html import unescape
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.pageblocks import Block, printed, words
from briefing.text.pagefacts import Metas, first
from briefing.text.seentitles import line_of, pieces_of, seen_titles
from briefing.text.sitenames import bare_names, head_title, shown_part, trimmed, without_site
from briefing.text.storylead import is_prose

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADS = ("dc.title", "dcterms.title", "headline", "title", "parsely-title", "sailthru.title")
_LONGEST = 400
_FEWEST = 2
_PARTS = 12
_LABEL = 3
_PROSE = 12
# A heading outweighs all else together: what is shown is the headline, whatever search engines are told.
_SEEN, _OTHER, _HEAD = 6.5, 2.0, 1.0


class Candidate(NamedTuple):
    """A text that may be the headline, and how much it counts."""

    text: str
    weight: float


def headline(
    tree: _Element, told: Sequence[Candidate], names: Collection[str], page: Sequence[Block], body: str
) -> str:
    """Return a page's headline: ``told`` is what its head says, ``names`` are the site's, ``body`` about its text."""
    lines = frozenset(block.words for block in page if len(block.text) <= _LONGEST)
    spoken = _Spoken(page, body)
    told = [Candidate(_bared(text, lines, spoken), weight) for text, weight in told]
    bare = bare_names(names)
    telling = [candidate for candidate in told if "".join(words(candidate.text)) not in bare]
    titles = [candidate.text for candidate in telling]
    seen = seen_titles(tree, titles, names, page, spoken)
    shown = [Candidate(_without_kicker(one, titles), _SEEN) for one in seen[:1]]
    whole = next((one.text for one in shown if _is_told(one.text, titles)), "")
    return whole or _elected([*shown, *telling]) or _elected(told)


def _is_told(shown: str, titles: Sequence[str]) -> bool:
    """Tell whether a title is word for word what is shown: shorter ones are made for other places."""
    own = words(shown)
    return any(words(title) == own for title in titles)


class _Spoken(Container[str]):
    """The words of the prose of a page, looked up when they are asked for."""

    def __init__(self, page: Sequence[Block], body: str) -> None:
        self._page, self._body = page, body

    def __contains__(self, word: object) -> bool:
        return word in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        found = (said for line in self._body.splitlines() if len(said := words(line)) >= _PROSE)
        return frozenset().union(*found, *(block.words for block in self._page if is_prose(block)))


def _bared(title: str, lines: Collection[tuple[str, ...]], spoken: Container[str]) -> str:
    """Return the part of a title that stands on the page, else what is left without what may be the site's name."""
    part = shown_part(title, lines)
    return trimmed(title, spoken) if part == title and tuple(words(title)) not in lines else part


def told_titles(tree: _Element, meta: Metas, stated: str, names: Collection[str]) -> Iterator[Candidate]:
    """Yield the titles that a reader of the page does not see; ``stated`` is that of its JSON-LD."""
    texts = (
        (stated, _OTHER),
        (meta.get("og:title", ""), _OTHER),
        (meta.get("twitter:title", ""), _HEAD),
        (first(meta, _HEADS), _HEAD),
        (head_title(tree), _HEAD),
    )
    bare = bare_names(names)
    for text, weight in texts:
        if len(freed := without_site(printed(unescape(text[:_LONGEST])), bare)) > 0:
            yield Candidate(freed, weight)


def _without_kicker(element: _Element, titles: Sequence[str]) -> str:
    """Return a heading, or the piece of it that is a title elsewhere: what stands around that is a kicker."""
    whole, pieces = line_of(element), pieces_of(element)[:_PARTS]
    told = {tuple(words(title)) for title in titles}
    if tuple(words(whole)) not in told:
        told |= {tuple(words(title.partition(": ")[2])) for title in titles}
    said = {key for key in told if _FEWEST < len(key) < len(words(whole))}
    parts = (printed("".join(pieces[start:end])) for start, end in combinations(range(len(pieces) + 1), 2))
    return next((part for part in parts if tuple(words(part)) in said), None) or _without_first_box(
        element, whole, told
    )


def _without_first_box(element: _Element, whole: str, told: Collection[tuple[str, ...]]) -> str:
    """Return a heading without the few words in a box of their own at its start that begin no title."""
    box = next(element.iterchildren("*"), None)
    if box is None or (element.text or "").strip() or box.tag not in ("span", "small", "div", "em", "strong", "b"):
        return whole
    label = printed("".join(box.itertext("*")))
    rest, first = whole.removeprefix(label).strip(), tuple(words(label))
    if not 0 < len(first) <= _LABEL or len(words(rest)) <= _LABEL or any(one[: len(first)] == first for one in told):
        return whole
    return rest


def _elected(candidates: Sequence[Candidate]) -> str:
    """Return the candidate with most support: its own weight, that of its equals, half that of what contains it."""
    keys = [tuple(words(candidate.text)) for candidate in candidates]
    best, most = "", 0.0
    for candidate, key in zip(candidates, keys, strict=True):
        support = sum(_support(key, other) * one.weight for one, other in zip(candidates, keys, strict=True))
        if support > most:
            best, most = candidate.text, support
    return best


def _support(key: tuple[str, ...], other: tuple[str, ...]) -> float:
    if key == other:
        return 1.0
    size = len(key)
    inside = 0 < size < len(other) and any(other[start : start + size] == key for start in (0, len(other) - size))
    return 0.5 if inside else 0.0
