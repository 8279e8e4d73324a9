"""The rows of a text: every sentence-like line with its kind, in order, none overlapping."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from briefing.model import Kind
from briefing.text.datelines import dateline
from briefing.text.furniture import phrases_of
from briefing.text.kinds import Layout, kind_of, lay_out
from briefing.text.lines import Line, lines
from briefing.text.quotations import inside, quotations
from briefing.text.sentences import spans
from briefing.text.stray import flooded, stray

_BLANKS_AND_MARKS = re.compile(r"[\s\"'“”„«»‘’.]+")
_KICKER_REACH = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence-like piece of a text with its kind and the reason; ``quoted``: it begins within a quotation."""

    start: int
    end: int
    kind: Kind
    why: str
    paragraph: int
    quoted: bool = False


def rows(text: str, lang: str, headings: frozenset[int] = frozenset()) -> tuple[Row, ...]:
    """Return the rows of a text; ``headings`` are the starts of lines that the markup calls headings."""
    langs = tuple(dict.fromkeys((lang, "en")))
    layout = lay_out(lines(text), langs, phrases_of(text, langs), headings)
    found = [row for place in range(len(layout.lines)) for row in _rows_of_line(place, layout, lang)]
    return _without_pull_quotes(text, found)


def _rows_of_line(place: int, layout: Layout, lang: str) -> list[Row]:
    line = layout.lines[place]
    kind, why = kind_of(place, layout)
    if kind is not Kind.PROSE:
        return [Row(line.start, line.end, kind, why, place)]
    skip = dateline(line.text, near_top=place <= layout.first_prose + 2)
    if skip:
        return [_dateline_row(line, 0, skip, place), *_prose(line, skip, place, layout, lang)]
    kicker = _kicker(line, layout, lang) if place == layout.first_prose else 0
    if kicker:
        skip = kicker + dateline(line.text[kicker:], near_top=True)
        above = Row(line.start, line.start + len(line.text[:kicker].rstrip()), Kind.HEADING, "above the dateline", place)
        return [above, _dateline_row(line, kicker, skip, place), *_prose(line, skip, place, layout, lang)]
    return _prose(line, 0, place, layout, lang)


def _dateline_row(line: Line, start: int, end: int, place: int) -> Row:
    return Row(line.start + start, line.start + len(line.text[:end].rstrip()), Kind.BYLINE, "dateline", place)


def _kicker(line: Line, layout: Layout, lang: str) -> int:
    """Return where the report begins if its first line opens with a headline glued in front of the dateline."""
    head = line.text[:_KICKER_REACH]
    starts = [start for start, _ in spans(head, lang)[1:4]]
    return next((start for start in starts if dateline(line.text[start:], near_top=True)), 0)


def _prose(line: Line, skip: int, place: int, layout: Layout, lang: str) -> list[Row]:
    body = line.text[skip:]
    base, quoted, found = line.start + skip, quotations(body), spans(body, lang)
    texts = [body[start:end] for start, end in found]
    kinds = [
        stray(text, lang, layout.phrases, last=number == len(texts)) for number, text in enumerate(texts, start=1)
    ]
    rest = (Kind.BOILERPLATE, "among prompts") if flooded(texts, lang, kinds) else (Kind.PROSE, "sentence")
    return [
        Row(base + start, base + end, *(kind or rest), place, inside(start, quoted))
        for (start, end), kind in zip(found, kinds, strict=True)
    ]


def _without_pull_quotes(text: str, found: list[Row]) -> tuple[Row, ...]:
    """Mark sentences that stand alone and repeat one from within a paragraph."""
    size = Counter(row.paragraph for row in found)
    told = {_plain(text[row.start : row.end]) for row in found if row.kind is Kind.PROSE and size[row.paragraph] > 1}
    return tuple(
        replace(row, kind=Kind.HEADING, why="repeats a sentence of the text")
        if row.kind is Kind.PROSE and size[row.paragraph] == 1 and _plain(text[row.start : row.end]) in told
        else row
        for row in found
    )


def _plain(sentence: str) -> str:
    return _BLANKS_AND_MARKS.sub(" ", sentence.casefold()).strip()
