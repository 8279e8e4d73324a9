"""Letters of an invented edition, and reading mails by hand: a second opinion beside Python's parser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import unquote

from briefing.publish.message import Attachment, Letter, message_id

PDF = Attachment("2031-11-15-talks.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, "application/pdf")
LETTER = Letter(
    sender="desk@example.org",
    recipient="analyst@example.net",
    subject="Norland and Avaria agree on prisoners [TLP:AMBER]",
    date=datetime(2031, 11, 15, 6, 0, tzinfo=UTC),
    message_id=message_id(b"seed", "daily", "D:2031-11-15", "analyst@example.net", 7, "example.org"),
    text="# Norland–Avaria talks\n\n> The lists have been signed.\n",
    html="<!doctype html>\n<html><body class='x'><h1>Norland–Avaria talks</h1></body></html>\n",
    attachments=(PDF,),
)
EXPECTED = {
    *("from", "to", "subject", "date", "message-id", "mime-version", "list-unsubscribe", "auto-submitted"),
    *("content-type", "content-language"),
}


def letter(**fields: object) -> Letter:
    """Return the usual letter with other fields."""
    return replace(LETTER, **fields)  # type: ignore[arg-type]  # each test gives the fields their types


def parsed(content: bytes) -> EmailMessage:
    """Return a mail as Python's parser reads it."""
    read = message_from_bytes(content, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def body(content: bytes, kind: str) -> str:
    """Return the text of the first part of a kind: «plain» or «html»."""
    part = parsed(content).get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def file_name(content: bytes) -> str:
    """Return the name of the file attached, as a reader of RFC 2231 shows it: Python's parser takes the other one."""
    (attached,) = parsed(content).iter_attachments()
    whole = re.search(rb"filename\*=utf-8''(\S+)", content)
    return unquote(whole[1].decode(), errors="strict") if whole else str(attached.get_filename())


def hand_split(content: bytes) -> list[str]:
    """Return the header names of a mail as the laxest reader would see them: CR, LF and both end a line."""
    head = re.split(rb"\r\n\r\n|\n\n|\r\r", content, maxsplit=1)[0]
    lines = re.split(rb"\r\n|\r|\n", head)
    return [line.split(b":")[0].decode("latin-1").lower() for line in lines if line[:1] not in (b" ", b"\t")]


def longest_line(content: bytes) -> int:
    """Return the length of the longest line, whatever ends it."""
    return max(map(len, re.split(rb"\r\n|\r|\n", content)))
