"""The examination as a whole, held to what a reader finds in the sample articles (tests/data/geneva_2021.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from builders import document, sample

from briefing.analysis.examination import Examination, examine
from briefing.analysis.topics import key
from briefing.model import Batch, Kind, Rejection, Status
from briefing.pipeline import corpus

LABELS = Path(__file__).parent / "data" / "geneva_2021.toml"
# Measured when these floors were set: 13 facts of 14, and 29 of 31 labelled heads with the right status.
LEAST_FACTS = 12
LEAST_PRECISION = 0.8
CERTAIN = ("ambassadors return", "cyber attacks denied", "Navalny", "Ukraine and Minsk", "exchange of prisoners open")


@pytest.fixture(scope="module")
def examined() -> Examination:
    return examine(corpus(sample("geneva_2021")), "en")


@pytest.fixture(scope="module")
def labels() -> Mapping[str, Any]:
    return tomllib.loads(LABELS.read_text(encoding="utf-8"))


def flat(text: str) -> str:
    return " ".join(text.split())


def begins(text: str, beginnings: Iterable[str]) -> bool:
    return flat(text).startswith(tuple(beginnings))


def shown(examined: Examination, status: str) -> list[str]:
    return [
        one.sentence.text
        for fact in examined.facts
        if fact.head.status == status
        for one in (fact.head, *fact.supports)
    ]


def found(examined: Examination, labels: Mapping[str, Any]) -> list[str]:
    return [
        fact["name"]
        for fact in labels["facts"]
        if any(begins(text, fact["beginnings"]) for text in shown(examined, fact["status"]))
    ]


@pytest.mark.parametrize("status", [*Status])
def test_the_labels_ask_for_each_status(labels: Mapping[str, Any], status: Status) -> None:
    assert [fact for fact in labels["facts"] if fact["status"] == status]


def test_every_label_is_a_sentence_of_the_sample(examined: Examination, labels: Mapping[str, Any]) -> None:
    texts = [flat(one.sentence.text) for one in examined.assessments]
    beginnings = [start for fact in (*labels["facts"], labels["background"]) for start in fact["beginnings"]]
    assert [start for start in beginnings if not any(text.startswith(start) for text in texts)] == []


def test_most_facts_of_the_sample_are_found_with_their_status(examined: Examination, labels: Mapping[str, Any]) -> None:
    names = found(examined, labels)
    assert [name for name in CERTAIN if name not in names] == []
    assert len(names) >= LEAST_FACTS, names


def test_most_labelled_heads_have_the_right_status(examined: Examination, labels: Mapping[str, Any]) -> None:
    right, wrong = [], []
    for fact in examined.facts:
        text = fact.head.sentence.text
        told = {each["status"] for each in labels["facts"] if begins(text, each["beginnings"])}
        if fact.head.status in told:
            right.append(text)
        elif told or begins(text, labels["background"]["beginnings"]):
            wrong.append(text)
    assert len(right) >= LEAST_PRECISION * len([*right, *wrong]), wrong


def test_there_is_an_assessment_of_each_sentence_of_prose_in_order(examined: Examination) -> None:
    prose = [
        sentence
        for one in examined.corpus.kept
        for sentence in one.sentences
        if sentence.kind is Kind.PROSE
    ]  # fmt: skip
    assert [one.sentence for one in examined.assessments] == prose
    assert {one.status for one in examined.assessments} == {None, *Status}
    assert all(0 <= one.score <= 1 and one.why for one in examined.assessments)


def test_the_parts_speak_of_the_same_corpus(examined: Examination) -> None:
    keys = {key(one.sentence) for one in examined.assessments}
    assert examined.topics.of.keys() <= keys == examined.like.place.keys()
    assert examined.origins.of.keys() == {one.id for one in examined.corpus.kept}
    assert {one.topic for one in examined.assessments} - {None} == {topic.id for topic in examined.topics.topics}
    assert examined.day is not None
    assert examined.day.isoformat() == "2021-06-16"


def test_rejections_travel_and_a_corpus_of_one_sentence_can_be_examined() -> None:
    gone = Rejection("gone.txt", "vanished")
    examined = examine(Batch((document("D1", "The dam stays closed until the summer."),), (gone,)), "en")
    assert examined.corpus.rejected == (gone,)
    assert len(examined.assessments) == 1
