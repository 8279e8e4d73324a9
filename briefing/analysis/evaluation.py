"""Measure the labels against a labelled folder: precision, recall and F1 a status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.model import Assessment, Status


class Labelled(NamedTuple):
    """A sentence labelled by a person; ``also`` are other labels that are right as well, 'none' included."""

    location: str
    start: int
    end: int
    category: str
    also: tuple[str, ...] = ()


class Score(NamedTuple):
    """How often a status was given, wanted, and both."""

    status: Status
    given: int
    wanted: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the given labels that are right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the wanted labels that were given."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall (van Rijsbergen, 1979)."""
        return 2 * self.right / (self.given + self.wanted) if self.right else 0.0


def scores(gold: Sequence[Labelled], rows: Mapping[str, Sequence[Assessment]], *, lenient: bool) -> tuple[Score, ...]:
    """Score every status; ``rows`` are the assessments by location.

    A row answers for a labelled sentence when it covers at least half of it, so the two need not be split alike.
    Lenient: a status listed under ``also`` is right as well, and so is none where ``also`` lists what is no status.
    """
    pairs = [(row, _given(row, rows.get(row.location, ()))) for row in gold]
    decided = [(given, _wanted(row, given, lenient=lenient)) for row, given in pairs]
    return tuple(
        Score(
            status,
            given=sum(given is status for given, _ in decided),
            wanted=sum(wanted is status for _, wanted in decided),
            right=sum(given is wanted is status for given, wanted in decided),
        )
        for status in Status
    )


def table(gold: Sequence[Labelled], rows: Mapping[str, Sequence[Assessment]]) -> str:
    """Return the scores as a table of text."""
    strict = scores(gold, rows, lenient=False)
    lines = [
        f"{each.status.value:<14}{each.precision:9.3f}{each.recall:9.3f}{each.f1:9.3f}{each.given:9}{each.wanted:9}"
        for each in strict
    ]
    means = (
        f"macro F1 {_macro(strict):.3f}; {_macro(scores(gold, rows, lenient=True)):.3f} if second labels are right too"
    )
    return "\n".join(["status        precision   recall       F1    given   wanted", *lines, means])


def _macro(each: Sequence[Score]) -> float:
    return sum(score.f1 for score in each) / len(each)


def _given(gold: Labelled, rows: Sequence[Assessment]) -> Status | None:
    best = max(rows, key=lambda row: _overlap(gold, row), default=None)
    return best.status if best and 2 * _overlap(gold, best) >= gold.end - gold.start else None


def _overlap(gold: Labelled, row: Assessment) -> int:
    return max(0, min(gold.end, row.sentence.end) - max(gold.start, row.sentence.start))


def _wanted(gold: Labelled, given: Status | None, *, lenient: bool) -> Status | None:
    accepted = {_status(label) for label in gold.also} if lenient else set()
    return given if given in accepted else _status(gold.category)


def _status(label: str) -> Status | None:
    return Status(label) if label in Status.__members__.values() else None
