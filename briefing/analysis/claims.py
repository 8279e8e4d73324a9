"""Who is said to say a sentence: the claimants its wording names, the outermost first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.analysis.strangers import answers, stranger
from briefing.analysis.subjects import FIRST, INNER_MARKS, LAST, LEADING, NESTED, REACH, WHOLE, Subjects
from briefing.analysis.wordclass import is_noun
from briefing.text import speech as marks
from briefing.text.clauses import PUNCTUATION, Clause
from briefing.text.nominals import Nominal
from briefing.text.speech import Speech, speech

_CUES = marks.VERB | marks.ACCORDING | marks.AFTERWARDS | marks.OWNED | marks.PHRASE
_LABEL = 8


class Claim(NamedTuple):
    """A cue of speech and who is named with it; no claimant where the verb alone tells that somebody goes on.

    ``depth`` is ``WHOLE`` for «..., Lee said.» at the end, ``LAST`` for «..., said Lee» around all the rest, ``FIRST``
    for the main clause, ``NESTED`` for one that stands beside it («Lee, who denies ...»), ``INNER`` for what is itself
    reported or a circumstance.
    """

    depth: int
    cue: str
    claimant: Nominal | None
    place: int


def claims(clause: Clause, named: Sequence[Nominal]) -> tuple[Claim, ...]:
    """Return the claims of a sentence, the outermost first."""
    places = [place for place, mark in enumerate(clause.marks) if mark & _CUES and not clause.quoted[place]]
    if not places and ":" not in clause.small:
        return ()
    known = speech(clause.lang)
    reader = _Reader(clause, named, known, Subjects(clause, named, known))
    meant = [words for place in places if (words := reader.meant(place))]
    owned = {words.first: reader.made(words.first, words) for words in meant}
    inside = {place for words in meant for place in range(words.first + 1, words.last)}
    found = [claim for place in places if place not in inside and (claim := owned.get(place) or reader.claim(place))]
    unknown = stranger(reader.subjects, places, {claim.place for claim in found})
    if unknown is not None:
        found = [c for c in found if c.depth != FIRST or not answers(reader.subjects, unknown, c.place, c.claimant)]
    return tuple(sorted([*found, *reader.label()], key=lambda claim: claim.depth))


class _Reader(NamedTuple):
    clause: Clause
    named: Sequence[Nominal]
    known: Speech
    subjects: Subjects

    def meant(self, place: int) -> Nominal | None:
        """Return who is meant by «in his words» and the like at a place; nobody is where a noun goes on."""
        phrase, width = self._phrase(place) if self.clause.marks[place] & marks.PHRASE else (0, 1)
        follows = self.clause.marks[place + width : place + width + 1]
        if not phrase & marks.OWNED or any(mark & (marks.OFFICE | marks.INSTITUTION) for mark in follows):
            return None  # «volgens haar minister»
        words = " ".join(self.clause.small[place : place + width])
        return Nominal(place, place + width, "pronoun", (words,))

    def claim(self, place: int) -> Claim | None:
        mark, length = self.clause.marks[place], 1
        if mark & marks.PHRASE:
            phrase, width = self._phrase(place)
            mark, length = (phrase, width) if phrase & _CUES else (mark, 1)
        if mark & marks.ACCORDING and mark & marks.LINKING and self.subjects.begin(place) != place:
            return None  # «pour Moscou, …», but «un atout pour la Russie»
        if mark & marks.ACCORDING:
            source = self.subjects.next(place + length)
            named = source if source and (source.kind != "pronoun" or source.governed) else None
            return self.made(place, named) if named and not self.subjects.asserts(place + length, named.first) else None
        if mark & marks.AFTERWARDS:
            before = self.subjects.left(place, self.subjects.begin(place), governed=True)
            return self.made(place, before) if before and before.last == place else None
        if not mark & marks.VERB or is_noun(self.clause, self.known, place):
            return None
        if place and self.clause.text[place][0].isupper():
            return None
        return self._passive(place) if self._suffers(place) else self._verbal(place, place + length)

    def made(self, place: int, claimant: Nominal) -> Claim:
        """Return the claim of who is named, as deep as its cue stands."""
        return Claim(self.subjects.depth(place), self.clause.small[place], claimant, place)

    def _made(self, depth: int, place: int, claimant: Nominal | None) -> Claim | None:
        return Claim(depth, self.clause.small[place], claimant, place) if claimant else None

    def _phrase(self, place: int) -> tuple[int, int]:
        small = self.clause.small
        for rest, mark in self.known.phrases[small[place]]:
            if mark & _CUES and small[place + 1 : place + 1 + len(rest)] == rest:
                return mark, 1 + len(rest)
        return 0, 1

    def _suffers(self, place: int) -> bool:
        """Tell whether the verb's subject is not who speaks: «was accused», but not «was quoted as saying»."""
        clause = self.clause
        if clause.small[place].endswith(self.known.participles):
            return False
        begin = self.subjects.begin(place) if self.known.brackets else max(0, place - 2)
        if not any(mark & marks.PASSIVE for mark in clause.marks[begin:place]):
            return False
        return clause.small[place + 1 : place + 2] != ("as",)

    def _passive(self, place: int) -> Claim | None:
        """Return the agent behind a passive: «was denied by Lee»."""
        marked = self.clause.marks
        for step in range(place + 1, min(place + REACH, len(marked))):
            if marked[step] & marks.AGENT:
                return self._made(self.subjects.depth(place), place, self.subjects.next(step + 1))
        return None

    def _verbal(self, place: int, after: int) -> Claim | None:
        begin = self.subjects.begin(place)
        if begin == place:
            return self._opening(place, after)
        left = self.subjects.left(place, begin)
        if self.clause.marks[begin] & marks.QUOTATIVE:
            said = self.subjects.left(place, begin, governed=True) or self.subjects.right(place, after)
            return self._made(LAST, place, said) or self._adding(place, after)
        if left is None and begin and self.clause.marks[begin] & marks.RELATIVE:
            inner = any(mark & INNER_MARKS for mark in self.clause.marks[begin:place])
            return None if inner else self._made(NESTED, place, self.subjects.antecedent(begin))
        if self.clause.marks[place - 1] & marks.CONJUNCTION or (
            left is None and self.clause.marks[begin] & marks.CONJUNCTION
        ):
            left = self.subjects.resumed(place) or left
        if left:
            return Claim(self._left_depth(left, place), self.clause.small[place], left, place)
        right = self.subjects.right(place, after) if self.known.inverts and not self._aims(place, begin) else None
        if right:
            return self.made(place, right)
        return self._dropped(place, after, begin)

    def _opening(self, place: int, after: int) -> Claim | None:
        """Read a verb that opens its clause: «..., said Lee», «Lee, who came late, said», «Añadió que»."""
        closed = next(
            (nominal for nominal in self.named if nominal.last == place and self.subjects.closes(nominal)), None
        )
        if closed and not closed.governed:
            return Claim(self.subjects.depth(closed.first), self.clause.small[place], closed, place)
        apposed = self._apposed(place)
        if apposed:
            return Claim(self.subjects.depth(apposed.first), self.clause.small[place], apposed, place)
        right = None if self._is_object(place) else self.subjects.right(place, after)
        if right:
            return Claim(LAST if place else FIRST, self.clause.small[place], right, place)
        resumed = self.subjects.resumed(place) if place and not self.clause.quoted[place - 1] else None
        if resumed and self._is_told_by_another(place):
            return None
        if resumed:
            return Claim(self.subjects.depth(resumed.first), self.clause.small[place], resumed, place)
        return self._dropped(place, after, place)

    def _is_told_by_another(self, place: int) -> bool:
        """Tell whether a participle goes on with what a clause before says: «Lee left, the port said, adding …»."""
        clause = self.clause
        if not clause.small[place].endswith(self.known.participles) or clause.small[place - 1] != ",":
            return False
        begin = self.subjects.begin(place - 1)
        said = clause.marks[place - 2] & marks.VERB and place - 2 > begin > 0
        return bool(said) and not clause.quoted[place - 2]

    def _aims(self, place: int, begin: int) -> bool:
        """Tell whether who follows a verb is its object: «die Opposition warf Lee vor», not «dem Rat warf Lee vor»."""
        clause = self.clause
        led = clause.marks[begin] & marks.ARTICLE and clause.small[begin] not in self.known.obliques
        return bool(led) and place - begin > 1 and clause.small[place] in self.known.transitives

    def _apposed(self, place: int) -> Nominal | None:
        """Return who opens the sentence where nothing but what he is stands between two commas before a verb."""
        clause = self.clause
        if self.known.inverts or place == 0 or clause.small[place - 1] != "," or clause.quoted[place - 1]:
            return None
        found = self.subjects.resumed(place)
        if found is None or found.kind != "name" or self.subjects.begin(found.first):
            return None
        ends = found.last if not self.subjects.closes(found) else found.last - 1
        between = clause.marks[ends : place - 1]
        told = marks.VERB | marks.AUXILIARY | marks.PASSIVE | marks.RELATIVE | marks.SUBORDINATOR
        plain = clause.small[ends : ends + 1] == (",",) and not any(mark & told for mark in between)
        return found if plain and ends < place - 1 else None

    def _is_object(self, place: int) -> bool:
        """Tell whether who follows a verb behind a comma cannot be its subject: «Lee, who came late, told Ode»."""
        if place == 0 or self.clause.quoted[place - 1]:
            return False
        object_first = self.clause.small[place] in self.known.transitives and not self.known.brackets
        return object_first or self.subjects.inserted(place)

    def _dropped(self, place: int, after: int, begin: int) -> Claim | None:
        """Read a verb without a subject as who spoke before, in languages that leave pronouns out."""
        clause = self.clause
        if not self.known.drops or clause.small[place] in self.known.plural_verbs:
            return None
        alone = all(mark & LEADING for mark in clause.marks[begin:place])
        spoken = alone and (clause.quoted[begin - 1] or self.subjects.follows_quotation(begin)) if begin else False
        led = begin == 0 or clause.marks[begin] & marks.CONJUNCTION
        if not spoken and not (led and alone):
            return None
        before = (nominal for nominal in self.named if nominal.first < place and not clause.quoted[nominal.first])
        if any(not nominal.governed for nominal in before):
            return None
        content = any(mark & marks.COMPLEMENT for mark in clause.marks[after : after + 2])
        return Claim(FIRST, clause.small[place], None, place) if content or spoken else None

    def _adding(self, place: int, after: int) -> Claim | None:
        """Read «jak dodał, …», «como dijo en Lima, …», but not «como dice el refrán, …»."""
        clause = self.clause
        if not self.known.drops or clause.small[place] in self.known.plural_verbs:
            return None
        alone = after == len(clause.small) or clause.small[after] in PUNCTUATION
        led = alone or clause.marks[after] & (marks.PREPOSITION | marks.AUXILIARY)
        return Claim(LAST, clause.small[place], None, place) if led else None

    def _left_depth(self, left: Nominal, place: int) -> int:
        before, ends = left.first - 1, place + 1 >= len(self.clause.small)
        if any(mark & marks.RELATIVE for mark in self.clause.marks[left.last : place]):
            return max(NESTED, self.subjects.depth(left.first))
        if before >= 0 and ends and self.clause.small[before] == ",":
            return LAST if self.clause.quoted[before] or left.last < place else WHOLE
        if before >= 0 and self.clause.quoted[before]:
            return LAST
        return self.subjects.depth(left.first)

    def label(self) -> Iterator[Claim]:
        """Read a name before a colon, as in a transcript: «LEE: ...», «Lee, on leaving: "..."»."""
        if ":" not in self.clause.small:
            return
        clause = self.clause
        for colon in [place for place, word in enumerate(clause.small) if word == ":" and not clause.quoted[place]]:
            spoken = colon + 1 < len(clause.quoted) and clause.quoted[colon + 1]
            for nominal in self.named:
                alone = self._is_label(nominal, colon)
                if alone or (spoken and colon - _LABEL <= nominal.last <= colon and not nominal.governed):
                    yield Claim(LAST if alone else NESTED, ":", nominal, colon)
                    return

    def _is_label(self, nominal: Nominal, colon: int) -> bool:
        """Tell whether nothing but an hour and brackets stand beside a name before a colon."""
        small = self.clause.small
        if nominal.last > colon or any(word[0].isalpha() for word in small[: nominal.first]):
            return False
        return nominal.last == colon or (small[nominal.last] == "(" and small[colon - 1] == ")")
