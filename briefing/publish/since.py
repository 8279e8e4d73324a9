"""Since the last edition: what moved, changed and was withdrawn with both sentences, the rest in numbers."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Change, ChangeKind, Earlier, Finding, Status
from briefing.publish.citations import finding_citation, quotation, speaker
from briefing.publish.draft import Draft
from briefing.publish.entries import Citation, Entry, Reference
from briefing.publish.foreign import machine_rendering, rendering
from briefing.publish.glyphs import GLYPHS
from briefing.publish.headings import Comparison, Count, Told
from briefing.publish.numbering import ranges

ORDER = (ChangeKind.MOVED, ChangeKind.CHANGED, ChangeKind.WITHDRAWN, ChangeKind.NEW, ChangeKind.UNCHANGED)
TOLD = ORDER[:3]
MOST_TOLD = 3
OPENING = 80


def comparison(draft: Draft) -> Comparison | None:
    """Return what became of the facts since the last edition; None for a brief of no series, or without documents."""
    brief, words = draft.brief, draft.words
    if not brief.edition or not brief.documents:
        return None
    if brief.since is None:
        return Comparison(words.words["changes"], words.empty["first_edition"])
    named = {"n": brief.since.edition, "date": words.day(brief.since.day)}
    changed = any(change.kind is not ChangeKind.UNCHANGED for change in brief.changes)
    told = tuple(_told(change, draft) for change in _ordered(draft) if change.kind in TOLD)
    return Comparison(
        title=words.words["since"].format(**named) if changed else words.words["changes"],
        sentence="" if changed else words.empty["no_change"].format(**named),
        counts=tuple(_count(kind, draft) for kind in ORDER if any(each.kind is kind for each in brief.changes)),
        told=told[:MOST_TOLD],
        more_title=words.words["since_more"].format(**named),
        more=told[MOST_TOLD:],
    )


def nothing_new(draft: Draft) -> str:
    """Return the message of an edition without documents, '' for any other brief."""
    brief, words = draft.brief, draft.words
    if not brief.edition or brief.documents:
        return ""
    if brief.since is None:
        return words.empty["nothing_yet"]
    # A folder that is not there, or files that cannot be read, are no quiet day.
    said = words.empty["nothing_read" if brief.rejections else "nothing_new"]
    return said.format(n=brief.since.edition, date=words.day(brief.since.day))


def opening(finding: Finding, draft: Draft) -> str:
    """Return the first words of a finding that says nothing new, '' for one that does."""
    text = quotation(finding.span, draft).text if finding.id in draft.unchanged else ""
    return text if len(text) <= OPENING else (text[: OPENING + 1].rpartition(" ")[0] or text[:OPENING])


def _ordered(draft: Draft) -> Sequence[Change]:
    numbers = _numbers(draft)
    return sorted(draft.brief.changes, key=lambda each: (ORDER.index(each.kind), numbers.get(each.finding or 0, 0)))


def _numbers(draft: Draft) -> dict[int, int]:
    return {finding.id: number for number, finding in draft.findings}


def _count(kind: ChangeKind, draft: Draft) -> Count:
    own = [change for change in draft.brief.changes if change.kind is kind]
    numbers = _numbers(draft)
    cited = sorted(numbers[change.finding] for change in own if change.finding is not None)
    return Count(draft.words.count(kind, len(own)), ranges(cited))


def _told(change: Change, draft: Draft) -> Told:
    found = next(((number, each) for number, each in draft.findings if each.id == change.finding), None)
    before = change.before
    if before is None:
        raise ValueError(f"what is {change.kind} has been told before: {change}")
    note = f"{_status(before.status, draft)} → {_status(found[1].status, draft)}" if found else ""
    return Told(
        tag=draft.words.tags[change.kind],
        number=found[0] if found else 0,
        topic=draft.headings[change.topic],
        note=note if change.kind is ChangeKind.MOVED else "",
        before=_then(before, draft),
        now=_now(found[1], draft) if found else None,
    )


def _status(status: Status, draft: Draft) -> str:
    named = {Status.AGREEMENT: "agreed", Status.DISPUTE: "disputed", Status.UNRESOLVED: "unresolved_short"}
    return f"{GLYPHS[status]} {draft.words.words[named[status]]}"


def _then(before: Earlier, draft: Draft) -> Entry:
    words, span = draft.words.words, before.span
    place = words["in_edition"].format(n=before.edition, reference=f"{span.doc}\u00a0§{span.number}")
    quoted = quotation(span, draft)
    if quoted.short:
        quoted = quoted._replace(continues=words["continues"].format(reference=place))
    citation = Citation(speaker(before.speakers, draft), Reference("", ""), place=place)
    lead = words["edition"].format(n=before.edition)
    return Entry(0, quoted, citation, lead=lead, rendering=machine_rendering(span, draft))


def _now(finding: Finding, draft: Draft) -> Entry:
    citation = finding_citation(finding, draft)._replace(others=(), tags=())
    lead, under = draft.words.words["now"], rendering(finding.span, draft)
    return Entry(0, quotation(finding.span, draft), citation, lead=lead, rendering=under)
