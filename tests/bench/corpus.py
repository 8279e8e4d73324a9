"""Text for measuring: seeded, with the frequencies of words of real text (Zipf-Mandelbrot), of any size."""

from __future__ import annotations

from itertools import accumulate, islice, product
from random import Random

SENTENCES_A_DOCUMENT = 40
SENTENCES_A_PARAGRAPH = 4
_VOCABULARY = 100_000
_SYLLABLES = [consonant + vowel for consonant, vowel in product("bdfgklmnprstvz", "aeiou")]


def corpus(sentences: int, seed: int = 1) -> tuple[str, ...]:
    """Return documents of 40 sentences of 8 to 32 words, as many as hold that many sentences."""
    random = Random(seed)
    words = _vocabulary()
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def sentence() -> str:
        own = random.choices(words, cum_weights=weights, k=random.randint(8, 32))
        return " ".join(own).capitalize() + "."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(SENTENCES_A_PARAGRAPH))

    paragraphs = SENTENCES_A_DOCUMENT // SENTENCES_A_PARAGRAPH
    return tuple("\n\n".join(paragraph() for _ in range(paragraphs)) for _ in range(sentences // SENTENCES_A_DOCUMENT))


def _vocabulary() -> list[str]:
    """Return made-up words, the frequent ones short as in any language."""
    words = ("".join(syllables) for length in (1, 2, 3, 4) for syllables in product(_SYLLABLES, repeat=length))
    return list(islice(words, _VOCABULARY))
