"""Where quotations begin and end within a paragraph, whatever marks it uses and however badly it balances them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MARK = re.compile(r"""["“”„‟«»]|(?<!\w)[‘‚'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)""")
_STOP = re.compile(r"[.!?…][”’\"')\]]*\s")
_SINGLE = frozenset("‘’‚'")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation from its opening mark to behind its closing mark, or to where an unclosed one must end."""

    start: int
    end: int
    closed: bool


def quotations(paragraph: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a paragraph in order, offsets into the paragraph.

    A quotation that is never closed ends at the last sentence end before the next one opens, else with the paragraph.
    """
    found: list[Quotation] = []
    start, opener = -1, ""
    for match in _MARK.finditer(paragraph):
        mark, place = match[0], match.start()
        if start < 0:
            if _opens(paragraph, place, mark):
                start, opener = place, mark
        elif (mark in _SINGLE) != (opener in _SINGLE):
            continue
        elif _closes(paragraph, place, mark, opener):
            found.append(Quotation(start, place + 1, closed=True))
            start = -1
        elif opener not in _SINGLE:
            found.append(Quotation(start, _last_stop(paragraph, start, place), closed=False))
            start, opener = place, mark
    if start >= 0 and opener not in _SINGLE:
        found.append(Quotation(start, len(paragraph), closed=False))
    return tuple(found)


def inside(place: int, found: Iterable[Quotation]) -> bool:
    """Tell whether a place lies behind the opening mark of a quotation and before its end."""
    return any(quotation.start < place < quotation.end for quotation in found)


def _opens(text: str, place: int, mark: str) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if mark in "„‟‘‚'" or mark == "":
        return True
    free_after = not after or after.isspace()
    if mark == "«":
        return not (before.isalnum() and (free_after or not after.isalnum()))
    if mark in "»”" and (not before or before.isspace() or before in "([—–-"):
        return not free_after
    if mark in "»”":
        return False
    return not free_after and (not before or not before.isalnum())


def _closes(text: str, place: int, mark: str, opener: str) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if mark in "’'":
        return True
    if mark in "„‟‘‚":
        return False
    if opener == "«":
        return mark == "»"
    if opener == "»":
        return mark == "«"
    if opener == "„":
        return mark in '“”"'
    if mark == "”" or mark in "«»":
        return mark == "”"
    free_before = not before or before.isspace()
    return not (free_before or before in "([—–") or not after or not (after.isalnum() or after in "‘'(")


def _last_stop(text: str, start: int, end: int) -> int:
    stops = [match.end() for match in _STOP.finditer(text, start, end)]
    return stops[-1] if stops else end
