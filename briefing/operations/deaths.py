"""What the death of a child tells: the document that it read is suspect, and the work is tried again or given up."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from briefing.operations.claims import ClaimLost, DeliveryClaim, SlotClaim, change_slot
from briefing.operations.clock import stamp
from briefing.operations.delivering import recover
from briefing.operations.ledger import Ledger, Row
from briefing.operations.notices import Notice, give
from briefing.operations.states import Slot
from briefing.operations.window import MOST_DEATHS
from briefing.operations.workplace import Workplace

log = logging.getLogger(__name__)
MOST_TRIES, MOST_LOSSES = 8, 40
# A brief is wanted in the morning: the first tries follow at once, the later ones wait for what may come right.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (0, 0, 0, 0, 1, 5, 15, 30))
# So often the whole program may end over a slot before the document that was read then is suspect: there are power
# cuts and restarts, and a child that reads a poison document dies alone.
UNSUSPECTED_LOSSES = 2
# How a child ends that would end so again until a person has mended something (sysexits.h: EX_CONFIG).
IN_VAIN = 78
_DOCUMENT = re.compile(r"document (\d+)")


def after_death(place: Workplace, claim: SlotClaim | DeliveryClaim, code: int) -> None:
    """Record that a child ended badly (``code`` as of Python's Process: negative for a signal), and what follows."""
    ledger = place.ledger
    if isinstance(claim, DeliveryClaim):
        _recover(place, claim)
        return
    how = f": signal {-code}" if code < 0 else ""
    row = ledger.row("SELECT * FROM slot WHERE brief = ? AND period = ?", claim.brief, claim.period)
    if row is not None:
        tries = row["attempts"] + 1
        given_up = code == IN_VAIN or tries >= MOST_TRIES
        death = Death("died", f"{_doing(place, claim)}{how}", tries, tries, given_up, hopeless=code == IN_VAIN)
        with ledger.writing():
            _record(ledger, claim, row, death, place.now)


def after_stop(place: Workplace, claim: SlotClaim | DeliveryClaim) -> None:
    """Free what a child worked on that was ended because the program ends: no try of it, and no document's fault."""
    if isinstance(claim, DeliveryClaim):
        _recover(place, claim)
        return
    with place.ledger.writing(), suppress(ClaimLost):
        change_slot(
            place.ledger, claim,
            "state = CASE state WHEN ? THEN ? ELSE state END, fence = fence + 1, owner = '', lease = '', changed = ?",
            Slot.CLAIMED, Slot.DUE, place.at,
        )  # fmt: skip


def after_loss(place: Workplace, row: Row) -> None:
    """Record that whoever had claimed a slot is gone with its children, or has slept over its lease.

    A power cut is not the fault of the edition, so it is tried far more often than after a death of its own.
    """
    claim = SlotClaim(row["brief"], row["period"], row["fence"])
    losses = 1 + place.ledger.number(
        "SELECT count(*) FROM event WHERE brief = ? AND period = ? AND what = 'lost'", claim.brief, claim.period
    )
    doing = f"{_doing(place, claim)}: the whole program ended"
    with place.ledger.writing():
        death = Death("lost", doing, row["attempts"], losses, given_up=losses >= MOST_LOSSES)
        _record(place.ledger, claim, row, death, place.now)


class Death(NamedTuple):
    """How a try ended: its name, what was being done, how many tries count, and its number among those of its kind."""

    what: str
    doing: str
    attempts: int
    number: int
    given_up: bool
    hopeless: bool = False


def _doing(place: Workplace, claim: SlotClaim) -> str:
    return place.store.noted(claim.brief, claim.period) or "starting"


def _recover(place: Workplace, claim: DeliveryClaim) -> None:
    row = place.ledger.row(
        "SELECT * FROM delivery WHERE brief = ? AND period = ? AND recipient = ? AND edition = ? AND fence = ?",
        claim.brief, claim.period, claim.recipient, claim.edition, claim.fence,
    )  # fmt: skip
    if row is not None:
        recover(place, row)


def _record(ledger: Ledger, claim: SlotClaim, row: Row, death: Death, now: datetime) -> None:
    at, waiting = stamp(now), Slot.RETRY if row["state"] == Slot.CLAIMED else row["state"]
    state = Slot.FAILED if death.given_up else waiting
    wait = WAITS[min(death.number, len(WAITS)) - 1]
    try:
        change_slot(
            ledger, claim,
            "state = ?, reason = ?, attempts = ?, fence = fence + 1, owner = '', lease = '', next_try = ?, changed = ?",
            state, death.doing, death.attempts, stamp(now + wait), at,
        )  # fmt: skip
    except ClaimLost:
        return
    suspect = _DOCUMENT.match(death.doing)
    if suspect and not (death.what == "lost" and death.number <= UNSUSPECTED_LOSSES):
        ledger.change("UPDATE document SET attempts = attempts + 1 WHERE seq = ?", int(suspect[1]))
        _warn_of(ledger, int(suspect[1]), at)
    ledger.tell(at, death.what, death.doing, (claim.brief, claim.period))
    log.warning("%s %s: try %d ended: %s", claim.brief, claim.period, death.number, death.doing)
    if death.given_up:
        ledger.tell(at, state, death.doing, (claim.brief, claim.period))
        text = f"{_given_up(death)}; briefing run {claim.brief} --period {claim.period} tries it again"
        give(ledger, at, Notice("failed", f"{claim.brief} {claim.period}", text))


def _given_up(death: Death) -> str:
    left = "its documents go into the next brief"
    if death.hopeless:
        return f"given up, for it would fail again until you mend it: {death.doing}; {left}"
    return f"given up after {death.number} tries, the last one {death.doing}; {left}"


def _warn_of(ledger: Ledger, number: int, at: str) -> None:
    document = ledger.row("SELECT * FROM document WHERE seq = ?", number)
    if document is not None and document["attempts"] >= MOST_DEATHS:
        text = f"left out: reading it stopped the program {document['attempts']} times"
        give(ledger, at, Notice("quarantine", document["source"], text))
