"""Teasers of other stories: a heading that is a link, and a line or two of prose below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from briefing.text.captions import HOMES, ancestors, holds_more
from briefing.text.pageblocks import Block, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGES = HOMES - {"article"}
_CARDS = frozenset({"article", "div", "li", "section", "td"})
_LONGEST = 450
_DEEPEST = 3
_LINKED = 0.8


def without_teasers(page: Sequence[Block], title: tuple[str, ...]) -> tuple[Block, ...]:
    """Return the blocks that are no teasers: no prose in a small element headed by a link to another story.

    ``title`` are the words of the page's own headline, to which a link leads nowhere else.
    """
    heads = cache(lambda element: _heads_elsewhere(element, title))  # A card has several blocks.
    return tuple(block for block in page if not _is_teaser(block, heads))


def _is_teaser(block: Block, heads: Callable[[_Element], bool | None]) -> bool:
    if block.heading or len(block.text) > _LONGEST:
        return False
    for outer in (block.element, *ancestors(block.element, _DEEPEST)):
        if outer.tag in _PAGES:
            return False
        if outer.tag in _CARDS and (elsewhere := heads(outer)) is not None:
            return elsewhere
    return False


def _heads_elsewhere(element: _Element, title: Sequence[str]) -> bool | None:
    """Tell whether the heading of a small element leads to another story; None for an element without a heading."""
    # Of what holds more, whatever lies around it holds more too.
    if holds_more(element, _LONGEST):
        return False
    heading = next(element.iter("h2", "h3", "h4", "h5"), None)
    return None if heading is None else _is_link(heading) and not _says(heading, title)


def _is_link(heading: _Element) -> bool:
    links = [*heading.iter("a"), *(outer for outer in ancestors(heading, 1) if outer.tag == "a")]
    linked = sum(len("".join(link.itertext("*"))) for link in links)
    return linked > _LINKED * len("".join(heading.itertext("*")))


def _says(heading: _Element, title: Sequence[str]) -> bool:
    return bool(title) and tuple(words("".join(heading.itertext("*"))))[-len(title) :] == tuple(title)
