"""Which sentences a brief shows: sure of their status, worth its page, able to stand alone, each fact once.

Candidates are taken the most salient first; one that tells a fact already taken becomes its support (maximal marginal
relevance, Carbonell and Goldstein 1998, with a fixed bound instead of a trade-off).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from briefing.analysis.alterations import revalued
from briefing.analysis.corroboration import Likeness
from briefing.analysis.fragments import fragment
from briefing.analysis.polarity import denies_agreement, opposed
from briefing.analysis.quotability import cost, leaves_open_what_is_meant, opens_with_person, quotable
from briefing.analysis.sameness import sameness
from briefing.analysis.topics import Key, key
from briefing.model import Assessment, Kind, Status

SAME_WORDS = 0.75
# A line is left out where four readers of five would leave it out, once there are enough.
LEAST_SALIENCE, ENOUGH = 0.18, 10
# Below it a line is right .62 of the time, as against .93 above: shown only where there are not enough others.
SURER = 0.6
# Without a topic a line is as often right as the others that are shown (.94 on the test events) from this score on, and
# as often one that a reader would quote (.54 against .51) from this chance on.
SURE_WITHOUT_TOPIC, SALIENT_WITHOUT_TOPIC = 0.75, 0.4
# What is less likely than not of its status corroborates nothing of that status.
SUPPORT_SCORE = 0.5
# From these chances on a head tells what a support tells, and the support what its own head tells: of heads joined so
# 15 of 18 told one fact on our own events.
THROUGH, FIRMLY = 0.6, 0.85
MOST_A_CELL = 5
MOST_FINDINGS = 40


@dataclass(slots=True)
class Fact:
    """A finding in the making: the best sentence and those that tell the same."""

    head: Assessment
    supports: list[Assessment] = field(default_factory=list)

    @property
    def fragment(self) -> str:
        """A few words of the head around its strongest cue, '' for none."""
        return fragment(self.head.sentence, self.head.cues)


class Grounds(NamedTuple):
    """What sentences are chosen by.

    ``sure`` is the least score of a head, ``SURER`` where enough others have it; ``copies`` are the documents that no
    head is taken from; ``salient`` are the chances that sentences belong in a brief; ``day`` is that of the event.
    """

    sure: float
    copies: Mapping[str, str]
    salient: Mapping[Key, float]
    day: date | None


def select(assessments: Sequence[Assessment], like: Likeness, grounds: Grounds) -> tuple[Fact, ...]:
    """Return the facts to show, best first; those on no topic last."""
    salient = grounds.salient
    candidates = [one for one in assessments if one.status and one.sentence.kind is Kind.PROSE]
    ranked = sorted(candidates, key=lambda one: (cost(one.sentence) - salient[key(one.sentence)], _place(one)))
    facts, taken = _heads(ranked, like, grounds)
    headed = {key(fact.head.sentence) for fact in facts}
    for one in ranked:
        sure_of_it = key(one.sentence) in taken
        if key(one.sentence) in headed or not (sure_of_it or one.score >= SUPPORT_SCORE):
            continue
        if leaves_open_what_is_meant(one.sentence):
            continue
        known = _same(one, facts, like, grounds.day)
        # What is not sure corroborates another document; beside its own it says nothing new.
        if known and (sure_of_it or one.sentence.document != known.head.sentence.document):
            known.supports.append(one)
    return _joined(facts, like, grounds.day)


def _joined(facts: Iterable[Fact], like: Likeness, day: date | None) -> tuple[Fact, ...]:
    """Return the facts, each joined to an earlier one that it shares a support with: the same in a third wording."""
    kept: list[Fact] = []
    for fact in facts:
        known = next((each for each in kept if _is_one(each, fact, like, day)), None)
        if known:
            known.supports += (fact.head, *fact.supports)
        else:
            kept.append(fact)
    return tuple(kept)


def _is_one(one: Fact, other: Fact, like: Likeness, day: date | None) -> bool:
    return _tells_through(one.head, other, like, day) or _tells_through(other.head, one, like, day)


def _tells_through(one: Assessment, fact: Fact, like: Likeness, day: date | None) -> bool:
    """Tell whether a sentence surely tells what another document tells in support of a fact that it does not deny."""
    head = fact.head
    return (
        one.status is head.status
        and one.sentence.document != head.sentence.document
        and _may_say_the_same(one, head)
        and not _contradicts(one, head, day)
        and any(
            each.sentence.document != one.sentence.document
            and _chance(one, each, like) >= THROUGH
            and _chance(each, head, like) >= FIRMLY
            and not _contradicts(one, each, day)
            for each in fact.supports
        )
    )


def _heads(ranked: Sequence[Assessment], like: Likeness, grounds: Grounds) -> tuple[Sequence[Fact], AbstractSet[Key]]:
    """Return the facts with their heads alone, and all sentences that are a head or tell what one tells."""
    facts: list[Fact] = []
    taken: set[Key] = set()
    cells: Counter[tuple[str | None, Status | None]] = Counter()
    for heads, least, most in _rounds(ranked, grounds.sure):
        for one in heads:
            minor = _is_minor(one, grounds.salient) and len(facts) >= ENOUGH
            if minor or key(one.sentence) in taken or not _may_show(one, least, grounds.copies):
                continue
            if not _same(one, facts, like, grounds.day):
                if cells[one.topic, one.status] >= MOST_A_CELL or len(facts) >= most:
                    continue
                facts.append(Fact(one))
                cells[one.topic, one.status] += 1
            taken.add(key(one.sentence))
    return facts, taken


def _rounds(ranked: Sequence[Assessment], sure: float) -> Iterator[tuple[Sequence[Assessment], float, int]]:
    """Yield who may head a fact, from which score on, and how many facts there may be then."""
    topical = [one for one in ranked if one.topic]
    yield topical, max(SURER, sure), MOST_FINDINGS
    yield topical, sure, ENOUGH
    yield [one for one in ranked if not one.topic], max(SURE_WITHOUT_TOPIC, sure), MOST_FINDINGS


def _is_minor(one: Assessment, salient: Mapping[Key, float]) -> bool:
    return salient[key(one.sentence)] < (LEAST_SALIENCE if one.topic else SALIENT_WITHOUT_TOPIC)


def _may_show(one: Assessment, sure: float, copies: Mapping[str, str]) -> bool:
    sentence = one.sentence
    known = bool(one.speakers) or not opens_with_person(sentence)
    denied = one.status is Status.AGREEMENT and denies_agreement(sentence)
    return known and not denied and one.score >= sure and sentence.document not in copies and quotable(sentence)


def _place(one: Assessment) -> tuple[int, int]:
    return int(one.sentence.document[1:]), one.sentence.number


def _same(one: Assessment, facts: Iterable[Fact], like: Likeness, day: date | None) -> Fact | None:
    """Return the fact that the sentence tells too, the most alike first; None where it says no or values differ."""
    least = sameness().sure[one.status] if one.status else 1.0
    near = [(chance, fact) for fact in facts if (chance := _chance(one, fact.head, like)) >= least]
    near.sort(key=lambda pair: (-pair[0], -like.between(one.sentence, pair[1].head.sentence)))
    return next((fact for _, fact in near if not _contradicts(one, fact.head, day)), None)


def _contradicts(one: Assessment, head: Assessment, day: date | None) -> bool:
    return opposed(head, one) or revalued(one.sentence, head.sentence, (day, day))


def _chance(one: Assessment, head: Assessment, like: Likeness) -> float:
    """Return the chance that two sentences state one fact: none where status or speakers speak against it."""
    if like.wording(one.sentence, head.sentence) >= SAME_WORDS:
        return 1.0
    if one.status != head.status or not _may_say_the_same(one, head):
        return 0.0
    return sameness().chance(like, one, head)


def _may_say_the_same(one: Assessment, other: Assessment) -> bool:
    """Say whether the claims may be one: those of different speakers are not, except that both report one agreement."""
    if Status.AGREEMENT in (one.status, other.status) or not (one.speakers and other.speakers):
        return True
    return bool({*one.speakers} & {*other.speakers})
