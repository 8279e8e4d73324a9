"""Who is named in a sentence: persons, office holders, countries and institutions, pronouns."""

from __future__ import annotations

from typing import NamedTuple

from briefing.text import speech as marks
from briefing.text.bodies import BODIES, oblique, read_body
from briefing.text.clauses import Clause, length_of, owner, read_clause
from briefing.text.monthnames import is_family, is_given
from briefing.text.nominals import Nominal, apposed
from briefing.text.offices import NO_PART, Surroundings
from briefing.text.places import places
from briefing.text.speech import Speech, speech

_STARTS = marks.PRONOUN | marks.OFFICE | marks.PHRASE | marks.CAPITAL | BODIES
_PARTICLES = 2


def nominals(clause: Clause) -> tuple[Nominal, ...]:
    """Return who is named in a sentence, in order, appositions joined to one."""
    known = speech(clause.lang)
    return _Reader(clause, known, Surroundings(clause, known, places(clause.lang))).read()


def name_sentence(text: str, lang: str, *, quoted: bool = False) -> tuple[Clause, tuple[Nominal, ...]]:
    """Return the words of a sentence and who is named in it; ``quoted``: it begins inside a quotation."""
    clause = read_clause(text, lang, quoted=quoted)
    return clause, nominals(clause)


class _Reader(NamedTuple):
    clause: Clause
    known: Speech
    around: Surroundings

    def read(self) -> tuple[Nominal, ...]:
        kept: list[Nominal] = []
        place = 0
        for start in self._starts():
            if start < place:
                continue
            found, place = self._at(start)
            if found and kept and kept[-1].kind == "office" and found.kind == "place" and kept[-1].last > found.first:
                # Whose office it is goes on: «a spokesman for the French foreign ministry».
                kept[-1] = kept[-1]._replace(last=found.last)
            elif found:
                while kept and kept[-1].last > found.first:
                    kept.pop()
                self._add(kept, found)
        return tuple(kept)

    def _starts(self) -> list[int]:
        return [place for place, mark in enumerate(self.clause.marks) if mark & _STARTS]

    def _add(self, kept: list[Nominal], found: Nominal) -> None:
        """Append a nominal, or join it with the one before it: «the envoy, Ann Lee,», «Ann Lee, the envoy,»."""
        before = kept[-1] if kept else None
        if before and self._adjoins(before.last, found.first):
            joined = apposed(before, found, closed=self._closed(found.last))
            if joined:
                closing = self._closed(found.last) and found.last < len(self.clause.small)
                kept[-1] = joined._replace(last=found.last + closing)
                return
        if before and before.governed and not found.governed and found.first - before.last == 1:
            found = found._replace(governed=self._joins(before.last, found))
        kept.append(found)

    def _adjoins(self, comma: int, place: int) -> bool:
        """Tell whether nothing but a comma and articles stand between two nominals."""
        if comma >= place or self.clause.small[comma] != ",":
            return False
        return all(mark & marks.ARTICLE for mark in self.clause.marks[comma + 1 : place])

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
            role = self.known.roles.get(clause.small[place + length - 1], "")
            return Nominal(place, place + length, "pair", (), role, "", clause.governed(place)), place + length
        if (phrase | mark) & marks.OFFICE:
            found = self._office(place, length if phrase & marks.OFFICE else 1)
            return found, found.last
        if (phrase | mark) & BODIES:
            body = read_body(self.around, place, length if phrase & BODIES else 1)
            if body:
                return body, body.last
        if mark & marks.PRONOUN:
            form = clause.small[place].rsplit("-", 1)[-1]
            governed = form in self.known.objects or clause.governed(place)
            return Nominal(place, place + 1, "pronoun", (form,), governed=governed), place + 1
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
        first, country = self.around.before(place)
        last, behind = self.around.behind(place + length)
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
            self._gender(small) or (self._gender(clause.small[first - 1]) if first else ""),
            small in self.known.plurals and not (first and clause.small[first - 1] in self.known.singulars),
        )

    def _role(self, small: str) -> str:
        """Return the English name of an office, of a compound that of its last part."""
        if small not in self.known.roles and length_of(small, self.known.endings):
            small = small[-length_of(small, self.known.endings) :]
        return self.known.roles.get(small, small)

    def _gender(self, small: str) -> str:
        return "she" if small in self.known.women else "he" if small in self.known.men else ""

    def _capital(self, place: int) -> tuple[Nominal | None, int]:
        """Read a country, an institution or a person that begins with a capital."""
        clause = self.clause
        found = self.around.place(place)
        if found:
            end = place + found[1]
            if found[0].adjective:
                return None, end
            governed = clause.governed(place) or oblique(clause, self.known, place) or owner(clause.text[end - 1]) > 0
            return Nominal(place, end, "place", clause.text[place:end], country=found[0].code, governed=governed), end
        title = clause.small[place] if clause.marks[place] & marks.TITLE else ""
        begin = place + 1 if title else place
        width = self._width(begin)
        if not width:
            return None, place + 1
        end = begin + width
        body = read_body(self.around, end - 1, 1) if clause.marks[end - 1] & BODIES else None
        if body:
            return body, body.last
        governed = clause.governed(place) or owner(clause.text[end - 1]) > 0
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
            if step > end and (self._is_name(step) or self._is_family(step)):
                end = step + 1
        return end - place

    def _is_particle(self, place: int, *, behind: bool) -> bool:
        return bool(self.clause.marks[place] & marks.PARTICLE) or (
            behind and self.clause.small[place] in self.known.inner
        )

    def _is_name(self, place: int) -> bool:
        clause = self.clause
        mark = clause.marks[place] if place < len(clause.marks) else 0
        if not mark & marks.CAPITAL:
            return False
        if mark & marks.TITLE and not mark & NO_PART:
            return False
        if mark & NO_PART and not self._is_named_so(place):
            return False
        if mark & marks.BODY and clause.lang in marks.CAPITAL_NOUNS:
            return False
        return not mark & marks.PLACE

    def _is_named_so(self, place: int) -> bool:
        """Tell whether a word that is no part of a name elsewhere is one here: «Van der Aa», «April Jones»."""
        opens = self.clause.marks[place] & marks.PARTICLE or is_given(self.clause, place)
        return bool(opens and self._follows(place)) or is_family(self.clause, place)

    def _is_family(self, place: int) -> bool:
        """Tell whether a word behind a particle is a family name although it is an everyday word: «van der Meer»."""
        mark = self.clause.marks[place] if place < len(self.clause.marks) else 0
        return bool(mark & marks.CAPITAL) and not mark & (
            marks.PLACE | marks.OFFICE | marks.ARTICLE | marks.PREPOSITION
        )

    def _follows(self, place: int) -> bool:
        """Tell whether a capital particle opens a name: «Van der Aa», «Al Thani», but not «Le» at a sentence start."""
        after = place + 1
        while after < len(self.clause.text) and after - place < _PARTICLES and self._is_particle(after, behind=True):
            after += 1
        if after >= len(self.clause.text) or not self.clause.marks[after] & marks.CAPITAL:
            return False
        return not self.clause.marks[place] & marks.ARTICLE or (place > 0 and not self.clause.parted(place - 1))
