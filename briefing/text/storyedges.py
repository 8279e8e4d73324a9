"""What stands between, above and below the paragraphs of an article on its page and is none of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.closings import closes, repeats, spaced
from briefing.text.furniture import is_furniture, phrases_of
from briefing.text.lexicon import LANGUAGES
from briefing.text.pageblocks import Block, printed

if TYPE_CHECKING:
    from lxml.etree import _Element

_COPYRIGHT = re.compile(r"©|ⓒ|\(c\)\s|저작권자|無断転載|版权所有", re.IGNORECASE)
_CREDITED = re.compile(
    r"(?<!\w)(?:photo|foto|fotó|fotoğraf|zdjęcie|zdj|фото|снимка|φωτογραφία|φωτο|صورة|عکس|צילום|फोटो|ছবি|ภาพ|ảnh|写真|撮影"
    r"|사진|图|圖|image|picture|bild|crédit|credit|copyright)\s?(?:credits?)?\s?[:：/©]",
    re.IGNORECASE,
)
_CREDIT_MARK = re.compile("[:：/©]")
_SIGNED = re.compile(r"[—–-]\s.{2,60}\(@\w+\)")
_PARTED = re.compile(r"\s[·•|]\s")
_CREDIT, _BYLINE = 60, 20
_SHORT = 12
_RELATED = 30
_LINKED, _LABELLED = 0.6, 0.4
_LABEL = 3
_REPEATED = 4
_KICKER = 6
_NUMBERS = 0.4
_FEWEST = 2


class Story(NamedTuple):
    """The places of an article's blocks in its page, that of its lead, and the element that holds most of them."""

    page: Sequence[Block]
    chosen: Sequence[int]
    lead: frozenset[int]
    home: _Element
    title: tuple[str, ...]


def without_scraps(story: Story) -> list[int]:
    """Leave out the headline, legends, links to more, bylines above, scraps below, and headings of nothing."""
    page = story.page
    solid = [place for place in story.chosen if _is_said(page[place]) and len(page[place].words) >= _SHORT]
    short = (page[place].text for place in story.chosen if len(page[place].words) < _RELATED)
    phrases = phrases_of("\n".join(short), LANGUAGES)
    seen: set[tuple[str, ...]] = set()
    left: list[int] = []
    told = spaced(page[place].words for place in story.chosen)
    for place in story.chosen:
        own = page[place].words
        edge = _is_edge(story, place, solid)
        if place not in story.lead and (_is_scrap(page[place], own, story, edge=edge) or own in seen):
            continue
        if place in story.lead or not (_is_prompt(page[place], own, phrases) or repeats(page[place], told)):
            left.append(place)
        if len(own) > _REPEATED:
            seen.add(own)
    return _without_empty_headings(story, _without_closings(page, left))


def _without_closings(page: Sequence[Block], left: list[int]) -> list[int]:
    """Leave out calls to the reader in the last lines."""
    while len(left) > _FEWEST:
        spoken = frozenset().union(*(page[place].words for place in left[:-1]))
        if not closes(page[left[-1]], spoken):
            break
        left = left[:-1]
    return left


def is_headline(block: Block, title: tuple[str, ...]) -> bool:
    """Tell whether a block is the headline, or a heading that ends with it behind a few words more."""
    kicker = len(block.words) - len(title) if title else -1
    return (kicker == 0 and block.words == title) or (
        block.heading and 0 < kicker <= _KICKER and block.words[kicker:] == title
    )


def _is_edge(story: Story, place: int, solid: Sequence[int]) -> bool:
    """Tell whether a block stands above the text, or below it without being a sentence of the article's element.

    Between the lead and the text stand bylines, dates and buttons too.
    """
    if not solid:
        return False
    block = story.page[place]
    if solid[0] <= place <= solid[-1]:
        text = next((one for one in solid if one not in story.lead), 0)
        return place < text and (_is_byline(block) or not block.ended)
    return place < solid[0] or not (_is_said(block) and within(block.element, {story.home}, None))


def _is_said(block: Block) -> bool:
    """Tell whether a block ends as a sentence and is more than a byline, a date, an address, a call to what follows."""
    numbers = sum(word.isdigit() for word in block.words)
    return (
        not _is_byline(block) and block.ended and not block.text.endswith(":") and numbers < _NUMBERS * len(block.words)
    )


def _is_scrap(block: Block, own: Sequence[str], story: Story, *, edge: bool) -> bool:
    if not own or block.timed or is_headline(block, story.title):
        return True
    if _COPYRIGHT.search(block.text) or _is_credited(block):
        return True
    if len(own) < _RELATED and block.linked > (_LINKED if block.ended else _LABELLED):
        return True
    if edge and not block.heading and (len(own) < _SHORT or (len(own) < _RELATED and _is_called_out(block))):
        return True
    return block.caption or (edge and _is_byline(block))


def _is_byline(block: Block) -> bool:
    """Tell whether a line is of parts, one with a number, as name and time of day are: 8:15 p. m. is no end."""
    parted = len(block.words) <= _BYLINE and _PARTED.search(block.text) is not None
    return parted and any(word.isdigit() for word in block.words)


def _is_credited(block: Block) -> bool:
    """Tell whether a line names who took a picture, or signs a message of a social network."""
    if len(block.words) > _RELATED or block.heading:
        return False
    end = block.text[-_CREDIT:]
    return (_CREDIT_MARK.search(end) and _CREDITED.search(end)) is not None or _SIGNED.match(block.text) is not None


def _is_called_out(block: Block) -> bool:
    """Tell whether all of a block that ends as no sentence is in bold or italics: a call to follow, a source."""
    bold = next(block.element.iter("b", "strong", "em", "i"), None)
    return not _is_said(block) and bold is not None and printed("".join(bold.itertext("*"))) == block.text


def _is_prompt(block: Block, own: Sequence[str], phrases: Sequence[str]) -> bool:
    return len(own) < _RELATED and is_furniture(block.text, phrases)


def _without_empty_headings(story: Story, left: Sequence[int]) -> list[int]:
    """Leave out headings behind which the next block of the page is none of the article."""
    kept = set(left)
    for place in reversed(left):
        if story.page[place].heading and place not in story.lead and _next(story.page, place) not in kept:
            kept.remove(place)
    return sorted(kept)


def _next(page: Sequence[Block], place: int) -> int:
    """Return the place of the next block that is more than a label or a legend."""
    place += 1
    while place < len(page) and not page[place].linked and (len(page[place].words) <= _LABEL or page[place].caption):
        if page[place].heading:
            break
        place += 1
    return place


def within(element: _Element, parts: Collection[_Element], top: _Element | None) -> bool:
    """Tell whether an element is one of some elements or inside one of them, looking up to ``top``."""
    outer: _Element | None = element
    while outer is not None and outer is not top:
        if outer in parts:
            return True
        outer = outer.getparent()
    return False
