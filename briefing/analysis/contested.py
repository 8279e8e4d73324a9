"""All that documents contradict each other in, joined into one list: the surest of every kind first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from briefing.analysis.accusations import accusations
from briefing.analysis.bearers import bearers
from briefing.analysis.discrepancies import LONGEST_NOTE, VERSIONS, discrepancies
from briefing.analysis.examination import Examination
from briefing.analysis.moments import OPEN, moments
from briefing.analysis.occasions import Occasions
from briefing.analysis.selection import Fact
from briefing.analysis.settlements import AGREED, NO, NOT_AGREED, PROMISED, settlements
from briefing.analysis.tellings import Rivals, Telling
from briefing.analysis.tone import tone
from briefing.analysis.topics import Key, key
from briefing.model import Assessment, Claim, Discrepancy, Span, Status

MOST = 12
OF_NOW = frozenset(("negation", "date"))
STILL_OPEN = frozenset((NOT_AGREED, PROMISED, NO, OPEN))


def contested(found: Examination, lang: str) -> tuple[Discrepancy, ...]:
    """Return the contradictions between documents, those of a measured value first."""
    own = [one for one in found.assessments if one.sentence.document not in found.origins.copies]
    published = {document.id: document.published for document in found.corpus.kept}
    told = [*moments(own), *settlements(own), *accusations(own), *bearers(own, found.attribution.people), *tone(own)]
    measured = discrepancies(found.assessments, found.origins.copies, lang, Occasions(found.day, published))
    joined: list[Discrepancy] = list(measured)
    seen = set(map(_places, joined))
    for pair in told:
        if len(joined) >= MOST:
            break
        if _settled_since(pair, published) or _of_another_time(pair, found.past):
            continue
        each = _discrepancy(pair)
        places = _places(each)
        if any(places <= other for other in seen):
            continue
        same = next((at for at, other in enumerate(joined) if _is_one(each, other)), None)
        if same is None:
            joined.append(each)
        else:
            known = _places(joined[same])
            more = tuple(claim for claim in each.claims if (claim.span.doc, claim.span.number) not in known)
            joined[same] = replace(joined[same], claims=joined[same].claims + more)
        seen.add(places)
    return tuple(replace(each, id=number) for number, each in enumerate(joined[:MOST], start=1))


def _places(one: Discrepancy) -> frozenset[tuple[str, int]]:
    return frozenset((claim.span.doc, claim.span.number) for claim in one.claims)


def _is_one(one: Discrepancy, other: Discrepancy) -> bool:
    """Tell whether two contradictions set the same values side by side and have a sentence in common."""
    values = {claim.value for claim in one.claims} == {claim.value for claim in other.claims}
    return one.kind == other.kind and values and not _places(one).isdisjoint(_places(other))


def without_rivals(facts: Iterable[Fact], contradictions: Iterable[Discrepancy]) -> tuple[Fact, ...]:
    """Return the facts without the supports that a contradiction sets against their head: they tell something else.

    Nor does what a contradiction quotes as agreed support a dispute.
    """
    values: defaultdict[Key, dict[int, str]] = defaultdict(dict)
    for each in contradictions:
        for claim in each.claims:
            values[claim.span.doc, claim.span.number][each.id] = claim.value

    def agrees(one: Assessment, head: Assessment) -> bool:
        mine, theirs = values[key(one.sentence)], values[key(head.sentence)]
        if head.status is Status.DISPUTE and AGREED in mine.values():
            return False
        return all(mine[each] == theirs[each] for each in mine.keys() & theirs.keys())

    return tuple(replace(fact, supports=[one for one in fact.supports if agrees(one, fact.head)]) for fact in facts)


def _settled_since(pair: Rivals, published: Mapping[str, date | None]) -> bool:
    """Tell whether the later document reports what the earlier one still had open: news, and no contradiction."""
    first, last = sorted((pair.left, pair.right), key=lambda each: each.value in STILL_OPEN, reverse=True)
    before, after = published.get(first.document), published.get(last.document)
    return first.value in STILL_OPEN and bool(before and after and before < after)


def _of_another_time(pair: Rivals, past: Mapping[Key, str]) -> bool:
    """Tell whether one side is history: what was agreed in 1989 says nothing of today's quarrel.

    What is done may well be: «in February», and still promised in June elsewhere.
    """
    return pair.kind in OF_NOW and any(key(each.assessment.sentence) in past for each in (pair.left, pair.right))


def _discrepancy(pair: Rivals) -> Discrepancy:
    sides = sorted((pair.left, pair.right), key=_place)
    note = VERSIONS.join(each.value for each in sides)
    topic = next((each.assessment.topic for each in sides if each.assessment.topic), "")
    return Discrepancy(0, pair.kind, topic, note[:LONGEST_NOTE], tuple(map(_claim, sides)))


def _place(telling: Telling) -> tuple[int, str, int]:
    sentence = telling.assessment.sentence
    return len(sentence.document), sentence.document, sentence.number


def _claim(telling: Telling) -> Claim:
    one = telling.assessment.sentence
    span = Span(one.document, one.start, one.end, one.text, one.lang, one.number)
    return Claim(span, telling.value, telling.assessment.speakers)
