"""Quotation marks of sentences that are printed alone."""

from __future__ import annotations

import pytest
from fakes import rich
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Span
from briefing.publish.balance import balanced
from briefing.publish.citations import quotation
from briefing.publish.draft import draft


@pytest.mark.parametrize(
    ("text", "lang", "printed"),
    [
        ("“The quay is cold.", "en", "The quay is cold."),
        ("We will dredge it in May.”", "en", "We will dredge it in May."),
        ("« Le quai est froid.", "fr", "Le quai est froid."),
        ("Nous draguerons en mai. »", "fr", "Nous draguerons en mai."),
        ("„Der Kai ist kalt.", "de", "Der Kai ist kalt."),
        ("Wir baggern im Mai.“", "de", "Wir baggern im Mai."),
        ('"The quay is cold.', "en", "The quay is cold."),
        ("” The ferry left at noon.", "en", "The ferry left at noon."),
        ("The ferry left at noon. “", "en", "The ferry left at noon."),
        ("“The “cold” quay is theirs.", "en", "The “cold” quay is theirs."),
    ],
)
def test_a_lone_mark_at_the_edge_is_left_out(text: str, lang: str, printed: str) -> None:
    assert balanced(text, lang) == printed


@pytest.mark.parametrize(
    ("text", "lang", "printed"),
    [
        ("We will dredge it,” he said.", "en", "[“]We will dredge it,” he said."),
        ("We will dredge it ”, said Ms Orlo.", "en", "[“]We will dredge it ”, said Ms Orlo."),
        ("Nous draguerons », a-t-il dit.", "fr", "[«] Nous draguerons », a-t-il dit."),
        ("Wir baggern“, sagte er.", "de", "[„]Wir baggern“, sagte er."),
        ("Pogłębimy port”, powiedział.", "pl", "[„]Pogłębimy port”, powiedział."),
        ("Ms Orlo said: “The quay is cold.", "en", "Ms Orlo said: “The quay is cold.[”]"),
        ("Il a dit : « Le quai est froid.", "fr", "Il a dit : « Le quai est froid. [»]"),
        ("Er sagte: „Der Kai ist kalt.", "de", "Er sagte: „Der Kai ist kalt.[“]"),
        ("Hij zei: „De kade is koud.", "nl", "Hij zei: „De kade is koud.[”]"),
        ("We dredge,” he said, “and we pay.", "en", "[“]We dredge,” he said, “and we pay.[”]"),
    ],
)
def test_a_lone_mark_within_gets_its_partner_in_brackets(text: str, lang: str, printed: str) -> None:
    assert balanced(text, lang) == printed


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("“The quay is cold,” he said.", "en"),
        ("The “cold” quay is theirs.", "en"),
        ("»Der Kai«, sagte sie, »ist kalt.«", "de"),
        ("« Le quai “froid” est à eux. »", "fr"),
        ('The 5" pipe leaks.', "en"),
        ('They met "in 2031" and left.', "en"),
        ("’t Hart zei dat de kade koud is.", "nl"),
        ("Ms Orlo said we will dredge it,” and left.", "en"),
        ("”, said Ms Orlo of the quay.", "en"),
        ("The quay “is “cold and wet.", "en"),
    ],
)
def test_what_is_paired_or_not_plain_stays(text: str, lang: str) -> None:
    assert balanced(text, lang) == text


@given(st.text('ab ,.:"“”„«»', max_size=30), st.sampled_from(["de", "en", "fr", "pl"]))
def test_what_is_printed_is_one_piece_of_the_text_and_marks_in_brackets(text: str, lang: str) -> None:
    printed = balanced(text, lang)
    own = printed.removeprefix("[“]").removeprefix("[„]").removeprefix('["]').removeprefix("[«]").removeprefix("[»]")
    piece = own.rpartition("[")[0] if own.endswith("]") else own
    assert piece.strip() in text
    assert [each for each in text if each.isalpha()] == [each for each in printed if each.isalpha()]


def test_the_page_prints_a_quotation_with_paired_marks() -> None:
    text = "“The quay is cold."
    printed = quotation(Span("D1", 0, len(text), text, "en", 1), draft(rich()))
    assert printed.text == "The quay is cold."


def test_a_quotation_cut_short_is_paired_too() -> None:
    text = "“The quay is cold. " + "It was never so cold in the month of May. " * 12 + "We pay.”"
    printed = quotation(Span("D1", 0, len(text), text, "en", 1), draft(rich()))
    assert printed.text == text
    assert text.startswith(f"“{printed.short}")
