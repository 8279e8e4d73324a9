"""The members of a zip, inflated within bounds; names are labels and lead to no file."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from briefing.sources.formats.kinds import CONTAINERS, HEAD, format_of
from briefing.sources.formats.parts import (
    LARGEST,
    LARGEST_CONTAINER,
    MEGABYTE,
    MOST_INFLATED,
    Part,
    Refused,
    TooMuch,
    too_large,
)

# Text is deflated to a third or a tenth, a page of nothing but table cells to a fiftieth.
MOST_RATIO = 200
_DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, ValueError)
_ENCRYPTED = 1
_WORD = "word/document.xml"
_OFFICE = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"), ("visio/", "a Visio drawing"))
_MIMETYPES = (
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
_SAVE = "save it as .docx, .pdf or text"


def unpacked(content: bytes) -> ZipFile:
    """Return the opened archive, or raise Refused."""
    try:
        return ZipFile(BytesIO(content))
    except (*_DAMAGED, NotImplementedError) as error:
        raise Refused("is a damaged zip archive") from error


def is_word(archive: ZipFile) -> bool:
    """Tell whether an archive is a Word document; raise Refused where it is another program's document."""
    names = archive.namelist()
    if _WORD in names:
        return True
    for folder, what in _OFFICE:
        if "[Content_Types].xml" in names and any(name.startswith(folder) for name in names):
            raise Refused(f"is {what}: {_SAVE}")
    kind = inflated(archive, archive.getinfo("mimetype"), HEAD) if "mimetype" in names else b""
    for mimetype, what in _MIMETYPES:
        if kind.startswith(mimetype):
            raise Refused(f"is {what}: {_SAVE}")
    return False


def members_of(archive: ZipFile, left: int) -> Iterator[Part]:
    """Yield what an archive holds, folders and hidden files left out; raise TooMuch where it is over ``left`` bytes."""
    for entry in archive.infolist():
        # An entry without a name has no end to be asked for.
        name = entry.filename or "nameless"
        if name.endswith("/") or _is_hidden(name):
            continue
        try:
            content = _member(archive, entry, left)
        except Refused as refusal:
            yield Part(name, reason=str(refusal))
        else:
            left -= len(content)
            if left < 0:
                raise TooMuch(f"inflates to more than {MOST_INFLATED // MEGABYTE} MB")
            yield Part(name, content)


def inflated(archive: ZipFile, entry: ZipInfo, most: int) -> bytes:
    """Return the bytes of a member, or raise Refused; what it says of its own size is not believed."""
    if entry.flag_bits & _ENCRYPTED:
        raise Refused("is encrypted: save it without a password")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("is a symbolic link")
    if entry.file_size > max(MEGABYTE, MOST_RATIO * entry.compress_size):
        raise Refused(f"inflates to more than {MOST_RATIO} times its size")
    try:
        with archive.open(entry) as file:
            content = file.read(most + 1)
    except NotImplementedError as error:
        raise Refused("is compressed in a way that is not read") from error
    except _DAMAGED as error:
        raise Refused("is damaged in its archive") from error
    return content


def _member(archive: ZipFile, entry: ZipInfo, left: int) -> bytes:
    """Return a member that is a document or holds some; of another one only the beginning is inflated."""
    kind = format_of(inflated(archive, entry, HEAD)[:HEAD], PurePosixPath(entry.filename).suffix)
    largest = LARGEST_CONTAINER if kind in CONTAINERS else LARGEST
    content = inflated(archive, entry, min(largest, max(left, 0)))
    if len(content) > largest:
        raise too_large(largest)
    return content


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or any(part.startswith(".") and part.strip(".") for part in parts)
