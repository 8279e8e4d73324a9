"""The chance of each issue by what the encoder reads: a stray word is outvoted, and nobody else's terms count."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, sentence

from briefing.analysis.encoder import states
from briefing.analysis.issues import issues, weights
from briefing.analysis.themes import LEAST, evidence, issue_chances, issue_model, on_manner, weighed
from briefing.analysis.topics import find_topics, key
from briefing.model import Document, Kind

TITLE = "Norvania and Estmark talk about trade"
TALKS = [
    "The two ministers discussed tariffs on timber and the customs duties of Norvania.",
    "Estmark will lower its import tariff on salmon by half, the trade minister said.",
    "An embassy official said that exporters of both countries would pay no duties on furniture from May on.",
    "The quota on imported cheese is to be lifted, and with it the surcharge on wine.",
]
STRAY = "An embassy official"


def talks() -> Document:
    return document("D1", *TALKS, title=TITLE)


def read(one: Document) -> np.ndarray:
    return states([(TITLE, [line.text for line in one.sentences if line.kind is Kind.PROSE])])


def topic(one: Document, beginning: str, seen: np.ndarray | None) -> str | None:
    of = find_topics([one], "en", states=seen).of
    return next(of.get(key(line)) for line in one.sentences if line.text.startswith(beginning))


def test_the_model_knows_the_issues_in_their_order() -> None:
    assert issue_model().issues == (*issues("en").titles,)


def test_a_stray_word_gives_way_to_what_the_sentence_is_about() -> None:
    one = talks()
    assert topic(one, STRAY, None) == "ambassadors"
    assert topic(one, STRAY, read(one)) == "trade"


def test_what_was_not_read_keeps_the_topic_of_its_words() -> None:
    one = talks()
    unread = np.full((len(TALKS), read(one).shape[1]), np.nan, np.float32)
    assert find_topics([one], "en", states=unread) == find_topics([one], "en")


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "The prisoners held by both sides will be released before winter.", "prisoners"),
        ("nl", "Over de vangstquota voor haring werden de ministers het niet eens.", "fisheries"),
        ("de", "Die Soldaten schossen trotz der Waffenruhe an der Front.", "ceasefire"),
        ("ru", "Стороны обсудили поставки газа и цены на нефть.", "energy"),
        ("pl", "Obie strony spierają się o zasoby wody i tamę na rzece.", "water"),
    ],
)
def test_the_likeliest_issue_of_a_plain_sentence(lang: str, text: str, wanted: str) -> None:
    found = issue_chances([sentence(text, "D1", 1, lang=lang)], [weights(text, lang)], states([("", [text])]))[0]
    assert found is not None
    assert max(found, key=found.__getitem__) == wanted
    assert all(LEAST <= chance <= 1 for chance in found.values())


def test_terms_count_beside_a_sentence_in_its_document_only_and_in_the_whole_corpus() -> None:
    lines = [sentence("a", "D1", 1), sentence("b", "D1", 2), sentence("c", "D2", 1)]
    heard = [{"trade": 2.0}, {}, {"water": 1.0}]
    found = evidence(lines, heard, np.zeros((3, 1), np.float32), ("trade", "water"))
    assert found[:, 1:3].tolist() == [[2, 0], [0, 0], [0, 1]]
    assert found[:, 3:5].tolist() == [[0, 0], [1, 0], [0, 0]]
    assert np.allclose(found[:, 5:], [2 / 3, 1 / 3])


def test_a_term_counts_by_the_chance_of_its_issue_and_a_country_as_it_is() -> None:
    votes = {"trade": 1.0, "water": 1.0, "tone": 1.0, "country-PL": 1.0}
    found = weighed(votes, {"trade": 0.5, "tone": 0.5})
    assert found["trade"] > 1 > found["water"] == found["tone"] > 0
    assert found["country-PL"] == 1


HOW = [
    ("en", "The two presidents met for four hours in a lakeside villa and shook hands for the cameras."),
    ("nl", "De sfeer aan tafel was hartelijk, zei de gastheer, en de lunch liep een uur uit."),
]
WHAT = [
    ("en", "The two presidents quarrelled about the gas that flows through the pipeline to the coast."),
    ("de", "Der Botschafter nannte die Zölle auf Stahl einen Bruch des Vertrags."),
]


@pytest.mark.parametrize(("lang", "text"), [*HOW, *WHAT])
def test_what_tells_how_the_talks_went_is_on_nothing_else(lang: str, text: str) -> None:
    chances = issue_chances([sentence(text, "D1", 1, lang=lang)], [weights(text, lang)], states([("", [text])]))[0]
    assert chances is not None
    assert on_manner(chances) == ((lang, text) in HOW)


def test_no_sentence_has_no_issue() -> None:
    assert issue_chances([], [], states([])) == []
