"""A full date as pages write it, in digits or with the name of a month in any language that CLDR knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from briefing.text.calendars import (
    day_of,
    era_year,
    ethiopic_day,
    ethiopic_months,
    months,
    months_of_any,
    persian_months,
)
from briefing.text.datewords import CHANGED, PUBLISHED, TODAY
from briefing.text.folding import folded
from briefing.text.tabledcalendars import islamic_day, islamic_months, nepali_day, nepali_months

_YEAR_FIRST = re.compile(
    r"(?<![\d/.-])(?P<era>令和|平成|民國|民国)?\s?(\d{1,4}|元)\s?([-/.年년]|оны)\s?(\d{1,2})"
    r"\s?(?:[-/.月월]|(?:-р )?сар(?:ын)?)\s?(\d{1,2})(?![\d/-])"
)
_YEAR_LAST = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d(?![\d:/.-]))(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?!\d)")
_LINE = 160
_REACH = 30
_MONTHS = 12
_SHORT_YEAR, _CENTURY, _BUDDHIST_CENTURY = 100, 2000, 2500
_SHORT_YEARS_FIRST = frozenset({"ko", "ja", "zh", "hu"})
_SHORT_YEARS = range(5, 50)
_FOUR = 4
_NUMBERED = re.compile(r"\d{4}")
_OF_LANGUAGE = {"fa": "persian", "am": "ethiopic", "ti": "ethiopic", "ne": "nepali"}
_MONTHS_OF = {
    "persian": persian_months,
    "ethiopic": ethiopic_months,
    "nepali": nepali_months,
    "islamic": islamic_months,
    "any": months_of_any,
}
_DAY_OF = {"ethiopic": ethiopic_day, "nepali": nepali_day, "islamic": islamic_day}


class Written(NamedTuple):
    """A date in a line: the day, where it stands, and whether words before it call it one of publication or today."""

    day: date
    start: int
    end: int
    published: bool
    today: bool


def written_day(line: str, lang: str) -> date | None:
    """Return the first date of a short line that is not called one of a change, None for none."""
    return next((one.day for one in written_days(line, lang)), None)


def written_days(line: str, lang: str, *, month_first: bool | None = None) -> Iterator[Written]:
    """Yield the dates of a short line that are not called ones of a change.

    ``month_first`` tells how 6/7/2021 is read; None where that is unknown.
    """
    if len(line) > _LINE or not any(letter.isdigit() for letter in line):
        return
    bare = folded(line)
    found = sorted(_days(bare, lang, month_first=month_first))
    if not found and _NUMBERED.search(bare):
        found = sorted(_named_days(bare, lang, "any"))
    yield from _unchanged(bare, found)


def islamic_days(line: str) -> Iterator[Written]:
    """Yield the days that a short line gives by the Islamic calendar; outside of Arabia the next may be meant."""
    bare = folded(line) if len(line) <= _LINE else ""
    return _unchanged(bare, sorted(_named_days(bare, "", "islamic")))


def gives_day(text: str, lang: str) -> bool:
    """Tell whether a text of any length gives a day by another calendar than the Islamic."""
    return any(letter.isdigit() for letter in text) and any(_days(folded(text), lang, month_first=None))


def _unchanged(bare: str, found: Iterable[tuple[int, int, date]]) -> Iterator[Written]:
    """Yield those of the days at places in a line that are not called ones of a change."""
    end = 0
    for start, stop, day in found:
        before = bare[max(end, start - _REACH) : start]
        if start >= end and not CHANGED.search(before):
            said, today = PUBLISHED.search(before), TODAY.search(before)
            yield Written(day, start, stop, said is not None, today is not None)
        end = max(end, stop)


def month_leads(lines: Iterable[str]) -> bool | None:
    """Tell whether the dates of some lines with slashes have the month first, None where they do not tell."""
    votes = [0, 0]
    for line in lines:
        for match in _SLASHED.finditer(line) if "/" in line else ():
            first, second = int(match[1]), int(match[2])
            votes[0] += second <= _MONTHS < first
            votes[1] += first <= _MONTHS < second
    return None if votes[0] == votes[1] else votes[1] > votes[0]


def _days(bare: str, lang: str, *, month_first: bool | None) -> Iterator[tuple[int, int, date]]:
    """Yield each date of a line with its place."""
    for match in _YEAR_FIRST.finditer(bare):
        yield from _placed(match.span(), day_of(_year(match, lang), int(match[4]), int(match[5]), lang))
    for match in _YEAR_LAST.finditer(bare):
        yield from _year_last(match, lang, month_first=month_first)
    if lang in _OF_LANGUAGE:
        yield from _named_days(bare, lang, _OF_LANGUAGE[lang])
    yield from _named_days(bare, lang, "own")


def _year(match: re.Match[str], lang: str) -> int:
    """Return the year of a date that begins with it, 0 for none: two digits only where no day stands first."""
    written, era = match[2], match["era"]
    number = 1 if written == "元" else int(written)
    if era:
        return era_year(era, number)
    if number < _SHORT_YEAR and lang in _SHORT_YEARS_FIRST and number in _SHORT_YEARS:
        return _CENTURY + number
    return number if len(written) == _FOUR or lang == "zh" else 0


def _year_last(match: re.Match[str], lang: str, *, month_first: bool | None) -> Iterator[tuple[int, int, date]]:
    """Yield the day of a date that ends with its year, unless two countries read it otherwise."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if year < _SHORT_YEAR:
        if year not in _SHORT_YEARS or lang in _SHORT_YEARS_FIRST:
            return
        year += _CENTURY
    unsure = lang == "en" and match[2] == "/" and month_first is None and first != second
    if second > _MONTHS or (month_first and match[2] == "/" and first <= _MONTHS):
        yield from _placed(match.span(), day_of(year, first, second, lang))
    elif not unsure or first > _MONTHS:
        yield from _placed(match.span(), day_of(year, second, first, lang))


