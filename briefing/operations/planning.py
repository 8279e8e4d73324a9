"""From the rules of the briefs to slots in the ledger: every period once, whatever the clock does.

A brief's watermark is the last local date whose slot is in the ledger; it moves in the transaction that inserts the
slots, and never backwards.  So a clock set back, a time or a zone edited after the fact makes no second slot.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from briefing.operations.clock import moment, stamp
from briefing.operations.ledger import Ledger, placeholders
from briefing.operations.notices import Notice, give
from briefing.operations.slots import Period, Rule, local_day, periods
from briefing.operations.states import WITHOUT_EDITION, Slot
from briefing.settings import BriefSettings

log = logging.getLogger(__name__)
# `catch_up = "skip"` makes no brief that is later than this, where the settings name no other limit.
PROMPT = timedelta(hours=1)
MOST_CAUGHT_UP = 31
ASKED = "asked for"


@dataclass(frozen=True, slots=True)
class Planned:
    """A slot as it enters the ledger."""

    period: Period
    state: Slot = Slot.DUE
    reason: str = ""


def plan(ledger: Ledger, briefs: Sequence[BriefSettings], now: datetime) -> int:
    """Insert the slots that have become due, and return how many."""
    return sum(_plan_brief(ledger, brief, now) for brief in briefs)


def rule_of(brief: BriefSettings) -> Rule:
    """Return when a brief is due."""
    return Rule(brief.every, brief.at, brief.timezone)


def _plan_brief(ledger: Ledger, brief: BriefSettings, now: datetime) -> int:
    _give_up_late(ledger, brief, now)
    if _known(ledger, brief.name) and not _new(ledger, brief, now):
        return 0
    with ledger.writing():
        new = _new(ledger, brief, now)
        _move_watermark(ledger, brief, new, now)
        entered = classified(new, brief, now)
        for planned in entered:
            _insert(ledger, brief.name, planned, now)
        if entered and entered[-1].state is Slot.DUE and brief.catch_up == "latest":
            _coalesce_waiting(ledger, brief.name, new[-1], now)
    return len(new)


def _new(ledger: Ledger, brief: BriefSettings, now: datetime) -> list[Period]:
    """Return the due periods that are later than the watermark; of a brief never seen before, today's at most."""
    rule, row = rule_of(brief), ledger.row("SELECT watermark FROM brief WHERE name = ?", brief.name)
    last = date.fromisoformat(row["watermark"]) if row else _yesterday(brief, now)
    return [period for period in periods(rule, last, now) if not _is_there(ledger, brief.name, period.key)]


def _is_there(ledger: Ledger, name: str, period: str) -> bool:
    """Tell whether somebody has asked for the period already, before it was due."""
    return ledger.row("SELECT 1 FROM slot WHERE brief = ? AND period = ?", name, period) is not None


def ask_for(ledger: Ledger, brief: BriefSettings, wanted: Period, now: datetime) -> None:
    """Have one slot made although it is not due, or was given up; one that was made stays as it is."""
    with ledger.writing():
        enter(ledger, brief, now)
        if not _is_there(ledger, brief.name, wanted.key):
            _insert(ledger, brief.name, Planned(wanted, reason=ASKED), now)
        again = ledger.change(
            "UPDATE slot SET state = ?, attempts = 0, next_try = '', reason = ?, changed = ?"
            f" WHERE brief = ? AND period = ? AND state IN ({placeholders(WITHOUT_EDITION)})",
            Slot.DUE, ASKED, stamp(now), brief.name, wanted.key, *WITHOUT_EDITION,
        )  # fmt: skip
        if again:
            _leave_to_others(ledger, brief.name, wanted.key)
            ledger.tell(stamp(now), Slot.DUE, ASKED, (brief.name, wanted.key))
        ledger.change(
            "UPDATE slot SET next_try = '' WHERE brief = ? AND period = ? AND state = ?",
            brief.name, wanted.key, Slot.RETRY,
        )  # fmt: skip


def _leave_to_others(ledger: Ledger, name: str, period: str) -> None:
    """Take from a slot that was given up the documents that another edition has had since."""
    ledger.change(
        "DELETE FROM slot_document WHERE brief = ? AND period = ? AND seq IN (SELECT d.seq FROM slot_document d"
        " JOIN slot s ON s.brief = d.brief AND s.period = d.period WHERE s.brief = ? AND s.period <> ?"
        f" AND s.state NOT IN ({placeholders(WITHOUT_EDITION)}))",
        name, period, name, period, *WITHOUT_EDITION,
    )  # fmt: skip


def _known(ledger: Ledger, name: str) -> bool:
    return ledger.row("SELECT 1 FROM brief WHERE name = ?", name) is not None


def _yesterday(brief: BriefSettings, now: datetime) -> date:
    return local_day(rule_of(brief), now) - timedelta(days=1)


