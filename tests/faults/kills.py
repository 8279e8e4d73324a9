"""Trial 1: the scheduler, or one of its children, is killed at random times."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from faults.oracle import Expected, judge, litter
from faults.report import Result
from faults.scene import (
    Plan,
    Scene,
    at,
    children,
    days,
    drain,
    ended,
    kill_group,
    over,
    run,
    scene,
    started,
    under_way,
    warm,
)
from faults.sink import PostfixSink, Sink, sink, smtp_sink

BRIEFS = 20
KILLS_A_DAY = 30
# Kills come within this share of the time that the scheduler takes for its briefs where nothing kills it.
SHARE = 0.6


def trial(folder: Path, size: int, seed: int) -> Result:
    """Kill over so many slots."""
    with sink(folder / "server", slowness=0.02) as server:
        return killed(folder, size, seed, server)


def postfix_trial(folder: Path, size: int, seed: int) -> Result:
    """Kill over so many slots that go to the test server of Postfix."""
    if not smtp_sink():
        return Result("1b", seed, "smtp-sink of Debian's package postfix is not here", skipped=True)
    with closing(PostfixSink(folder / "server")) as server:
        return killed(folder, size, seed, server, "1b")


def killed(folder: Path, size: int, seed: int, server: Sink, number: str = "1") -> Result:
    """Kill over so many slots that go to a server."""
    source = random.Random(seed)
    plans = [Plan(f"b{number}") for number in range(min(BRIEFS, size))]
    place = scene(folder / "scene", plans, server.address)
    dates = days(max(1, size // len(plans)))
    latest = SHARE * undisturbed(folder, plans)
    groups = singles = 0
    for day in dates:
        for plan in plans:
            place.document(plan.name, "a.txt", f"The ministers agreed on {day:%A} to meet again on {day:%d %B %Y}.")
        found = kill_over(place, at(day), source, latest)
        groups, singles = groups + found[0], singles + found[1]
        run(place, at(day) + timedelta(minutes=30))
    drain(place, at(dates[-1]) + timedelta(hours=2))
    verdict = judge(place, expected(plans, len(dates)), server.received())
    counts = f"{groups} kills of the group and {singles} of one child over {len(plans) * len(dates)} slots x 3"
    return Result(number, seed, f"{counts}: {verdict}; {litter(place)} temporary files left", verdict.wrong)


def undisturbed(folder: Path, plans: list[Plan]) -> float:
    """Return how many seconds a scheduler takes for one slot of each plan on this machine, as busy as it is."""
    with sink(folder / "first-server", slowness=0.02) as server:
        place = scene(folder / "first", plans, server.address)
        warm()
        began = time.monotonic()
        run(place, at(days(1)[0]))
        return time.monotonic() - began


def kill_over(place: Scene, now: datetime, source: random.Random, latest: float) -> tuple[int, int]:
    """Kill schedulers of one moment within so many seconds; return how many groups and how many single children."""
    groups = singles = 0
    for number in range(KILLS_A_DAY):
        if number and not under_way(place):
            break
        child = started(place, now + timedelta(minutes=2 * number))
        if source.random() < 0.5:
            singles += kill_one(child, source.uniform(0, latest), source)
        groups += kill_all(child, source.uniform(0, latest))
        ended(child)
    return groups, singles


def kill_all(scheduler: int, seconds: float) -> int:
    """Kill a scheduler and its children after a while; return 0 if it had ended."""
    time.sleep(seconds)
    if over(scheduler):
        return 0
    kill_group(scheduler)
    return 1


def kill_one(scheduler: int, seconds: float, source: random.Random) -> int:
    """Kill one child of a scheduler after a while; return 0 if it had none."""
    time.sleep(seconds)
    found = [] if over(scheduler) else children(scheduler)
    if not found:
        return 0
    with suppress(ProcessLookupError):
        os.kill(source.choice(found), signal.SIGKILL)
    return 1


def expected(plans: list[Plan], count: int) -> Iterator[Expected]:
    """Every brief of every day to everybody, at six."""
    for plan in plans:
        for day in days(count):
            due = at(day) - timedelta(minutes=1)
            for recipient in plan.addresses:
                yield Expected(plan.name, f"D:{day.isoformat()}", recipient, due)
