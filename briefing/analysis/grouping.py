"""Documents in groups, by how alike their portraits are.

They are joined while their average likeness lasts (average linkage, Sokal and Michener 1958), which the dot product of
two mean portraits gives; those of other months must be more alike.  Of many documents a sample is joined, and every
document goes where it is most alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

Portrait = Mapping[str, float]

# The likeness from which two groups are joined.
JOINED = 4.0
# How much less alike documents are that were published so many days apart or more.
DAYS, LATER = 120, 4.0
SAMPLE = 100


def grouped(
    count: int, of: Callable[[int], Portrait], joined: float = JOINED, days: Sequence[date | None] = ()
) -> list[list[int]]:
    """Return the places 0 to ``count`` by group, each in order; ``of`` makes the portrait at a place.

    ``days`` are those of publication, where any are known.  A portrait outside the sample is made, compared and
    forgotten.
    """
    days = days or [None] * count
    step = max(1, -(-count // SAMPLE))
    sample = {at: of(at) for at in range(0, count, step)}
    seeds = _linked(sample, joined, days)
    if step == 1:
        return seeds
    index: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for group, members in enumerate(seeds):
        for name, weight in _mean([sample[at] for at in members]).items():
            index[name].append((group, weight))
    groups: list[list[int]] = [[] for _ in seeds]
    for at in range(count):
        alike = [0.0] * len(seeds)
        for name, weight in (sample.get(at) or of(at)).items():
            for group, other in index.get(name, ()):
                alike[group] += weight * other
        for group, members in enumerate(seeds):
            alike[group] -= sum(_later(days[at], days[one]) for one in members) / len(members)
        best = max(range(len(seeds)), key=alike.__getitem__)
        if alike[best] >= joined:
            groups[best].append(at)
        else:
            groups.append([at])
    return [group for group in groups if group]


def _linked(portraits: Mapping[int, Portrait], joined: float, days: Sequence[date | None]) -> list[list[int]]:
    """Join the two groups that are most alike on average, as long as they are alike enough."""
    groups = [[at] for at in portraits]
    alike = [
        [_dot(left, right) - _later(days[one], days[other]) for other, right in portraits.items()]
        for one, left in portraits.items()
    ]
    while len(groups) > 1:
        best, left, right = max((alike[b][a], a, b) for b in range(len(groups)) for a in range(b))
        if best < joined:
            break
        mine, theirs = len(groups[left]), len(groups[right])
        merged = [
            (mine * to_left + theirs * to_right) / (mine + theirs)
            for to_left, to_right in zip(alike[left], alike[right], strict=True)
        ]
        alike[left] = merged
        del alike[right]
        for row in alike:
            del row[right]
        for row, likeness in zip(alike, merged, strict=True):
            row[left] = likeness
        groups[left] += groups.pop(right)
    return [sorted(group) for group in groups]


def _later(one: date | None, other: date | None) -> float:
    """Return how much less alike two documents are by their days."""
    return LATER if one and other and abs((one - other).days) >= DAYS else 0.0


def _mean(portraits: Sequence[Portrait]) -> Portrait:
    total: defaultdict[str, float] = defaultdict(float)
    for one in portraits:
        for name, weight in one.items():
            total[name] += weight / len(portraits)
    return total


def _dot(left: Portrait, right: Portrait) -> float:
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    return sum(weight * large[name] for name, weight in small.items() if name in large)
