"""The lines of a text: each its own, or joined to a paragraph where the text was wrapped at a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]++")
_ENDED = re.compile(r"""[.!?…:;]["'”’»“)\]]*\Z""")
_BULLET = re.compile(r"(?:[-*•–—]|\d{1,2}[.)])\s")
_WIDEST = 110
_NARROWEST = 40
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line or wrapped paragraph: ``text`` is the slice from ``start`` to ``end``, without blanks around it.

    ``after_blank`` and ``before_blank`` say that an empty line or the text's edge is next to it; ``indent`` counts
    the blanks before its first character.
    """

    start: int
    end: int
    text: str
    indent: int
    after_blank: bool
    before_blank: bool


def lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that hold anything, with the lines of a wrapped paragraph joined to one."""
    single = _single_lines(text)
    width = _wrap_width(single)
    if not width:
        return single
    groups: list[list[Line]] = []
    for line in single:
        if groups and _continues(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_joined(text, group) for group in groups)


def _single_lines(text: str) -> tuple[Line, ...]:
    spans = []
    for match in _LINE.finditer(text):
        content = match[0].strip()
        if content:
            indent = match[0].index(content[0])
            start = match.start() + indent
            spans.append((start, start + len(content), indent))
    edges = [True, *(_has_empty_line(text[one[1] : other[0]]) for one, other in pairwise(spans)), True]
    return tuple(
        Line(start, end, text[start:end], indent, edges[place], edges[place + 1])
        for place, (start, end, indent) in enumerate(spans)
    )


def _has_empty_line(gap: str) -> bool:
    return max(gap.count("\n"), gap.count("\r")) + gap.count("\u2028") + 2 * gap.count("\u2029") > 1


def _wrap_width(single: Sequence[Line]) -> int:
    """Return the column at which the text was wrapped, 0 where it was not.

    Wrapped lines run on: most lines with a line directly below are so long that its first word did not fit.
    """
    lengths = sorted(line.indent + len(line.text) for line in single)
    if len(lengths) < _FEWEST:
        return 0
    width = lengths[-1 - len(lengths) // 50]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    pairs = [(upper, lower) for upper, lower in pairwise(single) if not upper.before_blank]
    full = sum(_is_full(upper, lower, width) and not _ENDED.search(upper.text) for upper, lower in pairs)
    return width if full >= _FEWEST and full * 2 >= len(pairs) else 0


def _is_full(upper: Line, lower: Line, width: int) -> bool:
    """Tell whether the first word of the lower line would not have fitted on the upper one."""
    first = lower.text.split(maxsplit=1)[0]
    return upper.indent + len(upper.text) + 1 + len(first) > width - width // 16


def _continues(group: Sequence[Line], line: Line, width: int) -> bool:
    upper = group[-1]
    if line.after_blank or _BULLET.match(line.text):
        return False
    margin = group[1].indent if len(group) > 1 else min(upper.indent, line.indent)
    if line.indent > margin:
        return False
    if _is_full(upper, line, width) or line.text[0].islower():
        return True
    return not _ENDED.search(upper.text) and len(upper.text) * 5 > width * 4


def _joined(text: str, group: Sequence[Line]) -> Line:
    first, last = group[0], group[-1]
    slice_ = text[first.start : last.end]
    return Line(first.start, last.end, slice_, first.indent, first.after_blank, last.before_blank)
