"""Where the subject of a verb stands: before it, behind it, before an insertion, outside a relative clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.text import speech as marks
from briefing.text.clauses import Clause, owner
from briefing.text.nominals import Nominal
from briefing.text.speech import Speech

INNER_MARKS = marks.COMPLEMENT | marks.SUBORDINATOR
_HALTS = INNER_MARKS | marks.PREPOSITION
LEADING = marks.CONJUNCTION | marks.AUXILIARY
_AFTER_QUOTATION = frozenset(",—–-")
_PREDICATES = marks.VERB | marks.AUXILIARY | marks.PASSIVE
REACH = 8
_NEAR = 3
WHOLE, LAST, FIRST, NESTED, INNER = -2, -1, 0, 1, 2


class Subjects(NamedTuple):
    """Finds the subjects of one sentence's verbs among those it names."""

    clause: Clause
    named: Sequence[Nominal]
    known: Speech

    def begin(self, place: int) -> int:
        """Return where the clause of a place begins: behind a punctuation mark or a quotation."""
        while place > 0 and not self.clause.parted(place - 1):
            place -= 1
        return place

    def depth(self, place: int) -> int:
        """Return how deep a place lies in its sentence."""
        clause, step = self.clause, place - 1
        while step >= 0 and not clause.parted(step):
            mark = clause.marks[step]
            if mark & INNER_MARKS:
                return INNER
            if mark & marks.CONCESSIVE or (mark & marks.RELATIVE and not mark & marks.ARTICLE):
                return NESTED
            step -= 1
        begins = step >= 0 and clause.small[step] == "," and step + 1 < place
        return NESTED if begins and clause.marks[step + 1] & marks.RELATIVE else FIRST

    def inserted(self, place: int) -> bool:
        """Tell whether the comma before a place closes a relative clause."""
        begin = self.begin(place - 1)
        if begin == 0 or self.clause.small[begin - 1] != ",":
            return False
        return any(mark & marks.RELATIVE and not mark & marks.ARTICLE for mark in self.clause.marks[begin : begin + 2])

    def left(self, place: int, begin: int, *, governed: bool = False) -> Nominal | None:
        """Return the nearest before a verb in its clause that is no object."""
        body = self._within(place, place)
        if body:
            return body
        for nominal in reversed(self.named):
            if nominal.last > place:
                continue
            if nominal.last <= begin and not (nominal.last == begin and self.closes(nominal)):
                return None
            if nominal.governed and not governed:
                continue
            between = self.clause.marks[nominal.last : place]
            if place - nominal.last > REACH or any(mark & INNER_MARKS for mark in between):
                return None
            return self._he(nominal, place, begin) or nominal
        return None

    def _he(self, nearest: Nominal, place: int, begin: int) -> Nominal | None:
        """Return a «he» that stands before an object and a verb at the end: «die hij het hof verweet»."""
        if not self.known.brackets:
            return None
        for nominal in self.named:
            if nominal.first < begin or nominal.last > nearest.first or nominal.kind != "pronoun" or nominal.governed:
                continue
            between = self.clause.marks[nominal.last : place]
            joined = any(mark & marks.CONJUNCTION for mark in between[: nearest.first - nominal.last])
            if self.known.pronouns[nominal.words[0]] == ("he",) and not joined:
                return None if any(mark & (marks.VERB | INNER_MARKS) for mark in between) else nominal
        return None

    def antecedent(self, begin: int) -> Nominal | None:
        """Return whom a relative clause speaks of: the last named before it."""
        before = [nominal for nominal in self.named if nominal.last <= begin and nominal.kind != "pronoun"]
        return before[-1] if before and begin - before[-1].last <= REACH else None

    def asserts(self, begin: int, end: int) -> bool:
        """Tell whether a verb stands before who is named: «so soll Polen zahlen», but «so auch Polen»."""
        said = marks.AUXILIARY | marks.ARTICLE | marks.TITLE
        return any(mark & marks.STOPWORD and not mark & said for mark in self.clause.marks[begin:end])

    def closes(self, nominal: Nominal) -> bool:
        """Tell whether a nominal ends with the comma of its apposition."""
        return nominal.last > 0 and self.clause.small[nominal.last - 1] == ","

    def follows_quotation(self, begin: int) -> bool:
        """Tell whether a clause follows a comma or dash behind a quotation with which the sentence opens.

        A word in quotation marks further on is no speech: «El canal, “un error”, dice mucho».
        """
        small, quoted = self.clause.small, self.clause.quoted
        end = begin
        while end and not quoted[end - 1] and small[end - 1] in _AFTER_QUOTATION:
            end -= 1
        if end == begin or not end or not quoted[end - 1]:
            return False
        opening = end
        while opening and quoted[opening - 1]:
            opening -= 1
        before = self.clause.marks[:opening]
        return (opening and small[opening - 1] == ":") or all(mark & LEADING for mark in before)

    def next(self, place: int) -> Nominal | None:
        """Return who is named at a place, with at most an article and a word or two between."""
        for nominal in self.named:
            if nominal.last > place:
                if nominal.first - place > _NEAR:
                    return None
                clear = not any(map(self._halts, range(place, nominal.first)))
                return nominal if clear and not owner(self.clause.text[nominal.last - 1]) else None
        return None

    def _halts(self, place: int) -> bool:
        """Tell whether a word parts a verb from its subject; «der» and «die» are mostly articles."""
        mark = self.clause.marks[place]
        relative = mark & marks.RELATIVE and not mark & marks.ARTICLE
        return self.clause.parted(place) or bool(mark & _HALTS or relative)

    def right(self, place: int, after: int) -> Nominal | None:
        """Return who follows a verb closely as its subject."""
        if self.clause.small[place].endswith(self.known.participles):
            return None
        found = self._within(place, after)
        if found:
            return found
        found = self.next(after) or self.next(self._behind_place(after)) or self._behind_circumstance(after)
        if found is None or (found.governed and not self.closes(found)):
            return None
        follows = self.clause.marks[found.last] if found.last < len(self.clause.marks) else 0
        return None if not self.known.inverts and follows & _PREDICATES else found

    def _within(self, place: int, after: int) -> Nominal | None:
        """Return the body in which others of no name speak: «сообщили в МИД Перу», «в МИД Перу сообщили»."""
        clause, known = self.clause, self.known
        if clause.small[place] not in known.plural_verbs or not known.within:
            return None
        for each in self.named:
            beside = each.first - 1 == after or each.last == place
            if beside and each.first and each.country and clause.small[each.first - 1] in known.within:
                body = any(mark & marks.BODY for mark in clause.marks[each.first : each.last])
                return each if body else None
        return None

    def _behind_place(self, after: int) -> int:
        """Return where «in Lund», «pour sa part» ends behind a verb, where such a phrase stands there."""
        phrase = self.clause.marks[after : after + 4]
        width = 3 if len(phrase) > 1 and phrase[1] & marks.ARTICLE else 2
        fit = len(phrase) >= width and phrase[0] & marks.PREPOSITION
        if width == 3:  # «pour sa part M. Lee», but not «instead of a new one the end of …»
            fit = fit and len(phrase) > width and not phrase[2] & marks.CAPITAL and phrase[3] & marks.CAPITAL
        return after + width if fit and not any(map(self.clause.parted, range(after, after + width))) else after

    def _behind_circumstance(self, after: int) -> Nominal | None:
        """Return who ends a clause by office and name behind «after the talks in Oslo» and the like."""
        clause = self.clause
        if not self.known.inverts or not any(mark & marks.PREPOSITION for mark in clause.marks[after : after + 2]):
            return None
        found = next((each for each in self.named if each.first > after and each.role and each.kind == "name"), None)
        if found is None or found.first - after > REACH or found.governed:
            return None
        ends = found.last == len(clause.small) or clause.parted(found.last)
        bars = (mark & (INNER_MARKS | marks.VERB | marks.RELATIVE) for mark in clause.marks[after : found.first])
        return found if ends and not any(bars) and not any(map(clause.parted, range(after, found.first))) else None

    def resumed(self, place: int) -> Nominal | None:
        """Return the subject before an insertion between commas: «Mr Lee, who came by train, said»."""
        for nominal in self.named:
            if nominal.last > place:
                return None
            if not nominal.governed and not self.clause.quoted[nominal.first] and self.depth(nominal.first) == FIRST:
                return nominal
        return None
