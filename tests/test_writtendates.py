"""Dates as pages write them in the languages of the world."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.text.writtendates import written_day

JUNE = date(2021, 6, 16)


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("16 Ιουνίου 2021, 23:40", "el"),
        ("ΤΕΤΑΡΤΗ 16 ΙΟΥΝΙΟΥ 2021", "el"),
        ("2021년 6월 16일 14:20", "ko"),
        ("2021年6月16日 08:00 来源:晚报", "zh"),
        ("16 يونيو/حزيران 2021", "ar"),
        ("16 حزيران 2021", "ar"),
        ("16 มิ.ย. 2564 00:20 น.", "th"),
        ("2021. június 16. 14:00", "hu"),
        ("16. lipnja 2021.", "hr"),
        ("16 जून 2021", "hi"),
        ("Thứ tư, 16/6/2021, 05:10 (GMT+7)", "vi"),
        ("۱۶ ژوئن ۲۰۲۱", "fa"),
        ("16 ביוני 2021", "he"),
        ("June 16th, 2021", "sw"),
        ("16.06.2021", "tr"),
        ("06/16/2021", "en"),
        ("16-Jun-2021", "en"),
        ("Jun. 16, 2021", "en"),
        ("16 juin 2021 à 16h42", "fr"),
        ("1er... 16 jui 2021, 16 juin 2021", "fr"),
        ("16.06.21, 09:48", "he"),
        ("21.06.16 14:20", "ko"),
        ("令和3年6月16日", "ja"),
        ("２０２１年０６月１６日", "ja"),
        ("民國110年6月16日", "zh"),
        ("110/06/16", "zh"),
        ("۲۶ خرداد ۱۴۰۰، ۱۰:۳۲", "fa"),
        ("1400/03/26", "fa"),
        ("26 خرداد 1400", "fa"),
        ("2021. gada 16. jūnijs", "lv"),
        ("ngày 16 tháng 6 năm 2021", "vi"),
        ("16 de junio del 2021", "es"),
        ("১৬ জুন ২০২১", "bn"),
        ("১৬ জুন, ২০২১ ১০:৩২ পিএম", "bn"),
        ("16 Haz 2021", "tr"),
        ("16. Juni 2021", "id"),
        ("16 июня 2021", "en"),
        ("2021 оны 6-р сарын 16", "mn"),
        ("วันที่ 16 มิถุนายน พ.ศ. 2564", "th"),
        ("16 มิ.ย. 2564 08:15 น.", "th"),
        ("16 juny de 2021", "ca"),
        ("16. jun 2021. 19:20", "sr"),
        ("16. јун 2021. 19:20", "sr"),
    ],
)
def test_a_date_is_read_in_any_language(line: str, lang: str) -> None:
    """Digits, names of months, letters without accents, years of Buddha."""
    assert written_day(line, lang) == JUNE


@pytest.mark.parametrize(
    "line", ["Güncelleme : 17.06.2021 - 16.06.2021", "Updated June 17, 2021, published June 16, 2021"]
)
def test_the_date_of_a_change_is_passed_over(line: str) -> None:
    """The first date that is not called one of a change counts."""
    assert written_day(line, "tr") == JUNE


@pytest.mark.parametrize(
    "line", ["6/7/2021", "10.20.30.2021", "31.02.2021", "16 June 1021", "no date", "16.06.2021 " * 20]
)
def test_what_is_no_sure_date_is_none(line: str) -> None:
    """Neither what two countries read otherwise, nor what no calendar has, nor a list of dates."""
    assert written_day(line, "en") is None


def test_signs_of_vowels_are_no_accents() -> None:
    """March and January differ by one in Siam."""
    march, january = (written_day(f"12 {month} 2564", "th") for month in ("มี.ค.", "ม.ค."))
    assert (march, january) == (date(2021, 3, 12), date(2021, 1, 12))
