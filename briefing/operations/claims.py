"""Who works on what: a claim is one UPDATE that raises the fence, and every later write carries the fence.

A claim ends with its lease, or when its process is certainly gone.  Whoever comes back after that finds its fence
passed, and its writes change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.errors import BriefingError
from briefing.operations.clock import is_gone, owner, stamp
from briefing.operations.ledger import Ledger, Row, placeholders
from briefing.operations.states import TO_MAKE, TO_SEND, Delivery, Slot, Stage

MAKE_LEASE = timedelta(minutes=15)
SEND_LEASE = timedelta(minutes=15)


class ClaimLost(BriefingError):
    """Somebody else has taken the work over: what is done here counts no more."""


@dataclass(frozen=True, slots=True)
class SlotClaim:
    """A slot that this process may work on."""

    brief: str
    period: str
    fence: int


@dataclass(frozen=True, slots=True)
class DeliveryClaim:
    """A delivery that this process may send."""

    brief: str
    period: str
    recipient: str
    edition: int
    fence: int


def slots_to_make(ledger: Ledger, now: datetime) -> list[Row]:
    """Return the slots that can be claimed now, the oldest first; of one brief only its oldest."""
    rows = ledger.rows(
        f"SELECT * FROM slot WHERE state IN ({placeholders(TO_MAKE)}) ORDER BY due, brief, period",
        *TO_MAKE,
    )
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["brief"], row)
    return [row for row in first.values() if row["next_try"] <= stamp(now) and _is_free(row, now)]


def claim_slot(ledger: Ledger, row: Row, now: datetime) -> SlotClaim | None:
    """Claim a slot; None if somebody was faster."""
    state = Slot.CLAIMED if row["state"] in (Slot.DUE, Slot.RETRY) else row["state"]
    with ledger.writing():
        changed = ledger.change(
            "UPDATE slot SET state = ?, fence = fence + 1, owner = ?, lease = ?, changed = ?"
            " WHERE brief = ? AND period = ? AND fence = ? AND state = ?",
            state, owner(), stamp(now + MAKE_LEASE), stamp(now), row["brief"], row["period"], row["fence"],
            row["state"],
        )  # fmt: skip
    return SlotClaim(row["brief"], row["period"], row["fence"] + 1) if changed else None


def deliveries_to_send(ledger: Ledger, now: datetime) -> list[Row]:
    """Return the deliveries that can be claimed now, the oldest first."""
    return ledger.rows(
        f"SELECT * FROM delivery WHERE state IN ({placeholders(TO_SEND)}) AND next_try <= ?"
        " ORDER BY next_try, brief, period, recipient",
        *TO_SEND, stamp(now),
    )  # fmt: skip


def claim_delivery(ledger: Ledger, row: Row, now: datetime) -> DeliveryClaim | None:
    """Claim a delivery, committed before anything is connected; None if somebody was faster."""
    with ledger.writing():
        changed = ledger.change(
            "UPDATE delivery SET state = ?, stage = ?, fence = fence + 1, owner = ?, lease = ?,"
            " attempts = attempts + 1, changed = ?"
            " WHERE brief = ? AND period = ? AND recipient = ? AND edition = ? AND fence = ? AND state = ?",
            Delivery.SENDING, Stage.CONNECTING, owner(), stamp(now + SEND_LEASE), stamp(now),
            row["brief"], row["period"], row["recipient"], row["edition"], row["fence"], row["state"],
        )  # fmt: skip
    if not changed:
        return None
    return DeliveryClaim(row["brief"], row["period"], row["recipient"], row["edition"], row["fence"] + 1)


def abandoned_deliveries(ledger: Ledger, now: datetime) -> list[Row]:
    """Return the deliveries in SENDING whose process is gone or whose lease is over."""
    return [
        row
        for row in ledger.rows("SELECT * FROM delivery WHERE state = ? ORDER BY message_id", Delivery.SENDING)
        if _is_free(row, now)
    ]


def abandoned_slots(ledger: Ledger, now: datetime) -> list[Row]:
    """Return the claimed slots whose process is gone or whose lease is over."""
    rows = ledger.rows(
        f"SELECT * FROM slot WHERE state IN ({placeholders(TO_MAKE)}) AND owner <> '' ORDER BY due, brief, period",
        *TO_MAKE,
    )
    return [row for row in rows if _is_free(row, now)]


def slot_of(ledger: Ledger, claim: SlotClaim) -> Row:
    """Return the row of a claimed slot as it is now."""
    found = ledger.row("SELECT * FROM slot WHERE brief = ? AND period = ?", claim.brief, claim.period)
    assert found is not None  # noqa: S101 - a claimed slot is in the ledger
    return found


def change_slot(ledger: Ledger, claim: SlotClaim, changes: str, *values: object) -> None:
    """Change a claimed slot, within the caller's transaction; raise ClaimLost if it is claimed no more."""
    changed = ledger.change(
        f"UPDATE slot SET {changes} WHERE brief = ? AND period = ? AND fence = ?",
        *values, claim.brief, claim.period, claim.fence,
    )  # fmt: skip
    if not changed:
        raise ClaimLost(f"{claim.brief} {claim.period}: somebody else has taken it over")


def change_delivery(ledger: Ledger, claim: DeliveryClaim, changes: str, *values: object) -> bool:
    """Change a claimed delivery, within the caller's transaction; False if it is claimed no more."""
    changed = ledger.change(
        f"UPDATE delivery SET {changes} WHERE brief = ? AND period = ? AND recipient = ? AND edition = ?"
        " AND fence = ? AND state = ?",
        *values, claim.brief, claim.period, claim.recipient, claim.edition, claim.fence, Delivery.SENDING,
    )  # fmt: skip
    return changed > 0


def _is_free(row: Row, now: datetime) -> bool:
    return not row["owner"] or row["lease"] <= stamp(now) or is_gone(row["owner"])
