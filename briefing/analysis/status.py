"""The status of a sentence: agreement, dispute, unresolved or none, with a probability and the reason.

A multinomial logistic regression on cues, hashed words and cross-lingual word vectors, trained by
``data/training/train_status.py`` on text written for the project, gives the reasons and a first opinion; the encoder,
which reads the sentence in its surroundings, the second.  Their figures on held-out events are in ``data/models``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.chronology import date_marks
from briefing.analysis.cues import Cue, cues
from briefing.analysis.features import BUCKETS, buckets, features
from briefing.model import Sentence, Status
from briefing.resources import shipped
from briefing.text.lexicon import lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLASSES: tuple[Status | None, ...] = (None, Status.AGREEMENT, Status.DISPUTE, Status.UNRESOLVED)
CUES_SHOWN = 3
# So many sentences are read at once.
TOGETHER = 2000
_LETTER = re.compile(r"\w")
_WORDS = re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*(?: [^\W\d_]{3,}(?:['’-][^\W\d_]+)*)?")


class StatusModel(NamedTuple):
    """The trained weights: a row a bucket, then a row a vector dimension, then the bias; a column a class.

    ``sure`` is the probability from which a status was right often enough on held-out events, the same for each: the
    probabilities are calibrated together, and thresholds by status follow the mix of the training text, not of others.
    ``sure_together`` is that of the model and the encoder, whose chances count by these ``powers``.
    """

    weights: NDArray[np.float16]
    temperature: float
    powers: tuple[float, float]
    sure: float
    sure_together: float


class Reading(NamedTuple):
    """What the model reads in one sentence: the likeliest status, its calibrated probability, and the cues for it.

    ``offered`` says that the cues speak of an offer or a possibility and none of agreeing.
    """

    status: Status | None
    probability: float
    shares: tuple[float, ...]
    cues: tuple[str, ...]
    offered: bool = False


@cache
def status_model() -> StatusModel:
    """Return the shipped model."""
    import numpy as np

    facts = json.loads(shipped("data", "models", "status.json").read_text(encoding="utf-8"))
    weights = np.load(shipped("data", "models", "status.npy"), mmap_mode="r")
    sure = (facts[name]["sure"] for name in ("quick", "close"))
    return StatusModel(np.asarray(weights), facts["temperature"], tuple(facts["powers"]), *sure)


def first_chances(
    sentences: Sequence[Sentence], dense: NDArray[np.float32], lengths: Mapping[str, int], event: date | None
) -> NDArray[np.float64]:
    """Return the calibrated probability of each class by the linear model, a row a sentence.

    ``dense`` has a unit vector a sentence, ``lengths`` the number of lines of each document.
    """
    import numpy as np

    model = status_model()
    found = (_shares(model, _seen_of(sentences[part], lengths, event), dense[part]) for part in _parts(sentences))
    return np.concatenate([np.zeros((0, len(CLASSES))), *found])


def readings(
    sentences: Sequence[Sentence], shares: NDArray[np.float64], lengths: Mapping[str, int], event: date | None
) -> tuple[Reading, ...]:
    """Read the status of each sentence and the reasons for it; ``shares`` are the chances of its classes."""
    model = status_model()
    # What is seen of a sentence takes ten kilobytes: it has been forgotten, and is looked at again.
    return tuple(
        each
        for part in _parts(sentences)
        for each in _told(model, sentences[part], _seen_of(sentences[part], lengths, event), shares[part])
    )


def _parts(sentences: Sequence[Sentence]) -> list[slice]:
    return [slice(at, at + TOGETHER) for at in range(0, len(sentences), TOGETHER)]


def _seen_of(sentences: Sequence[Sentence], lengths: Mapping[str, int], event: date | None) -> list[_Seen]:
    return [_seen(sentence, lengths, event) for sentence in sentences]


def _told(
    model: StatusModel, sentences: Sequence[Sentence], seen: Sequence[_Seen], shares: NDArray[np.float64]
) -> Iterator[Reading]:
    best = shares.argmax(1).tolist()
    labels = [label for label, one in zip(best, seen, strict=True) for _ in one.names]
    gains = iter(_gains(_rows(model, seen), labels))
    for sentence, one, label, share in zip(sentences, seen, best, shares.tolist(), strict=True):
        reasons = _reasons(sentence, one.cues, {name: next(gains) for name in one.names})
        yield Reading(CLASSES[label], share[label], tuple(share), reasons, _only_offered(one.cues))


class _Seen(NamedTuple):
    """What the model sees of a sentence besides its vector."""

    names: tuple[str, ...]
    cues: tuple[Cue, ...]


def _seen(sentence: Sentence, lengths: Mapping[str, int], event: date | None) -> _Seen:
    place = (sentence.number - 1) / lengths[sentence.document]
    found = cues(sentence.text, sentence.lang)
    marks = date_marks(sentence.text, sentence.lang, event)
    return _Seen(features(sentence.text, sentence.lang, place, found, marks), found)


def _only_offered(found: Sequence[Cue]) -> bool:
    """Say whether the cues speak of an offer or a possibility and none of agreeing: then nothing is agreed."""
    kinds = {cue.kind for cue in found if not cue.negated}
    return bool(kinds & {"offer", "possible"}) and "agree" not in kinds


def _rows(model: StatusModel, seen: Sequence[_Seen]) -> NDArray[np.float64]:
    """Return what each feature of each sentence, one after the other, adds to the classes."""
    import numpy as np

    sizes = [len(one.names) for one in seen]
    places = np.array([place for one in seen for place in buckets(one.names)], np.intp)
    rows: NDArray[np.float64] = model.weights[places].astype(np.float32) / np.repeat(np.sqrt(sizes), sizes)[:, None]
    return rows


def _shares(model: StatusModel, seen: Sequence[_Seen], dense: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the calibrated probability of each class, a row a sentence."""
    import numpy as np

    starts = np.array([0, *accumulate(len(one.names) for one in seen)][:-1], np.intp)
    scores = np.add.reduceat(_rows(model, seen), starts) + dense @ model.weights[BUCKETS:-1] + model.weights[-1]
    raised = np.exp((scores - scores.max(1, keepdims=True)) / model.temperature)
    shares: NDArray[np.float64] = raised / raised.sum(1, keepdims=True)
    return shares


