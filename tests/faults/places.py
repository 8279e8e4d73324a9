"""Trial 2: the program is killed at each of its numbered places, alone or with its whole process group."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from briefing.operations import failpoints
from briefing.operations.engine import Engine
from faults.kills import expected
from faults.oracle import Verdict, judge
from faults.report import Result
from faults.scene import FIRST_DAY, Plan, at, drain, idle, run, scene
from faults.sink import Sink, sink


def trial(folder: Path, size: int, seed: int) -> Result:
    """Kill at so many of the places, each in both ways."""
    total, wrong, hit = Verdict(), [], 0
    with sink(folder / "server") as server:
        for way, place in _cases(size):
            number = failpoints.PLACES.index(place) + 1
            verdict, was_hit = _killed_at(folder / f"{way}{number}", server, number, whole=way == "group")
            hit += was_hit
            wrong += [f"{place} ({way}): {each}" for each in verdict.wrong]
            wrong += [] if was_hit else [f"{place} ({way}) was never reached"]
            total.once, total.shown = total.once + verdict.once, total.shown + verdict.shown
            total.duplicates += verdict.duplicates
    return Result("2", seed, f"{hit} of {len(list(_cases(size)))} kills at numbered places hit: {total}", wrong)


def _cases(size: int) -> Iterator[tuple[str, str]]:
    for place in failpoints.PLACES[-size:]:
        yield from (("alone", place), ("group", place))


def _killed_at(folder: Path, server: Sink, number: int, *, whole: bool) -> tuple[Verdict, bool]:
    server.forget()
    place = scene(folder, [Plan("b0", recipients=2)], server.address)
    once = folder / "once"
    once.touch()
    environment = {"BRIEFING_FAILPOINT": str(number), "BRIEFING_FAILPOINT_ONCE": str(once)}
    run(place, at(FIRST_DAY), whole_group if whole else idle, environment)
    drain(place, at(FIRST_DAY))
    return judge(place, expected(list(place.plans), 1), server.received()), not once.exists()


def whole_group(engine: Engine) -> None:
    """Do what is due; who comes to the place takes the scheduler and its other children along, as a power cut does."""
    power_cut = SimpleNamespace(
        environ=os.environ, getpid=os.getpid, kill=lambda _process, signal: os.killpg(0, signal)
    )
    failpoints.os = power_cut  # type: ignore[attr-defined,assignment] # in a forked process, which ends by it
    idle(engine)