def _named_days(bare: str, lang: str, kind: str) -> Iterator[tuple[int, int, date]]:
    """Yield each date of a line that names its month: in the language, in any, as another calendar calls them."""
    pattern, names = _named(kind, lang if kind == "own" else "")
    for match in pattern.finditer(bare):
        month = names[match["month"] or match["month2"] or match["month3"] or match["month4"]]
        day = match["day"] or match["day2"] or match["day3"] or match["day4"]
        year = int((match["year"] or match["year2"] or match["year3"] or match["year4"]).strip("'’"))
        if year < _SHORT_YEAR:
            year += _BUDDHIST_CENTURY if lang == "th" else _CENTURY
        found = _DAY_OF[kind](year, month, int(day)) if kind in _DAY_OF else day_of(year, month, int(day), lang)
        yield from _placed(match.span(), found)


def says_day(line: str, day: date, lang: str) -> bool:
    """Tell whether a short line gives a day without its year."""
    if len(line) > _LINE:
        return False
    bare = folded(line)
    names = "|".join(re.escape(name) for name, number in months(lang).items() if number == day.month)
    number, month = f"0?{day.day}", f"0?{day.month}"
    return (
        re.search(
            rf"(?<!\d){number}[\s.]{{0,2}}(?:de\s|d')?(?:{names})(?!\w)|(?<!\w)(?:{names})[\s.]{{1,2}}{number}(?!\d)"
            rf"|(?<!\d){month}(?:[月월]\s?|-){number}(?!\d)|(?<![\d.]){number}[./]{month}(?![\d])",
            bare,
        )
        is not None
    )


def _placed(span: tuple[int, int], day: date | None) -> Iterator[tuple[int, int, date]]:
    if day:
        yield (*span, day)


@cache
def _named(kind: str, lang: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """Return the pattern of a date with a month's name, 16 June 2021 or 2021. június 16., and the names."""
    names = months(lang) if kind == "own" else _MONTHS_OF[kind]()
    month = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    of = r"[\s.,،/-]{0,3}(?:(?:[^\W\d]{1,5}['’]?|พ\.ศ)[\s.]{1,2}|ב)?"
    # A year of two digits only at the end of what is said.
    year = r"\d{4}(?!\d)|['’]?\d\d(?=\s*(?:\Z|[,|•·–—-]|\d{1,2}[:.]\d\d))"
    pattern = re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|o|ος)?{of}(?:(?<![^\W\d])|(?<=ב))(?P<month>{month})(?:\s?/\s?[^\W\d]+)?{of}(?P<year>{year})"
        rf"|(?<!\w)(?P<month2>{month})[\s.]{{1,2}}(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>\d{{4}})(?!\d)"
        rf"|(?<!\d)(?P<year3>\d{{4}})[.,-]?\s?(?:m\.\s)?(?P<month3>{month})[\s.-]{{1,2}}(?P<day3>\d{{1,2}})(?!\d)"
        rf"|(?<!\d)(?P<year4>\d{{4}})[.,]?\s\w{{1,6}}\s(?P<day4>\d{{1,2}})\.?\s(?P<month4>{month})"
    )
    return pattern, names
