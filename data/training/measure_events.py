"""Measure how surely documents of other events are set apart: ``python data/training/measure_events.py``.

For each bound on likeness it prints how many articles of one event alone are set apart, and in mixed folders (up to
six articles of one event, one to three of each of four others) how many of the main event are lost and how many others
stay; then, where every group counts, how many groups hold several events and how many events are in several groups.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from articles import articles

from briefing.analysis.events import JOINED_OF_SEVERAL, portrait
from briefing.analysis.grouping import JOINED, Portrait, grouped

BOUNDS = (2.0, 3.0, JOINED, 5.0, 6.0, JOINED_OF_SEVERAL, 8.0)
FOLDERS, OTHERS, MOST, LEAST = 200, 4, 6, 4
Folder = Sequence[tuple[int, Portrait]]


def portraits() -> list[list[Portrait]]:
    """Return the portraits of the articles of each event that has at least four."""
    events: defaultdict[str, list[Portrait]] = defaultdict(list)
    for article in articles():
        prose = [line.text for line in article.lines]
        events[article.event].append(portrait(article.title, prose, article.lang))
    return [found for _, found in sorted(events.items()) if len(found) >= LEAST]


def folders(events: Sequence[Sequence[Portrait]]) -> Iterator[Folder]:
    """Make mixed folders, the same ones each time: the portraits, each with the number of its event, 0 the main one."""
    chance = random.Random(3)  # noqa: S311 - the same folders each time
    for _ in range(FOLDERS):
        main_event, *others = chance.sample(events, 1 + OTHERS)
        taken = [main_event[:MOST], *(other[: chance.randint(1, 3)] for other in others)]
        yield [(number, one) for number, event in enumerate(taken) for one in event]


def parted(folder: Folder, bound: float) -> list[list[int]]:
    """Return the groups of a folder, each as the numbers of the events of its articles."""
    groups = grouped(len(folder), lambda at: folder[at][1], bound)
    return [[folder[at][0] for at in group] for group in groups]


def set_apart(folder: Folder, bound: float) -> int:
    """Return how many articles of a folder are not in its greatest group."""
    return len(folder) - max(map(len, parted(folder, bound)))


def of_the_greatest(mixed: Sequence[Folder], groups: Sequence[list[list[int]]]) -> str:
    """Return what becomes of the main event where only the greatest group counts."""
    own = sum(number == 0 for folder in mixed for number, _ in folder)
    greatest = [max(each, key=len) for each in groups]
    inside = sum(group.count(0) for group in greatest)
    stay, others = sum(map(len, greatest)) - inside, sum(map(len, mixed)) - own
    return f"{own - inside} of {own} lost, {stay} of {others} others stay"


def of_all(mixed: Sequence[Folder], groups: Sequence[list[list[int]]]) -> str:
    """Return what becomes of the events of two articles or more where every group of as many counts."""
    several = [group for each in groups for group in each if len(group) > 1]
    impure = sum(len({*group}) > 1 for group in several)
    whole = events = 0
    for folder, found in zip(mixed, groups, strict=True):
        sizes = [sum(number == event for number, _ in folder) for event in range(1 + OTHERS)]
        events += sum(size > 1 for size in sizes)
        whole += sum(
            size > 1 and any(group.count(event) == size for group in found) for event, size in enumerate(sizes)
        )
    return f"{impure} of {len(several)} groups hold several events, {events - whole} of {events} events are parted"


def main() -> None:
    """Print a line a bound."""
    events = portraits()
    alone = [[(0, one) for one in found[:MOST]] for found in events]
    mixed = list(folders(events))
    for bound in BOUNDS:
        lost = sum(set_apart(folder, bound) for folder in alone)
        groups = [parted(folder, bound) for folder in mixed]
        print(
            f"bound {bound:.1f}: {lost} of {sum(map(len, alone))} articles of one event set apart; in mixed folders"
            f" {of_the_greatest(mixed, groups)}; {of_all(mixed, groups)}"
        )


if __name__ == "__main__":
    main()
