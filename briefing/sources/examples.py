"""Read the text that shows which event a brief is on."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import SourceError
from briefing.model import Document, Rejection
from briefing.sources.files import read_file
from briefing.sources.folders import label
from briefing.text.reading import read

NAME = "example"


def example(path: Path) -> Document:
    """Return the document in a file; raise SourceError where it cannot be read, or is no text on an event."""
    location = label(path.name)
    raw = read_file(path, location)
    document = raw if isinstance(raw, Rejection) else read(raw, NAME)
    if isinstance(document, Rejection):
        raise SourceError(f"the example {label(str(path))} {document.reason}")
    return document