def _move_watermark(ledger: Ledger, brief: BriefSettings, new: Sequence[Period], now: datetime) -> None:
    enter(ledger, brief, now)
    day = max((period.day for period in new), default=_yesterday(brief, now)).isoformat()
    ledger.change("UPDATE brief SET watermark = ? WHERE name = ? AND watermark < ?", day, brief.name, day)


def enter(ledger: Ledger, brief: BriefSettings, now: datetime) -> None:
    """Enter a brief into the ledger, within the caller's transaction: it starts today."""
    ledger.change(
        "INSERT INTO brief VALUES (?, ?, 0) ON CONFLICT (name) DO NOTHING",
        brief.name, _yesterday(brief, now).isoformat(),
    )  # fmt: skip


def classified(new: Sequence[Period], brief: BriefSettings, now: datetime) -> list[Planned]:
    """Return what becomes of the periods that are due at once: more than one, or a late one, after a downtime."""
    if not new:
        return []
    limit = _limit(brief)
    fresh = [period for period in new if limit is None or now - period.due <= limit]
    stale = [Planned(period, Slot.SKIPPED_STALE, _lateness(period.due, now)) for period in new if period not in fresh]
    kept = 1 if brief.catch_up == "latest" else MOST_CAUGHT_UP
    merged, made = (fresh[:-kept], fresh[-kept:])
    coalesced = [Planned(period, Slot.COALESCED, f"into {made[0].key}") for period in merged]
    return [*stale, *coalesced, *map(Planned, made)]


def _limit(brief: BriefSettings) -> timedelta | None:
    return brief.max_lateness or (PROMPT if brief.catch_up == "skip" else None)


def _lateness(due: datetime, now: datetime) -> str:
    hours = (now - due) // timedelta(hours=1)
    return f"{hours} hours late" if hours > 1 else "late"


def _give_up_late(ledger: Ledger, brief: BriefSettings, now: datetime) -> None:
    """Give up the slots that wait, have chosen no documents and have become too late; not those somebody asked for."""
    limit = _limit(brief)
    if limit is None:
        return
    waits = "brief = ? AND state IN (?, ?) AND edition IS NULL"
    late = ledger.rows(
        f"SELECT period, due FROM slot s WHERE {waits} AND due < ? AND NOT EXISTS (SELECT 1 FROM event e"
        " WHERE e.brief = s.brief AND e.period = s.period AND e.what = ? AND e.detail = ?) ORDER BY due",
        brief.name, Slot.DUE, Slot.RETRY, stamp(now - limit), Slot.DUE, ASKED,
    )  # fmt: skip
    for row in late:
        reason = _lateness(moment(row["due"]), now)
        with ledger.writing():
            changed = ledger.change(
                f"UPDATE slot SET state = ?, reason = ?, fence = fence + 1, changed = ? WHERE {waits} AND period = ?",
                Slot.SKIPPED_STALE, reason, stamp(now), brief.name, Slot.DUE, Slot.RETRY, row["period"],
            )  # fmt: skip
            if changed:
                _tell_skipped(ledger, (brief.name, row["period"]), reason, stamp(now))


def _tell_skipped(ledger: Ledger, slot: tuple[str, str], reason: str, at: str) -> None:
    ledger.tell(at, Slot.SKIPPED_STALE, reason, slot)
    give(ledger, at, Notice("skipped", " ".join(slot), f"not made, {reason}; its documents go into the next brief"))


def _insert(ledger: Ledger, brief: str, planned: Planned, now: datetime) -> None:
    at, period = stamp(now), planned.period
    ledger.change(
        "INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?, 0, '', '', 0, '', NULL, ?) ON CONFLICT (brief, period) DO NOTHING",
        brief, period.key, period.day.isoformat(), stamp(period.due), planned.state, planned.reason, at,
    )  # fmt: skip
    log.info("%s %s: %s %s", brief, period.key, planned.state, planned.reason)
    if planned.state is Slot.SKIPPED_STALE:
        _tell_skipped(ledger, (brief, period.key), planned.reason, at)
    else:
        ledger.tell(at, planned.state, planned.reason, (brief, period.key))


def _coalesce_waiting(ledger: Ledger, brief: str, latest: Period, now: datetime) -> None:
    """Let the newest slot take over those that wait and have chosen no documents yet."""
    waiting = ledger.rows(
        "SELECT period FROM slot WHERE brief = ? AND period <> ? AND state IN (?, ?) AND edition IS NULL",
        brief, latest.key, Slot.DUE, Slot.RETRY,
    )  # fmt: skip
    for row in waiting:
        ledger.change(
            "UPDATE slot SET state = ?, reason = ?, fence = fence + 1, changed = ? WHERE brief = ? AND period = ?",
            Slot.COALESCED, f"into {latest.key}", stamp(now), brief, row["period"],
        )  # fmt: skip
        ledger.tell(stamp(now), Slot.COALESCED, f"into {latest.key}", (brief, row["period"]))
