"""Which measures of different documents are of the same thing, and how surely.

Two values are of the same thing when the words around them mean the same: by the angle of their word vectors, and by
the words that have a counterpart on the other side, each weighted by how rare it is in the corpus and how near to the
value it stands (a soft cosine, after Sidorov et al. 2014).  A measure is then paired with its best match in each other
document, and only where that match is mutual: a document that speaks of 16 loaded ships and of 85 stuck ones is
compared by the right one of the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import log, log2
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.countries import countries
from briefing.analysis.measures import NOUNS, WORD, Measure
from briefing.analysis.vectors import vectors
from briefing.model import Sentence
from briefing.text.lexicon import lexicon
from briefing.text.places import places

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME_NOUN = 0.62
SAME_WORD = 0.6
# Values further apart than this are of different things far more often than they contradict each other.
FURTHEST = log2(2.5)
LEAST_CONTEXT = 0.1
# In two short articles no word is rare by count.
SMALLEST_CORPUS = 100
# The weights follow a logistic regression on 300 pairs labelled by hand, of the training articles and the samples.
SENTENCE_SHARE = 0.5
WORDS_SHARE = 0.1
MOST_WORDS = 20.0
DISTANCE_SHARE = 1.2
SAME_TOPIC = 0.2
OTHER_TOPIC = 0.3
SAME_SPAN = 0.8
# The issue of who was killed or hurt.
VICTIMS = "attacks"
_PART_END = re.compile(r"[,;:]\s")


class Pair(NamedTuple):
    """Two measures of different documents, as places in the sequence compared; the higher the score, the surer."""

    left: int
    right: int
    score: float


class Words(NamedTuple):
    """Words with their unit vectors and with how rare they are."""

    row: Mapping[str, int]
    units: NDArray[np.float32]
    rarity: Mapping[str, float]

    def cosines(self, mine: Sequence[str], theirs: Sequence[str]) -> NDArray[np.float32]:
        """Return how alike in meaning each of my words is to each of theirs; 1 for the same word."""
        import numpy as np

        left, right = np.array([self.row[word] for word in mine]), np.array([self.row[word] for word in theirs])
        return np.where(left[:, None] == right[None, :], np.float32(1), self.units[left] @ self.units[right].T)


def mutual_pairs(found: Sequence[Measure], sentences: Sequence[Sentence]) -> tuple[Pair, ...]:
    """Return the mutual best matches, best first; ``sentences`` are all of the corpus, for how rare a word is."""
    return mutual(found, tuple(_scored(found, sentences)) if len(found) > 1 else ())


def mutual(found: Sequence[Measure], pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the pairs in which each is the other's best match in its document, best first.

    The dead of one country are no match for those of another: «28 dead in Oslo», «41 killed on the Swedish side».
    """
    best: dict[tuple[int, str], Pair] = {}
    pairs = [pair for pair in pairs if not _victims_of_two(found[pair.left], found[pair.right])]
    for pair in pairs:
        for mine, theirs in ((pair.left, pair.right), (pair.right, pair.left)):
            at = (mine, found[theirs].document)
            if at not in best or pair.score > best[at].score:
                best[at] = pair
    chosen = (
        pair
        for pair in pairs
        if best[pair.left, found[pair.right].document] is pair and best[pair.right, found[pair.left].document] is pair
    )
    return tuple(sorted(chosen, key=lambda pair: (-pair.score, pair.left, pair.right)))


