"""What the program knows of a language: one TOML file in ``data/languages`` a language.

``tomllib`` is pure Python, and slow at arrays (15 ms for one language); a literal string it takes in one step.  The
files therefore hold literal strings, one item a line or between commas, and a language loads in about 1 ms.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from briefing.resources import shipped

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk")


class Lexicon(NamedTuple):
    """The words of one language, all in lower case.

    ``abbreviations`` are without their last full stop; those in ``numbered`` («art», «no») are abbreviations only
    before a number.  ``months`` and ``weekdays`` map every form to its number (January = 1, Monday = 1), ``numbers``
    number words to their value, ``magnitudes`` («million») to theirs, ``units`` words of duration to
    ``minute|hour|day|week|month|year|decade|second``.  ``reporting`` holds forms of verbs of saying, ``offices``
    words for office holders, ``persons`` the pronouns by ``he|she|they|i|we``.  ``furniture`` are phrases found on
    news pages outside the article, ``captions`` and ``sides`` words that mark a picture's legend («photo»; «left»),
    ``pictures`` those of the captions that name the picture itself, not who lent it («photo», not «courtesy»),
    ``bylines`` words that open a byline, ``opinions`` and ``satires`` the names of a newspaper's pages that hold no
    reports, ``negations`` words that deny.
    """

    lang: str
    name: str
    stopwords: frozenset[str]
    abbreviations: frozenset[str]
    numbered: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    magnitudes: Mapping[str, int]
    units: Mapping[str, str]
    reporting: frozenset[str]
    offices: frozenset[str]
    persons: Mapping[str, str]
    furniture: tuple[str, ...]
    captions: frozenset[str]
    pictures: frozenset[str]
    sides: frozenset[str]
    bylines: frozenset[str]
    opinions: frozenset[str]
    satires: frozenset[str]
    negations: frozenset[str]


class Measures(NamedTuple):
    """The words that stand around the numbers of a language.

    ``decimal`` is the decimal mark; ``ordinals`` and ``fractions`` («half») map forms to values, ``currencies`` words
    for money to ISO 4217 codes, ``spans`` words that are a duration by themselves («fortnight») to number and unit,
    ``fused`` the beginning of a unit's adjective that follows a number in the same word («fünf-jährig») to its unit.
    ``articles`` stand for one before a unit («an hour»); ``to`` joins the ends of a range, ``and_`` those after
    ``between``.  ``of`` may stand between a number and its money.  A number after ``clock_before`` is a time of day if
    hours follow, one before ``clock_after`` always; one before ``year_marks`` is a year («в 2021 году»); one after
    ``labels`` is a name («article 5»), a number word after ``vague`` is no number («several dozen»).  ``about``,
    ``above`` and ``below`` stand before a number that is not exact.
    """

    decimal: str
    ordinals: Mapping[str, float]
    fractions: Mapping[str, float]
    currencies: Mapping[str, str]
    spans: Mapping[str, tuple[float, str]]
    fused: Mapping[str, str]
    articles: frozenset[str]
    to: frozenset[str]
    and_: frozenset[str]
    between: frozenset[str]
    of: frozenset[str]
    clock_before: frozenset[str]
    clock_after: frozenset[str]
    year_marks: frozenset[str]
    labels: frozenset[str]
    vague: frozenset[str]
    percent: frozenset[str]
    about: frozenset[str]
    above: frozenset[str]
    below: frozenset[str]


@cache
def lexicon(lang: str) -> Lexicon:
    """Return the lexicon of a language; a language without a file has that of English."""
    table = _table(lang)
    return Lexicon(
        lang=lang if lang in LANGUAGES else "en",
        name=table["name"],
        months=_numbered(table["months"]),
        weekdays=_numbered(table["weekdays"]),
        numbers={form: int(value) for value, form in _valued(table["numbers"])},
        magnitudes={form: int(value) for value, form in _valued(table["magnitudes"])},
        units=_keyed(table["units"]),
        persons=_keyed(table["persons"]),
        furniture=tuple(table["furniture"].strip().splitlines()),
        captions=frozenset(_items(f"{table['captions']},{table['pictures']}")),
        **{key: frozenset(_items(table[key])) for key in _SETS},
    )


@cache
def measures(lang: str) -> Measures:
    """Return the words around numbers of a language; a language without a file has those of English."""
    table = _table(lang)["measures"]
    return Measures(
        decimal=table["decimal"],
        ordinals={form: float(value) for value, form in _valued(table["ordinals"])},
        fractions={form: float(value) for value, form in _valued(table["fractions"])},
        currencies=_keyed(table["currencies"]),
        spans=_spans(table["spans"]),
        fused={stem: unit for unit, stem in table["fused"].items()},
        and_=frozenset(_items(table["and"])),
        **{key: frozenset(_items(table[key])) for key in _MEASURE_SETS},
    )


def function_words(lang: str) -> frozenset[str]:
    """Return the stop words of a language without reading the rest of its file: 0.1 ms instead of 1."""
    return frozenset(_items(_source(lang).partition("\nstopwords = '''")[2].partition("'''")[0]))


_SETS = (
    "stopwords", "abbreviations", "numbered", "reporting", "offices", "pictures", "sides", "bylines", "opinions",
    "satires", "negations",
)  # fmt: skip
_MEASURE_SETS = (
    "articles", "to", "between", "of", "clock_before", "clock_after", "year_marks", "labels", "vague",
    "percent", "about", "above", "below",
)  # fmt: skip


def _source(lang: str) -> str:
    known = lang if lang in LANGUAGES else "en"
    return shipped("data", "languages", f"{known}.toml").read_text(encoding="utf-8")


@cache
def _table(lang: str) -> dict[str, Any]:
    return tomllib.loads(_source(lang))


def _items(text: str) -> list[str]:
    return [form for form in map(str.strip, text.replace("\n", ",").split(",")) if form]


def _numbered(text: str) -> dict[str, int]:
    return {form: row for row, line in enumerate(text.strip().splitlines(), start=1) for form in _items(line)}


def _valued(text: str) -> list[tuple[str, str]]:
    rows = (line.split(" ", 1) for line in text.strip().splitlines())
    return [(value, form) for value, forms in rows for form in _items(forms)]


def _keyed(table: Mapping[str, str]) -> dict[str, str]:
    return {form: key for key, forms in table.items() for form in _items(forms)}


def _spans(text: str) -> dict[str, tuple[float, str]]:
    rows = (line.split(" ", 2) for line in text.strip().splitlines())
    return {form: (float(value), unit) for value, unit, forms in rows for form in _items(forms)}
