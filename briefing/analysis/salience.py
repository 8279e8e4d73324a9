"""How surely a line belongs in a brief of one page: a line that others echo, early in its document, that says enough.

A logistic regression on how sure the status is, how surely other documents tell the same, the place in the document,
the length and the status; trained by ``data/training/train_salience.py`` on the lines that readers chose.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
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
# An echo is looked for in so many sentences, and for so many: the cost would grow as the square of the documents.
NEAREST, MOST = 30, 2000


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


class Echoes:
    """Hears how loudly other documents tell what a sentence tells, in the few sentences nearest to it."""

    def __init__(self, others: Sequence[Assessment], like: Likeness) -> None:
        """Listen to some sentences."""
        import numpy as np

        self._others, self._like = others, like
        self._documents = np.array([one.sentence.document for one in others])
        self._units = like.units[[like.place[key(one.sentence)] for one in others]]
        self._names = frozenset(self._documents.tolist())

    def loudness(self, one: Assessment) -> float:
        """Return the logarithm of how surely other documents tell what a sentence tells."""
        import numpy as np

        place = self._like.place[key(one.sentence)]
        cosines = np.where(self._documents == one.sentence.document, -2, self._units @ self._like.units[place])
        nearest = np.argpartition(-cosines, NEAREST)[:NEAREST] if len(cosines) > NEAREST else range(len(cosines))
        near = [self._others[at] for at in nearest]
        return log(FAINTEST + echo(one, near, self._like, len(self._names - {one.sentence.document})))


def salient(
    assessments: Sequence[Assessment], like: Likeness, lengths: Mapping[str, int], copies: Collection[str]
) -> dict[Key, float]:
    """Return the chance that it belongs in a brief for each sentence with a status; 0 beyond the ``MOST`` surest.

    ``lengths`` are the numbers of lines of the documents; what ``copies`` tell is no echo.  Where there is but one
    document, no echo is missed.
    """
    own = [one for one in assessments if one.sentence.document not in copies]
    several = len({one.sentence.document for one in own}) > 1
    model, echoes = salience(), Echoes(own, like)
    said = [one for one in assessments if one.status]
    found = dict.fromkeys((key(one.sentence) for one in said), 0.0)
    for one in sorted(said, key=lambda one: -one.score)[:MOST]:
        loud = echoes.loudness(one) if several else model.usual_echo
        found[key(one.sentence)] = model.chance(features(one, loud, lengths[one.sentence.document]))
    return found
