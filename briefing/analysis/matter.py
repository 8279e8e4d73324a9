"""What a sentence is about, apart from what it says of it: the words that must meet where two speak of one matter.

Likeness weighs all words together, and to refuse a price and to agree on a quality are alike there when the rest is the
same.  So the words of the matter are compared one by one: each must have a counterpart in the other sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from briefing.analysis.cues import cues
from briefing.analysis.vectors import vectors
from briefing.text.lexicon import lexicon
from briefing.text.terms import stem, tokenize, unelided

COUNTERPART = 0.45


@lru_cache(maxsize=10_000)
def matter(text: str, lang: str, speakers: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the words a sentence is about, in small letters.

    Left out are cues of status, function words, words of saying and of office, numbers, days, and who speaks.
    """
    words = lexicon(lang)
    said = [(cue.start, cue.end) for cue in cues(text, lang)]
    idle = {word for name in speakers for word in name.lower().split()}
    known = (words.stopwords, words.reporting, words.offices, words.numbers, words.magnitudes)
    measured = (words.units, words.weekdays, words.months)
    return tuple(
        small
        for token in tokenize(text)
        if (small := unelided(token.text.lower().removesuffix("’s").removesuffix("'s"), lang))
        if small[0].isalpha() and small not in idle and not any(small in each for each in (*known, *measured))
        if not any(start <= token.start < end for start, end in said)
    )


def shares(mine: Sequence[str], theirs: Sequence[str], langs: tuple[str, str]) -> tuple[float, ...]:
    """Return for each of my words how near its nearest counterpart among theirs is, 0 to 1."""
    import numpy as np

    if not (mine and theirs):
        return (0.0,) * len(mine)
    cosines = vectors().encode(mine) @ vectors().encode(theirs).T
    stems = {stem(word, langs[1]) for word in theirs} | {*theirs}
    same = [word in theirs or (langs[0] == langs[1] and stem(word, langs[0]) in stems) for word in mine]
    return tuple(np.where(same, 1.0, np.maximum(cosines.max(1), 0)).tolist())


def covered(mine: Sequence[str], theirs: Sequence[str], langs: tuple[str, str]) -> float:
    """Return the share of my words that have a counterpart among theirs, the rarer weighing more."""
    rarity = [vectors().rarity(word) for word in mine]
    met = [weight for weight, share in zip(rarity, shares(mine, theirs, langs), strict=True) if share >= COUNTERPART]
    return sum(met) / sum(rarity) if any(rarity) else 0.0


def missing(mine: Sequence[str], theirs: Sequence[str], langs: tuple[str, str]) -> int:
    """Return how many of my words have no counterpart among theirs."""
    return sum(share < COUNTERPART for share in shares(mine, theirs, langs))
