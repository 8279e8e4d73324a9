"""The format of a file, told by how it begins; its name counts only where it begins as any text may."""

from __future__ import annotations

import codecs
import json
import re
from enum import StrEnum

from briefing.sources.formats.parts import Refused
from briefing.text.decoding import WIDE_MARKS
from briefing.text.markup import is_html, may_name_text

FORMATS = (".docx", ".eml", ".htm", ".html", ".jsonl", ".mbox", ".md", ".ndjson", ".pdf", ".txt", ".zip")
HEAD = 1 << 16


class Format(StrEnum):
    """How bytes are read; a Word document is a zip until it is opened."""

    TEXT = "text"
    PDF = "PDF"
    ZIP = "zip"
    MAIL = "mail"
    MAILBOX = "mailbox"
    RECORDS = "JSON lines"


CONTAINERS = frozenset({Format.ZIP, Format.MAILBOX, Format.RECORDS})

_TEXTS = (".htm", ".html", ".markdown", ".md", ".txt")
_RECORDS = (".jsonl", ".ndjson")
_PDF, _PDF_OBJECT = re.compile(rb"%PDF-\d\.\d"), re.compile(rb"\b\d+ \d+ obj\b")
_BEFORE_PDF = 1024  # bytes of anything, which readers of PDF pass over
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_FOREIGN = (
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ\0", "an xz archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first, or make it a zip"),
    (b"Rar!\x1a\x07", "a rar archive: unpack it first, or make it a zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file: save it as .docx, .pdf or .eml"),
    (b"{\\rtf", "a rich text file (RTF): save it as .docx or .pdf"),
)
_TAR = (257, b"ustar")
_FIELD = re.compile(rb"[!-9;-~]{1,76}:")
_MAIL_FIELDS = frozenset(b"from to subject date message-id mime-version received".split())


def format_of(head: bytes, suffix: str) -> Format:
    """Return the format of a file that begins so, or raise Refused."""
    suffix = suffix.lower()
    found = _by_magic(head) or _by_lines(head, suffix)
    if found:
        return found
    if is_html(head[:4096].decode("utf-8", "replace")):
        return Format.TEXT
    if pdf_start(head) and _PDF_OBJECT.search(head):  # which no text has that speaks of «%PDF-1.7»
        return Format.PDF
    if suffix in _TEXTS:
        return Format.TEXT
    if may_name_text(suffix) and _may_be_text(head):
        return Format.TEXT
    if suffix in FORMATS:
        raise Refused(f"is no {suffix.lstrip('.')} file, whatever its name says" if head.strip() else "empty file")
    raise Refused(f"unknown format {suffix or '(no extension)'}: give {', '.join(FORMATS)}")


def pdf_start(content: bytes) -> int:
    """Return where a PDF begins after what was put before it, 0 where it begins at once or not at all."""
    found = _PDF.search(content, 0, _BEFORE_PDF + len(b"%PDF-1.7"))
    return found.start() if found else 0


def bare(content: bytes) -> bytes:
    """Return a mail or a mailbox without the byte order mark and the empty lines before it."""
    return content.lstrip(b"\r\n").removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")


def in_utf8(content: bytes) -> bytes:
    """Return JSON lines as they are in UTF-8; what is no character becomes what is no JSON."""
    for mark, encoding in WIDE_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "backslashreplace").encode()
    return content.removeprefix(codecs.BOM_UTF8)


def _by_magic(head: bytes) -> Format | None:
    if head.lstrip()[:5] == b"%PDF-":
        return Format.PDF
    if head.startswith(_ZIP):
        return Format.ZIP
    start, mark = _TAR
    if head[start : start + len(mark)] == mark:
        raise Refused("is a tar archive: unpack it first, or make it a zip")
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise Refused(f"is {what}")
    return None


def _by_lines(head: bytes, suffix: str) -> Format | None:
    start, is_cut = bare(head), len(head) == HEAD
    first, _, rest = start.partition(b"\n")
    if first.startswith(b"From ") and _has_header(rest, is_cut=is_cut):
        return Format.MAILBOX
    if _has_header(start, is_cut=is_cut):
        return Format.MAIL
    if (suffix in _RECORDS and head.strip()) or _is_record(head):
        return Format.RECORDS
    return None


def _has_header(head: bytes, *, is_cut: bool) -> bool:
    """Tell whether bytes begin with the fields of a mail: two at least that only mails have, and nothing else."""
    if not _FIELD.match(head):
        return False
    lines = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0].split(b"\n")
    if is_cut and len(lines) > 1:
        lines.pop()  # which may be cut off
    if not all(_FIELD.match(line) or line[:1] in (b" ", b"\t") for line in lines if line):
        return False
    return len(_MAIL_FIELDS & {line.partition(b":")[0].lower() for line in lines}) > 1


def _is_record(head: bytes) -> bool:
    """Tell whether the first line is a JSON object with a text, as far as it can be seen."""
    start = in_utf8(head).lstrip()
    line, end, _ = start.partition(b"\n")
    if not end and len(head) == HEAD:
        return re.match(rb'\{\s*"', line) is not None and b'"text"' in line
    try:
        row = json.loads(line) if line.startswith(b"{") else None
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and isinstance(row.get("text"), str)


def _may_be_text(head: bytes) -> bool:
    return b"\0" not in head or head.startswith(tuple(mark for mark, _ in WIDE_MARKS))
