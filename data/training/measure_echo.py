"""Measure what an echo is worth beside sureness: ``python data/training/measure_echo.py``.

``chosen.jsonl`` says which lines of 16 events of our own a reader would put into a one-page brief.  Of the lines that
the program gives a status, a logistic regression on score and echo tells how much each counts; printed with the mean
echo of the lines chosen, as they stand in ``briefing/analysis/selection.py``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from articles import document, stored_articles
from sklearn.linear_model import LogisticRegression

from briefing.analysis.examination import examine
from briefing.analysis.quotability import quotable
from briefing.analysis.sameness import echo
from briefing.model import Batch

CHOSEN = Path(__file__).parent / "chosen.jsonl"
STRENGTH = 10.0


def main() -> None:
    """Examine each event, fit, print."""
    chosen = {(row["article"], row["line"]): row["chosen"] for row in map(json.loads, CHOSEN.open(encoding="utf-8"))}
    events = defaultdict(list)
    for article in stored_articles():
        if any((article["id"], at) in chosen for at in range(len(article["sentences"]))):
            events[article["event"]].append(article)
    table, wanted = [], []
    for articles in events.values():
        documents = [document(article, f"D{number}") for number, article in enumerate(articles, start=1)]
        found = examine(Batch(tuple(documents)), "en")
        names = {each.id: each.location for each in documents}
        for one in found.assessments:
            if one.status and quotable(one.sentence):
                table.append((one.score, echo(one, found.assessments, found.like)))
                wanted.append(chosen.get((names[one.sentence.document], one.sentence.number - 1), False))
    right, rows = np.array(wanted), np.array(table)
    fitted = LogisticRegression(C=STRENGTH).fit(rows, right)
    score, echoed = fitted.coef_[0]
    print(
        f"{len(right)} lines on {len(events)} events, {right.mean():.2f} of them chosen: score counts {score:.2f}, echo"
        f" {echoed:.2f}; mean echo of the lines chosen {rows[right, 1].mean():.2f}"
    )


if __name__ == "__main__":
    main()
