"""Years and months as calendars beside the Gregorian one count them, and the names of months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from briefing.text.folding import folded
from briefing.text.tabledcalendars import nepali_day

_EARLIEST, _LATEST = 1995, 2049
_BUDDHIST, _MINGUO, _ETHIOPIC = 543, 1911, 8
_BUDDHIST_YEARS, _MINGUO_YEARS, _JALALI_YEARS = range(2500, 2600), range(84, 139), range(1373, 1429)
_ERAS: Mapping[str, int] = {"令和": 2018, "平成": 1988, "民國": _MINGUO, "民国": _MINGUO}
_FIRST_HALF = 6
# The months of the Persian year, from March on, as Iran and as Afghanistan call them.
_JALALI_MONTHS = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
)
# The months of Ethiopia from September on, in each of their spellings.
_ETHIOPIC_MONTHS = (
    "መስከረም ጥቅምት ኅዳር ታኅሣሥ ጥር የካቲት መጋቢት ሚያዝያ ግንቦት ሰኔ ሐምሌ ነሐሴ ጳጉሜን",
    "መስከረም ጥቅምት ህዳር ታህሳስ ጥር የካቲት መጋቢት ሚያዚያ ግንቦት ሰኔ ሀምሌ ነሃሴ ጳጉሜ",
)
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
# Where a language has more than one set of names: Arabic from Damascus to Rabat, Austria's January, Serbian in Latin.
_VARIANTS: Mapping[str, tuple[str, ...]] = {
    "ar": ("ar_SY", "ar_DZ", "ar_MA"),
    "de": ("de_AT",),
    "sr": ("sr_Latn",),
    "uz": ("uz_Cyrl",),
    "az": ("az_Cyrl",),
    "bs": ("hr", "bs_Cyrl"),
}
_OTHERS = """
    af am ar ar_DZ ar_MA ar_SY az be bg bn bs ca cs da de de_AT el en es et eu fa fi fil fr ga gl gu ha he hi hr hu hy
    id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms mt my nb ne nl pa pl ps pt ro ru si sk sl so sq sr sr_Latn sv
    sw ta te tg th tr uk ur uz vi
    """.split()
_FEWEST = 3


def day_of(year: int, month: int, day: int, lang: str) -> date | None:
    """Return the day of a date, whose year may be one of Buddha, Persia, Taiwan or Nepal, None for no day."""
    if year in _JALALI_YEARS and lang == "fa":
        return _jalali(year, month, day)
    if year > _LATEST and lang == "ne":
        return nepali_day(year, month, day)
    if year in _BUDDHIST_YEARS:
        year -= _BUDDHIST
    elif year in _MINGUO_YEARS and lang == "zh":
        year += _MINGUO
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def era_year(era: str, year: int) -> int:
    """Return the Gregorian year of a year of an era of Japan or Taiwan."""
    return _ERAS[era] + year


def _jalali(year: int, month: int, day: int) -> date | None:
    """Return the day of a Persian date by its cycle of 33 years."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= _FIRST_HALF else 30)):
        return None
    return date(2021, 3, 21) + timedelta(days=_days(year, month, day) - _days(1400, 1, 1))


def _days(year: int, month: int, day: int) -> int:
    """Return the number of a day in the Persian calendar, counted from some day."""
    year += 1595
    before = (month - 1) * 31 - max(0, month - 1 - _FIRST_HALF)
    return 365 * year + year // 33 * 8 + (year % 33 + 3) // 4 + before + day


@cache
def persian_months() -> Mapping[str, int]:
    """Return the months of the Persian year by their folded names."""
    return {folded(name): number for names in _JALALI_MONTHS for number, name in enumerate(names.split(), 1)}


def ethiopic_day(year: int, month: int, day: int) -> date | None:
    """Return the day of a date of Ethiopia, whose year has twelve months of thirty days and what is left."""
    if not (_EARLIEST - _ETHIOPIC <= year <= _LATEST and 1 <= day <= 30):
        return None
    # 1 Meskerem 2013 is 11 September 2020; a year in four has a day more, that before a Gregorian leap year.
    number = 365 * year + year // 4 + 30 * (month - 1) + day
    return date(2020, 9, 11) + timedelta(days=number - (365 * 2013 + 2013 // 4 + 1))


@cache
def ethiopic_months() -> Mapping[str, int]:
    """Return the months of Ethiopia by their names."""
    return {folded(name): number for names in _ETHIOPIC_MONTHS for number, name in enumerate(names.split(), 1)}


@cache
def months(lang: str) -> Mapping[str, int]:
    """Return the months of a language and of English by their folded names, what begins but one name, Roman numbers."""
    found: dict[str, int] = {}
    for name in (lang, *_VARIANTS.get(lang, ()), "en"):
        for written, number in _names(name):
            found.setdefault(written, number)
    roman = {name: number for number, name in enumerate(_ROMAN, 1)}
    return {**roman, **_begun(found), **found}


@cache
def months_of_any() -> Mapping[str, int]:
    """Return the months by those of their names that mean the same month in every language that has them."""
    found: dict[str, set[int]] = {}
    for lang in _OTHERS:
        for written, number in _names(lang):
            found.setdefault(written, set()).add(number)
    return {written: next(iter(numbers)) for written, numbers in found.items() if len(numbers) == 1}


def _names(lang: str) -> list[tuple[str, int]]:
    """Return the names of the months in a language, [] for a language that Babel does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        known = Locale.parse(lang).months
    except (UnknownLocaleError, ValueError):
        return []
    written = (
        (folded(name).rstrip("."), number)
        for use in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in known[use][width].items()
    )
    return [(name, number) for name, number in written if name and not name.isdigit()]


def _begun(names: Mapping[str, int]) -> Mapping[str, int]:
    """Return the first letters, three and more, of names in Europe's scripts that begin those of one month only."""
    found: dict[str, set[int]] = {}
    for name, number in names.items():
        if name.isalpha() and name < "\u0530":
            for size in range(_FEWEST, len(name)):
                found.setdefault(name[:size], set()).add(number)
    return {part: next(iter(numbers)) for part, numbers in found.items() if len(numbers) == 1 and part not in names}
