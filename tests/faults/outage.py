"""Trial 11: the mail server is down for a day."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from faults.kills import expected
from faults.oracle import judge
from faults.report import Result
from faults.scene import FIRST_DAY, Plan, at, briefing, drain, run, scene
from faults.sink import Sink

HOURS = 24
PASSES_AN_HOUR = 4


def trial(folder: Path, size: int, seed: int) -> Result:
    """Send so many briefs to three each while nobody listens, then let it listen again."""
    plans = [Plan(f"b{number}", more={"every": '["mon"]'}) for number in range(size)]
    server = Sink(folder / "server")
    place = scene(folder / "scene", plans, server.address)
    now, step = at(FIRST_DAY), timedelta(minutes=60 / PASSES_AN_HOUR)
    for _ in range(HOURS * PASSES_AN_HOUR):
        run(place, now)
        now += step
    told = _notices(place.folder / "briefing.db.notices.jsonl")
    tries = sum(row["attempts"] for row in json.loads(briefing(place, "status", "--json").stdout)["deliveries"])
    server.up()
    try:
        drain(place, now, hours=4)
        verdict = judge(place, expected(plans, 1), server.received())
        shown = json.loads(briefing(place, "status", "--json").stdout)["notices"]
    finally:
        server.down()
    wrong = [*verdict.wrong, *(f"{state} although nothing was lost" for state in verdict.shown)]
    wrong += [] if told == 1 else [f"the outage was told {told} times"]
    wrong += [f"the notice stands still: {notice['text']}" for notice in shown]
    return Result("11", seed, f"{HOURS} h outage, {tries} tries for {3 * size} mails: {verdict}", wrong)


def _notices(path: Path) -> int:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return sum(json.loads(line)["kind"] == "mail" for line in lines)
