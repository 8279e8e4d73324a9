"""The status of a sentence: agreement, dispute, unresolved or none, with a probability and the reason.

A multinomial logistic regression on hashed words and cross-lingual word vectors, trained by
``data/training/train_status.py`` on text written for the project; see there for its figures on held-out events.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.analysis.features import BUCKETS, buckets, features
from briefing.analysis.vectors import vectors
from briefing.model import Sentence, Status
from briefing.resources import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLASSES: tuple[Status | None, ...] = (None, Status.AGREEMENT, Status.DISPUTE, Status.UNRESOLVED)
CUES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class StatusModel:
    """The trained weights: a row a bucket, then a row a vector dimension, then the bias; a column a class."""

    weights: NDArray[np.float16]
    temperature: float
    sure: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model reads in one sentence: the likeliest status, its calibrated probability, and the cues for it."""

    status: Status | None
    probability: float
    shares: tuple[float, ...]
    cues: tuple[str, ...]


@cache
def status_model() -> StatusModel:
    """Return the shipped model."""
    import numpy as np

    facts = json.loads(shipped("data", "models", "status.json").read_text(encoding="utf-8"))
    weights = np.load(shipped("data", "models", "status.npy"), mmap_mode="r")
    return StatusModel(weights, facts["temperature"], facts["sure"])


def readings(sentences: Sequence[Sentence], lengths: dict[str, int]) -> tuple[Reading, ...]:
    """Read the status of each sentence; ``lengths`` gives the number of lines of each document."""
    model = status_model()
    dense = vectors().encode([sentence.text for sentence in sentences])
    return tuple(
        _reading(model, sentence.text, (sentence.number - 1) / lengths[sentence.document], vector)
        for sentence, vector in zip(sentences, dense, strict=True)
    )


def _reading(model: StatusModel, text: str, place: float, vector: NDArray[np.float32]) -> Reading:
    import numpy as np

    names = features(text, place)
    rows = model.weights[buckets(names)].astype(np.float32) / np.sqrt(len(names))
    scores = rows.sum(0) + vector @ model.weights[BUCKETS:-1] + model.weights[-1]
    shares = np.exp((scores - scores.max()) / model.temperature)
    shares /= shares.sum()
    best = int(shares.argmax())
    gains = rows[:, best] - np.delete(rows, best, axis=1).mean(1)
    order = np.argsort(-gains, kind="stable")
    cues = [names[at] for at in order if gains[at] > 0 and not names[at].startswith("§")][:CUES_SHOWN]
    return Reading(CLASSES[best], float(shares[best]), tuple(map(float, shares)), tuple(cues))
