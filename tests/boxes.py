"""Where the letters of a PDF stand: its boxes as the program lays them out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from briefing.model import Brief
from briefing.publish import pdf
from briefing.publish.rendering import paper

Box = Any  # WeasyPrint has no types
HAIR = 0.5


class Rectangle(NamedTuple):
    """An area of a page, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Rectangle) -> bool:
        """Tell whether it is inside another one, but for a hair."""
        starts = self.left >= other.left - HAIR and self.top >= other.top - HAIR
        return starts and self.right <= other.right + HAIR and self.bottom <= other.bottom + HAIR

    def overlaps(self, other: Rectangle) -> bool:
        """Tell whether the two share more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > HAIR and down > HAIR


class Printed(NamedTuple):
    """A run of letters on a page: its words and the element that has them, their place, and where they may stand."""

    page: int
    words: str
    element: Any
    place: Rectangle
    room: Rectangle


class Layout(NamedTuple):
    """The body of a page's HTML, and its letters where the PDF has them."""

    body: Any
    texts: tuple[Printed, ...]

    @property
    def outside(self) -> list[str]:
        """The words that run out of their page, or out of a box that hides what does."""
        return [f"page {each.page}: {each.words}" for each in self.texts if not each.place.within(each.room)]

    @property
    def overlapping(self) -> list[str]:
        """The words that stand on each other, pair by pair."""
        found: list[str] = []
        near: list[Printed] = []
        for each in sorted(self.texts, key=lambda text: (text.page, text.place.top)):
            near = [one for one in near if one.page == each.page and one.place.bottom > each.place.top]
            over = (one for one in near if one.place.overlaps(each.place))
            found += [f"page {each.page}: {one.words} | {each.words}" for one in over]
            near.append(each)
        return found

    @property
    def lost(self) -> list[str]:
        """The words of the HTML that are on no page, element by element."""
        printed: dict[Any, str] = defaultdict(str)
        for each in self.texts:
            printed[each.element] += letters(each.words)
        return [own for each in self.body.iter() if (own := _own(each)) not in printed[each]]


def laid_out(brief: Brief, template: str, monkeypatch: pytest.MonkeyPatch, style: str = "") -> Layout:
    """Return a brief's PDF as the program lays it out, with ``style`` after its own style sheets."""
    documents = []

    def kept(document: Box, made: Box) -> None:
        documents.append(document)

    monkeypatch.setattr(pdf, "finish", kept)
    pdf.printed(paper(brief, template).replace("</style>", f"{style}</style>", 1), brief)
    (document,) = documents
    pages = [page._page_box for page in document.pages]
    texts = (text for at, page in enumerate(pages, start=1) for text in _texts(page, at, _content(page)))
    return Layout(pages[0].children[0].element.find("body"), tuple(texts))


def _content(box: Box) -> Rectangle:
    left, top = box.content_box_x(), box.content_box_y()
    return Rectangle(left, top, left + box.width, top + box.height)


def _texts(box: Box, page: int, room: Rectangle) -> Iterator[Printed]:
    """Yield the text below a box that must stay within ``room``: the page's or a margin's area, or what is cut off."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield Printed(page, box.text, box.element, _letters(box), room)
        return
    if isinstance(box, boxes.MarginBox) or box.style["overflow"] != "visible":
        room = _content(box)
    for child in getattr(box, "children", ()):
        yield from _texts(getattr(child, "_box", child), page, room)


def _letters(box: Box) -> Rectangle:
    """Return the place of a text from the height of a capital to a little below the line: accents may reach out."""
    size, line = box.style["font_size"], box.position_y + box.baseline
    return Rectangle(box.position_x, line - 0.66 * size, box.position_x + box.width, line + 0.2 * size)


def _own(element: Box) -> str:
    """Return the words of an element itself, not of those within; '' for one that is not for paper."""
    if element.tag == "style" or element.get("class") == "kicker":
        return ""
    return letters("".join([element.text or "", *(each.tail or "" for each in element)]))


def letters(text: str) -> str:
    """Return a text in capitals without blanks and without the hyphens at the ends of lines."""
    return re.sub(r"[\s\u2010]+", "", text).upper()
