"""Phrases of the page around an article: advertisements, prompts, newsletters, links to more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from briefing.text.lexicon import lexicon

_WORD = re.compile(r"[\w'’-]+")


def phrases_of(text: str, langs: Iterable[str]) -> tuple[str, ...]:
    """Return the furniture phrases of the languages that a text holds anywhere, the longest first.

    Looking once through the whole text leaves few phrases to look for in every line.
    """
    lowered = text.lower()
    known = {phrase for lang in langs for phrase in _phrases(lang)}
    return tuple(sorted((phrase for phrase in known if phrase in lowered), key=lambda phrase: (-len(phrase), phrase)))


@cache
def _phrases(lang: str) -> tuple[str, ...]:
    return lexicon(lang).furniture


def covered(line: str, phrases: Sequence[str]) -> float:
    """Return the share of a line's letters that stand in furniture phrases, 0..1."""
    lowered = line.lower()
    length = sum(map(len, _WORD.findall(lowered)))
    hits = 0
    for phrase in phrases:
        place = _place_of(lowered, phrase)
        while place >= 0:
            hits += sum(map(len, _WORD.findall(phrase)))
            lowered = lowered[:place] + "\n" + lowered[place + len(phrase) :]
            place = _place_of(lowered, phrase)
    return hits / length if length else 0.0


def _place_of(lowered: str, phrase: str) -> int:
    place = lowered.find(phrase)
    while place >= 0:
        after = lowered[place + len(phrase) : place + len(phrase) + 1]
        if not lowered[place - 1 : place].isalnum() and not (phrase[-1].isalnum() and after.isalnum()):
            return place
        place = lowered.find(phrase, place + 1)
    return -1
