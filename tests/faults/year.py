"""Trial 16: a year of twenty briefs in one process, and what grows in it."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from briefing.operations.clock import Clock
from briefing.operations.engine import Engine
from briefing.operations.passes import opened
from faults.kills import expected
from faults.oracle import judge, litter
from faults.report import Result
from faults.scene import Plan, Scene, at, days, scene, warm

BRIEFS = 20
EVERY_SO_MANY_DAYS = 7
MOST_MEMORY = 8 << 20  # of growth in the second half, in bytes
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Sample:
    """What the process and the ledger take on a day."""

    memory: int
    files: int
    ledger: int


def trial(folder: Path, size: int, seed: int) -> Result:
    """Live for so many days."""
    source = random.Random(seed)
    plans = [Plan(f"b{number}", recipients=1) for number in range(BRIEFS)]
    place = scene(folder, plans)
    warm()
    with opened(place.config, at(days(1)[0])) as engine:
        samples = list(_lived(place, engine, days(size), source))
    verdict = judge(place, expected(plans, size))
    middle, last = samples[len(samples) // 2], samples[-1]
    wrong = [*verdict.wrong, *(f"{state} although nothing failed" for state in verdict.shown)]
    wrong += [f"{last.files} open files, {middle.files} half-way"] if last.files > middle.files else []
    grown = last.memory - middle.memory
    wrong += [f"memory grew by {grown >> 20} MB in the second half"] if grown > MOST_MEMORY else []
    first, second = middle.ledger - samples[0].ledger, last.ledger - middle.ledger
    wrong += [f"the ledger grew by {second} bytes, by {first} before"] if second > 1.5 * first + (1 << 20) else []
    shown = "; ".join(f"{each.memory >> 20} MB, {each.files} files, ledger {each.ledger >> 10} kB" for each in
                      (samples[0], middle, last))  # fmt: skip
    counts = f"{size} days, {BRIEFS} briefs: {verdict}; first day, middle, last: {shown}"
    return Result("16", seed, f"{counts}; {last.ledger // (size * BRIEFS)} bytes a slot; {litter(place)} left", wrong)


def _lived(place: Scene, engine: Engine, dates: list[date], source: random.Random) -> Iterator[Sample]:
    for number, day in enumerate(dates):
        for plan in place.plans:
            if source.randrange(EVERY_SO_MANY_DAYS) == 0:
                text = f"The ministers agreed on {day:%A} to meet again on {day + timedelta(days=9):%d %B %Y}."
                place.document(plan.name, f"{number}.txt", text)
                _forget(place, plan, number)
        engine.place = replace(engine.place, clock=Clock(at(day)))
        engine.run_until_idle()
        yield _sample(place)


def _forget(place: Scene, plan: Plan, number: int) -> None:
    """Remove what came in long ago, as somebody would who looks after the folder."""
    for path in (place.folder / "docs" / plan.name).glob("*.txt"):
        if path.stem.isdigit() and int(path.stem) < number - 30:
            path.unlink()


def _sample(place: Scene) -> Sample:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    sizes = [path.stat().st_size for path in place.folder.glob("briefing.db") if path.exists()]
    return Sample(pages * PAGE, len(list(Path("/proc/self/fd").iterdir())), sum(sizes))
