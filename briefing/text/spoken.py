"""How much a line speaks of what a text speaks of."""

from __future__ import annotations

from collections.abc import Collection

_TELLING = 4


def share_spoken(said: Collection[str], spoken: Collection[str]) -> float:
    """Return the share of some words, short ones aside, that are among others, 0..1."""
    telling = {word for word in said if len(word) >= _TELLING or not word.isascii()}
    return sum(word in spoken for word in telling) / max(1, len(telling))
