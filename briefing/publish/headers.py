"""Header lines of a mail, written from text that a stranger may have chosen, and read again before it leaves.

The lines are written here and not by ``EmailMessage``: before Python 3.11.10 an encoded word in a Subject could come
out as a header of its own (CVE-2024-6923), and an address that goes out must not depend on the Python below.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category
from urllib.parse import quote

from briefing import values
from briefing.errors import MailError

LONGEST_SUBJECT = 150
LONGEST_NAME = 60
LONGEST_LINE = 998  # RFC 5322, 2.1.1, without CRLF
_USUAL_LINE = 78
_ENCODED_BYTES = 39  # of UTF-8 in an encoded word: with «Subject: » before it, within the 76 of RFC 2047
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LONGEST_ADDRESS = 254

Header = tuple[str, str]


def cleaned(text: str, longest: int) -> str:
    """Return a text as one line of seen letters, cut at a word; no part of it can be taken for an encoded word."""
    spaced = re.sub(r"\s+", " ", text)
    seen = "".join(letter for letter in spaced if category(letter) not in _UNSEEN)
    line = " ".join(seen.split()).replace("=?", "= ?").replace("?=", "? =")
    if len(line) <= longest:
        return line
    head = line[:longest]
    cut = head if line[longest - 1] == " " else head[:-1].rpartition(" ")[0] or head[:-1]
    return f"{cut.rstrip()}…"


def subject(news: str, label: str = "") -> str:
    """Return the Subject of a brief: the news in its first words, then the label of the Traffic Light Protocol.

    The label stands behind what is cut, so that it is always whole (FIRST asks for it in the Subject).
    """
    room = LONGEST_SUBJECT - len(label) - 3 if label else LONGEST_SUBJECT
    return f"{cleaned(news, room)} [{label}]".strip() if label else cleaned(news, room)


def address(text: str) -> str:
    """Return a plain ASCII address as it is, or raise MailError."""
    try:
        if len(text) <= _LONGEST_ADDRESS and "=?" not in text:
            return values.address(text)
    except values.WrongValue:
        pass
    raise MailError(f"{text!r} is no address that every mail server takes: letters and digits of ASCII")


def encoded(text: str, used: int) -> str:
    """Return a cleaned text as the value of a header, folded; ``used`` letters of the first line are taken."""
    words = text.split(" ") if text.isascii() else list(_encoded_words(text))
    lines, length = [""], used
    for word in words:
        if lines[-1] and length + 1 + len(word) > _USUAL_LINE:
            lines.append("")
            length = 0
        length += 1 + len(word)
        lines[-1] += f" {word}" if lines[-1] else word
    return "\r\n ".join(lines)


def _encoded_words(text: str) -> Iterator[str]:
    """Cut a text between letters into encoded words (RFC 2047): the blanks between them are not part of the text."""
    part = b""
    for letter in (each.encode() for each in text):
        if len(part) + len(letter) > _ENCODED_BYTES:
            yield f"=?utf-8?b?{b64encode(part).decode()}?="
            part = b""
        part += letter
    yield f"=?utf-8?b?{b64encode(part).decode()}?="


def filed_as(name: str) -> str:
    """Return the parameters that name an attachment: ASCII for every reader, and as it is (RFC 2231) where it is not.

    No part of the name is a folder, a hidden file or a quotation mark.
    """
    stem, dot, suffix = _file_name(name).rpartition(".")
    whole = f"{stem[:LONGEST_NAME]}{dot}{suffix[:12]}" if stem else suffix[:LONGEST_NAME]
    plain = re.sub(r"[^A-Za-z0-9._ -]+", "_", whole).strip() or "brief"
    if plain == whole:
        return f'filename="{plain}"'
    return f"filename=\"{plain}\";\r\n filename*=utf-8''{quote(whole, safe='')}"


def _file_name(name: str) -> str:
    line = " ".join("".join(letter if category(letter) not in _UNSEEN else " " for letter in name).split())
    return re.sub(r'[/\\:*?"<>|]+', "-", line).strip(". ") or "brief"


def written(headers: Iterable[Header]) -> bytes:
    """Return the lines of some headers; raise MailError where a value would begin a line of its own."""
    lines = [f"{name}: {value}" for name, value in headers]
    if any(not line.isascii() or re.search(r"\r(?!\n)|(?<!\r)\n|\r\n(?! [!-~])|[^ -~\r\n]", line) for line in lines):
        raise MailError("a header of the mail holds a line break or a letter that is not ASCII: it was not written")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def unfolded(content: bytes) -> tuple[Header, ...]:
    """Return the headers of a message: names as they stand, values on one line; raise MailError for what is none."""
    head, end, _ = content.partition(b"\r\n\r\n")
    if not end:
        raise MailError("the mail has no end of its headers: it was not sent")
    lines = re.sub(rb"\r\n(?=[ \t])", b"", head).decode("latin-1").split("\r\n")
    split = [line.partition(":") for line in lines]
    if any(not colon or not re.fullmatch(r"[!-9;-~]+", name) for name, colon, _ in split):
        raise MailError("the mail has a line among its headers that is none: it was not sent")
    return tuple((name, value.strip()) for name, _, value in split)


def check(content: bytes, names: Sequence[str], recipient: str) -> None:
    """Read a message again as bytes; raise MailError unless it has these headers, once each, and this one recipient."""
    found = unfolded(content)
    if sorted(name.lower() for name, _ in found) != sorted(name.lower() for name in names):
        raise MailError("the mail does not have the headers it was given: it was not sent")
    if dict(found).get("To") != recipient:
        raise MailError("the mail is not addressed to its recipient: it was not sent")
    if content.replace(b"\r\n", b"").translate(None, _PLAIN_BYTES):
        raise MailError("the mail holds bytes that not every server passes on: it was not sent")
    if any(len(line) > LONGEST_LINE for line in content.split(b"\r\n")):
        raise MailError(f"the mail has a line of more than {LONGEST_LINE} letters: it was not sent")


_PLAIN_BYTES = bytes([*range(1, 10), 11, 12, *range(14, 128)])
