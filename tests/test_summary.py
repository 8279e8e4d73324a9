"""Summaries: verbatim, within the budget, the same every time, and telling what several documents tell."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefing
from briefing.analysis.summary import summarize_sentences
from briefing.model import Kind, Sentence

DOCS = (
    """Norland and Avaria agreed on Friday to exchange 114 prisoners of war before the end of the month.
The weather in Port Selin was mild for the season.
Hotels near the harbour had been booked out since Tuesday.""",
    """Both sides will exchange 114 prisoners of war, said a spokeswoman for Norland after the talks.
A toll on ships in the strait remains disputed between Norland and Avaria.
The delegations were served herring and rye bread.""",
    """The toll on ships in the strait was not settled in Port Selin.
Norland and Avaria agreed to exchange 114 prisoners of war.
A street musician played the accordion in front of the conference centre.""",
)
UNKNOWN = {
    "cs": ("Ministři podepsali dohodu o hranici. Počasí bylo pěkné.", "V Praze ministři podepsali dohodu o hranici."),
    "el": ("Οι υπουργοί υπέγραψαν τη συμφωνία. Έκανε ζέστη.", "Χθες οι υπουργοί υπέγραψαν τη συμφωνία."),
    "he": ("השרים חתמו על ההסכם. היה חם.", "אתמול השרים חתמו על ההסכם."),
    "ar": ("وقع الوزراء على الاتفاق. كان الجو حارا.", "أمس وقع الوزراء على الاتفاق."),
    "hi": ("मंत्रियों ने समझौते पर हस्ताक्षर किए। गर्मी थी।", "कल मंत्रियों ने समझौते पर हस्ताक्षर किए।"),
}
TEXTS = st.lists(st.text(alphabet="abcdeü .!?\n,”'9", max_size=200), max_size=5)


def sentence(document: str, number: int, text: str, lang: str = "en") -> Sentence:
    return Sentence(document, number, 0, len(text), text, Kind.PROSE, lang, 0)


@settings(deadline=None)  # The first example loads the model.
@given(TEXTS, st.integers(-1, 40), st.sampled_from(["en", "fr", "el", "xx"]))
def test_never_more_words_than_asked_for(docs: list[str], words: int, lang: str) -> None:
    assert len(briefing.summarize(docs, words, lang).split()) <= max(0, words)


@settings(deadline=None)  # The first example loads the model.
@given(TEXTS, st.integers(1, 40))
def test_every_word_comes_from_the_documents_in_their_order(docs: list[str], words: int) -> None:
    rest = " ".join(docs).split()
    for word in briefing.summarize(docs, words).split():
        assert word in rest
        rest = rest[rest.index(word) + 1 :]


def test_what_several_documents_tell_comes_first() -> None:
    summary = briefing.summarize(DOCS, 30)
    assert "114 prisoners" in summary
    assert "toll on ships" in summary
    assert "accordion" not in summary


def test_the_same_fact_is_told_once() -> None:
    assert briefing.summarize([DOCS[0]] * 4, 500) == " ".join(DOCS[0].splitlines())


def test_a_budget_too_small_for_any_sentence_gives_nothing() -> None:
    assert briefing.summarize(DOCS, 5) == ""
    assert briefing.summarize([], 100) == ""


@pytest.mark.parametrize("lang", UNKNOWN)
def test_languages_without_a_lexicon_are_summarized_too(lang: str) -> None:
    summary = briefing.summarize(UNKNOWN[lang], 7, lang)
    assert summary in " ".join(UNKNOWN[lang])
    assert len(summary.split()) >= 4


def test_a_region_does_not_change_the_language() -> None:
    docs = ["Talks led by Gen. Mark Hill ended on Friday without any result for the two countries. Gen. Hill left."]
    assert briefing.summarize(docs, 12, "en_GB") == briefing.summarize(docs, 12, "en") == "Gen. Hill left."


def test_another_process_writes_the_same_summary() -> None:
    script = f"import briefing; print(briefing.summarize({DOCS!r}, 40))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].strip() == briefing.summarize(DOCS, 40)


def test_importing_the_package_loads_nothing_else() -> None:
    script = "import sys, briefing; print([name for name in sys.modules if name.startswith('briefing.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_sentences_come_by_document_and_number() -> None:
    given_sentences = (
        sentence("D2", 4, "A toll on ships in the strait remains disputed."),
        sentence("D1", 9, "Talks on grain go on in March."),
        sentence("D2", 1, "Norland and Avaria agreed to exchange prisoners."),
    )
    chosen = summarize_sentences(given_sentences, 100)
    assert [(one.document, one.number) for one in chosen] == [("D2", 1), ("D2", 4), ("D1", 9)]
    assert set(chosen) <= set(given_sentences)


def test_sentences_tell_their_documents_apart() -> None:
    repeated = "Norland will exchange 114 prisoners of war."
    told = (
        sentence("D1", 1, "Music was played in the old harbour."),
        sentence("D1", 2, repeated),
        sentence("D2", 1, repeated),
        sentence("D3", 1, "Herring was served with bread and beer."),
    )
    assert summarize_sentences(told, 7) == (told[1],)


def test_sentences_of_several_languages_are_weighed_together() -> None:
    told = (
        sentence("D1", 1, "Noorland ruilt 114 krijgsgevangenen uit.", "nl"),
        sentence("D2", 1, "Noorland ruilt deze maand 114 krijgsgevangenen uit.", "nl"),
        sentence("D3", 1, "Norland will exchange prisoners of war.", "en"),
    )
    chosen = summarize_sentences(told, 13)
    assert {one.lang for one in chosen} == {"nl", "en"}
    assert summarize_sentences((), 10) == ()
