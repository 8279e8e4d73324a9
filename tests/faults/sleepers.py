"""Trial 3: a scheduler is stopped until its leases are over, another takes the work, and the first wakes again."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from briefing.operations import delivering, failpoints, letters, making, window
from briefing.operations.engine import Engine
from faults.kills import expected
from faults.oracle import Verdict, judge
from faults.report import Result
from faults.scene import FIRST_DAY, Plan, Scene, at, children, drain, ended, idle, kill_group, scene, started
from faults.sink import PATIENCE, Sink, sink

PLACES = failpoints.PLACES[:-1]  # at the last one the scheduler itself is, and it holds nothing
TABLES = ("slot", "delivery", "slot_document", "document", "artifact", "notice")


def trial(folder: Path, size: int, seed: int) -> Result:
    """Stop at so many of the places."""
    total, wrong = Verdict(), []
    with sink(folder / "server") as server:
        for place in PLACES[-size:]:
            verdict, stale = _asleep_at(folder / place, server, place)
            wrong += [f"{place}: {each}" for each in [*verdict.wrong, *stale]]
            total.once, total.shown = total.once + verdict.once, total.shown + verdict.shown
            total.duplicates += verdict.duplicates
    counts = f"{len(PLACES[-size:])} sleepers past their lease: {total}; rows that they changed: "
    return Result("3", seed, counts + str(sum("changed" in each for each in wrong)), wrong)


def _asleep_at(folder: Path, server: Sink, where: str) -> tuple[Verdict, list[str]]:
    server.forget()
    place = scene(folder, [Plan("b0", recipients=1)], server.address)
    sleeper = started(place, at(FIRST_DAY), _sleeping_at(where))
    if not _all_asleep(sleeper):
        kill_group(sleeper)
        ended(sleeper)
        return Verdict(), [f"nobody came to {where}"]
    drain(place, at(FIRST_DAY) + timedelta(hours=1))
    before = rows(place)
    os.killpg(sleeper, signal.SIGCONT)
    ended(sleeper)
    after = rows(place)
    stale = [f"{table} was changed by the sleeper" for table in TABLES if before[table] != after[table]]
    return judge(place, expected(list(place.plans), 1), server.received()), stale


def rows(place: Scene) -> dict[str, list[tuple[object, ...]]]:
    """Return what stands in the ledger."""
    ledger = sqlite3.connect(place.ledger)
    try:
        return {table: ledger.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in TABLES}  # noqa: S608
    finally:
        ledger.close()


def _sleeping_at(where: str) -> Callable[[Engine], None]:
    def reach(place: str) -> None:
        if place == where:
            os.kill(os.getpid(), signal.SIGSTOP)

    def work(engine: Engine) -> None:
        for module in (making, window, letters, delivering):
            module.reach = reach  # type: ignore[attr-defined] # in a forked process
        idle(engine)

    return work


def _all_asleep(scheduler: int) -> bool:
    """Wait until a child of the scheduler has stopped, then stop the others too."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if any(_state(child) == "T" for child in children(scheduler)):
            os.killpg(scheduler, signal.SIGSTOP)
            return True
        time.sleep(0.01)
    return False


def _state(process: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    return ""
