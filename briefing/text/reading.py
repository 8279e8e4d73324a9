"""Bytes to a Document with its sentences, or the reason why not."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from briefing.model import Document, Kind, Page, RawDocument, Rejection, Sentence
from briefing.text.agencies import agencies, agencies_alone
from briefing.text.credits import agencies_of, published, publisher, title
from briefing.text.decoding import Decoded, decode
from briefing.text.genres import genre
from briefing.text.language import UNKNOWN, detect, detect_sentence
from briefing.text.lexicon import LANGUAGES
from briefing.text.markup import suffix_of, unmark
from briefing.text.ownbriefs import is_own_brief
from briefing.text.rows import Row, rows
from briefing.values import is_address

# A report of a thousand pages has as many characters; what is longer would cost the others their time.
LONGEST = 3_000_000
# Of a title and a publisher, which are compared and searched over and over; no headline is half as long.
LONGEST_NAME, LONGEST_ADDRESS = 500, 2_000


def read(raw: RawDocument, id: str) -> Document | Rejection:  # noqa: A002 - the contract's word
    """Return the document with its text as read and its sentences, or a rejection with the reason in plain words."""
    opened = _opened(raw)
    if isinstance(opened, Rejection):
        return opened
    page, remarks = opened
    if len(page.text) > LONGEST:
        return Rejection(raw.location, f"holds more than {LONGEST:,} characters of text: give its parts")
    lang = _language(page)
    found = rows(page.text, lang, page.headings) if lang in LANGUAGES else ()
    tells = any(row.kind is Kind.PROSE for row in found)
    if page.remark and not tells:
        return Rejection(raw.location, page.remark)
    if lang not in LANGUAGES:
        return Rejection(raw.location, f"in a language that is not analysed ({lang})")
    if not tells:
        return Rejection(raw.location, "furniture only: no sentence of prose")
    headline = _name(title(found, page.text, page.title))
    return Document(
        id=id,
        location=raw.location,
        sha256=sha256(raw.content).hexdigest(),
        text=page.text,
        lang=lang,
        title=headline,
        publisher=_name(publisher(found, page.text, page.publisher, headline)),
        published=page.published or published(found, page.text, lang),
        url=_url(page.url, raw.location),
        agencies=_credited(page, found, lang),
        genre=genre(found, page.text, lang),
        remarks=remarks,
        sentences=tuple(_sentence(page.text, row, number, id, lang) for number, row in enumerate(found, start=1)),
    )


def _name(said: str) -> str:
    """Return the beginning of what a document says of itself, in one line."""
    return " ".join(said.split())[:LONGEST_NAME].rstrip()


def _credited(page: Page, found: Sequence[Row], lang: str) -> tuple[str, ...]:
    """Return the agencies that the author named in the markup and the credits of the text name."""
    marked = *agencies(page.author), *agencies_alone(page.author)
    return tuple(dict.fromkeys((*marked, *agencies_of(found, page.text, lang))))


def _opened(raw: RawDocument) -> tuple[Page, tuple[str, ...]] | Rejection:
    """Return the page of a document and remarks on how it was read, or why there is none."""
    decoded = Decoded(raw.page.text, "") if raw.page is not None else decode(raw)
    if isinstance(decoded, Rejection):
        return decoded
    if is_own_brief(decoded.text):
        return Rejection(raw.location, "is a brief that this program made: no source of another")
    if raw.page is not None:
        return raw.page, _remarks(raw.page.remark)
    suffix = suffix_of(raw.location)
    page = unmark(decoded.text, suffix)
    if page is None:
        return Rejection(raw.location, f"unknown format {suffix}")
    return page, _remarks(decoded.remark, page.remark)


def _remarks(*said: str) -> tuple[str, ...]:
    return tuple(filter(None, said))


def _language(page: Page) -> str:
    """Return the language of a text; what the page says decides where the text says too little, or is of no ten."""
    lang = detect(page.text, page.lang or "en")
    return page.lang if lang == UNKNOWN and page.lang and page.lang not in LANGUAGES else lang


def _url(named: str, location: str) -> str:
    """Return the address that a page names for itself, '' for one too long to be one.

    A page that was fetched may not name another host's.
    """
    named = named if len(named) <= LONGEST_ADDRESS else ""
    if not is_address(location):
        return named
    host = "/".join(location.split("/")[:3])
    return named if named.startswith(f"{host}/") else location


def _sentence(text: str, row: Row, number: int, document: str, lang: str) -> Sentence:
    own = text[row.start : row.end]
    return Sentence(
        document=document,
        number=number,
        start=row.start,
        end=row.end,
        text=own,
        kind=row.kind,
        lang=detect_sentence(own, lang) if row.kind is Kind.PROSE else lang,
        paragraph=row.paragraph,
        why=row.why,
        inside_quotation=row.quoted,
    )
