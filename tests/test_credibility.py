"""The credibility of an item: counted from texts and contradictions, and never better for a doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from builders import sample_brief
from fakes import rich
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.credibility import Place, Versions, credibility, rated
from briefing.analysis.independence import Teller, counted, independent
from briefing.model import SourceDescription

# What cannot be judged is worse than what may be true, and better than what is doubtful.
RANK = {1: 0, 2: 1, 3: 2, 6: 3, 4: 4, 5: 5}
OWNERS = ("", "north press", "south press", "east press", "west press")
AGENCIES = st.frozensets(st.sampled_from(["AFP", "dpa", "Reuters"]))
VALUES = ("nine", "ten", "eleven")


class Case:
    """A fact that some of eight documents tell, with contradictions between them."""

    def __init__(self, places: Sequence[Place], versions: Sequence[Versions], tellers: Mapping[str, Teller]) -> None:
        self.places, self.versions, self.tellers = places, versions, tellers

    @property
    def rank(self) -> int:
        return RANK[credibility(self.places, self.versions, self.tellers)]


PUBLISHERS = st.sampled_from(["", "the meridian", "the ledger", "north press"])
TELLERS = st.builds(Teller, st.sampled_from(["O1", "O2", "O3", "O4"]), st.sampled_from(OWNERS), AGENCIES, PUBLISHERS)
PLACES = st.tuples(st.sampled_from([f"D{number}" for number in range(1, 9)]), st.integers(1, 3))
VERSIONS = st.lists(st.tuples(PLACES, st.sampled_from(VALUES)), min_size=2, max_size=5)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    tellers = {f"D{number}": draw(TELLERS) for number in range(1, 9)}
    return Case(draw(st.lists(PLACES, min_size=1, max_size=6)), draw(st.lists(VERSIONS, max_size=2)), tellers)


def told_by(*tellers: Teller, against: Sequence[str] = ()) -> int:
    """Return the credibility of a fact that these tell, a document each, and documents of these origins contradict."""
    known = {f"D{number}": each for number, each in enumerate(tellers, start=1)}
    others = {f"X{number}": Teller(origin) for number, origin in enumerate(against)}
    versions = [[(("D1", 1), "nine"), *(((document, 1), "ten") for document in others)]] if others else []
    return credibility([(document, 1) for document in known], versions, known | others)


ONE, TWO, THREE = Teller("O1"), Teller("O2"), Teller("O3")
NORTH, SOUTH, EAST = Teller("O1", "north press"), Teller("O2", "south press"), Teller("O3", "east press")
MERIDIAN = Teller("O1", publisher="the meridian")


@pytest.mark.parametrize(
    ("tellers", "against", "expected"),
    [
        ([ONE], [], 6),
        ([ONE, ONE], [], 6),
        ([ONE, TWO], [], 3),
        ([NORTH, SOUTH], [], 3),
        ([ONE, TWO, THREE], [], 2),
        ([NORTH, SOUTH, THREE], [], 2),
        ([NORTH, SOUTH, EAST], [], 1),
        ([NORTH, SOUTH, Teller("O3", "north press")], [], 3),
        ([NORTH, Teller("O2", "north press"), Teller("O3", "north press")], [], 6),
        ([NORTH, SOUTH, Teller("O3", "north press"), Teller("O4", "west press")], [], 1),
        ([NORTH._replace(agencies=frozenset({"AFP"})), SOUTH, EAST], [], 1),
        ([NORTH._replace(agencies=frozenset({"AFP"})), SOUTH._replace(agencies=frozenset({"AFP"})), EAST], [], 2),
        # A copy printed by another house makes no text more independent.
        ([NORTH, SOUTH, Teller("O3", "south press"), Teller("O3", "east press")], [], 3),
        ([MERIDIAN, MERIDIAN._replace(origin="O2"), MERIDIAN._replace(origin="O3")], [], 6),
        ([MERIDIAN, MERIDIAN._replace(origin="O2"), THREE], [], 3),
        ([MERIDIAN, TWO, THREE], [], 2),
        ([ONE], ["O9"], 4),
        ([ONE], ["O8", "O9"], 5),
        ([ONE, TWO], ["O8", "O9"], 4),
        ([NORTH, SOUTH, EAST], ["O9"], 4),
        ([ONE], ["O1"], 4),
    ],
)
def test_what_texts_and_contradictions_make_of_a_fact(
    tellers: Sequence[Teller], against: Sequence[str], expected: int
) -> None:
    assert told_by(*tellers, against=against) == expected


def test_a_contradiction_on_another_sentence_is_none() -> None:
    versions = [[(("D3", 7), "nine"), (("D4", 2), "ten")]]
    known = {"D1": ONE, "D2": TWO, "D3": THREE, "D4": Teller("O4")}
    assert credibility([("D1", 1), ("D3", 6)], versions, known) == 3
    assert credibility([("D1", 1), ("D3", 7)], versions, known) == 4


def test_a_support_with_the_other_value_speaks_against_the_sentence_quoted() -> None:
    versions = [[(("D1", 1), "nine"), (("D2", 1), "ten"), (("D3", 1), "ten")]]
    known = {"D1": ONE, "D2": TWO, "D3": THREE}
    assert credibility([("D1", 1), ("D2", 1)], versions, known) == 5
    assert credibility([("D2", 1), ("D1", 1)], versions, known) == 4


@given(cases())
def test_every_item_has_a_place_on_the_scale_and_one_text_alone_none_above_six(case: Case) -> None:
    found = credibility(case.places, case.versions, case.tellers)
    assert found in RANK
    if len({case.tellers[document].origin for document, _ in case.places}) == 1:
        assert found in {4, 5, 6}


@given(cases(), VERSIONS)
def test_a_contradiction_makes_nothing_more_credible(case: Case, more: Versions) -> None:
    assert Case(case.places, [*case.versions, more], case.tellers).rank >= case.rank


@given(cases(), st.sampled_from(OWNERS), AGENCIES)
def test_an_independent_text_makes_nothing_less_credible(case: Case, owner: str, agencies: frozenset[str]) -> None:
    tellers = {**case.tellers, "D9": Teller("O9", owner, agencies)}
    assert Case([*case.places, ("D9", 1)], case.versions, tellers).rank <= case.rank


@given(cases(), st.data())
def test_a_copy_makes_nothing_more_credible(case: Case, data: st.DataObject) -> None:
    origin = case.tellers[data.draw(st.sampled_from(case.places))[0]].origin
    tellers = {**case.tellers, "D9": data.draw(TELLERS)._replace(origin=origin)}
    assert Case([*case.places, ("D9", 1)], case.versions, tellers).rank >= case.rank


@pytest.mark.parametrize(
    ("tellers", "expected"),
    [
        ("O1", 1),
        ("O1 O2", 2),
        ("O1-A O2-A O3-A", 1),
        ("O1-A O2-A O3-B", 2),
        ("O1-A O2-A O3", 2),
        # What both print may be anybody's; each has a text of its own.
        ("O1-A O2-A O2-B O3-B", 2),
        ("O1-A O2-A O2-B", 1),
        ("O1-A O1-B O2-C O2-D", 2),
        ("O1-A O1-B O2-B O2-C", 1),
        ("O1-A O1 O2", 2),
    ],
)
def test_a_publisher_counts_once_and_so_does_a_text(tellers: str, expected: int) -> None:
    told = (each.partition("-")[::2] for each in tellers.split())
    assert independent(Teller(origin, publisher=house) for origin, house in told) == expected


@given(st.lists(TELLERS, min_size=1), TELLERS)
def test_no_count_is_higher_than_that_of_texts_or_grows_by_a_copy(tellers: Sequence[Teller], other: Teller) -> None:
    assert 0 < independent(tellers) <= len({each.origin for each in tellers})
    assert independent([*tellers, other._replace(origin=tellers[0].origin)]) <= independent(tellers)
    assert independent(tellers) <= independent([*tellers, other._replace(origin="O9")]) <= independent(tellers) + 1


def test_owners_and_names_that_the_user_describes_join_what_the_brief_counts() -> None:
    brief = rich()
    first = brief.findings[0]
    assert [each.origins for each in counted([first], brief.documents)] == [4]
    for described in (SourceDescription("X", owner="North Press"), SourceDescription("The Meridian")):
        documents = [
            replace(each, description=replace(described, name=each.id if described.owner else described.name))
            for each in brief.documents
        ]
        assert [each.origins for each in counted([first], documents)] == [1]
        assert [each.credibility for each in rated([first], (), documents)] == [6]


def test_findings_are_rated_by_the_documents_and_contradictions_of_their_brief() -> None:
    brief = rich()
    assert [each.credibility for each in brief.findings] == [2, 6, 6, 3, 4, 4, 2, 6]
    owners = {"D1": "North", "D2": "South", "D3": "East", "D5": "West"}
    documents = [
        replace(each, description=SourceDescription(each.id, owner=owners[each.id])) if each.id in owners else each
        for each in brief.documents
    ]
    found = [each.credibility for each in rated(brief.findings, brief.discrepancies, documents)]
    assert found == [1, 6, 6, 3, 4, 4, 1, 6]


@pytest.mark.parametrize("event", ["geneva_2021", "black_sea_grain_2022"])
def test_the_samples_have_one_text_alone_as_six_unless_contradicted(event: str) -> None:
    brief = sample_brief(event)
    assert {each.credibility for each in brief.findings if each.origins == 1} <= {4, 5, 6}
    assert {each.credibility for each in brief.findings if each.origins > 1} <= {2, 3, 4, 5}
