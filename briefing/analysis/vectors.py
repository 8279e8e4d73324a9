"""Word vectors that mean the same in all supported languages, and sentences as weighted sums of them.

The table is made by ``data/training/train_words.py`` (see there for the source); here it is only looked up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefing.resources import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSIONS = 96
RARITY_SCALE = 20
SHORTEST_PREFIX = 4
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Vectors:
    """The shipped vectors: ``table[index[word]]`` is a unit vector, ``rarity`` rises with how telling the word is."""

    index: Mapping[str, int]
    table: NDArray[np.int8]

    def row(self, word: str) -> int:
        """Return the row of a lower-case word or of its longest known prefix, -1 for none."""
        found = self.index.get(word)
        length = len(word) - 1
        while found is None and length >= SHORTEST_PREFIX:
            found = self.index.get(word[:length])
            length -= 1
        return -1 if found is None else found

    def rarity(self, word: str) -> float:
        """Return how rare the word is among events: 0 for one met in all, about 5 for one never met."""
        row = self.row(word)
        return 5.0 if row < 0 else float(self.table[row, 0]) / RARITY_SCALE

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, shape (texts, DIMENSIONS); zero where no word is known."""
        import numpy as np

        sums = np.zeros((len(texts), DIMENSIONS), np.float32)
        for number, text in enumerate(texts):
            rows = [row for word in WORD.findall(text.lower()) if (row := self.row(word)) >= 0]
            if rows:
                part = self.table[rows].astype(np.float32)
                weights = 0.3 + np.minimum(part[:, 0] / RARITY_SCALE, 3.0)
                units = part[:, 1:] / np.linalg.norm(part[:, 1:], axis=1, keepdims=True)
                sums[number] = weights @ units
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        sums /= np.where(lengths > 0, lengths, 1)
        return sums


@cache
def vectors() -> Vectors:
    """Return the shipped word vectors."""
    import numpy as np

    words = shipped("data", "models", "words.txt").read_text(encoding="utf-8").split("\n")
    table = np.load(shipped("data", "models", "words.npy"), mmap_mode="r")
    return Vectors({word: number for number, word in enumerate(words[:-1])}, table)
