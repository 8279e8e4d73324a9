"""Texts as runs of four words, by which blocks of a page are found in them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.text.pageblocks import words

_GRAM = 4
_MATCHED = 0.75


class Grams:
    """The runs of four words of a text, and its lines, as words: whether a block stands in it."""

    def __init__(self, lines: Sequence[tuple[str, ...]]) -> None:
        self._lines = frozenset(lines)
        self._runs = frozenset(run for line in lines for run in _runs(line))
        self.size = sum(map(len, lines))

    def hold(self, own: tuple[str, ...]) -> bool:
        """Tell whether most of the words of a block stand in the text."""
        runs = list(_runs(own))
        if not runs:
            return bool(own) and own in self._lines
        return sum(run in self._runs for run in runs) >= _MATCHED * len(runs)


def worded(text: str) -> list[tuple[str, ...]]:
    """Return the words of each line of a text."""
    return [tuple(words(line)) for line in text.splitlines()]


def _runs(line: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(line[start:] for start in range(_GRAM)), strict=False)
