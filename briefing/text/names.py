"""The words of a sentence and those who are named in it: persons, office holders, countries, pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.text import speech as marks
from briefing.text.places import Places, places
from briefing.text.quotations import quotations
from briefing.text.speech import Speech, speech

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){1,5}(?![^\W\d_])|(?:[cdjlmnstCDJLMNST]|[QqPp]u|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all)['’](?=\w)"
    r"|[^\W_]+(?:['’-][^\W_]+)*|[,;:()—–-]"
)
_POSSESSIVE = re.compile(r"['’][sS]?$")
_SKIPPED = marks.VERB | marks.PREPOSITION | marks.SUBORDINATOR | marks.COMPLEMENT | marks.RELATIVE | marks.AUXILIARY
_COMMON = _SKIPPED | marks.ARTICLE | marks.STOPWORD | marks.PRONOUN | marks.PASSIVE | marks.ACCORDING
_MODIFIERS = 3


class Nominal(NamedTuple):
    """Somebody named at words ``first`` to ``last`` (exclusive); a tuple because a sentence makes several.

    ``kind`` is ``name``, ``office``, ``place``, ``pronoun`` or ``pair``; ``words`` are those of the name; ``role`` and
    ``country`` come from the office; ``governed`` says that a preposition or possession makes it no subject.
    """

    first: int
    last: int
    kind: str
    words: tuple[str, ...] = ()
    role: str = ""
    country: str = ""
    governed: bool = False
    gender: str = ""
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in words and the marks that part its clauses; quoted words are known, those named are found."""

    text: tuple[str, ...]
    small: tuple[str, ...]
    marks: tuple[int, ...]
    quoted: tuple[bool, ...]
    nominals: tuple[Nominal, ...]
    lang: str


def read_words(text: str, lang: str, *, quoted: bool = False) -> Words:
    """Return the words of a sentence with those named in it; ``quoted``: it begins inside a quotation."""
    known = speech(lang)
    spans = quotations("“" + text) if quoted else quotations(text)
    shift = 1 if quoted else 0
    tokens = [(match[0], match.start() + shift) for match in _TOKEN.finditer(text)]
    quoting = tuple(any(span.start < start < span.end for span in spans) for _, start in tokens)
    plain = tuple(token for token, _ in tokens)
    small = tuple(_POSSESSIVE.sub("", token.lower()) for token in plain)
    found = tuple(_mark(word, known) for word in small)
    reader = _Reader(plain, small, found, quoting, known, places(lang))
    return Words(plain, small, found, quoting, tuple(reader.nominals()), lang)


def _mark(word: str, known: Speech) -> int:
    mark = known.marks.get(word, 0)
    if not mark and "-" in word:
        for part in word.split("-"):
            mark |= known.marks.get(part, 0) & (marks.PRONOUN | marks.VERB)
    return mark


