"""Train the status model: ``python data/training/train_status.py``; writes ``data/models/status.npy`` and ``.json``.

Whole events are held out (five folds) to calibrate the probability (temperature, Guo et al. 2017) and to find the one
threshold from which a label, whichever it is, is right as often as ``WANTED``; the model that ships is then fitted on
all articles.  One threshold for all: the probabilities are comparable once calibrated, while a threshold for each
status follows how easily this text says it, and gave a doubtful dispute more room than an agreement.

What the model and the encoder say together is the product of powers of their chances (a logarithmic opinion pool,
Genest and Zidek 1986); the powers are those most likely on the events that the encoder did not see either, and the
threshold is found there too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from articles import CLASSES, Article, Line, articles
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from briefing.analysis.chronology import date_marks
from briefing.analysis.closely import pooled
from briefing.analysis.cues import cues
from briefing.analysis.encoder import chances as close_chances
from briefing.analysis.features import BUCKETS, buckets, features
from briefing.analysis.vectors import vectors

ROOT = Path(__file__).parents[1]
FOLDS, STRENGTH, ITERATIONS = 5, 10.0, 25
COMMON = 2
WANTED = 0.9
POWERS = np.arange(0.0, 1.21, 0.1).tolist()


def names(article: Article) -> list[tuple[str, ...]]:
    """Return the features of each line of an article."""
    return [
        features(
            line.text, article.lang, line.place, cues(line.text, article.lang),
            date_marks(line.text, article.lang, article.day),
        )
        for line in article.lines
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """One row a line: hashed features of unit length, and the sentence's vector."""

    hashed: csr_matrix
    dense: np.ndarray

    def of(self, places: np.ndarray) -> Rows:
        """Return the rows at some places."""
        return Rows(self.hashed[places], self.dense[places])

    def scores(self, table: np.ndarray) -> np.ndarray:
        """Return each row's class scores; the table has a row a bucket, a row a dimension, and the bias."""
        return self.hashed @ table[:BUCKETS] + self.dense @ table[BUCKETS:-1] + table[-1]


def matrix(found: Sequence[Article], common: int = COMMON) -> Rows:
    """Return the rows of all lines, without buckets that hold something in fewer than ``common`` lines."""
    starts, columns, values = [0], [], []
    for line in (line for article in found for line in names(article)):
        places = buckets(line)
        columns += places
        values += [len(places) ** -0.5] * len(places)
        starts.append(len(columns))
    hashed = csr_matrix((np.array(values, np.float32), columns, starts), shape=(len(starts) - 1, BUCKETS))
    hashed.sum_duplicates()
    hashed.data[np.bincount(hashed.indices, minlength=BUCKETS)[hashed.indices] < common] = 0
    hashed.eliminate_zeros()
    return Rows(hashed, vectors().encode([line.text for article in found for line in article.lines]))


