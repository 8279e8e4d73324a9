"""How far the story of a page goes: where comments or the next story begin, and which prose is the first story's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from briefing.text.closings import heads_comments
from briefing.text.pageblocks import Block
from briefing.text.storyedges import is_headline
from briefing.text.storylead import CLIMB, is_prose, outwards

if TYPE_CHECKING:
    from lxml.etree import _Element

_COOKIES = frozenset(
    "cookie cookies cookiebeleid çerez çerezler çerezleri ciasteczka ciasteczek kolačići sütik sütiket evästeet".split()
)
_CONSENT = frozenset(
    """
    accept browser consent data device partners personal policy privacy site store website websites
    akzeptieren daten datenschutz einwilligung gerät partner website zustimmen accepter confidentialité consentement
    données partenaires personnelles site aceptar consentimiento datos privacidad sitio aceitar consentimento dados
    parceiros accettare consenso dati accepteren gegevens toestemming danych prywatności zgoda sitemizden metnini kabul
    """.split()
)
_OURS = frozenset("our unsere unseren nos nuestros nossos nostri onze nasi nasze".split())
_YOURS = frozenset("your ihr ihre ihrem ihren votre vos su sus seu seus suas suo tuo uw je twoich twoim twoje".split())
_FEWEST, _LETTERS, _TOLD = 3, 300, 2
_LONG, _THIN = 50, 30


def within_story(page: Sequence[Block], title: tuple[str, ...], start: int) -> list[Block]:
    """Return the blocks of a page up to its comments and to its next story, without requests for consent."""
    end = _end(page, start, page[start] if page and is_headline(page[start], title) else None)
    told = not _COOKIES.isdisjoint(title)
    return [block for block in page[:end] if told or not asks_consent(block)]


def asks_consent(block: Block) -> bool:
    """Tell whether prose speaks of cookies and of what they are asked for, or of that and of ours and yours.

    A long paragraph has more of them: it may bake cookies and have a policy of its own.
    """
    own = block.words
    if _COOKIES.isdisjoint(own) and (_OURS.isdisjoint(own) or _YOURS.isdisjoint(own)):
        return False
    least = _TOLD + _COOKIES.isdisjoint(own) + max(0, len(own) - _LONG) // _THIN
    return is_prose(block) and len(_CONSENT & set(own)) >= least


def _end(page: Sequence[Block], start: int, head: Block | None) -> int:
    """Return the place where comments or another story begin below the prose of the first one, and its headline."""
    prose: list[_Element] = []
    for place in range(start + 1, len(page)):
        block = page[place]
        if prose and (_begins_comments(block, len(prose)) or _begins_story(block, prose, head)):
            return place
        if is_prose(block):
            prose.append(block.element)
    return len(page)


def _begins_comments(block: Block, before: int) -> bool:
    """Tell whether a line is the heading of comments and not a button among others."""
    return before >= (1 if block.heading else _FEWEST) and block.tag != "li" and heads_comments(block)


def _begins_story(block: Block, prose: Sequence[_Element], head: Block | None) -> bool:
    """Tell whether a line is the headline of another story, which the first one does not lie around.

    Where the page does not show the first one's headline, or in no h1, an h1 may stand over a part of it.
    """
    if head is None or len(prose) < _FEWEST or not (block.tag == "h1" == head.tag or _is_made_as(block, head)):
        return False
    return not _holds(block.element.getparent(), prose[0])


def _is_made_as(block: Block, head: Block) -> bool:
    """Tell whether a heading is made as the headline is, in an element that is called as that of the headline."""
    mine, theirs = block.element.getparent(), head.element.getparent()
    return (
        block.heading
        and block.tag == head.tag
        and mine is not None
        and theirs is not None
        and mine is not theirs
        and (mine.tag, mine.get("class")) == (theirs.tag, theirs.get("class"))
        and mine.get("class") is not None
        and block.element.get("class") == head.element.get("class")
    )


def _holds(outer: _Element | None, inner: _Element) -> bool:
    return any(one is outer for one in outwards(inner))


def below_headline(page: Sequence[Block], solid: Sequence[int], home: _Element, told: Collection[str]) -> list[int]:
    """Return the prose of the element right below the headline where it is another than ``home`` and tells of the same.

    What readers write below an article may be more than the article.  [] where there is none.
    """
    if not solid or _holds(home, page[solid[0]].element):
        return []
    around = set(outwards(home))
    outers = [outer for outer in islice(outwards(page[solid[0]].element), 1, CLIMB) if outer not in around]
    for outer in reversed(outers):
        inside = [place for place in solid if _holds(outer, page[place].element)]
        letters = sum(len(page[place].text) for place in inside)
        words = {word for place in inside for word in page[place].words}
        if len(inside) >= _FEWEST and letters >= _LETTERS and len(words & set(told)) >= min(_TOLD, len(told)):
            return inside
    return []
