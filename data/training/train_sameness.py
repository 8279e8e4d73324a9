"""Train what tells the same fact: ``python data/training/train_sameness.py``; writes ``data/models/sameness.json``.

``facts.jsonl`` holds the groups of lines that state one fact in 144 events of our own, ``conflicts.jsonl`` those that
contradict each other on one, which do not.  Compared are all lines of an event with those of other articles.  Folds by
event give for each status the chance from which pairs are right ``OFTEN`` (isotonic regression, Zadrozny and Elkan
2002): two disputes between the same parties are alike in words and tell different things, two tellings of
one deal seldom do.  Lines that contradict each other in one detail of a fact count as right there, as the program looks
for contradictions by itself.  The readers left out what was doubtful: of what the program joins they say so more often.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
from articles import CONFLICTS, FACTS, FOLDER, read_event, stored_events
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from briefing.analysis.corroboration import Likeness, likeness
from briefing.analysis.sameness import FEATURES, features
from briefing.analysis.topics import find_topics, key
from briefing.analysis.vectors import vectors
from briefing.model import Assessment, Status

MODEL = FOLDER.parents[1] / "models" / "sameness.json"
LABELS = {status.value: status for status in Status}
FOLDS, STRENGTH, STEPS = 10, 1.0, 3000
# What was agreed is joined with more care: it is most of what is joined, and the first that is read.
OFTEN = {Status.AGREEMENT: 0.6, Status.DISPUTE: 0.5, Status.UNRESOLVED: 0.5}
OTHER, SAME, CONFLICT = range(3)

Lines = dict[str, Assessment]
Pair = tuple[str, str]


def corpora(wanted: Collection[str]) -> Iterator[tuple[str, Lines, Likeness]]:
    """Yield each event that is wanted with its lines by name, with status and topic, and their likeness."""
    for name, stored in stored_events().items():
        if name not in wanted:
            continue
        event = read_event(name, stored)
        topics = find_topics(event.documents, "en", event.speaking, event.persons, event.states).of
        found = {
            f"{article['id']}#{line.number - 1}": Assessment(
                line, LABELS.get(row["status"]), 1.0, topics.get(key(line))
            )
            for article, line, row in event.rows()
        }
        prose = [one.sentence for one in found.values()]
        yield name, found, likeness(prose, vectors().encode([one.text for one in prose]))


def judged() -> dict[str, dict[Pair, int]]:
    """Return what the readers say of pairs of lines of two articles, by event."""
    found = defaultdict(dict)
    for row in map(json.loads, FACTS.open(encoding="utf-8")):
        found[row["event"]] = {pair: SAME for group in row["facts"] for pair in combinations(sorted(group), 2)}
    for row in map(json.loads, CONFLICTS.open(encoding="utf-8")):
        for each in row["conflicts"]:
            sides = sorted((claim["line"], claim["reading"]) for claim in each["claims"])
            found[row["event"]] |= {
                (one, other): CONFLICT for (one, mine), (other, theirs) in combinations(sides, 2) if mine != theirs
            }
    return found


def pairs(lines: Lines, known: dict[Pair, int]) -> Iterator[tuple[Pair, int]]:
    """Yield every pair of lines of two articles, and what the readers say of it."""
    for pair in combinations(sorted(lines), 2):
        if len({name.split("#")[0] for name in pair}) > 1:
            yield pair, known.get(pair, OTHER)


class Bound(NamedTuple):
    """From which chance on pairs are right often enough, how many are joined, and how often rightly."""

    chance: float
    pairs: int
    right: float


def bound(chances: np.ndarray, right: np.ndarray, often: float) -> Bound:
    """Return the bound of the pairs of one status from which on so many are right."""
    likely = IsotonicRegression().fit_transform(chances, right) >= often
    return Bound(round(float(chances[likely].min()), 3), int(likely.sum()), float(right[likely].mean()))


def main() -> None:
    """Cross-validate by event, find the thresholds, fit on all pairs, write."""
    known = judged()
    rows, says, events, shared = [], [], [], []
    for event, lines, like in corpora(known):
        for (one, other), said in pairs(lines, known[event]):
            left, right = lines[one], lines[other]
            rows.append(features(like, left, right))
            says.append(said)
            events.append(event)
            shared.append(left.status if left.status is right.status else None)
    table, same, matter = np.array(rows), np.array(says) == SAME, np.array(says) != OTHER
    model = LogisticRegression(C=STRENGTH, max_iter=STEPS)
    chances = cross_val_predict(model, table, same, groups=events, cv=GroupKFold(FOLDS), method="predict_proba")[:, 1]
    joined = {status: np.array([each is status for each in shared]) for status in Status}
    bounds = {status: bound(chances[found], matter[found], OFTEN[status]) for status, found in joined.items()}
    model.fit(table, same)
    stored = {
        "weights": dict(zip(FEATURES, model.coef_[0].round(3).tolist(), strict=True)),
        "bias": round(float(model.intercept_[0]), 3),
        "sure": {status.value: each.chance for status, each in bounds.items()},
    }
    MODEL.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    alike, one = (table[:, 0] + table[:, 1]) / 2, np.any(list(joined.values()), axis=0)
    print(
        f"{len(same)} pairs, {same.sum()} of them the same; average precision"
        f" {average_precision_score(same, chances):.3f} (by likeness alone {average_precision_score(same, alike):.3f}),"
        f" of one status {average_precision_score(same[one], chances[one]):.3f}; joined: "
        + ", ".join(
            f"{status.value} from {each.chance} on {each.pairs} pairs, {each.right:.2f} right"
            for status, each in bounds.items()
        )
    )


if __name__ == "__main__":
    main()
