"""The countries of a text, the parties of an event, and the third countries that are a matter of it."""

from __future__ import annotations

import pytest
from builders import sentence

from briefing.analysis.countries import MOST_PARTIES, countries, country_name, main_countries, third_countries


@pytest.mark.parametrize(
    ("text", "lang", "codes"),
    [
        ("Peru and Chile talked.", "en", {"PE", "CL"}),
        ("The Chilean minister left.", "en", {"CL"}),
        ("De Chileense minister vertrok.", "nl", {"CL"}),
        ("They ate turkey and drank from china.", "en", set()),
        ("No one came.", "en", set()),
        ("", "en", set()),
    ],
)
def test_countries_by_name_and_adjective(text: str, lang: str, codes: set[str]) -> None:
    assert countries(text, lang, seats=False) == codes


def test_a_capital_counts_only_where_seats_are_asked_for() -> None:
    assert countries("Lima sent a note.", "en", seats=True) == {"PE"}
    assert countries("Lima sent a note.", "en", seats=False) == frozenset()


def test_a_third_country_is_named_neither_once_nor_all_the_time() -> None:
    named = [frozenset({"PE"})] * 15 + [frozenset({"BO"})] * 3 + [frozenset({"UY"})] * 2
    assert third_countries(named) == {"BO"}


def test_parties_are_the_countries_most_spoken_of_at_most_three() -> None:
    times = {"Peru": 6, "Chile": 5, "Bolivia": 4, "Brazil": 4, "Spain": 1}
    texts = [f"{name} spoke." for name, count in times.items() for _ in range(count)]
    found = main_countries(sentence(text, number=number) for number, text in enumerate(texts))
    assert found == ("PE", "CL", "BO")
    assert len(found) == MOST_PARTIES
    assert main_countries([]) == ()


def test_a_country_is_called_in_the_language_of_the_brief() -> None:
    assert country_name("DE", "nl") == "Duitsland"
    assert country_name("DE", "en") == country_name("DE", "sv") == "Germany"
