"""The oracle: what a server received, and what the status shows, set against what was due.

It knows nothing of how the program works.  The copies of an edition are counted by recipient and date, as they stand
in the mails; what did not arrive must stand in ``briefing status --json`` with its reason, and with a notice.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from faults.scene import Scene, briefing
from faults.sink import Received, headers

ENDS = frozenset({"DONE", "DONE_PARTIAL", "FAILED", "SKIPPED_STALE", "COALESCED", "EMPTY"})
WITH_NOTICE = {"FAILED": "failed", "SKIPPED_STALE": "skipped", "ATTENTION": "in-doubt", "REJECTED": "rejected"}
Status = Mapping[str, Any]


@dataclass(frozen=True, order=True)
class Expected:
    """A brief of a period that a recipient should get once; ``due`` is computed by the trial."""

    brief: str
    period: str
    recipient: str
    due: datetime


@dataclass
class Verdict:
    """What came of the expected mails; ``wrong`` says what must not be."""

    once: int = 0
    shown: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    duplicates: int = 0

    def __str__(self) -> str:
        shown = ", ".join(f"{count} {state}" for state, count in sorted(self.shown.items()))
        return f"{self.once} once, {self.duplicates} twice, not sure but shown: {shown or 'none'}"


def judge(place: Scene, expected: Iterable[Expected], received: Sequence[Received] | None = None) -> Verdict:
    """Compare what was due with what arrived and what is shown."""
    mails = outbox(place) if received is None else received
    status: Status = json.loads(briefing(place, "status", "--json").stdout)
    copies = Counter((mail.to, mail.date) for mail in mails)
    verdict, wanted = Verdict(), sorted(expected)
    for one in wanted:
        _judge_one(verdict, one, copies[one.recipient, one.due], status)
    known = {(one.recipient, one.due) for one in wanted}
    verdict.wrong += [f"nobody expected {count} to {to} of {day}" for (to, day), count in copies.items()
                      if (to, day) not in known]  # fmt: skip
    named = Counter(mail.message_id for mail in mails)
    verdict.wrong += [f"{name} came {count} times" for name, count in named.items() if count > 1]
    verdict.wrong += [*stuck(status), *unsound(place), *half_files(place)]
    return verdict


def outbox(place: Scene) -> list[Received]:
    """Return the mails in the folder that takes them where there is no server."""
    found = []
    for path in sorted((place.folder / "outbox").glob("*.eml")):
        date, name = headers(path.read_bytes())
        to = path.read_bytes().partition(b"\r\nTo: ")[2].partition(b"\r\n")[0].decode()
        found.append(Received(to, date, name))
    return found


def _judge_one(verdict: Verdict, one: Expected, copies: int, status: Status) -> None:
    name = f"{one.brief} {one.period} {one.recipient}"
    reason = _shown(one, status)
    state = reason.partition(":")[0]
    if copies > 1:
        verdict.duplicates += 1
        verdict.wrong.append(f"{name}: {copies} copies")
    elif copies == 1 and state in {"ACCEPTED", "ATTENTION"}:
        verdict.once += 1
        if state == "ATTENTION":
            verdict.shown["ATTENTION (arrived)"] += 1
    elif copies == 0 and state not in {"ACCEPTED", ""} and "without" not in reason:
        verdict.shown[state] += 1
    else:
        verdict.wrong.append(f"{name}: {copies} copies, and it is shown as {reason or 'nothing'}")


def _shown(one: Expected, status: Status) -> str:
    """Return how a mail is shown: its state and its reason, '' for not at all."""
    at = (one.brief, one.period)
    notices = {(notice["kind"], notice["subject"]) for notice in status["notices"]}
    for row in status["deliveries"]:
        if (row["brief"], row["period"], row["recipient"]) == (*at, one.recipient):
            return _reason(row, f"{one.brief} {one.period} {one.recipient}", notices)
    for row in status["slots"]:
        if (row["brief"], row["period"]) == at and row["state"] in ENDS:
            return _reason(row, f"{one.brief} {one.period}", notices)
    return ""


def _reason(row: Status, subject: str, notices: set[tuple[str, str]]) -> str:
    kind = WITH_NOTICE.get(row["state"])
    if kind and (kind, subject) not in notices:
        return f"{row['state']}: without a notice"
    if row["state"] != "ACCEPTED" and not row["reason"]:
        return f"{row['state']}: without a reason"
    return f"{row['state']}: {row['reason']}"


def stuck(status: Status) -> list[str]:
    """Return the slots that have not come to an end."""
    return [f"{row['brief']} {row['period']} is {row['state']} still" for row in status["slots"]
            if row["state"] not in ENDS]  # fmt: skip


def unsound(place: Scene) -> list[str]:
    """Return what is wrong with the ledger itself, and where its files are not what it says of them."""
    ledger = sqlite3.connect(place.ledger)
    try:
        found = [row[0] for row in ledger.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {row}" for row in ledger.execute("PRAGMA foreign_key_check")]
        rows = ledger.execute("SELECT path, sha256 FROM artifact").fetchall()
        mails = ledger.execute("SELECT path FROM delivery WHERE path <> ''").fetchall()
    finally:
        ledger.close()
    archive = place.folder / "archive"
    found += [f"{path} is not what was written" for path, checksum in rows if _checksum(archive / path) != checksum]
    return found + [f"{path} is gone" for (path,) in mails if not (archive / path).exists()]


def half_files(place: Scene) -> list[str]:
    """Return the mails in the outbox that are not whole; files under a temporary name count as none."""
    mails = sorted((place.folder / "outbox").glob("[!.]*.eml"))
    return [f"{path.name} is half a mail" for path in mails if not path.read_bytes().endswith(b"--\r\n")]


def litter(place: Scene) -> int:
    """Return how many files under a temporary name were left behind."""
    return sum(1 for path in place.folder.rglob(".*") if path.is_file())


def _checksum(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.exists() else ""
