"""The status of sentences written for these tests, and the reason shown for it."""

from __future__ import annotations

import re

import numpy as np
import pytest

from briefing.analysis.assessing import LEAST, MANNER, assess
from briefing.analysis.closely import pooled
from briefing.analysis.history import DATED, FOLLOWING, OPENS
from briefing.analysis.speakers import attribute
from briefing.analysis.status import CLASSES, CUES_SHOWN, Reading, first_chances, readings, status_model
from briefing.analysis.topics import Topics, key
from briefing.analysis.vectors import vectors
from briefing.model import Assessment, Kind, Sentence, Status
from briefing.text.lexicon import lexicon

NOBODY = attribute(())
CASES = [
    ("en", "The minister reported that they agreed to start consultations on the ferry.", Status.AGREEMENT),
    ("nl", "Beide landen hebben afgesproken een werkgroep voor de visserij in te stellen.", Status.AGREEMENT),
    ("nl", "De ministers zijn het erover eens dat de veerboot in mei weer vaart.", Status.AGREEMENT),
    ("ru", "Стороны договорились создать рабочую группу по рыболовству.", Status.AGREEMENT),
    ("en", "The minister accused the neighbour of breaking its promise and rejected the tariff.", Status.DISPUTE),
    ("de", "Der Minister lehnte den Vorschlag ab und warf dem Nachbarn Erpressung vor.", Status.DISPUTE),
    ("en", "It is not yet clear when the ferry will sail again.", Status.UNRESOLVED),
    ("fr", "Aucune date n’a été fixée et la question des quotas reste ouverte.", Status.UNRESOLVED),
]


def sentence(text: str, lang: str) -> Sentence:
    return Sentence("d1", 5, 0, len(text), text, Kind.PROSE, lang, 1, "", False)  # noqa: FBT003 - not in a quotation


def first(*sentences: Sentence) -> np.ndarray:
    return first_chances(sentences, vectors().encode([one.text for one in sentences]), {"d1": 10}, None)


def read(*sentences: Sentence) -> Reading:
    """Return what is read in the last of the sentences."""
    return readings(sentences, first(*sentences), {"d1": 10}, None)[-1]


def assessed(one: Sentence, past: str = "") -> Assessment:
    (found,) = assess([one], [read(one)], Topics((), {}), NOBODY, {key(one): past} if past else {})
    return found


@pytest.mark.parametrize(("lang", "text", "status"), CASES)
def test_status(lang: str, text: str, status: Status) -> None:
    reading = read(sentence(text, lang))
    assert reading.status is status


@pytest.mark.parametrize(("lang", "text", "status"), CASES)
def test_reason_is_verbatim_and_has_content(lang: str, text: str, status: Status) -> None:
    reading = read(sentence(text, lang))
    assert 0 < len(reading.cues) <= CUES_SHOWN, status
    assert all(cue in text for cue in reading.cues)
    assert not {cue.lower() for cue in reading.cues} & lexicon(lang).stopwords


def test_reason_opens_with_the_cue() -> None:
    text = "Beide landen hebben afgesproken een werkgroep voor de visserij in te stellen."
    one = assessed(sentence(text, "nl"))
    assert one.why.startswith("agreement")
    assert "«afgesproken»" in one.why


def test_what_is_offered_or_possible_is_not_agreed() -> None:
    sure = Reading(Status.AGREEMENT, 0.9, (0.05, 0.9, 0.02, 0.03), ("compromise",), offered=True)
    words = sentence("Mr. Adan allowed that some compromise on the ships might be found.", "en")
    assert read(words).offered
    (one,) = assess([words], [sure], Topics((), {}), NOBODY, {})
    assert one.status is None
    assert one.why.startswith("offered or possible, not agreed")
    told = assessed(sentence("They agreed on a possible compromise on the ferry and its quay.", "en"))
    assert told.status is Status.AGREEMENT


@pytest.mark.parametrize("past", [OPENS, DATED, FOLLOWING])
def test_a_quarrel_of_the_past_is_background(past: str) -> None:
    one = sentence("The minister accused the neighbour of breaking its promise and rejected the tariff.", "en")
    assert assessed(one).status is Status.DISPUTE
    assert assessed(one, past).status is None
    assert assessed(one, past).why.startswith(f"{past}: «")


def test_an_agreement_is_background_where_its_date_opens_the_sentence() -> None:
    one = sentence("Beide landen hebben afgesproken een werkgroep voor de visserij in te stellen.", "nl")
    assert assessed(one, OPENS).status is None
    assert assessed(one, DATED).status is Status.AGREEMENT


def test_an_open_point_may_have_been_open_for_long() -> None:
    assert assessed(sentence("It is not yet clear when the ferry will sail again.", "en"), OPENS).status


@pytest.mark.parametrize("status", [Status.AGREEMENT, Status.DISPUTE, Status.UNRESOLVED])
def test_how_the_talks_went_is_no_dispute(status: Status) -> None:
    one = sentence("Lee called the talks the worst that he had sat through, and his host a schoolmaster.", "en")
    shares = tuple(0.91 if each is status else 0.03 for each in CLASSES)
    reading = Reading(status, 0.91, shares, ())
    told, refuted = (
        assess([one], [reading], Topics((), {}, manner), NOBODY, {})[0]
        for manner in (frozenset(), frozenset({key(one)}))
    )
    assert told.status is status
    assert refuted.status is (None if status is Status.DISPUTE else status)
    assert (MANNER in refuted.why) == (status is Status.DISPUTE)


def test_unlikely_status_is_not_said() -> None:
    one = assessed(sentence("Rain fell on the old harbour.", "en"))
    assert one.status is None


def test_shares_are_probabilities() -> None:
    reading = read(sentence("They met.", "en"))
    assert sum(reading.shares) == pytest.approx(1)


def test_a_sentence_is_read_the_same_beside_others() -> None:
    others = [sentence(text, lang) for lang, text, _ in CASES]
    for lang, text, _ in CASES:
        alone, beside = read(sentence(text, lang)), read(*others, sentence(text, lang))
        assert beside.shares == pytest.approx(alone.shares, abs=1e-5)
        assert (beside.status, beside.cues) == (alone.status, alone.cues)


def test_no_sentences_have_no_readings() -> None:
    assert readings([], first(), {}, None) == ()


@pytest.mark.parametrize(("lang", "text", "status"), CASES)
def test_reasons_are_whole_words_after_a_capital_that_grows_in_lower_case(lang: str, text: str, status: Status) -> None:
    words = {*re.findall(r"[\w’]+", text)}
    assert {word for cue in read(sentence(f"İİİ: {text}", lang)).cues for word in cue.split()} <= words, status


def test_the_thresholds_are_above_that_of_saying_a_status() -> None:
    assert LEAST < status_model().sure < 1
    assert LEAST < status_model().sure_together < 1


@pytest.mark.parametrize("label", range(len(CLASSES)))
def test_the_encoder_has_its_say(label: int) -> None:
    one = sentence("The ministers spoke of the ferry.", "en")
    quick, powers = first(one), status_model().powers
    close = np.full((1, len(CLASSES)), 0.001, np.float32)
    close[0, label] = 0.997
    unread = np.full(close.shape, np.nan, np.float32)
    shares = pooled(quick, close, powers)
    told = readings([one], shares, {"d1": 10}, None)[0]
    assert np.array_equal(pooled(quick, unread, powers), quick)
    assert told.shares[label] > quick[0, label]
    assert sum(told.shares) == pytest.approx(1)
    assert told.probability == max(told.shares)
