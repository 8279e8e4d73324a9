"""Strangers' text made fit to print."""

from __future__ import annotations

import sys
import unicodedata
from unicodedata import bidirectional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.publish.printable import BACKWARDS, MARK, MOST_TURNS, RIGHT_TO_LEFT, printable, right_to_left


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  one\r\n two\tthree\u2028four  ", "one two three four"),
        ("invoice\u202efdp.exe\u202c", "invoicefdp.exe"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("\x1b[31mred\x07", "[31mred"),
        ("\ud800lone", "lone"),
        ("« sans\u00a0délai »", "« sans\u00a0délai »"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("a \u200d b", "a b"),
        ("Z" + "\u0301" * 50 + "algo", "Z" + "\u0301" * 4 + "algo"),
        ("é ữ ё", "é ữ ё"),
        ("", ""),
    ],
)
def test_controls_go_and_letters_stay(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_what_is_too_long_says_so() -> None:
    assert printable("word " * 50, 12) == "word word […]"
    assert printable("word " * 50, 9) == "word word […]"
    assert printable("a wordwithoutanyblank", 12) == "a wordwithou […]"
    assert len(printable("x" * 10**6)) < 3100


@pytest.mark.parametrize("pair", ["aא", "1ب", "ב2", "one שתים "])
def test_what_turns_its_direction_too_often_says_so(pair: str) -> None:
    often = pair * MOST_TURNS
    assert printable(often, len(often)).endswith(f" {MARK}")
    assert often.startswith(printable(often, len(often)).removesuffix(f" {MARK}"))
    seldom = (pair * (MOST_TURNS // 2)).strip()
    assert printable(seldom, len(seldom)) == seldom


def test_every_letter_from_right_to_left_is_known() -> None:
    letters = "".join(each for each in map(chr, range(sys.maxunicode + 1)) if bidirectional(each) in RIGHT_TO_LEFT)
    assert BACKWARDS.sub("", letters) == ""


@given(st.text())
def test_nothing_unprintable_is_left(text: str) -> None:
    shown = printable(text)
    assert not {unicodedata.category(letter) for letter in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert {letter for letter in shown if unicodedata.category(letter) == "Cf"} <= {"\u200c", "\u200d"}
    assert printable(shown) == shown or "\u200c" in shown or "\u200d" in shown


@pytest.mark.parametrize(
    ("text", "way"),
    [("abc", False), ("«אבג» abc", True), ("2032 في", True), ("abc في", False), ("", False), ("12", False)],
)
def test_the_direction_is_that_of_the_first_letter(text: str, *, way: bool) -> None:
    assert right_to_left(text) is way
