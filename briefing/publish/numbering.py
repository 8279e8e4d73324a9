"""The order of the page: topics, and one running number over all findings and discrepancies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.model import Brief, ChangeKind, Discrepancy, Finding, Status, Topic
from briefing.publish.parts import parts


def ordered_topics(brief: Brief) -> tuple[Topic, ...]:
    """Return the topics with something to show, in the order of the brief; those it does not list come last."""
    known = {topic.id: topic for topic in brief.topics}
    used = {finding.topic for finding in brief.findings} | {report.topic for report in brief.reports}
    used |= {discrepancy.topic for discrepancy in brief.discrepancies} | {change.topic for change in brief.changes}
    nameless = (Topic(topic, "", brief.lang) for topic in sorted(used - known.keys()))
    return (*(topic for topic in known.values() if topic.id in used), *nameless)


def ordered_findings(brief: Brief) -> tuple[Finding, ...]:
    """Return the findings in the order of the page: by section, by topic, by side where two parties face each other.

    Within these, what says nothing new comes last.
    """
    sections = {status: place for place, status in enumerate(Status)}
    topics = {topic.id: place for place, topic in enumerate(ordered_topics(brief))}
    parties = facing(brief.findings)
    unchanged = {change.finding for change in brief.changes if change.kind is ChangeKind.UNCHANGED}

    def place(finding: Finding) -> tuple[int, int, int, bool]:
        speaker = "".join(finding.speakers[:1])
        side = parties.index(speaker) if finding.status == Status.DISPUTE and speaker in parties else len(parties)
        return sections[finding.status], topics[finding.topic], side, finding.id in unchanged

    return tuple(sorted(brief.findings, key=place))


def facing(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the two parties of the disputes in alphabetical order; none unless there are exactly two throughout.

    A party is whoever is named first as the speaker of a dispute.  Columns need two parties that meet on at least half
    of the topics they speak of, and fewer disputes without a speaker than with one: otherwise most of the page would
    be empty cells.
    """
    disputes = [finding for finding in findings if finding.status == Status.DISPUTE]
    spoken = [(finding.speakers[0], finding.topic) for finding in disputes if finding.speakers]
    parties = sorted({name for name, _ in spoken}, key=lambda name: (name.lower(), name))
    topics = [{topic for name, topic in spoken if name == party} for party in parties]
    if len(parties) != 2 or 2 * len(spoken) <= len(disputes):
        return ()
    return tuple(parties) if 2 * len(topics[0] & topics[1]) >= len(topics[0] | topics[1]) else ()


def numbered(brief: Brief) -> tuple[tuple[tuple[int, Finding], ...], tuple[tuple[int, Discrepancy], ...]]:
    """Return findings and discrepancies with their numbers 1..n, which go on from event to event."""
    findings: list[tuple[int, Finding]] = []
    discrepancies: list[tuple[int, Discrepancy]] = []
    for part in parts(brief):
        findings += enumerate(ordered_findings(part), start=1 + len(findings) + len(discrepancies))
        discrepancies += enumerate(part.discrepancies, start=1 + len(findings) + len(discrepancies))
    return tuple(findings), tuple(discrepancies)


def ranges(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the runs of consecutive numbers in ascending ones, as (first, last)."""
    breaks = [(before, after) for before, after in pairwise(numbers) if after != before + 1]
    starts = [*numbers[:1], *(after for _, after in breaks)]
    ends = [*(before for before, _ in breaks), *numbers[-1:]]
    return tuple(zip(starts, ends, strict=True))
