"""Which documents an edition is made of: those that came in since the edition before, each in exactly one."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from briefing.errors import PublishError
from briefing.model import Batch, Brief, RawDocument, Rejection, State
from briefing.operations.claims import SlotClaim, change_slot
from briefing.operations.clock import stamp
from briefing.operations.failpoints import reach
from briefing.operations.intake import collected
from briefing.operations.ledger import Ledger, Row, placeholders
from briefing.operations.states import HAD_BEFORE, SAME_BYTES, WITHOUT_EDITION, Slot, Verdict
from briefing.operations.workplace import Workplace
from briefing.settings import BriefSettings
from briefing.sources.opening import paged

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
    raws = collected(place, brief)
    reach("collected")
    checksums = {raw.location: sha256(raw.content).hexdigest() for raw in raws.kept}
    # What was forgotten does not come back because its file lies there.
    taken = _taken(ledger, brief.name)
    for raw in raws.kept:
        if checksums[raw.location] not in taken:
            store.keep(raw)
    reach("preserved")
    with ledger.writing():
        seen = {
            _entered(ledger, brief.name, raw, checksums[raw.location], now): checksums[raw.location]
            for raw in raws.kept
        }
        _choose(ledger, claim, _left_behind(ledger, brief.name, checksums.keys()) | seen)
        _refuse(ledger, claim, raws.rejected)
        edition = ledger.number("SELECT editions + 1 FROM brief WHERE name = ?", brief.name)
        ledger.change("UPDATE brief SET editions = ? WHERE name = ?", edition, brief.name)
        change_slot(ledger, claim, "state = ?, edition = ?, reason = '', changed = ?", Slot.FROZEN, edition, stamp(now))
        ledger.tell(stamp(now), Slot.FROZEN, f"edition {edition}", (claim.brief, claim.period))
    reach("frozen")


def _left_behind(ledger: Ledger, brief: str, here: Container[str]) -> dict[int, str]:
    """Return the documents of editions that were given up and whose files are gone: number and checksum."""
    rows = ledger.rows(
        "SELECT d.seq, d.sha256, d.location FROM slot_document o JOIN document d ON d.seq = o.seq"
        " JOIN slot s ON s.brief = o.brief AND s.period = o.period WHERE o.brief = ? AND s.state = ?"
        " AND NOT EXISTS (SELECT 1 FROM document n WHERE n.source = d.source AND n.seq > d.seq)",
        brief, Slot.FAILED,
    )  # fmt: skip
    return {row["seq"]: row["sha256"] for row in rows if row["location"] not in here}


def window(place: Workplace, claim: SlotClaim) -> Window:
    """Return the documents that were frozen, as they were then; those that killed the program are left out."""
    ledger, store = place.ledger, place.store
    rows = ledger.rows(
        "SELECT d.* FROM slot_document s JOIN document d ON d.seq = s.seq WHERE s.brief = ? AND s.period = ?"
        f" AND NOT ({HAD_BEFORE.format('s')}) ORDER BY d.location, d.seq",
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


def record_verdicts(ledger: Ledger, claim: SlotClaim, numbers: Mapping[str, int], made: Brief) -> None:
    """Write what became of each document of an edition, within the caller's transaction."""
    _refuse(ledger, claim, made.rejections)
    ends = dict.fromkeys(numbers, (Verdict.USED, ""))
    ends |= {location: (Verdict.DUPLICATE, reason) for location, reason in _copies(made)}
    ends |= {each.location: (Verdict.REJECTED, each.reason) for each in made.rejections}
    for location, number in numbers.items():
        ledger.change(
            "UPDATE slot_document SET verdict = ?, reason = ? WHERE brief = ? AND period = ? AND seq = ?",
            *ends[location], claim.brief, claim.period, number,
        )  # fmt: skip


def _copies(made: Brief) -> Iterator[tuple[str, str]]:
    """Yield the documents of an edition that are copies of another one of it, and of which."""
    paths = {each.id: each.path for each in made.documents}
    first: dict[str, str] = {}
    for each in made.documents:
        same = first.setdefault(each.sha256, each.path)
        if same != each.path:
            yield each.path, f"copy of {same}, byte for byte"
        elif each.state is State.DUPLICATE:
            yield each.path, f"copy of {paths[each.reason.removeprefix('copy of ')]}"


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


def _entered(ledger: Ledger, brief: str, raw: RawDocument, checksum: str, now: datetime) -> int:
    """Enter a document into the ledger, if it is not there, and return its number."""
    source = f"{brief}:{raw.location}"
    ledger.change(
        "INSERT INTO document SELECT coalesce(max(seq), 0) + 1, ?, ?, ?, ?, 0, '' FROM document WHERE true"
        " ON CONFLICT (source, sha256) DO NOTHING",
        source, raw.location, checksum, stamp(now),
    )  # fmt: skip
    return ledger.number("SELECT seq FROM document WHERE source = ? AND sha256 = ?", source, checksum)


def _choose(ledger: Ledger, claim: SlotClaim, seen: Mapping[int, str]) -> None:
    """Choose the documents that no edition of the brief has under whatever name; the others are duplicates, once."""
    taken = _taken(ledger, claim.brief)
    for number, checksum in sorted(seen.items()):
        before = taken.get(checksum, ())
        if all(row["seq"] != number for row in before):
            end = (Verdict.DUPLICATE, _had_before(before[0])) if before else (Verdict.CHOSEN, "")
            ledger.change("INSERT INTO slot_document VALUES (?, ?, ?, ?, ?)", claim.brief, claim.period, number, *end)


def _taken(ledger: Ledger, brief: str) -> dict[str, tuple[Row, ...]]:
    """Return what editions of the brief have had, by checksum, the first one first."""
    rows = ledger.rows(
        "SELECT d.seq, d.sha256, d.location, s.period, s.edition FROM slot_document o JOIN document d ON d.seq = o.seq"
        " JOIN slot s ON s.brief = o.brief AND s.period = o.period"
        f" WHERE o.brief = ? AND s.state NOT IN ({placeholders(WITHOUT_EDITION)}) ORDER BY d.seq",
        brief, *WITHOUT_EDITION,
    )  # fmt: skip
    found: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        found[row["sha256"]] = (*found.get(row["sha256"], ()), row)
    return found


def _had_before(row: Row) -> str:
    edition = f"in edition {row['edition']}" if row["edition"] else f"of {row['period']}"
    return f"{SAME_BYTES}{row['location']}, {edition}"


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
