"""Where quotations begin and end within a paragraph, whatever marks it uses and however badly it balances them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

_MARK = re.compile(r"""["“”„‟«»]|(?<!\w)[‘‚'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)""")
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…][”’\"')\]]*\s")
_SINGLE = frozenset("‘’‚'")
_PARTNERS = {"«": "»", "»": "«", "„": '“”"'}


class Quotation(NamedTuple):
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


def inside(place: int, found: Sequence[Quotation]) -> bool:
    """Tell whether a place lies behind the opening mark of a quotation and before its end."""
    before = bisect_left(found, place, key=lambda quotation: quotation.start)
    return before > 0 and place < found[before - 1].end


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
    if mark in "„‟‘‚":
        return False
    if mark in "’'":
        return True
    if opener in _PARTNERS:
        return mark in _PARTNERS[opener]
    if mark in "”«»":
        return mark == "”"
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    joined = bool(before) and not before.isspace() and before not in "([—–"
    return joined or not after or not (after.isalnum() or after in "‘'(")


def _last_stop(text: str, start: int, end: int) -> int:
    stops = [match.end() for match in _STOP.finditer(text, start, end)]
    return stops[-1] if stops else end
