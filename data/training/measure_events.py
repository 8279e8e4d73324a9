"""Measure how surely documents of other events are set apart: ``python data/training/measure_events.py``.

For each bound on likeness it prints how many articles of one event alone are set apart, and in mixed folders (up to
six articles of one event, one to three of each of four others) how many of the main event are lost and how many others
stay.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from articles import articles

from briefing.analysis.events import JOINED, Portrait, grouped, portrait

BOUNDS = (2.0, 3.0, JOINED, 5.0, 6.0)
FOLDERS, OTHERS, MOST, LEAST = 200, 4, 6, 4


def portraits() -> dict[str, list[Portrait]]:
    """Return the portraits of the articles of each event that has at least four."""
    events: defaultdict[str, list[Portrait]] = defaultdict(list)
    for article in articles():
        prose = [line.text for line in article.lines]
        events[article.event].append(portrait(article.title, prose, article.lang))
    return {event: found for event, found in sorted(events.items()) if len(found) >= LEAST}


def kept(folder: Sequence[Portrait], bound: float) -> list[int]:
    """Return the places of the greatest group."""
    return max(grouped(len(folder), folder.__getitem__, bound), key=len)


def main() -> None:
    """Print a line a bound."""
    events = portraits()
    alone = [found[:MOST] for found in events.values()]
    for bound in BOUNDS:
        lost = sum(len(folder) - len(kept(folder, bound)) for folder in alone)
        chance = random.Random(3)  # noqa: S311 - the same folders each time
        missed = wanted = stayed = foreign = 0
        for _ in range(FOLDERS):
            main_event, *others = chance.sample(list(events.values()), 1 + OTHERS)
            folder = main_event[:MOST]
            own = len(folder)
            folder = [*folder, *(one for other in others for one in other[: chance.randint(1, 3)])]
            group = kept(folder, bound)
            inside = sum(at < own for at in group)
            missed, wanted = missed + own - inside, wanted + own
            stayed, foreign = stayed + len(group) - inside, foreign + len(folder) - own
        print(
            f"bound {bound:.1f}: {lost} of {sum(map(len, alone))} articles of one event set apart; in mixed folders"
            f" {missed} of {wanted} lost, {stayed} of {foreign} others stay"
        )


if __name__ == "__main__":
    main()
