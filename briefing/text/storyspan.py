"""How far the story of a page goes: where comments or the next story begin, and which prose is the first story's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from briefing.text.closings import heads_comments
from briefing.text.pageblocks import Block
from briefing.text.storylead import CLIMB, is_prose, outwards

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONSENT = frozenset(
    "cookie cookies cookiebeleid çerez çerezler çerezleri ciasteczka ciasteczek kolačići sütik sütiket evästeet".split()
)
_FEWEST, _LETTERS, _TOLD = 3, 300, 2


def within_story(page: Sequence[Block], title: Collection[str], start: int) -> list[Block]:
    """Return the blocks of a page up to its comments and to its next story, without requests for consent."""
    asks = _CONSENT.isdisjoint(title)
    end = _end(page, start)
    return [block for block in page[:end] if not (asks and is_prose(block) and not _CONSENT.isdisjoint(block.words))]


def _end(page: Sequence[Block], start: int) -> int:
    """Return the place where comments or another story begin below the prose of the first one."""
    prose = 0
    first: _Element | None = None
    for place in range(start + 1, len(page)):
        block = page[place]
        if is_prose(block):
            prose += 1
            first = block.element if first is None else first
        elif (first is not None and prose and heads_comments(block)) or (
            first is not None
            and prose >= _FEWEST
            and block.tag == "h1"
            and not _holds(block.element.getparent(), first)
        ):
            return place
    return len(page)


def _holds(outer: _Element | None, inner: _Element) -> bool:
    return any(one is outer for one in outwards(inner))


def below_headline(
    page: Sequence[Block], solid: Sequence[int], prose: Sequence[int], told: Collection[str]
) -> list[int]:
    """Return some prose, or that of the element right below the headline where it is another that tells of the same.

    What readers write below an article may be more than the article.
    """
    if not solid or not prose or solid[0] in prose:
        return list(prose)
    chosen = {page[place].element for place in prose}
    for outer in islice(outwards(page[solid[0]].element), 1, CLIMB):
        inside = [place for place in solid if _holds(outer, page[place].element)]
        if any(page[place].element in chosen for place in inside) or outer.tag in ("html", "body"):
            break
        letters = sum(len(page[place].text) for place in inside)
        words = {word for place in inside for word in page[place].words}
        if len(inside) >= _FEWEST and letters >= _LETTERS and len(words & set(told)) >= min(_TOLD, len(told)):
            return inside
    return list(prose)
