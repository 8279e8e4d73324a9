"""Briefs on several events as one: topics, findings and discrepancies stay with their event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.analysis.topics import OF_EVENT
from briefing.model import Brief, Counterpart, Dated, Event, Profile
from briefing.settings import Options

# A title of more events would not be read to its end.
MOST_TITLES = 2


class _Count(NamedTuple):
    """How many findings, discrepancies and origins the events before have."""

    findings: int = 0
    discrepancies: int = 0
    origins: int = 0


def joined(briefs: Sequence[Brief], options: Options) -> Brief:
    """Return one brief of those on several events, in their order; no two of them have a document of one name."""
    own: list[Brief] = []
    count = _Count()
    for number, brief in enumerate(briefs, start=1):
        own.append(_under(f"E{number}", brief, count))
        count = _counted(brief, count)
    title, lang = _title(briefs, options)
    dates = sorted(day for brief in own for day in brief.period if day)
    return Brief(
        title=title,
        title_lang=lang,
        as_of=options.as_of,
        lang=options.lang,
        tlp=options.tlp,
        events=tuple(event for brief in own for event in brief.events),
        documents=tuple(each for brief in own for each in brief.documents),
        topics=tuple(each for brief in own for each in brief.topics),
        bottom_line=tuple(each for brief in own for each in brief.bottom_line),
        claimed=tuple(each for brief in own for each in brief.claimed),
        findings=tuple(each for brief in own for each in brief.findings),
        discrepancies=tuple(each for brief in own for each in brief.discrepancies),
        positions=tuple(each for brief in own for each in brief.positions),
        reports=tuple(each for brief in own for each in brief.reports),
        timeline=tuple(sorted((each for brief in own for each in brief.timeline), key=lambda each: each.day)),
        people=_people(each for brief in own for each in brief.people),
        counterparts=tuple(each for brief in own for each in brief.counterparts),
        rejections=tuple(each for brief in own for each in brief.rejections),
        omissions=_omissions(own),
        period=(dates[0], dates[-1]) if dates else (None, None),
        texts=tuple(each for brief in own for each in brief.texts),
    )


def _under(event: str, brief: Brief, count: _Count) -> Brief:
    """Return a brief with the event before its topics, and numbers that go on after those of the events before."""

    def topic(each: str) -> str:
        return f"{event}{OF_EVENT}{each}"

    documents = tuple(each.id for each in brief.documents)
    return replace(
        brief,
        events=(Event(event, brief.title, brief.title_lang, brief.event_date, brief.parties, documents),),
        documents=tuple(replace(each, origin=f"O{int(each.origin[1:]) + count.origins}") for each in brief.documents),
        topics=tuple(replace(each, id=topic(each.id), event=event) for each in brief.topics),
        findings=tuple(replace(each, id=each.id + count.findings, topic=topic(each.topic)) for each in brief.findings),
        discrepancies=tuple(
            replace(each, id=each.id + count.discrepancies, topic=topic(each.topic)) for each in brief.discrepancies
        ),
        positions=tuple(replace(each, topic=topic(each.topic)) for each in brief.positions),
        reports=tuple(replace(each, topic=topic(each.topic)) for each in brief.reports),
        timeline=tuple(_dated(each, count) for each in brief.timeline),
        counterparts=tuple(_counterpart(each, count) for each in brief.counterparts),
    )


def _dated(each: Dated, count: _Count) -> Dated:
    return each if each.finding is None else replace(each, finding=each.finding + count.findings)


def _counterpart(each: Counterpart, count: _Count) -> Counterpart:
    return each if each.discrepancy is None else replace(each, discrepancy=each.discrepancy + count.discrepancies)


def _counted(brief: Brief, count: _Count) -> _Count:
    return _Count(
        max((each.id for each in brief.findings), default=0) + count.findings,
        max((each.id for each in brief.discrepancies), default=0) + count.discrepancies,
        max(int(each.origin[1:]) for each in brief.documents) + count.origins,
    )


def _title(briefs: Sequence[Brief], options: Options) -> tuple[str, str]:
    """Return the title and its language: the user's, else the titles of the first events."""
    if options.title:
        return options.title, options.lang
    first = briefs[:MOST_TITLES]
    langs = {brief.title_lang for brief in first}
    title = "; ".join(brief.title for brief in first) + (" …" if len(briefs) > MOST_TITLES else "")
    return title, langs.pop() if len(langs) == 1 else options.lang


def _people(profiles: Iterable[Profile]) -> tuple[Profile, ...]:
    """Return the persons, each once: whoever is met in two events has the spellings of both."""
    known: dict[str, Profile] = {}
    for each in profiles:
        other = known.get(each.name)
        office, spellings = (other.office or each.office, other.spellings) if other else (each.office, ())
        known[each.name] = Profile(each.name, office, (*spellings, *each.spellings))
    return tuple(known.values())


def _omissions(briefs: Iterable[Brief]) -> tuple[tuple[str, int], ...]:
    counts = sum((Counter(dict(brief.omissions)) for brief in briefs), Counter[str]())
    return tuple(sorted(counts.items()))
