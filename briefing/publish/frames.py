"""The brief's own words in one language: a TOML file in ``data/frames`` a language.

Months and date patterns are in the frame itself: Babel would say the same for 40 ms of import, more than the whole
rendering of a Markdown brief, and the months of ``data/languages`` are forms to recognise, not to print.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from briefing.errors import ConfigError
from briefing.resources import shipped

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """Headings, labels, months, names of languages and counted nouns in one language.

    ``numbers`` are the words for 0 to 9; ``singular`` the numbers that take the form ``one`` of a counted noun.
    """

    lang: str
    name: str
    date_form: str
    singular: tuple[int, ...]
    months: tuple[str, ...]
    numbers: tuple[str, ...]
    words: Words
    empty: Words
    base: Words
    method: Words
    comparison: Words
    counts: Mapping[str, Words]
    omissions: Mapping[str, Words]
    reasons: Words
    kinds: Words
    tags: Words
    languages: Words

    def day(self, day: date) -> str:
        """Return a date in words: «16 June 2021»."""
        return self.date_form.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def count(self, noun: str, number: int) -> str:
        """Return a number with its noun: «5 sources»."""
        return self._counted(self.counts[noun], number)

    def omission(self, what: str, number: int) -> str:
        """Return what was left out, counted; a name without forms is printed as it is."""
        if what not in self.omissions:
            return f"{what}: {number}"
        return self._counted(self.omissions[what], number)

    def reason(self, said: str) -> str:
        """Return in this language what a stage said of a document; what has no form here stays as it was said."""
        for form, here in self.reasons.items():
            if found := re.fullmatch(re.escape(form).replace(r"\{\}", "(.+)"), said):
                return here.format(*found.groups())
        return said

    def language(self, code: str) -> str:
        """Return the name of a language; a code without a name stays a code."""
        return self.languages.get(code, code)

    def _counted(self, forms: Words, number: int) -> str:
        form = forms["one" if number in self.singular else "other"]
        return form.format(n=number, word=self.numbers[number] if number < len(self.numbers) else number)


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
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return Frame(**values)
