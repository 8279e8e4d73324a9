"""At a glance: topics by status, with finding numbers, a fragment and a qualifier a cell."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Finding, Status
from briefing.publish.citations import one_sided, speaker, support
from briefing.publish.draft import Draft
from briefing.publish.view import Cell, Row

Numbered = Sequence[tuple[int, Finding]]
Sides = tuple[tuple[int, ...], ...]
MOST_ROWS = 12
LONGEST_FRAGMENT = 60


def matrix(draft: Draft) -> tuple[Row, ...]:
    """Return a row for each topic with a finding or a discrepancy."""
    rows = []
    for topic, heading in draft.headings.items():
        own = [each for each in draft.findings if each[1].topic == topic]
        contradictions = tuple(number for number, each in draft.discrepancies if each.topic == topic)
        if own or contradictions:
            held = ([each for each in own if each[1].status == status] for status in Status)
            rows.append(Row(heading, contradictions, tuple(_cell(group, draft) for group in held)))
    return tuple(rows)


def fitting(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the first rows, with room for one more that counts the others: a single other one takes that room."""
    return rows if len(rows) <= MOST_ROWS + 1 else rows[:MOST_ROWS]


def rest(rows: Sequence[Row]) -> tuple[int, ...]:
    """Return how many findings of each status the rows have together."""
    columns = zip(*(row.cells for row in rows), strict=True)
    return tuple(sum(len(side) for cell in column for side in cell.sides) for column in columns)


def _cell(held: Numbered, draft: Draft) -> Cell:
    if not held:
        return Cell()
    first = held[0][1]
    parties = draft.parties if first.status == Status.DISPUTE else ()
    sides = _sides(held, parties)
    fragment = draft.verbatim(first.fragment, first.span.lang) if 0 < len(first.fragment) <= LONGEST_FRAGMENT else None
    qualifier = _silent(sides, parties, draft) if len(sides) > 1 else _qualifier(first, draft)
    return Cell(first.status, sides, fragment, qualifier, one_sided(first))


def _sides(held: Numbered, parties: Sequence[str]) -> Sides:
    sides = [tuple(number for number, finding in held if finding.speakers[:1] == (party,)) for party in parties]
    return tuple(sides) if any(sides) else (tuple(number for number, _ in held),)


def _silent(sides: Sides, parties: Sequence[str], draft: Draft) -> str:
    silent = [party for party, numbers in zip(parties, sides, strict=True) if not numbers]
    return draft.words.words["no_reply"].format(party=draft.named(silent[0])) if silent else ""


def _qualifier(first: Finding, draft: Draft) -> str:
    if one_sided(first):
        return draft.words.words["only"].format(speaker=speaker(first.speakers, draft))
    return support(first, draft)
