"""Reading one document from top to bottom: who a name, an office or a pronoun stands for at each place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.analysis.bodies import Bodies
from briefing.analysis.claims import Claim, claims
from briefing.analysis.nameless import are_several, nameless
from briefing.analysis.pairs import both, holds
from briefing.analysis.people import People
from briefing.analysis.subjects import NESTED
from briefing.text import speech as marks
from briefing.text.agencies import agencies
from briefing.text.clauses import Clause
from briefing.text.nominals import Nominal
from briefing.text.places import country_names
from briefing.text.speech import CAPITAL_NOUNS, speech
from briefing.text.spelling import bears_article

_MEMORY = 6
_ACTORS = frozenset(("name", "office", "place", "body"))
_QUOTED = 4

Spoken = tuple[tuple[str, ...], str]
_NOBODY: Spoken = ((), "")


class Turn(NamedTuple):
    """A person (an index) or a country who was spoken of as acting, and in which sentence."""

    sentence: int
    person: int | None
    name: str


class Listener:
    """What a reader of one document remembers: who spoke or acted last, if it was no stranger, and which two together.

    ``voices`` are the persons whom «both sides» can mean: those who speak somewhere by themselves.
    """

    def __init__(self, people: People, voices: frozenset[str]) -> None:
        self.people = people
        self.voices = voices
        self.turns: list[Turn] = []
        self.pair: tuple[str, ...] = ()
        self.sentence = 0
        self.stranger = False
        self.bodies = Bodies()
        self.mentioned: tuple[int, ...] = ()
        self.held: dict[str, int] = {}
        self.known: dict[tuple[tuple[str, ...], str], int | None] = {}

    def speaker(self, clause: Clause, named: Sequence[Nominal]) -> Spoken:
        """Return whose claim the wording of a sentence makes it, with the reason."""
        weak = _NOBODY
        named = self._without_nouns(clause, named) if clause.lang in CAPITAL_NOUNS else named
        for claim in claims(clause, named):
            if claim.depth > NESTED:
                break
            names, reason = self._resolve(claim, clause, named)
            if not names and claim.claimant and claim.claimant.kind == "pair":
                return _NOBODY
            if names and agencies(names[0]):
                weak = weak if weak[0] else (names, reason)
            elif names:
                return names, reason
        return weak if weak[0] else self._implied(clause, named)

    def _without_nouns(self, clause: Clause, named: Sequence[Nominal]) -> tuple[Nominal, ...]:
        """Leave out the common nouns where all have capitals: lonely words that are nobody's name."""
        return tuple(
            each
            for each in named
            if each.kind != "name"
            or len(each.words) > 1
            or bears_article(each.words[0])
            or self._person(each, clause.lang) is not None
            or (each.first > 0 and clause.marks[each.first - 1] & marks.VERB)
        )

    def _implied(self, clause: Clause, named: Sequence[Nominal]) -> Spoken:
        """Return the only person who acts in a sentence that quotes, or that reports in the subjunctive."""
        if not clause.unquoted(marks.SUBJUNCTIVE) and not _QUOTED <= sum(clause.quoted) < len(clause.quoted):
            return _NOBODY
        acting = (each for each in named if not each.governed and not clause.quoted[each.first])
        found = {self._person(each, clause.lang) for each in acting if each.kind in ("name", "office")}
        if len(found) != 1 or None in found:
            return _NOBODY
        name = self.people.persons[next(person for person in found if person is not None)].name
        return (name,), f"words of {name}"

    def remember(self, clause: Clause, named: Sequence[Nominal], said: Sequence[str]) -> None:
        """Take note of who speaks or acts in a sentence, and go on to the next."""
        acting: list[Nominal] = []
        turns: list[Turn] = []
        for each in named:
            if each.kind == "place":
                self.bodies.note(each, clause.lang, self.sentence)
            if not each.governed and not clause.quoted[each.first]:
                acting.append(each)
                turn = self._turn(each, clause.lang) if each.kind in _ACTORS else None
                turns += [turn] if turn else []
            elif each.kind == "name" and (person := self._person(each, clause.lang)) is not None:
                self.mentioned = (*self.mentioned[-_MEMORY:], person)
        speaking = [turn for turn in turns if turn.name in said]
        if said and not speaking:
            speaking = [Turn(self.sentence, self.people.places.get(said[0]), said[0])]
        self.turns = [*self.turns[-_MEMORY:], *reversed(turns[:2]), *speaking[:1]]
        self.stranger = not (said or turns) and (self.stranger or clause.unquoted(marks.VERB))
        self.pair = tuple(said) if len(said) > 1 else self._coordinated(clause, acting)
        self.sentence += 1

    def acted_last(self) -> str:
        """Return the person who acted in the sentence before, '' for nobody."""
        last = self.turns[-1] if self.turns else None
        return last.name if last and last.person is not None and last.sentence == self.sentence - 1 else ""

    def _coordinated(self, clause: Clause, acting: Sequence[Nominal]) -> tuple[str, ...]:
        for one, other in pairwise(acting):
            if other.first - one.last == 1 and clause.marks[one.last] & marks.CONJUNCTION:
                names = tuple(filter(None, (self._name(one, clause.lang), self._name(other, clause.lang))))
                return names if len(names) > 1 else ()
            if one.kind == "pair":
                return self._both(one.role)
        return self._both(acting[-1].role) if acting and acting[-1].kind == "pair" else ()

    def _turn(self, nominal: Nominal, lang: str) -> Turn | None:
        name = self._name(nominal, lang)
        person = self.people.places.get(name)
        if person is not None and nominal.role:
            self.held[nominal.role] = person
        return Turn(self.sentence, person, name) if name else None

    def _resolve(self, claim: Claim, clause: Clause, named: Sequence[Nominal]) -> Spoken:
        nominal = claim.claimant
        if nominal is None:
            name = "" if self.stranger else self._recalled("", ())
            return ((name,), f"{claim.cue}: {name} goes on") if name else _NOBODY
        if nominal.kind == "pronoun":
            return self._pronoun(nominal, clause, named)
        if nominal.kind == "pair":
            two = self._both(nominal.role)
            return (two, f"{claim.cue} both") if two else _NOBODY
        name = self._name(nominal, clause.lang)
        if not name and self._introduced(nominal, claim, clause.lang):
            name = " ".join(nominal.words)
        if not name or (claim.cue == ":" and name not in self.people.places and nominal.kind == "name"):
            return _NOBODY
        partner = self._partner(nominal, clause, named)
        return (tuple(dict.fromkeys((*partner, name))), f"{claim.cue} {name}")

    def _introduced(self, nominal: Nominal, claim: Claim, lang: str) -> bool:
        """Tell whether the place of an unknown name beside a verb of saying is enough to take it for a speaker."""
        if nominal.kind != "name" or nominal.articled:
            return False
        if lang in CAPITAL_NOUNS and (claim.cue.endswith("en") or claim.cue in speech(lang).wishes):
            return False
        return nominal.first > claim.place or nominal.words[0] in self.people.confirmed

    def _partner(self, nominal: Nominal, clause: Clause, named: Sequence[Nominal]) -> tuple[str, ...]:
        """Return who is joined to a subject by «and»."""
        for other in named:
            if nominal.first - other.last == 1 and clause.marks[other.last] & marks.CONJUNCTION:
                name = "" if other.kind == "pronoun" else self._name(other, clause.lang)
                return (name,) if name else ()
        return ()

    def _pronoun(self, nominal: Nominal, clause: Clause, named: Sequence[Nominal]) -> Spoken:
        form = nominal.words[0]
        kinds = speech(clause.lang).pronouns.get(form, ())
        before = tuple(e for e in named if e.last <= nominal.first and not e.governed and not clause.quoted[e.first])
        if "it" in kinds:
            last = (turn.name for turn in self.turns[-1:] if turn.person is None and not are_several(turn.name))
            name = next(last, "")
        elif "they" in kinds and self.pair:
            return self.pair, f"{form} = {', '.join(self.pair)}"
        elif kinds == ("they",) or ("they" in kinds and not before and not self._is_woman()):
            name = ""
        else:
            name = self._recalled(kinds[-1] if kinds else "", tuple(self._person(e, clause.lang) for e in before))
        return ((name,), f"{form} = {name}") if name else _NOBODY

    def _is_woman(self) -> bool:
        """Tell whether who acted last can be meant by a word for «she» and «they»."""
        last = self.turns[-1] if self.turns else None
        if last is None or last.person is None:
            return False
        gender = self.people.genders[last.person]
        return gender == "she" or (gender == "" and last.sentence == self.sentence - 1)

    def _recalled(self, gender: str, before: Sequence[int | None]) -> str:
        """Return the person last named who can be a pronoun's, the same sentence first."""
        earlier = [turn.person for turn in self.turns if turn.sentence >= self.sentence - _MEMORY]
        for person in (*reversed(before), *reversed(earlier), *reversed(self.mentioned)):
            if person is not None and (not gender or self.people.genders[person] in ("", gender)):
                return self.people.persons[person].name
        return ""

    def _both(self, role: str) -> tuple[str, ...]:
        """Return the two of the voices who were spoken of last and hold the office that both are called by."""
        return both(self.people, (turn.name for turn in reversed(self.turns) if turn.name in self.voices), role)

    def _name(self, nominal: Nominal, lang: str) -> str:
        """Return the canonical name of a person, a country or an institution, '' where it is not clear."""
        person = self._person(nominal, lang)
        if person is not None:
            return self.people.persons[person].name
        if nominal.kind == "place":
            return country_names()[nominal.country]
        if nominal.kind == "office":
            return nameless(nominal)
        words = nominal.words
        body = self.bodies.named(words[0].lower(), self.sentence) if len(words) == 1 else ""
        if body or nominal.kind == "body":
            return body
        lonely = words[0] in self.people.confirmed and lang not in CAPITAL_NOUNS
        sure = len(words) > 1 or lonely or bears_article(words[0]) or nominal.role or nominal.gender
        return " ".join(words) if sure else ""

    def _person(self, nominal: Nominal, lang: str) -> int | None:
        if nominal.kind == "name":
            spelled = nominal.words, lang
            if spelled not in self.known:
                self.known[spelled] = self.people.named(nominal.words, lang)
            return self.known[spelled]
        if nominal.kind != "office" or nominal.plural:
            return None
        if nominal.country:
            return next(iter(self.people.holding(nominal.country, nominal.role)), None)
        return self._holder(nominal.role)

    def _holder(self, role: str) -> int | None:
        """Return the last person spoken of in an office that is named without its country."""
        for turn in reversed(self.turns):
            if turn.person is None:
                continue
            if holds(self.people.persons[turn.person], role):
                return turn.person
        return self.held[role] if role in self.held else self.people.only_holder(role)
