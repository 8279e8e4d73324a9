"""Trial 6: the clock is set back and ahead, while the machine's own count of seconds goes on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from briefing.operations import holding
from briefing.operations.engine import Engine
from briefing.operations.ledger import HOLD
from briefing.operations.passes import opened
from faults.guards import patched
from faults.kills import expected
from faults.oracle import judge
from faults.report import Result
from faults.scene import Plan, Scene, at, days, scene
from faults.sink import Sink, sink

HOURS = timedelta(hours=1)
STEPS = (-24 * HOURS, -2 * HOURS, 2 * HOURS, 24 * HOURS, timedelta(days=3653))
MOMENTS = (time(4, 30), time(5, 55), time(6, 5), time(23, 30))
TICK = timedelta(minutes=10)
DAYS = 4


@dataclass
class Machine:
    """A machine whose clock can be set; it has been up since its first second."""

    wall: datetime
    up: int = 1_000

    given = False

    def now(self) -> datetime:
        """What its clock says."""
        return self.wall

    def go(self, time_passed: timedelta) -> None:
        """Let time pass."""
        self.wall += time_passed
        self.up += int(time_passed.total_seconds())


def trial(folder: Path, size: int, seed: int) -> Result:
    """Step so often: by each step at each moment, corrected after two hours."""
    cases = [(step, moment) for step in STEPS for moment in MOMENTS][-size:]
    wrong: list[str] = []
    holds = 0
    with sink(folder / "server") as server:
        for number, (step, moment) in enumerate(cases):
            held, found = _stepped(folder / str(number), server, step, moment)
            wrong += [f"{step} at {moment}: {each}" for each in found]
            holds += held
    return Result("6", seed, f"{len(cases)} steps of the clock, {DAYS} days each: {holds} holds", wrong)


def _stepped(folder: Path, server: Sink, step: timedelta, moment: time) -> tuple[bool, list[str]]:
    server.forget()
    place, machine = scene(folder, [Plan("b0", recipients=1)], server.address), Machine(at(days(1)[0], time(4)))
    with ExitStack() as stack:
        stack.enter_context(patched(holding, "uptime", lambda: machine.up))
        engine = stack.enter_context(opened(place.config, None))
        engine.place = replace(engine.place, clock=machine)  # type: ignore[arg-type] # it has what a Clock has
        _until(engine, machine, at(days(2)[1], moment))
        before = len(server.received())
        machine.wall += step
        wrong = _during(engine, machine, step, lambda: len(server.received()) - before)
        held = engine.place.ledger.instance["mode"] == HOLD
        machine.wall -= step
        _until(engine, machine, at(days(DAYS)[-1], time(9)))
        return held, [*wrong, *_after(engine, place, server)]


def _until(engine: Engine, machine: Machine, end: datetime) -> None:
    while machine.wall < end:
        engine.run_until_idle(lambda _seconds: None)
        machine.go(TICK)


def _during(engine: Engine, machine: Machine, step: timedelta, mails: Callable[[], int]) -> list[str]:
    """Tick two hours with the wrong clock: ahead, nothing may go out; back, nothing twice, which the end shows."""
    for _ in range(12):
        engine.run_until_idle(lambda _seconds: None)
        machine.go(TICK)
    held = engine.place.ledger.instance["mode"] == HOLD
    notice = engine.place.ledger.row("SELECT 1 FROM notice WHERE kind = 'hold' AND settled = '' AND told <> ''")
    if step < timedelta(0):
        return ["it holds although the clock was set back"] if held else []
    found = [] if held and notice else ["it does not hold, or nobody was told"]
    return found + ([f"{mails()} mails went out by a clock that jumped ahead"] if mails() else [])


def _after(engine: Engine, place: Scene, server: Sink) -> list[str]:
    """The clock is right again: it goes on by itself, and every day had its brief once."""
    verdict = judge(place, expected(list(place.plans), DAYS), server.received())
    found = [*verdict.wrong, *(f"{state} although nothing failed" for state in verdict.shown)]
    return found + (["it holds still"] if engine.place.ledger.instance["mode"] == HOLD else [])
