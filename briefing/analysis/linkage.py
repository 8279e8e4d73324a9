"""How likely two measures of different documents are of one thing although their values differ (record linkage).

Compared are the words around the values, what else both sentences tell, whether one of the documents has the other's
value too, and how far apart the values are; a logistic regression, trained by ``data/training/train_linkage.py`` on
the contradictions that readers found in articles on one event (after Fellegi and Sunter 1969).  Left out from the
start is what readers hardly ever call a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import exp, log2
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.comparison import Pair, common_words, equal, mutual, noun_likeness, weighed
from briefing.analysis.counterparts import met
from briefing.analysis.measures import Measure
from briefing.analysis.occasions import Occasions
from briefing.analysis.tellings import compatible, content, two_parties
from briefing.model import Sentence
from briefing.text.contrasts import small
from briefing.text.quantities import Quantity, quantities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEATURES = ("distance", "shared values", "common words", "told there too", "one language", "compatible countries")
WEIGHTS = (-1.01, 1.43, 0.19, -1.10, -0.60, 1.03)
BIAS = -2.48
SURE = 0.45
FURTHEST = 0.8
LEAST_COUNT = 12
LEAST_NOUN = 0.4
LEAST_MET = 0.2
MOST_SHARED = 2
FEWEST_TELLING = 2


class Candidate(NamedTuple):
    """Two measures of different values, as places in the sequence compared, with the value of each of ``FEATURES``."""

    left: int
    right: int
    features: tuple[float, ...]

    @property
    def chance(self) -> float:
        """The chance, 0 to 1, that the two contradict each other."""
        total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, self.features, strict=True))
        return 1 / (1 + exp(-total))


def linked(found: Sequence[Measure], sentences: Sequence[Sentence], occasions: Occasions) -> tuple[Pair, ...]:
    """Return the pairs that surely contradict each other, each the other's best match in its document, best first."""
    pairs = [Pair(each.left, each.right, each.chance) for each in candidates(found, sentences, occasions)]
    return tuple(pair for pair in mutual(found, pairs) if pair.score >= SURE)


def candidates(found: Sequence[Measure], sentences: Sequence[Sentence], occasions: Occasions) -> Iterator[Candidate]:
    """Yield the pairs that may contradict each other; ``sentences`` are all of the corpus, for how rare a word is."""
    import numpy as np

    if len(found) < 2:
        return
    of_one_sort = equal([measure.unit for measure in found]) & ~equal([measure.document for measure in found])
    low, high = (np.array([measure.exact[end] for measure in found]) for end in (0, 1))
    same = of_one_sort & (low[:, None] <= high[None, :]) & (low[None, :] <= high[:, None])
    sizes = np.log2([measure.middle for measure in found])
    near = np.abs(sizes[:, None] - sizes[None, :]) <= FURTHEST
    nouns = noun_likeness(found)
    told = _told(found, same)
    words = weighed(found, sentences)
    for left, right in np.argwhere(np.triu(of_one_sort & ~same & near)).tolist():
        mine, theirs = found[left], found[right]
        if _may_contradict(mine, theirs, float(nouns[left, right]), occasions):
            yield Candidate(
                left,
                right,
                (
                    abs(log2(mine.middle / theirs.middle)),
                    float(min(MOST_SHARED, len(_values(mine) & _values(theirs)))),
                    common_words(mine, theirs, words),
                    float((theirs.document in told[left]) + (mine.document in told[right])),
                    float(mine.assessment.sentence.lang == theirs.assessment.sentence.lang),
                    float(compatible(mine.assessment, theirs.assessment)),
                ),
            )


def _told(found: Sequence[Measure], same: NDArray[np.bool_]) -> list[set[str]]:
    """Return for each measure the other documents that have its value too."""
    return [{found[place].document for place in row.nonzero()[0]} for row in same]


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
    """Tell whether both count the same, by the meaning of the nouns or by their letters."""
    if not (mine.nouns and theirs.nouns):
        return False
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
