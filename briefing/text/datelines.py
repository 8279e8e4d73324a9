"""Place, date and agency printed in front of the first sentence of a report."""

from __future__ import annotations

import re

from briefing.text.agencies import AGENCY

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
_SURE = re.compile(
    rf"(?:{_WHERE},?{_DATE}?[.,]?\s*{_CREDIT}(?:{_DASH}|\.\s+)"
    rf"|{_WHERE},?{_DATE}?[.,]?\s*[(/]{AGENCY}[)/]\s+"
    rf"|{_WHERE}{_DATE}{_DASH}"
    rf"|{_CAPITALS}(?:,\s{_PLACE})?{_DASH}"
    rf"|{_DAY},\s{_WHERE}\s*(?:/[^/\n]{{2,40}}/|\([^()\n]{{2,40}}\))(?:{_DASH}|\.\s+)"
    rf"|[(/]\s?{AGENCY}[^()/\n]{{0,30}}[)/](?:{_DASH}|\.?\s+)"
    rf"|{AGENCY}{_DASH}){_BEGIN}"
)
_CREDIT_AFTER = re.compile(rf"(?:{AGENCY}|{_CREDIT})(?:{_DASH}|[.:]\s+){_BEGIN}")
_LOUD = rf"[{_CAPITAL}]{{4,25}}(?:[ /-][{_CAPITAL}]{{2,25}}){{0,3}}"
_LIKELY = re.compile(rf"(?:{_PLACE}(?:\s*--|\s+[–—-])|{_LOUD}\.)\s+{_BEGIN}")
_STAMP = re.compile(
    r"(?:[^\W\d_]{2,12}:?\s)?(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
    rf"(?:[ T,]{{1,2}}\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?)?\s+(?:[-–—|]\s+)?{_BEGIN}"
)
_WHOLE = re.compile(rf"(?:{_PLACE}|{_CAPITALS}),\s{{1,2}}{_DAY}(?:\.|\s*{_CREDIT}\.?)?\s*[-–—.]?")
_REACH = 130


def dateline(paragraph: str, *, near_top: bool) -> int:
    """Return the length of the dateline in front of a paragraph, blanks included, 0 for none.

    A mere place before a dash counts near the top of a text only.
    """
    head = paragraph[:_REACH]
    found = _SURE.match(head) or _STAMP.match(head) or (_LIKELY.match(head) if near_top else None)
    while found and (more := _CREDIT_AFTER.match(head, found.end()) or _SURE.match(head, found.end())):
        found = more
    return found.end() if found and found.end() < len(paragraph) else 0


def is_dateline(line: str) -> bool:
    """Tell whether a whole line is place and date, with or without the agency."""
    return _WHOLE.fullmatch(line) is not None
