"""Phrases of the page around an article: advertisements, prompts, newsletters, links to more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from briefing.text.lexicon import lexicon

_WORD = re.compile(r"[\w'’-]+")
_RUN = re.compile(r"[^\W_]+")
_OPENED = re.compile(r"\s?[:|>»]|\s[-–—]\s")
_ENDED = re.compile(r"""[.!?…]["'”’»“)\]]*\Z""")
_REACH = 300
_SEVERAL = 12  # letters in phrases: one long word, or two and more
_MOSTLY = 0.6
_PARTLY = 0.35
_SHORT = 25
_HEADING = 3


def phrases_of(text: str, langs: Iterable[str]) -> tuple[str, ...]:
    """Return the furniture phrases of the languages that a text holds anywhere as words, the longest first.

    Looking once through the whole text leaves few phrases to look for in every line.
    """
    lowered = text.lower()
    known = _phrases(frozenset(langs))
    begun = {phrase for word in known.keys() & set(_RUN.findall(lowered)) for phrase in known[word]}
    return tuple(sorted((phrase for phrase in begun if phrase in lowered), key=lambda phrase: (-len(phrase), phrase)))


@cache
def _phrases(langs: frozenset[str]) -> Mapping[str, Collection[str]]:
    """Return the phrases by their first word: of a thousand few begin with a word that a text has."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in (phrase for lang in langs for phrase in lexicon(lang).furniture):
        found[_RUN.findall(phrase)[0]].add(phrase)
    return found


def is_furniture(line: str, phrases: Sequence[str]) -> bool:
    """Tell whether a line or sentence is furniture: phrases open it, or make up the larger part of it."""
    head = line[:_REACH].lower()
    present = [phrase for phrase in phrases if phrase in head]
    share = _covered(head, present) if present else 0.0
    if not share:
        return False
    several = share * len(head) > _SEVERAL
    if share >= _MOSTLY or (several and share >= _PARTLY):
        return True
    opens = any(head.startswith(phrase) and _OPENED.match(head, len(phrase)) for phrase in present)
    ended = _ENDED.search(line[-8:])
    count = len(head.split())
    return opens or (several and not ended and count <= _SHORT) or (not ended and count <= 2 * _HEADING)


def _covered(lowered: str, phrases: Sequence[str]) -> float:
    """Return the share of a line's letters that stand in furniture phrases, 0..1."""
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