@dataclass(frozen=True, slots=True)
class _Reader:
    text: Sequence[str]
    small: Sequence[str]
    marks: Sequence[int]
    quoted: Sequence[bool]
    known: Speech
    places: Places

    def nominals(self) -> list[Nominal]:
        place, count, kept = 0, len(self.text), list[Nominal]()
        while place < count:
            found = self._at(place)
            if found:
                while kept and kept[-1].last > found.first:
                    kept.pop()
                kept.append(found)
            place = found.last if found else place + 1
        return kept

    def _at(self, place: int) -> Nominal | None:
        phrase, length = self._phrase(place)
        if phrase & marks.PAIR:
            return Nominal(place, place + length, "pair", governed=self._governed(place))
        if phrase & marks.OFFICE:
            return self._office(place, length)
        mark = self.marks[place]
        if mark & marks.PRONOUN:
            return Nominal(place, place + 1, "pronoun", (self.small[place].rsplit("-", 1)[-1],))
        if self.text[place][0].isupper() and not (mark & marks.OFFICE):
            return self._capital(place)
        return None

    def _phrase(self, place: int) -> tuple[int, int]:
        """Return the marks and length of the longest phrase at a place; of a single word only an office counts."""
        for rest, mark in self.known.phrases.get(self.small[place], ()):
            if tuple(self.small[place + 1 : place + 1 + len(rest)]) == rest:
                return mark, 1 + len(rest)
        return self.marks[place] & marks.OFFICE, 1

    def _office(self, place: int, length: int) -> Nominal:
        """Read an office with the country before or behind it and the name that follows it."""
        first, country = self._before(place)
        last, behind = self._behind(place + length)
        words = self._run(last)
        small = " ".join(self.small[place : place + length])
        gender = "she" if small in self.known.women else "he" if small in self.known.men else ""
        role = self.known.roles.get(small, small)
        kind = "name" if words else "office"
        last += self._width(last) if words else 0
        return Nominal(first, last, kind, words, role, country or behind, self._governed(first), gender)

    def _before(self, place: int) -> tuple[int, str]:
        """Return where the words that qualify an office begin, and the country among them."""
        first, country = place, ""
        while first > 0 and place - first < _MODIFIERS and self.quoted[first - 1] == self.quoted[place]:
            found = self.places.word(self.small[first - 1])
            if found:
                country = country or found.code
            elif self.marks[first - 1] & _SKIPPED or not self.small[first - 1][0].isalpha():
                break
            elif self.text[first - 1][0].isupper() or self.marks[first - 1] & _COMMON:
                break
            first -= 1
        return first, country

    def _behind(self, place: int) -> tuple[int, str]:
        """Return where an office ends with «of Russia», «van Buitenlandse Zaken», and the country in it."""
        if place >= len(self.small):
            return place, ""
        found = self.places.at(self.small, place)
        if found and (found[0].adjective or self.known.lang in ("ru", "uk", "pl")):
            return place + found[1], found[0].code
        begin = place
        if self.marks[begin] & marks.LINKING:
            begin += 1
            while begin < len(self.small) and self.marks[begin] & marks.ARTICLE:
                begin += 1
            end, country = begin, ""
            while end < len(self.small) and self.text[end][0].isupper() and end - begin < _MODIFIERS:
                found = self.places.at(self.small, end)
                country = country or (found[0].code if found else "")
                end += found[1] if found else 1
            return (end, country) if end > begin else (place, "")
        return place, ""

    def _capital(self, place: int) -> Nominal | None:
        """Read a country, an institution or a person that begins with a capital."""
        found = self.places.at(self.small, place)
        if found and not (found[0].adjective and place + 1 < len(self.small) and self._is_name(place + found[1])):
            code = found[0].code
            if found[0].adjective:
                return None
            end = place + found[1]
            governed = self._governed(place) or self._owns(end - 1)
            return Nominal(place, end, "place", tuple(self.text[place:end]), country=code, governed=governed)
        title = self.small[place]
        if self.marks[place] & marks.TITLE and self._is_name(place + 1):
            words = self._run(place + 1)
            gender = "she" if title in self.known.women else "he" if title in self.known.men else ""
            last = place + 1 + self._width(place + 1)
            governed = self._governed(place) or self._owns(last - 1)
            return Nominal(place, last, "name", words, governed=governed, gender=gender)
        words = self._run(place)
        if not words:
            return None
        last = place + self._width(place)
        governed = self._governed(place) or self._owns(last - 1)
        return Nominal(place, last, "name", words, governed=governed)

    def _run(self, place: int) -> tuple[str, ...]:
        return tuple(_POSSESSIVE.sub("", word) for word in self.text[place : place + self._width(place)])

    def _width(self, place: int) -> int:
        """Return how many words from a place on make up a name."""
        end = place
        while self._is_name(end):
            end += 1
            particles = end
            while particles < len(self.marks) and self.marks[particles] & marks.PARTICLE and particles - end < 2:
                particles += 1
            if particles > end and self._is_name(particles) and self.text[particles][0].isupper():
                end = particles
            elif self._owns(end - 1):
                break
        return end - place

    def _is_name(self, place: int) -> bool:
        if place >= len(self.text) or not self.text[place][0].isupper():
            return False
        if self.marks[place] & (_COMMON | marks.OFFICE):
            return False
        return self.places.word(self.small[place]) is None

    def _owns(self, place: int) -> bool:
        return self.text[place] != self.small[place] and _POSSESSIVE.search(self.text[place]) is not None

    def _governed(self, first: int) -> bool:
        """Tell whether a preposition stands before a place, with at most an article and one more word between."""
        before = first - 1
        while before >= 0 and self.marks[before] & marks.ARTICLE and not self.marks[before] & marks.PREPOSITION:
            before -= 1
        return before >= 0 and bool(self.marks[before] & marks.PREPOSITION)
