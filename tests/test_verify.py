"""The check of a record against its sources."""

from __future__ import annotations

import copy
from hashlib import sha256
from typing import Any, cast

import pytest
from editions import BEFORE, second
from fakes import TEXTS, rich

from briefing.publish.record import record
from briefing.publish.verification import earlier_spans, spans, summary, unchecked, verify, verify_earlier

CHECKSUMS = {path: sha256(text.encode()).hexdigest() for path, text in TEXTS.items()}


def test_an_honest_record_has_no_mismatch() -> None:
    assert verify(record(rich()), TEXTS, CHECKSUMS) == ()


def test_every_span_of_the_record_is_checked() -> None:
    places = [place for place, _ in spans(record(rich()))]
    assert len(places) == len(set(places)) == 1 + 8 + 6 + 4 + 2 + 1 + 2 + 4
    assert {"bottom_line[0]", "findings[0]", "findings[0].supports[2]", "discrepancies[1].claims[1]"} <= set(places)


@pytest.mark.parametrize("place", range(28))
def test_one_changed_character_anywhere_is_found(place: int) -> None:
    spoilt = copy.deepcopy(record(rich()))
    name, found_span = list(spans(spoilt))[place]
    span = cast("dict[str, Any]", found_span)
    span["text"] = span["text"][:-1] + "!"
    found = verify(spoilt, TEXTS, CHECKSUMS)
    assert len(found) == 1
    assert found[0].startswith(f"{name}: {span['doc']} ")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"doc": "D9"}, "lists no document 'D9'"),
        ({"end": 10**6}, "has no characters"),
        ({"start": -1}, "has no characters"),
        ({"start": "0"}, "has no characters"),
        ({"end": 0}, "has no characters"),
        ({"start": 1}, "reads"),
    ],
)
def test_a_wrong_place_is_told_plainly(change: dict[str, object], line: str) -> None:
    spoilt = copy.deepcopy(record(rich()))
    spoilt["findings"][0] |= change
    (found,) = verify(spoilt, TEXTS)
    assert found.startswith("findings[0]: ")
    assert line in found


def test_a_missing_document_is_a_mismatch_of_its_own_and_of_each_quotation() -> None:
    found = verify(record(rich()), {path: text for path, text in TEXTS.items() if path != "visnyk.txt"})
    assert found[0] == "D5 (visnyk.txt) is not among the sources"
    assert len(found) == 3


def test_a_changed_document_is_a_mismatch_even_where_the_quotations_still_stand() -> None:
    changed = CHECKSUMS | {"meridian.txt": sha256(b"other").hexdigest()}
    (found,) = verify(record(rich()), TEXTS, changed)
    assert "D1 (meridian.txt) has changed" in found


def test_offsets_count_code_points() -> None:
    made = record(rich())
    made["documents"] = [{"id": "D1", "path": "a", "sha256": "", "state": "used"}]
    made["findings"] = [{"doc": "D1", "start": 1, "end": 3, "text": "é𝒳", "lang": "en"}]
    for key in ("bottom_line", "discrepancies", "positions", "reports", "timeline", "people"):
        made[key] = []
    assert verify(made, {"a": "😀é𝒳."}) == ()


def edition() -> dict[str, Any]:
    """Return the record of an edition whose earlier sentences have the checksums of their documents."""
    made = record(second())
    for change in made["changes"]:
        if change["before"]:
            change["before"]["sha256"] = sha256(BEFORE[change["before"]["path"]].encode()).hexdigest()
    return made


THEN = {sha256(text.encode()).hexdigest(): text for text in BEFORE.values()}


def test_sentences_of_earlier_editions_are_checked_too() -> None:
    made = edition()
    assert len(list(earlier_spans(made))) == 6
    assert verify_earlier(made, THEN) == ()
    assert verify(made, TEXTS, CHECKSUMS) == ()
    assert summary(made, 5, THEN).endswith("are verbatim; so are 6 of 6 sentences of earlier editions")


@pytest.mark.parametrize("place", range(6))
def test_one_changed_character_of_an_earlier_sentence_is_found(place: int) -> None:
    made = edition()
    name, span = list(earlier_spans(made))[place]
    cast("dict[str, Any]", span)["text"] = span["text"][:-1] + "!"
    (found,) = verify_earlier(made, THEN)
    assert found.startswith(f"{name}: {span['path']} ")


def test_what_cannot_be_found_again_is_counted() -> None:
    made = edition()
    krant = {digest: text for digest, text in THEN.items() if text == BEFORE["krant.txt"]}
    assert verify_earlier(made, krant) == ()
    assert unchecked(made, krant) == 3
    assert "so are 3 of 6 sentences of earlier editions; 3 could not be checked" in summary(made, 5, krant)
    assert "earlier" not in summary(record(rich()), 5, {})
