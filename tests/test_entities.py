"""Entities of HTML, and numbers that are none."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.entities import unescaped


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("a &amp; b &#8211; c &#x2014;", "a & b – c —"),
        ("&#00000000038; &#000000000;", "& \ufffd"),
        (f"&#{'0' * 9_000}38;b", "&b"),
        (f"a&#{'9' * 9_000};b", "a\ufffdb"),
        (f"a&#{'9' * 9_000} b", "a\ufffd b"),
        (f"&#x{'f' * 9_000};", "\ufffd"),
    ],
)
def test_a_number_of_whatever_length_is_a_letter_or_the_sign_of_none(written: str, read_as: str) -> None:
    assert unescaped(written) == read_as


@given(st.text("&#;x0123456789abcampltg ", max_size=40))
def test_otherwise_it_is_what_python_says(text: str) -> None:
    assert unescaped(text) == unescape(text)
