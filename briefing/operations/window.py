"""Which documents an edition is made of: those that came in since the edition before, each in exactly one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.errors import PublishError, SourceError
from briefing.model import Batch, RawDocument, Rejection
from briefing.operations.claims import SlotClaim, change_slot
from briefing.operations.clock import stamp
from briefing.operations.failpoints import reach
from briefing.operations.ledger import Ledger, Row, placeholders
from briefing.operations.notices import Notice, end, give
from briefing.operations.states import WITHOUT_EDITION, Slot
from briefing.operations.workplace import Workplace
from briefing.settings import BriefSettings
from briefing.sources.collecting import gather
from briefing.sources.folders import is_quiet
from briefing.sources.hosts import LEFT_ALONE
from briefing.sources.opening import paged
from briefing.values import is_address

if TYPE_CHECKING:
    from briefing.sources.visiting import Guest

# A document over which the program died so often is left out.
MOST_DEATHS = 2
# Two articles on one event share few runs of three words, two states of one article most.
LEAST_KEPT = 0.4
QUARANTINED = "reading it stopped the program {} times"


@dataclass(frozen=True, slots=True)
class Window:
    """The frozen documents of an edition, in their order, with the numbers by which the ledger knows them."""

    raws: Batch[RawDocument]
    numbers: dict[str, int]
    replaced: tuple[str, ...]


def freeze(place: Workplace, claim: SlotClaim, brief: BriefSettings) -> None:
    """Choose the documents of an edition and number it, once for all tries."""
    ledger, store, now = place.ledger, place.store, place.now
    raws = _collected(place, brief)
    reach("collected")
    checksums = {raw.location: store.keep(raw) for raw in raws.kept}
    reach("preserved")
    with ledger.writing():
        seen = {
            _entered(ledger, brief.name, raw, checksums[raw.location], now): checksums[raw.location]
            for raw in raws.kept
        }
        seen = _left_behind(ledger, brief.name) | seen
        for number in _unused(ledger, brief.name, seen):
            ledger.change("INSERT INTO slot_document VALUES (?, ?, ?, 'CHOSEN', '')", claim.brief, claim.period, number)
        _refuse(ledger, claim, raws.rejected)
        edition = ledger.number("SELECT editions + 1 FROM brief WHERE name = ?", brief.name)
        ledger.change("UPDATE brief SET editions = ? WHERE name = ?", edition, brief.name)
        change_slot(ledger, claim, "state = ?, edition = ?, reason = '', changed = ?", Slot.FROZEN, edition, stamp(now))
        ledger.tell(stamp(now), Slot.FROZEN, f"edition {edition}", (claim.brief, claim.period))
    reach("frozen")


def _left_behind(ledger: Ledger, brief: str) -> dict[int, str]:
    """Return the documents of editions that were given up, gone from the folder or not: number and checksum."""
    rows = ledger.rows(
        "SELECT d.seq, d.sha256 FROM slot_document o JOIN document d ON d.seq = o.seq"
        " JOIN slot s ON s.brief = o.brief AND s.period = o.period WHERE o.brief = ? AND s.state = ?"
        " AND NOT EXISTS (SELECT 1 FROM document n WHERE n.source = d.source AND n.seq > d.seq)",
        brief, Slot.FAILED,
    )  # fmt: skip
    return {row["seq"]: row["sha256"] for row in rows}


def window(place: Workplace, claim: SlotClaim) -> Window:
    """Return the documents that were frozen, as they were then; those that killed the program are left out."""
    ledger, store = place.ledger, place.store
    rows = ledger.rows(
        "SELECT d.* FROM slot_document s JOIN document d ON d.seq = s.seq WHERE s.brief = ? AND s.period = ?"
        " ORDER BY d.location, d.seq",
        claim.brief, claim.period,
    )  # fmt: skip
    sound = [row for row in rows if row["attempts"] < MOST_DEATHS]
    poison = [
        Rejection(row["location"], QUARANTINED.format(row["attempts"]))
        for row in rows
        if row["attempts"] >= MOST_DEATHS
    ]
    found = tuple(paged(store.document(row["sha256"], row["location"]) for row in sound))
    return Window(
        Batch(
            tuple(each for each in found if isinstance(each, RawDocument)),
            (*_refused(ledger, claim), *poison, *(each for each in found if isinstance(each, Rejection))),
        ),
        {row["location"]: row["seq"] for row in rows},
        tuple(row["location"] for row in sound if _corrects(place, row)),
    )


def record_verdicts(ledger: Ledger, claim: SlotClaim, numbers: dict[str, int], rejected: Sequence[Rejection]) -> None:
    """Write what became of each document of an edition, within the caller's transaction."""
    at = (claim.brief, claim.period)
    _refuse(ledger, claim, rejected)
    ledger.change("UPDATE slot_document SET verdict = 'USED' WHERE brief = ? AND period = ?", *at)
    for each in rejected:
        if each.location in numbers:
            ledger.change(
                "UPDATE slot_document SET verdict = 'REJECTED', reason = ?"
                " WHERE brief = ? AND period = ? AND seq = ?",
                each.reason, *at, numbers[each.location],
            )  # fmt: skip


