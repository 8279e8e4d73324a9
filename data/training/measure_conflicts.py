"""Measure how many contradictions between articles are found: ``python data/training/measure_conflicts.py [-v]``.

``conflicts.jsonl`` holds those that a reader found in 144 events of our own.  A contradiction is found where one that
the program reports quotes two of its lines, of two articles; one reported is right where it quotes two lines of one of
the reader's.  Each sentence is read by itself, as with ``--quick``.  ``-v`` prints those missed and those reported
wrongly.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from articles import CONFLICTS, document, stored_events

from briefing.analysis.assembly import assemble
from briefing.analysis.examination import examine
from briefing.model import Batch, Discrepancy
from briefing.settings import Options


def reported(articles: list[dict]) -> Iterator[tuple[Discrepancy, frozenset[str]]]:
    """Yield what the program reports of the articles of an event, each with the names of the lines quoted."""
    documents = [
        replace(document(article, f"D{number}"), published=date.fromisoformat(article["date"]))
        for number, article in enumerate(articles, start=1)
    ]
    names = {each.id: each.location for each in documents}
    found = examine(Batch(tuple(documents)), "en", quick=True)
    for each in assemble(found, Options(as_of=date(2026, 1, 1))).discrepancies:
        yield each, frozenset(f"{names[claim.span.doc]}#{claim.span.number - 1}" for claim in each.claims)


def meet(lines: frozenset[str], others: Iterable[str]) -> bool:
    """Tell whether two sets of lines share lines of two articles."""
    return len({name.split("#")[0] for name in lines.intersection(others)}) > 1


def main() -> None:
    """Compare each event with what its reader found, print."""
    events = stored_events()
    wanted, hit, told, right = Counter(), Counter(), Counter(), Counter()
    for row in map(json.loads, CONFLICTS.open(encoding="utf-8")):
        sides = [(each, {claim["line"] for claim in each["claims"]}) for each in row["conflicts"]]
        found = list(reported(events[row["event"]]))
        for each, lines in found:
            told[each.kind] += 1
            right[each.kind] += (true := any(meet(lines, others) for _, others in sides))
            if not true and "-v" in sys.argv:
                print(
                    "wrong:",
                    row["event"],
                    each.kind,
                    each.note,
                    *(claim.span.text for claim in each.claims),
                    sep="\n  ",
                )
        for conflict, others in sides:
            wanted[conflict["severity"]] += 1
            hit[conflict["severity"]] += (met := any(meet(lines, others) for _, lines in found))
            if not met and "-v" in sys.argv:
                print(
                    "missed:",
                    row["event"],
                    conflict["title"],
                    *(each["span"] for each in conflict["claims"]),
                    sep="\n  ",
                )
    for name in wanted:
        print(f"{name}: {hit[name]} of {wanted[name]} found")
    for kind in told:
        print(f"{kind}: {right[kind]} of {told[kind]} right")
    print(f"all: {hit.total()} of {wanted.total()} found, {right.total()} of {told.total()} reported are right")


if __name__ == "__main__":
    main()