def fit(rows: Rows, targets: np.ndarray) -> np.ndarray:
    """Return the weights of the regression; classes weigh alike, since a brief shows the rare ones.

    ``targets`` has the share of each class, a row a line, as the readers see it.

    Each weight is scaled by the curvature of the loss along it: L-BFGS then takes 25 steps where it took 200.
    """
    kept = np.unique(rows.hashed.indices)
    hashed, dense = rows.hashed[:, kept], rows.dense
    turned = hashed.T.tocsr()
    wanted = (targets * (len(targets) / (CLASSES * targets.sum(0)))).astype(np.float32)
    weight = wanted.sum(1)
    wanted /= weight[:, None]
    curvature = np.concatenate([turned.multiply(turned) @ weight, (dense**2).T @ weight, [weight.sum()]])
    scale = (1 / np.sqrt(0.19 * curvature + 1 / STRENGTH))[:, None].astype(np.float32)

    def loss(scaled: np.ndarray) -> tuple[float, np.ndarray]:
        table = scaled.reshape(-1, CLASSES).astype(np.float32) * scale
        chances = shares(hashed @ table[: len(kept)] + dense @ table[len(kept) : -1] + table[-1], 1.0)
        missed = weight[:, None] * (chances - wanted)
        slope = np.concatenate([turned @ missed, dense.T @ missed, missed.sum(0, keepdims=True)])
        table[-1] = 0
        surprise = -(weight[:, None] * wanted * np.log(chances + 1e-12)).sum(dtype=np.float64)
        height = surprise + 0.5 / STRENGTH * (table.astype(np.float64) ** 2).sum()
        return float(height), ((slope + table / STRENGTH) * scale).astype(np.float64).ravel()

    best = minimize(loss, np.zeros(scale.size * CLASSES), jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    found = best.x.reshape(-1, CLASSES) * scale
    table = np.zeros((BUCKETS + dense.shape[1] + 1, CLASSES), np.float32)
    table[kept], table[BUCKETS:] = found[: len(kept)], found[len(kept) :]
    return table


def held_out(rows: Rows, targets: np.ndarray, events: Sequence[str]) -> np.ndarray:
    """Return each line's class scores from a model that saw no line of its event."""
    scores = np.zeros(targets.shape)
    for train, test in GroupKFold(FOLDS).split(targets, targets, events):
        scores[test] = rows.of(test).scores(fit(rows.of(train), targets[train]))
    return scores


def shares(scores: np.ndarray, temperature: float) -> np.ndarray:
    """Return the softmax of the scores at a temperature."""
    raised = np.exp((scores - scores.max(1, keepdims=True)) / temperature)
    return raised / raised.sum(1, keepdims=True)


def surprise(chances: np.ndarray, targets: np.ndarray) -> float:
    """Return how unlikely the readers' classes are by these chances, in nats a line."""
    return float(-(targets * np.log(chances + 1e-12)).sum(1).mean())


def calibrated(scores: np.ndarray, targets: np.ndarray) -> float:
    """Return the temperature with the highest likelihood on the held-out lines."""
    return min(np.arange(0.5, 3.01, 0.05), key=lambda heat: surprise(shares(scores, heat), targets))


def sure_from(chances: np.ndarray, found: Sequence[Line]) -> tuple[float, int]:
    """Return the lowest probability from which labels are right as often as wanted, and how many lines it keeps."""
    said = [at for at in np.argsort(-chances.max(1), kind="stable") if chances[at].argmax()]
    right = np.cumsum([chances[at].argmax() in found[at].accepted for at in said]) / np.arange(1, len(said) + 1)
    last = max(at for at in range(len(said)) if right[at] >= WANTED)
    return float(chances[said[last]].max()), last + 1


def facts(chances: np.ndarray, found: Sequence[Line]) -> dict[str, float]:
    """Return the figures of the chances on lines that were held out, and the threshold."""
    least, kept = sure_from(chances, found)
    labels = [line.label for line in found]
    score = float(f1_score(labels, chances.argmax(1), labels=[1, 2, 3], average="macro"))
    return {
        "lines": len(found),
        "held_out_macro_f1": round(score, 3),
        "sure": round(least, 3),
        "sure_share": round(kept / len(found), 3),
    }


def main() -> None:
    """Cross-validate, calibrate, fit on everything, write."""
    found = articles()
    rows, lines = matrix(found), [line for article in found for line in article.lines]
    targets = np.array([line.target for line in lines])
    events = [article.event for article in found for _ in article.lines]
    scores = held_out(rows, targets, events)
    temperature = float(calibrated(scores, targets))
    quick = shares(scores, temperature)
    unseen = np.array([article.held_out for article in found for _ in article.lines])
    kept = [article for article in found if article.held_out]
    close = close_chances([(article.title, [line.text for line in article.lines]) for article in kept])
    powers = min(
        product(POWERS, POWERS), key=lambda pair: surprise(pooled(quick[unseen], close, pair), targets[unseen])
    )
    together = pooled(quick[unseen], close, powers)
    np.save(ROOT / "models" / "status.npy", fit(rows, targets).astype(np.float16))
    table = {
        "wanted": WANTED,
        "temperature": round(temperature, 2),
        "quick": facts(quick, lines),
        "powers": [round(power, 1) for power in powers],
        "close": facts(together, [line for article in kept for line in article.lines]),
    }
    (ROOT / "models" / "status.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table))


if __name__ == "__main__":
    main()
