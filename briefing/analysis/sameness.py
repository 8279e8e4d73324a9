"""How surely two sentences of two documents state the same fact.

A logistic regression on how alike they are in meaning and words, on the numbers, names and countries that they share or
that differ, and on whether they are on one topic and have one status; trained by ``data/training/train_sameness.py`` on
the same facts that readers found in articles on one event.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from heapq import nlargest
from math import exp
from typing import NamedTuple

from briefing.analysis.corroboration import Likeness, counterparts
from briefing.analysis.countries import countries
from briefing.model import Assessment, Status
from briefing.resources import shipped
from briefing.text.quantities import quantities
from briefing.text.spelling import name_keys
from briefing.text.terms import tokens

FEATURES = (
    "meaning", "words", "numbers", "a number", "other numbers", "names", "countries", "other countries", "length",
    "one language",
    "meaning squared", "words squared", "both", "one topic", "one status", *Status,
)  # fmt: skip
ECHOES, LEAST_MEANING = 2, 0.1


class Sameness(NamedTuple):
    """The weights of the features, and by status from which chance on two sentences are taken to state one fact."""

    weights: Mapping[str, float]
    bias: float
    sure: Mapping[Status, float]

    def chance(self, like: Likeness, left: Assessment, right: Assessment) -> float:
        """Return the chance, 0 to 1, that two sentences state the same fact."""
        found = zip(FEATURES, features(like, left, right), strict=True)
        return 1 / (1 + exp(-self.bias - sum(self.weights[name] * value for name, value in found)))


@cache
def sameness() -> Sameness:
    """Return the shipped weights."""
    stored = json.loads(shipped("data", "models", "sameness.json").read_text(encoding="utf-8"))
    return Sameness(stored["weights"], stored["bias"], {Status(name): least for name, least in stored["sure"].items()})


def features(like: Likeness, left: Assessment, right: Assessment) -> tuple[float, ...]:
    """Return the value of each of ``FEATURES``; the same whichever sentence comes first."""
    one, other = left.sentence, right.sentence
    mine, theirs = _marks(one.text, one.lang), _marks(other.text, other.lang)
    one_language = one.lang == other.lang
    numbers = bool(mine.numbers and theirs.numbers)
    shared = bool(mine.numbers & theirs.numbers)
    meaning, words = like.meaning(one, other), like.wording(one, other) if one_language else counterparts(one, other)
    one_status = left.status is not None and left.status is right.status
    return (
        meaning,
        words,
        _share(mine.numbers, theirs.numbers),
        float(shared),
        float(numbers and not shared),
        _share(mine.names, theirs.names),
        _share(mine.countries, theirs.countries),
        float(bool(mine.countries and theirs.countries) and not mine.countries & theirs.countries),
        min(mine.length, theirs.length) / max(mine.length, theirs.length, 1),
        float(one_language),
        meaning * meaning,
        words * words,
        meaning * words,
        float(left.topic is not None and left.topic == right.topic),
        float(one_status),
        *(float(one_status and left.status is status) for status in Status),
    )


class _Marks(NamedTuple):
    numbers: frozenset[tuple[str, float]]
    names: frozenset[str]
    countries: frozenset[str]
    length: int


@lru_cache(maxsize=10_000)
def _marks(text: str, lang: str) -> _Marks:
    return _Marks(
        frozenset((one.kind, one.low) for one in quantities(text, lang)),
        frozenset(name_keys(text, lang)),
        countries(text, lang, seats=True),
        len(tokens(text)),
    )


def _share(mine: frozenset[object], theirs: frozenset[object]) -> float:
    """Return how much of what either has both have (Jaccard), 0 where neither has anything."""
    either = mine | theirs
    return len(mine & theirs) / len(either) if either else 0.0


def echo(one: Assessment, others: Iterable[Assessment], like: Likeness, documents: int) -> float:
    """Return how surely other documents tell what a sentence tells, 0 to 1: surer where they give it one status.

    The mean of the two documents that tell it most surely, or what the one other document there is says.  ``others``
    are the sentences that may tell it, ``documents`` the number of other documents there are.
    """
    best: dict[str, float] = {}
    for other in others:
        name = other.sentence.document
        if name != one.sentence.document and like.meaning(one.sentence, other.sentence) >= LEAST_MEANING:
            best[name] = max(best.get(name, 0.0), sameness().chance(like, one, other))
    return sum(nlargest(ECHOES, best.values())) / max(1, min(ECHOES, documents))
