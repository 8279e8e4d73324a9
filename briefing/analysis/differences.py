"""What is the same in two briefs, from their records alone: findings, discrepancies, sources, topics.

Two findings are the same where they quote the same words, and where ``changes`` says so of an edition and those before
it.  That has a direction, as time has: a fact of the later brief is sought in the earlier.  So the later is found
first, and whoever names the briefs the other way round is told the same, turned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from briefing.analysis.changes import changes, one_voice
from briefing.analysis.recognition import recognized
from briefing.model import (
    Brief,
    ChangeKind,
    Claim,
    Comparison,
    Discrepancy,
    Earlier,
    Finding,
    Kind,
    Pair,
    Sentence,
    SourceEntry,
    Span,
    Topic,
)

T = TypeVar("T")
Told = Sequence[Earlier]
# A contradiction needs two versions, so two of them must be there again.
VERSIONS = 2
_FACTS: Sequence[Callable[[Finding], Hashable]] = (
    lambda each: (_words(each.span), each.status, each.speakers, each.documents, each.origins),
    lambda each: (_words(each.span), each.status),
    lambda each: _words(each.span),
)
_SOURCES: Sequence[Callable[[SourceEntry], Hashable]] = (
    lambda each: (each.path, each.sha256),
    lambda each: each.path,
    lambda each: each.sha256 or None,
)


def compare(before: Brief, after: Brief, told: tuple[Told, Told]) -> Comparison:
    """Return what is the same in two briefs and what is not.

    ``told`` are the sentences that told the findings of each, as ``publish.editions.earlier`` reads them.
    """
    if _age(after) < _age(before):
        return turned(compare(after, before, told[::-1]))
    after = recognized(before, after)
    return Comparison(
        before,
        after,
        _findings(before, after, told),
        _discrepancies(before.discrepancies, after.discrepancies),
        tuple(
            replace(each, altered=each.before.sha256 != each.after.sha256) if each.before and each.after else each
            for each in _matched(before.documents, after.documents, _SOURCES)
        ),
        _matched(_shown(before), _shown(after), [lambda topic: topic.id]),
    )


def _shown(brief: Brief) -> tuple[Topic, ...]:
    """Return the topics that a brief has something on; others are in its record, but not on its page."""
    told = {each.topic for listed in (brief.findings, brief.discrepancies, brief.reports) for each in listed}
    return tuple(topic for topic in brief.topics if topic.id in told)


def turned(comparison: Comparison) -> Comparison:
    """Return a comparison seen from the other side: what was new is gone."""
    return Comparison(
        comparison.after,
        comparison.before,
        _swapped(comparison.findings),
        _swapped(comparison.discrepancies),
        _swapped(comparison.sources),
        _swapped(comparison.topics),
    )


def _swapped(pairs: Iterable[Pair[T]]) -> tuple[Pair[T], ...]:
    return tuple(Pair(each.after, each.before, each.altered) for each in pairs)


def _age(brief: Brief) -> tuple[date, int, str]:
    """Return what puts two briefs in the order of time; the text decides where time does not."""
    return brief.as_of, brief.edition, repr(brief)


def _matched(before: Iterable[T], after: Iterable[T], keys: Iterable[Callable[[T], Hashable]]) -> tuple[Pair[T], ...]:
    """Return pairs with equal keys, key after key, and what is left of each side alone; a key of None meets nothing."""
    left, right = [*before], [*after]
    pairs: list[Pair[T]] = []
    for key in keys:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for place, each in enumerate(right):
            waiting[key(each)].append(place)
        met = {
            place: waiting[at].pop(0)
            for place, each in enumerate(left)
            if (at := key(each)) is not None and waiting.get(at)
        }
        pairs += [Pair(left[mine], right[theirs]) for mine, theirs in met.items()]
        left = [each for place, each in enumerate(left) if place not in met]
        right = [each for place, each in enumerate(right) if place not in met.values()]
    return (*pairs, *(Pair(each, None) for each in left), *(Pair(None, each) for each in right))


def _words(span: Span) -> str:
    return " ".join(span.text.split())


def _findings(before: Brief, after: Brief, told: tuple[Told, Told]) -> tuple[Pair[Finding], ...]:
    pairs = _matched(before.findings, after.findings, _FACTS)
    same = [_spoken(each.before, each.after) for each in pairs if each.before and each.after]
    new = [each.after for each in pairs if each.after and not each.before]
    gone = [each.before for each in pairs if each.before and not each.after]
    found = _told_again(new, after, before, told[0], {each.id for each in gone})
    known = {each.before.id for each in found if each.before}
    untold = [each for each in gone if each.id not in known]
    joined = _swapped(_told_again(untold, before, after, told[1], ()))
    then = {each.before.id for each in (*found, *joined) if each.before}
    now = {each.after.id for each in (*found, *joined) if each.after}
    alone = (
        *(Pair(each, None) for each in gone if each.id not in then),
        *(Pair(None, each) for each in new if each.id not in now),
    )
    return (*same, *found, *joined, *alone)


def _spoken(before: Finding, after: Finding) -> Pair[Finding]:
    """Return two findings of the same words, altered where others are said to speak them."""
    return Pair(before, after, not one_voice(before.speakers, after.speakers))


def _told_again(
    sought: Iterable[Finding], brief: Brief, other: Brief, told: Told, unsettled: Collection[int]
) -> tuple[Pair[Finding], ...]:
    """Return for each finding sought, of ``brief``, the one of the other brief that is the same, (that one, it).

    All of the brief's findings are compared, for a fact that one of them tells has not moved to another; ``unsettled``
    are those of the other brief that may have moved.
    """
    wanted = {each.id: each for each in sought}
    if not wanted:
        return ()
    there = {each.id: each for each in other.findings}
    return tuple(
        Pair(there[change.before.finding], wanted[change.finding], change.kind is ChangeKind.CHANGED)
        for change in changes(brief.findings, _prose(brief), told, {}, brief.as_of)
        if change.before and change.finding in wanted
        if change.kind is not ChangeKind.MOVED or change.before.finding in unsettled
    )


def _prose(brief: Brief) -> tuple[Sentence, ...]:
    """Return every sentence that a brief quotes, once, as a sentence of a document."""
    found: dict[tuple[str, int], Sentence] = {}
    for span in _spans(brief):
        sentence = Sentence(span.doc, span.number, span.start, span.end, span.text, Kind.PROSE, span.lang, 0)
        found.setdefault((span.doc, span.number), sentence)
    return tuple(found.values())


def _spans(brief: Brief) -> Iterator[Span]:
    for finding in brief.findings:
        yield from (finding.span, *finding.supports)
    yield from brief.bottom_line
    yield from (each.span for each in brief.positions)
    yield from (each.span for each in brief.reports)
    yield from (claim.span for each in brief.discrepancies for claim in each.claims)


def _discrepancies(before: Sequence[Discrepancy], after: Sequence[Discrepancy]) -> tuple[Pair[Discrepancy], ...]:
    """Pair discrepancies of one kind that have two versions in common, those first that have most."""
    near = [(common, one, other) for one in before for other in after if (common := _in_common(one, other)) >= VERSIONS]
    pairs: list[Pair[Discrepancy]] = []
    left, right = {each.id: each for each in before}, {each.id: each for each in after}
    for _, one, other in sorted(near, key=lambda each: (-each[0], each[1].id, each[2].id)):
        if one.id in left and other.id in right:
            pairs.append(Pair(left.pop(one.id), right.pop(other.id), _versions(one) != _versions(other)))
    return (*pairs, *(Pair(each, None) for each in left.values()), *(Pair(None, each) for each in right.values()))


def _in_common(one: Discrepancy, other: Discrepancy) -> int:
    """Return how many versions stand in both: the same sentence, or the same value on the same topic."""
    if one.kind != other.kind:
        return 0
    mine, theirs = ([_marks(claim, each) for claim in each.claims] for each in (one, other))
    return min(
        sum(any(marks & counter for counter in across) for marks in own)
        for own, across in ((mine, theirs), (theirs, mine))
    )


def _marks(claim: Claim, each: Discrepancy) -> set[tuple[str, str]]:
    return {("", _words(claim.span)), (f"on {each.topic}", claim.value.casefold())}


def _versions(each: Discrepancy) -> set[tuple[str, str]]:
    return {(_words(claim.span), claim.value) for claim in each.claims}
