"""Bytes to a Document with its sentences, or the reason why not."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePosixPath

from briefing.model import Document, Kind, RawDocument, Rejection, Sentence
from briefing.text.agencies import agencies
from briefing.text.credits import agencies_of, published, publisher, title
from briefing.text.decoding import decode
from briefing.text.genres import genre
from briefing.text.language import UNKNOWN, detect, detect_sentence
from briefing.text.lexicon import LANGUAGES
from briefing.text.markup import Page, unmark
from briefing.text.rows import Row, rows


def read(raw: RawDocument, id: str) -> Document | Rejection:  # noqa: A002 - the contract's word
    """Return the document with its text as read and its sentences, or a rejection with the reason in plain words."""
    suffix = PurePosixPath(raw.location).suffix
    decoded = decode(raw)
    if isinstance(decoded, Rejection):
        return decoded
    page = unmark(decoded.text, suffix)
    if page is None:
        return Rejection(raw.location, f"unknown format {suffix or 'without extension'}")
    lang = _language(page)
    if lang not in LANGUAGES:
        return Rejection(raw.location, f"in a language that is not analysed ({lang})")
    found = rows(page.text, lang, page.headings)
    if not any(row.kind is Kind.PROSE for row in found):
        return Rejection(raw.location, "furniture only: no sentence of prose")
    headline = title(found, page.text, page.title)
    return Document(
        id=id,
        location=raw.location,
        sha256=sha256(raw.content).hexdigest(),
        text=page.text,
        lang=lang,
        title=headline,
        publisher=publisher(found, page.text, page.publisher, headline),
        published=page.published or published(found, page.text, lang),
        url=page.url,
        agencies=tuple(dict.fromkeys((*agencies(page.author), *agencies_of(found, page.text)))),
        genre=genre(found, page.text, lang),
        remarks=(decoded.remark,) if decoded.remark else (),
        sentences=tuple(_sentence(page.text, row, number, id, lang) for number, row in enumerate(found, start=1)),
    )


def _language(page: Page) -> str:
    """Return the language of a text; what the page says decides where the text says too little, or is of no ten."""
    lang = detect(page.text, page.lang or "en")
    return page.lang if lang == UNKNOWN and page.lang and page.lang not in LANGUAGES else lang


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
