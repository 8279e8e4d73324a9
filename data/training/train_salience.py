"""Train what belongs in a brief: ``python data/training/train_salience.py``; writes ``data/models/salience.json``.

``chosen.jsonl`` holds the lines that a reader would quote in a one-page brief on each of 144 events of our own.
Learned from are the events that the encoder did not see, with a status model that did not see them either, so that the
scores are what they are on news: the lines to which the program then gives a status; one whose status no reader accepts
counts as not chosen.  Printed is, by folds by event, how often lines from ``LEAST_SALIENCE`` on were chosen.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from articles import FOLDER, LABELS, articles, document, stored_events
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from train_status import fit, matrix

from briefing.analysis import status
from briefing.analysis.examination import examine
from briefing.analysis.quotability import quotable
from briefing.analysis.salience import FEATURES, Echoes, features
from briefing.analysis.selection import LEAST_SALIENCE
from briefing.model import Batch

CHOSEN = Path(__file__).parent / "chosen.jsonl"
MODEL = FOLDER.parents[1] / "models" / "salience.json"
FOLDS, STRENGTH, STEPS = 8, 1.0, 1000


def unseen() -> status.StatusModel:
    """Return the status model with weights learned without the events that are held out."""
    seen = [article for article in articles() if not article.held_out]
    weights = fit(matrix(seen), np.array([line.target for article in seen for line in article.lines]))
    return status.status_model()._replace(weights=weights)


def main() -> None:
    """Examine each event that was held out, cross-validate, find the threshold, fit, write."""
    chosen = {row["event"]: {*row["lines"]} for row in map(json.loads, CHOSEN.open(encoding="utf-8"))}
    accepted = {line.name: line.accepted for article in articles() if article.held_out for line in article.lines}
    stored = stored_events()
    held_out = {article.event for article in articles() if article.held_out and article.event in chosen}
    model, rows, right, events = unseen(), [], [], []
    status.status_model = lambda: model
    for event in sorted(held_out):
        documents = [document(article, f"D{number}") for number, article in enumerate(stored[event], start=1)]
        found = examine(Batch(tuple(documents)), "en")
        read, echoes = {each.id: each for each in documents}, Echoes(found.assessments, found.like)
        for one in found.assessments:
            if one.status and quotable(one.sentence):
                of = read[one.sentence.document]
                name = f"{of.location}#{one.sentence.number - 1}"
                rows.append(features(one, echoes.loudness(one), len(of.sentences)))
                right.append(name in chosen[event] and LABELS[one.status.value] in accepted[name])
                events.append(event)
    table, wanted = np.array(rows), np.array(right)
    fitted = LogisticRegression(C=STRENGTH, max_iter=STEPS)
    folds = GroupKFold(FOLDS)
    chances = cross_val_predict(fitted, table, wanted, groups=events, cv=folds, method="predict_proba")[:, 1]
    kept = chances >= LEAST_SALIENCE
    fitted.fit(table, wanted)
    made = {
        "weights": dict(zip(FEATURES, fitted.coef_[0].round(3).tolist(), strict=True)),
        "bias": round(float(fitted.intercept_[0]), 3),
        "usual_echo": round(float(table[:, 1].mean()), 3),
    }
    MODEL.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    precision, by_score = (average_precision_score(wanted, found) for found in (chances, table[:, 0]))
    shown, found = wanted[kept].mean(), wanted[kept].sum() / wanted.sum()
    print(
        f"{len(wanted)} lines of {len(held_out)} events, {wanted.mean():.2f} of them chosen and rightly read; average"
        f" precision {precision:.3f} (by score alone {by_score:.3f}); from {LEAST_SALIENCE} on {shown:.2f} of"
        f" {kept.sum()} lines, {found:.2f} of those chosen"
    )


if __name__ == "__main__":
    main()
