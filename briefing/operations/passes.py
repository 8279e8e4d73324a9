"""One pass over what is due, over one edition, or over the mails that wait; and what came of it, for a person."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.errors import ConfigError, HoldError
from briefing.operations.clock import Clock
from briefing.operations.engine import STOP_SECONDS, Engine
from briefing.operations.files import for_readers
from briefing.operations.holding import held
from briefing.operations.ledger import Ledger, Row
from briefing.operations.making import out_path
from briefing.operations.planning import ask_for, rule_of
from briefing.operations.retention import tidy
from briefing.operations.slots import local_day, named, period
from briefing.operations.states import TO_MAKE, Delivery, Slot
from briefing.operations.store import archive_of
from briefing.operations.workplace import Workplace
from briefing.settings import Settings
from briefing.sources.config import load_settings

log = logging.getLogger(__name__)
_ENDED = ("died", "lost")
# Notices of what does not come right by itself.
_FAILING = {"notice mail", "notice disk", "notice out"}
# Notices of an edition that goes out with less on it.
_COSTING = {"notice translation"}
_TROUBLED = (Slot.FAILED, Delivery.REJECTED, Delivery.ATTENTION, *_ENDED)


@dataclass(frozen=True, slots=True)
class Report:
    """What a pass did: lines for people, the troubles among them, and whether something failed or was left out."""

    lines: tuple[str, ...]
    troubles: tuple[str, ...]
    failed: bool
    left_out: bool


@contextmanager
def opened(config: Path, now: datetime | None) -> Iterator[Engine]:
    """Open what the settings in a file name, and close it at the end."""
    settings = load_settings(config)
    ledger = Ledger(ledger_path(settings))
    engine = Engine(Workplace(settings, ledger, archive_of(ledger.path), Clock(now)))
    try:
        yield engine
    finally:
        if engine.jobs:  # Ctrl-C
            log.warning("stopping: what is under way may finish, for %d s; Ctrl-C again ends it now", STOP_SECONDS)
            engine.stop(STOP_SECONDS)
        ledger.close()


def ledger_path(settings: Settings) -> Path:
    """Return where the ledger lies."""
    return Path(settings.store.partition(":")[2])


def run_due(engine: Engine) -> Report:
    """Make and deliver all that is due."""
    since = engine.place.ledger.newest
    engine.run_until_idle()
    tidy(engine.place)
    return _report(engine, since)


def run_one(engine: Engine, name: str, key: str | None) -> Report:
    """Make and deliver one edition; one that was made is not made again."""
    brief = engine.place.settings.brief(name)
    rule = rule_of(brief)
    wanted = named(rule, key) if key else period(rule, local_day(rule, engine.place.clock.now()))
    if wanted.day > local_day(rule, engine.place.now):
        raise ConfigError(f"{wanted.key} has not come yet: an edition is made of what is there on its day")
    since = engine.place.ledger.newest
    if not held(engine.place.ledger, engine.place.clock):
        ask_for(engine.place.ledger, brief, wanted, engine.place.clock.now())
        engine.only = (name, wanted.key)
        engine.run_until_idle()
    report = _report(engine, since)
    slot = engine.place.ledger.row("SELECT * FROM slot WHERE brief = ? AND period = ?", name, wanted.key)
    if slot is not None and not report.lines:
        return Report((_slot_line(engine, slot),), report.troubles, report.failed, report.left_out)
    return report


def run_sending(engine: Engine, asked: Callable[[], None] = lambda: None) -> Report:
    """Send the mails that wait, without waiting for their next try, and before that do what is ``asked``."""
    since = engine.place.ledger.newest
    asked()
    with engine.place.ledger.writing():
        engine.place.ledger.change(
            "UPDATE delivery SET next_try = '' WHERE state IN (?, ?)", Delivery.PENDING, Delivery.DEFERRED
        )
    engine.making = False
    engine.run_until_idle()
    return _report(engine, since)


def _report(engine: Engine, since: int) -> Report:
    ledger = engine.place.ledger
    reason = held(ledger, engine.place.clock)
    if reason:
        raise HoldError(f"{reason}; nothing is made or sent. If that is right: briefing resume")
    events = ledger.rows("SELECT * FROM event WHERE id > ? ORDER BY id", since)
    slots = sorted({(event["brief"], event["period"]) for event in events if event["brief"]})
    rows = [ledger.row("SELECT * FROM slot WHERE brief = ? AND period = ?", *slot) for slot in slots]
    troubles = tuple(_told(event) for event in events if event["what"] in {*_TROUBLED, *_FAILING, *_COSTING})
    whats = {event["what"] for event in events}
    unmade = any(row and row["state"] in TO_MAKE and row["attempts"] and not row["owner"] for row in rows)
    return Report(
        lines=tuple(_slot_line(engine, row) for row in rows if row is not None),
        troubles=troubles,
        failed=bool(whats & ({*_TROUBLED} - {*_ENDED} | _FAILING) or unmade),
        left_out=bool(whats & {Slot.SKIPPED_STALE, *_ENDED, *_COSTING}) or _left_out(ledger, slots),
    )


def _told(event: Row) -> str:
    slot = f"{event['brief']} {event['period']}: " if event["brief"] else ""
    return f"{slot}{event['what']} {event['detail']}".strip()


def _left_out(ledger: Ledger, slots: list[tuple[str, str]]) -> bool:
    return any(ledger.number("SELECT count(*) FROM rejection WHERE brief = ? AND period = ?", *slot) for slot in slots)


def _slot_line(engine: Engine, slot: Row) -> str:
    """Return a line about a slot: its state, its edition, its files."""
    edition = f"edition {slot['edition']}" if slot["edition"] else ""
    paths = " ".join(str(path) for path in _files(engine, slot))
    return " ".join(filter(None, (slot["brief"], slot["period"], slot["state"], edition, slot["reason"], paths)))


def _files(engine: Engine, slot: Row) -> list[Path]:
    """Return the files of an edition in the brief's own folder."""
    briefs = [brief for brief in engine.place.settings.briefs if brief.name == slot["brief"]]
    rows = engine.place.ledger.rows(
        "SELECT kind, path FROM artifact WHERE brief = ? AND period = ? ORDER BY kind", slot["brief"], slot["period"]
    )
    paths = {row["kind"]: Path(row["path"]).name for row in rows}
    return [
        out_path(engine.place.settings, brief, paths[kind]) for brief in briefs for kind in for_readers(paths, brief)
    ]
