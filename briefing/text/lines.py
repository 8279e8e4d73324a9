"""The lines of a text: each its own, or joined to a paragraph where the text was wrapped at a column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]++")
_ENDED = re.compile(r"""[.!?…]["'”’»)]{0,2}(?:\s\([^()]{1,40}\)\Z|[\s"'”’»“«)\]]{0,6}\Z)|[,:;]["'”’»]?\Z""")
_BULLET = re.compile(r"(?:[-*•–—]|\d{1,2}[.)])\s")
_WIDEST = 110
_NARROWEST = 40
_FEWEST = 2
_LAST = 50


class Line(NamedTuple):
    """A line or wrapped paragraph: ``text`` is the slice from ``start`` to ``end``, without blanks around it.

    ``place`` counts lines from 0; ``after_blank`` and ``before_blank`` say that an empty line or the text's edge is
    next to it; ``indent`` counts the blanks before its first character.
    """

    place: int
    start: int
    end: int
    text: str
    indent: int
    after_blank: bool
    before_blank: bool

    @property
    def size(self) -> int:
        """Number of blank-separated words; of a very long line, of its first 500 characters."""
        return len(self.text[:500].split())

    @property
    def ended(self) -> bool:
        """Tell whether the line ends in a mark that sentences or their parts end in."""
        return _ENDED.search(self.text[-_LAST:]) is not None


def lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that hold anything, with the lines of a wrapped paragraph joined to one."""
    single = _single_lines(text)
    margin = _margin(single)
    width = _wrap_width(single, margin)
    if not width:
        return single
    groups: list[list[Line]] = []
    for line in single:
        if groups and _continues(groups[-1][-1], line, width, margin):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_joined(text, group, place) for place, group in enumerate(groups))


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
        Line(place, start, end, text[start:end], indent, edges[place], edges[place + 1])
        for place, (start, end, indent) in enumerate(spans)
    )


def _has_empty_line(gap: str) -> bool:
    return max(gap.count("\n"), gap.count("\r")) + gap.count("\u2028") + 2 * gap.count("\u2029") > 1


def _margin(single: Sequence[Line]) -> int:
    """Return the smallest indent that a tenth of the lines have: a deeper one opens a paragraph."""
    counts = Counter(line.indent for line in single)
    return min((indent for indent, count in counts.items() if count * 10 >= len(single)), default=0)


def _wrap_width(single: Sequence[Line], margin: int) -> int:
    """Return the column at which the text was wrapped, 0 where it was not.

    Wrapped lines run on: most lines with a line directly below are so long that its first word did not fit, or a
    third of those below begin with a small letter.
    """
    lengths = sorted(line.indent + len(line.text) for line in single)
    width = lengths[-1 - len(lengths) // 50] if lengths else 0
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    pairs = [(upper, lower) for upper, lower in pairwise(single) if not upper.before_blank and lower.indent <= margin]
    full = sum(_is_full(upper, lower, width) and not upper.ended for upper, lower in pairs)
    small = sum(lower.text[0].islower() for _, lower in pairs)
    wrapped = (full >= _FEWEST and full * 2 >= len(pairs)) or (small >= _FEWEST and small * 3 >= len(pairs))
    return width if wrapped else 0


def _is_full(upper: Line, lower: Line, width: int) -> bool:
    """Tell whether the first word of the lower line would not have fitted on the upper one."""
    first = lower.text.split(maxsplit=1)[0]
    return upper.indent + len(upper.text) + 1 + len(first) > width - width // 16


def _continues(upper: Line, line: Line, width: int, margin: int) -> bool:
    """Tell whether a line goes on with the paragraph of the line above it."""
    if line.after_blank or line.indent > margin or _BULLET.match(line.text):
        return False
    if _is_full(upper, line, width) or line.text[0].islower():
        return True
    return not upper.ended and len(upper.text) * 5 > width * 4


def _joined(text: str, group: Sequence[Line], place: int) -> Line:
    first, last = group[0], group[-1]
    whole = text[first.start : last.end]
    return Line(place, first.start, last.end, whole, first.indent, first.after_blank, last.before_blank)
