"""Teasers of other stories: a heading that is a link, and a line or two of prose below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.text.captions import HOMES, ancestors, holds_more
from briefing.text.pageblocks import Block, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_CARDS = frozenset({"article", "div", "li", "section", "td"})
_LONGEST = 450
_DEEPEST = 3
_LINKED = 0.8


class Teasers:
    """Which blocks of a page are teasers; the sizes of its elements are kept."""

    def __init__(self, title: tuple[str, ...]) -> None:
        self._title = title
        self._large: dict[_Element, bool] = {}

    def hold(self, block: Block) -> bool:
        """Tell whether a block is prose in a small element whose heading is a link, and not that of the headline."""
        if block.heading or len(block.text) > _LONGEST:
            return False
        for outer in (block.element, *ancestors(block.element, _DEEPEST)):
            if outer.tag in HOMES - {"article"} or self._is_large(outer):
                return False
            if outer.tag in _CARDS and (heading := next(outer.iter("h2", "h3", "h4", "h5"), None)) is not None:
                return _is_link(heading) and not _says(heading, self._title)
        return False

    def _is_large(self, element: _Element) -> bool:
        if element not in self._large:
            self._large[element] = holds_more(element, _LONGEST)
        return self._large[element]


def _is_link(heading: _Element) -> bool:
    links = [*heading.iter("a"), *(outer for outer in ancestors(heading, 1) if outer.tag == "a")]
    linked = sum(len("".join(link.itertext("*"))) for link in links)
    return linked > _LINKED * len("".join(heading.itertext("*")))


def _says(heading: _Element, title: Sequence[str]) -> bool:
    return bool(title) and tuple(words("".join(heading.itertext("*"))))[-len(title) :] == tuple(title)
