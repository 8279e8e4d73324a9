"""Whether a document is one that a brief can be made of: it can be read, and speaks of what is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.events import off_subject
from briefing.model import Document, RawDocument, Rejection
from briefing.text.reading import read


def admitted(raw: RawDocument, name: str, subject: Sequence[str]) -> Document | Rejection:
    """Return a document by that name as it is read, or why it is left out."""
    document = read(raw, name)
    if isinstance(document, Document) and (why := off_subject(document, subject)):
        return Rejection(document.location, why)
    return document
