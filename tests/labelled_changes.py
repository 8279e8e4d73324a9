"""The findings of tests/data/changes.txt, compared as two editions of each event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing.analysis.changes import changes
from briefing.model import Change, Earlier, Finding, Kind, Sentence, Span, Status

PAIRS = Path(__file__).parent / "data" / "changes.txt"
FIRST, SECOND = date(2031, 5, 5), date(2031, 5, 6)


@dataclass(frozen=True)
class Event:
    """The findings of two editions and what those of the second are: «new», or «moved e1»."""

    name: str
    tuning: bool
    earlier: tuple[Earlier, ...]
    findings: tuple[Finding, ...]
    labels: tuple[str, ...]


def events() -> tuple[Event, ...]:
    """Return the labelled events."""
    _, *parts = PAIRS.read_text(encoding="utf-8").split("\n== ")
    return tuple(_event(part.splitlines()) for part in parts)


def _event(lines: Sequence[str]) -> Event:
    then = [_fields(line) for line in lines if line.startswith("- ")]
    now = [_fields(line) for line in lines if line.startswith("+ ")]
    return Event(
        lines[0],
        "(tuning)" in lines[0],
        tuple(_earlier(place, each) for place, each in enumerate(then, start=1)),
        tuple(_finding(place, each) for place, each in enumerate(now, start=1)),
        tuple(each[0] for each in now),
    )


def _fields(line: str) -> list[str]:
    return [part.strip() for part in line[2:].split("|")]


def _span(place: int, lang: str, text: str) -> Span:
    return Span(f"D{place}", 0, len(text), text, lang, 1)


def _earlier(place: int, fields: Sequence[str]) -> Earlier:
    name, topic, status, lang, speaker, text = fields
    assert name == f"e{place}", text
    speakers = (speaker,) if speaker else ()
    return Earlier(1, place, FIRST, Status(status), topic, f"{place}.txt", "0" * 64, _span(place, lang, text), speakers)


def _finding(place: int, fields: Sequence[str]) -> Finding:
    _, topic, status, lang, speaker, text = fields
    return Finding(place, Status(status), topic, _span(place, lang, text), (speaker,) if speaker else ())


def compared(event: Event, beside: Sequence[Event] = ()) -> tuple[Change, ...]:
    """Return the changes of an event; ``beside`` are others whose sentences stand in the same edition."""
    prose = [
        Sentence(span.doc, span.number, 0, span.end, span.text, Kind.PROSE, span.lang, 0)
        for span in (finding.span for finding in event.findings)
    ]
    prose += [
        Sentence(f"D{100 * at + place}", 1, 0, len(finding.span.text), finding.span.text, Kind.PROSE,
                 finding.span.lang, 0)
        for at, other in enumerate(beside, start=1)
        for place, finding in enumerate(other.findings)
    ]  # fmt: skip
    return changes(event.findings, prose, event.earlier, {}, SECOND)


def verdicts(event: Event, beside: Sequence[Event] = ()) -> Iterator[tuple[str, str, Finding]]:
    """Yield for each finding its label, what it was found to be in the same form, and the finding."""
    for change, label, finding in zip(compared(event, beside), event.labels, event.findings, strict=True):
        before = change.before
        found = f"{change.kind} e{before.span.doc[1:]}" if before else change.kind.value
        yield label, found, finding


def table(wanted: Sequence[Event], beside: Sequence[Event] = ()) -> dict[str, tuple[int, int, int]]:
    """Return for each kind how many were found, how many labelled, and how many rightly found."""
    rows = [row for event in wanted for row in verdicts(event, [each for each in beside if each is not event])]
    kinds = ("new", "changed", "moved", "unchanged")
    return {
        kind: (
            sum(found.split()[0] == kind for _, found, _ in rows),
            sum(label.split()[0] == kind for label, _, _ in rows),
            sum(found == label and label.split()[0] == kind for label, found, _ in rows),
        )
        for kind in kinds
    }


if __name__ == "__main__":
    every = events()
    for title, wanted in (("tuning", [e for e in every if e.tuning]), ("held out", [e for e in every if not e.tuning])):
        for among, beside in (("alone", ()), ("among all", every)):
            print(f"{title}, {among}: {sum(len(event.findings) for event in wanted)} findings")  # noqa: T201
            for kind, (found, labelled, right) in table(wanted, beside).items():
                print(f"  {kind:10} precision {right}/{found} recall {right}/{labelled}")  # noqa: T201
