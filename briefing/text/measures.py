"""The words and signs that stand around numbers, as tables to look up among the pieces of a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from briefing.text.dates import Day
from briefing.text.lexicon import lexicon, measures
from briefing.text.numerals import Piece, Table, numerals, pieces

SIGNS = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR", "₺": "TRY",
    "₩": "KRW", "a$": "AUD", "c$": "CAD", "hk$": "HKD",
}  # fmt: skip
CODES = {code.lower(): code for code in ("USD", "EUR", "GBP", "JPY", "CNY", "CHF", "RUB", "UAH", "PLN", "INR")}

_LONGEST = 5


class Amount(NamedTuple):
    """A number with its measure, from piece ``first`` up to piece ``end``; kind '' for what only looks like one."""

    kind: str
    first: int
    end: int
    low: float = 0
    high: float = 0
    unit: str = ""
    about: bool = False
    bound: str = ""
    nouns: tuple[str, ...] = ()
    day: Day | None = None
    until: Day | None = None


class MeasureWords(NamedTuple):
    """The words around the numbers of a language as tables of pieces."""

    lang: str
    starts: frozenset[str]
    units: Table[str]
    currencies: Table[str]
    spans: Table[tuple[float, str]]
    percent: Table[bool]
    clock_after: Table[bool]
    clock_before: frozenset[tuple[str, ...]]
    about: frozenset[tuple[str, ...]]
    above: frozenset[tuple[str, ...]]
    below: frozenset[tuple[str, ...]]


@cache
def measure_words(lang: str) -> MeasureWords:
    """Return the tables of a language."""
    around, read = measures(lang), numerals(lang)
    spans = Table(around.spans, lang)
    starts = {*read.numbers, *read.fractions, *spans, *read.alone, *around.articles, *SIGNS, *CODES}
    return MeasureWords(
        lang=lang,
        starts=frozenset(starts),
        units=Table(lexicon(lang).units, lang),
        currencies=Table({**around.currencies, **SIGNS, **CODES}, lang),
        spans=spans,
        percent=Table(dict.fromkeys(around.percent | {"%"}, True), lang),
        clock_after=Table(dict.fromkeys(around.clock_after, True), lang),
        clock_before=_split(around.clock_before, lang),
        about=_split(around.about, lang),
        above=_split(around.above, lang),
        below=_split(around.below, lang),
    )


@cache
def openers(lang: str) -> frozenset[str]:
    """Return the words and marks with which an amount or a date may begin."""
    return measure_words(lang).starts | lexicon(lang).months.keys() | measures(lang).ordinals.keys()


def has_fused(text: str, lang: str) -> bool:
    """Tell whether a text has a word that may hold a number and its unit («fünfjährig»)."""
    return any(unit in text for unit in measures(lang).fused)


def ends_with(found: Sequence[Piece], place: int, forms: frozenset[tuple[str, ...]]) -> bool:
    """Tell whether one of these phrases stands right before a place."""
    before = tuple(piece.text for piece in found[max(0, place - _LONGEST) : place])
    return any(before[-length:] in forms for length in range(1, len(before) + 1))


def _split(forms: frozenset[str], lang: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(piece.text for piece in pieces(form, lang)) for form in forms)