def _victims_of_two(one: Measure, other: Measure) -> bool:
    """Tell whether both values are of victims, each of another country: every side counts its own."""
    if VICTIMS not in (one.assessment.topic, other.assessment.topic):
        return False
    mine, theirs = _countries_at(one), _countries_at(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _countries_at(measure: Measure) -> frozenset[str]:
    """Return the countries named in the part of the sentence that has the value, else in all of it."""
    sentence, start = measure.assessment.sentence, measure.quantity.start
    begin = max((mark.end() for mark in _PART_END.finditer(sentence.text, 0, start)), default=0)
    ends = _PART_END.search(sentence.text, start)
    part = sentence.text[begin : ends.start() if ends else None]
    return _spoken_of(part, sentence.lang) or _spoken_of(sentence.text, sentence.lang)


def _spoken_of(text: str, lang: str) -> frozenset[str]:
    """Return the countries that a text names, also by an adjective in small letters: «на таджикской стороне»."""
    found = (places(lang).word(word.lower()) for word in WORD.findall(text))
    return countries(text, lang, seats=True) | {place.code for place in found if place and place.adjective}


def common_noun(group: Sequence[Measure], lang: str) -> str:
    """Return the word that a language of the group uses for what all count, '' for none; no «week» of «40 a week»."""
    nouns = [measure.nouns for measure in group if measure.nouns]
    said = {noun for measure in group if measure.assessment.sentence.lang == lang for noun in measure.nouns}
    own = sorted(said.difference(lexicon(lang).units))
    if not own:
        return ""
    words = _words(tuple(noun for each in nouns for noun in each), {})
    likeness = {noun: sum(float(words.cosines([noun], each).max()) for each in nouns) for noun in own}
    return max(own, key=lambda noun: (likeness[noun], noun))


def _scored(found: Sequence[Measure], sentences: Sequence[Sentence]) -> Iterator[Pair]:
    import numpy as np

    context = _cosines([measure.near for measure in found])
    sizes = np.log2([measure.middle for measure in found])
    distance = np.abs(sizes[:, None] - sizes[None, :])
    near = (distance <= FURTHEST) & (context >= LEAST_CONTEXT) & (noun_likeness(found) >= SAME_NOUN)
    comparable = near & equal([measure.family for measure in found]) & ~equal([measure.document for measure in found])
    places = np.argwhere(np.triu(comparable)).tolist()
    compared = [found[place] for place in sorted({place for pair in places for place in pair})]
    words = weighed(compared, sentences)
    alike = context + SENTENCE_SHARE * _cosines([measure.assessment.sentence.text for measure in found])
    score = alike - DISTANCE_SHARE * distance
    for left, right in places:
        mine, theirs = found[left], found[right]
        telling = WORDS_SHARE * common_words(mine, theirs, words) + _same_topic(mine, theirs)
        yield Pair(left, right, float(score[left, right]) + telling + _same_span(mine, theirs, words))


def weighed(found: Sequence[Measure], sentences: Sequence[Sentence]) -> Words:
    """Return the words of the measures, and how rare they are in the sentences."""
    return _words(
        tuple(word for measure in found for word in (*measure.context, *measure.nouns)), _rarity(found, sentences)
    )


def _cosines(texts: Sequence[str]) -> NDArray[np.float32]:
    units = vectors().encode(texts)
    cosines: NDArray[np.float32] = units @ units.T
    return cosines


def equal(values: Sequence[str]) -> NDArray[np.bool_]:
    """Return for each two values whether they are equal."""
    import numpy as np

    each = np.array(values)
    equal: NDArray[np.bool_] = np.equal(each[:, None], each[None, :])
    return equal


def noun_likeness(found: Sequence[Measure]) -> NDArray[np.float32]:
    """Return for each two measures how alike their likest nouns are; 1 where the kind counts none."""
    import numpy as np

    words = _words(tuple(noun for measure in found for noun in measure.nouns), {})
    most = np.full((len(found), len(found)), -1.0, np.float32)
    slots = [
        np.array([words.row[measure.nouns[slot]] if slot < len(measure.nouns) else -1 for measure in found])
        for slot in range(NOUNS)
    ]
    for mine, theirs in product(slots, slots):
        alike = np.where(mine[:, None] == theirs[None, :], np.float32(1), words.units[mine] @ words.units[theirs].T)
        most = np.maximum(most, np.where((mine >= 0)[:, None] & (theirs >= 0)[None, :], alike, -1))
    countless = np.array([measure.quantity.kind != "number" for measure in found])
    return np.where(countless[:, None] & countless[None, :], np.float32(1), most)


def _words(words: Sequence[str], rarity: Mapping[str, float]) -> Words:
    each = tuple(dict.fromkeys((*words, "")))
    return Words({word: row for row, word in enumerate(each)}, vectors().encode(each), rarity)


def common_words(mine: Measure, theirs: Measure, words: Words) -> float:
    """Return the weight of the words that have a counterpart among the other's, at most MOST_WORDS."""
    if not (mine.context and theirs.context):
        return 0.0
    cosines = words.cosines(mine.context, theirs.context)
    cosines[cosines < SAME_WORD] = 0
    left = _weight(mine, cosines.max(1).tolist(), words.rarity)
    right = _weight(theirs, cosines.max(0).tolist(), words.rarity)
    return min(MOST_WORDS, (left + right) / 2)


def _weight(measure: Measure, best: Sequence[float], rarity: Mapping[str, float]) -> float:
    return sum(
        weight * rarity[word] * alike
        for word, weight, alike in zip(measure.context, measure.weights, best, strict=True)
    )


def _same_topic(mine: Measure, theirs: Measure) -> float:
    topics = mine.assessment.topic, theirs.assessment.topic
    if not all(topics):
        return 0.0
    return SAME_TOPIC if topics[0] == topics[1] else -OTHER_TOPIC


def _same_span(mine: Measure, theirs: Measure, words: Words) -> float:
    """Compare what is said to last: a «20-minute break» is neither a «3-hour meeting» nor «just over an hour»."""
    if mine.quantity.kind != "duration" or not (mine.nouns or theirs.nouns):
        return 0.0
    for one, other in ((mine, theirs), (theirs, mine)):
        said = other.nouns or other.context
        if one.nouns and said and float(words.cosines(one.nouns, said).max()) < SAME_NOUN:
            return -SAME_SPAN
    return SAME_SPAN if mine.nouns and theirs.nouns else 0.0


def _rarity(found: Sequence[Measure], sentences: Sequence[Sentence]) -> Mapping[str, float]:
    """Return how rare each word around a measure is: the share of sentences with it, inverted (Spärck Jones 1972)."""
    wanted = {word for measure in found for word in measure.context}
    holders = Counter(
        word for sentence in sentences for word in wanted.intersection(WORD.findall(sentence.text.lower()))
    )
    size = max(SMALLEST_CORPUS, len(sentences))
    return {word: log(1 + size / max(1, holders[word])) for word in wanted}
