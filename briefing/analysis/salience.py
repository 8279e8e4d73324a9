"""How surely a line belongs in a brief of one page: a line that others echo, early in its document, that says enough.

A logistic regression on how sure the status is, how surely other documents tell the same, the place in the document,
the length and the status; trained by ``data/training/train_salience.py`` on the lines that readers chose.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp, log
from typing import NamedTuple

from briefing.analysis.corroboration import Likeness
from briefing.analysis.sameness import echo
from briefing.analysis.topics import Key, key
from briefing.model import Assessment, Status
from briefing.resources import shipped

FEATURES = ("score", "echo", "place", "length", *Status)
# No score is taken for surer than this, and no echo for less.
SUREST, FAINTEST = 0.999, 0.02


class Salience(NamedTuple):
    """The weights of the features, and the usual logarithm of an echo."""

    weights: Mapping[str, float]
    bias: float
    usual_echo: float

    def chance(self, found: Sequence[float]) -> float:
        """Return the chance, 0 to 1, that a line with these features belongs in a brief."""
        return 1 / (1 + exp(-self.bias - sum(self.weights[name] * n for name, n in zip(FEATURES, found, strict=True))))


@cache
def salience() -> Salience:
    """Return the shipped weights."""
    return Salience(**json.loads(shipped("data", "models", "salience.json").read_text(encoding="utf-8")))


def features(one: Assessment, loud: float, lines: int) -> tuple[float, ...]:
    """Return the value of each of ``FEATURES``.

    ``loud`` is the logarithm of the echo, ``lines`` the number of lines of the document.
    """
    score = min(one.score, SUREST)
    return (
        log(score / (1 - score)),
        loud,
        (one.sentence.number - 1) / lines,
        log(len(one.sentence.text)),
        *(float(one.status is status) for status in Status),
    )


def loudness(one: Assessment, others: Iterable[Assessment], like: Likeness) -> float:
    """Return the logarithm of how surely other documents tell what a sentence tells."""
    return log(FAINTEST + echo(one, others, like))


def salient(assessments: Sequence[Assessment], like: Likeness, lengths: Mapping[str, int]) -> dict[Key, float]:
    """Return the chance that it belongs in a brief for each sentence with a status.

    ``lengths`` are the numbers of lines of the documents.  Where there is but one, no echo is missed.
    """
    several = len({one.sentence.document for one in assessments}) > 1
    model = salience()
    found = {}
    for one in assessments:
        if one.status:
            loud = loudness(one, assessments, like) if several else model.usual_echo
            found[key(one.sentence)] = model.chance(features(one, loud, lengths[one.sentence.document]))
    return found
