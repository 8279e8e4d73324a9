"""Make one edition, in a process of its own: choose documents, compose, render, write the mails, queue them.

Each step is committed; whoever takes the work over goes on after the last one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from briefing.errors import PublishError
from briefing.model import Brief, RawDocument, Rejection
from briefing.operations.claims import SlotClaim, change_slot, slot_of
from briefing.operations.clock import stamp
from briefing.operations.failpoints import reach
from briefing.operations.files import for_readers, printings
from briefing.operations.ledger import Row
from briefing.operations.letters import queue
from briefing.operations.notices import Notice, end, give
from briefing.operations.states import Slot
from briefing.operations.store import LEAST_FREE
from briefing.operations.window import Window, freeze, record_verdicts, window
from briefing.operations.workplace import Workplace
from briefing.settings import BriefSettings, Options, Settings

MOST_EARLIER = 10
PRINTING = "printing the PDF"
TRANSLATING = "translating quotations"
_NOTICES = {PRINTING: "pdf", TRANSLATING: "translation"}
# That over which the program died so often is left out: the Markdown says the same as the PDF, the quotation more.
MOST_DEATHS = 2
ROOM_WAIT = timedelta(minutes=5)


def make(place: Workplace, claim: SlotClaim) -> None:
    """Bring a claimed slot to its deliveries; raise ClaimLost where somebody else has taken it over."""
    reach("claimed")
    if not _has_room(place, claim):
        return
    # What was noted over an earlier try must not be blamed for the end of this one.
    place.store.note(claim.brief, claim.period, "collecting")
    brief = place.settings.brief(claim.brief)
    if slot_of(place.ledger, claim)["edition"] is None:
        freeze(place, claim, brief)
    if slot_of(place.ledger, claim)["state"] != Slot.RENDERED and not _made(place, claim, brief):
        return
    place.store.note(claim.brief, claim.period, "writing the mails")
    queue(place, claim)
    reach("queued")


def _has_room(place: Workplace, claim: SlotClaim) -> bool:
    """Tell whether the disk has room for an edition; where not, put it off without counting a try, and say so."""
    if place.store.has_room():
        end(place.ledger, place.at, "disk", "archive")
        return True
    slot, reason = (
        slot_of(place.ledger, claim),
        f"the disk of the archive has less than {LEAST_FREE // 1_000_000} MB free",
    )
    state = Slot.RETRY if slot["state"] == Slot.CLAIMED else slot["state"]
    with place.ledger.writing():
        change_slot(
            place.ledger, claim, "state = ?, reason = ?, owner = '', lease = '', next_try = ?, changed = ?",
            state, reason, stamp(place.now + ROOM_WAIT), place.at,
        )  # fmt: skip
        give(place.ledger, place.at, Notice("disk", "archive", f"no brief is made: {reason}"))
    return False


def _made(place: Workplace, claim: SlotClaim, brief: BriefSettings) -> bool:
    """Compose and render the edition; False where there is nothing to say and the settings say: then say nothing."""
    slot, chosen = slot_of(place.ledger, claim), window(place, claim)
    made = _composed(place, claim, brief, slot, chosen)
    if place.settings.translation.translator:
        made = _translated(place, claim, made)
    reach("composed")
    if not made.documents and brief.empty == "skip":
        _end_empty(place, claim, chosen, made)
        return False
    files = dict(_rendered(place, claim, brief, made))
    reach("printed")
    with place.ledger.writing():
        for kind, (path, checksum, size) in sorted(files.items()):
            place.ledger.change(
                "INSERT INTO artifact VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (brief, period, kind) DO UPDATE"
                " SET sha256 = excluded.sha256, path = excluded.path, bytes = excluded.bytes",
                claim.brief, claim.period, kind, checksum, path, size,
            )  # fmt: skip
        record_verdicts(place.ledger, claim, chosen.numbers, made)
        change_slot(place.ledger, claim, "state = ?, changed = ?", Slot.RENDERED, place.at)
        place.ledger.tell(place.at, Slot.RENDERED, ", ".join(sorted(files)), (claim.brief, claim.period))
    reach("rendered")
    return True


def _composed(place: Workplace, claim: SlotClaim, brief: BriefSettings, slot: Row, chosen: Window) -> Brief:
    """Return the edition: of the documents that can be used, else one that says that nothing is new."""
    from briefing.pipeline import edition_of, nothing_new, selected
    from briefing.sources.examples import example
    from briefing.sources.readers import read_in_children

    options = Options(
        as_of=date.fromisoformat(slot["day"]), title=brief.title, lang=brief.lang, tlp=brief.tlp,
        template=brief.template, quick=brief.quick, subject=brief.subject, register=place.settings.register,
        events=brief.events,
        example=example(Path(brief.example)) if brief.example else None,
    )  # fmt: skip
    earlier = _earlier(place, claim, slot["edition"])

    def noted() -> Iterator[RawDocument | Rejection]:
        """Yield what was collected, each document noted before it is read: the last, should that end the process."""
        for each in chosen.raws:
            if isinstance(each, RawDocument):
                place.store.note(claim.brief, claim.period, f"document {chosen.numbers[each.location]}")
            yield each

    documents = read_in_children(noted(), options.subject, jobs=1, few=sys.maxsize)
    place.store.note(claim.brief, claim.period, "composing")
    events = selected(documents, options)
    if not events[0].kept:
        return nothing_new(options, slot["edition"], earlier, events[0].rejected)
    return edition_of(events, options, slot["edition"], earlier, chosen.replaced)


def _translated(place: Workplace, claim: SlotClaim, made: Brief) -> Brief:
    """Return the edition with the translations that the settings give it; where they fail, give a notice of it."""
    from briefing.operations.translating import translated

    if not _may(place, claim, TRANSLATING):
        return made
    place.store.note(claim.brief, claim.period, TRANSLATING)
    found = translated(made, place.settings.translation, os.environ, place.store.translations(claim.brief))
    place.store.note(claim.brief, claim.period, "composing")
    if not found.untranslated:
        end(place.ledger, place.at, "translation", claim.brief)
        return found
    reasons = "; ".join(f"{each.location}: {each.reason}" for each in found.untranslated)
    with place.ledger.writing():
        text = f"not all quotations are translated: {reasons}; briefing doctor examines the translator"
        give(place.ledger, place.at, Notice("translation", claim.brief, text))
    return found


def _earlier(place: Workplace, claim: SlotClaim, edition: int) -> list[dict[str, object]]:
    """Return the records of the last editions before this one that have left, the oldest first."""
    from briefing.publish.record import load

    rows = place.ledger.rows(
        "SELECT a.path FROM artifact a JOIN slot s ON s.brief = a.brief AND s.period = a.period"
        " WHERE s.brief = ? AND a.kind = 'json' AND s.edition < ? AND s.state IN (?, ?, ?)"
        " ORDER BY s.edition DESC LIMIT ?",
        claim.brief, edition, Slot.DELIVERING, Slot.DONE, Slot.DONE_PARTIAL, MOST_EARLIER,
    )  # fmt: skip
    paths = [place.store.folder / row["path"] for row in reversed(rows)]
    return [load(place.store.read(path).decode(), str(path)) for path in paths if path.exists()]


def _rendered(
    place: Workplace, claim: SlotClaim, brief: BriefSettings, made: Brief
) -> Iterator[tuple[str, tuple[str, str, int]]]:
    """Write the edition in every format that the settings or the mail need, the PDFs last."""
    from briefing.publish.archive import file_name
    from briefing.publish.rendering import bound, typeset

    folder = place.store.slot(claim.brief, claim.period)
    wanted = printings(made, brief, pdf="pdf" in brief.formats and _may(place, claim, PRINTING))
    shared = for_readers([each.kind for each in wanted], brief)
    place.store.note(claim.brief, claim.period, "filling the template")
    filled = [(each, sheet) for each in wanted for sheet in typeset(each.brief, [each.format], brief.template)]
    for each, sheet in filled:
        form = each.format
        place.store.note(claim.brief, claim.period, PRINTING if form == "pdf" else f"writing the {form}")
        artifact = bound(sheet, each.brief)
        written = place.store.write(folder / file_name(each.brief, form), artifact.content)
        path = written.path.relative_to(place.store.folder).as_posix()
        yield each.kind, (path, written.sha256, len(artifact.content))
        if each.kind in shared:
            _put_out(place, brief, written.path.name, artifact.content)


def _put_out(place: Workplace, brief: BriefSettings, name: str, content: bytes) -> None:
    """Write a file into the brief's folder; where that fails the mail goes out all the same, from the archive."""
    try:
        place.store.write(out_path(place.settings, brief, name), content)
    except PublishError as error:
        with place.ledger.writing():
            give(place.ledger, place.at, Notice("out", brief.name, f"{error}; the archive has the edition"))
    else:
        end(place.ledger, place.at, "out", brief.name)


