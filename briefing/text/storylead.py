"""The lead of an article: the paragraph between its headline and its text that sums it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.pageblocks import Block, words
from briefing.text.pagewords import is_lead

if TYPE_CHECKING:
    from lxml.etree import _Element

UNLINKED = 0.4
CLIMB = 4
_PROSE = 12
_ABOVE = 14
_LEAD_WORDS = 6
_OPENING_WORDS = 4


class Guide(NamedTuple):
    """What a page says of its article: the headline, summaries, the text; '' for what it does not say."""

    title: str
    descriptions: tuple[str, ...]
    body: str


def lead_of(page: Sequence[Block], start: int, first: int, guide: Guide) -> set[int]:
    """Return the block between headline and text that sums it up: the page's description, or so called."""
    told = [_opening(text) for text in guide.descriptions]
    above = [place for place in range(max(start, first - _ABOVE), first + 1) if _may_lead(page[place], guide.title)]
    described = [place for place in above if any(_opens(page[place], one) for one in told)]
    called = [place for place in above if is_lead(page[place].element) or _stands_as_lead(page[place])]
    beside = page[start].element.getparent() if page[start].heading else None
    headed = [place for place in above if is_prose(page[place]) and _is_headed(page[place].element, beside)]
    return set((described or called or headed)[:1])


def _may_lead(block: Block, title: str) -> bool:
    own = block.words
    return (
        len(own) >= _LEAD_WORDS
        and block.linked < UNLINKED
        and own != tuple(words(title))
        and (not block.caption or (is_prose(block) and is_lead(block.element)))
    )


def _stands_as_lead(block: Block) -> bool:
    return block.heading and block.tag != "h1" and block.ended


def _opens(block: Block, opening: tuple[str, ...]) -> bool:
    return len(opening) >= _OPENING_WORDS and block.words[: len(opening)] == opening


def _is_headed(element: _Element, beside: _Element | None) -> bool:
    """Tell whether an element lies beside the headline, or in the <header> of the article that has its h1 or h2."""
    if beside is not None and element.getparent() is beside:
        return True
    header = next((outer for outer in islice(outwards(element), CLIMB) if outer.tag == "header"), None)
    return header is not None and next(header.iter("h1", "h2"), None) is not None


def _opening(text: str) -> tuple[str, ...]:
    return tuple(words(text[:200])[:_LEAD_WORDS])


def is_prose(block: Block) -> bool:
    """Tell whether a block is a sentence and more, and not mostly links."""
    return block.linked < UNLINKED and block.ended and len(block.words) >= _PROSE


def outwards(element: _Element | None) -> Iterator[_Element]:
    while element is not None:
        yield element
        element = element.getparent()
