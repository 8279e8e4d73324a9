"""Cues of status: the same classes in ten languages, split verbs, and what a sentence denies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.cues import _phrases, cues
from briefing.text.lexicon import LANGUAGES


def marks(text: str, lang: str) -> set[str]:
    return {cue.mark for cue in cues(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text", "mark"),
    [
        ("en", "The two mayors agreed to share the ferry.", "§agree"),
        ("en", "Only time will tell.", "§open"),
        ("en", "The envoy didn't rule out a second trip.", "§possible"),
        ("en", "The talks brought no new common ground.", "§no_progress"),
        ("nl", "De burgemeesters zijn het erover eens.", "§agree"),
        ("nl", "Zij spraken gisteren een nieuwe prijs af.", "§agree"),
        ("nl", "De gezant sloot een tweede reis niet uit.", "§possible"),
        ("de", "Die Gesandte lehnte den Preis gestern ab.", "§reject"),
        ("fr", "Le maire n’exclut pas un second voyage.", "§possible"),
        ("es", "La ministra no descarta otro viaje.", "§possible"),
        ("it", "La ministra accusa il vicino.", "§accuse"),
        ("pt", "A ministra recusou o preço.", "§reject"),
        ("pl", "Ministrowie podpisali umowę.", "§agree"),
        ("ru", "Стороны договорились о цене.", "§agree"),
        ("uk", "Сторони домовилися про ціну.", "§agree"),
    ],
)
def test_names_the_class(lang: str, text: str, mark: str) -> None:
    assert mark in marks(text, lang)


def test_denial_reaches_its_clause_only() -> None:
    assert marks("They never agreed on it.", "en") == {"§not-agree"}
    assert marks("It was not cheap, they agreed.", "en") == {"§agree"}


def test_denial_follows_a_german_verb() -> None:
    assert "§not-accept" in marks("Er akzeptiert den Preis nicht.", "de")


def test_denied_cue_shows_the_denial() -> None:
    (cue,) = cues("Ze hebben geen nieuwe prijs afgesproken.", "nl")
    assert cue.words == "geen nieuwe prijs afgesproken"


def test_longest_cue_wins() -> None:
    assert marks("She did not rule out a deal.", "en") == {"§possible"}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Norwegen begrüsste den Fahrplan.", "accept", "begrüsste"),
        ("Norwegen begrüßte den Fahrplan.", "accept", "begrüßte"),
        ("Beide Länder schliessen im Mai ein Abkommen.", "agree", "schliessen im Mai ein Abkommen"),
        ("Norwegen verstösst damit gegen den Vertrag.", "accuse", "verstösst"),
    ],
)
def test_swiss_and_german_spelling_are_one(text: str, kind: str, words: str) -> None:
    assert (kind, words) in {(cue.kind, cue.words) for cue in cues(text, "de")}


def test_split_verb_stays_in_its_clause() -> None:
    assert "§reject" not in marks("Der Minister lehnte sich zurück, die Fähre legte ab.", "de")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_languages_have_the_same_classes(lang: str) -> None:
    def kinds(known: str) -> set[str]:
        phrases = _phrases(known)
        return {phrase for table in (phrases.whole, phrases.stems) for row in table.values() for phrase, _ in row}

    assert kinds(lang) == kinds("en")


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_words_are_verbatim(text: str, lang: str) -> None:
    assert all(text[cue.start : cue.end] == cue.words != "" for cue in cues(text, lang))
