"""The frozen values that pass between the stages, and nothing else.

``RawDocument -> Document -> Sentence -> Assessment -> (Topic, Finding, Discrepancy) -> Brief -> Artifact``, each made
from the one before.  Offsets are code points into ``Document.text``; ``text[start:end]`` is the text of every span.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Kind(StrEnum):
    """What a sentence-like line of a document is."""

    PROSE = "prose"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"
    FRAGMENT = "fragment"


class Status(StrEnum):
    """What a sentence says about its issue; background and tone have none."""

    AGREEMENT = "agreement"
    DISPUTE = "dispute"
    UNRESOLVED = "unresolved"


class State(StrEnum):
    """What became of a document."""

    USED = "used"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that was left out, and why; a value, not an error."""

    location: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch(Generic[T]):
    """What a stage kept and what it left out: ``kept + rejected`` is what came in."""

    kept: tuple[T, ...]
    rejected: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document's bytes as collected; ``location`` is its file name relative to its source."""

    location: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence-like line of one document.

    ``number`` counts all lines of the document from 1 (the § of a citation), ``paragraph`` the paragraphs from 0;
    ``inside_quotation`` says that the sentence begins within a quotation that the sentence before it opened.
    """

    document: str
    number: int
    start: int
    end: int
    text: str
    kind: Kind
    lang: str
    paragraph: int
    why: str = ""
    inside_quotation: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its text, what the text says of itself, and its sentences in order."""

    id: str
    location: str
    sha256: str
    text: str
    lang: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    agencies: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A verbatim piece of a document: ``documents[doc].text[start:end] == text``; ``number`` is its §."""

    doc: str
    start: int
    end: int
    text: str
    lang: str
    number: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the analysis says of one sentence: a row of ``briefing trace``."""

    sentence: Sentence
    status: Status | None = None
    score: float = 0.0
    topic: str | None = None
    speakers: tuple[str, ...] = ()
    why: str = ""
    cues: tuple[str, ...] = ()
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """An issue that the documents speak of; ``terms`` are its strongest terms, best first."""

    id: str
    title: str
    lang: str = "en"
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact with its status: the best sentence that tells it, and the others that support it.

    ``documents`` tell it, ``origins`` of them are independent; ``fragment`` is a short verbatim piece of the span.
    """

    id: int
    status: Status
    topic: str
    span: Span
    speakers: tuple[str, ...] = ()
    score: float = 0.0
    why: str = ""
    supports: tuple[Span, ...] = ()
    documents: int = 1
    origins: int = 1
    fragment: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a discrepancy: a verbatim span, the value read in it, and who says it."""

    span: Span
    value: str
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Claims of different documents that cannot all hold; ``kind`` as in the brief's schema."""

    id: int
    kind: str
    topic: str
    note: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a speaker stands on a topic."""

    topic: str
    speaker: str
    stance: str
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence of the summary of a topic that no finding shows: «other reporting»."""

    topic: str
    span: Span
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A document's line in the list of sources."""

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


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that is printed: no stage after this one decides anything about content."""

    title: str
    as_of: date
    lang: str
    documents: tuple[SourceEntry, ...]
    topics: tuple[Topic, ...] = ()
    bottom_line: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    positions: tuple[Position, ...] = ()
    reports: tuple[Report, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    omissions: tuple[tuple[str, int], ...] = ()
    event_date: date | None = None
    period: tuple[date | None, date | None] = (None, None)
    parties: tuple[str, ...] = ()
    tlp: str = ""
    title_lang: str = ""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A rendered brief: bytes and the format's file extension."""

    format: str
    content: bytes
