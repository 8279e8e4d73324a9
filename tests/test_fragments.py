"""Fragments for the matrix: verbatim, short, whole words."""

from __future__ import annotations

import pytest
from builders import sentence
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.fragments import LONGEST_FRAGMENT
from briefing.analysis.fragments import fragment as fragment_of

WORDS = st.sampled_from("two sides agreed to keep well-known d’accord 1,500 3.5 U.S. tonnes, (of) — Öl".split())


def fragment(text: str, reasons: tuple[str, ...]) -> str:
    return fragment_of(sentence(text), reasons)


def test_it_begins_at_the_cue_and_grows_while_it_fits() -> None:
    text = "Both sides agreed to exchange all prisoners before winter."
    assert fragment(text, ("agreed",)) == "agreed to exchange all"


def test_it_is_spelled_as_in_the_text() -> None:
    assert fragment("They AGREED To meet again.", ("agreed",)) == "AGREED To meet again"


@pytest.mark.parametrize("reasons", [(), ("prisoners",), ("both sides",), ("denied",), ("press conference",)])
def test_no_fragment_without_a_cue_that_tells_what_came_of_the_talks(reasons: tuple[str, ...]) -> None:
    assert fragment("Both sides agreed at a press conference to exchange prisoners.", reasons) == ""


def test_the_second_reason_serves_where_the_first_is_no_cue() -> None:
    assert fragment("Both sides agreed to meet.", ("both sides", "agreed")) == "agreed to meet"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They agreed to buy 1,500 tonnes.", "agreed to buy 1,500 tonnes"),
        ("They agreed to talk 3.5 hours.", "agreed to talk 3.5 hours"),
        ("They agreed to meet at 10:30 again.", "agreed to meet at 10:30"),
        ("They agreed to ask the U.S. for help.", "agreed to ask the U.S. for"),
        ("They agreed to buy 1500.", "agreed to buy 1500"),
        ("They agreed to deliver up to 1,500 tonnes.", "agreed to deliver up to"),
        ("They half-agreed, and agreed to wait.", "agreed to wait"),
        ("They half-agreed to it.", ""),
    ],
)
def test_a_number_or_an_abbreviation_is_never_cut(text: str, found: str) -> None:
    assert fragment(text, ("agreed",)) == found


@given(st.lists(WORDS, min_size=1, max_size=12), st.lists(WORDS, min_size=2, max_size=2))
def test_always_a_slice_of_whole_words_that_fits(words: list[str], cue: list[str]) -> None:
    text = " ".join(words)
    found = fragment(text, (" ".join(cue).lower(), "agreed"))
    assert len(found) <= LONGEST_FRAGMENT
    assert found in text
    if found:
        before = f" {text}"[f" {text}".index(found) - 1]
        assert before in " (’"
        after = text[text.index(found) + len(found) :]
        assert not after[:1].isalnum()
        assert not (after[:1] in ".,:-’'" and after[1:2].isalnum())
