"""What the status model sees of a sentence: hashed words and word pairs, a few marks of form, and its word vector.

The feature hashing is that of Weinberger et al. (2009) without signs; CRC-32 is used because it is stable across
machines and fast in the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from zlib import crc32

BUCKETS = 1 << 17
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[?!;:“”\"«»„]")
_YEAR = re.compile(r"\b(?:1[89]\d\d|20[0-2]\d)\b")
_QUOTE = re.compile('["“«„]')
LEAD = 0.08
TAIL = 0.8


def words_of(text: str) -> list[str]:
    """Return the text's words, numbers (as #) and telling marks in lower case."""
    return ["#" if word.isdigit() else word for word in _TOKEN.findall(text.lower())]


def features(text: str, place: float, marks: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of a sentence's features, sorted.

    ``place`` is the sentence's position in the document, 0 to 1; ``marks`` are further features, each opening with §.
    """
    words = words_of(text)
    pairs = (f"{left} {right}" for left, right in pairwise(["^", *words, "$"]))
    return tuple(sorted({*words, *pairs, *marks, *_marks(text, len(words), place)}))


def _marks(text: str, length: int, place: float) -> Iterable[str]:
    yield "§quotation" if _QUOTE.search(text) else "§plain"
    yield f"§length{min(length // 8, 5)}"
    if _YEAR.search(text):
        yield "§year"
    if "?" in text:
        yield "§question"
    if place < LEAD:
        yield "§lead"
    elif place > TAIL:
        yield "§tail"


def buckets(names: Sequence[str]) -> list[int]:
    """Return the bucket of each feature."""
    return [crc32(name.encode()) % BUCKETS for name in names]
