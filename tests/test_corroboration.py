"""Likeness: by meaning across languages, by wording too within one."""

from __future__ import annotations

import itertools

import pytest
from builders import likened, sentence

from briefing.analysis.corroboration import counterparts

DEAL = sentence("Both governments agreed to exchange all prisoners of war.")
AGAIN = sentence("The two governments have agreed on an exchange of all prisoners of war.", "D2")
DUTCH = sentence("Beide regeringen kwamen overeen alle krijgsgevangenen uit te wisselen.", "D3", lang="nl")
DAM = sentence("The dam on the river stands on the land of the northern state.", "D2", 2)
PRICE = sentence("Nobody could say what water will cost next summer.", "D1", 2)
WHOLE = (DEAL, AGAIN, DUTCH, DAM, PRICE)


def test_the_same_fact_is_more_alike_than_another() -> None:
    like = likened(WHOLE)
    assert like.between(DEAL, AGAIN) > 0.3 > like.between(DEAL, DAM)
    assert like.between(DEAL, DUTCH) > 0.2 > like.between(DAM, DUTCH)


def test_words_count_as_much_as_meaning_their_counterparts_across_languages() -> None:
    like = likened(WHOLE)
    assert like.between(DEAL, DUTCH) == pytest.approx((like.meaning(DEAL, DUTCH) + counterparts(DEAL, DUTCH)) / 2)
    assert like.between(DEAL, AGAIN) == pytest.approx((like.meaning(DEAL, AGAIN) + like.wording(DEAL, AGAIN)) / 2)


def test_counterparts_are_words_that_mean_the_same() -> None:
    assert counterparts(DEAL, DUTCH) > 0.2 > counterparts(PRICE, DUTCH) == 0
    assert counterparts(DEAL, DUTCH) == pytest.approx(counterparts(DUTCH, DEAL))
    assert counterparts(DEAL, DEAL) == pytest.approx(1)
    assert counterparts(DEAL, sentence("42!", "D4", lang="nl")) == 0


def test_two_sentences_of_two_languages_are_not_alike_because_both_are_unlike_the_rest() -> None:
    slogan = sentence("With a loud refusal we shall sit at the table much stronger.")
    shares = sentence("Kaum bewegt schlossen die Papiere des Kupferwerks bei zwölf Kronen.", "D2", lang="de")
    vote = sentence("The council voted on Sunday for a referendum on the demands of the lenders.", number=2)
    votum = sentence("Das Parlament stimmte für ein Referendum über die Forderungen der Gläubiger.", "D2", 2, lang="de")
    loans = sentence("The government of the island asked the lenders for new loans.", number=3)
    kredite = sentence("Die Regierung der Insel bat die Gläubiger um neue Kredite.", "D2", 3, lang="de")
    like = likened([slogan, vote, loans, shares, votum, kredite])
    assert like.meaning(slogan, shares) > 0.2
    assert min(like.between(vote, votum), like.between(loans, kredite)) > 0.25
    assert like.between(slogan, shares) < 0.15


def test_a_rare_word_in_common_weighs_more_than_a_common_one() -> None:
    texts = ["dam border", "dam winter", "border harbour", "border ferry", "border quay"]
    one, rare, common, *rest = (sentence(text, number=number) for number, text in enumerate(texts, start=1))
    like = likened([one, rare, common, *rest])
    assert like.wording(one, rare) > like.wording(one, common) > 0


def test_bounds_and_symmetry() -> None:
    like = likened(WHOLE)
    for left, right in itertools.product(WHOLE, repeat=2):
        assert -1.001 <= like.between(left, right) <= 1.001
        assert like.between(left, right) == pytest.approx(like.between(right, left))
    assert like.wording(DEAL, DEAL) == pytest.approx(1)


def test_sentences_without_known_words_are_alike_to_none() -> None:
    strange = sentence("Xqzw vrrk 42!", number=3)
    like = likened([DEAL, strange, sentence("…", number=4)])
    assert like.wording(strange, DEAL) == 0
    assert like.wording(sentence("…", number=4), sentence("…", number=4)) == 0


def test_a_lone_sentence_can_be_compared() -> None:
    assert likened([DEAL]).meaning(DEAL, DEAL) == pytest.approx(0)
