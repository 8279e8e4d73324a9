"""The rows of a text: every sentence-like line with its kind, in order, none overlapping."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from briefing.model import Kind
from briefing.text.datelines import dateline
from briefing.text.furniture import phrases_of
from briefing.text.kinds import kind_of
from briefing.text.layout import Layout, lay_out
from briefing.text.lexicon import lexicon
from briefing.text.lines import Line, lines
from briefing.text.quotations import inside, quotations
from briefing.text.sentences import spans
from briefing.text.stray import flooded, stray

_BLANKS_AND_MARKS = re.compile(r"[\s\"'“”„«»‘’.]+")
_BULLET = re.compile(r"(?:[-*–—>→]\s+|[•▪●·‣◦■]\s*)(?=\S)")
_NUMBERED = re.compile(r"(?:\((?P<closed>\d{1,2}|[a-h])\)|(?P<open>\d{1,2}|[a-h])[.)])\s+(?=(?P<next>[^\W\d_]{2,})|\S)")
_NEAR_ITEMS = 3
_KICKER_REACH = 500


class Row(NamedTuple):
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
    found = [row for line in layout.lines for row in _rows_of_line(line, layout)]
    return _without_pull_quotes(text, found)


def _rows_of_line(line: Line, layout: Layout) -> list[Row]:
    kind, why = kind_of(line, layout)
    if kind is not Kind.PROSE:
        return [Row(line.start, line.end, kind, why, line.place)]
    bullet = _bullet(line, layout)
    if bullet:
        return _prose(line, bullet, layout)
    skip = dateline(line.text, near_top=line.place <= layout.first_prose + 2)
    if skip:
        return [_part(line, 0, skip, Kind.BYLINE, "dateline"), *_prose(line, skip, layout)]
    kicker = _kicker(line, layout) if line.place == layout.first_prose else 0
    if not kicker:
        return _prose(line, 0, layout)
    skip = kicker + dateline(line.text[kicker:], near_top=True)
    above = _part(line, 0, kicker, Kind.HEADING, "above the dateline")
    return [above, _part(line, kicker, skip, Kind.BYLINE, "dateline"), *_prose(line, skip, layout)]


def _bullet(line: Line, layout: Layout) -> int:
    """Return the length of the mark before an item of a list; a number is one only where its neighbour is near."""
    plain = _BULLET.match(line.text)
    if plain:
        return plain.end()
    near = layout.lines[max(0, line.place - _NEAR_ITEMS) : line.place + _NEAR_ITEMS + 1]
    place, end = _numbered(line, layout)
    return end if any(abs(_numbered(other, layout)[0] - place) == 1 for other in near) else 0


def _numbered(line: Line, layout: Layout) -> tuple[int, int]:
    """Return the number that a line opens with and where its mark ends, far from all others for none: «3. May»."""
    found = _NUMBERED.match(line.text)
    if not found or any((found["next"] or "").lower() in lexicon(lang).months for lang in layout.langs):
        return -_NEAR_ITEMS, 0
    number = found["closed"] or found["open"]
    return int(number) if number.isdecimal() else ord(number), found.end()


def _part(line: Line, start: int, end: int, kind: Kind, why: str) -> Row:
    return Row(line.start + start, line.start + len(line.text[:end].rstrip()), kind, why, line.place)


def _kicker(line: Line, layout: Layout) -> int:
    """Return where the report begins if its first line opens with a headline glued in front of the dateline."""
    head = line.text[:_KICKER_REACH]
    starts = [start for start, _ in spans(head, layout.langs[0], quotations(head))[1:4]]
    return next((start for start in starts if dateline(line.text[start:], near_top=True)), 0)


def _prose(line: Line, skip: int, layout: Layout) -> list[Row]:
    body, base, lang = line.text[skip:], line.start + skip, layout.langs[0]
    quoted = quotations(body)
    found = spans(body, lang, quoted)
    texts = [body[start:end] for start, end in found]
    within = [inside(start, quoted) for start, _ in found]
    last = [*[False] * (len(texts) - 1), True]
    kinds = [
        stray(text, lang, layout.phrases, quoted=open_, last=closing)
        for text, open_, closing in zip(texts, within, last, strict=False)
    ]
    rest = (Kind.BOILERPLATE, "among prompts") if flooded(texts, lang, kinds) else (Kind.PROSE, "sentence")
    return [
        Row(base + start, base + end, *(kind or rest), line.place, open_)
        for (start, end), kind, open_ in zip(found, kinds, within, strict=True)
    ]


def _without_pull_quotes(text: str, found: list[Row]) -> tuple[Row, ...]:
    """Mark sentences that stand alone and repeat one from within a paragraph."""
    size = Counter(row.paragraph for row in found)
    told = {_plain(text[row.start : row.end]) for row in found if row.kind is Kind.PROSE and size[row.paragraph] > 1}
    return tuple(
        row._replace(kind=Kind.HEADING, why="repeats a sentence of the text")
        if row.kind is Kind.PROSE and size[row.paragraph] == 1 and _plain(text[row.start : row.end]) in told
        else row
        for row in found
    )


def _plain(sentence: str) -> str:
    return _BLANKS_AND_MARKS.sub(" ", sentence.casefold()).strip()
