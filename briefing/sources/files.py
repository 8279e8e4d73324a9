"""Read one file that a stranger may have put there: regular, of a known format, not too large, and at rest."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from briefing.model import RawDocument, Rejection
from briefing.sources.formats.kinds import CONTAINERS, HEAD, format_of
from briefing.sources.formats.parts import LARGEST, LARGEST_CONTAINER, Refused, too_large

BEING_WRITTEN = "is still being written"
VANISHED = "vanished before it could be read"
_REASONS = {
    errno.ENOENT: VANISHED,
    errno.ENOTDIR: VANISHED,
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.ELOOP: "is a symbolic link: name the file it points to",
    errno.ENXIO: "is not a regular file",
    errno.EISDIR: "is not a regular file",
    errno.ENAMETOOLONG: "its name is too long",
}


def read_file(path: Path, location: str) -> RawDocument | Rejection:
    """Read a file's bytes, or say why they are not read."""
    try:
        content = _content(path)
    except Refused as refusal:
        return Rejection(location, str(refusal))
    except OSError as error:
        return Rejection(location, reason_of(error))
    except ValueError:  # os.open: a NUL in the name, or what cannot be encoded
        return Rejection(location, "no file can have this name")
    return RawDocument(location, content)


def reason_of(error: OSError) -> str:
    """Return in words why a file or folder is not read."""
    return _REASONS.get(error.errno or 0, f"cannot be read: {error.strerror}")


def _content(path: Path) -> bytes:
    # O_NONBLOCK: opening a FIFO for reading would wait for its writer for ever.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise Refused("is not a regular file")
        head = file.read(HEAD)
        largest = LARGEST_CONTAINER if format_of(head, path.suffix) in CONTAINERS else LARGEST
        if before.st_size > largest:
            raise too_large(largest)
        # One byte more shows that it grows; room for the largest of all files would be taken for each.
        content = head + file.read(max(0, before.st_size + 1 - len(head)))
        after = os.fstat(descriptor)
    if len(content) != before.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise Refused(BEING_WRITTEN)
    return content
