"""The status of a sentence: agreement, dispute, unresolved or none, with a probability and the reason.

A multinomial logistic regression on cues, hashed words and cross-lingual word vectors, trained by
``data/training/train_status.py`` on text written for the project; see there for its figures on held-out events.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from briefing.analysis.chronology import date_marks
from briefing.analysis.cues import Cue, cues
from briefing.analysis.features import BUCKETS, buckets, features
from briefing.analysis.speakers import Attribution
from briefing.analysis.vectors import vectors
from briefing.model import Assessment, Sentence, Status
from briefing.resources import shipped
from briefing.text.lexicon import lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLASSES: tuple[Status | None, ...] = (None, Status.AGREEMENT, Status.DISPUTE, Status.UNRESOLVED)
CUES_SHOWN = 3
LEAST = 0.4
_WORDS = re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*(?: [^\W\d_]{3,}(?:['’-][^\W\d_]+)*)?")


@dataclass(frozen=True, slots=True)
class StatusModel:
    """The trained weights: a row a bucket, then a row a vector dimension, then the bias; a column a class.

    ``sure`` is the probability from which a status was right often enough on held-out events, the same for each: the
    probabilities are calibrated together, and thresholds by status follow the mix of the training text, not of others.
    """

    weights: NDArray[np.float16]
    temperature: float
    sure: Mapping[Status, float]


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
    return StatusModel(weights, facts["temperature"], dict.fromkeys(Status, facts["sure"]))


def readings(sentences: Sequence[Sentence], lengths: Mapping[str, int], event: date | None) -> tuple[Reading, ...]:
    """Read the status of each sentence; ``lengths`` gives the number of lines of each document."""
    model = status_model()
    dense = vectors().encode([sentence.text for sentence in sentences])
    return tuple(
        _reading(model, sentence, _seen(sentence, lengths, event), vector)
        for sentence, vector in zip(sentences, dense, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the model sees of a sentence besides its vector."""

    names: tuple[str, ...]
    cues: tuple[Cue, ...]


def _seen(sentence: Sentence, lengths: Mapping[str, int], event: date | None) -> _Seen:
    place = (sentence.number - 1) / lengths[sentence.document]
    found = cues(sentence.text, sentence.lang)
    marks = date_marks(sentence.text, sentence.lang, event)
    return _Seen(features(sentence.text, sentence.lang, place, found, marks), found)


def _reading(model: StatusModel, sentence: Sentence, seen: _Seen, vector: NDArray[np.float32]) -> Reading:
    import numpy as np

    rows = model.weights[buckets(seen.names)].astype(np.float32) / np.sqrt(len(seen.names))
    scores = rows.sum(0) + vector @ model.weights[BUCKETS:-1] + model.weights[-1]
    shares = np.exp((scores - scores.max()) / model.temperature)
    shares /= shares.sum()
    best = int(shares.argmax())
    gains = dict(zip(seen.names, (rows[:, best] - np.delete(rows, best, axis=1).mean(1)).tolist(), strict=True))
    reasons = _reasons(sentence, seen.cues, gains)
    return Reading(CLASSES[best], float(shares[best]), tuple(map(float, shares)), reasons)


def _reasons(sentence: Sentence, found: Sequence[Cue], gains: Mapping[str, float]) -> tuple[str, ...]:
    """Return the words that speak most for the status, as written: first cues, then words and pairs with content."""
    function = lexicon(sentence.lang).stopwords
    telling = sorted(
        (cue for cue in found if gains[cue.mark] > 0 and cue.words.lower() not in function),
        key=lambda cue: (-gains[cue.mark], cue.start),
    )
    shown = list(dict.fromkeys(cue.words for cue in telling))[:CUES_SHOWN]
    named = (name for name in gains if gains[name] > 0 and _WORDS.fullmatch(name))
    ranked = iter(sorted(named, key=lambda name: -gains[name]))
    while len(shown) < CUES_SHOWN and (name := next(ranked, "")):
        written = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence.text, re.IGNORECASE)
        if written and not function.issuperset(name.split()) and not any(written[0] in other for other in shown):
            shown.append(written[0])
    return tuple(shown)


def assess(
    sentences: Sequence[Sentence],
    topics: Mapping[tuple[str, int], str],
    attribution: Attribution,
    lengths: Mapping[str, int],
    event: date | None,
) -> tuple[Assessment, ...]:
    """Return an assessment of each sentence, read against the event's date; below ``LEAST`` a status is not said."""
    return tuple(
        _assessment(sentence, reading, topics, attribution)
        for sentence, reading in zip(sentences, readings(sentences, lengths, event), strict=True)
    )


def _assessment(
    sentence: Sentence, reading: Reading, topics: Mapping[tuple[str, int], str], attribution: Attribution
) -> Assessment:
    at = (sentence.document, sentence.number)
    said = reading.status if reading.probability >= LEAST else None
    return Assessment(
        sentence=sentence,
        status=said,
        score=round(reading.probability, 3),
        topic=topics.get(at),
        speakers=attribution.speakers.get(at, ()),
        why="; ".join(filter(None, (_reason(reading, said), attribution.reasons.get(at, "")))),
        cues=reading.cues,
    )


def _reason(reading: Reading, said: Status | None) -> str:
    cues = ", ".join(f"«{cue}»" for cue in reading.cues)
    if said:
        return f"{said.value} {reading.probability:.2f}: {cues}"
    if reading.status:
        return f"not sure enough: {reading.status.value} {reading.probability:.2f}: {cues}"
    return f"background {reading.probability:.2f}"
