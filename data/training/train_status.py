"""Train the status model: ``python data/training/train_status.py``; writes ``data/models/status.npy`` and ``.json``.

Whole events are held out (five folds) to calibrate the probability (temperature, Guo et al. 2017) and to find the
threshold of each status from which a label is right as often as ``WANTED``; the model that ships is then fitted on all articles.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from briefing.analysis.chronology import date_marks
from briefing.analysis.features import BUCKETS, buckets, features
from briefing.analysis.vectors import vectors

ROOT = Path(__file__).parents[1]
LABELS = {"agreement": 1, "dispute": 2, "unresolved": 3}
FOLDS, STRENGTH, ITERATIONS = 5, 10.0, 200
WANTED = 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line of prose; ``accepted`` are all classes a fair reader would accept."""

    text: str
    names: tuple[str, ...]
    label: int
    accepted: frozenset[int]
    event: str


def lines() -> list[Line]:
    """Return every line of prose of the training articles."""
    found = []
    for path in sorted((ROOT / "training" / "articles").glob("*.jsonl")):
        for article in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            rows = article["sentences"]
            for number, row in enumerate(rows):
                if row["kind"] == "prose":
                    also = {LABELS.get(name, 0) for name in (row["status"], *row.get("also", ()))}
                    place = number / len(rows)
                    marks = date_marks(row["text"], article["lang"], date.fromisoformat(article["date"]))
                    names = features(row["text"], place, marks)
                    found.append(Line(row["text"], names, LABELS.get(row["status"], 0), frozenset(also), article["event"]))
    return found


def matrix(found: Sequence[Line]) -> csr_matrix:
    """Return one row a line: hashed features of unit length beside the sentence's vector."""
    starts, columns, values = [0], [], []
    for line in found:
        names = buckets(line.names)
        columns += names
        values += [len(names) ** -0.5] * len(names)
        starts.append(len(columns))
    hashed = csr_matrix((values, columns, starts), shape=(len(found), BUCKETS))
    return hstack([hashed, csr_matrix(vectors().encode([line.text for line in found]))]).tocsr()


def fit(rows: csr_matrix, labels: np.ndarray) -> LogisticRegression:
    """Fit the regression; classes weigh alike, since a brief shows the rare ones."""
    return LogisticRegression(C=STRENGTH, max_iter=ITERATIONS, class_weight="balanced").fit(rows, labels)


def held_out(rows: csr_matrix, labels: np.ndarray, events: Sequence[str]) -> np.ndarray:
    """Return each line's class scores from a model that saw no line of its event."""
    scores = np.zeros((len(labels), 1 + len(LABELS)))
    for train, test in GroupKFold(FOLDS).split(rows, labels, events):
        scores[test] = fit(rows[train], labels[train]).decision_function(rows[test])
    return scores


def shares(scores: np.ndarray, temperature: float) -> np.ndarray:
    """Return the softmax of the scores at a temperature."""
    raised = np.exp((scores - scores.max(1, keepdims=True)) / temperature)
    return raised / raised.sum(1, keepdims=True)


def calibrated(scores: np.ndarray, labels: np.ndarray) -> float:
    """Return the temperature with the highest likelihood on the held-out lines."""
    places = np.arange(len(labels))
    return min(np.arange(0.5, 3.01, 0.05), key=lambda t: -np.log(shares(scores, t)[places, labels] + 1e-12).sum())


def sure_from(chances: np.ndarray, found: Sequence[Line], label: int) -> tuple[float, int]:
    """Return the lowest probability from which a label is right as often as wanted, and how many lines it keeps."""
    said = [at for at in np.argsort(-chances[:, label], kind="stable") if chances[at].argmax() == label]
    right = np.cumsum([label in found[at].accepted for at in said]) / np.arange(1, len(said) + 1)
    last = max(at for at in range(len(said)) if right[at] >= WANTED)
    return float(chances[said[last], label]), last + 1


def main() -> None:
    """Cross-validate, calibrate, fit on everything, write."""
    found = lines()
    rows, labels = matrix(found), np.array([line.label for line in found])
    scores = held_out(rows, labels, [line.event for line in found])
    temperature = float(calibrated(scores, labels))
    chances = shares(scores, temperature)
    sure = {name: sure_from(chances, found, label) for name, label in LABELS.items()}
    model = fit(rows, labels)
    table = np.vstack([model.coef_.T, model.intercept_]).astype(np.float16)
    np.save(ROOT / "models" / "status.npy", table)
    facts = {
        "lines": len(found),
        "held_out_macro_f1": round(float(f1_score(labels, chances.argmax(1), labels=[1, 2, 3], average="macro")), 3),
        "temperature": round(temperature, 2),
        "wanted": WANTED,
        "sure": {name: round(least, 3) for name, (least, _) in sure.items()},
        "sure_share": {name: round(kept / len(found), 3) for name, (_, kept) in sure.items()},
    }
    (ROOT / "models" / "status.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
