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
