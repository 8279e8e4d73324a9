"""Trial 9: the ledger on another machine, and an older copy of it on the same one."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

from faults.kills import expected
from faults.oracle import judge
from faults.report import Result
from faults.scene import Plan, Scene, at, briefing, days, drain, run, scene
from faults.sink import Sink, sink

ELSEWHERE = {"BRIEFING_MACHINE_ID": "another"}


def trial(folder: Path, _size: int, seed: int) -> Result:
    """Put a ledger somewhere else, and back to what it was."""
    with sink(folder / "server") as server:
        moved = _moved(folder, server)
        older = _older(folder, server)
    wrong = [*moved, *older]
    return Result("9", seed, "a ledger moved, an older one put back: 0 mails until briefing resume", wrong)


def _moved(folder: Path, server: Sink) -> list[str]:
    dates = days(3)
    place = scene(folder / "moved", [Plan("m0"), Plan("m1")], server.address)
    run(place, at(dates[0]))
    before = len(server.received())
    code = run(place, at(dates[1]), environment=ELSEWHERE)
    asked = briefing(place, "run", "--due", "--now", _iso(place, 1), environment=ELSEWHERE)
    wrong = [] if len(server.received()) == before else ["another machine sent mails"]
    wrong += [] if asked.returncode == 1 and "another machine" in asked.stderr else [f"{code}: {asked.stderr}"]
    wrong += _notice(place, "another machine")
    briefing(place, "resume", "--now", _iso(place, 1), environment=ELSEWHERE)
    run(place, at(dates[1]), environment=ELSEWHERE)
    back = run(place, at(dates[2]))  # the first machine, which is not the one that goes on
    wrong += [] if back == 0 and len(server.received()) == before + 6 else ["the first machine sends, too"]
    briefing(place, "resume", "--now", _iso(place, 2))
    drain(place, at(dates[2]))
    mails = [mail for mail in server.received() if ".m" in mail.to]
    return [*wrong, *judge(place, expected(list(place.plans), 3), mails).wrong]


def _older(folder: Path, server: Sink) -> list[str]:
    dates = days(3)
    place = scene(folder / "older", [Plan("o0"), Plan("o1")], server.address)
    run(place, at(dates[0]))
    copy = place.folder / "copy.db"
    source, target = sqlite3.connect(place.ledger), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.close()
    run(place, at(dates[1]))
    before = len(server.received())
    for suffix in ("-wal", "-shm"):
        place.ledger.with_name(f"{place.ledger.name}{suffix}").unlink(missing_ok=True)
    shutil.copy(copy, place.ledger)
    run(place, at(dates[1]) + timedelta(hours=1))
    run(place, at(dates[2]))
    wrong = [] if len(server.received()) == before else ["an older copy sent mails again"]
    wrong += _notice(place, "older copy")
    briefing(place, "resume", "--now", _iso(place, 2))
    drain(place, at(dates[2]))
    wrong += [] if len(server.received()) > before else ["nothing goes out after briefing resume"]
    return wrong


def _notice(place: Scene, text: str) -> list[str]:
    shown = briefing(place, "status", "--json").stdout
    notices = place.folder / "briefing.db.notices.jsonl"
    told = notices.exists() and text in notices.read_text("utf-8")
    return [] if text in shown and told else [f"nobody is told of {text}"]


def _iso(place: Scene, number: int) -> str:
    return at(days(number + 1)[number]).isoformat().replace("+00:00", "Z")
