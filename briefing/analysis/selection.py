"""Which sentences a brief shows: sure of their status, able to stand alone, each fact once.

Candidates are taken surest first; one that tells a fact already taken becomes its support (maximal marginal relevance,
Carbonell and Goldstein 1998, with a fixed bound instead of a trade-off).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.analysis.corroboration import Likeness
from briefing.analysis.fragments import fragment
from briefing.analysis.quotability import cost, quotable
from briefing.analysis.sameness import echo, sameness
from briefing.analysis.topics import key
from briefing.model import Assessment, Kind, Status

SAME_WORDS = 0.75
# What an echo adds to the score where readers chose the lines of a one-page brief, and the mean echo of those lines
# (``data/training/measure_echo.py``: 1.63 against 3.45, and .52).
WEIGHT, USUAL_ECHO = 0.5, 0.52
SUPPORT_SCORE = 0.4
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


def select(
    assessments: Sequence[Assessment], like: Likeness, sure: float, copies: Mapping[str, str]
) -> tuple[Fact, ...]:
    """Return the facts to show, best first.

    ``sure`` is the least score of a head; ``copies`` are the documents that no head is taken from.
    """
    candidates = [one for one in assessments if one.status and one.topic and one.sentence.kind is Kind.PROSE]
    ranked = sorted(candidates, key=lambda one: (-_worth(one), _place(one)))
    several = len({one.sentence.document for one in assessments}) > 1
    facts: list[Fact] = []
    taken: set[tuple[str, int]] = set()
    cells: Counter[tuple[str | None, Status | None]] = Counter()

    def doubt(one: Assessment) -> float:
        """Return how much surer a sentence must be because few others tell it; nothing where there are no others."""
        return WEIGHT * max(0.0, USUAL_ECHO - echo(one, assessments, like)) if several else 0.0

    for one in ranked:
        if not _may_show(one, sure, copies) or one.score < sure + doubt(one):
            continue
        known = _same(one, facts, like)
        if known:
            known.supports.append(one)
        elif cells[one.topic, one.status] < MOST_A_CELL and len(facts) < MOST_FINDINGS:
            facts.append(Fact(one))
            cells[one.topic, one.status] += 1
        else:
            continue
        taken.add(key(one.sentence))
    for one in ranked:
        if key(one.sentence) not in taken and one.score >= SUPPORT_SCORE:
            known = _same(one, facts, like)
            # What is not sure corroborates another document; beside its own it says nothing new.
            if known and one.sentence.document != known.head.sentence.document:
                known.supports.append(one)
    return tuple(facts)


def _may_show(one: Assessment, sure: float, copies: Mapping[str, str]) -> bool:
    return one.score >= sure and one.sentence.document not in copies and quotable(one.sentence)


def _worth(one: Assessment) -> float:
    """Return the score less a little for what makes a sentence a poor quotation."""
    return one.score - cost(one.sentence)


def _place(one: Assessment) -> tuple[int, int]:
    return int(one.sentence.document[1:]), one.sentence.number


def _same(one: Assessment, facts: Iterable[Fact], like: Likeness) -> Fact | None:
    """Return the fact that the sentence tells too, the most alike first, or None."""
    near = [(_chance(one, fact.head, like), fact) for fact in facts]
    best = max(near, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= sameness().sure else None


def _chance(one: Assessment, head: Assessment, like: Likeness) -> float:
    """Return the chance that two sentences state one fact: none where topic, status or speakers speak against it."""
    if like.wording(one.sentence, head.sentence) >= SAME_WORDS:
        return 1.0
    if (one.topic, one.status) != (head.topic, head.status) or not _may_say_the_same(one, head):
        return 0.0
    return sameness().chance(like, one, head)


def _may_say_the_same(one: Assessment, other: Assessment) -> bool:
    """Say whether the claims may be one: those of different speakers are not, except that both report one agreement."""
    if Status.AGREEMENT in (one.status, other.status) or not (one.speakers and other.speakers):
        return True
    return bool({*one.speakers} & {*other.speakers})
