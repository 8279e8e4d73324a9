"""Where the sources disagree: the versions of a fact that cannot all hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefing.model import Claim, Discrepancy
from briefing.publish import stated
from briefing.publish.citations import citation, quotation
from briefing.publish.draft import LONGEST_TITLE, Draft
from briefing.publish.entries import Entry
from briefing.publish.foreign import rendering
from briefing.publish.printable import printable
from briefing.publish.view import Disagreement

Places = Mapping[tuple[str, int, int], int]


def disagreements(draft: Draft) -> tuple[Disagreement, ...]:
    """Return the discrepancies; a version that a finding quotes already refers to it instead of repeating it."""
    quoting = [(number, each) for number, each in reversed(draft.findings) if each.id not in draft.unchanged]
    places = {(each.span.doc, each.span.start, each.span.end): number for number, each in quoting}
    return tuple(_disagreement(number, each, places, draft) for number, each in draft.discrepancies)


def _about(each: Discrepancy, draft: Draft) -> tuple[int, ...]:
    """Return the numbers of the findings that quote, or rest on, a sentence that a discrepancy is between."""
    claimed = {(claim.span.doc, claim.span.number) for claim in each.claims}
    told = ((number, (finding.span, *finding.supports)) for number, finding in draft.findings)
    return tuple(number for number, spans in told if any((span.doc, span.number) in claimed for span in spans))


def _disagreement(number: int, each: Discrepancy, places: Places, draft: Draft) -> Disagreement:
    value = each.claims[0].value
    versions = [(claim, _version(claim, each.id, places, draft)) for claim in _independent(each.claims, draft)]
    first = tuple(version for claim, version in versions if claim.value == value)
    others = tuple(version for claim, version in versions if claim.value != value)
    question = printable(stated.question(each.note, draft.words), LONGEST_TITLE) or draft.words.kinds[each.kind]
    return Disagreement(number, draft.headings[each.topic], question, first, others, _about(each, draft))


def _independent(claims: Iterable[Claim], draft: Draft) -> Iterable[Claim]:
    """Yield the claims without those of a text that told the same value already: it is no second source."""
    origins = {document.id: document.origin or document.id for document in draft.brief.documents}
    seen = set()
    for claim in claims:
        told = origins.get(claim.span.doc, claim.span.doc), claim.value
        if told not in seen:
            seen.add(told)
            yield claim


def _version(claim: Claim, discrepancy: int, places: Places, draft: Draft) -> Entry:
    span = claim.span
    said = citation(span, claim.speakers, draft)
    quoted = places.get((span.doc, span.start, span.end), 0)
    return Entry(
        0,
        quotation(span, draft),
        said,
        lead=printable(stated.value(claim.value, draft.words), LONGEST_TITLE),
        quoted=quoted,
        rendering=rendering(span, draft, discrepancy),
    )
