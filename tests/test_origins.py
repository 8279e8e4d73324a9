"""Origins: what is copied counts once, and what merely quotes the same words does not."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date

import pytest
from builders import document
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.origins import HIGHEST, MOST_HOLDERS, Origins, _pairs, find_origins
from briefing.model import Document, Kind, Sentence

WORDS = """dam river patrol boat minister treaty price winter harbour barge clerk ferry mill signal garden lantern \
bridge quay toll rope market basket stove orchard letter window""".split()
QUOTATION = "“We will keep every word of what we signed today, and we ask our neighbours to do the same,” she said."


def story(seed: int, sentences: int = 12) -> list[str]:
    """Return invented sentences of which no two stories share a row of five words."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(sentences)]


WIRE = story(1)
REPRINT = [f"Vellmar {WIRE[0]}", WIRE[1].replace(" toll", " levy"), *WIRE[2:-1]]
SHORT = REPRINT[3:]
OWN = [*story(2), QUOTATION]
ALSO = [*story(3), QUOTATION]


def documents(*texts: list[str]) -> list[Document]:
    return [document(f"D{number}", *text) for number, text in enumerate(texts, start=1)]


def test_wire_copy_with_small_changes_is_one_origin() -> None:
    found = find_origins(documents(WIRE, OWN, REPRINT))
    assert found.of == {"D1": "O1", "D2": "O2", "D3": "O1"}
    assert found.copies == {"D3": "D1"}
    assert found.count(["D1", "D3"]) == 1
    assert found.count(["D1", "D2", "D3"]) == 2


def test_a_shared_quotation_is_no_shared_origin() -> None:
    found = find_origins(documents(OWN, ALSO))
    assert found == Origins({"D1": "O1", "D2": "O2"}, {})


def test_half_a_text_shared_is_one_origin_but_no_copy() -> None:
    found = find_origins(documents(WIRE, [*WIRE[:7], *story(4, 5)]))
    assert found.count(["D1", "D2"]) == 1
    assert not found.copies


def test_a_copy_is_a_copy_of_the_fullest_text() -> None:
    found = find_origins(documents(SHORT, REPRINT, WIRE))
    assert found.copies == {"D1": "D3", "D2": "D3"}
    assert set(found.of.values()) == {"O1"}


def test_copies_chain() -> None:
    left, middle, right = WIRE, [*WIRE[6:], *story(5, 6)], story(5, 12)
    right[:6] = middle[6:]
    assert find_origins(documents(left, right)).count(["D1", "D2"]) == 2
    assert find_origins(documents(left, right, middle)).count(["D1", "D2", "D3"]) == 1
    parts = [story(seed, 6) for seed in range(20, 25)]
    first, second, third, last = ([*one, *other] for one, other in itertools.pairwise(parts))
    assert set(find_origins(documents(first, last, second, third)).of.values()) == {"O1"}


def test_of_equal_texts_the_first_is_the_original_in_number_not_in_letters() -> None:
    texts = [story(seed) for seed in range(10, 19)]
    found = find_origins(documents(*texts[:1], WIRE, *texts[1:], WIRE))
    assert found.copies == {"D11": "D2"}


def test_only_prose_is_compared() -> None:
    furniture = " ".join(WORDS)
    pair = [document("D1", furniture, *OWN), document("D2", furniture, *ALSO)]
    captions = [
        Document(
            one.id, one.location, one.sha256, one.text, one.lang,
            sentences=tuple(Sentence(s.document, s.number, s.start, s.end, s.text, Kind.CAPTION, s.lang, s.paragraph)
                            for s in one.sentences),
        )
        for one in (document("D1", *WIRE), document("D2", *WIRE))
    ]  # fmt: skip
    assert find_origins(pair).count(["D1", "D2"]) == 2
    assert find_origins(captions) == Origins({"D1": "O1", "D2": "O2"}, {})


@pytest.mark.parametrize("texts", [[], [[]], [["Too short."], ["Too short."]]])
def test_nothing_to_compare_is_no_copy(texts: list[list[str]]) -> None:
    found = find_origins(documents(*texts))
    assert len(set(found.of.values())) == len(texts)
    assert not found.copies


@given(st.permutations([("wire", WIRE), ("reprint", REPRINT), ("short", SHORT), ("own", OWN), ("also", ALSO)]))
def test_the_order_of_the_documents_changes_nothing(shuffled: list[tuple[str, list[str]]]) -> None:
    names = {f"D{number}": name for number, (name, _) in enumerate(shuffled, start=1)}
    found = find_origins(documents(*(text for _, text in shuffled)))
    groups = {frozenset(names[d] for d in found.of if found.of[d] == origin) for origin in found.of.values()}
    assert groups == {frozenset({"wire", "reprint", "short"}), frozenset({"own"}), frozenset({"also"})}
    assert {names[copy]: names[full] for copy, full in found.copies.items()} == {"reprint": "wire", "short": "wire"}


def test_a_wire_story_that_everybody_prints_is_one_origin_and_costs_no_pair_of_each_two() -> None:
    prints = [WIRE if number == MOST_HOLDERS else REPRINT for number in range(3 * MOST_HOLDERS)]
    found = find_origins(documents(OWN, *prints))
    assert set(found.of.values()) == {"O1", "O2"}
    assert {*found.copies.values()} == {f"D{MOST_HOLDERS + 2}"}
    assert len(found.copies) == len(prints) - 1
    holders, standing = range(3 * MOST_HOLDERS), [1] * 3 * MOST_HOLDERS
    assert len(list(_pairs(holders, standing))) < HIGHEST * len(holders)


@given(st.permutations(["bare", "dated", "published", "fuller"]))
def test_of_copies_the_one_that_says_whose_it_is_speaks_then_the_one_that_says_of_when(shuffled: list[str]) -> None:
    texts = {"bare": [*WIRE, "A reader adds that the ferry is late."], "fuller": WIRE}
    found = {name: document(f"D{at}", *texts.get(name, WIRE[:-1])) for at, name in enumerate(shuffled, start=1)}
    found["dated"] = replace(found["dated"], published=date(2031, 5, 6))
    found["published"] = replace(found["published"], publisher="The Vellmar Post")
    names = {one.id: name for name, one in found.items()}
    copies = find_origins([found[name] for name in shuffled]).copies
    assert {names[copy]: names[original] for copy, original in copies.items()} == dict.fromkeys(
        ("bare", "dated", "fuller"), "published"
    )
    without = find_origins([found[name] for name in shuffled if name != "published"]).copies
    assert {names[copy]: names[original] for copy, original in without.items()} == dict.fromkeys(
        ("bare", "fuller"), "dated"
    )


def test_a_much_longer_text_of_nobody_is_no_copy_and_makes_none_of_what_has_a_publisher() -> None:
    bare, published = documents([*WIRE, *story(4)], WIRE)
    found = find_origins([bare, replace(published, publisher="The Vellmar Post")])
    assert found.count(["D1", "D2"]) == 1
    assert not found.copies
