"""The standards that a brief is checked against: rules and words, from ``data/standards``.

ICD 203 (Analytic Standards, 2015) and ICD 206 (Sourcing Requirements for Disseminated Analytic Products, 2015) of the
United States, the Probability Yardstick of the United Kingdom's PHIA, and the Traffic Light Protocol 2.0 of FIRST.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from briefing.resources import shipped

ERROR, WARNING = "error", "warning"
PROFILES = ("icd", "phia")


class Rule(NamedTuple):
    """A rule: how much it weighs, where it comes from, and what a violation means in a sentence about ``{found}``."""

    severity: str
    source: str
    why: str


class Violation(NamedTuple):
    """What breaks a rule, and where in the record; ``number`` is what a reader calls it by: «7», «D3», '' for none."""

    rule: str
    where: str
    found: str = ""
    number: str = ""


class Yardstick(NamedTuple):
    """A standard of likelihood words: rows of terms, not to be mixed, and whether confidence needs another sentence.

    ``unlisted`` are the terms of the other standards.
    """

    source: str
    one_sentence: bool
    rows: tuple[tuple[str, ...], ...]
    unlisted: tuple[str, ...]


class Words(NamedTuple):
    """Phrases of one language: likelihood words of no standard, vague ones, levels of confidence, words of advice.

    ``conditional`` are patterns of what looks like advice and is a condition: «should talks fail».
    """

    unlisted: tuple[str, ...]
    vague: tuple[str, ...]
    confidence: tuple[str, ...]
    advice: tuple[str, ...]
    conditional: tuple[str, ...]


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rules by their id, most serious first."""
    table = tomllib.loads(shipped("data", "standards", "rules.toml").read_text(encoding="utf-8"))
    return {name: Rule(**rule) for name, rule in table.items()}


@cache
def yardstick(profile: str) -> Yardstick:
    """Return the likelihood words of a profile: «icd» or «phia»."""
    table = _words()
    own = {term for row in table[profile]["rows"] for term in row}
    others = {term for other in PROFILES for row in table[other]["rows"] for term in row} - own
    rows = tuple(map(tuple, table[profile]["rows"]))
    return Yardstick(**(table[profile] | {"rows": rows, "unlisted": tuple(sorted(others))}))


@cache
def words(lang: str) -> Words:
    """Return the phrases of a language, of each kind none where the language has no list."""
    table = {} if lang in PROFILES else _words().get(lang, {})
    return Words(**{kind: tuple(table.get(kind, ())) for kind in Words._fields})


@cache
def advised() -> tuple[str, ...]:
    """Return the codes of the languages that have a list of words of advice."""
    return tuple(sorted(lang for lang in _words() if words(lang).advice))


@cache
def pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds whole phrases in small letters, the longest that stands at a place."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)" if ordered else r"(?!)")


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(shipped("data", "standards", "words.toml").read_text(encoding="utf-8"))
