"""Mails: the text that the sender wrote, and what is attached; quoted replies, signatures and inline pictures are not.

A header is asked for by name and read by the library's parser; a mail is never written here.
"""

from __future__ import annotations

import email
import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from datetime import date
from email.errors import InvalidBase64LengthDefect
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, NamedTuple

from briefing.model import Page, RawDocument, Rejection
from briefing.sources.formats.kinds import bare
from briefing.sources.formats.parts import LARGEST, Part, Refused, too_large, written
from briefing.text.decoding import decode, decoded_as
from briefing.text.markup import is_html, unmark

MOST_PARTS = 1_000
ENCRYPTED = "is encrypted: save it as text"
_LONGEST_FIELD = 10_000
_BODIES = ("text/plain", "text/html")
_SIGNATURES = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "text/x-amp-html"}
)
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_REPLY = re.compile(
    r"(?<!\w)(?:(?:re|aw|antw|sv|vs|fwd?|wg|tr|rv|res|enc|odp|пересл|отв)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE
)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
# «On 3 May 2021, A. Olsen wrote:» in any language: a line above a quotation that gives a time or an address.
_SAYS_WHO = re.compile(r"(?:^[^\n]++\n)?^[^\n\d@]*+[\d@][^\n]*:[ \t]*\n(?=\s*>)", re.MULTILINE)
_QUOTED = re.compile(r"^>[^\n]*(?:\n|\Z)", re.MULTILINE)
_GAP = re.compile(r"\n(?:[ \t]*\n)+")
_FLOWING = re.compile(r"(?<=\S)( ?) \n(?=\S)")
# Where the reply that a mail program quotes begins in HTML.
_CITED = re.compile(
    r"<(?:blockquote\b[^<>]{0,300}?\stype\s?=\s?[\"']?cite"
    r"|div\b[^<>]{0,300}?\s(?:class|id)\s?=\s?[\"']?(?:gmail_quote|yahoo_quoted|moz-cite-prefix|divRplyFwdMsg))\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# A plain text of fewer words may only say where the message can be read; another part then tells far more.
_LETTER, _FAR_MORE = 150, 4

# What is the same in several ways, each of one or more parts; most are there in one way only.
_Text = tuple[tuple[EmailMessage, ...], ...]


class _Parted(NamedTuple):
    """The texts of a mail and what else it carries."""

    texts: tuple[_Text, ...] = ()
    others: tuple[EmailMessage, ...] = ()


class _Forgiving(EmailPolicy):
    """Reads a header over which the library's parser stumbles as an empty one: «From: <»."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401 - as the library has it
        """Return the parsed header."""
        try:
            return super().header_fetch_parse(name, value)
        except (IndexError, AttributeError, TypeError):
            return super().header_fetch_parse(name, "")


# As the bytes came: a mail within a mail must have one checksum, whatever folds lines.
_UNCHANGED = _Forgiving(refold_source="none", max_line_length=0, cte_type="8bit")


def mail_of(content: bytes) -> EmailMessage:
    """Return the mail in some bytes, or raise Refused."""
    message = email.message_from_bytes(bare(content), policy=_UNCHANGED)
    if not isinstance(message, EmailMessage):
        raise Refused("is no mail")
    if sum(1 for _ in message.walk()) > MOST_PARTS:
        raise Refused(f"has more than {MOST_PARTS:,} parts")
    if any(len(value) > _LONGEST_FIELD for name, value in message.raw_items() if name.lower() in _READ):
        raise Refused("has a header of more than ten thousand characters")
    return message


_READ = frozenset({"subject", "from", "date", "content-type", "content-disposition"})


def mail_page(message: EmailMessage) -> Page:
    """Return the page of a mail: its subject is the title, a mailing list's sender the publisher."""
    texts = _parted(message).texts
    if not texts and message.get_content_type() in _ENCRYPTED:
        raise Refused(ENCRYPTED)
    pages = [page for text in texts for page in _pages(text) if page.text.strip()]
    if not pages:
        raise Refused("holds no text of its own")
    first = pages[0]
    return written(
        first._replace(
            text="\n\n".join(page.text for page in pages),
            title=_REPLY.sub("", str(message["Subject"] or "").strip(), count=1) or first.title,
            publisher=_list_name(message),
            published=_day(message) or first.published,
            remark=next((page.remark for page in pages if page.remark), ""),
        )
    )


def attachments(message: EmailMessage) -> Iterator[Part]:
    """Yield what is attached to a mail."""
    for part in _parted(message).others:
        name = part.get_filename() or ("forwarded.eml" if part.get_content_maintype() == "message" else "attachment")
        if part.get_content_type() not in _ENCRYPTED:
            content = _content(part)
            yield Part(name, content) if len(content) <= LARGEST else Part(name, reason=str(too_large(LARGEST)))
        elif part is not message:  # of the mail itself it is said where its text is asked for
            yield Part(name, reason=ENCRYPTED)


def _content(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return next((bytes(each.as_bytes(policy=_UNCHANGED)) for each in part.iter_parts()), b"")
    return _payload(part)


def _payload(part: EmailMessage) -> bytes:
    """Return the bytes of a part; of base64 that was cut off within four letters, those of the letters before."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    if any(isinstance(each, InvalidBase64LengthDefect) for each in part.defects):
        letters = _NO_BASE64.sub(b"", content)
        return b64decode(letters[: len(letters) // 4 * 4])
    return content


def _parted(part: EmailMessage) -> _Parted:
    """Part a mail into texts and others: alternatives are one text, of what belongs together it is the first."""
    kind = part.get_content_type()
    if not part.is_multipart() or kind == "message/rfc822":
        # What says that it has parts and has none is a text.
        body = kind in _BODIES or kind.startswith("multipart/")
        attached = part.is_attachment() or part.get_filename() or not body
        return _Parted((), (part,) if kind not in _SIGNATURES else ()) if attached else _Parted((((part,),),))
    below = [_parted(each) for each in part.iter_parts() if isinstance(each, EmailMessage)]
    texts = [each.texts for each in below if each.texts]
    others = tuple(other for each in below for other in each.others)
    if kind == "multipart/alternative" and len(texts) > 1:
        return _Parted((tuple(tuple(own for text in each for own in text[0]) for each in texts),), others)
    if kind == "multipart/related":
        return _Parted(texts[0] if texts else (), tuple(each for each in others if each.is_attachment()))
    return _Parted(tuple(text for each in texts for text in each), others)


def _pages(text: _Text) -> list[Page]:
    """Return the pages of a text: the plain one, unless it says little and another tells far more."""
    ways = sorted(text, key=lambda parts: parts[0].get_content_type() != "text/plain")
    pages = [_body(part) for part in ways[0]]
    said = _words(pages)
    if len(ways) == 1 or said >= _LETTER:
        return pages
    replies = any(_text(part).strip() for part in ways[0])
    others = ([_body(part, cited=not replies) for part in parts] for parts in ways[1:])
    return next((other for other in others if _words(other) > _FAR_MORE * said), pages)


def _words(pages: Sequence[Page]) -> int:
    """Return how many words some pages have beside addresses."""
    return sum(len(_ADDRESS.sub("", page.text).split()) for page in pages)


def _body(part: EmailMessage, *, cited: bool = True) -> Page:
    """Return the page of a part; of HTML with the reply that it quotes at its end, or without."""
    text = _text(part)
    if part.get_content_type() == "text/html" or is_html(text):
        own = text if cited else _CITED.split(text, maxsplit=1)[0]
        return (unmark(own, ".html") if own.strip() else None) or Page("")
    text = _SIGNATURE.split(text.replace("\r\n", "\n"), maxsplit=1)[0]
    text = _QUOTED.sub("", _SAYS_WHO.sub("", text))
    if part.get_param("format") == "flowed":
        text = _FLOWING.sub(r"\1" if part.get_param("delsp") == "yes" else r"\1 ", text)
    return Page(_GAP.sub("\n\n", text).strip())


def _text(part: EmailMessage) -> str:
    """Return a text in the charset that its header names, else in the one that its bytes suggest."""
    content = _payload(part)
    text = decoded_as(part.get_content_charset("utf-8"), content)
    if text is not None:
        return text
    decoded = decode(RawDocument("", content))
    return "" if isinstance(decoded, Rejection) else decoded.text


def _list_name(message: EmailMessage) -> str:
    """Return who sends a newsletter, '' for a letter: that one is from a person, and published by nobody."""
    sender = message["From"]
    if sender is None or not ("List-Unsubscribe" in message or "List-Id" in message):
        return ""
    return next((str(address.display_name) for address in sender.addresses), "")


def _day(message: EmailMessage) -> date | None:
    try:
        sent = message["Date"]
    except OverflowError:  # a day that no calendar has
        return None
    return sent.datetime.date() if sent is not None and sent.datetime else None
