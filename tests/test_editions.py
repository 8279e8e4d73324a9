"""Editions one after another: what the records of the last ones make of the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import editions
import pytest
from articles import DUTCH, ENGLISH, OTHER
from builders import raws
from editions import compose_edition
from jsonschema import Draft202012Validator
from test_record import SCHEMA

from briefing.errors import NothingUsable, RecordError
from briefing.model import Batch, Brief, Change, ChangeKind, Rejection
from briefing.pipeline import compose, corpus, edition_of, nothing_new
from briefing.publish.editions import Record, earlier, since
from briefing.publish.numbering import numbered
from briefing.publish.record import load, record, written
from briefing.settings import Options

MONDAY = date(2031, 5, 5)
CORRECTED = """\
River talks end with a deal on patrols

LORDAL, May 4, 2031 - The governments of Norvania and Estmark agreed on Tuesday to resume joint patrols on the river \
Morn, after talks that lasted six hours.

An earlier version of this article told more than the paper could confirm.
"""


def options(edition: int = 1) -> Options:
    return Options(as_of=MONDAY + timedelta(days=edition - 1))


def made(texts: Mapping[str, str | bytes], edition: int, last: list[Record], *replaced: str) -> Brief:
    return compose_edition(raws(texts), options(edition), edition, last, replaced)


def kept(brief: Brief) -> Record:
    """Return the record of a brief as it comes back from the disk."""
    Draft202012Validator(SCHEMA).validate(json.loads(written(brief)))
    return load(written(brief))


def kinds(brief: Brief) -> list[str]:
    return [change.kind.value for change in brief.changes]


def test_the_first_edition_is_the_brief_and_all_in_it_is_new() -> None:
    first = made({"a.txt": ENGLISH}, 1, [])
    alone = compose(raws({"a.txt": ENGLISH}), options())
    assert replace(first, edition=0, changes=()) == alone
    assert set(kinds(first)) == {"new"}
    assert len(first.changes) == len(first.findings) > 0
    assert (first.edition, first.since) == (1, None)


def test_the_same_text_again_is_unchanged_and_in_other_words_mostly() -> None:
    first = made({"a.txt": ENGLISH}, 1, [])
    again = made({"b.txt": ENGLISH}, 2, [kept(first)])
    assert set(kinds(again)) == {"unchanged"}
    assert not any(finding.tags for finding in again.findings)
    assert again.since
    assert (again.since.edition, again.since.day) == (1, MONDAY)
    other = made({"c.txt": OTHER, "d.txt": DUTCH}, 3, [kept(first), kept(again)])
    assert {"unchanged", "new"} >= set(kinds(other)) - {"changed"}
    assert all(change.before.edition == 2 for change in other.changes if change.before)


def test_a_fact_not_told_for_a_day_is_not_new_when_it_is_told_again() -> None:
    first = made({"a.txt": ENGLISH}, 1, [])
    second = made({"b.txt": CORRECTED}, 2, [kept(first)])
    third = made({"c.txt": ENGLISH}, 3, [kept(first), kept(second)])
    assert set(kinds(third)) == {"unchanged"}
    assert {change.before.edition for change in third.changes if change.before} == {1, 2}


def test_what_is_open_and_then_settled_moved_and_wears_it() -> None:
    opened = "The two delegations could not agree on the price of water, and no date has been set for another round."
    closed = "The two delegations agreed on the price of water, and on a date for another round."
    assert opened in ENGLISH
    first = made({"a.txt": ENGLISH}, 1, [])
    second = made({"b.txt": ENGLISH.replace(opened, closed)}, 2, [kept(first)])
    (moved,) = [change for change in second.changes if change.kind is ChangeKind.MOVED]
    assert moved.before
    assert "could not agree on the price of water" in moved.before.span.text
    (finding,) = [each for each in second.findings if each.id == moved.finding]
    assert "agreed on the price of water" in finding.span.text
    assert finding.tags == ("moved",)


def test_a_correction_withdraws_what_it_no_longer_says() -> None:
    first = made({"a.txt": ENGLISH}, 1, [])
    second = made({"a.txt": CORRECTED}, 2, [kept(first)], "a.txt")
    gone = [change for change in second.changes if change.kind is ChangeKind.WITHDRAWN]
    assert gone
    assert all(change.before and change.before.span.text not in CORRECTED for change in gone)
    assert {change.topic for change in gone} <= {topic.id for topic in second.topics}
    assert all(topic.title for topic in second.topics)
    assert "withdrawn" not in kinds(made({"a.txt": CORRECTED}, 2, [kept(first)]))
    third = made({"a.txt": CORRECTED}, 3, [kept(first), kept(second)], "a.txt")
    assert "withdrawn" not in kinds(third)


def test_an_edition_of_documents_that_were_read_is_the_same() -> None:
    first = kept(made({"a.txt": ENGLISH}, 1, []))
    documents = corpus(raws({"b.txt": OTHER}))
    assert edition_of([documents], options(2), 2, [first]) == made({"b.txt": OTHER}, 2, [first])


def test_without_a_usable_document_there_is_no_edition_but_one_of_no_news() -> None:
    first = kept(made({"a.txt": ENGLISH}, 1, []))
    with pytest.raises(NothingUsable):
        compose_edition(Batch((), (Rejection("x", "gone"),)), options(2), 2, [first])
    nothing = nothing_new(options(2), 2, [first], [Rejection("x", "gone")])
    assert (nothing.edition, nothing.title, nothing.documents) == (2, first["title"], ())
    assert nothing.rejections == (Rejection("x", "gone"),)
    assert kept(nothing)["since"] == {"edition": 1, "as_of": "2031-05-05"}
    third = made({"b.txt": ENGLISH}, 3, [first, kept(nothing)])
    assert set(kinds(third)) == {"unchanged"}
    assert third.since
    assert third.since.edition == 2
    titled = nothing_new(replace(options(2), title="Morn", lang="nl"), 2, [first])
    assert (titled.title, titled.title_lang) == ("Morn", "nl")
    assert nothing_new(options(), 1, []).since is None


def test_records_give_back_what_was_told() -> None:
    every = earlier([record(editions.second())])
    found = [each for each in every if each.head]
    assert [(each.edition, each.status, each.span) for each in found] == [
        (2, each.status, each.span) for _, each in numbered(editions.second())[0]
    ]
    first = found[0]
    assert (first.path, first.topic, first.day) == ("meridian.txt", "t1", editions.second().as_of)
    assert first.sha256 == editions.second().documents[0].sha256
    assert [each.path for each in every if each.finding == 1] == [
        "meridian.txt",
        "avondpost.txt",
        "wire.html",
        "visnyk.txt",
    ]


def test_a_fact_told_again_stands_for_its_earlier_telling() -> None:
    records = [record(editions.first())]
    told = [each for each in earlier(records) if each.head]
    again = replace(
        editions.second(),
        changes=(
            Change(ChangeKind.UNCHANGED, "t1", 1, told[0]),
            Change(ChangeKind.WITHDRAWN, "t5", None, told[7]),
        ),
        findings=editions.second().findings[:1],
        discrepancies=(),
    )
    both = [each for each in earlier([record(again), *records]) if each.head]
    assert [(each.edition, each.topic) for each in both] == [
        (1, "t3"), (1, "t2"), (1, "t2"), (1, "t4"), (1, "t4"), (1, "t3"), (2, "t1")]  # fmt: skip
    last = since([record(again), *records])
    assert last
    assert (last.edition, last.day) == (2, again.as_of)
    assert since([]) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"edition": 0}, "no edition number"),
        ({"edition": "2"}, "no edition number"),
        (
            {"findings": [{"doc": "D77", "supports": []}]},
            "edition 1 has no findings that can be compared: KeyError: 'D77'",
        ),
        ({"changes": [{}]}, "KeyError"),
        ({"as_of": "yesterday"}, "ValueError"),
    ],
)
def test_a_record_that_cannot_be_compared_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(RecordError, match=message):
        earlier([record(editions.first()) | change])
