"""Send one mail, in a process of its own, and write down what became of it.

A delivery in SENDING whose process is gone is judged by its stage: before the body nothing can have been accepted, and
it is sent again; from the body on nobody knows, and only a person may have it sent again.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from briefing.errors import ConfigError, PublishError
from briefing.operations.claims import DeliveryClaim, change_delivery
from briefing.operations.clock import moment, stamp
from briefing.operations.failpoints import reach
from briefing.operations.ledger import Ledger, Row, placeholders
from briefing.operations.letters import LIGHT, lightened
from briefing.operations.notices import Notice, give, settle, settle_all
from briefing.operations.server import server
from briefing.operations.states import SETTLED, Delivery, Slot, Stage
from briefing.operations.transport import Outcome, Sent, send
from briefing.operations.workplace import Workplace

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))
LONGEST_TRYING = timedelta(days=5)
MOST_AT_ONCE = 3
ENDED_BEFORE = "the program ended before the message was on its way"
_STATES = {
    Outcome.ACCEPTED: Delivery.ACCEPTED,
    Outcome.REJECTED: Delivery.REJECTED,
    Outcome.TOO_LARGE: Delivery.REJECTED,
    Outcome.IN_DOUBT: Delivery.ATTENTION,
    Outcome.DEFERRED: Delivery.DEFERRED,
}
_TARGET = "brief = ? AND period = ? AND recipient = ? AND edition = ?"


def deliver(place: Workplace, claim: DeliveryClaim) -> None:
    """Send the mail of a claim once, and record the outcome."""
    reach("sending")
    ledger, mail = place.ledger, place.settings.mail
    row = _row(ledger, claim)

    def may_go() -> bool:
        reach("connected")
        with ledger.writing():
            ours = change_delivery(ledger, claim, "stage = ?, changed = ?", Stage.BODY, place.at)
        reach("body")
        return ours

    try:
        content = place.store.read(place.store.folder / row["path"])
        sent = send(content, mail.sender, claim.recipient, server(mail, os.environ), may_go)
    except (ConfigError, PublishError) as error:
        sent = Sent(Outcome.DEFERRED, str(error), everyone=True)
    reach("sent")
    light = lightened(place, claim) if sent.outcome is Outcome.TOO_LARGE else ""
    if light not in {"", row["path"]}:
        _send_light(ledger, claim, light, sent, place.at)
    else:
        _record(place, claim, row, sent)
    reach("accepted")


def settle_slots(place: Workplace) -> int:
    """End the slots whose deliveries have all been settled, and return how many."""
    rows = place.ledger.rows("SELECT brief, period, edition FROM slot WHERE state = ?", Slot.DELIVERING)
    return sum(_settled(place.ledger, row, place.at) for row in rows)


def recover(place: Workplace, row: Row) -> None:
    """Judge a delivery whose process is gone."""
    claim = DeliveryClaim(row["brief"], row["period"], row["recipient"], row["edition"], row["fence"])
    if row["stage"] == Stage.BODY and not place.settings.mail.server.startswith("outbox:"):
        sent = Sent(Outcome.IN_DOUBT, "the program ended while the message was on its way")
    else:
        # A file of the outbox has the name of its message: to write it again makes no second one.
        sent = Sent(Outcome.DEFERRED, ENDED_BEFORE)
    _record(place, claim, row, sent)


def _send_light(ledger: Ledger, claim: DeliveryClaim, path: str, sent: Sent, at: str) -> None:
    """Let a mail that was too large go out again at once, without its attachments."""
    with ledger.writing():
        change_delivery(
            ledger, claim, "state = ?, stage = '', owner = '', path = ?, reason = ?, next_try = '', changed = ?",
            Delivery.DEFERRED, path, f"{LIGHT}{sent.reason}", at,
        )  # fmt: skip
        ledger.tell(at, "lightened", f"{claim.recipient}: {LIGHT}{sent.reason}", (claim.brief, claim.period))


def _record(place: Workplace, claim: DeliveryClaim, row: Row, sent: Sent) -> None:
    """Write the outcome of a delivery; one that is claimed no more is left alone.

    The fence rises with it, so that a process that was only asleep finds the delivery judged.
    """
    with place.ledger.writing():
        changes, *values = _changes(sent, row, place.now)
        if change_delivery(place.ledger, claim, changes, *values):
            _tell(place, claim, sent)


def _changes(sent: Sent, row: Row, now: datetime) -> tuple[str, *tuple[object, ...]]:
    """Return the change that an outcome makes to a delivery: the statement and its values."""
    given_up = sent.outcome is Outcome.DEFERRED and now - moment(row["queued"]) > LONGEST_TRYING
    state = Delivery.REJECTED if given_up else _STATES[sent.outcome]
    reason = f"given up after {LONGEST_TRYING.days} days: {sent.reason}" if given_up else sent.reason
    # What ended before anything was sent may be tried again without waiting, but not for ever.
    at_once = not sent.everyone and row["attempts"] < MOST_AT_ONCE and sent.reason == ENDED_BEFORE
    wait = WAITS[min(max(row["attempts"], 1), len(WAITS)) - 1]
    next_try = "" if at_once or state in SETTLED else stamp(now + wait)
    return (
        "state = ?, stage = '', owner = '', lease = '', fence = fence + 1, reason = ?, next_try = ?, changed = ?",
        state, reason, next_try, stamp(now),
    )  # fmt: skip


def _tell(place: Workplace, claim: DeliveryClaim, sent: Sent) -> None:
    """Write the event of an outcome, and the notice that it needs, within the caller's transaction."""
    ledger, at, server_name = place.ledger, place.at, place.settings.mail.server
    subject = f"{claim.brief} {claim.period} {claim.recipient}"
    row = _row(ledger, claim)
    ledger.tell(at, row["state"], f"{claim.recipient}: {row['reason']}", (claim.brief, claim.period))
    if row["state"] == Delivery.ATTENTION:
        decide = f"briefing send --settle '{row['message_id']}' --as arrived, or --as lost"
        give(ledger, at, Notice("in-doubt", subject, f"{row['reason']}; {decide}"))
    elif row["state"] == Delivery.REJECTED:
        give(ledger, at, Notice("rejected", subject, row["reason"]))
    elif sent.everyone:
        give(ledger, at, Notice("mail", server_name, f"no mail leaves: {row['reason']}"))
    elif row["state"] == Delivery.ACCEPTED:
        settle_all(ledger, at, "mail")  # Also that of a server which the settings name no more.
        for kind in ("in-doubt", "rejected"):
            settle(ledger, at, kind, subject)


