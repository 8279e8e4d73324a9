"""Hand-made editions of the invented talks: the first, one with changes of every kind, one without, one of no news."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from fakes import BRANDT, OSZLAN, described, rich

from briefing.model import Brief, Change, ChangeKind, Earlier, Finding, Since, Span, Status
from briefing.pipeline import Collected, corpus, edition_of, nothing_new, selected
from briefing.publish.editions import Record
from briefing.publish.record import record
from briefing.settings import Options

LAST = Since(1, date(2031, 11, 14))
BEFORE = {
    "gazette.txt": (
        "It is still open whether the prisoners of the winter will be exchanged.\n"
        "Ms Brandt said eight patrol boats had crossed the line.\n"
        "The harbour of Kell will be closed to inspectors for ever, a spokesman said.\n"
    ),
    "krant.txt": "Het graan blijft voorlopig in de silo’s, zei niemand minder dan de minister.\n",
}


def compose_edition(
    raws: Collected, options: Options, number: int, before: Sequence[Record], replaced: Collection[str] = ()
) -> Brief:
    """Return a numbered edition of the documents, compared with the records of those before."""
    return edition_of(selected(corpus(raws, options.subject), options), options, number, before, replaced)


def earlier(path: str, number: int, status: Status, topic: str, speakers: tuple[str, ...] = ()) -> Earlier:
    """Return a finding of edition 1, a whole line of one of its documents."""
    text = BEFORE[path].split("\n")[number - 1]
    start = BEFORE[path].index(text)
    lang = "nl" if path == "krant.txt" else "en"
    place = Span(f"D{2 + list(BEFORE).index(path)}", start, start + len(text), text, lang, number)
    return Earlier(1, number, LAST.day, status, topic, path, "ab" * 32, place, speakers)


OPEN = earlier("gazette.txt", 1, Status.UNRESOLVED, "t1")
EIGHT = earlier("gazette.txt", 2, Status.DISPUTE, "t4", (BRANDT,))
CLOSED = earlier("gazette.txt", 3, Status.DISPUTE, "t9")
GRAIN = earlier("krant.txt", 1, Status.UNRESOLVED, "t3", (OSZLAN,))
CHANGES = (
    Change(ChangeKind.MOVED, "t1", 1, OPEN),
    Change(ChangeKind.NEW, "t3", 2),
    Change(ChangeKind.UNCHANGED, "t2", 3, GRAIN),
    Change(ChangeKind.NEW, "t2", 4),
    Change(ChangeKind.CHANGED, "t4", 5, EIGHT),
    Change(ChangeKind.NEW, "t4", 6),
    Change(ChangeKind.UNCHANGED, "t3", 7, GRAIN),
    Change(ChangeKind.UNCHANGED, "t5", 8, GRAIN),
    Change(ChangeKind.WITHDRAWN, "t9", None, CLOSED),
)


def first() -> Brief:
    """Return a first edition."""
    brief = rich()
    new = tuple(Change(ChangeKind.NEW, finding.topic, finding.id) for finding in brief.findings)
    return replace(brief, edition=1, changes=new)


def second() -> Brief:
    """Return an edition with changes of every kind."""
    kinds = {change.finding: change.kind for change in CHANGES}
    told = (ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.MOVED)
    findings = tuple(
        replace(each, tags=(*([kinds[each.id].value] if kinds[each.id] in told else []), *each.tags[:1]))
        if each.id != 2
        else replace(each, tags=("new",))
        for each in rich().findings
    )
    return replace(described(), edition=2, since=LAST, changes=CHANGES, findings=findings)


def unchanged() -> Brief:
    """Return an edition that tells nothing but what was told before."""
    brief = rich()
    same = tuple(Change(ChangeKind.UNCHANGED, finding.topic, finding.id, GRAIN) for finding in brief.findings)
    return replace(brief, edition=3, since=replace(LAST, edition=2), changes=same, findings=_plain(brief))


def _plain(brief: Brief) -> tuple[Finding, ...]:
    return tuple(replace(each, tags=()) for each in brief.findings)


def many() -> Brief:
    """Return an edition with more changes than its first page has room for."""
    moved = tuple(Change(ChangeKind.MOVED, finding.topic, finding.id, OPEN) for finding in rich().findings)
    return replace(rich(), edition=2, since=LAST, changes=moved)


def without_news() -> Brief:
    """Return an edition of a day without news."""
    return nothing_new(Options(as_of=date(2031, 11, 16), tlp="clear"), 2, [record(first())], rich().rejections)
