"""Sameness: the same fact in other words, apart from another fact on the same matter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import assessment, likened, sentence

from briefing.analysis.sameness import FEATURES, echo, features, sameness
from briefing.model import Sentence, Status

TRAINING = Path(__file__).parents[1] / "data" / "training"
DEAL = sentence("Norvania and Estmark agreed to exchange 40 prisoners of war.")
AGAIN = sentence("Estmark and Norvania have agreed on an exchange of 40 prisoners of war.", "D2")
DUTCH = sentence("Norvania en Estmark kwamen overeen 40 krijgsgevangenen uit te wisselen.", "D3", lang="nl")
FERRY = sentence("Norvania and Estmark agreed to let 12 ferries a week call at the harbour.", "D2", 2)
DAM = sentence("The dam on the river stands on the land of the northern state.", "D2", 3)
THIRD = sentence("An exchange of 40 prisoners of war was agreed between Norvania and Estmark.", "D4")
LIKE = likened((DEAL, AGAIN, DUTCH, FERRY, DAM, THIRD))


def chance(left: Sentence, right: Sentence) -> float:
    return sameness().chance(LIKE, *(assessment(one, Status.AGREEMENT) for one in (left, right)))


def found(left: Sentence, right: Sentence) -> dict[str, float]:
    values = features(LIKE, *(assessment(one, Status.AGREEMENT) for one in (left, right)))
    return dict(zip(FEATURES, values, strict=True))


def test_the_same_fact_is_surer_than_another_in_one_language_and_across() -> None:
    assert chance(DEAL, AGAIN) > sameness().sure[Status.AGREEMENT] > chance(DEAL, DAM)
    assert chance(DEAL, AGAIN) > chance(DEAL, FERRY) > chance(DEAL, DAM)
    assert chance(DEAL, DUTCH) > chance(FERRY, DUTCH)


def test_it_does_not_matter_which_comes_first() -> None:
    assert chance(DEAL, DUTCH) == pytest.approx(chance(DUTCH, DEAL))


def test_numbers_count_where_both_have_some() -> None:
    same = {"numbers": 1.0, "a number": 1.0, "other numbers": 0.0, "one language": 1.0, Status.AGREEMENT: 1.0}
    assert found(DEAL, AGAIN).items() >= same.items()
    assert found(DEAL, FERRY).items() >= {"numbers": 0.0, "a number": 0.0, "other numbers": 1.0}.items()
    assert found(DEAL, DAM).items() >= {"numbers": 0.0, "a number": 0.0, "other numbers": 0.0}.items()


def test_what_readers_say_is_of_lines_that_are_there() -> None:
    lines = {
        f"{article['id']}#{number}": (article["event"], row["text"])
        for path in sorted((TRAINING / "articles").glob("*.jsonl"))
        for article in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        for number, row in enumerate(article["sentences"])
        if row["kind"] == "prose"
    }
    facts, conflicts, chosen, rewrites = (
        [json.loads(line) for line in (TRAINING / name).read_text(encoding="utf-8").splitlines()]
        for name in ("facts.jsonl", "conflicts.jsonl", "chosen.jsonl", "rewrites.jsonl")
    )
    groups = [(row["event"], group) for row in facts for group in row["facts"]]
    assert len(groups) > 1500
    for event, group in groups:
        assert len(set(group)) > 1
        assert {lines[name][0] for name in group} == {event}
    assert sum(len(row["lines"]) for row in chosen) > 3000
    for row in chosen:
        assert {lines[name][0] for name in row["lines"]} == {row["event"]}
    for row in rewrites:
        assert {lines[name][0] for name in row["against"]} == {lines[row["line"]][0]}
        assert row["line"].split("#")[0] not in {name.split("#")[0] for name in row["against"]}
        assert row["relation"] in {"conflict", "same", "other"}
    for event, claims in ((row["event"], one["claims"]) for row in conflicts for one in row["conflicts"]):
        assert len({claim["line"].split("#")[0] for claim in claims}) > 1
        assert all(claim["span"] in lines[claim["line"]][1] for claim in claims)
        assert {lines[claim["line"]][0] for claim in claims} == {event}


def test_an_echo_is_what_two_other_documents_tell() -> None:
    deal, again, dam = (assessment(one, Status.AGREEMENT) for one in (DEAL, AGAIN, DAM))
    third = assessment(THIRD, Status.AGREEMENT)
    both = [sameness().chance(LIKE, deal, other) for other in (again, third)]
    assert echo(deal, (deal, again, third), LIKE, 2) == pytest.approx(sum(both) / 2)
    assert echo(deal, (deal, dam), LIKE, 1) < 0.2
    assert echo(deal, (deal,), LIKE, 0) == 0


def test_of_two_documents_the_other_is_the_whole_echo() -> None:
    deal, again = (assessment(one, Status.AGREEMENT) for one in (DEAL, AGAIN))
    assert echo(deal, (deal, again), LIKE, 1) == pytest.approx(sameness().chance(LIKE, deal, again))
