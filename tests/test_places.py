"""The places: every language knows every country and organisation, and has a name for it that can be printed."""

from __future__ import annotations

import re

import pytest

from briefing.analysis.countries import country_name
from briefing.publish.frames import languages
from briefing.resources import shipped
from briefing.text.lexicon import LANGUAGES
from briefing.text.places import country_names, places

NAME = re.compile(r"[^\W\d_][\w’. -]*\w")


def codes(lang: str) -> list[str]:
    text = shipped("data", "places", f"{lang}.toml").read_text(encoding="utf-8")
    return [line.split("|")[0].strip() for line in text.splitlines() if line.count("|") == 3 and line[0] != "#"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_country_and_organisation_once(lang: str) -> None:
    assert sorted(codes(lang)) == sorted(country_names())


@pytest.mark.parametrize("lang", languages())
def test_what_is_printed_is_a_name_and_no_two_are_the_same(lang: str) -> None:
    printed = {code: country_name(code, lang) for code in country_names()}
    assert len(set(printed.values())) == len(printed)
    assert [name for name in printed.values() if not NAME.fullmatch(name)] == []


@pytest.mark.parametrize(
    ("lang", "word", "country"),
    [
        ("pt", "deli", "IN"),
        ("pt", "delia", ""),
        ("es", "malia", ""),
        ("fr", "parise", ""),
        ("pt", "cubana", "CU"),
        ("it", "peruviani", "PE"),
        ("de", "wiens", "AT"),
        ("pl", "wiedniem", ""),
        ("ru", "перу", "PE"),
        ("ru", "ираном", "IR"),
    ],
)
def test_a_name_with_an_ending_is_a_place_only_where_names_are_declined(lang: str, word: str, country: str) -> None:
    found = places(lang).word(word)
    assert (found.code if found else "") == country
