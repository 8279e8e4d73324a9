"""What must always hold of the ledger: no slot is missing, none is stuck, no bad end is without a notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from briefing.operations.clock import stamp
from briefing.operations.ledger import Ledger, placeholders
from briefing.operations.planning import rule_of
from briefing.operations.slots import local_day, periods
from briefing.operations.states import PASSING, Delivery, Slot
from briefing.settings import BriefSettings

# A pass that is late by this much does not come by itself.
PATIENCE = timedelta(minutes=15)
LONGEST_PASSING = timedelta(hours=24)
# Where the zone was edited, yesterday's brief may bear the date of today.
A_ZONE_APART = timedelta(days=1)
_NOTICED = {Slot.FAILED: "failed", Slot.SKIPPED_STALE: "skipped"}
_MAIL_NOTICED = {Delivery.REJECTED: "rejected", Delivery.ATTENTION: "in-doubt"}


def broken(ledger: Ledger, briefs: Sequence[BriefSettings], now: datetime) -> list[str]:
    """Return what does not hold, each with what to do."""
    return [*_missing(ledger, briefs, now), *_stuck(ledger, briefs, now), *_unsaid(ledger)]


def _missing(ledger: Ledger, briefs: Sequence[BriefSettings], now: datetime) -> Iterator[str]:
    for brief in briefs:
        row = ledger.row("SELECT watermark FROM brief WHERE name = ?", brief.name)
        if row is None:
            continue
        today = local_day(rule_of(brief), now)
        if date.fromisoformat(row["watermark"]) > today + A_ZONE_APART:
            yield (
                f"{brief.name} has had its briefs up to {row['watermark']}, and today is {today}:"
                " none is made until then; if today is right: briefing resume"
            )
        due = periods(rule_of(brief), date.fromisoformat(row["watermark"]), now - PATIENCE)
        for period in due:
            if not ledger.row("SELECT 1 FROM slot WHERE brief = ? AND period = ?", brief.name, period.key):
                yield f"{brief.name} {period.key} was due and nobody looked: is briefing schedule running, or cron?"


def _stuck(ledger: Ledger, briefs: Sequence[BriefSettings], now: datetime) -> Iterator[str]:
    limits = {brief.name: brief.max_lateness or LONGEST_PASSING for brief in briefs}
    rows = ledger.rows(
        f"SELECT * FROM slot WHERE state IN ({placeholders(PASSING)}) ORDER BY due, brief",
        *PASSING,
    )
    for row in rows:
        if row["brief"] not in limits:
            yield f"{row['brief']} {row['period']} is {row['state']}, and the brief is no longer in the settings"
        elif row["changed"] < stamp(now - limits[row["brief"]]):
            yield f"{row['brief']} {row['period']} is {row['state']} since {row['changed']}: {row['reason']}"


def _unsaid(ledger: Ledger) -> Iterator[str]:
    for state, kind in _NOTICED.items():
        for row in ledger.rows("SELECT * FROM slot WHERE state = ?", state):
            subject = f"{row['brief']} {row['period']}"
            if not _noticed(ledger, kind, subject):
                yield f"{subject} is {state} without a notice"
    for status, kind in _MAIL_NOTICED.items():
        for row in ledger.rows("SELECT * FROM delivery WHERE state = ?", status):
            subject = f"{row['brief']} {row['period']} {row['recipient']}"
            if not _noticed(ledger, kind, subject):
                yield f"{subject} is {status} without a notice"


def _noticed(ledger: Ledger, kind: str, subject: str) -> bool:
    return ledger.row("SELECT 1 FROM notice WHERE kind = ? AND subject = ?", kind, subject) is not None
