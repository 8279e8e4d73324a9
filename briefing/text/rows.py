"""The rows of a text: every sentence-like line with its kind, in order, none overlapping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Kind
from briefing.text.datelines import dateline
from briefing.text.furniture import phrases_of
from briefing.text.kinds import Layout, kind_of, lay_out
from briefing.text.lines import Line, lines
from briefing.text.quotations import inside, quotations
from briefing.text.sentences import spans


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
    return tuple(row for place in range(len(layout.lines)) for row in _rows_of_line(place, layout, lang))


def _rows_of_line(place: int, layout: Layout, lang: str) -> Iterator[Row]:
    line = layout.lines[place]
    kind, why = kind_of(place, layout)
    if kind is not Kind.PROSE:
        yield Row(line.start, line.end, kind, why, place)
        return
    skip = dateline(line.text, near_top=place <= layout.first_prose + 2)
    if skip:
        yield Row(line.start, line.start + len(line.text[:skip].rstrip()), Kind.BYLINE, "dateline", place)
    yield from _sentences(line, skip, place, lang)


def _sentences(line: Line, skip: int, place: int, lang: str) -> Iterator[Row]:
    body = line.text[skip:]
    base, quoted = line.start + skip, quotations(body)
    for start, end in spans(body, lang):
        yield Row(base + start, base + end, Kind.PROSE, "sentence", place, inside(start, quoted))
