"""Dates as news texts write them: «16 June 2021», «le 16 juin», «21 marca 2018 r.», «June 2021», «2021-06-16»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from briefing.text.lexicon import lexicon, measures
from briefing.text.numerals import Piece

YEARS = range(1500, 2101)
_MONTHS = 12
_DAYS = 31
_CAPITALISED = ("de", "en")
_ALSO_A_WORD = frozenset(("may", "march", "august"))
_IN = frozenset(
    "in by since until till from before after during early late mid this last next of for through between and".split()
)


class Day(NamedTuple):
    """A date of which parts may be unknown: 0 stands for an unknown part."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """Return the date as in ISO 8601, unknown parts as in its predecessor: «2021-06», «--06-16»."""
        year = f"{self.year:04d}" if self.year else "-"
        return "-".join((year, *(f"{part:02d}" for part in (self.month, self.day) if part)))


class Found(NamedTuple):
    """A date at a place among pieces: the day, the last day of a range, and the place after it."""

    day: Day
    until: Day | None
    end: int


class _Words(NamedTuple):
    months: Mapping[str, int]
    whole: frozenset[str]
    ordinals: Mapping[str, float]
    of: frozenset[str]
    joins: frozenset[str]
    year_marks: frozenset[str]
    capital: bool
    english: bool


@cache
def _words(lang: str) -> _Words:
    words, around = lexicon(lang), measures(lang)
    first = {number: form for form, number in reversed(list(words.months.items()))}
    return _Words(
        months=words.months,
        whole=frozenset(form for form, n in words.months.items() if form == first[n] or not first[n].startswith(form)),
        ordinals=around.ordinals,
        of=around.of | {"of", "de", "del", "do"},
        joins=around.and_ | around.to | {"-", "–", "/"},
        year_marks=around.year_marks,
        capital=lang in _CAPITALISED,
        english=lang == "en",
    )


def date_at(text: str, found: Sequence[Piece], place: int, lang: str) -> Found | None:
    """Return the date that begins at a place among the pieces of a text."""
    words, piece = _words(lang), found[place]
    if piece.kind == "day":
        day = numeric(piece.text, english=words.english)
        return Found(day, None, place + 1) if day else None
    if piece.kind == "number" or piece.text in words.ordinals:
        return _day_first(text, found, place, words)
    if piece.text in words.months and _is_month(text, found, place, words):
        return _month_first(found, place, words)
    return None


def numeric(text: str, *, english: bool) -> Day | None:
    """Return the day of a numeric date; day and month in English are told apart only if one is above 12."""
    first, second, third = (int(part) for part in text.replace("/", "-").replace(".", "-").split("-"))
    if first > _DAYS:
        day = Day(first, second, third)
    else:
        year = third if third > 99 else third + (2000 if third < 70 else 1900)
        month_first = second > _MONTHS >= first
        day = Day(year, first, second) if month_first else Day(year, second, first)
        if english and first != second and max(first, second) <= _MONTHS and "." not in text:
            return None
    return day if day.year in YEARS and 1 <= day.month <= _MONTHS and 1 <= day.day <= _DAYS else None


def _day_first(text: str, found: Sequence[Piece], place: int, words: _Words) -> Found | None:
    day, end = _day(found, place, words)
    if not day:
        return None
    last, after = day, end
    if end < len(found) and found[end].text in words.joins:
        last, after = _day(found, end + 1, words)
        if not last:
            return None
    if after < len(found) and found[after].text in words.of:
        after += 1
    if not (after < len(found) and found[after].text in words.months and _written(text, found[after], words)):
        return None
    month = words.months[found[after].text]
    year, end = _year(found, after + 1, words)
    return Found(Day(year, month, day), Day(year, month, last) if last != day else None, end)


def _day(found: Sequence[Piece], place: int, words: _Words) -> tuple[int, int]:
    """Return the day of a month at a place, 0 for none, and the place after it and its ordinal ending."""
    if place >= len(found):
        return 0, place
    piece = found[place]
    if piece.kind != "number":
        return int(words.ordinals.get(piece.text, 0)), place + 1
    if not piece.text.isdigit() or not 1 <= int(piece.text) <= _DAYS:
        return 0, place
    end = place + 1
    if end < len(found) and found[end].text == "-" and _is_ending(found, end + 1):
        return int(piece.text), end + 2
    if _is_ending(found, end) or (_glued(found, end) and found[end].text in ".°"):
        return int(piece.text), end + 1
    return int(piece.text), end


def _is_ending(found: Sequence[Piece], place: int) -> bool:
    return _glued(found, place) and found[place].kind == "word" and len(found[place].text) <= 3


def _glued(found: Sequence[Piece], place: int) -> bool:
    return place < len(found) and found[place].start == found[place - 1].end


def _month_first(found: Sequence[Piece], place: int, words: _Words) -> Found | None:
    month, end = words.months[found[place].text], place + 1
    if end < len(found) and found[end].text == "." and found[place].text not in words.whole:
        end += 1
    if words.english:
        day, after = _day(found, end, words) if end < len(found) and found[end].kind == "number" else (0, end)
        # The full stop after an ordinal («16.») is the sentence's here.
        after -= found[after - 1].text == "."
        if day:
            last = 0
            if after < len(found) and found[after].text in words.joins:
                last, behind = _day(found, after + 1, words)
                after = behind if last else after
            year, end = _year(found, after, words)
            return Found(Day(year, month, day), Day(year, month, last) if last else None, end)
    year, after = _year(found, end, words)
    if year:
        return Found(Day(year, month), None, after)
    return Found(Day(0, month), None, place + 1) if _bare(found, place, words) else None


def _year(found: Sequence[Piece], place: int, words: _Words) -> tuple[int, int]:
    """Return the year at a place, 0 for none, and the place after it and its mark («2018 r.»)."""
    at = place
    while at < len(found) and at < place + 2 and (found[at].text in words.of or found[at].text in ",."):
        at += 1
    if at < len(found) and found[at].text.isdigit() and len(found[at].text) == 4 and int(found[at].text) in YEARS:
        return int(found[at].text), after_year(found, at + 1, words.year_marks)
    return 0, place


def after_year(found: Sequence[Piece], place: int, marks: frozenset[str]) -> int:
    """Return the place after the word that marks a year («года», «roku»), if there is one."""
    if place < len(found) and found[place].text in marks:
        return place + 1
    return place


def _written(text: str, piece: Piece, words: _Words) -> bool:
    return not words.capital or text[piece.start].isupper()


def _is_month(text: str, found: Sequence[Piece], place: int, words: _Words) -> bool:
    """Tell months from words and names that look like them: a capital, or none, by the language."""
    capital = text[found[place].start].isupper()
    return capital if words.capital else (not capital or place == 0 or found[place - 1].text in ".,:;|–-(")


def _bare(found: Sequence[Piece], place: int, words: _Words) -> bool:
    """Tell whether a month without day and year is one: written in full, and «May» after a preposition only."""
    form = found[place].text
    if form not in words.whole:
        return False
    return not (words.english and form in _ALSO_A_WORD) or (place > 0 and found[place - 1].text in _IN)
