"""What was, what is under way, what comes, and what somebody has to know: for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.masking import as_json
from briefing.operations.clock import stamp
from briefing.operations.engine import Engine
from briefing.operations.ledger import Row
from briefing.operations.notices import standing
from briefing.operations.planning import rule_of
from briefing.operations.received import counted, received
from briefing.operations.slots import following

MOST_SHOWN = 20
MOST_DOCUMENTS = 1000
_HEAD = ("brief", "period", "state", "edition", "left out", "delivered", "reason")


def as_record(engine: Engine, documents: int = MOST_DOCUMENTS) -> str:
    """Return the status as JSON: every slot and delivery of the ledger, the slots to come, the notices that stand.

    Of the documents only the newest so many, each with what became of it.
    """
    ledger = engine.place.ledger
    found = {
        "mode": ledger.instance["mode"],
        "hold": ledger.instance["reason"],
        "slots": [_slot(engine, row) for row in ledger.rows("SELECT * FROM slot ORDER BY due, brief, period")],
        "deliveries": [
            _picked(row, "brief", "period", "recipient", "edition", "state", "reason", "message_id", "attempts",
                    "next_try", "changed")
            for row in ledger.rows("SELECT * FROM delivery ORDER BY brief, period, recipient")
        ],
        "documents": [each._asdict() for each in received(ledger)[:documents]],
        "notices": [_picked(row, "kind", "subject", "text", "at") for row in standing(ledger)],
        "coming": [
            {"brief": name, "period": period, "due": due} for name, period, due in _coming(engine)
        ],
    }  # fmt: skip
    return as_json(found, indent=1) + "\n"


def as_table(engine: Engine) -> str:
    """Return the newest slots, the deliveries that are not settled well, the slots to come and the notices."""
    ledger = engine.place.ledger
    slots = ledger.rows("SELECT * FROM slot ORDER BY due DESC, brief, period LIMIT ?", MOST_SHOWN)
    waiting = ledger.rows(
        "SELECT * FROM delivery WHERE state <> 'ACCEPTED' ORDER BY changed DESC, message_id LIMIT ?", MOST_SHOWN
    )
    hold = ledger.instance["reason"]
    parts = [
        f"HOLD: {hold}. If that is right: briefing resume\n" if hold else "",
        _table(_HEAD, [_cells(engine, row) for row in slots]) if slots else "No slot has been due yet.\n",
        _titled("Not delivered", ("recipient", "brief", "period", "state", "next try", "reason", "message"), [
            (row["recipient"], row["brief"], row["period"], row["state"], row["next_try"], row["reason"],
             row["message_id"])
            for row in waiting
        ]),
        "".join(f"{line}\n" for line in counted(received(ledger))),
        _titled("Coming", ("brief", "period", "due"), _coming(engine)),
        _titled("To be known", ("since", "kind", "what", "text"), [
            (row["at"], row["kind"], row["subject"], row["text"]) for row in standing(ledger)
        ]),
    ]  # fmt: skip
    return "\n".join(filter(None, parts))


def _slot(engine: Engine, row: Row) -> dict[str, object]:
    slot = (row["brief"], row["period"])
    return _picked(row, "brief", "period", "state", "reason", "due", "edition", "attempts", "changed") | {
        "documents": [
            _picked(each, "location", "sha256", "verdict", "reason")
            for each in engine.place.ledger.rows(
                "SELECT d.location, d.sha256, s.verdict, s.reason FROM slot_document s"
                " JOIN document d ON d.seq = s.seq WHERE s.brief = ? AND s.period = ? ORDER BY d.location",
                *slot,
            )
        ],
        "left_out": [
            _picked(each, "location", "reason")
            for each in engine.place.ledger.rows(
                "SELECT location, reason FROM rejection WHERE brief = ? AND period = ? ORDER BY location, reason", *slot
            )
        ],
        "files": [
            str(engine.place.store.folder / each["path"])
            for each in engine.place.ledger.rows(
                "SELECT path FROM artifact WHERE brief = ? AND period = ? ORDER BY kind", *slot
            )
        ],
    }


def _cells(engine: Engine, row: Row) -> tuple[str, ...]:
    slot = (row["brief"], row["period"])
    rejected = engine.place.ledger.number("SELECT count(*) FROM rejection WHERE brief = ? AND period = ?", *slot)
    sent, all_of_them = (
        engine.place.ledger.number(f"SELECT count(*) FROM delivery WHERE brief = ? AND period = ?{narrower}", *slot)
        for narrower in (" AND state = 'ACCEPTED'", "")
    )
    return (
        row["brief"], row["period"], row["state"], str(row["edition"] or ""), str(rejected or ""),
        f"{sent} of {all_of_them}" if all_of_them else "", row["reason"],
    )  # fmt: skip


def _coming(engine: Engine) -> list[tuple[str, str, str]]:
    now = engine.place.clock.now()
    found = ((brief.name, following(rule_of(brief), now)) for brief in engine.place.settings.briefs)
    return sorted(((name, period.key, stamp(period.due)) for name, period in found), key=lambda row: row[::-1])


def _picked(row: Row, *names: str) -> dict[str, object]:
    return {name: row[name] for name in names}


def _titled(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return f"{title}\n{_table(head, rows)}" if rows else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their heads, in columns as wide as their widest cell; the last column is as it is."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head) - 1)]
    return "".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(line, widths, strict=False)), line[-1]]).rstrip() + "\n"
        for line in lines
    )
