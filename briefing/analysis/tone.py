"""How a meeting went, where one document calls it warm and another cool: one contradiction at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.analysis.tellings import STRONG, Rivals, Telling, two_parties
from briefing.model import Assessment, Sentence
from briefing.text import speech as marks
from briefing.text.contrasts import Found, said, small
from briefing.text.lexicon import lexicon
from briefing.text.speech import speech

# A word of warmth stands so near to what it is said of: «the atmosphere was distinctly cooler».
NEAR = 7
NEGATED = 3
_PARTING = marks.SUBORDINATOR | marks.RELATIVE | marks.COMPLEMENT
WARM, COOL = "warm", "cool"


def tone(assessments: Sequence[Assessment]) -> list[Rivals]:
    """Return the first warm and the first cool account of different documents, none where all agree."""
    found = [each for one in assessments for each in _tellings(one)]
    pairs = (
        Rivals("modality", one, other, 1.0)
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if one.value != other.value and one.document != other.document
        if not two_parties(one.assessment, other.assessment)
    )
    return [pair for pair in (next(pairs, None),) if pair]


def values(sentence: Sentence) -> frozenset[str]:
    """Return whether a sentence alone tells of warmth or of coolness."""
    return frozenset(each.value for each in _tellings(Assessment(sentence)))


def _tellings(one: Assessment) -> Iterator[Telling]:
    text, lang = one.sentence.text, one.sentence.lang
    words = small(text)
    if said("unless", words, lang) or said("future", words, lang) or said("formerly", words, lang):
        return
    moods = said("mood", words, lang)
    values = {
        _turned(value) if _denied(words, place, lang) else value
        for value in (WARM, COOL)
        for place in said(value, words, lang)
        if any(_beside(words, place, mood, lang) for mood in moods)
    }
    if _without_ill_will(words, lang):
        values.add(WARM)
    if len(values) == 1:
        yield Telling(one, values.pop(), ())


def _beside(words: Sequence[str], place: Found, mood: Found, lang: str) -> bool:
    first, last = min(place.last, mood.last), max(place.first, mood.first)
    parts = speech(lang).marks
    between = words[first:last]
    return last - first <= NEAR and not any(
        word in STRONG or word == "," or parts.get(word, 0) & _PARTING for word in between
    )


def _without_ill_will(words: tuple[str, ...], lang: str) -> bool:
    """Tell whether words deny ill will where the speaker was: «there was no hostility», of whatever meeting it was."""
    return any(
        0 <= place.first - there.last <= NEGATED and _denied(words, place, lang)
        for there in said("there", words, lang)
        for place in said("ill-will", words, lang)
    )


def _denied(words: Sequence[str], place: Found, lang: str) -> bool:
    return not lexicon(lang).negations.isdisjoint(words[max(0, place.first - NEGATED) : place.first])


def _turned(value: str) -> str:
    return COOL if value == WARM else WARM
