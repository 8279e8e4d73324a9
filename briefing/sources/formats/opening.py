"""What some bytes hold, by their format; this runs where it can be stopped."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.sources.formats.archive import is_word, members_of, unpacked
from briefing.sources.formats.kinds import HEAD, Format, format_of
from briefing.sources.formats.mail import attachments, mail_of, mail_page
from briefing.sources.formats.mailbox import mails_of
from briefing.sources.formats.parts import MEGABYTE, MOST_INFLATED, MOST_MEMBERS, Bound, Part, Refused, TooMuch
from briefing.sources.formats.pdf import pdf_page
from briefing.sources.formats.records import lines_of, record_of
from briefing.sources.formats.word import word_page


def parts_of(content: bytes, suffix: str, bound: Bound) -> Iterator[Part]:
    """Yield the document in some bytes and the members in them, within a bound; raise Refused."""
    left, members = bound
    for part in _parts(content, format_of(content[:HEAD], suffix), left):
        if part.name:
            left, members = left - len(part.content), members - 1
        if left < 0:
            raise TooMuch(f"holds more than {MOST_INFLATED // MEGABYTE} MB")
        if members < 0:
            raise TooMuch(f"holds more than {MOST_MEMBERS:,} documents")
        yield part


def document_of(content: bytes, suffix: str) -> Part:
    """Return the one document that some bytes are, without what is attached to it; raise Refused."""
    kind = format_of(content[:HEAD], suffix)
    if kind is Format.RECORDS:
        return Part("", content, record_of(content))
    return next((part for part in _parts(content, kind, 0) if not part.name), Part("", reason="holds no text"))


def _parts(content: bytes, kind: Format, left: int) -> Iterator[Part]:
    if kind is Format.PDF:
        yield Part("", content, pdf_page(content))
    elif kind is Format.ZIP:
        archive = unpacked(content)
        yield from [Part("", content, word_page(archive))] if is_word(archive) else members_of(archive, left)
    elif kind is Format.MAIL:
        yield from _mail(content)
    elif kind in (Format.MAILBOX, Format.RECORDS):
        yield from (mails_of if kind is Format.MAILBOX else lines_of)(content)


def _mail(content: bytes) -> Iterator[Part]:
    """Yield a mail and what is attached to it: a mail without a text of its own may carry documents."""
    message = mail_of(content)
    try:
        own = Part("", content, mail_page(message))
    except Refused as refusal:
        own = Part("", reason=str(refusal))
    yield own
    yield from attachments(message)
