"""A full date as pages write it, in digits or with the name of a month in any language that CLDR knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from unicodedata import category, normalize

_CHANGED = re.compile(
    r"updat|modif|edit|aktuali|bijgewerkt|aangepast|mis.?a.?jour|actualiz|atualiz|aggiorn|guncell|degisti|ενημερωσ|обнов"
    r"|оновл|измен|تحديث|تعديل|روزرسانی|עודכן|अपडेट|更新|수정|diperbarui|cap nhat|แกไข|oppdater"
    r"|uppdater|opdater|paivite",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<![\d/.-])(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?![\d/-])")
_YEAR_LAST = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_LINE = 100
_REACH = 30
_MONTHS = 12
_BUDDHIST = 543
_EARLIEST, _LATEST = 1995, 2099
# The months of Arabic papers are named otherwise from Damascus to Rabat.
_VARIANTS: Mapping[str, tuple[str, ...]] = {"ar": ("ar_SY", "ar_DZ", "ar_MA")}


def written_day(line: str, lang: str) -> date | None:
    """Return the first date of a short line that is not called one of a change, None for none."""
    if len(line) > _LINE or not any(letter.isdigit() for letter in line):
        return None
    bare = _folded(line)
    end = 0
    for start, stop, day in sorted(_days(bare, lang)):
        if not _CHANGED.search(bare[max(end, start - _REACH) : start]):
            return day
        end = stop
    return None


def _days(bare: str, lang: str) -> Iterator[tuple[int, int, date]]:
    """Yield each date of a line with its place."""
    for match in _YEAR_FIRST.finditer(bare):
        yield from _placed(match, match[1], match[2], match[3])
    for match in _YEAR_LAST.finditer(bare):
        if int(match[3]) > _MONTHS:
            yield from _placed(match, match[4], match[1], match[3])
        elif lang != "en" or match[2] != "/" or int(match[1]) > _MONTHS or match[1] == match[3]:
            yield from _placed(match, match[4], match[3], match[1])
    names = _months(lang)
    for match in _named(lang).finditer(bare):
        month = names[match["month"] or match["month2"] or match["month3"]]
        day = match["day"] or match["day2"] or match["day3"]
        yield from _placed(match, match["year"] or match["year2"] or match["year3"], str(month), day)


def _placed(match: re.Match[str], *parts: str) -> Iterator[tuple[int, int, date]]:
    year, month, day = map(int, parts)
    year -= _BUDDHIST if year > _LATEST else 0
    if not _EARLIEST <= year <= _LATEST:
        return
    try:
        yield match.start(), match.end(), date(year, month, day)
    except ValueError:
        return


@cache
def _named(lang: str) -> re.Pattern[str]:
    """Return the pattern of a date with a month's name: 16 June 2021, June 16, 2021, 2021. június 16."""
    month = "|".join(map(re.escape, sorted(_months(lang), key=len, reverse=True)))
    of = r"[\s.,]{0,3}(?:(?:de|del|di|of|ng)\s|ב)?"
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ος)?{of}(?P<month>{month})(?:\s?/\s?[^\W\d]+)?{of}(?P<year>\d{{4}})(?!\d)"
        rf"|(?<!\w)(?P<month2>{month})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>\d{{4}})(?!\d)"
        rf"|(?<!\d)(?P<year3>\d{{4}})[.,]?\s(?:m\.\s)?(?P<month3>{month})\s(?P<day3>\d{{1,2}})(?!\d)"
    )


@cache
def _months(lang: str) -> Mapping[str, int]:
    """Return the months of a language and of English by their names, without marks and in lower case."""
    from babel import Locale, UnknownLocaleError

    found: dict[str, int] = {}
    for name in (lang, *_VARIANTS.get(lang, ()), "en"):
        try:
            months = Locale.parse(name).months
        except (UnknownLocaleError, ValueError):
            continue
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, written in months[use][width].items():
                    found.setdefault(_folded(written).rstrip("."), number)
    return {name: number for name, number in found.items() if not name.isdigit()}


def _folded(text: str) -> str:
    """Return a text in lower case without accents: headlines in capitals have none."""
    bare = (letter for letter in normalize("NFD", text.lower()) if category(letter) not in ("Mn", "Cf"))
    return normalize("NFC", "".join(bare))
