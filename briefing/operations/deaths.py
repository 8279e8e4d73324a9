"""What the death of a child tells: the document that it read is suspect, and the work is tried again or given up."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta

from briefing.operations.claims import ClaimLost, DeliveryClaim, SlotClaim, change_slot
from briefing.operations.clock import stamp
from briefing.operations.delivering import recover
from briefing.operations.ledger import Ledger, Row
from briefing.operations.notices import Notice, give
from briefing.operations.states import Slot
from briefing.operations.window import MOST_DEATHS
from briefing.operations.workplace import Workplace

log = logging.getLogger(__name__)
MOST_TRIES = 8
# A brief is wanted in the morning: the first tries follow at once, the later ones wait for what may come right.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (0, 0, 0, 0, 1, 5, 15, 30))
_DOCUMENT = re.compile(r"document (\d+)")


def after_death(place: Workplace, claim: SlotClaim | DeliveryClaim, code: int) -> None:
    """Record that a child ended badly (``code`` as of Python's Process: negative for a signal), and what follows."""
    ledger = place.ledger
    if isinstance(claim, DeliveryClaim):
        row = ledger.row(
            "SELECT * FROM delivery WHERE brief = ? AND period = ? AND recipient = ? AND edition = ? AND fence = ?",
            claim.brief, claim.period, claim.recipient, claim.edition, claim.fence,
        )  # fmt: skip
        if row is not None:
            recover(place, row)
        return
    doing = place.store.noted(claim.brief, claim.period) or "starting"
    how = f"signal {-code}" if code < 0 else "an error"
    row = ledger.row("SELECT * FROM slot WHERE brief = ? AND period = ?", claim.brief, claim.period)
    if row is not None:
        with ledger.writing():
            _record(ledger, claim, row, f"{doing}: {how}" if code < 0 else doing, place.now)


def after_loss(place: Workplace, row: Row) -> None:
    """Record that whoever had claimed a slot is gone with its children, or has slept over its lease."""
    claim = SlotClaim(row["brief"], row["period"], row["fence"])
    doing = place.store.noted(claim.brief, claim.period) or "starting"
    with place.ledger.writing():
        _record(place.ledger, claim, row, f"{doing}: the whole program ended", place.now)


def _record(ledger: Ledger, claim: SlotClaim, row: Row, doing: str, now: datetime) -> None:
    at = stamp(now)
    tries = row["attempts"] + 1
    given_up = tries >= MOST_TRIES
    state = Slot.FAILED if given_up else Slot.RETRY if row["state"] == Slot.CLAIMED else row["state"]
    wait = WAITS[min(tries, len(WAITS)) - 1]
    try:
        change_slot(
            ledger, claim,
            "state = ?, reason = ?, attempts = ?, fence = fence + 1, owner = '', lease = '', next_try = ?, changed = ?",
            state, doing, tries, stamp(now + wait), at,
        )  # fmt: skip
    except ClaimLost:
        return
    suspect = _DOCUMENT.match(doing)
    if suspect:
        ledger.change("UPDATE document SET attempts = attempts + 1 WHERE seq = ?", int(suspect[1]))
        _warn_of(ledger, int(suspect[1]), at)
    ledger.tell(at, "died", doing, (claim.brief, claim.period))
    log.warning("%s %s: try %d ended: %s", claim.brief, claim.period, tries, doing)
    if given_up:
        ledger.tell(at, state, doing, (claim.brief, claim.period))
        text = f"given up after {tries} tries, the last one {doing}; its documents go into the next brief"
        give(ledger, at, Notice("failed", f"{claim.brief} {claim.period}", f"{text}; briefing run tries it again"))


def _warn_of(ledger: Ledger, number: int, at: str) -> None:
    document = ledger.row("SELECT * FROM document WHERE seq = ?", number)
    if document is not None and document["attempts"] >= MOST_DEATHS:
        text = f"left out: reading it stopped the program {document['attempts']} times"
        give(ledger, at, Notice("quarantine", document["source"], text))
