"""The countries of a text, the parties of an event, and the third countries that are a matter of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import assessment, document, sentence

from briefing.analysis.countries import MOST_PARTIES, countries, country_name, main_countries, third_countries
from briefing.analysis.sides import mediators, sides
from briefing.analysis.speakers import Attribution, attribute
from briefing.analysis.topics import key
from briefing.model import Assessment, Status


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


Told = tuple[str, Status | None]


def event(*told: Told, lang: str = "en") -> tuple[list[Assessment], Attribution]:
    """Return what one document of these sentences tells, with the speakers of each."""
    one = document("D1", *(text for text, _ in told), lang=lang)
    spoken = attribute([one])
    assessments = [assessment(each, status) for each, (_, status) in zip(one.sentences, told, strict=True)]
    return [replace(each, speakers=spoken.speakers[key(each.sentence)]) for each in assessments], spoken


def acting(*told: Told, lang: str = "en") -> tuple[str, ...]:
    """Return the parties of an event that one document of these sentences tells of."""
    return sides(*event(*told, lang=lang))


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


@pytest.mark.parametrize(
    ("lang", "called", "told"),
    [
        ("en", "Talks mediated by Norway ended.", "Norwegian Foreign Minister Ane Lund said both agreed."),
        ("en", "The host, Norway, smiled.", "“Both have signed,” said Norwegian Foreign Minister Ane Lund."),
        ("en", "Norway, the host, smiled.", "Norwegian Foreign Minister Ane Lund said both agreed."),
        ("en", "The mediator, Norwegian minister Ane Lund, smiled.", "Norwegian Minister Ane Lund said both agreed."),
        ("fr", "La médiation norvégienne a servi.", "À Oslo, la ministre norvégienne Ane Lund a dit qu’ils signent."),
        ("pl", "Premier podziękował Norwegii za mediację.", "Norweska minister Ane Lund powiedziała, że podpisano."),
    ],
)
def test_who_is_once_called_host_is_no_party_however_often_it_tells_what_was_agreed(
    lang: str, called: str, told: str
) -> None:
    lines = [(called, None), *[(told, Status.AGREEMENT)] * 4]
    assert acting(*lines, lang=lang) == ()
    assert acting(*lines[1:], lang=lang) == ("NO",)


@pytest.mark.parametrize(("acts", "found"), [(3, ("CL", "PE")), (2, ("CL",))])
def test_beside_a_single_party_stands_who_acts_as_often_though_it_is_seldom_named(
    acts: int, found: tuple[str, ...]
) -> None:
    told = [("Chile turned the plan down.", Status.DISPUTE)] * 3 + [("The plan is for Chile.", None)] * 3
    home = [("Peru turned the offer down.", Status.DISPUTE)] * acts + [("The cabinet met.", None)] * 25
    assert acting(*told, *home) == found


def neutral(*told: Told) -> frozenset[str]:
    """Return the mediators of an event that one document of these sentences tells of."""
    return mediators(*event(*told))


def test_mediators_are_who_is_called_so_and_who_speaks_for_such_a_country() -> None:
    talks = ("Talks between Peru and Chile hosted by Norway ended.", None)
    lund = ("Norwegian Foreign Minister Ane Lund said both agreed.", Status.AGREEMENT)
    belik = ("The mediator, Anton Belik, said both agreed.", Status.AGREEMENT)
    refused = ("Norway refused to lift its toll.", Status.DISPUTE)
    assert neutral(talks, lund, belik) == {"Norway", "Ane Lund", "Anton Belik"}
    assert neutral(talks, lund, refused, refused) == frozenset()
    assert neutral(belik, *[("Anton Belik denied that he had lied.", Status.DISPUTE)] * 2) == frozenset()
    assert neutral(("UN envoy Ole Dahl said both agreed.", Status.AGREEMENT)) == {"United Nations", "Ole Dahl"}
    assert neutral(lund) == frozenset()
    assert neutral(("Peru and Chile met a mediator.", None)) == frozenset()
