"""The folder that takes mail where no server is configured: one ``.eml`` a message, whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from email.parser import BytesHeaderParser
from hashlib import sha256
from pathlib import Path

from briefing.operations.outcomes import Outcome, Sent
from briefing.publish.archive import sync_folder

CLAIM_LOST = Sent(Outcome.DEFERRED, "claim lost: another process has this delivery")


def put(content: bytes, folder: Path, may_go: Callable[[], bool]) -> Sent:
    """Write a mail into a folder under the name of its Message-ID; the same mail again changes nothing."""
    path = folder / file_name(content)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not may_go():
            return CLAIM_LOST
        if not path.exists():
            _write(path, content)
        sync_folder(folder)
    except OSError as error:
        return Sent(Outcome.DEFERRED, f"{path} cannot be written: {error.strerror or error}", everyone=True)
    return Sent(Outcome.ACCEPTED, str(path))


def file_name(content: bytes) -> str:
    """Return the file name of a mail: its Message-ID, or its checksum where that cannot be a name everywhere."""
    found = re.fullmatch(r"<([a-z0-9][a-z0-9.@-]{0,200})>", str(BytesHeaderParser().parsebytes(content)["Message-ID"]))
    return f"{found[1] if found else sha256(content).hexdigest()}.eml"


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
