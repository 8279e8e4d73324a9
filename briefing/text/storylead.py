"""The lead of an article: the paragraph between its headline and its text that sums it up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.pageblocks import Block, printed, words
from briefing.text.pagewords import is_among_points, is_lead
from briefing.text.spoken import share_spoken

if TYPE_CHECKING:
    from lxml.etree import _Element

UNLINKED = 0.4
CLIMB = 4
_PROSE = 12
_ABOVE = 14
_LEAD_WORDS = 6
_OPENING_WORDS = 4
_DECK, _LONG_DECK = 6, 8
_POINT = 4
_SPOKEN = 0.1


class Guide(NamedTuple):
    """What a page says of its article: the headline, summaries, the text; '' for what it does not say."""

    title: str
    descriptions: tuple[str, ...]
    body: str


def lead_of(page: Sequence[Block], start: int, prose: Sequence[int], guide: Guide) -> set[int]:
    """Return the blocks between headline and text, which begins at ``prose[0]``, that sum it up.

    The page's description, or what is called a lead; and what says much of the headline and the text in other words.
    """
    told, first = [_opening(text) for text in guide.descriptions], prose[0]
    above = [place for place in range(max(start, first - _ABOVE), first + 1) if _may_lead(page[place], guide.title)]
    described = [place for place in above if any(_opens(page[place], one) for one in told)]
    called = [place for place in above if _is_called_lead(page[place]) or _stands_as_lead(page[place])]
    beside = page[start].element.getparent() if page[start].heading else None
    headed = [place for place in above if is_prose(page[place]) and _is_headed(page[place].element, beside)]
    spoken = _spoken(page, prose, guide)
    decks = [place for place in above if start < place < first and _is_deck(page[place], guide.title, spoken)]
    chosen = (described or called or [place for place in headed if place < first] or decks or headed)[:1]
    together = _together(page, chosen[0], first) if chosen else ()
    lead = {*chosen, *together}
    if page[start].words != tuple(words(guide.title)):
        return lead
    return lead | set(_summing_up(page, start, prose, spoken, lead))


def _summing_up(
    page: Sequence[Block], start: int, prose: Sequence[int], spoken: Collection[str], lead: Collection[int]
) -> Iterator[int]:
    """Yield the paragraphs and the points of lists below the headline that have words of headline and text."""
    said = {page[place].words for place in (*prose, *lead)}
    above = set(outwards(page[start].element))
    if not any(outer in above and outer.tag not in ("html", "body") for outer in outwards(page[prose[0]].element)):
        return
    for place in range(start + 1, prose[0]):
        block = page[place]
        listed = (block.tag == "li" or is_among_points(block.element)) and not block.timed
        point = listed and not block.linked and len(block.words) >= _POINT
        fits = (is_prose(block) or point) and not block.caption and block.words not in said
        if fits and share_spoken(block.words, spoken) >= _SPOKEN:
            said.add(block.words)
            yield place


def _is_called_lead(block: Block) -> bool:
    """Tell whether a block, or bold letters that hold all of it, are called what leads are called."""
    return is_lead(block.element) or _bold_lead(block) is not None


def _bold_lead(block: Block) -> _Element | None:
    inner = (one for one in block.element.iter("strong", "b") if one.get("class") and is_lead(one))
    return next((one for one in inner if block.text in printed("".join(one.itertext("*")))), None)


def _together(page: Sequence[Block], place: int, first: int) -> list[int]:
    """Return the lines behind one that stand in the same bold letters, called a lead."""
    bold = _bold_lead(page[place])
    return [] if bold is None else [one for one in range(place + 1, first) if _bold_lead(page[one]) is bold]


def _may_lead(block: Block, title: str) -> bool:
    own = block.words
    return (
        len(own) >= _LEAD_WORDS
        and block.linked < UNLINKED
        and own != tuple(words(title))
        and not block.timed
        and (not block.caption or (is_prose(block) and is_lead(block.element)))
    )


def _stands_as_lead(block: Block) -> bool:
    return block.heading and block.tag != "h1" and block.ended


def _is_deck(block: Block, title: str, spoken: Collection[str]) -> bool:
    """Tell whether a heading is a second line below the headline, not the headline with more around it.

    A short one has words of the headline or the text.
    """
    own = frozenset(block.words)
    if block.tag not in ("h2", "h3", "h4") or len(own) < _DECK or frozenset(words(title)) <= own:
        return False
    return len(own) >= _LONG_DECK or share_spoken(own, spoken) >= _SPOKEN


def _spoken(page: Sequence[Block], prose: Sequence[int], guide: Guide) -> frozenset[str]:
    """Return the words of the headline and of the text."""
    return frozenset(words(guide.title)).union(*(page[place].words for place in prose))


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
    return block.linked < UNLINKED and block.ended and len(block.words) >= _PROSE and not block.timed


def outwards(element: _Element | None) -> Iterator[_Element]:
    while element is not None:
        yield element
        element = element.getparent()
