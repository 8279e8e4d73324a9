"""A finished edition as a mail: one recipient, the complete text, the page, the files attached.

Pure: same letter, same bytes.  What is written is seven-bit and within RFC 5322, so that no server between here and
the reader has a reason to write it anew and to break its signature.
"""

from __future__ import annotations

import binascii
import hmac
import json
import re
from base64 import b32encode, encodebytes
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

from briefing.errors import MailError
from briefing.publish import headers
from briefing.publish.frames import frame
from briefing.publish.headers import Header, address, cleaned, encoded, filed_as, written


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail; ``type`` is its media type, «application/pdf»."""

    name: str
    content: bytes
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail to one recipient; ``date`` knows its time zone, ``unsubscribe`` is an address, '' for the sender's."""

    sender: str
    recipient: str
    subject: str
    date: datetime
    message_id: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    unsubscribe: str = ""
    lang: str = "en"


def message_id(  # noqa: PLR0913, PLR0917 - the key of a delivery, between the secret and the domain
    seed: bytes, brief: str, period: str, recipient: str, edition: int, domain: str
) -> str:
    """Return the Message-ID of one edition to one recipient: always the same, and nobody without the seed can tell it.

    ``seed`` is the secret of the installation; 130 bits of its HMAC-SHA-256 over the other four stand before the @.
    """
    said = json.dumps([brief, period, recipient, edition], ensure_ascii=True)
    digest = b32encode(hmac.digest(seed, said.encode(), "sha256")).decode().lower()
    return f"<{digest[:26]}@{domain}>"


def message(letter: Letter) -> bytes:
    """Return a letter as the bytes that are sent; raise MailError rather than write what could be misread."""
    return enclosed(letter, entity(letter))


def enclosed(letter: Letter, content: bytes) -> bytes:
    """Return the headers of a letter before a MIME entity: its own one, or what it was encrypted to."""
    own = _headers(letter)
    whole = written(own) + content
    names = [name for name, _ in own] + [name for name, _ in headers.unfolded(content)]
    if any(not re.fullmatch(r"(?i)content-[a-z-]+", name) for name in names[len(own) :]):
        raise MailError("what the mail holds has headers that are not its own: it was not written")
    headers.check(whole, names, letter.recipient)
    return whole


def entity(letter: Letter) -> bytes:
    """Return what a letter says as a MIME entity: Markdown, the page as its alternative, the files attached."""
    both = [_part("text/plain", letter.text), _part("text/html", letter.html)]
    language = ("Content-Language", letter.lang)
    if not letter.attachments:
        return _several("alternative", both, [language])
    return _several("mixed", [_several("alternative", both), *map(_attached, letter.attachments)], [language])


def lighter(letter: Letter) -> Letter:
    """Return a letter without its attachments that says so; raise MailError where nothing can be left out."""
    if not letter.attachments:
        raise MailError("the mail is larger than the mail server takes, and has no attachment to leave out")
    names = ", ".join(cleaned(attachment.name, headers.LONGEST_NAME) for attachment in letter.attachments)
    said = frame(letter.lang).words["too_large"].format(names=names)
    return replace(letter, attachments=(), text=f"{said}\n\n{letter.text}", html=_noted(letter.html, said))


def neutral_subject(lang: str, day: date, label: str = "") -> str:
    """Return the Subject of an encrypted brief: its date and label, nothing of the news."""
    words = frame(lang)
    return headers.subject(f"{words.words['kicker']}, {words.day(day)}", label)


def _headers(letter: Letter) -> list[Header]:
    unsubscribe = quote(address(letter.unsubscribe or letter.sender), safe="@")
    if letter.date.utcoffset() is None:
        raise MailError("the date of a mail needs its time zone")
    if not re.fullmatch(r"<[A-Za-z0-9.-]+@[A-Za-z0-9.-]+>", letter.message_id):
        raise MailError(f"{letter.message_id!r} is no Message-ID")
    return [
        ("From", address(letter.sender)),
        ("To", address(letter.recipient)),
        ("Subject", encoded(headers.subject(letter.subject), len("Subject: "))),
        ("Date", format_datetime(letter.date)),
        ("Message-ID", letter.message_id),
        ("List-Unsubscribe", f"<mailto:{unsubscribe}?subject=unsubscribe>"),
        ("Auto-Submitted", "auto-generated"),
        ("MIME-Version", "1.0"),
    ]


def _part(kind: str, text: str) -> bytes:
    """Return a text as it is where every server passes it on, else in the shorter encoding."""
    lines = re.sub(r"\r\n?", "\n", text).removesuffix("\n") + "\n"
    raw = lines.encode("utf-8", "replace")
    if _passes(raw):
        encoding, body = "7bit", raw.replace(b"\n", b"\r\n")
    else:
        quoted, base = _quoted(raw), _base64(raw)
        encoding, body = ("quoted-printable", quoted) if len(quoted) <= len(base) else ("base64", base)
    content = f"{kind}; charset={'us-ascii' if encoding == '7bit' else 'utf-8'}"
    return written([("Content-Type", content), ("Content-Transfer-Encoding", encoding)]) + b"\r\n" + body


def _passes(raw: bytes) -> bool:
    """Tell whether a text is ASCII without control codes, its lines short, none of them begun as a mailbox begins."""
    lines = raw.split(b"\n")
    return max(map(len, lines)) <= headers.LONGEST_LINE and not re.search(rb"[^\t\n -~]|(?m:^From )", raw)


def _quoted(raw: bytes) -> bytes:
    soft = binascii.b2a_qp(raw, quotetabs=False, istext=True)
    return re.sub(rb"(?m)^From ", b"=46rom ", soft).replace(b"\n", b"\r\n")


def _base64(raw: bytes) -> bytes:
    return encodebytes(raw.replace(b"\n", b"\r\n")).replace(b"\n", b"\r\n")


def _attached(attachment: Attachment) -> bytes:
    if not re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", attachment.type) or attachment.type.startswith(
        ("multipart", "message")
    ):
        raise MailError(f"{attachment.type!r} is no media type of a file")
    head = [
        ("Content-Type", attachment.type),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", f"attachment;\r\n {filed_as(attachment.name)}"),
    ]
    return written(head) + b"\r\n" + encodebytes(attachment.content).replace(b"\n", b"\r\n")


def _several(kind: str, parts: Sequence[bytes], more: Sequence[Header] = ()) -> bytes:
    """Return several parts as one; the line between them is a checksum of them, so that none of them can hold it."""
    line = sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:40]
    head = [("Content-Type", f'multipart/{kind};\r\n boundary="{line}"'), *more]
    body = b"".join(b"--" + line.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return written(head) + b"\r\n" + body + b"--" + line.encode() + b"--\r\n"


def _noted(page: str, said: str) -> str:
    from markupsafe import escape

    note = f"<p>{escape(said)}</p>"
    noted, found = re.subn(r"<body\b[^>]*>", lambda body: body.group() + note, page, count=1)
    return noted if found else note + page
