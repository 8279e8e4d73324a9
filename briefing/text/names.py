"""Who is named in a sentence: persons, office holders, countries and institutions, pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.text import speech as marks
from briefing.text.clauses import Clause, length_of, owner, read_clause
from briefing.text.places import Place, Places, places
from briefing.text.speech import Speech, speech

_NO_PART = (
    marks.VERB | marks.PREPOSITION | marks.SUBORDINATOR | marks.COMPLEMENT | marks.RELATIVE | marks.AUXILIARY
    | marks.ARTICLE | marks.STOPWORD | marks.PRONOUN | marks.PASSIVE | marks.ACCORDING | marks.OFFICE
)  # fmt: skip
_STARTS = marks.PRONOUN | marks.OFFICE | marks.PHRASE | marks.CAPITAL
_PLACES = marks.PLACE | marks.LONG_PLACE
_MODIFIERS = 4
_COMPLEMENTS = 2
_PARTICLES = 2


class Nominal(NamedTuple):
    """Somebody named at words ``first`` to ``last`` (exclusive); a plain tuple because a sentence makes several.

    ``kind`` is ``name``, ``office``, ``place``, ``pronoun`` or ``pair``; ``words`` are those of the name; ``role`` (in
    English where known) and ``country`` (a code) come from the office; ``governed`` says that a preposition or a
    possessive makes it no subject; ``gender`` is ``he``, ``she`` or ''; what bears an article without an
    office is no person.
    """

    first: int
    last: int
    kind: str
    words: tuple[str, ...] = ()
    role: str = ""
    country: str = ""
    governed: bool = False
    gender: str = ""
    plural: bool = False
    articled: bool = False


def nominals(clause: Clause) -> tuple[Nominal, ...]:
    """Return who is named in a sentence, in order, appositions joined to one."""
    return _Reader(clause, speech(clause.lang), places(clause.lang)).read()


def name_sentence(text: str, lang: str, *, quoted: bool = False) -> tuple[Clause, tuple[Nominal, ...]]:
    """Return the words of a sentence and who is named in it; ``quoted``: it begins inside a quotation."""
    clause = read_clause(text, lang, quoted=quoted)
    return clause, nominals(clause)


@dataclass(frozen=True, slots=True)
class _Reader:
    clause: Clause
    known: Speech
    places: Places

    def read(self) -> tuple[Nominal, ...]:
        kept: list[Nominal] = []
        place = 0
        for start in self._starts():
            if start < place:
                continue
            found, place = self._at(start)
            if found:
                while kept and kept[-1].last > found.first:
                    kept.pop()
                self._add(kept, found)
        return tuple(kept)

    def _starts(self) -> list[int]:
        return [place for place, mark in enumerate(self.clause.marks) if mark & _STARTS]

    def _add(self, kept: list[Nominal], found: Nominal) -> None:
        """Append a nominal, or join it with the one before it: «the envoy, Ann Lee,», «Ann Lee, the envoy,»."""
        before = kept[-1] if kept else None
        if before and found.first - before.last == 1 and self.clause.small[before.last] == ",":
            joined = _apposed(before, found, self._closed(found.last))
            if joined:
                closing = self._closed(found.last) and found.last < len(self.clause.small)
                kept[-1] = joined._replace(last=found.last + closing)
                return
        if before and before.governed and not found.governed and found.first - before.last == 1:
            found = found._replace(governed=self._joins(before.last, found))
        kept.append(found)

    def _closed(self, place: int) -> bool:
        return place >= len(self.clause.small) or self.clause.small[place] in ",;:)"

    def _joins(self, place: int, found: Nominal) -> bool:
        """Tell whether a word joins what follows to what stands before it: «of Russia, Ukraine and France»."""
        comma = self.clause.small[place] == "," and found.kind == "place"
        return comma or bool(self.clause.marks[place] & marks.CONJUNCTION)

    def _at(self, place: int) -> tuple[Nominal | None, int]:
        clause = self.clause
        mark = clause.marks[place]
        phrase, length = self._phrase(place) if mark & marks.PHRASE else (0, 1)
        if phrase & marks.PAIR:
            return Nominal(place, place + length, "pair", governed=clause.governed(place)), place + length
        if (phrase | mark) & marks.OFFICE:
            found = self._office(place, length if phrase & marks.OFFICE else 1)
            return found, found.last
        if mark & marks.PRONOUN:
            form = clause.small[place].rsplit("-", 1)[-1]
            return Nominal(place, place + 1, "pronoun", (form,), governed=form in self.known.objects), place + 1
        if mark & marks.CAPITAL:
            return self._capital(place)
        return None, place + 1

    def _phrase(self, place: int) -> tuple[int, int]:
        """Return the marks and length of the longest phrase that begins at a place."""
        small = self.clause.small
        for rest, mark in self.known.phrases[small[place]]:
            if small[place + 1 : place + 1 + len(rest)] == rest:
                return mark, 1 + len(rest)
        return 0, 1

    def _office(self, place: int, length: int) -> Nominal:
        """Read an office with the country before or behind it and the name that follows it."""
        clause = self.clause
        first, country = self._before(place)
        last, behind = self._behind(place + length)
        small = " ".join(clause.small[place : place + length])
        width = self._width(last)
        return Nominal(
            first,
            last + width,
            "name" if width else "office",
            self._words(last, width),
            self._role(small),
            country or behind,
            clause.governed(first) or bool(width and owner(clause.text[last + width - 1])),
            self._gender(small),
            small in self.known.plurals,
        )

    def _role(self, small: str) -> str:
        """Return the English name of an office, of a compound that of its last part."""
        if small not in self.known.roles and length_of(small, self.known.endings):
            small = small[-length_of(small, self.known.endings) :]
        return self.known.roles.get(small, small)

    def _gender(self, small: str) -> str:
        return "she" if small in self.known.women else "he" if small in self.known.men else ""

    def _before(self, place: int) -> tuple[int, str]:
        """Return where the words that qualify an office begin, and the country among them."""
        clause, first, country = self.clause, place, ""
        while first > 0 and place - first < _MODIFIERS and clause.quoted[first - 1] == clause.quoted[place]:
            found, width = self._ending(first - 1)
            if found:
                country = country or found
            elif not clause.small[first - 1][0].isalpha() or clause.marks[first - 1] & _NO_PART:
                break
            elif self.known.bare and clause.marks[first - 1] & marks.CAPITAL:
                break
            first -= width
        return first, country

    def _ending(self, place: int) -> tuple[str, int]:
        """Return the country whose name or adjective ends at a place, and its width."""
        small = self.clause.small
        if place > 0 and self.clause.marks[place - 1] & marks.LONG_PLACE:
            pair = self.places.at(small[place - 1 : place + 1], 0)
            if pair and pair[1] > 1 and self._qualifies(pair[0], place - 1):
                return pair[0].code, 2
        found = self.places.word(small[place]) if self.clause.marks[place] & marks.PLACE else None
        return (found.code, 1) if found and self._qualifies(found, place) else ("", 1)

    def _place(self, place: int) -> tuple[Place, int] | None:
        """Return the country that the words from a place on stand for, and how many they are."""
        return self.places.at(self.clause.small, place) if self.clause.marks[place] & _PLACES else None

    def _meant(self, found: Place, place: int) -> bool:
        """Tell whether a word can be a country: its name has a capital, the adjective need not."""
        return found.adjective or bool(self.clause.marks[place] & marks.CAPITAL)

    def _qualifies(self, found: Place, place: int) -> bool:
        """Tell whether a country before an office says whose it is: an adjective, in English also «US», «Kremlin»."""
        if found.adjective or owner(self.clause.text[place]):
            return True
        if self.known.inverts or self.clause.governed(place):
            return False
        return bool(self.clause.marks[place] & marks.CAPITAL)

    def _behind(self, place: int) -> tuple[int, str]:
        """Return where an office ends with «of Russia», «van Buitenlandse Zaken», «russe», and the country in it."""
        end, country = self._beside(place)
        for _ in range(_COMPLEMENTS):
            begin = end
            if not self._links(begin):
                break
            begin += 1
            while begin < len(self.clause.small) and self.clause.marks[begin] & marks.ARTICLE:
                begin += 1
            last, found = self._complement(begin)
            if last == begin:
                break
            end, country = last, country or found
        return end, country

    def _links(self, place: int) -> bool:
        """Tell whether a word in small letters ties more to an office: «of», «van», «du»."""
        if place >= len(self.clause.small) or not self.clause.marks[place] & marks.LINKING:
            return False
        return self.clause.text[place][0].islower()

    def _beside(self, place: int) -> tuple[int, str]:
        """Return where adjectives and genitives behind an office end: «russe», «иностранных дел России»."""
        small, step = self.clause.small, place
        reach = _MODIFIERS if self.known.bare else 1
        while step < min(len(small), place + reach) and small[step][0].isalpha():
            found = self._place(step)
            if found and self._meant(found[0], step) and (found[0].adjective or self.known.bare):
                return (place, "") if owner(self.clause.text[step]) else (step + found[1], found[0].code)
            if self.clause.marks[step] & _NO_PART or small[step].endswith(self.known.verbal):
                return place, ""
            if self.clause.marks[step] & marks.CAPITAL:
                return (step, "") if step > place and self.known.bare else (place, "")
            step += 1
        adjective = self.known.inverts and not self.known.brackets and step < len(small) and small[step] == ","
        return (step, "") if adjective else (place, "")

    def _complement(self, begin: int) -> tuple[int, str]:
        """Return where the words behind «of» end: those with a capital, or one or two without."""
        end, country, text = begin, "", self.clause.text
        while end < len(text) and text[end][0].isupper() and end - begin < _MODIFIERS:
            found = self._place(end)
            country = country or (found[0].code if found else "")
            end += found[1] if found else 1
        while begin <= end < min(len(text), begin + 2) and text[end].islower() and not self.clause.marks[end] & _NO_PART:
            end += 1
        return end, country

    def _capital(self, place: int) -> tuple[Nominal | None, int]:
        """Read a country, an institution or a person that begins with a capital."""
        clause = self.clause
        found = self._place(place)
        if found:
            end = place + found[1]
            if found[0].adjective:
                return None, end
            governed = clause.governed(place) or owner(clause.text[end - 1])
            return Nominal(place, end, "place", clause.text[place:end], country=found[0].code, governed=governed), end
        title = clause.small[place] if clause.marks[place] & marks.TITLE else ""
        begin = place + 1 if title else place
        width = self._width(begin)
        if not width:
            return None, place + 1
        end = begin + width
        governed = clause.governed(place) or owner(clause.text[end - 1])
        words = self._words(begin, width)
        articled = not title and place > 0 and bool(clause.marks[place - 1] & marks.ARTICLE)
        return Nominal(place, end, "name", words, "", "", governed, self._gender(title), articled=articled), end

    def _words(self, place: int, width: int) -> tuple[str, ...]:
        words = self.clause.text[place : place + width]
        return (*words[:-1], words[-1][: -owner(words[-1])] if owner(words[-1]) else words[-1]) if words else ()

    def _width(self, place: int) -> int:
        """Return how many words from a place on make up a name."""
        end, clause = place, self.clause
        while self._is_name(end):
            end += 1
            if owner(clause.text[end - 1]):
                break
            step = end
            while step < len(clause.marks) and step - end < _PARTICLES and self._is_particle(step, behind=step > end):
                step += 1
            if step > end and self._is_name(step):
                end = step
        return end - place

    def _is_particle(self, place: int, *, behind: bool) -> bool:
        return bool(self.clause.marks[place] & marks.PARTICLE) or (behind and self.clause.small[place] in self.known.inner)

    def _is_name(self, place: int) -> bool:
        clause = self.clause
        mark = clause.marks[place] if place < len(clause.marks) else 0
        if not mark & marks.CAPITAL:
            return False
        if mark & marks.TITLE and not mark & _NO_PART:
            return False
        if mark & _NO_PART and not (mark & marks.PARTICLE and self._follows(place)):
            return False
        return not mark & marks.PLACE

    def _follows(self, place: int) -> bool:
        """Tell whether a capital particle opens a name: «Van der Aa», «Al Thani», but not «Le» at a sentence start."""
        after = place + 1
        while after < len(self.clause.text) and after - place < _PARTICLES and self._is_particle(after, behind=True):
            after += 1
        if after >= len(self.clause.text) or not self.clause.marks[after] & marks.CAPITAL:
            return False
        return not self.clause.marks[place] & marks.ARTICLE or (place > 0 and not self.clause.parted(place - 1))


def _apposed(before: Nominal, found: Nominal, closed: bool) -> Nominal | None:
    """Return the person of a name beside a comma from an office, None where they are two."""
    if before.kind == "office" and found.kind == "name":
        if before.plural or not (closed or len(found.words) > 1):
            return None
        return found._replace(
            first=before.first, role=found.role or before.role, country=found.country or before.country,
            governed=before.governed,
            gender=before.gender or found.gender,
        )  # fmt: skip
    if before.kind == "name" and found.kind == "office" and not before.role and closed and not found.plural:
        return before._replace(role=found.role, country=found.country, gender=before.gender or found.gender)
    return None
