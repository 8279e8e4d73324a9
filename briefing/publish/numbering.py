"""The order of the page: topics, and one running number over all findings and discrepancies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefing.model import Brief, Discrepancy, Finding, Status, Topic


def ordered_topics(brief: Brief) -> tuple[Topic, ...]:
    """Return the topics with something to show: most sections filled first, then most documents, then as given."""
    found: dict[str, list[Finding]] = {}
    for finding in brief.findings:
        found.setdefault(finding.topic, []).append(finding)
    shown = [topic for topic in _known(brief) if topic.id in found or topic.id in _other_topics(brief)]
    return tuple(sorted(shown, key=lambda topic: _weight(found.get(topic.id, []))))


def ordered_findings(brief: Brief) -> tuple[Finding, ...]:
    """Return the findings in the order of the page: by section, then by topic, then as given."""
    sections = {status: place for place, status in enumerate(Status)}
    topics = {topic.id: place for place, topic in enumerate(ordered_topics(brief))}
    return tuple(sorted(brief.findings, key=lambda finding: (sections[finding.status], topics[finding.topic])))


def numbered(brief: Brief) -> tuple[tuple[tuple[int, Finding], ...], tuple[tuple[int, Discrepancy], ...]]:
    """Return findings and discrepancies with their numbers 1..n, which never start again."""
    findings = tuple(enumerate(ordered_findings(brief), start=1))
    return findings, tuple(enumerate(brief.discrepancies, start=len(findings) + 1))


def ranges(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the runs of consecutive numbers in ascending ones, as (first, last)."""
    breaks = [(before, after) for before, after in pairwise(numbers) if after != before + 1]
    starts = [*numbers[:1], *(after for _, after in breaks)]
    ends = [*(before for before, _ in breaks), *numbers[-1:]]
    return tuple(zip(starts, ends, strict=True))


def _known(brief: Brief) -> tuple[Topic, ...]:
    known = {topic.id: topic for topic in brief.topics}
    used = [*(finding.topic for finding in brief.findings), *sorted(_other_topics(brief))]
    nameless = {topic: Topic(topic, "", brief.lang) for topic in used if topic not in known}
    return (*known.values(), *nameless.values())


def _other_topics(brief: Brief) -> set[str]:
    return {each.topic for each in brief.discrepancies} | {report.topic for report in brief.reports}


def _weight(findings: Iterable[Finding]) -> tuple[int, int]:
    sections = {finding.status for finding in findings}
    return -len(sections), -sum(finding.documents for finding in findings)
