"""The choice of sentences: within the budget, near the best there is, the same every time."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.coverage import Offer, _greedy, choose

CONCEPTS = [("a", str(number)) for number in range(8)]


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    size = draw(st.integers(1, 8))
    told = [tuple(draw(st.sets(st.sampled_from(CONCEPTS)))) for _ in range(size)]
    lengths = draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
    return Offer(told, lengths, {concept: draw(st.integers(1, 20)) for concept in CONCEPTS})


def best(offer: Offer, words: int) -> int:
    places = [place for place, length in enumerate(offer.lengths) if length]
    choices = (choice for size in range(len(places) + 1) for choice in combinations(places, size))
    return max(offer.value(choice) for choice in choices if offer.room(choice, words) >= 0)


@given(offers(), st.integers(0, 30))
def test_the_budget_is_kept_and_no_sentence_comes_twice(offer: Offer, words: int) -> None:
    chosen = choose(offer, words)
    assert offer.room(chosen, words) >= 0
    assert list(chosen) == sorted(set(chosen))


@settings(max_examples=300)
@given(offers(), st.integers(0, 30))
def test_the_choice_is_near_the_best(offer: Offer, words: int) -> None:
    # The better of the greedy choice by gain a word and the best single sentence: 1 - 1/√e (Khuller et al. 1999).
    assert offer.value(choose(offer, words)) >= 0.39 * best(offer, words)


def plain_greedy(offer: Offer, words: int, exponent: float) -> tuple[int, ...]:
    """Look at every sentence again before every choice."""
    chosen: list[int] = []
    while True:
        covered = offer.cover(chosen)
        fitting = [place for place, length in enumerate(offer.lengths) if 0 < length <= offer.room(chosen, words)]
        gains = [(offer.gain(place, covered) / offer.lengths[place] ** exponent, -place) for place in fitting]
        most, place = max(gains, default=(0.0, 0))
        if not most:
            return tuple(chosen)
        chosen.append(-place)


@given(offers(), st.integers(0, 30), st.sampled_from([0.0, 0.3, 1.0]))
def test_looking_again_only_at_the_top_changes_nothing(offer: Offer, words: int, exponent: float) -> None:
    totals = [offer.gain(place, ()) for place in range(len(offer.told))]
    fitting = [place for place, length in enumerate(offer.lengths) if 0 < length <= words]
    assert _greedy(offer, words, fitting, totals, exponent) == plain_greedy(offer, words, exponent)


@given(offers(), st.integers(0, 30))
def test_no_single_swap_improves_the_choice(offer: Offer, words: int) -> None:
    chosen = choose(offer, words)
    value = offer.value(chosen)
    for out in chosen:
        others = [place for place in chosen if place != out]
        for place, length in enumerate(offer.lengths):
            if length and place not in chosen and offer.room([*others, place], words) >= 0:
                assert offer.value([*others, place]) <= value


def test_a_swap_mends_what_greedy_choice_cannot() -> None:
    weights = {("a", "1"): 5, ("a", "2"): 5, ("a", "3"): 4, ("a", "4"): 3}
    told = [(("a", "1"), ("a", "2")), (("a", "1"), ("a", "3")), (("a", "2"), ("a", "4"))]
    assert choose(Offer(told, [5, 5, 5], weights), 10) == (1, 2)


def test_a_swap_keeps_the_budget() -> None:
    weights = dict(zip(CONCEPTS[:3], (5, 5, 6), strict=True))
    assert choose(Offer([(concept,) for concept in CONCEPTS[:3]], [5, 5, 6], weights), 10) == (0, 1)


def test_of_equal_sentences_the_first_is_chosen() -> None:
    assert choose(Offer([(CONCEPTS[0],)] * 3, [4, 4, 4], {CONCEPTS[0]: 1}), 8) == (0,)


def test_one_long_sentence_may_beat_short_ones() -> None:
    told = [(CONCEPTS[0],), tuple(CONCEPTS[:6])]
    assert choose(Offer(told, [1, 10], dict.fromkeys(CONCEPTS, 3)), 10) == (1,)
