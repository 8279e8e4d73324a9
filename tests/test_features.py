"""What the status model sees: cues in all languages alike, no bare function words."""

from __future__ import annotations

from briefing.analysis.cues import cues
from briefing.analysis.features import buckets, features


def seen(text: str, lang: str = "en", place: float = 0.5) -> set[str]:
    return {*features(text, lang, place, cues(text, lang))}


def test_cue_has_one_name_in_all_languages() -> None:
    assert "§agree" in seen("They agreed on a price.") & seen("Sie haben sich auf einen Preis geeinigt.", "de")


def test_pronouns_and_pairs_of_function_words_are_left_out() -> None:
    names = seen("He said that in the harbour.")
    assert not names & {"he", "in", "in the", "that in"}
    assert {"harbour", "the harbour"} <= names


def test_negations_stay() -> None:
    assert "no" in seen("There is no ferry.")


def test_marks_of_form() -> None:
    names = seen("Was it «the ferry» of 1987?", place=0.0)
    assert {"§quotation", "§question", "§year", "§lead"} <= names


def test_buckets_are_those_the_model_was_trained_with() -> None:
    assert buckets(["harbour", "§agree"]) == [40090, 88006]
