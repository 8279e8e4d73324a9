"""Salience: what others echo, what is early, what says enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import assessment, likened, sentence

from briefing.analysis.salience import FEATURES, features, loudness, salience, salient
from briefing.analysis.topics import key
from briefing.model import Status

DEAL = "Both governments agreed to exchange all the prisoners of the war."
DEAL_AGAIN = "The two governments have agreed on an exchange of all prisoners of the war."
DAM = "The dam on the river stands on the land of the northern state."


def chance(text: str = DEAL, number: int = 1, score: float = 0.8, loud: float = -2.0) -> float:
    one = assessment(sentence(text, number=number), Status.AGREEMENT, score)
    return salience().chance(features(one, loud, 20))


def test_each_feature_has_a_weight() -> None:
    assert tuple(salience().weights) == FEATURES


def test_a_line_counts_more_that_is_surer_earlier_longer_or_echoed() -> None:
    assert chance(score=0.9) > chance() > chance(number=15)
    assert chance(loud=-0.1) > chance() > chance("They agreed.")
    assert 0 < chance(score=1.0) < 1


def test_an_echo_in_another_document_makes_a_line_salient() -> None:
    deal = assessment(sentence(DEAL), Status.AGREEMENT)
    again, dam = (assessment(sentence(text, "D2"), Status.AGREEMENT) for text in (DEAL_AGAIN, DAM))
    like = likened([one.sentence for one in (deal, again, replace(dam, sentence=replace(dam.sentence, number=2)))])
    assert loudness(deal, (deal, again), like) > loudness(again, (again,), like)
    lengths = {"D1": 9, "D2": 9}
    assert salient((deal, again), like, lengths)[key(deal.sentence)] > chance()


def test_of_one_document_no_echo_is_missed() -> None:
    deal = assessment(sentence(DEAL), Status.AGREEMENT)
    none = assessment(sentence(DAM, number=2), None)
    like = likened([deal.sentence, none.sentence])
    found = salient((deal, none), like, {"D1": 20})
    usual = salience().chance(features(deal, salience().usual_echo, 20))
    assert found == {key(deal.sentence): pytest.approx(usual)}
