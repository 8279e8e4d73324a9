"""Read one file that a stranger may have put there: regular, of a known format, not too large, and at rest."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from briefing.model import RawDocument, Rejection

FORMATS = (".htm", ".html", ".md", ".txt")
LARGEST = 20_000_000

_REASONS = {
    errno.ENOENT: "vanished before it could be read",
    errno.ENOTDIR: "vanished before it could be read",
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
    except _Refused as refusal:
        return Rejection(location, str(refusal))
    except OSError as error:
        return Rejection(location, _REASONS.get(error.errno or 0, f"cannot be read: {error.strerror}"))
    except ValueError:  # os.open: a NUL in the name, or what cannot be encoded
        return Rejection(location, "no file can have this name")
    return RawDocument(location, content)


class _Refused(Exception):
    """A file that could be read and will not be."""


def _content(path: Path) -> bytes:
    # O_NONBLOCK: opening a FIFO for reading would wait for its writer for ever.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        _inspect(path, before)
        content = file.read(LARGEST + 1)
        after = os.fstat(descriptor)
    if len(content) != before.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise _Refused("was being written while it was read: try again")
    return content


def _inspect(path: Path, look: os.stat_result) -> None:
    if not stat.S_ISREG(look.st_mode):
        raise _Refused("is not a regular file")
    if path.suffix.lower() not in FORMATS:
        raise _Refused(f"unknown format {path.suffix or '(no extension)'}: give {', '.join(FORMATS)}")
    if look.st_size > LARGEST:
        raise _Refused(f"is larger than {LARGEST // 1_000_000} MB")
