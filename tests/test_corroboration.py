"""Likeness: by meaning across languages, by wording too within one."""

from __future__ import annotations

import itertools

import pytest
from builders import likened, sentence

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


def test_wording_counts_within_one_language_only() -> None:
    like = likened(WHOLE)
    assert like.between(DEAL, DUTCH) == like.meaning(DEAL, DUTCH)
    assert like.between(DEAL, AGAIN) == pytest.approx((like.meaning(DEAL, AGAIN) + like.wording(DEAL, AGAIN)) / 2)


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
