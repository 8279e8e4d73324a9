"""Word vectors that mean the same in all supported languages, and sentences as weighted sums of them.

The table is made by ``data/training/train_words.py`` (see there for the source); here it is only looked up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefing.resources import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSIONS = 96
RARITY_SCALE = 20
SHORTEST_PREFIX = 4
# So many texts are summed in one step: what that takes in memory stays small.
TOGETHER = 500
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Vectors(NamedTuple):
    """The shipped vectors: a row of ``table`` is a word's rarity, then its unit vector."""

    table: NDArray[np.int8]

    def row(self, word: str) -> int:
        """Return the row of a lower-case word or of its longest known prefix, -1 for none."""
        return _row(word)

    def knows(self, word: str) -> bool:
        """Tell whether a lower-case word has a row of its own."""
        words, sought = _words(), word.encode()
        place = bisect_left(words, sought)
        return place < len(words) and words[place] == sought

    def rarity(self, word: str) -> float:
        """Return how rare the word is among events: 0 for one met in all, about 5 for one never met."""
        row = self.row(word)
        return 5.0 if row < 0 else float(self.table[row, 0]) / RARITY_SCALE

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, shape (texts, DIMENSIONS); zero where no word is known."""
        import numpy as np

        sums = np.zeros((len(texts), DIMENSIONS), np.float32)
        for first in range(0, len(texts), TOGETHER):
            self._sum(texts[first : first + TOGETHER], sums[first : first + TOGETHER])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        sums /= np.where(lengths > 0, lengths, 1)
        return sums

    def _sum(self, texts: Sequence[str], sums: NDArray[np.float32]) -> None:
        """Put the weighted sum of each text's words into its row; one step for all words costs less than one a text."""
        import numpy as np

        found = [
            (number, [row for word in WORD.findall(text.lower()) if (row := self.row(word)) >= 0])
            for number, text in enumerate(texts)
        ]
        filled = [(number, rows) for number, rows in found if rows]
        if not filled:
            return
        part = self.table[[row for _, rows in filled for row in rows]].astype(np.float32)
        weights = 0.3 + np.minimum(part[:, 0] / RARITY_SCALE, 3.0)
        weighted = part[:, 1:] * (weights / np.linalg.norm(part[:, 1:], axis=1))[:, None]
        starts = np.cumsum([0, *(len(rows) for _, rows in filled[:-1])])
        sums[[number for number, _ in filled]] = np.add.reduceat(weighted, starts, axis=0)


@cache
def vectors() -> Vectors:
    """Return the shipped word vectors."""
    import numpy as np

    table = np.load(shipped("data", "models", "words.npy"), mmap_mode="r")
    return Vectors(np.asarray(table))


@cache
def _words() -> Sequence[bytes]:
    """Return the words of the rows in UTF-8, which sorts as text does and is read in half the time.

    To split them takes a third of the time of filling a dictionary.
    """
    return shipped("data", "models", "words.txt").read_bytes().split(b"\n")[:-1]


@lru_cache(maxsize=100_000)
def _row(word: str) -> int:
    words, sought = _words(), word.encode()
    place = bisect_left(words, sought)
    if place < len(words) and words[place] == sought:
        return place
    for length in range(len(word) - 1, SHORTEST_PREFIX - 1, -1):
        beginning = word[:length].encode()
        # Whatever is sorted between a beginning and the word begins with it too.
        if words[place - 1].startswith(beginning):
            place = bisect_left(words, beginning, 0, place)
            if words[place] == beginning:
                return place
    return -1
