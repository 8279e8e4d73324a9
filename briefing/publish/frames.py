"""The brief's own words in one language: a TOML file in ``data/frames`` a language.

What is the same in every text of a language (dates, digits, names of languages) is not there: see ``conventions``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from briefing.errors import ConfigError
from briefing.publish.conventions import Conventions
from briefing.resources import shipped

Words = Mapping[str, str]

# Reasons that repeat another one, which may repeat one more; any other varies in a stranger's words, a title or a name.
_REPEATING = ("robots.txt of {} cannot be read ({})", "{} failed {} times in a row ({}): left alone until {}")
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """Headings, labels, punctuation and counted nouns in one language.

    ``numbers`` are the words for 0 to 9; ``marks`` the signs that stand between what is filled in, ``values``,
    ``offices`` and ``labelling`` what the record says in English, ``publishers`` the kinds of sources and
    ``reliabilities`` the letters that users give them.
    """

    lang: str
    name: str
    conventions: Conventions
    numbers: tuple[str, ...]
    marks: Words
    words: Words
    empty: Words
    base: Words
    method: Words
    comparison: Words
    reading: Words
    counts: Mapping[str, Words]
    omissions: Mapping[str, Words]
    reasons: Words
    labelling: Words
    values: Words
    offices: Words
    publishers: Words
    reliabilities: Words
    kinds: Words
    tags: Words

    def day(self, day: date) -> str:
        """Return a date in words: «16 June 2021»."""
        return self.conventions.day(day)

    def count(self, noun: str, number: int) -> str:
        """Return a number with its noun: «5 sources»."""
        return self._counted(self.counts[noun], number)

    def omission(self, what: str, number: int) -> str:
        """Return what was left out, counted; a name without forms is printed as it is."""
        if what not in self.omissions:
            return self.told(what, str(number))
        return self._counted(self.omissions[what], number)

    def told(self, what: str, more: str) -> str:
        """Return what is told and more of it, with the colon of the language between: «empty: a.txt»."""
        return f"{what}{self.marks['colon']} {more}"

    def quoted(self, text: str) -> str:
        """Return a text between the quotation marks of the language."""
        return f"{self.marks['opening']}{text}{self.marks['closing']}"

    def reason(self, said: str, depth: int = 0) -> str:
        """Return in this language what a stage said of a document; what has no form here stays as it was said."""
        form, varying = _matching(self.reasons, said)
        if form in _REPEATING and depth < _DEEPEST:
            varying = tuple(self.reason(each, depth + 1) for each in varying)
        return self.reasons[form].format(*varying) if form else said

    def form(self, table: str, said: str) -> str:
        """Return the form of this language for what is said in English; {} in a key stands for what varies.

        What has no form in the table stays as it was said.
        """
        forms: Words = getattr(self, table)
        form, varying = _matching(forms, said)
        return forms[form].format(*varying) if form else said

    def language(self, code: str) -> str:
        """Return the name of a language; a code without a name stays a code."""
        return self.conventions.language(code)

    def country(self, code: str) -> str:
        """Return the name of a country by its code of ISO 3166-1; a code without a name stays a code."""
        return self.conventions.country(code)

    def _counted(self, forms: Words, number: int) -> str:
        form = forms["one" if self.conventions.singular(number) else "other"]
        digits = self.conventions.number(number)
        return form.format(n=digits, word=self.numbers[number] if number < len(self.numbers) else digits)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages a brief can be written in."""
    return tuple(sorted(path.stem for path in shipped("data", "frames").glob("*.toml")))


@cache
def frame(lang: str) -> Frame:
    """Return the frame of a language; raise ConfigError for a language that has none."""
    if lang not in languages():
        raise ConfigError(f"a brief cannot be written in {lang!r}: choose one of {', '.join(languages())}")
    return parsed(shipped("data", "frames", f"{lang}.toml").read_text(encoding="utf-8"))


def parsed(text: str) -> Frame:
    """Return the frame that a TOML text describes; raise ConfigError for a missing or an unknown key."""
    table: dict[str, Any] = tomllib.loads(text)
    expected = {field.name for field in fields(Frame)}
    if wrong := expected ^ table.keys():
        raise ConfigError(f"frame {table.get('lang', '?')}: missing or unknown: {', '.join(sorted(wrong))}")
    if wrong := set(Conventions._fields) ^ table["conventions"].keys():
        raise ConfigError(f"frame {table['lang']}: conventions: missing or unknown: {', '.join(sorted(wrong))}")
    numbers, conventions = tuple(table["numbers"]), Conventions(**table["conventions"])
    return Frame(**{**table, "numbers": numbers, "conventions": conventions})


def _matching(forms: Words, said: str) -> tuple[str, tuple[str, ...]]:
    """Return the form that something is said in, and what stands for each {} of it; '' where there is none."""
    found = ((form, _varying(form, said)) for form in forms)
    return next(((form, varying) for form, varying in found if varying is not None), ("", ()))


def _varying(form: str, said: str) -> tuple[str, ...] | None:
    """Return what stands in ``said`` for each {} of a form, None where it is said otherwise.

    Word for word, since what varies is a stranger's: a pattern with holes would try all ways to fill them.
    """
    begins, *others = form.split("{}")
    if not others or not said.startswith(begins) or not said.endswith(others[-1]):
        return () if said == form else None
    found, place, end = [], len(begins), len(said) - len(others[-1])
    for words in others[:-1]:
        until = said.find(words, place + 1, end)
        if until < 0:
            return None
        found.append(said[place:until])
        place = until + len(words)
    return (*found, said[place:end]) if place < end else None
