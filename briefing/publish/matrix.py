"""At a glance: topics by status, a cell a fragment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.model import Brief, Finding, Status
from briefing.publish.citations import one_sided, speaker, support
from briefing.publish.frames import Frame
from briefing.publish.numbering import numbered, ordered_topics
from briefing.publish.pairing import facing
from briefing.publish.printable import printable, right_to_left
from briefing.publish.view import Cell, Heading, Row, Verbatim

Numbered = tuple[tuple[int, Finding], ...]
LONGEST_TITLE = 160
MOST_ROWS = 12


def matrix(brief: Brief, frame: Frame) -> tuple[Row, ...]:
    """Return a row for each topic with a finding or a discrepancy."""
    findings, discrepancies = numbered(brief)
    parties = facing(brief)
    rows = []
    for topic in ordered_topics(brief):
        own = tuple(each for each in findings if each[1].topic == topic.id)
        contradictions = tuple(number for number, each in discrepancies if each.topic == topic.id)
        if own or contradictions:
            cells = tuple(_cell(status, own, parties, brief, frame) for status in Status)
            rows.append(Row(headings(brief, frame)[topic.id], contradictions, cells))
    return tuple(rows)


def rest(rows: Sequence[Row]) -> tuple[int, ...]:
    """Return how many findings of each status the rows have together."""
    return tuple(sum(len(side) for cell in column for side in cell.sides) for column in zip(*(row.cells for row in rows)))


def headings(brief: Brief, frame: Frame) -> Mapping[str, Heading]:
    """Return the topics' titles by id; a topic without a title is «other issues»."""
    return {
        topic.id: Heading(topic.id, printable(topic.title, LONGEST_TITLE), topic.lang)
        if topic.title.strip()
        else Heading(topic.id, frame.words["other_topic"], frame.lang)
        for topic in ordered_topics(brief)
    }


def _cell(status: Status, own: Numbered, parties: Sequence[str], brief: Brief, frame: Frame) -> Cell:
    held = tuple((number, finding) for number, finding in own if finding.status == status)
    if not held:
        return Cell(status)
    first = held[0][1]
    sides = _sides(held, parties if status == Status.DISPUTE else ())
    alone = one_sided(first)
    return Cell(status, sides, _fragment(held, brief, frame), _qualifier(first, sides, parties, brief, frame), alone)


def _sides(held: Numbered, parties: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    sides = [tuple(number for number, finding in held if finding.speakers[:1] == (party,)) for party in parties]
    return tuple(sides) if any(sides) else (tuple(number for number, _ in held),)


def _fragment(held: Numbered, brief: Brief, frame: Frame) -> Verbatim | None:
    finding = held[0][1]
    text, lang = printable(finding.fragment), finding.span.lang
    return Verbatim(text, lang, right_to_left(text), frame.language(lang) if lang != brief.lang else "") if text else None


def _qualifier(
    first: Finding, sides: tuple[tuple[int, ...], ...], parties: Sequence[str], brief: Brief, frame: Frame
) -> str:
    if one_sided(first):
        return frame.words["only"].format(speaker=speaker(first.speakers, frame))
    if len(sides) == 1:
        return support(first, brief)
    silent = [party for party, numbers in zip(parties, sides, strict=True) if not numbers]
    return frame.words["no_reply"].format(party=printable(silent[0], 80)) if silent else ""
