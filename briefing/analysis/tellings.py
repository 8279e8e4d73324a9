"""What sentences tell of a matter, and which two of different documents tell opposite things of the same one.

A telling is a value with the words around it: a date, yes or no, done or promised, who accuses whom.  Two are of one
matter when the words of each have a counterpart in the other, by meaning across languages, and when neither names a
country that the other replaces by another one.  Each is then paired with its best match in each other document, and
only where that is mutual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, TypeVar

from briefing.analysis.counterparts import met
from briefing.analysis.countries import countries
from briefing.analysis.issues import MANNER
from briefing.analysis.vectors import vectors
from briefing.model import Assessment
from briefing.text import speech as marks
from briefing.text.contrasts import small
from briefing.text.lexicon import lexicon
from briefing.text.places import places
from briefing.text.speech import speech

LEAST_LIKENESS = 0.15
SAME_TOPIC = 0.1
SHORTEST = 3
# An elided article or pronoun: «l'accord», «n'a».
ELIDED = 4
# So many of one kind are compared.
MOST = 1000
STRONG = frozenset('.;:()!?"“”«»„—–')


class _Assessed(Protocol):
    @property
    def assessment(self) -> Assessment: ...


Told = TypeVar("Told", bound=_Assessed)


class Telling(NamedTuple):
    """A value that a sentence tells, as printed, with the words of the matter; ``low`` to ``high`` is where it lies.

    ``whole`` are the words of the whole sentence and of the one before it.
    """

    assessment: Assessment
    value: str
    words: tuple[str, ...]
    sort: str = ""
    low: float = 0.0
    high: float = 0.0
    whole: tuple[str, ...] = ()

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.assessment.sentence.document

    @property
    def lang(self) -> str:
        """The language of the sentence."""
        return self.assessment.sentence.lang


class Rivals(NamedTuple):
    """Two tellings that cannot both hold; the higher the score, the surer that they are of one matter."""

    kind: str
    left: Telling
    right: Telling
    score: float


class Bar(NamedTuple):
    """How alike two tellings must be, and how alike at a first look to be compared at all."""

    least: float
    look: float = LEAST_LIKENESS


Opposed = Callable[[Telling, Telling], bool]
Alike = Callable[[Telling, Telling], float]


def content(words: Iterable[str], lang: str, speakers: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the words that say what a sentence is about, each once; a country stands as its code, «§NL».

    The names of who speaks say nothing of it.
    """
    idle, world = _idle(lang), places(lang)
    names = {word for name in speakers for word in name.lower().split()}
    found: dict[str, None] = {}
    for whole_word in words:
        word = bare(whole_word) if "'" in whole_word else whole_word
        if len(word) >= SHORTEST and word not in idle and word not in names and word[0].isalpha():
            place = world.word(word)
            found[f"§{place.code}" if place else word] = None
    return tuple(found)


@cache
def _idle(lang: str) -> frozenset[str]:
    """Return the words that say nothing of what a sentence is about."""
    known = lexicon(lang)
    return known.stopwords.union(
        known.reporting, known.numbers, known.magnitudes, known.units, known.weekdays, known.months
    )


def bare(word: str) -> str:
    """Return a word without the owner's ending and without what is elided before it."""
    word = word.removesuffix("'s")
    head, mark, tail = word.partition("'")
    return tail if mark and len(head) < ELIDED and tail else word


def around(words: Sequence[str], first: int, last: int, reach: int, lang: str = "") -> tuple[str, ...]:
    """Return the words around a place within its part of the sentence, without the place itself.

    With a language what stands before «that» is left out: who says it.
    """
    ends = _complements(lang) | STRONG if lang else STRONG
    begin = max((at + 1 for at in range(first) if words[at] in ends), default=0)
    end = next((at for at in range(last, len(words)) if words[at] in STRONG), len(words))
    return (*words[max(begin, first - reach) : first], *words[last : min(end, last + reach)])


@cache
def _complements(lang: str) -> frozenset[str]:
    return frozenset(word for word, mark in speech(lang).marks.items() if mark & marks.COMPLEMENT)


