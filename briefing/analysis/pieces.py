"""The pieces of words that the encoder reads: the likeliest row of known pieces (unigram model, Kudo 2018)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from briefing.resources import shipped

# Every word begins with this mark, «▁», in place of the blank before it.
BLANK = "\u2581"
UNKNOWN_COST = 10.0
START, END, UNKNOWN = range(3)
KEPT = 50_000
# Of a sentence fewer pieces are read than this many letters have; a word without end costs no more.
LONGEST = 2_000


class Pieces:
    """Pieces with their places and log-probabilities; a sign that none holds is the piece ``unknown``."""

    def __init__(self, known: Mapping[str, tuple[int, float]], unknown: int = UNKNOWN) -> None:
        """Take each piece's place and log-probability."""
        self.known = known
        self.unknown = unknown
        self._longest = max(map(len, known))
        self._least = min(score for _, score in known.values()) - UNKNOWN_COST
        self._of_word = lru_cache(KEPT)(self._likeliest)

    def of(self, text: str) -> list[int]:
        """Return the places of the pieces of a text; of a word the first ``LONGEST`` letters."""
        words = unicodedata.normalize("NFKC", text).split()
        return [place for word in words for place in self._of_word(BLANK + word[:LONGEST])]

    def _likeliest(self, word: str) -> tuple[int, ...]:
        """Return the likeliest row of pieces of a word (Viterbi)."""
        best = [0.0, *[float("-inf")] * len(word)]
        back = [(0, self.unknown)] * (len(word) + 1)
        for begin in range(len(word)):
            if best[begin] + self._least > best[begin + 1]:
                best[begin + 1], back[begin + 1] = best[begin] + self._least, (begin, self.unknown)
            for end in range(begin + 1, min(len(word), begin + self._longest) + 1):
                found = self.known.get(word[begin:end])
                if found and best[begin] + found[1] > best[end]:
                    best[end], back[end] = best[begin] + found[1], (begin, found[0])
        places = []
        end = len(word)
        while end:
            end, place = back[end]
            places.append(place)
        return tuple(reversed(places))


@cache
def pieces() -> Pieces:
    """Return the shipped pieces, the three marks left out, by their places."""
    import numpy as np

    names = json.loads(shipped("data", "models", "encoder", "vocabulary.json").read_text(encoding="utf-8"))
    scores = np.load(shipped("data", "models", "encoder", "scores.npy")).tolist()
    placed = enumerate(zip(names, scores, strict=True))
    return Pieces({name: (place, score) for place, (name, score) in placed if place > UNKNOWN})
