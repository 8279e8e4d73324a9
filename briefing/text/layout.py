"""How the lines of a text lie: where its prose begins and ends, what is repeated, where the dateline stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.text.datelines import dateline
from briefing.text.furniture import is_furniture
from briefing.text.lines import Line

_BULLET = re.compile(r"[-*•–—]\s+\w")
_SOLID_WORDS = 10
_TOP = 6


class Layout(NamedTuple):
    """What a rule may look at besides the line itself.

    ``phrases`` are the furniture phrases that the text holds, ``headings`` the starts of lines that the markup calls
    headings, ``repeats`` the number of lines with the same text and ``firsts`` the place of the first of them.
    ``first_prose`` and ``last_prose`` are the places of the first and the last line that is surely of the article,
    ``dated`` is the place of the line with the dateline (-1 for none), ``below`` that of the first furniture below
    the article (beyond the last line for none).
    """

    lines: tuple[Line, ...]
    langs: tuple[str, ...]
    phrases: tuple[str, ...]
    headings: frozenset[int]
    repeats: Mapping[str, int]
    firsts: Mapping[str, int]
    first_prose: int
    last_prose: int
    dated: int
    below: int


def lay_out(lines: Sequence[Line], langs: Sequence[str], phrases: Sequence[str], headings: frozenset[int]) -> Layout:
    """Look through all lines once, for what the rules need to know."""
    solid = [line for line in lines if _is_solid(line)]
    last = solid[-1].place if solid else -1
    dated = (line.place for line in solid[:_TOP] if line.place < _TOP and dateline(line.text, near_top=False))
    below = (line.place for line in lines[last + 1 :] if is_furniture(line.text, phrases))
    return Layout(
        lines=tuple(lines),
        langs=tuple(langs),
        phrases=tuple(phrases),
        headings=headings,
        repeats=Counter(line.text for line in lines),
        firsts={line.text: line.place for line in reversed(lines)},
        first_prose=solid[0].place if solid else len(lines),
        last_prose=last,
        dated=next(dated, -1),
        below=next(below, len(lines)),
    )


def _is_solid(line: Line) -> bool:
    """Tell whether a line is surely of the article: ten words and more that end like a statement."""
    return line.size >= _SOLID_WORDS and line.ended and line.text[-1] != "?" and not _BULLET.match(line.text)
