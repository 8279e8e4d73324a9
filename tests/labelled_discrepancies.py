"""The pairs of tests/data/discrepancies.txt, each as two documents on one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from builders import document

from briefing.analysis.contested import contested
from briefing.analysis.examination import examine
from briefing.model import Batch, Discrepancy, Document

PAIRS = Path(__file__).parent / "data" / "discrepancies.txt"
KINDS = ("number", "duration", "date", "name", "negation", "modality", "attribution")


class Labelled(NamedTuple):
    """Two sentences of two documents, and in what they contradict each other: a kind, or «none»."""

    kind: str
    tuning: bool
    texts: tuple[tuple[str, str], tuple[str, str]]


class Row(NamedTuple):
    """Of a kind: how many pairs bear it, how many of these were found, how many were found in all."""

    labelled: int
    right: int
    found: int


def pairs() -> tuple[Labelled, ...]:
    """Return the labelled pairs."""
    lines = (line for line in PAIRS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    rows = ([part.strip() for part in line.split("|")] for line in lines)
    return tuple(Labelled(row[0], row[1] == "tuning", ((row[2], row[3]), (row[4], row[5]))) for row in rows)


def found(pair: Labelled) -> tuple[Discrepancy, ...]:
    """Return what is found in a pair alone."""
    documents = [_document(f"D{at}", text, lang) for at, (lang, text) in enumerate(pair.texts, start=1)]
    return contested(examine(Batch(tuple(documents), ()), "en"), "en")


def _document(name: str, text: str, lang: str) -> Document:
    """Return a document of one paragraph; « / » parts its sentences."""
    found = document(name, *text.split(" / "), lang=lang)
    return replace(found, sentences=tuple(replace(each, paragraph=1) for each in found.sentences))


def verdicts(wanted: Sequence[Labelled]) -> Iterator[tuple[Labelled, str]]:
    """Yield each pair with the kind of what is found in it, «none» for nothing."""
    for pair in wanted:
        yield pair, next((each.kind for each in found(pair)), "none")


def table(wanted: Sequence[Labelled]) -> dict[str, Row]:
    """Return the figures of each kind; a contradiction found under another kind counts as found."""
    rows = list(verdicts(wanted))
    return {
        kind: Row(
            sum(pair.kind == kind for pair, _ in rows),
            sum(pair.kind == kind and told != "none" for pair, told in rows),
            sum(told == kind or (pair.kind == kind and told != "none") for pair, told in rows),
        )
        for kind in KINDS
    }


def false_alarms(wanted: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """Return the pairs without a contradiction in which one is found."""
    return tuple(pair for pair, told in verdicts(wanted) if pair.kind == "none" and told != "none")


if __name__ == "__main__":
    for title, wanted in (("tuning", [p for p in pairs() if p.tuning]), ("held", [p for p in pairs() if not p.tuning])):
        alarms = false_alarms(wanted)
        right = sum(row.right for row in table(wanted).values())
        labelled = sum(row.labelled for row in table(wanted).values())
        print(f"{title}: precision {right}/{right + len(alarms)}, recall {right}/{labelled}")  # noqa: T201
        for kind, row in table(wanted).items():
            print(f"  {kind:12} {row.right}/{row.labelled} found")  # noqa: T201
        print(f"  {'none':12} {len(alarms)} of {sum(p.kind == 'none' for p in wanted)} called one")  # noqa: T201
