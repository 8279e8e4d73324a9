"""Train what tells the same fact: ``python data/training/train_sameness.py``; writes ``data/models/sameness.json``.

``pairs.jsonl`` holds pairs of sentences from two articles on one event, both of one status, that a reader judged: the
same fact, part of it, or another.  Pairs were drawn by likeness, as many of each degree, so each stands for ``weight``
pairs.  Ten folds by event give the chance from which pairs on one topic, as the program joins them, are right as often
as ``WANTED``, part of it counted as right: a support may say less than what is quoted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from articles import FOLDER, document, stored_articles
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from briefing.analysis.corroboration import Likeness, likeness
from briefing.analysis.sameness import FEATURES, features
from briefing.analysis.topics import find_topics, key
from briefing.analysis.vectors import vectors
from briefing.model import Assessment, Kind, Status

PAIRS = Path(__file__).parent / "pairs.jsonl"
MODEL = FOLDER.parents[1] / "models" / "sameness.json"
LABELS = {status.value: status for status in Status}
WANTED, FOLDS, STRENGTH = 0.85, 10, 1.0


def corpora() -> Iterator[tuple[dict[tuple[str, int], Assessment], Likeness]]:
    """Yield the lines of each event by article and number, with status and topic, and their likeness."""
    events = defaultdict(list)
    for article in stored_articles():
        events[article["event"]].append(article)
    for stored in events.values():
        documents = [document(article, f"D{number}") for number, article in enumerate(stored, start=1)]
        topics = find_topics(documents, "en").of
        found = {
            (article["id"], sentence.number - 1): Assessment(
                sentence, LABELS.get(row["status"]), 1.0, topics.get(key(sentence))
            )
            for article, read in zip(stored, documents, strict=True)
            for sentence, row in zip(read.sentences, article["sentences"], strict=True)
            if sentence.kind is Kind.PROSE
        }
        prose = [one.sentence for one in found.values()]
        yield found, likeness(prose, vectors().encode([one.text for one in prose]))


def main() -> None:
    """Cross-validate by event, find the threshold, fit on all pairs, write."""
    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    wanted = defaultdict(list)
    for pair in pairs:
        wanted[tuple(pair["left"])].append(pair)
    rows, same, events, weights, on_one_topic = [], [], [], [], []
    for number, (lines, like) in enumerate(corpora()):
        for pair in (pair for at in lines for pair in wanted.get(at, ())):
            left, right = lines[tuple(pair["left"])], lines[tuple(pair["right"])]
            rows.append(features(like, left, right))
            same.append(pair["same"] != "no")
            events.append(number)
            weights.append(pair["weight"])
            on_one_topic.append(left.topic is not None and left.topic == right.topic)
    table, right, weight = np.array(rows), np.array(same), np.array(weights)
    chances = np.zeros(len(right))
    for train, test in GroupKFold(FOLDS).split(table, right, events):
        fitted = LogisticRegression(C=STRENGTH).fit(table[train], right[train])
        chances[test] = fitted.predict_proba(table[test])[:, 1]
    joined = np.flatnonzero(on_one_topic)
    order = joined[np.argsort(-chances[joined])]
    precision = np.cumsum((right * weight)[order]) / np.cumsum(weight[order])
    last = int(np.flatnonzero(precision >= WANTED).max())
    recall = (right * weight)[order][: last + 1].sum() / (right * weight).sum()
    fitted = LogisticRegression(C=STRENGTH).fit(table, right)
    model = {
        "weights": dict(zip(FEATURES, fitted.coef_[0].round(3).tolist(), strict=True)),
        "bias": round(float(fitted.intercept_[0]), 3),
        "sure": round(float(chances[order][last]), 3),
    }
    MODEL.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")
    alike = (table[:, 0] + table[:, 1]) / 2
    print(
        f"{len(right)} pairs, average precision {average_precision_score(right, chances, sample_weight=weight):.3f}"
        f" (by likeness alone {average_precision_score(right, alike, sample_weight=weight):.3f}), right {WANTED} from"
        f" {model['sure']} on, where {recall:.2f} of the same facts are found"
    )


if __name__ == "__main__":
    main()
