"""Values that differ in sentences which tell the same in other words and other languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from test_discrepancies import EXPELLED, TALKS, assessed

from briefing.analysis.discrepancies import discrepancies
from briefing.analysis.intent import due, wished
from briefing.analysis.linkage import FEATURES, WEIGHTS, Links, links
from briefing.analysis.measures import measures
from briefing.analysis.occasions import Occasions
from briefing.analysis.tellings import two_parties
from briefing.model import Assessment

EVENT = date(2031, 6, 3)
TRUCKS = "Norvania will give back {} trucks to Estmark at the border of Lordal by 15 March."
CAMIONS = "Norvania rendra {} camions à Estmark à la frontière de Lordal avant le 15 mars."


def told(one: str, lang: str, other: str, second: str) -> list[Assessment]:
    """Return two documents of a sentence each, in two languages."""
    return [*assessed(one, lang=lang), *assessed("", other, lang=second)]


def notes(one: str, lang: str, other: str, second: str) -> list[str]:
    return [each.note for each in discrepancies(told(one, lang, other, second), occasions=Occasions(EVENT))]


def prepared(own: Sequence[Assessment]) -> Links:
    return links(measures(own), [each.sentence for each in own])


def compared(one: str, other: str) -> int:
    """Return how many pairs of values of an English and a French sentence may contradict each other."""
    return len(list(prepared(told(one, "en", other, "fr")).candidates(Occasions(EVENT))))


@pytest.mark.parametrize(
    ("one", "lang", "other", "second", "note"),
    [
        (
            "Von Mai an soll die Zahl der Fähren zwischen Norvania und Estmark auf 40 in der Woche steigen.", "de",
            "From May the number of ferries between Norvania and Estmark rises to 48 a week.", "en",
            "40 per week / 48 per week",
        ),
        (
            "Norvania pays Estmark 38 million euros for the repair of the bridge at Lordal by 15 March.", "en",
            "Norvania paga a Estmark 35 millones de euros por reparar el puente de Lordal antes del 15 de marzo.",
            "es", "38 million EUR / 35 million EUR",
        ),
        (
            "The treaty sets the quota of Estmark at 140,000 tonnes of sugar from 1 July.", "en",
            "Le traité fixe à 145 000 tonnes de sucre le contingent d'Estmark à partir du 1er juillet.", "fr",
            "140,000 / 145,000 tonnes",
        ),
        (
            "Some 40,000 fishermen of Lordal lost their work when Norvania closed the cod banks in 2019.", "en",
            "Norvania, que cerró los bancos de bacalao en 2019, dejó sin trabajo a unos 30.000 pescadores de Lordal.",
            "es", "40,000 / 30,000 fishermen",
        ),
        (
            "Norvania gave 13 diplomats of Estmark 48 hours to leave the country on 3 May.", "en",
            "Norvania gaf op 3 mei 15 diplomaten van Estmark 48 uur om het land te verlaten.", "nl",
            "13 / 15 diplomats",
        ),
        (
            "Norvania gives back 45 prisoners to Estmark by 15 March.", "en",
            "Норвания вернёт Эстмарку до 15 марта 52 пленных.", "ru", "45 / 52 prisoners",
        ),
    ],
)  # fmt: skip
def test_sentences_that_share_more_than_their_words(one: str, lang: str, other: str, second: str, note: str) -> None:
    assert notes(one, lang, other, second) == [note]


def test_a_sentence_that_knows_both_values_contradicts_neither() -> None:
    assert compared(TRUCKS.format(45), CAMIONS.format(40)) == 1
    assert compared(TRUCKS.format("45, by another count 40,"), CAMIONS.format(40)) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TRUCKS.format("nine"), CAMIONS.format("dix")),
        (TRUCKS.format(45), CAMIONS.format(90)),
        (TRUCKS.format(45), CAMIONS.format(40).replace("camions", "ministres")),
        (TRUCKS.format("45 trucks a day and ferries"), CAMIONS.format(40).replace("camions", "camions par mois")),
        (TRUCKS.format(45), "Au musée, les enfants ont longtemps joué avec 40 camions rouges en bois."),
    ],
)
def test_what_is_not_compared(one: str, other: str) -> None:
    assert compared(one, other) == 0


def test_a_document_that_has_the_value_elsewhere_speaks_of_something_else() -> None:
    own = told(TRUCKS.format(45), "en", CAMIONS.format(40), "fr")
    again = assessed("", CAMIONS.format(40) + "\nIl y avait 45 camions à Lordal.", lang="fr")
    alone, both = prepared(own), prepared([own[0], *again])
    assert both.chance(0, 1) < alone.chance(0, 1)
    assert alone.sure(Occasions())[0].score == alone.chance(0, 1)
    assert len(FEATURES) == len(WEIGHTS) == len(alone.features(0, 1))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("The bridge cost 38 million crowns.", "The bridge cost 35 million crowns.", True),
        ("The bridge cost 38 million crowns.", "The bridge cost 38.2 million crowns.", False),
        ("They count 140,000 voters.", "They count 145,000 voters.", True),
        ("They count 140,000 voters.", "They count 142,000 voters.", False),
        ("They count about 94 voters.", "They count 96 voters.", False),
        ("They count 94 voters.", "They count 96 voters.", True),
        ("They count more than 94 voters.", "They count 96 voters.", False),
        ("The talks took 3.5 hours.", "The talks took 3.4 hours.", False),
        ("The talks took 3.5 hours.", "The talks took 3.7 hours.", True),
    ],
)
def test_a_value_is_read_to_its_last_digit(one: str, other: str, differ: bool) -> None:  # noqa: FBT001 - a case
    left, right = measures(assessed(one, other))
    assert left.differs(right) is right.differs(left) is differ


def test_what_is_settled_to_be_is_no_wish() -> None:
    for text, lang in (("soll auf 40 steigen", "de"), ("should rise to 40", "en"), ("devrait monter à 40", "fr")):
        assert wished(text, lang)
        assert due(text, lang)
    assert not due("should, they hope, rise to 40", "en")
    assert not due("rises to 40", "en")
    (measure,) = measures(assessed("The count should rise to 40 ferries."))
    assert measure.due


def test_an_hour_of_another_number_is_no_rate() -> None:
    count, _ = measures(assessed("Norvania gave 13 diplomats of Estmark 48 hours to leave."))
    assert (count.rate, count.unit) == ("", "number")


def test_a_year_before_one_value_and_behind_the_other_is_one_occasion() -> None:
    one, other, elsewhere = measures(
        assessed(
            "In 2019 Lordal lost 40 ferries.",
            "Lordal lost 30 ferries in 2019.",
            "Lordal lost 30 ferries in spring.",
        )
    )
    assert not Occasions(EVENT).differ(one, other)
    assert Occasions(EVENT).differ(one, elsewhere)


def test_a_name_may_be_longer_in_one_document() -> None:
    long, short, other = (assessed("", speakers=(name,))[0] for name in ("Ada Kelm of Lordal", "Ada Kelm", "Jon Kelm"))
    assert not two_parties(long, short)
    assert two_parties(short, other)


def test_counts_that_are_hardly_of_one_thing_are_no_contradiction(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = EXPELLED.format("twelve"), "en", EXPELLED.format("nine"), "en"
    times = TALKS.format("six hours"), "en", TALKS.format("nine hours"), "en"
    assert len(notes(*counts)) == len(notes(*times)) == 1
    monkeypatch.setattr("briefing.analysis.discrepancies.LIKELY", 1.0)
    assert (notes(*counts), len(notes(*times))) == ([], 1)


def test_nouns_that_nobody_knows_may_be_the_same() -> None:
    assert compared(TRUCKS.format(45).replace("trucks", "zorbles"), CAMIONS.format(40)) == 1
    assert compared(TRUCKS.format(45).replace("trucks", "songs"), CAMIONS.format(40)) == 0
