"""Dates, numbers and lengths of time as each language writes them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from briefing.publish.conventions import english_months, english_weekdays
from briefing.publish.frames import frame, languages

CODES = languages()


def test_months_and_days_of_a_year_have_the_first_of_the_month_too() -> None:
    assert [frame(code).conventions.day_of_year(1, 6) for code in CODES] == [
        "1.\u00a0Juni", "1 June", "1 de junio", "1er juin", "1 juni",
    ]  # fmt: skip
    assert frame("fr").conventions.day_of_year(11, 6) == "11 juin"
    assert frame("de").conventions.day_of_year(29, 2) == "29.\u00a0Februar"
    assert [frame(code).conventions.month(3, 2021) for code in CODES] == [
        "März 2021", "March 2021", "marzo de 2021", "mars 2021", "maart 2021",
    ]  # fmt: skip
    assert [frame(code).conventions.weekday(0) for code in CODES] == ["Montag", "Monday", "lunes", "lundi", "maandag"]


def test_an_ordinal_keeps_to_the_line_of_its_month() -> None:
    assert frame("de").day(date(2021, 12, 31)) == "31.\u00a0Dezember 2021"


def test_digits_are_grouped_and_no_digit_is_lost() -> None:
    assert [frame(code).conventions.number(Decimal("12345.678901")) for code in CODES] == [
        "12.345,678901", "12,345.678901", "12.345,678901", "12\u202f345,678901", "12.345,678901",
    ]  # fmt: skip
    assert [frame(code).conventions.number(1234) for code in CODES] == ["1.234", "1,234", "1234", "1\u202f234", "1.234"]
    assert [frame(code).conventions.share(0.9) for code in CODES] == ["0,90", "0.90", "0,90", "0,90", "0,90"]


def test_large_numbers_and_lengths_of_time_have_their_words() -> None:
    assert [frame(code).conventions.large(Decimal(3_500_000)) for code in CODES] == [
        "3,5 Millionen", "3.5 million", "3,5 millones", "3,5 millions", "3,5 miljoen",
    ]  # fmt: skip
    said = [frame(code).conventions.duration(Decimal(5), "year") for code in CODES]
    assert [each.replace("\u00a0", " ") for each in said] == ["5 Jahre", "5 years", "5 años", "5 ans", "5 jaar"]


@pytest.mark.parametrize("code", CODES)
def test_languages_have_names_and_a_code_without_one_stays(code: str) -> None:
    assert frame(code).language("ru") != "ru"
    assert frame(code).language("qqq") == "qqq"


def test_the_record_speaks_english() -> None:
    assert (english_months()[0], english_months()[11]) == ("January", "December")
    assert (english_weekdays()[0], english_weekdays()[6]) == ("Monday", "Sunday")


def test_babel_is_read_only_when_something_is_written() -> None:
    code = "import sys, briefing.publish.rendering, briefing.publish.message; print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
