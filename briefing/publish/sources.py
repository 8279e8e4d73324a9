"""The list of sources in words."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from briefing.model import SourceEntry, State
from briefing.publish.described import descriptions
from briefing.publish.draft import Draft
from briefing.publish.entries import Source
from briefing.publish.frames import Frame
from briefing.publish.numbering import ranges
from briefing.publish.printable import printable

LONGEST_LINK = 60
LONGEST_NAME = 200


def sources(draft: Draft) -> tuple[Source, ...]:
    """Return the list of sources, each with the numbers of the findings and discrepancies that cite it."""
    cited: dict[str, set[int]] = {}
    for number, finding in draft.findings:
        for span in (finding.span, *finding.supports):
            cited.setdefault(span.doc, set()).add(number)
    for number, discrepancy in draft.discrepancies:
        for claim in discrepancy.claims:
            cited.setdefault(claim.span.doc, set()).add(number)
    return tuple(_source(entry, sorted(cited.get(entry.id, ())), draft) for entry in draft.brief.documents)


def safe_link(url: str) -> str:
    """Return an address that may be a link: http(s) with a host and nothing invisible; '' for every other."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    visible = url == printable(url, LONGEST_NAME * 10) and " " not in url
    return url if parts.scheme in {"http", "https"} and host and visible else ""


def shown_link(url: str) -> str:
    """Return host and path of an address, cut in the middle at 60 characters; a user name could look like a host."""
    parts = urlsplit(safe_link(url))
    text = f"{parts.hostname or ''}{parts.path}".rstrip("/")
    half = LONGEST_LINK // 2
    return text if len(text) <= LONGEST_LINK else f"{text[:half]}…{text[-half + 1 :]}"


def _unknown(entry: SourceEntry, words: Frame) -> str:
    """Return that nobody knows who published a document, '' for one that was not read."""
    return "" if entry.state == State.REJECTED else words.words["no_publisher"]


def _source(entry: SourceEntry, cited: Sequence[int], draft: Draft) -> Source:
    words = draft.words
    state = words.words[entry.state]
    return Source(
        id=entry.id,
        title=printable(entry.title, LONGEST_NAME),
        lang=entry.lang,
        publisher=printable(entry.publisher, LONGEST_NAME) or _unknown(entry, words),
        path=printable(entry.path, LONGEST_NAME),
        link=safe_link(entry.url),
        shown_link=shown_link(entry.url),
        language=printable(", ".join([words.language(entry.lang), *map(words.reason, entry.remarks)]), LONGEST_NAME),
        agency=printable(", ".join(entry.agencies), LONGEST_NAME),
        date=words.day(entry.published) if entry.published else "",
        words=words.conventions.number(entry.words),
        state=printable(words.told(state, words.reason(entry.reason)) if entry.reason else state, LONGEST_NAME),
        used=entry.state == State.USED,
        cited=ranges(cited),
        sha256=entry.sha256,
        described=descriptions(entry, draft),
    )
