"""How credible what a finding reports is: 1 to 6 of the Admiralty code, counted and never judged.

NATO STANAG 2511 (2003) rates 1 what is known with certainty to come from another source too; 2 where independence
cannot be guaranteed but the number of reports makes it likely enough; 3 where there is too little confirmation for that
and no conflict; 4 what tends to conflict with other reports; 5 what positively contradicts them; 6 what cannot be
judged, and better so than misjudged.  Rated is that it was so reported, not that a party speaks the truth.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from briefing.analysis.independence import Teller, independent, tellers
from briefing.model import Discrepancy, Finding, SourceEntry

CONFIRMED, PROBABLE, POSSIBLE, DOUBTFUL, IMPROBABLE, UNJUDGED = range(1, 7)
MANY = 3

Place = tuple[str, int]
Versions = Sequence[tuple[Place, str]]


def credibility(places: Sequence[Place], contradictions: Iterable[Versions], known: Mapping[str, Teller]) -> int:
    """Return the credibility of a fact.

    ``places`` are document and number of the sentences that tell it, the quoted one first; ``contradictions`` are the
    sentences and values of each discrepancy, ``known`` where the documents come from, by id.
    """
    telling = [known[document] for document, _ in places]
    against = [_against(places, each, known) for each in contradictions if _concerns(places, each)]
    if against:
        return IMPROBABLE if any(_outvoted(telling, others) for others in against) else DOUBTFUL
    count = independent(telling)
    if count == 1:
        return UNJUDGED
    if count < MANY:
        return POSSIBLE
    return CONFIRMED if _apart(telling) else PROBABLE


def rated(
    findings: Iterable[Finding], contradictions: Sequence[Discrepancy], documents: Iterable[SourceEntry]
) -> tuple[Finding, ...]:
    """Return the findings with their credibility."""
    known, versions = tellers(documents), [_versions(each) for each in contradictions]
    return tuple(replace(each, credibility=credibility(_places(each), versions, known)) for each in findings)


def _places(finding: Finding) -> tuple[Place, ...]:
    return tuple((span.doc, span.number) for span in (finding.span, *finding.supports))


def _versions(each: Discrepancy) -> Versions:
    return tuple(((claim.span.doc, claim.span.number), claim.value) for claim in each.claims)


def _concerns(places: Collection[Place], versions: Versions) -> bool:
    return any(place in places for place, _ in versions)


def _against(places: Sequence[Place], versions: Versions, known: Mapping[str, Teller]) -> list[Teller]:
    """Return the documents that give another value than the first of the sentences that gives one."""
    _, own = min((places.index(place), value) for place, value in versions if place in places)
    return [known[place[0]] for place, value in versions if value != own]


def _outvoted(telling: Sequence[Teller], others: Iterable[Teller]) -> bool:
    """Tell whether more speak against the first than for it: a text that tells both does not speak against itself."""
    against = [each for each in others if each.origin != telling[0].origin]
    texts = {each.origin for each in against}
    return independent(against) > independent(each for each in telling if each.origin not in texts)


def _apart(telling: Iterable[Teller]) -> bool:
    """Tell whether enough texts are of publishers with different owners, all known, and credit no agency in common."""
    owners: dict[str, set[str]] = {}
    agencies: dict[str, set[str]] = {}
    for each in telling:
        owners.setdefault(each.origin, set()).add(each.owner)
        agencies.setdefault(each.origin, set()).update(each.agencies)
    known = [origin for origin in sorted(owners) if "" not in owners[origin]]
    return any(
        all(owners[one].isdisjoint(owners[other]) and agencies[one].isdisjoint(agencies[other])
            for one, other in combinations(several, 2))
        for several in combinations(known, MANY)
    )  # fmt: skip
