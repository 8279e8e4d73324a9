"""What a record says of its quotations beside their words: numbers, languages, fragments, values of claims."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, cast

import pytest
from builders import AS_OF, raws, sample
from fakes import rich

from briefing.analysis.claimable import noted, values
from briefing.model import Batch, Document, Kind, RawDocument, Sentence
from briefing.pipeline import compose
from briefing.publish.record import Record, record
from briefing.publish.rereading import said, unfounded
from briefing.publish.verification import spans
from briefing.settings import Options
from briefing.sources.recorded import readings

OTHER = {"program": "0.0.1"}


@cache
def honest(event: str) -> tuple[Record, dict[str, Document]]:
    """Return the record of a sample event, and its documents as they are read."""
    collected: Batch[RawDocument] = sample(event)
    return record(compose(collected, Options(as_of=AS_OF, quick=True))), readings(
        {raw.location: raw for raw in collected.kept}
    )


def geneva() -> tuple[Record, dict[str, Document]]:
    made, documents = honest("geneva_2021")
    return copy.deepcopy(made), documents


@pytest.mark.parametrize("event", ["geneva_2021", "black_sea_grain_2022"])
@pytest.mark.parametrize("program", [{}, OTHER])
def test_what_the_program_makes_is_borne_out(event: str, program: dict[str, str]) -> None:
    made, documents = honest(event)
    assert list(unfounded(made | program, documents)) == []
    assert list(unfounded(made | program, {})) == []
    assert list(unfounded(record(rich()), {})) == []


@pytest.mark.parametrize("where", range(82))
def test_any_other_sentence_number_or_language_is_found(where: int) -> None:
    changes: list[dict[str, object]] = [{"number": 0}, {"number": 1}, {"number": 99}, {"lang": "pl"}]
    for change in changes:
        made, documents = geneva()
        place, span = list(spans(made))[where]
        if dict(span) | change == span:
            continue
        cast("dict[str, Any]", span).update(change)
        told = list(unfounded(made, documents))
        assert {found for found, _ in told} == {place}
        assert any(str(span["doc"]) in reason or "'pl'" in reason for _, reason in told)


def test_less_than_a_sentence_is_found_though_it_is_verbatim() -> None:
    made, documents = geneva()
    quoted = made["reports"][0] if made["reports"] else made["bottom_line"][0]
    quoted |= {"end": quoted["end"] - 20, "text": quoted["text"][:-20]}
    ((_, reason),) = unfounded(made, documents)
    assert "are no whole sentence" in reason


def test_a_name_stands_in_the_sentence_that_the_record_says() -> None:
    made, documents = geneva()
    name = made["people"][0]["spellings"][0]
    name |= {"start": name["start"] + 1, "text": name["text"][1:]}
    assert list(unfounded(made, documents)) == []
    name["number"] += 1
    ((place, reason),) = unfounded(made, documents)
    assert (place, reason.split(" of ")[0]) == ("people[0].spellings[0]", f"it is §{name['number'] - 1}")


def test_of_another_version_only_the_order_of_the_numbers_is_checked() -> None:
    made, documents = geneva()
    made |= OTHER
    line = next(each for each in made["findings"] if each["doc"] == "D1")
    line["number"] += 70
    found = list(unfounded(made, documents))
    assert found
    assert all("of D1 at" in reason for _, reason in found)
    assert said(made).endswith(
        "were not read again: the record was made by version 0.0.1 of the program, this is 0.1.0"
    )
    assert "made by an older version" in said({})
    assert said(geneva()[0]).endswith("were read again in the documents")


def test_a_changed_document_is_not_read_again() -> None:
    made, documents = geneva()
    made["documents"][0]["sha256"] = "0" * 64
    place, other = next((at, each) for at, each in enumerate(made["findings"]) if each["doc"] != "D1")
    lang, other["lang"] = other["lang"], "pl"
    assert [place for place, _ in unfounded(made, documents)] == [f"findings[{place}]"]
    other["lang"], own = lang, next(each for each in made["findings"] if each["doc"] == "D1")
    own["lang"] = "pl"
    assert list(unfounded(made, documents)) == []


@pytest.mark.parametrize(
    ("fragment", "stands"),
    [
        ("agreed to exchange 114", True), ("", True), ("agreed to exchange 14", False), ("exchange 11", False),
        ("Agreed to exchange", False), ("agreed to hand over", False), ("greed to exchange", False), (7, False),
        (None, False),
    ],
)  # fmt: skip
def test_a_fragment_stands_whole_in_its_quotation(fragment: object, *, stands: bool) -> None:
    made = record(rich()) | OTHER
    made["findings"][0]["fragment"] = fragment
    assert [place for place, _ in unfounded(made, {})] == ([] if stands else ["findings[0]"])


def test_half_a_number_is_no_fragment() -> None:
    made = record(rich())
    made["findings"][0] |= {"text": "They agreed to 1,500.", "fragment": "agreed to 1"}
    ((place, reason),) = unfounded(made, {})
    assert (place, reason) == ("findings[0]", "the fragment 'agreed to 1' does not stand in its quotation")


def claimed(kind: str, text: str, value: str, note: str | None = None) -> list[tuple[str, str]]:
    """Return what is wrong with a claim of a kind that quotes a text for a value."""
    collected = raws({"a.txt": f"A report on the talks\n\n{text}\n\nThe delegations left the town in the evening.\n"})
    documents = readings({raw.location: raw for raw in collected.kept})
    (sentence,) = [each for each in documents["a.txt"].sentences if each.text == text]
    span = {"doc": "D1", "start": sentence.start, "end": sentence.end, "text": text, "lang": sentence.lang}
    made = record(rich())
    made |= {key: [] for key in ("bottom_line", "findings", "positions", "reports", "changes")}
    made["documents"] = [{"id": "D1", "path": "a.txt", "sha256": documents["a.txt"].sha256, "state": "used"}]
    note = value if note is None else note
    made["discrepancies"] = [
        {"kind": kind, "note": note, "claims": [{**span, "number": sentence.number, "value": value}]}
    ]
    return list(unfounded(made, documents))


@pytest.mark.parametrize(
    ("kind", "text", "right", "wrong"),
    [
        ("number", "The two sides exchanged 114 prisoners of war on Friday morning.", "114", "141"),
        ("duration", "The talks between both delegations lasted nine hours in all.", "9 hours", "11 hours"),
        ("date", "The next round of the talks will begin on 4 May in the harbour town.", "4 May", "14 May"),
        ("negation", "The ministers agreed on a joint patrol of the strait and the harbour.", "agreed", "not agreed"),
        ("attribution", "Russia accused Ukraine of shelling the grain terminal near the port.", "Russia → Ukraine",
         "Ukraine → Russia"),
    ],
)  # fmt: skip
def test_a_value_must_be_read_in_its_quotation(kind: str, text: str, right: str, wrong: str) -> None:
    assert claimed(kind, text, right) == []
    ((place, reason),) = claimed(kind, text, wrong)
    assert place == "discrepancies[0].claims[0]"
    assert reason.startswith(f"the value {wrong!r} is not read in its quotation, which has {right!r}")


@pytest.mark.parametrize(
    ("kind", "told", "note", "right"),
    [
        ("number", ["10", "> 12", "≈ 8 million"], "10 / 12 / 8 million envoys", True),
        ("number", ["10", "> 12", "≈ 8"], "10 / 12", True),
        ("number", ["10", "12"], "10 / 13 envoys", False),
        ("number", ["10", "12"], "10 / 120", False),
        ("number", ["10", "12"], "11 / 12 envoys", False),
        ("number", ["1", "2", "3", "4", "5", "6"], "1 / 2 / 3 / 4 / 5 / 6 / 7", True),
        ("duration", ["9 hours", "11 hours"], "9 hours / 11 hours", True),
        ("negation", ["agreed", "not agreed"], "agreed / not agreed", True),
        ("negation", ["agreed", "not agreed"], "agreed", False),
        ("name", ["Ada Kelm", "Ada Kelb"], "Ada Kelm / Jon Brask", False),
    ],
)
def test_a_note_sets_the_values_side_by_side(kind: str, told: list[str], note: str, *, right: bool) -> None:
    assert noted(kind, told, note) == right


def test_another_note_is_found_where_the_documents_are_read_again() -> None:
    text = "The two sides exchanged 114 prisoners of war on Friday morning."
    assert claimed("number", text, "114", "114 prisoners") == []
    ((place, reason),) = claimed("number", text, "114", "115 prisoners")
    assert (place, reason) == ("discrepancies[0]", "the note '115 prisoners' does not set '114' side by side")


def test_the_name_of_who_holds_an_office_cannot_be_read_in_one_sentence() -> None:
    assert claimed("name", "Poetin sprak daarna nog een uur met de pers.", "Joe Biden") == []


@pytest.mark.parametrize("kind", ["number", "duration", "date", "negation", "attribution", "modality", "name", "odd"])
def test_every_kind_of_contradiction_has_a_reader_or_none(kind: str) -> None:
    sentence = Sentence("D1", 1, 0, 10, "They left.", Kind.PROSE, "en", 0)
    found = values(kind, sentence)
    assert (found is None) == (kind in {"name", "odd"})
