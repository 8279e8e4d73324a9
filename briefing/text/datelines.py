"""Place, date and agency printed in front of the first sentence of a report."""

from __future__ import annotations

import re
from functools import cache

from briefing.text.agencies import AGENCY, may_credit_agency, may_name_agency, starts_with_agency

_CAPITAL = "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻА-ЯЁЄІЇҐ"
_BEGIN = rf"(?=[\"'“„«‘»]?\s?[{_CAPITAL}0-9]|\({AGENCY}\))"
_DASH = r"(?:\s*--|\s*[–—]|\s+-|\.-)\s+"
_CREDIT = rf"(?:\([^()\n]{{0,40}}\)|/[^/\n]{{2,40}}/|(?:[^\W\d_]{{2,12}} )?{AGENCY})"
_PLACE = rf"[{_CAPITAL}][\w'’.-]{{1,25}}(?:[ /][{_CAPITAL}][\w'’.-]{{0,25}}){{0,3}}"
_CAPITALS = rf"[{_CAPITAL}][{_CAPITAL}'’./ -]{{2,40}}"
_DAY = (
    r"(?:[^\W\d_]{2,12}[.,]?\s){0,3}\d{1,4}(?:\.|st|nd|rd|th|er|º)?"
    r"(?:\s(?:de\s)?[^\W\d_]{3,12}\.?)?(?:,?\s(?:de\s)?\d{4}(?:\s[гр]\.)?)?"
)
_DATE = rf"(?:[,.]\s{{1,2}}{_DAY})"
_WHERE = rf"(?:{_PLACE}|{_CAPITALS})(?:,\s{_PLACE})?"
_PLACE_AND_CREDIT = (
    rf"(?:{_WHERE},?{_DATE}?[.,]?\s*{_CREDIT}(?:{_DASH}|\.\s+)"
    rf"|{_WHERE},?{_DATE}?[.,]?\s*[(/]{AGENCY}[)/]\s+){_BEGIN}"
)
_PLACE_AND_DASH = rf"(?:{_WHERE}{_DATE}{_DASH}|{_CAPITALS}(?:,\s{_PLACE})?{_DASH}){_BEGIN}"
_DAY_AND_PLACE = rf"{_DAY},\s{_WHERE}\s*(?:/[^/\n]{{2,40}}/|\([^()\n]{{2,40}}\))(?:{_DASH}|\.\s+){_BEGIN}"
_AGENCY_FIRST = rf"(?:[(/]\s?{AGENCY}[^()/\n]{{0,30}}[)/](?:{_DASH}|\.?\s+)|{AGENCY}{_DASH}){_BEGIN}"
_CREDIT_AFTER = rf"{_CREDIT}(?:{_DASH}|[.:]\s+){_BEGIN}"
_LOUD = rf"[{_CAPITAL}]{{4,25}}(?:[ /-][{_CAPITAL}]{{2,25}}){{0,3}}"
_LIKELY = rf"(?:{_PLACE}(?:\s*--|\s+[–—-])|{_LOUD}\.)\s+{_BEGIN}"
_STAMP = (
    r"(?:[^\W\d_]{2,12}:?\s)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
    rf"(?:[ T,]{{1,2}}\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?)?\s+(?:[-–—|]\s+)?{_BEGIN}"
)
_WHOLE = rf"(?:{_PLACE}|{_CAPITALS}),\s{{1,2}}{_DAY}(?:\.|\s*{_CREDIT}\.?)?\s*[-–—.]?"
# Behind a dateline, no small letter follows: most dashes and brackets are told from those of one by that.
_DASHED = re.compile(r"(?:[–—]|--|[\s.]-)\s+[^a-z]")
_BRACKET_ENDS = re.compile(rf"[)/](?:{_DASH}|\.\s+)[^a-z]")
_CREDIT_ENDS = re.compile(r"[–—)/]|--|[\s.]-|\.\s")
# How far the first capitals, the first digit of a date and an agency can stand from where the patterns begin.
_LOUD_START, _DAY_START, _LOUDEST, _STAMPED = 3, 43, 4, 20
_DIGITS_APART = re.compile(r"\d[-./]\d")
_REACH = 130


def dateline(paragraph: str, *, near_top: bool) -> int:
    """Return the length of the dateline in front of a paragraph, blanks included, 0 for none.

    A mere place before a dash counts near the top of a text only.
    """
    head = paragraph[:_REACH]
    found = _sure(head, 0) or _stamp(head) or (_likely(head) if near_top else None)
    while found and (more := _credit(head, found.end()) or _sure(head, found.end())):
        found = more
    return found.end() if found and found.end() < len(paragraph) else 0


def is_dateline(line: str) -> bool:
    """Tell whether a whole line is place and date, with or without the agency."""
    return "," in line and _holds_digit(line) and _compiled(_WHOLE).fullmatch(line) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a text may match it: all of them take 0.1 s, which most runs need not spend."""
    return re.compile(pattern)


def _sure(head: str, place: int) -> re.Match[str] | None:
    rest = head[place:]
    placed, bracketed = rest[:1].isupper(), _BRACKET_ENDS.search(rest)
    loud = not any(map(str.islower, rest[:_LOUD_START]))
    possible = (
        (placed and (bracketed or (may_credit_agency(rest) and _CREDIT_ENDS.search(rest))), _PLACE_AND_CREDIT),
        (placed and (loud or _holds_digit(rest)) and _DASHED.search(rest), _PLACE_AND_DASH),
        (bracketed and _holds_digit(rest[:_DAY_START]), _DAY_AND_PLACE),
        (starts_with_agency(rest) or (rest[:1] in ("(", "/") and may_name_agency(rest)), _AGENCY_FIRST),
    )
    found = (_compiled(pattern).match(head, place) for may, pattern in possible if may)
    return next(filter(None, found), None)


def _credit(head: str, place: int) -> re.Match[str] | None:
    may = head[place] in "(/" or may_name_agency(head[place:])
    return _compiled(_CREDIT_AFTER).match(head, place) if may else None


def _stamp(head: str) -> re.Match[str] | None:
    return _compiled(_STAMP).match(head) if _DIGITS_APART.search(head[:_STAMPED]) else None


def _likely(head: str) -> re.Match[str] | None:
    may = _DASHED.search(head) or head[:_LOUDEST].isupper()
    return _compiled(_LIKELY).match(head) if may else None


def _holds_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
