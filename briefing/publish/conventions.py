"""How a language writes dates, numbers and lengths of time: the CLDR of Unicode, read through Babel.

Babel is imported when one of them is first asked for: 35 ms that ``briefing --help`` and the record do not pay.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel import Locale

LEAP_YEAR = 2000


class Conventions(NamedTuple):
    """The conventions of one language.

    ``locale`` is its name in the CLDR, ``first_of_month`` what is written for the first day of a month («1er»), and
    numbers from ``grouped_from`` on are written in groups of three digits: the CLDR has both, Babel does not read them.
    """

    locale: str
    first_of_month: str
    grouped_from: int

    def day(self, day: date) -> str:
        """Return a date in words: «16 June 2021»."""
        from babel.dates import format_date

        return self._first(format_date(day, "long", locale=self.locale), day.day)

    def day_of_year(self, day: int, month: int) -> str:
        """Return a date without its year: «16 June»."""
        from babel.dates import format_skeleton

        written = format_skeleton("MMMMd", date(LEAP_YEAR, month, day), locale=self.locale)
        return self._first(written, day)

    def month(self, month: int, year: int = 0) -> str:
        """Return a month, with its year where it has one: «June 2021»."""
        from babel.dates import format_date, format_skeleton

        if year:
            return format_skeleton("yMMMM", date(year, month, 1), locale=self.locale)
        return format_date(date(LEAP_YEAR, month, 1), "LLLL", locale=self.locale)

    def weekday(self, day: int) -> str:
        """Return a day of the week; Monday is 0."""
        return str(_locale(self.locale).days["stand-alone"]["wide"][day])

    def number(self, number: Decimal | float) -> str:
        """Return a number with all its digits: «1,234.5»."""
        from babel.numbers import format_decimal

        grouped = number >= self.grouped_from
        return format_decimal(number, locale=self.locale, decimal_quantization=False, group_separator=grouped)

    def share(self, number: float) -> str:
        """Return a number from 0 to 1 in hundredths: «0.90»."""
        from babel.numbers import format_decimal

        return format_decimal(number, "0.00", locale=self.locale)

    def large(self, number: Decimal) -> str:
        """Return a number from a million on with its scale in words: «3.5 million»."""
        from babel.numbers import format_compact_decimal

        return format_compact_decimal(number, format_type="long", locale=self.locale, fraction_digits=12)

    def duration(self, number: Decimal, unit: str) -> str:
        """Return a length of time in ``unit``, of second to year: «5 years»."""
        from babel.units import format_unit

        return format_unit(number, f"duration-{unit}", "long", locale=self.locale)

    def language(self, code: str) -> str:
        """Return the name of a language; a code that the CLDR does not name stays a code."""
        return str(_locale(self.locale).languages.get(code, code))

    def country(self, code: str) -> str:
        """Return the name of a country; a code that the CLDR does not name stays a code."""
        return str(_locale(self.locale).territories.get(code, code))

    def singular(self, number: int) -> bool:
        """Tell whether a noun after a number is in the singular (UTS 35, plural rules)."""
        return _locale(self.locale).plural_form(number) == "one"

    def _first(self, written: str, day: int) -> str:
        """Return a date whose first word is its day; an ordinal with its point stays on the line of its month."""
        whole = written.replace(". ", ".\u00a0")
        return f"{self.first_of_month}{whole.removeprefix('1')}" if day == 1 else whole


@cache
def english_months() -> tuple[str, ...]:
    """Return the English names of the months, January first: the record has them."""
    return tuple(_locale("en").months["format"]["wide"][month] for month in range(1, 13))


@cache
def english_weekdays() -> tuple[str, ...]:
    """Return the English names of the days of the week, Monday first."""
    return tuple(_locale("en").days["format"]["wide"][day] for day in range(7))


@cache
def _locale(name: str) -> Locale:
    from babel import Locale

    return Locale.parse(name)
