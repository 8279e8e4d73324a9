"""What the program knows of a language: one TOML file in ``data/languages`` a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from briefing.resources import shipped

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, all in lower case.

    ``abbreviations`` are without their last full stop.  ``months`` and ``weekdays`` map every form to its number
    (January = 1, Monday = 1), ``numbers`` number words to their value, ``magnitudes`` («million») to theirs, ``units``
    words of duration to ``minute|hour|day|week|month|year``.  ``reporting`` holds forms of verbs of saying,
    ``offices`` words for office holders, ``persons`` the pronouns by ``he|she|they|i|we``.  ``furniture`` are phrases
    found on news pages outside the article, ``captions`` and ``sides`` words that mark a picture's legend («photo»;
    «left»), ``bylines`` words that open a byline, ``negations`` words that deny.
    """

    lang: str
    name: str
    stopwords: frozenset[str]
    abbreviations: frozenset[str]
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
    sides: frozenset[str]
    bylines: frozenset[str]
    negations: frozenset[str]


@cache
def lexicon(lang: str) -> Lexicon:
    """Return the lexicon of a language; a language without a file has that of English."""
    known = lang if lang in LANGUAGES else "en"
    table = tomllib.loads(shipped("data", "languages", f"{known}.toml").read_text(encoding="utf-8"))
    words = {key: frozenset(table[key]) for key in _SETS}
    return Lexicon(
        lang=known,
        name=table["name"],
        months=_inverted(table["months"]),
        weekdays=_inverted(table["weekdays"]),
        numbers=table["numbers"],
        magnitudes=table["magnitudes"],
        units={form: unit for unit, forms in table["units"].items() for form in forms},
        persons={form: person for person, forms in table["persons"].items() for form in forms},
        furniture=tuple(table["furniture"]),
        **words,
    )


_SETS = ("stopwords", "abbreviations", "reporting", "offices", "captions", "sides", "bylines", "negations")


def _inverted(groups: list[list[str]]) -> dict[str, int]:
    return {form: number for number, forms in enumerate(groups, start=1) for form in forms}
