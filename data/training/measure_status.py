"""Measure the labels on the events that only test: ``python data/training/measure_status.py``.

It prints the macro-F1 of agreement, dispute and unresolved by the linear model, by the encoder and by both as they are
pooled, then of both by language, and how often a line that is shown is right: as one reader at least would have it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from articles import LABELS, Article, test_articles
from sklearn.metrics import f1_score
from train_status import matrix, shares

from briefing.analysis.closely import pooled
from briefing.analysis.encoder import chances
from briefing.analysis.selection import SURER
from briefing.analysis.status import status_model

CLASSES = list(LABELS.values())


def both_ways(found: Sequence[Article]) -> dict[str, np.ndarray]:
    """Return the chances of the classes of each line, by each model and by both."""
    model = status_model()
    quick = shares(matrix(found, common=1).scores(model.weights.astype(np.float32)), model.temperature)
    close = chances([(article.title, [line.text for line in article.lines]) for article in found])
    return {"linear": quick, "encoder": close, "both": pooled(quick, close, model.powers)}


def main() -> None:
    """Print the figures."""
    found = test_articles()
    lines = [line for article in found for line in article.lines]
    labels, langs = np.array([line.label for line in lines]), np.array([one.lang for one in found for _ in one.lines])
    print(f"{len(lines)} lines of {len({article.event for article in found})} events")
    for name, each in both_ways(found).items():
        said, surest = each.argmax(1), each.max(1)
        print(f"{name}: macro-F1 {_score(labels, said):.3f}", end="")
        for status, number in LABELS.items():
            print(f", {status} {f1_score(labels == number, said == number):.3f}", end="")
        shown = [at for at in np.flatnonzero(said) if surest[at] >= SURER]
        right = np.mean([said[at] in lines[at].accepted for at in shown])
        print(f"; from {SURER} on {right:.3f} of {len(shown)} right")
    print(", ".join(f"{lang} {_score(labels[langs == lang], said[langs == lang]):.2f}" for lang in sorted({*langs})))


def _score(labels: np.ndarray, said: np.ndarray) -> float:
    return float(f1_score(labels, said, labels=CLASSES, average="macro"))


if __name__ == "__main__":
    main()
