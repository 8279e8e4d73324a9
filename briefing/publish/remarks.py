"""What the page says of its sources: how broad the base is, what was left out, how it was made."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from briefing.model import Brief, SourceEntry, State
from briefing.publish.citations import LONG_QUOTATION, used
from briefing.publish.frames import Frame
from briefing.publish.printable import printable
from briefing.publish.view import Omission, Source

LONGEST_LINK = 60
LONGEST_NAME = 200


def source_base(brief: Brief, frame: Frame) -> tuple[str, ...]:
    """Return what a reader must know of the base of the findings: countable facts, no verdict (ICD 206)."""
    total = used(brief)
    if total == 1:
        return (frame.base["one"],)
    return (*_independence(brief, frame, total), *_parties(brief, frame), *_singles(brief, frame))


def sources(brief: Brief, frame: Frame) -> tuple[Source, ...]:
    """Return the list of sources in words."""
    return tuple(_source(document, frame) for document in brief.documents)


def left_out(brief: Brief, frame: Frame) -> tuple[Omission, ...]:
    """Return what was not read, what was a copy, and what was dropped for length, each with its reason."""
    rejected = [(each.location, each.reason) for each in brief.rejections]
    known = {location for location, _ in rejected}
    unused = [each for each in brief.documents if each.state != State.USED and each.path not in known]
    documents = [(f"{each.id} {each.path}", each.reason or frame.words[each.state]) for each in unused]
    lines = [Omission(printable(what, LONGEST_NAME), printable(why, LONGEST_NAME)) for what, why in rejected + documents]
    return (*lines, *(Omission(frame.omission(what, number)) for what, number in brief.omissions if number))


def method(frame: Frame, rule: str) -> tuple[str, ...]:
    """Return the note on the method; ``rule`` is how this format marks the words of a source."""
    words = frame.method
    return (words["automatic"], words[rule], words["decides"], words["support"])


def cut_note(frame: Frame) -> str:
    """Return the note that long quotations are cut."""
    return frame.method["longer"].format(words=LONG_QUOTATION)


def safe_link(url: str) -> str:
    """Return an address that may be a link: http(s) with a host, '' for every other."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and host and url == printable(url) and " " not in url else ""


def shown_link(url: str) -> str:
    """Return host and path of an address, cut in the middle at 60 characters; a user name before the host is not shown."""
    if not (link := safe_link(url)):
        return ""
    parts = urlsplit(link)
    text = f"{parts.hostname}{parts.path}".rstrip("/")
    half = LONGEST_LINK // 2
    return text if len(text) <= LONGEST_LINK else f"{text[:half]}…{text[-half + 1 :]}"


def _source(document: SourceEntry, frame: Frame) -> Source:
    state = frame.words[document.state]
    remarks = ", ".join([frame.language(document.lang), *document.remarks])
    return Source(
        id=document.id,
        title=printable(document.title, LONGEST_NAME),
        lang=document.lang,
        publisher=printable(document.publisher, LONGEST_NAME),
        path=printable(document.path, LONGEST_NAME),
        link=safe_link(document.url),
        shown_link=shown_link(document.url),
        language=printable(remarks, LONGEST_NAME),
        agency=printable(", ".join(document.agencies), LONGEST_NAME),
        date=frame.day(document.published) if document.published else "",
        words=document.words,
        state=printable(f"{state}: {document.reason}" if document.reason else state, LONGEST_NAME),
        used=document.state == State.USED,
        sha256=document.sha256,
    )


def _independence(brief: Brief, frame: Frame, total: int) -> Iterable[str]:
    origins = {document.origin for document in brief.documents if document.state == State.USED}
    if "" not in origins and 0 < len(origins) < total:
        texts = {"sources": frame.count("sources", total), "origins": frame.count("origins", len(origins))}
        yield frame.base["origins"].format(**texts)


def _parties(brief: Brief, frame: Frame) -> Iterable[str]:
    for name in sorted({speaker for finding in brief.findings for speaker in finding.speakers}):
        said = [finding for finding in brief.findings if name in finding.speakers]
        found_in = {span.doc for finding in said for span in (finding.span, *finding.supports)}
        if len(said) > 1 and len(found_in) == 1:
            yield frame.base["party"].format(party=printable(name, 80), source=min(found_in))


def _singles(brief: Brief, frame: Frame) -> Iterable[str]:
    singles = sum(finding.origins <= 1 for finding in brief.findings)
    if used(brief) > 1 and 2 * singles > len(brief.findings):
        yield frame.base["single"].format(singles=singles, findings=frame.count("findings", len(brief.findings)))
