"""How documents travel to the children that read them: JSON and bytes, and nothing that can be run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from briefing.model import RawDocument
from briefing.sources.formats.frames import page_of, receive, send, told_of


def ask(pipe: IO[bytes], raws: Sequence[RawDocument], subject: Sequence[str]) -> None:
    """Write some documents that are to be read."""
    send(pipe, {"documents": len(raws), "subject": [*subject]})
    for raw in raws:
        send(pipe, {"location": raw.location, **told_of(raw.page)}, raw.content)


def asked(pipe: IO[bytes]) -> tuple[list[RawDocument], list[str]]:
    """Return all documents that are to be read next, and the subject; raise EOFError where none are."""
    said, _ = receive(pipe)
    frames = (receive(pipe) for _ in range(said["documents"]))
    return [RawDocument(each["location"], content, page_of(each)) for each, content in frames], said["subject"]