def _refuse(ledger: Ledger, claim: SlotClaim, rejected: Sequence[Rejection]) -> None:
    for each in rejected:
        ledger.change(
            "INSERT INTO rejection VALUES (?, ?, ?, ?) ON CONFLICT (brief, period, location, reason) DO NOTHING",
            claim.brief, claim.period, each.location, each.reason,
        )  # fmt: skip


def _refused(ledger: Ledger, claim: SlotClaim) -> tuple[Rejection, ...]:
    """Return what the collection left out when the documents were frozen."""
    rows = ledger.rows(
        "SELECT r.location, r.reason FROM rejection r WHERE r.brief = ? AND r.period = ? AND NOT EXISTS ("
        "  SELECT 1 FROM slot_document s JOIN document d ON d.seq = s.seq"
        "  WHERE s.brief = r.brief AND s.period = r.period AND d.location = r.location)"
        " ORDER BY r.location, r.reason",
        claim.brief, claim.period,
    )  # fmt: skip
    return tuple(Rejection(row["location"], row["reason"]) for row in rows)


def _collected(place: Workplace, brief: BriefSettings) -> Batch[RawDocument]:
    sources = [source for source in brief.sources if is_address(source) or not is_quiet(source)]
    try:
        found = gather(sources, lambda: _guest(place, brief))
    except SourceError as error:
        with place.ledger.writing():
            give(place.ledger, place.at, Notice("sources", brief.name, f"not one source is there: {error}"))
        return Batch((), tuple(Rejection(source, "no such file or folder") for source in sources))
    end(place.ledger, place.at, "sources", brief.name)
    _tell_of_hosts(place, brief.name, found.rejected)
    return found


def _tell_of_hosts(place: Workplace, brief: str, rejected: Sequence[Rejection]) -> None:
    """Give a notice of the hosts that failed so often that they are left alone, and end it when there is none."""
    alone = sorted({each.reason for each in rejected if LEFT_ALONE in each.reason})
    if not alone:
        end(place.ledger, place.at, "web", brief)
        return
    with place.ledger.writing():
        give(place.ledger, place.at, Notice("web", brief, "; ".join(alone)))


def _guest(place: Workplace, brief: BriefSettings) -> Guest:
    from briefing.sources.fetching import Network
    from briefing.sources.shelf import Shelf
    from briefing.sources.visiting import Guest

    return Guest(Shelf(place.store.pages(brief.name)), place.store.hosts, Network(), place.clock.now)


def _entered(ledger: Ledger, brief: str, raw: RawDocument, checksum: str, now: datetime) -> int:
    """Enter a document into the ledger, if it is not there, and return its number."""
    source = f"{brief}:{raw.location}"
    ledger.change(
        "INSERT INTO document SELECT coalesce(max(seq), 0) + 1, ?, ?, ?, ?, 0, '' FROM document WHERE true"
        " ON CONFLICT (source, sha256) DO NOTHING",
        source, raw.location, checksum, stamp(now),
    )  # fmt: skip
    return ledger.number("SELECT seq FROM document WHERE source = ? AND sha256 = ?", source, checksum)


def _unused(ledger: Ledger, brief: str, seen: Mapping[int, str]) -> list[int]:
    """Return the documents that no edition of the brief has, under whatever name: a file that was moved is no news."""
    used = ledger.rows(
        "SELECT DISTINCT d.sha256 FROM slot_document o JOIN document d ON d.seq = o.seq"
        " JOIN slot s ON s.brief = o.brief AND s.period = o.period"
        f" WHERE o.brief = ? AND s.state NOT IN ({placeholders(WITHOUT_EDITION)})",
        brief, *WITHOUT_EDITION,
    )  # fmt: skip
    taken = {row["sha256"] for row in used}
    return sorted(number for number, checksum in seen.items() if checksum not in taken)


def _corrects(place: Workplace, row: Row) -> bool:
    """Tell whether a document is the corrected text of the one before it under its name, not merely named as that."""
    before = place.ledger.row(
        "SELECT * FROM document WHERE source = ? AND seq < ? ORDER BY seq DESC LIMIT 1", row["source"], row["seq"]
    )
    if before is None:
        return False
    try:
        kept = [place.store.document(each["sha256"], each["location"]) for each in (before, row)]
    except PublishError:  # Forgotten: who cannot compare does not say that a text was withdrawn.
        return False
    texts = [_text(raw) for raw in paged(kept)]
    return _kept(*texts) >= LEAST_KEPT


def _text(raw: RawDocument | Rejection) -> bytes:
    if isinstance(raw, Rejection):
        return b""
    return raw.page.text.encode() if raw.page else raw.content


def _kept(before: bytes, after: bytes) -> float:
    """Return the share of the runs of three words of the shorter text that stand in the other."""
    words = before.split(), after.split()
    runs = [set(zip(each, each[1:], each[2:], strict=False)) for each in words]
    return len(runs[0] & runs[1]) / max(1, min(map(len, runs)))
