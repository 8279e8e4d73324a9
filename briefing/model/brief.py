"""The brief: everything that is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefing.model.descriptions import SourceDescription
from briefing.model.documents import Document, Rejection, Span
from briefing.model.editions import Change, Since
from briefing.model.findings import (
    Counterpart,
    Dated,
    Discrepancy,
    Finding,
    Position,
    Profile,
    Report,
    Topic,
    Translation,
)


class State(StrEnum):
    """What became of a document."""

    USED = "used"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A document's line in the list of sources.

    ``description`` is that of its publisher, None where the user describes none; ``described_agencies`` are those of
    its ``agencies`` that he describes.
    """

    id: str
    path: str
    sha256: str
    lang: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    words: int = 0
    origin: str = ""
    state: State = State.USED
    reason: str = ""
    agencies: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    description: SourceDescription | None = None
    described_agencies: tuple[SourceDescription, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One of the events of a brief on several: its title in ``lang``, its day, parties and ids of documents."""

    id: str
    title: str
    lang: str
    date: date | None
    parties: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that is printed: no stage after this one decides anything about content.

    ``edition`` is 0 for a brief of no series: it is compared with nothing, and nothing of that is printed.  ``texts``
    are the documents as read, for the page on which they are read beside the brief; the record has no copy of them.
    ``untranslated`` says of a translator that failed why: its name stands where a rejection has the document's.
    ``claimed`` are the sentences of the bottom line that one speaker alone claims, each with his name.
    ``namesake`` counts the briefs of one day and title that are made together.  ``events`` are none for one event.
    """

    title: str
    as_of: date
    lang: str
    documents: tuple[SourceEntry, ...]
    topics: tuple[Topic, ...] = ()
    bottom_line: tuple[Span, ...] = ()
    claimed: tuple[tuple[Span, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    positions: tuple[Position, ...] = ()
    reports: tuple[Report, ...] = ()
    timeline: tuple[Dated, ...] = ()
    people: tuple[Profile, ...] = ()
    counterparts: tuple[Counterpart, ...] = ()
    translations: tuple[Translation, ...] = ()
    untranslated: tuple[Rejection, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    omissions: tuple[tuple[str, int], ...] = ()
    event_date: date | None = None
    period: tuple[date | None, date | None] = (None, None)
    parties: tuple[str, ...] = ()
    tlp: str = ""
    title_lang: str = ""
    edition: int = 0
    since: Since | None = None
    changes: tuple[Change, ...] = ()
    texts: tuple[Document, ...] = ()
    namesake: int = 1
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """A rendered brief: bytes and the format's file extension."""

    format: str
    content: bytes