def whole(assessment: Assessment, before: Assessment | None) -> tuple[str, ...]:
    """Return the content words of a sentence and of the one before it in its paragraph."""
    sentence = assessment.sentence
    words = content(small(sentence.text), sentence.lang, assessment.speakers)
    last = before.sentence if before else None
    if last and (last.document, last.paragraph) == (sentence.document, sentence.paragraph):
        words = tuple(dict.fromkeys((*content(small(last.text), last.lang), *words)))
    return words


def rivals(kind: str, tellings: Sequence[Telling], opposed: Opposed, alike: Alike, bar: Bar) -> list[Rivals]:
    """Return the opposite tellings that are at least so alike, each with its best match in a document, best first."""
    found = surest(tellings, MOST)
    pairs = [
        Rivals(kind, left, right, score)
        for left, right in _near(found, bar.look)
        if opposed(left, right)
        for score in (alike(left, right),)
        if score >= bar.least
    ]
    best: dict[tuple[int, str], float] = {}
    for pair in pairs:
        for mine, theirs in ((pair.left, pair.right), (pair.right, pair.left)):
            at = (id(mine), theirs.document)
            best[at] = max(pair.score, best.get(at, 0.0))
    mutual = (
        pair
        for pair in pairs
        if pair.score == best[id(pair.left), pair.right.document] == best[id(pair.right), pair.left.document]
    )
    return sorted(mutual, key=lambda pair: -pair.score)


def surest(told: Sequence[Told], most: int) -> Sequence[Told]:
    """Return so many at most, in their order: those in the surest statements, the others as they come.

    What is compared each with each grows with the square, and a great corpus holds thousands.
    """
    if len(told) <= most:
        return told
    places = sorted(range(len(told)), key=lambda at: _sureness(told[at].assessment))[:most]
    return [told[at] for at in sorted(places)]


def _sureness(one: Assessment) -> float:
    return -one.score if one.status else 0.0


def _near(found: Sequence[Telling], look: float) -> list[tuple[Telling, Telling]]:
    """Return the pairs of different documents whose words are alike at a first look."""
    import numpy as np

    if len({each.document for each in found}) < 2:
        return []
    units = vectors().encode([" ".join(each.words) for each in found])
    wide = vectors().encode([" ".join(each.whole or each.words) for each in found])
    documents = np.array([each.document for each in found])
    likely = np.maximum(units @ units.T, wide @ wide.T) >= look
    likely &= documents[:, None] != documents[None, :]
    return [(found[left], found[right]) for left, right in np.argwhere(np.triu(likely)).tolist()]


def alike(one: Telling, other: Telling) -> float:
    """Return how far the words of each are met by the other, 0 to 1, and more under one topic."""
    langs = one.lang, other.lang
    there, back = met(one.words, other.words, langs), met(other.words, one.words, langs[::-1])
    return (there + back) / 2 + SAME_TOPIC * topical(one, other)


def topical(one: Telling, other: Telling) -> int:
    """Return 1 for two tellings under one topic, -1 under two, 0 where a topic is missing or but a manner."""
    topics = one.assessment.topic, other.assessment.topic
    if not all(topics) or MANNER & {*topics}:
        return 0
    return 1 if topics[0] == topics[1] else -1


def compatible(one: Assessment, other: Assessment) -> bool:
    """Tell whether two sentences can be of one matter by the countries they name: one may name more, not others."""
    mine, theirs = (_named(each.sentence.text, each.sentence.lang) for each in (one, other))
    return mine <= theirs or theirs <= mine


@lru_cache(maxsize=10_000)
def _named(text: str, lang: str) -> frozenset[str]:
    return countries(text, lang, seats=True)


def two_parties(one: Assessment, other: Assessment) -> bool:
    """Tell whether two sentences are the claims of different speakers: a dispute, not a discrepancy.

    «Minister Ada Kelm» is «Kelm»: a name may be longer in one of them.
    """
    mine, theirs = ([frozenset(name.split()) for name in each.speakers] for each in (one, other))
    return bool(mine and theirs) and not any(own <= their or their <= own for own in mine for their in theirs)
