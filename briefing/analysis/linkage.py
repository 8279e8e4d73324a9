"""How likely two measures of different documents are of one thing although their values differ (record linkage).

Compared are the words around the values, what else both sentences tell, whether one of the documents has the other's
value too, and how far apart the values are; a logistic regression, trained by ``data/training/train_linkage.py`` on
the contradictions that readers found in articles on one event (after Fellegi and Sunter 1969).  Left out from the
start is what readers hardly ever call a contradiction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from math import exp, log2
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.comparison import Pair, Words, common_words, equal, mutual, noun_likeness, weighed
from briefing.analysis.counterparts import met
from briefing.analysis.measures import Measure
from briefing.analysis.occasions import Occasions
from briefing.analysis.tellings import compatible, content, two_parties
from briefing.analysis.vectors import vectors
from briefing.model import Sentence
from briefing.text.contrasts import small
from briefing.text.quantities import Quantity, quantities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEATURES = ("distance", "shared values", "common words", "told there too", "one language", "compatible countries")
WEIGHTS = (-1.15, 1.20, 0.19, -1.11, -0.72, 1.03)
BIAS = -2.54
SURE = 0.45
# What is less likely is no contradiction, however alike the words are.
LIKELY = 0.35
FURTHEST = 0.8
LEAST_COUNT = 12
LEAST_NOUN = 0.4
LEAST_MET = 0.2
MOST_SHARED = 2
FEWEST_TELLING = 2


class Links(NamedTuple):
    """Tells how likely two of the measures of a corpus are of one thing.

    ``same`` says of which two of one sort the values are the same, ``told`` which other documents have a measure's
    value too; ``words`` are the words of all.
    """

    found: Sequence[Measure]
    same: NDArray[np.bool_]
    told: Sequence[Collection[str]]
    words: Words

    def chance(self, left: int, right: int) -> float:
        """Return the chance, 0 to 1, that two measures of different values contradict each other."""
        total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, self.features(left, right), strict=True))
        return 1 / (1 + exp(-total))

    def features(self, left: int, right: int) -> tuple[float, ...]:
        """Return the value of each of ``FEATURES`` for two measures, by their places."""
        mine, theirs = self.found[left], self.found[right]
        return (
            abs(log2(mine.middle / theirs.middle)),
            float(min(MOST_SHARED, len(_values(mine) & _values(theirs)))),
            common_words(mine, theirs, self.words),
            float((theirs.document in self.told[left]) + (mine.document in self.told[right])),
            float(mine.assessment.sentence.lang == theirs.assessment.sentence.lang),
            float(compatible(mine.assessment, theirs.assessment)),
        )

    def candidates(self, occasions: Occasions) -> Iterator[tuple[int, int]]:
        """Yield the places of two measures that may contradict each other."""
        import numpy as np

        if len(self.found) < 2:
            return
        sizes = np.log2([measure.middle for measure in self.found])
        near = np.abs(sizes[:, None] - sizes[None, :]) <= FURTHEST
        nouns = noun_likeness(self.found)
        for left, right in np.argwhere(np.triu(_of_one_sort(self.found) & ~self.same & near)).tolist():
            if _may_contradict(self.found[left], self.found[right], float(nouns[left, right]), occasions):
                yield left, right

    def sure(self, occasions: Occasions) -> tuple[Pair, ...]:
        """Return the pairs that surely contradict each other, each the other's best match in its document."""
        pairs = [Pair(left, right, self.chance(left, right)) for left, right in self.candidates(occasions)]
        return tuple(pair for pair in mutual(self.found, pairs) if pair.score >= SURE)


def links(found: Sequence[Measure], sentences: Sequence[Sentence]) -> Links:
    """Prepare the comparison of measures; ``sentences`` are all of the corpus, for how rare a word is."""
    import numpy as np

    low, high = (np.array([measure.exact[end] for measure in found]) for end in (0, 1))
    same = _of_one_sort(found) & (low[:, None] <= high[None, :]) & (low[None, :] <= high[:, None])
    told = [{found[place].document for place in row.nonzero()[0]} for row in same]
    return Links(found, same, told, weighed(found, sentences))


def _of_one_sort(found: Sequence[Measure]) -> NDArray[np.bool_]:
    """Return for each two measures whether they can be compared at all: of two documents, in one unit."""
    return equal([measure.unit for measure in found]) & ~equal([measure.document for measure in found])


def _may_contradict(mine: Measure, theirs: Measure, likeness: float, occasions: Occasions) -> bool:
    counted = mine.quantity.kind == "number"
    if counted and (max(mine.middle, theirs.middle) <= LEAST_COUNT or not _counts_alike(mine, theirs, likeness)):
        return False
    return not (
        (mine.rate and theirs.rate and mine.rate != theirs.rate)
        or two_parties(mine.assessment, theirs.assessment)
        or _knows(mine, theirs)
        or _knows(theirs, mine)
        or occasions.differ(mine, theirs)
        or _sentences_met(mine.assessment.sentence, theirs.assessment.sentence) < LEAST_MET
    )


def _counts_alike(mine: Measure, theirs: Measure, likeness: float) -> bool:
    """Tell whether both may count the same, by the meaning of the nouns or by their letters; who knows of new ones."""
    if not (mine.nouns and theirs.nouns):
        return False
    if not (any(map(vectors().knows, mine.nouns)) and any(map(vectors().knows, theirs.nouns))):
        return True
    return likeness >= LEAST_NOUN or _both_met(mine.nouns, theirs.nouns, _langs(mine, theirs)) >= LEAST_NOUN


def _langs(mine: Measure, theirs: Measure) -> tuple[str, str]:
    return mine.assessment.sentence.lang, theirs.assessment.sentence.lang


def _both_met(mine: Sequence[str], theirs: Sequence[str], langs: tuple[str, str]) -> float:
    return (met(mine, theirs, langs) + met(theirs, mine, langs[::-1])) / 2


def _sentences_met(one: Sentence, other: Sentence) -> float:
    return _both_met(_content(one.text, one.lang), _content(other.text, other.lang), (one.lang, other.lang))


@lru_cache(maxsize=5_000)
def _content(text: str, lang: str) -> tuple[str, ...]:
    return content(small(text), lang)


def _others(measure: Measure) -> Iterator[Quantity]:
    sentence = measure.assessment.sentence
    return (each for each in quantities(sentence.text, sentence.lang) if each != measure.quantity)


def _knows(one: Measure, other: Measure) -> bool:
    """Tell whether a sentence has the other's value too: «sixteen, or by the other count eighteen»."""
    return any(each.comparable == other.quantity.comparable for each in _others(one))


def _values(measure: Measure) -> set[str]:
    """Return what else a sentence measures or dates, of what few sentences share by chance."""
    return {each.value for each in _others(measure) if _is_telling(each)}


def _is_telling(quantity: Quantity) -> bool:
    if quantity.day:
        return bool(quantity.day.month or quantity.day.year)
    return bool(quantity.low > FEWEST_TELLING or quantity.unit)
