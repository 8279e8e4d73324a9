"""How much a line speaks of what a text speaks of."""

from __future__ import annotations

from collections.abc import Collection, Container

_TELLING, _SHORTER = 4, 3


def share_spoken(said: Collection[str], spoken: Container[str]) -> float:
    """Return the share of some words, short ones aside, that are among others, 0..1."""
    telling = {word for word in said if is_telling(word)}
    return sum(word in spoken for word in telling) / max(1, len(telling))


def is_telling(word: str) -> bool:
    """Tell whether a word is more than one of grammar, by its letters; scripts without blanks give a word a letter."""
    if "\u0590" <= word < "\u0900":
        return len(word) >= _SHORTER
    if "\uac00" <= word < "\ud7b0":
        return len(word) > 1
    return len(word) >= _TELLING or (len(word) == 1 and not word.isascii())
