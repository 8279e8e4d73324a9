"""What the status model sees of a sentence: cues, hashed words and word pairs, and a few marks of form.

Pronouns and function words of two letters are left out, and so are pairs of function words: they tell the
writer more than the status, and on text in another register the surest labels are more often right without them.

The feature hashing is that of Weinberger et al. (2009) without signs; CRC-32 is used because it is stable across
machines and fast in the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from zlib import crc32

from briefing.analysis.cues import Cue
from briefing.text.lexicon import lexicon, measures

BUCKETS = 1 << 17
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[?!;:“”\"«»„]")
_YEAR = re.compile(r"\b(?:1[89]\d\d|20[0-2]\d)\b")
_QUOTE = re.compile('["“«„]')
LEAD = 0.08
TAIL = 0.8
SHORTEST = 3


def words_of(text: str) -> list[str]:
    """Return the text's words, numbers (as #) and telling marks in lower case."""
    return ["#" if word.isdigit() else word for word in _TOKEN.findall(text.lower())]


def features(text: str, lang: str, place: float, found: Sequence[Cue], marks: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of a sentence's features, sorted.

    ``place`` is the sentence's position in the document, 0 to 1; ``found`` are its cues, ``marks`` further features,
    each opening with §.
    """
    words = words_of(text)
    silent, function = _silent(lang), lexicon(lang).stopwords | {"^", "$"}
    telling = (word for word in words if word not in silent)
    pairs = (
        f"{left} {right}"
        for left, right in pairwise(["^", *words, "$"])
        if left not in function or right not in function
    )
    return tuple(sorted({*telling, *pairs, *marks, *(cue.mark for cue in found), *_marks(text, len(words), place)}))


@cache
def _silent(lang: str) -> frozenset[str]:
    """Return the words that are no feature by themselves."""
    known = lexicon(lang)
    short = {word for word in known.stopwords if len(word) < SHORTEST}
    return frozenset(known.persons) | measures(lang).articles | (short - known.negations)


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
