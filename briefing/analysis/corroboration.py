"""The same fact told by several documents, joined into one finding.

Two sentences tell the same fact when they speak of one topic, have one status and are alike: in one language by their
words (Dice coefficient weighted by inverse document frequency), across languages by the angle of their word vectors
about the corpus mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.topics import Key, key
from briefing.model import Sentence
from briefing.text.terms import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Likeness(NamedTuple):
    """Compares any two sentences of a corpus; ``total`` is what the words of a sentence weigh together."""

    place: Mapping[Key, int]
    units: NDArray[np.float32]
    words: Mapping[Key, frozenset[str]]
    weight: Mapping[str, float]
    total: Mapping[Key, float]

    def meaning(self, left: Sentence, right: Sentence) -> float:
        """Return the cosine of the sentences' vectors about the corpus mean, -1 to 1."""
        return float(self.units[self.place[key(left)]] @ self.units[self.place[key(right)]])

    def wording(self, left: Sentence, right: Sentence) -> float:
        """Return the weighted share of words that the sentences have in common, 0 to 1."""
        mine, theirs = key(left), key(right)
        common = self.words[mine] & self.words[theirs]
        return 2 * _sum(common, self.weight) / (self.total[mine] + self.total[theirs]) if common else 0.0

    def between(self, left: Sentence, right: Sentence) -> float:
        """Return how alike the sentences are: by meaning, and in one language by wording too; about -0.5 to 1."""
        meaning = self.meaning(left, right)
        return (meaning + self.wording(left, right)) / 2 if left.lang == right.lang else meaning


def likeness(sentences: Sequence[Sentence], dense: NDArray[np.float32]) -> Likeness:
    """Prepare the comparison of a corpus's sentences of prose; ``dense`` has a unit vector a sentence."""
    import numpy as np

    centred = dense - dense.mean(0)
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    words = {key(sentence): frozenset(terms(sentence.text, sentence.lang)) for sentence in sentences}
    frequency = Counter(word for found in words.values() for word in found)
    weight = {word: log(1 + len(sentences) / count) for word, count in frequency.items()}
    place = {key(sentence): at for at, sentence in enumerate(sentences)}
    total = {at: _sum(found, weight) for at, found in words.items()}
    return Likeness(place, centred / np.where(lengths > 0, lengths, 1), words, weight, total)


def _sum(words: frozenset[str], weight: Mapping[str, float]) -> float:
    return sum(weight[word] for word in sorted(words))
