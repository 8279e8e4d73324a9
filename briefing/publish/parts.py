"""A brief of several events in its parts: each event as a brief of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from briefing.model import Brief, Event, Profile


def apart(brief: Brief) -> tuple[Brief, ...]:
    """Return a brief an event, each to be printed alone, with who is who and the timeline of its documents.

    None of a brief on one event.  The first one says what was left out of all.
    """
    if not brief.events:
        return ()
    first, *others = (_alone(event, brief) for event in brief.events)
    told = replace(first, rejections=brief.rejections, omissions=brief.omissions, untranslated=brief.untranslated)
    return (told, *others)


def _alone(event: Event, brief: Brief) -> Brief:
    part, inside = _part(event, brief), frozenset(event.documents)
    findings, contradictions = {each.id for each in part.findings}, {each.id for each in part.discrepancies}
    days = [each for each in brief.timeline if each.span.doc in inside and each.finding in {None, *findings}]
    counterparts = [each for each in brief.counterparts if each.of.doc in inside and each.span.doc in inside]
    return replace(
        part,
        topics=tuple(replace(each, event="") for each in part.topics),
        timeline=tuple(days),
        people=tuple(_met(brief.people, inside)),
        counterparts=tuple(each for each in counterparts if each.discrepancy in {None, *contradictions}),
        changes=tuple(each for each in part.changes if each.finding in {None, *findings}),
    )


def _met(people: Iterable[Profile], documents: Collection[str]) -> Iterator[Profile]:
    """Yield the persons whom some of the documents name, with what these have of them."""
    for each in people:
        office = each.office if each.office and each.office.doc in documents else None
        if spellings := tuple(span for span in each.spellings if span.doc in documents):
            yield replace(each, office=office, spellings=spellings)


def parts(brief: Brief) -> tuple[Brief, ...]:
    """Return a brief an event, in the order of the events; of a single event the brief itself.

    What belongs to all (who is who, the timeline, what was left out) no part has.
    """
    return tuple(_part(event, brief) for event in brief.events) or (brief,)


def _part(event: Event, brief: Brief) -> Brief:
    inside = frozenset(event.documents)
    topics = tuple(each for each in brief.topics if each.event == event.id)
    own = frozenset(each.id for each in topics)
    return replace(
        brief,
        title=event.title,
        title_lang=event.lang,
        event_date=event.date,
        parties=event.parties,
        events=(),
        documents=tuple(each for each in brief.documents if each.id in inside),
        topics=topics,
        bottom_line=tuple(each for each in brief.bottom_line if each.doc in inside),
        claimed=tuple(each for each in brief.claimed if each[0].doc in inside),
        findings=tuple(each for each in brief.findings if each.topic in own),
        discrepancies=tuple(each for each in brief.discrepancies if each.topic in own),
        positions=tuple(each for each in brief.positions if each.topic in own),
        reports=tuple(each for each in brief.reports if each.topic in own),
        changes=tuple(each for each in brief.changes if each.topic in own),
        timeline=(),
        people=(),
        untranslated=(),
        rejections=(),
        omissions=(),
        texts=tuple(each for each in brief.texts if each.id in inside),
    )
