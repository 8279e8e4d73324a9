"""How far the words of one text are met by those of another, in any two languages.

The vectors give nearness of meaning; names that they do not know are compared by their letters, whatever the script and
the ending, and compounds of German and Dutch by their parts: «Grenzposten» is met by «border post».
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.analysis.vectors import vectors
from briefing.text.lexicon import lexicon
from briefing.text.spelling import keys
from briefing.text.terms import stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST, ENOUGH = 0.42, 0.72
# Countries and offices are met everywhere.
PLAIN_WEIGHT = 1.0
_JOINING = ("de", "nl")
_LINKS = ("", "s", "n", "en", "es")
_SHORTEST_PART = 3
_SHORTEST_NAME = 5
# «Inspectors» and «Inspekteure» begin with the same letters.
_AKIN = 5


def met(mine: Sequence[str], theirs: Sequence[str], langs: tuple[str, str]) -> float:
    """Return the share of my words that have a counterpart among theirs, the rarer weighing more."""
    if not (mine and theirs):
        return 0.0
    weights = [_weight(word, langs[0]) for word in mine]
    found = (_credit(share) * weight for share, weight in zip(_shares(mine, theirs, langs), weights, strict=True))
    return sum(found) / sum(weights)


def _weight(word: str, lang: str) -> float:
    plain = word.startswith("§") or word in lexicon(lang).offices
    return PLAIN_WEIGHT if plain else PLAIN_WEIGHT + vectors().rarity(word)


def _credit(share: float) -> float:
    return 0.0 if share < LEAST else min(1.0, share / ENOUGH)


def _shares(mine: Sequence[str], theirs: Sequence[str], langs: tuple[str, str]) -> list[float]:
    """Return how near the nearest counterpart of each of my words is."""
    spelled = {key for word in theirs for key in _spellings(word, langs[1])}
    akin = {key[:_AKIN] for key in spelled if len(key) > _AKIN}
    stems = {stem(word, langs[1]) for word in theirs} if langs[0] == langs[1] else set()
    cosines = (_units(tuple(mine), langs[0]) @ _units(tuple(theirs), langs[1]).T).max(1).tolist()
    found = []
    for word, share in zip(mine, cosines, strict=True):
        own = _spellings(word, langs[0])
        if word in theirs or stem(word, langs[0]) in stems or not spelled.isdisjoint(own):
            found.append(1.0)
        else:
            found.append(max(share, ENOUGH if own[0][:_AKIN] in akin else 0.0))
    return found


def _spellings(word: str, lang: str) -> tuple[str, ...]:
    """Return what the spellings of a name share; a short word has too few letters for that."""
    return keys(word, lang) if len(word) >= _SHORTEST_NAME else (word,)


@lru_cache(maxsize=5_000)
def _units(words: tuple[str, ...], lang: str) -> NDArray[np.float32]:
    known = vectors()
    return known.encode(["" if word.startswith("§") else _parted(word, lang) for word in words])


@lru_cache(maxsize=20_000)
def _parted(word: str, lang: str) -> str:
    """Return the two known parts of an unknown compound, else the word."""
    known = vectors()
    if lang not in _JOINING or known.knows(word):
        return word
    for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        tail = word[cut:]
        if known.knows(tail):
            for link in _LINKS:
                head = word[:cut].removesuffix(link)
                if len(head) >= _SHORTEST_PART and known.knows(head):
                    return f"{head} {tail}"
    return word
