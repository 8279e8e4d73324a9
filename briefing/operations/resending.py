"""What an operator decides: a delivery in doubt arrived or was lost; an edition of the archive is sent again."""

from __future__ import annotations

from briefing.errors import ConfigError
from briefing.operations.claims import SlotClaim
from briefing.operations.clock import stamp
from briefing.operations.engine import Engine
from briefing.operations.letters import queue_again
from briefing.operations.notices import settle
from briefing.operations.states import Delivery, Slot


def settled(engine: Engine, message_id: str, how: str) -> None:
    """Settle a delivery in doubt: it ``arrived``, or it is ``lost`` and is sent once more."""
    ledger, at = engine.place.ledger, stamp(engine.place.clock.now())
    row = ledger.row("SELECT * FROM delivery WHERE message_id IN (?, ?)", message_id, f"<{message_id}>")
    if row is None or row["state"] != Delivery.ATTENTION:
        raise ConfigError(f"{message_id} is no delivery in doubt: «briefing status» lists them")
    state = Delivery.ACCEPTED if how == "arrived" else Delivery.PENDING
    slot = (row["brief"], row["period"])
    with ledger.writing():
        ledger.change(
            "UPDATE delivery SET state = ?, reason = ?, next_try = '', fence = fence + 1, changed = ?"
            " WHERE message_id = ?",
            state, f"settled by hand: {how}", at, row["message_id"],
        )  # fmt: skip
        ledger.change(
            "UPDATE slot SET state = ?, changed = ? WHERE brief = ? AND period = ?", Slot.DELIVERING, at, *slot
        )
        settle(ledger, at, "in-doubt", f"{row['brief']} {row['period']} {row['recipient']}")
        ledger.tell(at, "settled by hand", f"{row['recipient']}: {how}", slot)


def send_again(engine: Engine, name: str, period: str, recipient: str) -> None:
    """Queue an edition of the archive for a recipient: byte for byte the same mail where there was one."""
    brief = engine.place.settings.brief(name)
    slot = engine.place.ledger.row("SELECT * FROM slot WHERE brief = ? AND period = ?", brief.name, period)
    kept = engine.place.ledger.row("SELECT 1 FROM artifact WHERE brief = ? AND period = ?", brief.name, period)
    if slot is None or kept is None:
        raise ConfigError(f"{name} {period} is not in the archive: «briefing status» lists the editions that are")
    queue_again(engine.place, SlotClaim(name, period, slot["fence"]), recipient)
