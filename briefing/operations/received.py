"""What became of every document that was seen: one end for each state of its bytes, or it waits still."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefing.operations.ledger import Ledger, Row
from briefing.operations.states import WITHOUT_EDITION, Slot, Verdict
from briefing.sources.files import BEING_WRITTEN
from briefing.sources.folders import ABSENT

WAITING = "WAITING"


class Received(NamedTuple):
    """A document, the edition or at least the period that had it, and what became of it.

    ``verdict`` is one of ``Verdict``, or WAITING for the edition that is being made or comes next.  What was refused
    before it was opened has no checksum.
    """

    brief: str
    location: str
    sha256: str
    edition: int | None
    period: str
    verdict: str
    reason: str


def received(ledger: Ledger) -> list[Received]:
    """Return the documents of all briefs, the newest first."""
    opened = _opened(ledger)
    ends: dict[tuple[object, ...], Row] = {}
    for row in opened:
        known = ends.get(key := (row["brief"], row["seq"]))
        if known is None or known["state"] in WITHOUT_EDITION:
            ends[key] = row
    places = {(row["brief"], row["period"], row["location"]) for row in opened}
    for row in _refused(ledger):
        if (row["brief"], row["period"], row["location"]) not in places:
            ends.setdefault((row["brief"], row["location"], row["reason"]), row)
    newest = sorted(ends.values(), key=lambda row: (row["brief"], row["location"], row["sha256"]))
    return [_received(row) for row in sorted(newest, key=lambda row: str(row["due"]), reverse=True)]


def counted(documents: Iterable[Received]) -> Iterator[str]:
    """Yield a line for each brief: how many of its documents ended how."""
    counts = Counter((each.brief, each.verdict) for each in documents)
    for brief in sorted({brief for brief, _ in counts}):
        used, duplicates, rejected, waiting = (
            counts[brief, verdict] for verdict in (Verdict.USED, Verdict.DUPLICATE, Verdict.REJECTED, WAITING)
        )
        yield f"{brief}: {used} used, {duplicates} duplicates, {rejected} rejected, {waiting} waiting"


def _received(row: Row) -> Received:
    waits = row["verdict"] == Verdict.CHOSEN or row["state"] in WITHOUT_EDITION or row["reason"] == BEING_WRITTEN
    verdict = WAITING if waits else row["verdict"]
    return Received(row["brief"], row["location"], row["sha256"], row["edition"], row["period"], verdict, row["reason"])


def _opened(ledger: Ledger) -> list[Row]:
    return ledger.rows(
        "SELECT o.brief, o.period, o.seq, o.verdict, o.reason, d.location, d.sha256, s.edition, s.due, s.state"
        " FROM slot_document o JOIN document d ON d.seq = o.seq"
        " JOIN slot s ON s.brief = o.brief AND s.period = o.period ORDER BY s.due, o.seq"
    )


def _refused(ledger: Ledger) -> Iterator[Row]:
    """Yield the files that were refused, as often as they were; of those that were being written, who waits still."""
    last = {
        row["brief"]: row["due"]
        for row in ledger.rows(
            "SELECT brief, max(due) AS due FROM slot WHERE edition IS NOT NULL OR state = ? GROUP BY brief", Slot.EMPTY
        )
    }
    rows = ledger.rows(
        "SELECT r.brief, r.period, r.location, r.reason, '' AS sha256, s.edition, s.due, s.state, ? AS verdict"
        " FROM rejection r JOIN slot s ON s.brief = r.brief AND s.period = r.period ORDER BY s.due",
        Verdict.REJECTED,
    )
    for row in rows:
        over = row["reason"] == BEING_WRITTEN and row["due"] != last.get(row["brief"])
        if row["reason"] not in ABSENT and not over:
            yield row