def _gains(rows: NDArray[np.float64], best: Sequence[int]) -> list[float]:
    """Return how much more each feature says for the likeliest class than for the others on average."""
    import numpy as np

    own = rows[np.arange(len(rows)), np.array(best, np.intp)]
    gains: list[float] = (own - (rows.sum(1) - own) / (len(CLASSES) - 1)).tolist()
    return gains


def _reasons(sentence: Sentence, found: Sequence[Cue], gains: Mapping[str, float]) -> tuple[str, ...]:
    """Return the words that speak most for the status, as written: first cues, then words and pairs with content."""
    function = lexicon(sentence.lang).stopwords
    telling = sorted(
        (cue for cue in found if gains[cue.mark] > 0 and cue.words.lower() not in function),
        key=lambda cue: (-gains[cue.mark], cue.start),
    )
    shown = list(dict.fromkeys(cue.words for cue in telling))[:CUES_SHOWN]
    for name in sorted((name for name in gains if gains[name] > 0), key=lambda name: -gains[name]):
        if len(shown) == CUES_SHOWN:
            break
        written = _written(name, sentence.text) if _WORDS.fullmatch(name) else ""
        if written and not function.issuperset(name.split()) and not any(written in other for other in shown):
            shown.append(written)
    return tuple(shown)


def _written(name: str, text: str) -> str:
    """Return the lower-case words as a text writes them, '' where they do not stand side by side in it."""
    # The one letter that becomes two in lower case would shift what follows.
    small = text.replace("İ", "I").lower()
    start = small.find(name)
    while start >= 0:
        end = start + len(name)
        if not (_LETTER.match(small, start - 1, start) or _LETTER.match(small, end)):
            return text[start:end]
        start = small.find(name, start + 1)
    return ""
