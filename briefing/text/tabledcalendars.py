"""Calendars whose months follow no rule that can be counted: those of Nepal and of Islam, by tables of their months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from briefing.text.folding import folded

# The last digit of the days of each month (29 to 32) of the years of Nepal 2056 to 2081.  All tables that were compared
# agree on these, on 2081 those that were made since; not on 2062, which is left out, nor on what comes after.
_NEPALI_FIRST, _NEPALI_START, _DISPUTED = 2056, date(1999, 4, 14), 2062
_NEPALI = """
    112120090900 121210009901 021210009091 112111090900 112210090900 121210009901 111211909091 112111090900 112210090900
    121210009901 111211900991 112111090900 112210090900 121210009901 111211900900 112111090900 121210090900 121210009901
    111211090900 112111090900 121210009900 121210009091 111211090900 112111090900 121210009900 121210009091
    """.split()
_LENGTHS: Mapping[str, int] = {"9": 29, "0": 30, "1": 31, "2": 32}
# A bit for each month that has thirty days, not 29, of the years 1420 to 1450 of Umm al-Qura, the calendar of Arabia.
_ISLAMIC_FIRST, _ISLAMIC_START = 1420, date(1999, 4, 17)
_ISLAMIC = """
    4bd 23d 91d a95 b4a b5a 56d 2b6 93b 49b 655 6a9 754 b6a 56c aad 555 b29 b92 ba9 5d4 ada 55a aab 595 749 764 baa 5b5
    2b6 a56
    """.split()
_NEPALI_MONTHS = (
    "वैशाख जेठ असार साउन भदौ असोज कात्तिक मंसिर पुस माघ फागुन चैत",
    "बैशाख जेष्ठ आषाढ श्रावण भाद्र आश्विन कार्तिक मङ्सिर पौष माघ फाल्गुन चैत्र",
    "बैसाख ज्येष्ठ असाढ साउन भाद आसोज कार्तिक मार्ग पुष माघ फाल्गुण चैत",
)
# Each month of Islam in Arabic, Urdu and Latin letters.
_ISLAMIC_MONTHS = (
    "محرم, المحرم, محرم الحرام, muharram",
    "صفر, صفر المظفر, safar",
    "ربيع الأول, ربیع‌الاول, rabi al-awwal, rabi' al-awwal, rabi i",
    "ربيع الآخر, ربيع الثاني, ربیع‌الثانی, rabi al-thani, rabi' al-thani, rabi al-akhir, rabi ii",
    "جمادى الأولى, جمادى الأول, جمادی الاول, جمادی‌الاول, jumada al-ula, jumada al-awwal, jumada i",
    "جمادى الآخرة, جمادى الثانية, جمادی الثانی, جمادی‌الثانی, jumada al-akhirah, jumada al-thani, jumada ii",
    "رجب, رجب المرجب, rajab",
    "شعبان, شعبان المعظم, shaban, sha'ban, shaaban",
    "رمضان, رمضان المبارک, ramadan",
    "شوال, شوال المکرم, shawwal",
    "ذو القعدة, ذي القعدة, ذی القعدہ, ذیقعدہ, ذوالقعدہ, dhul qadah, dhul-qadah, dhul-qa'dah, dhu al-qadah",
    "ذو الحجة, ذي الحجة, ذی الحجہ, ذی‌الحجہ, ذوالحجہ, dhul hijjah, dhul-hijjah, dhu al-hijjah",
)


def nepali_day(year: int, month: int, day: int) -> date | None:
    """Return the day of a date of Nepal, None for none and where tables of its calendar differ."""
    if year == _DISPUTED:
        return None
    years = [[_LENGTHS[digit] for digit in lengths] for lengths in _NEPALI]
    return _day(_NEPALI_START, years, (year - _NEPALI_FIRST, month, day))


def islamic_day(year: int, month: int, day: int) -> date | None:
    """Return the day of an Islamic date as Arabia counts, None for none: in other countries it may be the next one."""
    years = [[29 + int(bit) for bit in f"{int(months, 16):012b}"] for months in _ISLAMIC]
    return _day(_ISLAMIC_START, years, (year - _ISLAMIC_FIRST, month, day))


def _day(start: date, years: Sequence[Sequence[int]], written: tuple[int, int, int]) -> date | None:
    """Return the day of the year (from 0), month and day of a calendar of which the lengths of months are known."""
    year, month, day = written
    if not (0 <= year < len(years) and 1 <= month <= 12 and 1 <= day <= years[year][month - 1]):
        return None
    return start + timedelta(days=sum(map(sum, years[:year])) + sum(years[year][: month - 1]) + day - 1)


@cache
def nepali_months() -> Mapping[str, int]:
    """Return the months of Nepal by their folded names."""
    return {folded(name): number for names in _NEPALI_MONTHS for number, name in enumerate(names.split(), 1)}


@cache
def islamic_months() -> Mapping[str, int]:
    """Return the months of Islam by their folded names."""
    return {folded(name): number for number, names in enumerate(_ISLAMIC_MONTHS, 1) for name in names.split(", ")}
