"""Sentences, documents and assessments in one line each, for tests of the analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from briefing.analysis.corroboration import Likeness, likeness
from briefing.analysis.vectors import vectors
from briefing.model import (
    Assessment,
    Batch,
    Brief,
    Document,
    Kind,
    RawDocument,
    Sentence,
    Status,
)
from briefing.pipeline import compose
from briefing.resources import shipped
from briefing.settings import Options

AS_OF = date(2031, 5, 6)


def sentence(text: str, document: str = "D1", number: int = 1, lang: str = "en", kind: Kind = Kind.PROSE) -> Sentence:
    """Return a sentence in a paragraph of its own."""
    return Sentence(document, number, 0, len(text), text, kind, lang, number)


def document(name: str, *texts: str, lang: str = "en", title: str = "") -> Document:
    """Return a document of these sentences, each a paragraph; one that begins with «# » is a heading."""
    whole = "\n\n".join(texts)
    found, start = [], 0
    for number, text in enumerate(texts, start=1):
        kind = Kind.HEADING if text.startswith("# ") else Kind.PROSE
        found.append(Sentence(name, number, start, start + len(text), text, kind, lang, number))
        start += len(text) + 2
    return Document(name, f"{name}.txt", "0" * 64, whole, lang, title=title, sentences=tuple(found))


def assessment(
    one: Sentence, status: Status | None, score: float = 0.9, topic: str | None = "water", speakers: Sequence[str] = ()
) -> Assessment:
    """Return what the analysis might say of a sentence."""
    return Assessment(one, status, score, topic, tuple(speakers))


def likened(sentences: Sequence[Sentence]) -> Likeness:
    """Return the comparison of these sentences."""
    return likeness(sentences, vectors().encode([one.text for one in sentences]))


def raws(texts: Mapping[str, str | bytes]) -> Batch[RawDocument]:
    """Return a collection of documents by file name, in the order of the mapping."""
    contents = {name: text if isinstance(text, bytes) else text.encode() for name, text in texts.items()}
    return Batch(tuple(RawDocument(name, content) for name, content in contents.items()))


def sample_files(event: str) -> tuple[Path, ...]:
    """Return the paths of the articles of a sample event, in order."""
    return tuple(sorted(shipped("data", "samples", event).iterdir()))


@cache
def sample(event: str) -> Batch[RawDocument]:
    """Return the articles of a sample event."""
    return Batch(tuple(RawDocument(path.name, path.read_bytes()) for path in sample_files(event)))


@cache
def sample_brief(event: str) -> Brief:
    """Return the brief of a sample event."""
    return compose(sample(event), Options(as_of=AS_OF))
