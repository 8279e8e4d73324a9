"""Train what tells that two values contradict each other: ``python data/training/train_linkage.py``; prints weights.

``conflicts.jsonl`` holds the contradictions that a reader found in 144 events of our own.  Two measures of different
values are one where their two lines are; all others that ``Links.candidates`` yields are none.  Each half of the
events, parted by a hash of their names, is judged by what was learned from the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256

import numpy as np
from articles import CONFLICTS, document, stored_events
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from briefing.analysis.examination import examine
from briefing.analysis.linkage import FEATURES, SURE, links
from briefing.analysis.measures import measures
from briefing.analysis.occasions import Occasions
from briefing.model import Batch

STRENGTH, STEPS = 1.0, 3000
HALVES = "AB"


def half(event: str) -> str:
    """Return the half that an event belongs to, the same each time."""
    return HALVES[sha256(event.encode()).digest()[0] % len(HALVES)]


def pairs() -> Iterator[tuple[str, tuple[float, ...], bool]]:
    """Yield the event and the features of each pair of measures, and whether a reader called it a contradiction."""
    events = stored_events()
    for row in map(json.loads, CONFLICTS.open(encoding="utf-8")):
        documents = [
            replace(document(article, f"D{number}"), published=date.fromisoformat(article["date"]))
            for number, article in enumerate(events[row["event"]], start=1)
        ]
        names = {each.id: each.location for each in documents}
        known = [{claim["line"] for claim in each["claims"]} for each in row["conflicts"]]
        found = examine(Batch(tuple(documents)), "en", quick=True)
        own = [one for one in found.assessments if one.sentence.document not in found.origins.copies]
        told = measures(own)
        occasions = Occasions(found.day, {each.id: each.published for each in documents})
        compared = links(told, [one.sentence for one in own])
        for left, right in compared.candidates(occasions):
            sides = (told[left].assessment.sentence, told[right].assessment.sentence)
            lines = {f"{names[one.document]}#{one.number - 1}" for one in sides}
            yield row["event"], compared.features(left, right), any(lines <= other for other in known)


def main() -> None:
    """Judge each half by the other, fit on both, print."""
    events, rows, says = zip(*pairs(), strict=True)
    table, right, halves = np.array(rows), np.array(says), np.array([half(event) for event in events])
    for own in HALVES:
        held_out = halves == own
        model = LogisticRegression(C=STRENGTH, max_iter=STEPS).fit(table[~held_out], right[~held_out])
        chances = model.predict_proba(table[held_out])[:, 1]
        sure = chances >= SURE
        precision = average_precision_score(right[held_out], chances)
        print(f"half {own}: {right[held_out].sum()} of {held_out.sum()} pairs are right, average precision ", end="")
        print(f"{precision:.2f}; {right[held_out][sure].sum()} of {sure.sum()} sure ones are right")
    model = LogisticRegression(C=STRENGTH, max_iter=STEPS).fit(table, right)
    for name, weight in zip(FEATURES, model.coef_[0], strict=True):
        print(f"{name}: {weight:.2f}")
    print(f"bias: {model.intercept_[0]:.2f}")


if __name__ == "__main__":
    main()
