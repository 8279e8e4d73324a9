"""Forget old editions where the settings say so: their files go, what the ledger knows of them stays."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from briefing.operations.clock import stamp
from briefing.operations.ledger import Ledger, placeholders
from briefing.operations.states import HAD_BEFORE, PASSING
from briefing.operations.store import Store
from briefing.operations.workplace import Workplace
from briefing.settings import BriefSettings
from briefing.sources.recorded import kept_as

LONGEST_WRITING = timedelta(days=1)
_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{16}")


def forget_old(ledger: Ledger, store: Store, briefs: Sequence[BriefSettings], now: datetime) -> int:
    """Remove the files of editions that are older than their brief keeps them, and return how many editions."""
    return sum(_forget(ledger, store, brief, now) for brief in briefs if brief.retention)


def tidy(place: Workplace) -> None:
    """Forget old editions, and remove the temporary files of processes that were killed while they wrote."""
    settings = place.settings
    forget_old(place.ledger, place.store, settings.briefs, place.now)
    folders = {brief.out for brief in settings.briefs}
    if settings.mail.server.startswith("outbox:"):
        folders.add(Path(settings.mail.server.partition(":")[2]))
    written = chain(place.store.folder.rglob(".*"), *(folder.glob(".*") for folder in folders))
    limit = (place.now - LONGEST_WRITING).timestamp()
    for path in written:
        if _TEMPORARY.fullmatch(path.name):
            with suppress(FileNotFoundError):  # Whoever writes it has just ended.
                if path.stat().st_mtime < limit:
                    path.unlink()


def _forget(ledger: Ledger, store: Store, brief: BriefSettings, now: datetime) -> int:
    oldest = now - timedelta(days=brief.retention)
    _forget_words(store, brief, oldest)
    limit = stamp(oldest)
    old = ledger.rows(
        "SELECT DISTINCT s.period FROM slot s JOIN artifact a ON a.brief = s.brief AND a.period = s.period"
        f" WHERE s.brief = ? AND s.due < ? AND s.state NOT IN ({placeholders(PASSING)})",
        brief.name, limit, *PASSING,
    )  # fmt: skip
    for row in old:
        slot = (brief.name, row["period"])
        with ledger.writing():
            ledger.change("DELETE FROM artifact WHERE brief = ? AND period = ?", *slot)
            ledger.change("UPDATE delivery SET path = '' WHERE brief = ? AND period = ?", *slot)
            ledger.tell(stamp(now), "forgotten", f"kept for {brief.retention} days", slot)
            gone = _documents_of(ledger, *slot)
        shutil.rmtree(store.slot(*slot), ignore_errors=True)
        for checksum in gone:
            with suppress(OSError):
                (store.folder / kept_as(checksum)).unlink()
    return len(old)


def _forget_words(store: Store, brief: BriefSettings, oldest: datetime) -> None:
    """Remove the translations and the fetched pages that are older: they hold words of documents that are forgotten."""
    for path in chain(store.translations(brief.name).glob("*.json"), store.pages(brief.name).rglob("*")):
        with suppress(OSError):
            if path.is_file() and path.stat().st_mtime < oldest.timestamp():
                path.unlink()


def _documents_of(ledger: Ledger, brief: str, period: str) -> list[str]:
    """Return the checksums of the documents that no edition which is kept, or is being made, was made of."""
    rows = ledger.rows(
        "SELECT DISTINCT d.sha256 FROM slot_document o JOIN document d ON d.seq = o.seq"
        " WHERE o.brief = ? AND o.period = ? AND NOT EXISTS ("
        "  SELECT 1 FROM slot_document k JOIN document e ON e.seq = k.seq"
        "  JOIN slot s ON s.brief = k.brief AND s.period = k.period WHERE e.sha256 = d.sha256"
        f"  AND NOT ({HAD_BEFORE.format('k')}) AND (s.state IN ({placeholders(PASSING)})"
        "   OR EXISTS (SELECT 1 FROM artifact a WHERE a.brief = k.brief AND a.period = k.period)))",
        brief, period, *PASSING,
    )  # fmt: skip
    return [row["sha256"] for row in rows]
