"""How documents travel to the children that read them, and back: JSON and bytes, and nothing that can be run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO, Any

from briefing.model import Document, Kind, RawDocument, Rejection, Sentence
from briefing.sources.formats.frames import page_of, receive, send, told_of

Said = dict[str, Any]
_KINDS = tuple(Kind)


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


def packed(found: Document | Rejection) -> Said:
    """Return what is sent back of a document; its sentences are pieces of its text."""
    if isinstance(found, Rejection):
        return {"rejected": found.reason}
    rows = [
        [one.start, one.end, _KINDS.index(one.kind), one.lang, one.paragraph, one.why, one.inside_quotation]
        for one in found.sentences
    ]
    told = [found.sha256, found.text, found.lang, found.title, found.publisher, found.url, found.genre]
    day = found.published and found.published.isoformat()
    return {"read": told, "day": day, "agencies": found.agencies, "remarks": found.remarks, "rows": rows}


def unpacked(said: Said, location: str, name: str) -> Document | Rejection:
    """Return what was sent back of a document, by that name; what cannot be an answer is a rejection."""
    try:
        return Rejection(location, str(said["rejected"])) if "rejected" in said else _document(said, location, name)
    except (ValueError, KeyError, TypeError, IndexError):
        return Rejection(location, "reading it stopped the reader")


def _document(said: Said, location: str, name: str) -> Document:
    digest, text, lang, title, publisher, url, genre = map(str, said["read"])
    return Document(
        id=name,
        location=location,
        sha256=digest,
        text=text,
        lang=sys.intern(lang),
        title=title,
        publisher=publisher,
        published=date.fromisoformat(said["day"]) if said["day"] else None,
        url=url,
        agencies=tuple(map(str, said["agencies"])),
        genre=genre,
        remarks=tuple(map(str, said["remarks"])),
        sentences=tuple(_sentences(said["rows"], text, name)),
    )


def _sentences(rows: Sequence[Sequence[Any]], text: str, name: str) -> Iterator[Sentence]:
    for number, (start, end, kind, lang, paragraph, why, quoted) in enumerate(rows, start=1):
        yield Sentence(
            document=name,
            number=number,
            start=start,
            end=end,
            text=text[start:end],
            kind=_KINDS[kind],
            lang=sys.intern(lang),
            paragraph=paragraph,
            why=sys.intern(why),
            inside_quotation=quoted,
        )
