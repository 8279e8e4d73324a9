"""When the scheduled side stands still until a person says go on: a ledger from elsewhere, a clock that jumped.

A database that was copied to another machine, or put back from an older copy, does not know what was sent since; a
clock that jumped ahead would make briefs of days that have not come.  Nothing is made or sent while the ledger holds.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from briefing.operations.clock import Clock, boot, machine, moment, stamp, uptime
from briefing.operations.ledger import HOLD, RUN, Ledger
from briefing.operations.marks import forget_marks, is_older, leave_mark
from briefing.operations.notices import Notice, give, settle
from briefing.operations.states import Slot

MOST_STEP = timedelta(hours=1)
LONGEST_SILENCE = timedelta(days=400)
ANCHOR_SECONDS = 60
GO_ON = "if that is right: briefing resume"


def held(ledger: Ledger, clock: Clock) -> str:
    """Return why the ledger holds, '' if it does not; a clock that has come back is reason no more."""
    reason = _reason(ledger, clock)
    row = ledger.instance
    if reason != row["reason"]:
        with ledger.writing():
            at = stamp(clock.now())
            ledger.change("UPDATE instance SET mode = ?, reason = ?", HOLD if reason else RUN, reason)
            ledger.tell(at, "holds" if reason else "goes on", reason)
            if reason:
                give(ledger, at, Notice("hold", "ledger", f"{reason}; nothing is made or sent; {GO_ON}"))
            else:
                settle(ledger, at, "hold", "ledger")
    if not reason:
        _anchor(ledger, clock)
    return reason


def resume(ledger: Ledger, clock: Clock) -> None:
    """Take this machine, this ledger and this time as the right ones, and go on."""
    now = clock.now()
    with ledger.writing():
        ledger.change("UPDATE instance SET mode = ?, reason = '', machine = ?, wall = ''", RUN, machine())
        _come_back(ledger, now)
        settle(ledger, stamp(now), "hold", "ledger")
        ledger.tell(stamp(now), "resumed by hand")
    _anchor(ledger, clock)
    forget_marks(ledger)
    leave_mark(ledger)


def _come_back(ledger: Ledger, now: datetime) -> None:
    """Let the briefs that are ahead of the time begin with today; what a wrong clock gave up is due again."""
    day, tomorrow = (now.date() - timedelta(days=1)).isoformat(), (now.date() + timedelta(days=1)).isoformat()
    for row in ledger.rows("SELECT name FROM brief WHERE watermark > ?", tomorrow):
        ledger.change("UPDATE brief SET watermark = ? WHERE name = ?", day, row["name"])
        given_up = ledger.rows(
            "SELECT period FROM slot WHERE brief = ? AND day > ? AND changed > ? AND edition IS NULL"
            " AND state IN (?, ?)",
            row["name"], day, stamp(now), Slot.COALESCED, Slot.SKIPPED_STALE,
        )  # fmt: skip
        for slot in given_up:
            ledger.change("DELETE FROM slot WHERE brief = ? AND period = ?", row["name"], slot["period"])
            ledger.tell(stamp(now), "due again", "the clock was ahead", (row["name"], slot["period"]))
            settle(ledger, stamp(now), "skipped", f"{row['name']} {slot['period']}")


def _reason(ledger: Ledger, clock: Clock) -> str:
    row = ledger.instance
    if row["machine"] != machine():
        return "the ledger comes from another machine, which may still be at work"
    if is_older(ledger):
        return "the ledger is an older copy: what was sent since then is not in it"
    now = clock.now()
    step = _step(row["wall"], row["boot"], row["uptime"], clock) if row["wall"] else timedelta(0)
    if step:
        return f"the clock jumped ahead by {step} to {now:%Y-%m-%d %H:%M} UTC"
    return ""


def _step(wall: str, boot_before: str, uptime_before: int, clock: Clock) -> timedelta | None:
    """Return by how much the clock jumped ahead since the last look, None for what is no jump."""
    passed = clock.now() - moment(wall)
    if not clock.given and boot_before and boot_before == boot():
        ahead = passed - timedelta(seconds=uptime() - uptime_before)
        return ahead if ahead > MOST_STEP else None
    return passed if passed > LONGEST_SILENCE else None


def _anchor(ledger: Ledger, clock: Clock) -> None:
    """Note the time, to see by it a jump of the clock; a clock set back is not noted: it may come right again."""
    row, now = ledger.instance, clock.now()
    since = now - moment(row["wall"]) if row["wall"] else LONGEST_SILENCE
    if since >= timedelta(seconds=ANCHOR_SECONDS) or (since >= timedelta(0) and row["boot"] != _boot(clock)):
        with ledger.writing():
            ledger.change("UPDATE instance SET wall = ?, boot = ?, uptime = ?", stamp(now), _boot(clock), uptime())


def _boot(clock: Clock) -> str:
    return "" if clock.given else boot()