def _row(ledger: Ledger, claim: DeliveryClaim) -> Row:
    found = ledger.row(
        f"SELECT * FROM delivery WHERE {_TARGET}",
        claim.brief,
        claim.period,
        claim.recipient,
        claim.edition,
    )
    assert found is not None  # noqa: S101 - a claimed delivery is in the ledger
    return found


def _has_open_ones(ledger: Ledger, slot: tuple[str, str]) -> bool:
    found = ledger.row(
        f"SELECT 1 FROM delivery WHERE brief = ? AND period = ? AND state NOT IN ({placeholders(SETTLED)})",
        *slot, *SETTLED,
    )  # fmt: skip
    return found is not None


def _settled(ledger: Ledger, slot: Row, at: str) -> bool:
    """End a slot if its deliveries are settled."""
    own = (slot["brief"], slot["period"])
    if _has_open_ones(ledger, own):
        return False
    with ledger.writing():
        if _has_open_ones(ledger, own):  # Somebody has queued another mail in between.
            return False
        missed = ledger.number(
            "SELECT count(*) FROM delivery WHERE brief = ? AND period = ? AND state <> ?", *own, Delivery.ACCEPTED
        )
        state, reason = (Slot.DONE_PARTIAL, f"{missed} not delivered") if missed else (Slot.DONE, "")
        changed = ledger.change(
            "UPDATE slot SET state = ?, reason = ?, owner = '', changed = ?"
            " WHERE brief = ? AND period = ? AND state = ?",
            state, reason, at, *own, Slot.DELIVERING,
        )  # fmt: skip
        if changed:
            ledger.tell(at, state, reason, own)
    reach("done")
    return bool(changed)
