"""From collected files to documents: a text is one, a mailbox, an archive or a file of JSON lines holds many.

The bytes of a document are those of the smallest thing that is one document, and its page follows from them alone: so
whoever keeps the bytes can read the document again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from briefing.model import Batch, RawDocument, Rejection, batch
from briefing.sources.confined import Reader, reading
from briefing.sources.formats.frames import Asked
from briefing.sources.formats.kinds import HEAD, Format, format_of
from briefing.sources.formats.parts import MEGABYTE, MOST_INFLATED, MOST_MEMBERS, Failed, Part, Refused, TooMuch
from briefing.sources.labels import label
from briefing.text.markup import suffix_of

DEEPEST = 3
LONGEST_NAME = 500  # characters of it, the last of them
# A stranger's archive may cost ten seconds a document; so many of them, and the rest is not tried.
MOST_FAILURES = 5


def opened(files: Iterable[RawDocument | Rejection]) -> Batch[RawDocument]:
    """Return the documents that files hold, and what in them is none, beside the files that were not read."""
    return batch(each for of_one in opened_each(files) for each in of_one)


def opened_each(files: Iterable[RawDocument | Rejection]) -> Generator[Batch[RawDocument], None, None]:
    """Yield what each file holds when it is asked for, so that no more than one of them need be in memory."""
    with reading() as reader:
        for file in files:
            yield _batch(reader, file)


def _batch(reader: Reader, file: RawDocument | Rejection) -> Batch[RawDocument]:
    return Batch((), (file,)) if isinstance(file, Rejection) else _File(reader).batch(file)


def paged(raws: Iterable[RawDocument]) -> Iterator[RawDocument | Rejection]:
    """Yield each document with its page, from its bytes alone: as ``opened`` gave it."""
    with reading() as reader:
        for raw in raws:
            yield _paged(reader, raw)


def _paged(reader: Reader, raw: RawDocument) -> RawDocument | Rejection:
    suffix = suffix_of(raw.location)
    try:
        if format_of(raw.content[:HEAD], suffix) is Format.TEXT:
            return raw
        part = reader.parts(raw.content, Asked(suffix, alone=True, size=0, members=0))[0]
    except Refused as refusal:
        return Rejection(raw.location, str(refusal))
    return Rejection(raw.location, part.reason) if part.reason else replace(raw, page=part.page)


class _File:
    """One file being opened: what it held so far, and how much it may still hold."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._kept: list[RawDocument] = []
        self._rejected: list[Rejection] = []
        self._size, self._members, self._failures = MOST_INFLATED, MOST_MEMBERS, 0

    def batch(self, file: RawDocument) -> Batch[RawDocument]:
        """Return the documents of a file; one that holds too much is left out as a whole."""
        try:
            self._open(file, ())
        except TooMuch as refusal:
            return Batch((), (Rejection(file.location, str(refusal)),))
        return Batch(tuple(self._kept), tuple(self._rejected))

    def _open(self, raw: RawDocument, around: tuple[str, ...]) -> None:
        try:
            if format_of(raw.content[:HEAD], suffix_of(raw.location)) is Format.TEXT:
                self._kept.append(raw)
            else:
                self._add(raw, self._parts(raw), (*around, raw.location))
        except TooMuch:
            raise
        except Refused as refusal:
            self._failures += isinstance(refusal, Failed)
            self._rejected.append(Rejection(raw.location, str(refusal)))

    def _parts(self, raw: RawDocument) -> tuple[Part, ...]:
        if self._failures >= MOST_FAILURES:
            raise Refused(f"not tried: {MOST_FAILURES} others in the same file stopped the reader")
        asked = Asked(suffix_of(raw.location), alone=False, size=self._size, members=self._members)
        parts = self._reader.parts(raw.content, asked)
        if not parts:
            raise Refused("holds no document")
        return parts

    def _add(self, raw: RawDocument, parts: Iterable[Part], around: tuple[str, ...]) -> None:
        taken = Counter[str]()
        for part in parts:
            location = f"{raw.location}/{_unique(part.name, taken)}" if part.name else raw.location
            member = RawDocument(location, part.content, part.page)
            self._count(part)
            if part.reason:
                self._rejected.append(Rejection(location, part.reason))
            elif part.page is not None:
                self._kept.append(member)
            elif len(around) > DEEPEST:
                self._rejected.append(Rejection(location, f"lies in more than {DEEPEST} archives or mails"))
            else:
                self._open(member, around)

    def _count(self, part: Part) -> None:
        if not part.name:
            return
        self._size -= len(part.content)
        self._members -= 1
        if self._size < 0:
            raise TooMuch(f"holds more than {MOST_INFLATED // MEGABYTE} MB")
        if self._members < 0:
            raise TooMuch(f"holds more than {MOST_MEMBERS:,} documents")


def _unique(name: str, taken: Counter[str]) -> str:
    """Return the label of a member: no way out of its archive, and no second one of the name."""
    parts = [part for part in label(name.replace("\\", "/")).split("/") if part not in ("", ".", "..")]
    plain = "/".join(parts)[-LONGEST_NAME:].lstrip("/") or "nameless"
    path, found = PurePosixPath(plain), plain
    while found in taken:
        taken[plain] += 1
        found = str(path.with_stem(f"{path.stem}-{taken[plain]}"))
    taken[found] += 1
    return found
