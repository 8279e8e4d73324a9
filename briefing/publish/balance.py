"""Quotation marks of a sentence that is printed alone: none whose partner stands in another sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.text.lexicon import lexicon

_MARK = re.compile('["“”„‟«»]')
_CLOSING = {"«": "»", "»": "«", "„": '”“"', "‟": "”", "“": '”“"', "”": "”", '"': '"”'}
_OPENING = {"»": "«", "«": "»", "”": "“", "“": "„", '"': '"'}
_HIGH_CLOSES, _LOW_OPENS = frozenset(("de", "ru", "uk")), frozenset(("pl",))
_BEFORE, _BEHIND = frozenset("([{/—–-'’‘“„«\"¿¡"), frozenset(")]}/—–-.,;:!?…'’”»\"")
_HANGING = frozenset(")]}.,;:!?…")
_WORD = re.compile(r"[^\W\d_]+")


class _Unpaired(NamedTuple):
    """The places of a mark that nothing opens and of one that nothing closes, -1 for none."""

    closing: int = -1
    opening: int = -1


def balanced(text: str, lang: str) -> str:
    """Return a sentence in which no quotation mark lacks its partner; its words stay as they are, in one piece.

    A mark at the very edge is left out: the frame in which the words are printed says that they are quoted. One within
    the sentence gets its partner at the other edge, in the square brackets of what is ours; to words before a mark
    that nothing opens only if none of them says who speaks. Where it is not plain which marks these are, nothing
    changes.
    """
    if not (found := _unpaired(text)):
        return text
    begin, end, before, behind = 0, len(text), "", ""
    if found.opening == 0:
        begin = 1
    elif found.opening > 0:
        behind = f"{_blank(text, found.opening, 1)}[{_closing(text[found.opening], lang)}]"
    if found.closing == len(text) - 1:
        end -= 1
    elif found.closing > 0 and not _tells(text[: found.closing], lang):
        before = f"[{_opening(text[found.closing], lang)}]{_blank(text, found.closing, -1)}"
    words = text[begin:end].strip()
    return text if words[:1] in _HANGING else f"{before}{words}{behind}"


def _unpaired(text: str) -> _Unpaired | None:
    """Return the marks without a partner, None where there is none, or where it is not plain which they are."""
    opened: list[int] = []
    closing: list[int] = []
    for match in _MARK.finditer(text):
        place = match.start()
        way = _way(text, place, opened)
        if way > 0:
            opened.append(place)
        elif way == 0 or (opened and text[place] not in _CLOSING[text[opened[-1]]]):
            return None
        elif opened:
            opened.pop()
        else:
            closing.append(place)
    if len(opened) > 1 or len(closing) > 1 or not (opened or closing):
        return None
    return _Unpaired(*closing or [-1], *opened or [-1])


def _way(text: str, place: int, opened: Sequence[int]) -> int:
    """Return 1 for a mark that opens, -1 for one that closes, 0 where neither is plain."""
    mark, before, behind = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if place == 0:
        return 1
    if not behind:
        return -1
    # Inches, unless a quotation is open.
    if mark == '"' and before.isdigit() and not opened:
        return 0
    leading, trailing = before.isspace() or before in _BEFORE, behind.isspace() or behind in _BEHIND
    if mark in "„‟" or (leading and trailing and mark == "«"):
        return 1
    if leading and trailing and mark in "»”":
        return -1
    return leading - trailing


def _closing(mark: str, lang: str) -> str:
    """Return the mark that closes what a mark opens."""
    return "“" if mark == "„" and lang in _HIGH_CLOSES else _CLOSING[mark][0]


def _opening(mark: str, lang: str) -> str:
    """Return the mark that opens what a mark closes."""
    return "„" if mark == "”" and lang in _LOW_OPENS else _OPENING[mark]


def _blank(text: str, place: int, side: int) -> str:
    """Return the blank beside a mark of the French, which stand apart from their words; '' for all others."""
    beside = text[place + side]
    return beside if text[place] in "«»" and beside.isspace() else ""


def _tells(words: str, lang: str) -> bool:
    """Tell whether words say who speaks, so that a quotation need not have begun before them."""
    return ":" in words or any(word in lexicon(lang).reporting for word in _WORD.findall(words.lower()))
