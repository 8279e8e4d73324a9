"""Trial 4: eight schedulers on one ledger."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

from briefing.operations.engine import Engine
from briefing.operations.planning import plan
from faults.kills import expected
from faults.oracle import judge
from faults.report import Result
from faults.scene import Plan, Scene, at, days, drain, ended, run, scene, started
from faults.sink import sink

SCHEDULERS = 8
DAYS = 25  # fewer than a downtime that is bounded


def trial(folder: Path, size: int, seed: int) -> Result:
    """Let them share so many slots, all due at once."""
    count = min(DAYS, size)
    plans = [Plan(f"b{number}", recipients=1) for number in range(max(1, size // count))]
    dates = days(count)
    with sink(folder / "server") as server:
        place = scene(folder / "scene", plans, server.address)
        run(place, at(dates[0]), _planned)
        crowd = [started(place, at(dates[-1])) for _ in range(SCHEDULERS)]
        codes = [ended(child) for child in crowd]
        drain(place, at(dates[-1]) + timedelta(hours=1))
        verdict = judge(place, expected(plans, count), server.received())
    wrong = [*verdict.wrong, *(f"a scheduler ended with {code}" for code in codes if code), *_editions(place, count)]
    wrong += [f"{state} although nothing failed" for state in verdict.shown]
    return Result("4", seed, f"{SCHEDULERS} schedulers, {len(plans) * count} slots: {verdict}", wrong)


def _planned(engine: Engine) -> None:
    plan(engine.place.ledger, engine.place.settings.briefs, engine.place.now)


def _editions(place: Scene, count: int) -> list[str]:
    """Return the briefs whose editions are not numbered one after the other."""
    ledger = sqlite3.connect(place.ledger)
    try:
        rows = ledger.execute("SELECT brief, edition FROM slot ORDER BY brief, due").fetchall()
    finally:
        ledger.close()
    found = {brief: [edition for name, edition in rows if name == brief] for brief, _ in rows}
    return [f"{brief} has editions {found[brief]}" for brief in found if found[brief] != list(range(1, count + 1))]
