"""The record that a PDF of a brief carries as its attachment, for whoever was forwarded nothing else."""

from __future__ import annotations

from io import BytesIO
from logging import CRITICAL, getLogger
from pathlib import Path

from briefing.errors import RecordError
from briefing.publish.bounding import Bound, bounded

ATTACHED = "brief.json"
LARGEST = 100_000_000  # bytes
_BEGIN = b"%PDF-"
_INSTEAD = "give the .json file of the brief"
# It is a stranger's file: what it costs has an end.
_READING = Bound("reading it", 20, LARGEST, _INSTEAD, _INSTEAD, RecordError)


def is_pdf(path: Path) -> bool:
    """Tell whether a file begins as a PDF does; raise RecordError where it cannot be read."""
    return _bytes(path, len(_BEGIN)) == _BEGIN


def record_carried(path: Path, name: str) -> str:
    """Return the record that a PDF carries, as JSON text; raise RecordError, with its ``name``, where there is none."""
    content = _bytes(path, LARGEST + 1)
    if len(content) > LARGEST:
        raise RecordError(f"{name} is larger than {LARGEST // 1_000_000} MB: {_INSTEAD}")
    found = bounded(lambda: _attached(content), name, _READING)
    if not found:
        raise RecordError(f"{name} is damaged, or carries no {ATTACHED}: {_INSTEAD}")
    try:
        return found.decode()
    except UnicodeDecodeError as error:
        raise RecordError(f"{name} carries a {ATTACHED} that is no JSON: {_INSTEAD}") from error


def _attached(content: bytes) -> bytes:
    """Return what is attached to a PDF under the name of a record, nothing where there is none to be read."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    getLogger("pypdf").setLevel(CRITICAL)
    try:
        return b"".join(PdfReader(BytesIO(content)).attachments.get(ATTACHED, ())[:1])
    except PyPdfError:
        return b""


def _bytes(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}") from error
