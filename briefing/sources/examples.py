"""Read the text that shows which event a brief is on."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import SourceError
from briefing.model import Document
from briefing.sources.files import read_file
from briefing.sources.labels import label
from briefing.sources.opening import opened
from briefing.text.reading import read

NAME = "example"


def example(path: Path) -> Document:
    """Return the document in a file, the first of several; raise SourceError where none can be read."""
    if not path.exists():
        raise SourceError(f"the example {label(str(path))}: no such file")
    found = opened([read_file(path, label(path.name))])
    reasons = [each.reason for each in found.rejected]
    for raw in found.kept:
        document = read(raw, NAME)
        if isinstance(document, Document):
            return document
        reasons.append(document.reason)
    raise SourceError(f"the example {label(str(path))} is no text on an event: {'; '.join(reasons)}")
