"""Which events of a brief on several an earlier one tells of, though they stand there in other places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from briefing.analysis.topics import OF_EVENT, issue
from briefing.model import Brief, Event


class _Told(NamedTuple):
    """What an event is known by: its texts and sentences, its parties, its issues."""

    words: frozenset[str]
    parties: frozenset[str]
    issues: frozenset[str]


def recognized(before: Brief, after: Brief) -> Brief:
    """Return the later brief with each event under the id that it has in the earlier one, a new event under a new id.

    An event is the same that has texts or sentences in common, or else parties and issues; those first that have most.
    Where one of the briefs is on a single event, the later one comes back as it is.
    """
    names = _names(before, after)
    if all(old == new for old, new in names.items()):
        return after

    def topic(each: str) -> str:
        event, mark, own = each.rpartition(OF_EVENT)
        return f"{names.get(event, event)}{mark}{own}"

    return replace(
        after,
        events=tuple(replace(each, id=names[each.id]) for each in after.events),
        topics=tuple(
            replace(each, id=topic(each.id), event=names.get(each.event, each.event)) for each in after.topics
        ),
        findings=tuple(replace(each, topic=topic(each.topic)) for each in after.findings),
        discrepancies=tuple(replace(each, topic=topic(each.topic)) for each in after.discrepancies),
        positions=tuple(replace(each, topic=topic(each.topic)) for each in after.positions),
        reports=tuple(replace(each, topic=topic(each.topic)) for each in after.reports),
        changes=tuple(replace(each, topic=topic(each.topic)) for each in after.changes),
    )


def _names(before: Brief, after: Brief) -> Mapping[str, str]:
    """Return the new id of each event of the later brief."""
    if not before.events or not after.events:
        return {}
    then, now = ({each.id: _told(each, brief) for each in brief.events} for brief in (before, after))
    near = [(_likeness(then[old], now[new]), old, new) for old in then for new in now]
    names: dict[str, str] = {}
    for alike, old, new in sorted(near, key=lambda each: each[0], reverse=True):
        if (alike[0] or all(alike[1:])) and old not in names.values() and new not in names:
            names[new] = old
    unused = _unused(before)
    return {new: names.get(new) or next(unused) for new in now}


def _told(event: Event, brief: Brief) -> _Told:
    own = {each.id for each in brief.topics if each.event == event.id}
    texts = {each.sha256 for each in brief.documents if each.id in event.documents and each.sha256}
    findings = [each for each in brief.findings if each.topic in own]
    quoted = {" ".join(span.text.split()) for each in findings for span in (each.span, *each.supports)}
    return _Told(frozenset(texts | quoted), frozenset(event.parties), frozenset(map(issue, own)))


def _likeness(then: _Told, now: _Told) -> tuple[int, ...]:
    """Return how many words, parties and issues two events have in common, in the order of their weight."""
    return tuple(len(old & new) for old, new in zip(then, now, strict=True))


def _unused(brief: Brief) -> Iterator[str]:
    taken = {each.id for each in brief.events}
    return (name for number in count(1) if (name := f"E{number}") not in taken)
