"""Contradictions between documents: what is one, what only looks like one, and how it is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.discrepancies import LONGEST_NOTE, MOST, MOST_CLAIMS, discrepancies
from briefing.analysis.measures import measures
from briefing.analysis.occasions import LATER, Occasions
from briefing.model import Assessment, Discrepancy, Kind, Sentence, Status


def assessed(
    *texts: str, lang: str = "en", topic: str | None = None, speakers: tuple[str, ...] = ()
) -> list[Assessment]:
    """Return a document a text, a sentence a line."""
    numbers = count(1)
    return [
        Assessment(
            Sentence(f"D{document}", next(numbers), 0, len(line), line, Kind.PROSE, lang, place),
            None,
            0.5,
            topic,
            speakers,
        )
        for document, text in enumerate(texts, start=1)
        for place, line in enumerate(text.split("\n"))
    ]


def found(*texts: str, lang: str = "en") -> tuple[Discrepancy, ...]:
    return discrepancies(assessed(*texts, lang=lang))


def notes(*texts: str, lang: str = "en") -> list[str]:
    return [each.note for each in found(*texts, lang=lang)]


EXPELLED = "Norvania expelled {} diplomats of Estmark in May over the spying affair at the border."


def test_two_counts_of_one_thing_contradict_each_other() -> None:
    (each,) = found(EXPELLED.format("twelve"), EXPELLED.format("nine"))
    assert (each.id, each.kind, each.note) == (1, "number", "12 / 9 diplomats")
    assert [(claim.span.doc, claim.value) for claim in each.claims] == [("D1", "12"), ("D2", "9")]
    assert each.claims[0].span.text == EXPELLED.format("twelve")


@pytest.mark.parametrize(
    ("lang", "text", "sides", "notes"),
    [
        ("en", "On the {} side the shelling killed {} villagers last week.", ("Omani", "Omani"), 1),
        ("en", "On the {} side the shelling killed {} villagers last week.", ("Omani", "Yemeni"), 0),
        ("ru", "На {} стороне обстрел на прошлой неделе убил {} жителей.", ("оманской", "оманской"), 1),
        ("ru", "На {} стороне обстрел на прошлой неделе убил {} жителей.", ("оманской", "йеменской"), 0),
        ("en", "Oman counts its own dead, on the {} side shelling killed {} villagers.", ("Omani", "Yemeni"), 0),
    ],
)
def test_every_side_counts_its_own_dead(lang: str, text: str, sides: tuple[str, str], notes: int) -> None:
    texts = (text.format(side, count) for side, count in zip(sides, (28, 41), strict=True))
    assert len(discrepancies(assessed(*texts, lang=lang, topic="attacks"))) == notes


def test_two_sentences_with_both_values_agree() -> None:
    prices = "The cocoa council closed with a compromise on the intervention prices, fixed at 1,600 and 2,270 crowns."
    both = "The council agreed on the intervention prices for cocoa: 1,600 crowns at the bottom, 2,270 at the top."
    assert not found(prices, both)
    assert found(prices, both.replace("1,600", "1,500"))


def test_the_value_most_told_comes_first() -> None:
    (each,) = found(*(EXPELLED.format(number) for number in ("twelve", "nine", "9", "ten", "nine")))
    assert each.note == "9 / 12 / 10 diplomats"
    assert [claim.value for claim in each.claims] == ["9", "9", "12", "10"]


def test_across_languages() -> None:
    english = assessed(EXPELLED.format("twelve"))
    dutch = assessed(
        "",
        "Norvania zette in mei negen diplomaten van Estmark het land uit wegens de spionage aan de grens.",
        lang="nl",
    )
    (each,) = discrepancies([*english, *dutch])
    assert each.note == "12 / 9 diplomats"
    (each,) = discrepancies([*english, *dutch], lang="nl")
    assert each.note == "12 / 9 diplomaten"


def test_what_is_counted_has_its_capital_in_german() -> None:
    german = assessed(
        "",
        "Norvania wies im Mai neun Diplomaten aus Estmark wegen der Spionage an der Grenze aus.",
        lang="de",
    )
    (each,) = discrepancies([*assessed(EXPELLED.format("twelve")), *german], lang="de")
    assert each.note == "12 / 9 Diplomaten"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("twelve", "12"),
        ("a dozen", "12"),
        ("about 40", "42"),
        ("more than 40", "44"),
        ("almost 50", "47"),
        ("between 40 and 50", "45"),
        ("3,000", "2,980"),
        ("up to 50", "45"),
    ],
)
def test_values_that_can_both_be_true(one: str, other: str) -> None:
    assert notes(EXPELLED.format(one), EXPELLED.format(other)) == []


@pytest.mark.parametrize(
    ("lang", "about", "exact"),
    [("fr", "une quinzaine", "16"), ("es", "una quincena", "16"), ("it", "una ventina", "21")],
)
def test_collective_numbers_are_about(lang: str, about: str, exact: str) -> None:
    texts = [f"Estmark : Norvania, {number} diplomats, Lordal, Morn" for number in (about, exact)]
    assert [measure.about for measure in measures(assessed(*texts, lang=lang))] == [True, False]
    assert notes(*texts, lang=lang) == []


@pytest.mark.parametrize(("one", "other"), [("more than 40", "35"), ("fewer than 30", "36"), ("about 40", "60")])
def test_values_that_cannot(one: str, other: str) -> None:
    assert len(notes(EXPELLED.format(one), EXPELLED.format(other))) == 1


TALKS = "The talks between Norvania and Estmark on the river Morn in Lordal lasted {}, officials said."


def test_durations() -> None:
    (each,) = found(TALKS.format("six hours"), TALKS.format("nine hours"))
    assert (each.kind, each.note) == ("duration", "6 hours / 9 hours")
    assert notes(TALKS.format("ninety minutes"), TALKS.format("an hour and a half")) == []
    assert notes(TALKS.format("three to four hours"), TALKS.format("almost four hours")) == []


@pytest.mark.parametrize(
    "plan",
    [
        "The talks between Norvania and Estmark on the river Morn in Lordal were expected to last nine hours.",
        "Officials had planned nine hours for the talks between Norvania and Estmark on the river Morn in Lordal.",
        "Estmark demanded talks of nine hours between Norvania and Estmark on the river Morn in Lordal.",
    ],
)
def test_a_plan_is_not_compared_with_what_came_of_it(plan: str) -> None:
    assert notes(TALKS.format("six hours"), plan) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norvania holds 40 fishermen of Estmark.", "Norvania returned 25 trucks to Estmark."),
        ("Five ministers of Estmark resigned over the dam.", "Four ministers flew to Lordal to taste the cheese."),
        ("The river rose by 12 percent.", "Exports of timber fell by 9 percent."),
        ("The delegations met three years ago.", "The delegations met two years ago."),
        ("Norvania ships 40 tonnes of fish a day.", "Norvania ships 60 tonnes of fish a month."),
        (EXPELLED.format("ten"), EXPELLED.format("900")),
        (EXPELLED.format("ten"), EXPELLED.format("twelve").replace("diplomats", "bicycles")),
    ],
)
def test_different_things_are_left_alone(one: str, other: str) -> None:
    assert notes(one, other) == []


def test_one_document_does_not_contradict_itself() -> None:
    assert notes(f"{EXPELLED.format('twelve')}\n{EXPELLED.format('nine')}", "Nothing else was said.") == []


def test_each_value_is_compared_with_its_like() -> None:
    ships = "In May the port of Lordal held {} loaded ships.\nIn June the port of Lordal held {} loaded ships."
    assert notes(ships.format("40", "45"), ships.format("40", "45")) == []
    assert notes(ships.format("40", "45"), ships.format("40", "50")) == ["45 / 50 ships"]


def test_two_parties_have_a_dispute_not_a_discrepancy() -> None:
    one = assessed(EXPELLED.format("twelve"), speakers=("Ada Kelm",))
    other = assessed("", EXPELLED.format("nine"), speakers=("Jon Brask",))
    assert discrepancies([*one, *other]) == ()
    same = assessed("", EXPELLED.format("nine"), speakers=("Ada Kelm",))
    assert len(discrepancies([*one, *same])) == 1


HELD = "{}Norvania held {} trawlers of Estmark in the harbour of Lordal over the quarrel on cod."
EVENT = date(2031, 6, 3)


def dated(one: str, other: str, *published: date, lang: str = "en") -> bool:
    """Tell whether two texts contradict each other, published on two days about an event of ``EVENT``."""
    occasions = Occasions(EVENT, dict(zip(("D1", "D2"), published, strict=True)) if published else {})
    return bool(discrepancies([*assessed(one), *assessed("", other, lang=lang)], occasions=occasions))


def test_what_was_counted_at_another_time_contradicts_nothing() -> None:
    now = HELD.format("", 12)
    assert dated(now, HELD.format("", 20))
    for earlier in ("In 2029 ", "Six weeks ago ", "Last year ", "In March "):
        assert not dated(now, HELD.format(earlier, 20)), earlier
        assert dated(HELD.format(earlier, 12), HELD.format(earlier, 20)), earlier
    assert dated(now, HELD.format("", 20).replace("quarrel on cod", "treaty of 2029 on cod"))


@pytest.mark.parametrize(("days", "contradict"), [(LATER, False), (LATER - 1, True), (1 - LATER, True)])
def test_a_month_later_more_may_have_come(days: int, contradict: bool) -> None:  # noqa: FBT001 - a case
    assert dated(HELD.format("", 12), HELD.format("", 20), EVENT, EVENT + timedelta(days)) is contradict


def test_what_was_said_that_would_be_is_told_and_what_would_be_else_is_a_wish() -> None:
    line = "the commission of Norvania and Estmark on the river Morn would have {} members from both banks."
    said = "The agency said " + line
    assert notes(said.format(12), said.format(16)) == ["12 / 16 members"]
    assert not notes(line.format(12), line.format(16))


def test_a_score_is_not_counted() -> None:
    some = "In Lordal hield Norvania een {} trawlers van Estmark vast om de ruzie over kabeljauw."
    for number, contradict in ((23, False), (29, True)):
        assert dated(HELD.format("", number), some.format("twintigtal"), lang="nl") is contradict


def test_a_copy_is_no_second_source() -> None:
    assert discrepancies(assessed(EXPELLED.format("twelve"), EXPELLED.format("nine")), copies=["D2"]) == ()


def test_the_second_document_of_a_value_tells_it_in_its_own_words_if_one_does() -> None:
    twelve, own = (
        EXPELLED.format("twelve"),
        "In May {} diplomats of Estmark were expelled by Norvania over the spying affair.",
    )
    first = EXPELLED.format("twelve").replace("at the border", "on the border")
    (each,) = found(twelve, first, own.format("twelve"), EXPELLED.format("nine"))
    assert [claim.span.doc for claim in each.claims] == ["D1", "D3", "D4"]
    (each,) = found(twelve, first, EXPELLED.format("nine"))
    assert [claim.span.doc for claim in each.claims] == ["D1", "D2", "D3"]


def test_the_topic_is_that_of_most_claims() -> None:
    texts = [EXPELLED.format(number) for number in ("twelve", "nine", "ten")]
    one = [*assessed(texts[0], topic="a"), *assessed("", texts[1], topic="b"), *assessed("", "", texts[2], topic="b")]
    assert [each.topic for each in discrepancies(one)] == ["b"]
    assert [each.topic for each in discrepancies(assessed(*texts))] == [""]


def test_few_and_short() -> None:
    things = "bridges tunnels tractors cameras libraries hospitals turbines stations museums orchards".split()
    line = "In the accord of Lordal Norvania promised Estmark {} new {} along the river Morn."
    texts = ["\n".join(line.format(number, thing) for thing in things) for number in (100, 150)]
    assert len(found(*texts)) <= MOST
    (each,) = found(*(EXPELLED.format(f"{number},345,678") for number in range(10, 22)))
    assert len(each.claims) == MOST_CLAIMS
    assert len(each.note) <= LONGEST_NOTE


def test_values_are_printed_alike_in_all_languages() -> None:
    line = "Norvania pays Estmark {} for the water of the river Morn under the accord of Lordal."
    (each,) = found(line.format("more than 30 million euros"), line.format("about 22.5 million euros"))
    assert [claim.value for claim in each.claims] == ["> 30 million EUR", "≈ 22.5 million EUR"]
    assert each.note == "30 million EUR / 22.5 million EUR"


def test_the_order_of_equal_documents_does_not_matter() -> None:
    texts = [EXPELLED.format(number) for number in ("twelve", "nine", "ten", "nine")]
    forward = assessed(*texts)
    assert discrepancies(forward) == discrepancies(list(reversed(forward)))


@given(st.lists(st.text(alphabet="abc 0123456789.,%€-–\n", max_size=60), max_size=4))
def test_any_text_is_measured_without_complaint(texts: list[str]) -> None:
    for each in discrepancies(assessed(*texts)):
        assert len({claim.span.doc for claim in each.claims}) > 1
        assert len({claim.value for claim in each.claims}) > 1


def test_a_wide_value_is_no_error() -> None:
    zero = assessed("The share fell to 0 percent of 5 tonnes.", "The share rose to 100 percent of 0.0 tonnes.")
    assert all(measure.middle > 0 for measure in measures(zero))


def test_some_six_hours_are_measured_and_some_dozens_are_not() -> None:
    assert len(notes(TALKS.format("some six hours"), TALKS.format("nine hours"))) == 1
    assert notes(EXPELLED.format("several dozen"), EXPELLED.format("nine")) == []


def test_miles_are_no_kilometres() -> None:
    strip = "The treaty of Lordal gave Norvania a strip of land {} wide along the river Morn."
    assert notes(strip.format("ten miles"), strip.format("sixteen kilometres")) == []
    assert len(notes(strip.format("ten kilometres"), strip.format("sixteen kilometres"))) == 1


def test_counts_of_different_days_are_left_alone() -> None:
    line = "By {} the rescuers had found {} bodies in the mine at Lordal."
    assert notes(line.format("Monday", "fourteen"), line.format("Thursday", "thirty-one")) == []
    assert len(notes(line.format("Monday", "fourteen"), line.format("Monday", "thirty-one"))) == 1


def test_the_second_session_is_not_the_talks() -> None:
    second = TALKS.replace("The talks", "The second session of talks")
    assert notes(TALKS.format("six hours"), second.format("nine hours")) == []
    assert notes(TALKS.replace("in Lordal", "on 2 June").format("six hours"), second.format("nine hours")) == []
    assert len(notes(second.format("six hours"), second.format("nine hours"))) == 1
    dated = TALKS.replace("in Lordal", "on the second of June")
    assert len(notes(dated.format("six hours"), TALKS.format("nine hours"))) == 1


def test_the_words_around_must_have_counterparts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(notes(EXPELLED.format("twelve"), EXPELLED.format("nine"))) == 1
    monkeypatch.setattr("briefing.analysis.discrepancies.LEAST_WORDS", 1.1)
    assert notes(EXPELLED.format("twelve"), EXPELLED.format("nine")) == []


def test_of_very_many_measures_those_of_the_surest_statements_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.analysis.discrepancies.MOST_MEASURES", 3)
    *told, one, other = assessed(
        *["Guests said that the dinner cost 40 crowns."] * 3,
        "The ferry to Lordal will carry 90 lorries a day.",
        "The ferry to Lordal will carry 70 lorries a day.",
    )
    sure = [replace(each, status=Status.AGREEMENT) for each in (one, other)]
    (found,) = discrepancies([*told, *sure])
    assert {claim.value for claim in found.claims} == {"90 per day", "70 per day"}
    assert not discrepancies([*told, one, other])
