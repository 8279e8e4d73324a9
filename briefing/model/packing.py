"""Documents as few bytes: to be sent by those who read them, and to be held where there are very many.

A packed document is JSON, and nothing that can be run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, overload
from zlib import compress, decompress

from briefing.model.documents import Document, Kind, Rejection, Sentence

Said = dict[str, Any]
_KINDS = tuple(Kind)
_FASTEST = 1


class PackedDocuments(Sequence[Document]):
    """Documents «D1», «D2» …, each of which is unpacked whenever it is asked for: a fifth of the memory."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._packed = [_deflated(document) for document in documents]

    def append(self, document: Document) -> None:
        """Add a document behind the others; its name follows from its place."""
        self._packed.append(_deflated(document))

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Document, ...]: ...
    def __getitem__(self, place: int | slice) -> Document | tuple[Document, ...]:
        if isinstance(place, slice):
            return tuple(self[at] for at in range(*place.indices(len(self))))
        location, said = json.loads(decompress(self._packed[place]))
        return _document(said, location, f"D{range(len(self))[place] + 1}")


def _deflated(document: Document) -> bytes:
    return compress(json.dumps([document.location, packed(document)]).encode(), _FASTEST)


def packed(found: Document | Rejection) -> Said:
    """Return a document without its name and location as values of JSON; its sentences are pieces of its text."""
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
    """Return the document that was packed, by that name; what cannot be one is a rejection."""
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
