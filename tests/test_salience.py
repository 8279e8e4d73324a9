"""Salience: what others echo, what is early, what says enough."""

from __future__ import annotations

import pytest
from builders import assessment, likened, sentence

from briefing.analysis.salience import FEATURES, MOST, Echoes, features, salience, salient
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


def test_an_echo_in_another_document_makes_a_line_salient_and_a_copy_is_none() -> None:
    deal = assessment(sentence(DEAL), Status.AGREEMENT)
    again, dam = (assessment(sentence(text, "D2", at), Status.AGREEMENT) for at, text in ((1, DEAL_AGAIN), (2, DAM)))
    third = assessment(sentence(DAM, "D3"), Status.AGREEMENT)
    like = likened([one.sentence for one in (deal, again, dam, third)])
    assert Echoes((deal, again), like).loudness(deal) > Echoes((deal, dam), like).loudness(deal)
    lengths = dict.fromkeys(("D1", "D2", "D3"), 9)
    heard = salient((deal, again, third), like, lengths, ())
    copied = salient((deal, again, third), like, lengths, ("D2",))
    assert heard[key(deal.sentence)] > copied[key(deal.sentence)]


def test_the_echo_is_looked_for_in_the_nearest_only_and_the_surest_lines_only() -> None:
    deal = assessment(sentence(DEAL), Status.AGREEMENT)
    many = [assessment(sentence(f"{DAM} {at}", f"D{at}"), Status.AGREEMENT, 0.5) for at in range(2, 3 + MOST)]
    again = assessment(sentence(DEAL_AGAIN, f"D{5 + MOST}"), Status.AGREEMENT)
    like = likened([one.sentence for one in (deal, *many, again)])
    loud = Echoes((deal, *many, again), like).loudness(deal)
    assert loud == pytest.approx(Echoes((deal, again, *many[:1]), like).loudness(deal), abs=0.1)
    found = salient(
        (*many, deal, again), like, dict.fromkeys((one.sentence.document for one in (deal, *many, again)), 9), ()
    )
    assert sum(each > 0 for each in found.values()) == MOST
    assert found[key(deal.sentence)] > 0


def test_of_one_document_no_echo_is_missed() -> None:
    deal = assessment(sentence(DEAL), Status.AGREEMENT)
    none = assessment(sentence(DAM, number=2), None)
    like = likened([deal.sentence, none.sentence])
    found = salient((deal, none), like, {"D1": 20}, ())
    usual = salience().chance(features(deal, salience().usual_echo, 20))
    assert found == {key(deal.sentence): pytest.approx(usual)}
