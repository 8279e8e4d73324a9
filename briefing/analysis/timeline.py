"""The timeline: what a brief quotes, cites or reports of a day that the sentence names, in order of day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from briefing.analysis.days import Reference, days
from briefing.analysis.topics import Key
from briefing.model import Dated, Document, Finding, Report, Span

_Told = tuple[Span, int | None]


def timeline(
    findings: Sequence[Finding],
    reports: Sequence[Report],
    documents: Sequence[Document],
    speakers: Mapping[Key, Sequence[str]],
    event: date | None,
) -> tuple[Dated, ...]:
    """Return the sentences that name a day: of each finding one a day, its own before one that supports it."""
    references = {document.id: Reference(document.published, event) for document in documents}
    first: dict[tuple[date, int | None, Key | None], Dated] = {}
    for span, finding in _told(findings, reports):
        place = span.doc, span.number
        for day, words in days(span.text, span.lang, references[span.doc]).items():
            dated = Dated(day, span, words, finding, tuple(speakers.get(place, ())))
            first.setdefault((day, finding, None if finding else place), dated)
    return tuple(sorted(first.values(), key=lambda each: each.day))


def _told(findings: Sequence[Finding], reports: Sequence[Report]) -> Iterator[_Told]:
    for finding in findings:
        yield from ((span, finding.id) for span in (finding.span, *finding.supports))
    yield from ((report.span, None) for report in reports)
