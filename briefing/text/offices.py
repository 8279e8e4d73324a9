"""What stands around an office: the country before it, «of Russia» or «иностранных дел России» behind it."""

from __future__ import annotations

from typing import NamedTuple

from briefing.text import speech as marks
from briefing.text.clauses import Clause, owner
from briefing.text.monthnames import is_given
from briefing.text.places import Place, Places
from briefing.text.speech import Speech

NO_PART = (
    marks.VERB | marks.PREPOSITION | marks.SUBORDINATOR | marks.COMPLEMENT | marks.RELATIVE | marks.AUXILIARY
    | marks.ARTICLE | marks.STOPWORD | marks.PRONOUN | marks.PASSIVE | marks.ACCORDING | marks.OFFICE
)  # fmt: skip
"""The marks of words that are part of no name and qualify no office."""
_PLACES = marks.PLACE | marks.LONG_PLACE
_MODIFIERS = 4
_COMPLEMENTS = 2
_UNWRITTEN = 2  # words without a capital that go with an office behind «of»
# Two given names end so, where a place before a given name does not: «Anna Maria», «Мария Елена».
_FEMININE = ("a", "а", "я")


class Surroundings(NamedTuple):
    """Reads the words beside the offices of one sentence."""

    clause: Clause
    known: Speech
    places: Places

    def before(self, place: int) -> tuple[int, str]:
        """Return where the words that qualify an office begin, and the country among them."""
        clause, first = self.clause, place
        while first > 0 and place - first < _MODIFIERS and clause.quoted[first - 1] == clause.quoted[place]:
            found, width = self._ending(first - 1)
            if found:
                return first - width, found
            if self._ends_qualifying(first - 1, first):
                break
            first -= 1
        return first, ""

    def _ends_qualifying(self, place: int, after: int) -> bool:
        """Tell whether a word before an office says nothing more of it: «met foreign minister», «Lee met»."""
        mark = self.clause.marks[place]
        if mark & NO_PART or not self.clause.small[place][0].isalpha():
            return True
        return bool(mark & marks.CAPITAL) and (self.known.bare or not self.clause.marks[after] & marks.CAPITAL)

    def behind(self, place: int) -> tuple[int, str]:
        """Return where an office ends with «of Russia», «van Buitenlandse Zaken», «russe», and the country in it."""
        end, country = self.beside(place)
        end = self._joined(place - 1, end) if end == place else end
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
            end, country = self._joined(last - 1, last), country or found
        return end, country

    def _joined(self, before: int, end: int) -> int:
        """Return where what is joined to a portfolio ends: «of Agriculture and Fisheries»."""
        clause, step = self.clause, end + 1
        if end >= len(clause.small) or not clause.marks[end] & marks.CONJUNCTION or not self._is_portfolio(before):
            return end
        while step < len(clause.small) and clause.marks[step] & (marks.ARTICLE | marks.LINKING):
            step += 1
        begin = step
        while step < len(clause.small) and self._is_portfolio(step):
            step += 1
        office = step < len(clause.small) and clause.marks[step] & marks.OFFICE
        return end if step == begin or office else step

    def _is_portfolio(self, place: int) -> bool:
        return self.clause.small[place] in self.known.portfolios

    def place(self, place: int) -> tuple[Place, int] | None:
        """Return the country that the words from a place on stand for, and how many they are."""
        return self.places.at(self.clause.small, place) if self.clause.marks[place] & _PLACES else None

    def _ending(self, place: int) -> tuple[str, int]:
        """Return the country whose name or adjective ends at a place, and its width."""
        small = self.clause.small
        if place > 0 and self.clause.marks[place - 1] & marks.LONG_PLACE:
            pair = self.places.at(small[place - 1 : place + 1], 0)
            if pair and pair[1] > 1 and self._qualifies(pair[0], place - 1):
                return pair[0].code, 2
        found = self.places.word(small[place]) if self.clause.marks[place] & marks.PLACE else None
        return (found.code, 1) if found and self._qualifies(found, place) else ("", 1)

    def _qualifies(self, found: Place, place: int) -> bool:
        """Tell whether a country before an office says whose it is: an adjective, in English also «US», «Kremlin»."""
        if found.adjective or owner(self.clause.text[place]):
            return True
        if self.known.inverts or self.clause.governed(place):
            return False
        return bool(self.clause.marks[place] & marks.CAPITAL)

    def _meant(self, found: Place, place: int) -> bool:
        """Tell whether a word can be a country: its name has a capital, the adjective need not."""
        return found.adjective or bool(self.clause.marks[place] & marks.CAPITAL)

    def _links(self, place: int) -> bool:
        """Tell whether a word in small letters ties more to an office: «of», «van», «du»."""
        if place >= len(self.clause.small) or not self.clause.marks[place] & marks.LINKING:
            return False
        return self.clause.text[place][0].islower()

    def beside(self, place: int) -> tuple[int, str]:
        """Return where adjectives and genitives behind an office end: «russe», «иностранных дел России»."""
        small, step = self.clause.small, place
        reach = _MODIFIERS if self.known.bare else 1
        while step < min(len(small), place + reach) and small[step][0].isalpha() and not self._links(step):
            found = self.place(step)
            if found and self._meant(found[0], step) and (found[0].adjective or self.known.bare):
                return (place, "") if owner(self.clause.text[step]) else (step + found[1], found[0].code)
            if self.clause.marks[step] & NO_PART or small[step].endswith(self.known.verbal):
                return place, ""
            if self.clause.marks[step] & marks.CAPITAL:
                return (step + self._is_unknown_place(step), "") if self.known.bare else (place, "")
            step += 1
        if step > place and self._names_people(step - 1):
            return step, ""
        adjective = self.known.inverts and not self.known.brackets and step < len(small) and small[step] == ","
        return (step, "") if adjective else (place, "")

    def _is_unknown_place(self, place: int) -> bool:
        """Tell whether a genitive before a whole name is of a place that no table has: «мэр Тарска Иван Петров».

        Not where a patronymic or a word of such an ending follows: «министр Ольга Ивановна Гай», «Anna Maria Nowak».
        """
        small, ending = self.clause.small, self._genitive(place)
        if not ending or place + 2 >= len(small) or not all(map(self._may_be_name, range(place, place + 3))):
            return False
        alike = _FEMININE if ending in _FEMININE else (ending,)
        return not small[place + 1].endswith((*alike, *self.known.patronymics))

    def _genitive(self, place: int) -> str:
        """Return the ending that makes a word the genitive of a place, '' for none."""
        small = self.clause.small[place]
        return next((each for each in self.known.genitives if small.endswith(each)), "")

    def _names_people(self, place: int) -> bool:
        """Tell whether an unknown adjective before a name is of a people: «el ministro veldano Jan Wit»."""
        clause = self.clause
        if place + 1 >= len(clause.small) or clause.marks[place]:
            return False
        named = clause.marks[place + 1] & marks.CAPITAL and not clause.marks[place + 1] & _PLACES
        return bool(named) and clause.small[place].endswith(self.known.demonyms)

    def _complement(self, begin: int) -> tuple[int, str]:
        """Return where the words behind «of» end: those with a capital, or one or two without."""
        end, country, text = begin, "", self.clause.text
        most = 1 if self.known.bare else _MODIFIERS  # «ds. Brexitu Jan Nowak»: the name follows at once
        while end < len(text) and text[end][0].isupper() and end - begin < most:
            if end > begin and self._begins_name(begin, end, country):
                break
            found = self.place(end)
            country = country or (found[0].code if found else "")
            end += found[1] if found else 1
        while begin <= end < len(text) and text[end].islower() and not self.clause.marks[end] & NO_PART:
            found = self.place(end) if self.known.inverts else None
            if found and found[0].adjective:
                return end + found[1], country or found[0].code
            if end >= begin + _UNWRITTEN:
                break
            end += 1
        return end, country

    def _begins_name(self, begin: int, place: int, country: str) -> bool:
        """Tell whether a name follows a whole complement: «of Fisheries Tom Lee», «of France Anne Roux»."""
        clause = self.clause
        if not (country or all(map(self._is_portfolio, range(begin, place)))):
            return False
        end = place
        while end < len(clause.text) and self._may_be_name(end):
            end += 1
        particle = end < len(clause.text) and clause.marks[end] & marks.PARTICLE
        return end - place > 1 or (end > place and bool(particle))

    def _may_be_name(self, place: int) -> bool:
        mark = self.clause.marks[place]
        if is_given(self.clause, place):
            return True
        other = mark & (NO_PART | _PLACES | marks.INSTITUTION) or self._is_portfolio(place)
        return bool(mark & marks.CAPITAL) and not other
