"""The countries of a text, the parties of an event, and the third countries that are a matter of it."""

from __future__ import annotations

import pytest
from builders import assessment, document, sentence

from briefing.analysis.countries import MOST_PARTIES, countries, country_name, main_countries, third_countries
from briefing.analysis.sides import sides
from briefing.analysis.speakers import attribute
from briefing.model import Status


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


def acting(*told: tuple[str, Status | None], lang: str = "en") -> tuple[str, ...]:
    """Return the parties of an event that one document of these sentences tells of."""
    one = document("D1", *(text for text, _ in told), lang=lang)
    assessments = [assessment(each, status) for each, (_, status) in zip(one.sentences, told, strict=True)]
    return sides(assessments, attribute([one]))


@pytest.mark.parametrize(
    ("lang", "hosting"),
    [
        ("en", ("Norway hosted the talks.", "A Norwegian mediator spoke.", "Norway brokered the deal.")),
        ("nl", ("Noorwegen is gastheer.", "Een Noorse bemiddelaar sprak.", "Noorwegen bemiddelde.")),
        ("de", ("Norwegen ist Gastgeber.", "Ein norwegischer Vermittler sprach.", "Norwegen vermittelt.")),
        ("fr", ("La Norvège a accueilli les équipes.", "Un médiateur norvégien a parlé.", "La Norvège accueille.")),
        ("es", ("Noruega es el anfitrión.", "Habló un mediador noruego.", "Noruega medió.")),
    ],
)
def test_who_hosts_or_mediates_is_no_party(lang: str, hosting: tuple[str, ...]) -> None:
    assert acting(*((text, Status.AGREEMENT) for text in hosting), lang=lang) == ()


def test_a_host_that_agrees_or_disputes_more_than_it_hosts_is_a_party() -> None:
    told = [
        ("Norway hosted the talks.", None),
        ("Norway agreed to open its ports.", Status.AGREEMENT),
        ("Norwegian Prime Minister Ane Lund rejected the toll.", Status.DISPUTE),
        ("Peru denied that it had closed the canal.", Status.DISPUTE),
        ("Peru accepted the date.", Status.AGREEMENT),
        ("The ships went to Peru.", None),
    ]
    assert acting(*told) == ("NO", "PE")
    assert acting(*((text, None) for text, _ in told)) == ()
