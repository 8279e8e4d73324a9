"""Documents: what comes in, and the sentences that it is read as.

Offsets are code points into ``Document.text``; ``text[start:end]`` is the text of every span.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Kind(StrEnum):
    """What a sentence-like line of a document is."""

    PROSE = "prose"
    HEADING = "heading"
    CAPTION = "caption"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that was left out, and why; a value, not an error."""

    location: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch(Generic[T]):
    """What a stage kept and what it left out: ``kept + rejected`` is what came in."""

    kept: Sequence[T]
    rejected: tuple[Rejection, ...] = ()

    def __iter__(self) -> Iterator[T | Rejection]:
        """Yield what was kept, then what was left out."""
        yield from self.kept
        yield from self.rejected


def sifted(found: Iterable[T | Rejection], rejected: list[Rejection]) -> Iterator[T]:
    """Yield what can be used, when it is asked for, and add what cannot to ``rejected``."""
    for each in found:
        if isinstance(each, Rejection):
            rejected.append(each)
        else:
            yield each


def batch(found: Iterable[T | Rejection]) -> Batch[T]:
    """Return all that was found at once."""
    rejected: list[Rejection] = []
    kept = tuple(sifted(found, rejected))
    return Batch(kept, tuple(rejected))


class Page(NamedTuple):
    """A document's text without markup, and what its markup says of it; ``headings`` are starts of heading lines.

    ``remark`` says what of it could not be read, '' where all could.
    """

    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    headings: frozenset[int] = frozenset()
    author: str = ""
    lang: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A document's bytes as collected; ``location`` is its file name relative to its source.

    In an archive, a mailbox or the like ``content`` is what is one document there: one mail, one line.  ``page`` is
    what was taken out of bytes that are no text; it follows from them alone.
    """

    location: str
    content: bytes
    page: Page | None = None


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
    """A document as read: its text, what the text says of itself, and its sentences in order.

    ``genre`` is '' for a report.
    """

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
    genre: str = ""
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