def out_path(settings: Settings, brief: BriefSettings, name: str) -> Path:
    """Return where a file of an edition goes: with the brief's name in it where several briefs share the folder."""
    stem, _, form = name.rpartition(".")
    shared = any(other.out == brief.out for other in settings.briefs if other.name != brief.name)
    return brief.out / (f"{stem}-{brief.name}.{form}" if shared else name)


def _may(place: Workplace, claim: SlotClaim, doing: str) -> bool:
    """Tell whether what is no more than useful may be tried again; where not, say so."""
    died = place.ledger.number(
        "SELECT count(*) FROM event WHERE brief = ? AND period = ? AND what IN ('died', 'lost') AND detail LIKE ?",
        claim.brief, claim.period, f"{doing}%",
    )  # fmt: skip
    if died < MOST_DEATHS:
        return True
    with place.ledger.writing():
        text = f"{doing} stopped the program {died} times: the edition goes out without it"
        give(place.ledger, place.at, Notice(_NOTICES[doing], f"{claim.brief} {claim.period}", text))
    return False


def _end_empty(place: Workplace, claim: SlotClaim, chosen: Window, made: Brief) -> None:
    edition = slot_of(place.ledger, claim)["edition"]
    with place.ledger.writing():
        record_verdicts(place.ledger, claim, chosen.numbers, made)
        reason = f"nothing new; {len(made.rejections)} left out" if made.rejections else "nothing new"
        change_slot(
            place.ledger, claim, "state = ?, reason = ?, owner = '', edition = NULL, changed = ?",
            Slot.EMPTY, reason, place.at,
        )  # fmt: skip
        # No edition was made, so its number is free again, if it was the last.
        place.ledger.change(
            "UPDATE brief SET editions = editions - 1 WHERE name = ? AND editions = ?", claim.brief, edition
        )
        place.ledger.tell(place.at, Slot.EMPTY, reason, (claim.brief, claim.period))
