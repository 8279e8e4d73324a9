"""What the analysis finds in the documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefing.model.documents import Sentence, Span


class Status(StrEnum):
    """What a sentence says about its issue; background and tone have none."""

    AGREEMENT = "agreement"
    DISPUTE = "dispute"
    UNRESOLVED = "unresolved"


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
    """An issue that the documents speak of; ``terms`` are its strongest terms, best first.

    ``event`` is the id of its event in a brief of several, '' in one of a single event.
    """

    id: str
    title: str
    lang: str = "en"
    terms: tuple[str, ...] = ()
    event: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact with its status: the best sentence that tells it, and the others that support it.

    ``documents`` tell it, ``origins`` of them are independent; ``fragment`` is a short verbatim piece of the span.
    ``credibility`` is 1 to 6 of the Admiralty code (NATO STANAG 2511), 6 where it cannot be judged.  ``mediated`` says
    that who tells it hosts or mediates the talks: what the sides agreed is no claim of one of them.
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
    credibility: int = 6
    mediated: bool = False


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
class Counterpart:
    """The fact of a quotation in another language, as a source tells it in the language of the brief.

    ``of`` is the quotation, ``span`` the statement: a sentence of the same finding or, where ``discrepancy`` is an id,
    another claim of the same value in that contradiction.
    """

    of: Span
    span: Span
    discrepancy: int | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """What a machine makes of a quotation in the language of the brief: no quotation, and never counted as one.

    ``original`` is the quotation, ``source`` its language; ``translator`` is the name that is printed.
    """

    original: str
    source: str
    text: str
    translator: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A person whom a brief quotes or names.

    ``office`` is what a source calls him, in its words, None where none says it clearly; ``spellings`` are the first
    places at which each document writes the name so.
    """

    name: str
    office: Span | None
    spellings: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence of the brief that names a day: ``words``, verbatim in ``span``, are read as that day.

    ``finding`` is the id of the finding that it tells or supports, None where none does.
    """

    day: date
    span: Span
    words: str
    finding: int | None = None
    speakers: tuple[str, ...] = ()
