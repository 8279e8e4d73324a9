"""Who is said to say a sentence: the claimants its wording names, the outermost first."""

from __future__ import annotations

from typing import NamedTuple

from briefing.text import speech as marks
from briefing.text.names import Nominal, Words
from briefing.text.speech import speech

_REACH = 7
_NEAR = 3
_PUNCTUATION = frozenset(",;:()—–-")


class Claim(NamedTuple):
    """A cue of speech and who is named with it; ``depth`` is 0 for the main clause, -1 for «..., said Putin»."""

    depth: int
    cue: str
    claimant: Nominal | None


def claims(words: Words) -> tuple[Claim, ...]:
    """Return the claims of a sentence, the outermost first."""
    found = [
        claim
        for place, mark in enumerate(words.marks)
        if not words.quoted[place] and (claim := _claim(words, place, mark))
    ]
    return tuple(sorted(found, key=lambda claim: claim.depth))


def _claim(words: Words, place: int, mark: int) -> Claim | None:
    length = _according(words, place, mark)
    if length:
        claimant = _right(words, place + length - 1)
        return Claim(_depth(words, place), words.small[place], claimant) if claimant else None
    if not mark & marks.VERB or (mark & (marks.STOPWORD | marks.PREPOSITION) and not mark & marks.VERB):
        return None
    return _verbal(words, place)


def _according(words: Words, place: int, mark: int) -> int:
    """Return how many words «according to» takes at a place, 0 for none."""
    for rest, phrase in speech(words.lang).phrases.get(words.small[place], ()):
        if phrase & marks.ACCORDING and words.small[place + 1 : place + 1 + len(rest)] == rest:
            return 1 + len(rest)
    return 1 if mark & marks.ACCORDING else 0


def _verbal(words: Words, place: int) -> Claim | None:
    opening = _opens(words, place)
    left = None if opening else _left(words, place)
    right = _right(words, place)
    if opening and right:
        after_speech = place > 0
        return Claim(-1 if after_speech else 0, words.small[place], right)
    if left:
        return Claim(_left_depth(words, left, place), words.small[place], left)
    if right and (words.lang != "en"):
        return Claim(_depth(words, place), words.small[place], right)
    if opening and place > 0:
        resumed = _resumed(words, place)
        return Claim(_depth(words, resumed.first), words.small[place], resumed) if resumed else None
    if place == 0 or speech(words.lang).drops:
        return Claim(_depth(words, place), words.small[place], None)
    return None


def _opens(words: Words, place: int) -> bool:
    """Tell whether a verb stands first in its clause: behind a comma, a quotation or nothing."""
    if place == 0:
        return True
    return words.small[place - 1] in _PUNCTUATION or words.quoted[place - 1]


def _left(words: Words, place: int) -> Nominal | None:
    """Return the subject before a verb in the same clause: the nearest that no preposition governs."""
    begin = place
    while begin > 0 and words.small[begin - 1] not in _PUNCTUATION and not words.quoted[begin - 1]:
        begin -= 1
    for nominal in reversed(words.nominals):
        if begin <= nominal.first and nominal.last <= place and place - nominal.last <= _REACH and not nominal.governed:
            return nominal
    return None


def _left_depth(words: Words, left: Nominal, place: int) -> int:
    ends = place + 1 >= len(words.small)
    before = left.first - 1
    parted = before >= 0 and (words.quoted[before] or (ends and words.small[before] == ","))
    return -1 if parted else _depth(words, left.first)


def _right(words: Words, place: int) -> Nominal | None:
    """Return who follows a verb closely in the same clause."""
    for nominal in words.nominals:
        if nominal.first > place:
            between = range(place + 1, nominal.first)
            if len(between) > _NEAR or nominal.governed and not words.marks[place] & (marks.ACCORDING | marks.PREPOSITION):
                return None
            if any(words.small[step] in _PUNCTUATION or words.quoted[step] for step in between):
                return None
            return nominal
    return None


def _resumed(words: Words, place: int) -> Nominal | None:
    """Return the subject before an insertion between commas: «Mr Lee, who came by train, said»."""
    for nominal in words.nominals:
        if nominal.last >= place:
            return None
        if not nominal.governed and not words.quoted[nominal.first] and _depth(words, nominal.first) == 0:
            return nominal
    return None


def _depth(words: Words, place: int) -> int:
    """Return how deep a place lies: 2 in a clause of circumstance or content, 1 in a relative clause, 0 outside."""
    step = place - 1
    while step >= 0 and words.small[step] not in _PUNCTUATION and not words.quoted[step]:
        mark = words.marks[step]
        if mark & (marks.SUBORDINATOR | marks.COMPLEMENT):
            return 2
        if mark & marks.RELATIVE:
            return 1
        step -= 1
    return 0
