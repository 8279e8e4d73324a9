"""How alike two sentences of a corpus are, in meaning and in words.

By the angle of their word vectors about the corpus mean, and by their words, in one language those in common (Dice
coefficient weighted by inverse document frequency), across languages those that have a counterpart.  The angle alone
finds any two sentences alike that are unlike the rest: the close of a stock exchange and a referendum's slogan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.topics import Key, key
from briefing.analysis.vectors import WORD, vectors
from briefing.model import Sentence
from briefing.text.lexicon import lexicon
from briefing.text.terms import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Words of two languages mean the same from this cosine on: «terugkeren», «return».
COUNTERPART = 0.6
SHORTEST_WORD = 3


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
        """Return how alike the sentences are, by meaning and by words in equal parts; about -0.5 to 1."""
        words = self.wording(left, right) if left.lang == right.lang else counterparts(left, right)
        return (self.meaning(left, right) + words) / 2


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


def counterparts(left: Sentence, right: Sentence) -> float:
    """Return the weighted share of content words that have a counterpart in the other sentence, 0 to 1; the lesser."""
    import numpy as np

    mine, theirs = _content(left.text, left.lang), _content(right.text, right.lang)
    if not (mine.words and theirs.words):
        return 0.0
    same = np.array(mine.words)[:, None] == np.array(theirs.words)[None, :]
    cosines = np.where(same, np.float32(1), mine.units @ theirs.units.T)
    cosines[cosines < COUNTERPART] = 0
    return min(float(mine.weights @ cosines.max(1)), float(theirs.weights @ cosines.max(0)))


class _Content(NamedTuple):
    """The different content words of a sentence, the share that each weighs, and its unit vector."""

    words: tuple[str, ...]
    weights: NDArray[np.float32]
    units: NDArray[np.float32]


@lru_cache(maxsize=10_000)
def _content(text: str, lang: str) -> _Content:
    import numpy as np

    stops, known = lexicon(lang).stopwords, vectors()
    found = {word for word in WORD.findall(text.lower()) if len(word) >= SHORTEST_WORD and word not in stops}
    words = tuple(sorted(found))
    weights = np.array([1 + known.rarity(word) for word in words], np.float32)
    return _Content(words, weights / max(1.0, float(weights.sum())), known.encode(words))


def _sum(words: frozenset[str], weight: Mapping[str, float]) -> float:
    return sum(weight[word] for word in sorted(words))
