"""The record of a brief: its schema, its numbers, and what is no record."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations

import pytest
from fakes import empty, hostile, long, multilingual, rich
from jsonschema import Draft202012Validator

from briefing.errors import RecordError
from briefing.model import Brief
from briefing.publish.record import load, record, written
from briefing.resources import PACKAGE

SCHEMA = json.loads((PACKAGE.parent / "data" / "schema" / "brief-1.schema.json").read_text(encoding="utf-8"))
CONTRACT = {
    "": "schema title as_of lang tlp period documents topics bottom_line findings discrepancies positions changes "
    "rejections",
    "documents": "id path sha256 lang title publisher published url words origin state reason",
    "topics": "id title",
    "findings": "id status topic doc start end text lang speakers score why supports documents origins",
    "discrepancies": "kind topic note claims",
    "positions": "topic speaker stance doc start end text lang",
    "rejections": "location reason",
}


@pytest.mark.parametrize("brief", [rich(), empty(), long(), multilingual(), hostile()])
def test_every_record_fits_the_schema(brief: Brief) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(written(brief)))


@pytest.mark.parametrize("key", ["sha256", "origin", "state"])
def test_the_schema_is_strict(key: str) -> None:
    spoilt = record(rich())
    del spoilt["documents"][0][key]
    assert list(Draft202012Validator(SCHEMA).iter_errors(spoilt))


def test_the_record_has_every_key_of_the_contract() -> None:
    found = record(rich())
    assert set(CONTRACT[""].split()) <= found.keys()
    for key in filter(None, CONTRACT):
        assert all(set(CONTRACT[key].split()) <= each.keys() for each in found[key]), key


def test_a_finding_has_its_printed_number_whatever_the_order_it_came_in() -> None:
    brief = rich()
    expected = [(each["id"], each["text"]) for each in record(brief)["findings"]]
    assert [number for number, _ in expected] == list(range(1, 9))
    for order in list(permutations(range(8)))[::5000]:
        shuffled = replace(brief, findings=tuple(brief.findings[place] for place in order))
        numbers = [each["id"] for each in record(shuffled)["findings"]]
        sections = [each["status"] for each in record(shuffled)["findings"]]
        assert numbers == list(range(1, 9))
        assert sections == sorted(sections, key=["agreement", "dispute", "unresolved"].index)


def test_discrepancies_continue_the_numbers() -> None:
    assert [each["id"] for each in record(rich())["discrepancies"]] == [9, 10]


def test_what_is_written_can_be_loaded() -> None:
    assert load(written(rich())) == record(rich())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        (written(rich()).replace('"lang": "en"', '"lang": "\\ud800"', 1), "not JSON"),
        ("[]", "schema must be"),
        ('{"schema": "briefing/2"}', "schema must be"),
        ('{"schema": "briefing/1"}', "documents must be a list"),
        (written(rich()).replace('"supports": []', '"supports": [3]', 1), r"findings\[1\].supports must be a list"),
    ],
)
def test_what_is_no_record_is_refused(text: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        load(text)
