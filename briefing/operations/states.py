"""The states of a slot and of a delivery; every path ends in one that ``briefing status`` shows with its reason."""

from __future__ import annotations

from enum import StrEnum


class Slot(StrEnum):
    """``DUE -> CLAIMED -> FROZEN -> RENDERED -> DELIVERING -> DONE | DONE_PARTIAL``, or one of the other ends.

    ``FROZEN``: its documents are chosen; ``RENDERED``: its files are on the disk; ``DELIVERING``: its deliveries
    are in the ledger.  ``RETRY`` waits for its next try.
    """

    DUE = "DUE"
    CLAIMED = "CLAIMED"
    FROZEN = "FROZEN"
    RENDERED = "RENDERED"
    DELIVERING = "DELIVERING"
    DONE = "DONE"
    DONE_PARTIAL = "DONE_PARTIAL"
    RETRY = "RETRY"
    FAILED = "FAILED"
    SKIPPED_STALE = "SKIPPED_STALE"
    COALESCED = "COALESCED"
    EMPTY = "EMPTY"


class Verdict(StrEnum):
    """What became of a document in an edition: ``CHOSEN`` until the edition is made, then one of the others."""

    CHOSEN = "CHOSEN"
    USED = "USED"
    DUPLICATE = "DUPLICATE"
    REJECTED = "REJECTED"


class Delivery(StrEnum):
    """``PENDING -> SENDING -> ACCEPTED``; ``DEFERRED`` waits for its next try, ``ATTENTION`` for an operator."""

    PENDING = "PENDING"
    SENDING = "SENDING"
    DEFERRED = "DEFERRED"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    ATTENTION = "ATTENTION"


class Stage(StrEnum):
    """How far a delivery in SENDING is: once the body goes out, nobody may send it again unasked."""

    CONNECTING = "CONNECTING"
    BODY = "BODY"


TO_MAKE = (Slot.DUE, Slot.RETRY, Slot.CLAIMED, Slot.FROZEN, Slot.RENDERED)
PASSING = (*TO_MAKE, Slot.DELIVERING)
# The documents of a slot that ended so belong to the next one.
WITHOUT_EDITION = (Slot.FAILED, Slot.SKIPPED_STALE, Slot.COALESCED)
TO_SEND = (Delivery.PENDING, Delivery.DEFERRED)
SETTLED = (Delivery.ACCEPTED, Delivery.REJECTED, Delivery.ATTENTION)
# How the reason begins of a duplicate that no edition is made of, since an earlier one had its bytes; and its test.
SAME_BYTES = "the same bytes as "
HAD_BEFORE = f"{{0}}.verdict = '{Verdict.DUPLICATE}' AND {{0}}.reason LIKE '{SAME_BYTES}%'"
