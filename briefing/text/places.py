"""Countries, large organisations, and the capitals and seats that stand for them: ``data/places``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from briefing.resources import shipped
from briefing.text.lexicon import LANGUAGES
from briefing.text.speech import spaced

_LONGEST_ENDING = 6


class Place(NamedTuple):
    """A country or organisation: its code (of a country ISO 3166), and whether the word is an adjective of it.

    ``seat`` says that the word is its capital or a seat of its government: it may also be a place like any other.
    """

    code: str
    adjective: bool
    seat: bool = False


class Places(NamedTuple):
    """The places of one language: by lower-case word, and by the first word of longer names, longest first.

    ``declines`` says that names take endings too, not only adjectives: «Wiens», but «Delia» is not «Deli».
    ``hosting`` are the words for who hosts or mediates talks, and for doing so.
    """

    stems: Mapping[str, Place]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Place], ...]]
    endings: frozenset[str]
    hosting: frozenset[str]
    declines: bool = True

    def word(self, small: str) -> Place | None:
        """Return what a single word in small letters stands for, with or without an ending of the language."""
        found = self.stems.get(small)
        if found is None:
            for cut in range(1, min(_LONGEST_ENDING, len(small) - 2)):
                stem = self.stems.get(small[:-cut]) if small[-cut:] in self.endings else None
                if stem and (stem.adjective or self.declines):
                    return stem
        return found

    def at(self, words: Sequence[str], place: int) -> tuple[Place, int] | None:
        """Return what the words from a place on stand for, and how many words it takes."""
        for rest, found in self.phrases.get(words[place], ()):
            if all(map(self._same, rest, words[place + 1 : place + 1 + len(rest)])) and place + len(rest) < len(words):
                return found, 1 + len(rest)
        single = self.word(words[place])
        return (single, 1) if single else None

    def _same(self, wanted: str, word: str) -> bool:
        return word == wanted or (word.startswith(wanted) and word[len(wanted) :] in self.endings)


@cache
def places(lang: str) -> Places:
    """Return the places of a language; a language without a file has those of English."""
    known = lang if lang in LANGUAGES else "en"
    table = tomllib.loads(shipped("data", "places", f"{known}.toml").read_text(encoding="utf-8"))
    endings = frozenset(map(str.strip, table["endings"].split(",")))
    stems: dict[str, Place] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Place]]] = {}
    for form, place in _forms(table["places"]):
        first, *rest = (word if word.isupper() else word.lower() for word in form.split())
        if rest:
            for ending in endings:
                phrases.setdefault(first + ending, []).append((tuple(rest), place))
        else:
            stems.setdefault(first, place)
    ordered = {first: tuple(sorted(forms, key=lambda form: -len(form[0]))) for first, forms in phrases.items()}
    return Places(stems, ordered, endings, frozenset(table["hosting"].replace(",", " ").split()), table["declines"])


@cache
def country_names() -> Mapping[str, str]:
    """Return the English name of every code."""
    table = tomllib.loads(shipped("data", "places", "en.toml").read_text(encoding="utf-8"))
    rows = (line.split("|") for line in table["places"].strip().splitlines())
    return {row[0].strip(): row[1].split(",")[0].strip() for row in rows}


@cache
def adjectives() -> Mapping[str, str]:
    """Return the English adjective of every country that has one."""
    table = tomllib.loads(shipped("data", "places", "en.toml").read_text(encoding="utf-8"))
    rows = (line.split("|") for line in table["places"].strip().splitlines())
    return {row[0].strip(): row[2].split(",")[0].strip() for row in rows if row[2].strip()}


def _forms(text: str) -> Iterator[tuple[str, Place]]:
    for line in text.strip().splitlines():
        code, named, adjectives, seats = (part.strip() for part in line.split("|"))
        name, adjective, seat = (
            Place(code, adjective=False),
            Place(code, adjective=True),
            Place(code, adjective=False, seat=True),
        )
        for column, place in ((named, name), (adjectives, adjective), (seats, seat)):
            for form in column.split(","):
                if form.strip():
                    # «Quai d'Orsay» is three words where elisions are parted, and two elsewhere.
                    yield from ((each, place) for each in dict.fromkeys((form.strip(), spaced(form.strip()))))
