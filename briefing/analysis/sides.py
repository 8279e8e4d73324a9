"""The parties of an event among the countries most spoken of: those that act in it, not who hosts or mediates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing.analysis.countries import LEAST_SENTENCES, countries, main_countries
from briefing.analysis.people import People, Person
from briefing.analysis.speakers import Attribution
from briefing.analysis.topics import key
from briefing.model import Assessment, Status
from briefing.text import speech as marks
from briefing.text.clauses import Clause, owner
from briefing.text.nominals import Nominal
from briefing.text.places import country_names, places

_NEAR = 2
_THIRD = ("envoy", "United Nations")
_LINKS = marks.ARTICLE | marks.AUXILIARY | marks.PASSIVE | marks.PREPOSITION


class _Parts(NamedTuple):
    """How often each country, by its code, and each person, by name, is host or mediator, acts, or acts for itself.

    ``called`` are those to whom a word for it belongs, ``hosts`` the countries of any sentence with such a word.  For
    itself acts who disputes, or who agrees in the reporter's words: what a mediator tells of the sides is not his own.
    """

    called: Counter[str]
    hosts: Counter[str]
    acts: Counter[str]
    own: Counter[str]

    def is_party(self, code: str) -> bool:
        """Tell whether a country acts more often than it hosts, and is no mediator."""
        return self.acts[code] > self.hosts[code] and not self.mediates(code)

    def mediates(self, one: str) -> bool:
        """Tell whether somebody is once called host or mediator and does not act for himself more often."""
        return self.called[one] > 0 and self.own[one] <= max(self.called[one], self.hosts[one])


def sides(assessments: Sequence[Assessment], attribution: Attribution) -> tuple[str, ...]:
    """Return the codes of the countries that are parties, three at most.

    A party is the subject, or the speaker, of more sentences of status than have it as host or mediator of the talks;
    who is called so, of more sentences in which it acts for itself.  Nobody quarrels alone: beside a single party
    stands who acts as often, though its own press seldom names it.
    """
    found = _parts(assessments, attribution)
    main = main_countries(one.sentence for one in assessments)
    chosen = tuple(code for code in main if found.is_party(code))
    return chosen + _second(chosen[0], found) if len(chosen) == 1 else chosen


def _second(first: str, found: _Parts) -> tuple[str, ...]:
    """Return the country that acts at least as often as the only party, the most active one, if there is one."""
    least = max(LEAST_SENTENCES, found.acts[first])
    others = (code for code in found.acts if code != first and found.acts[code] >= least and found.is_party(code))
    return tuple(sorted(others, key=lambda code: (-found.acts[code], code))[:1])


def mediators(assessments: Sequence[Assessment], attribution: Attribution) -> frozenset[str]:
    """Return the names of the persons and countries that host or mediate, a person by his country where it is known."""
    found = _parts(assessments, attribution)
    persons = {person.name for person in attribution.people if found.mediates(person.country or person.name)}
    return frozenset(persons | {name for code, name in country_names().items() if found.mediates(code)})


def _parts(assessments: Sequence[Assessment], attribution: Attribution) -> _Parts:
    persons = {person.name: person for person in attribution.people}
    found = _Parts(Counter(), Counter(), Counter(), Counter())
    for one in assessments:
        clause, named = attribution.read[key(one.sentence)]
        found.called.update({each.country for each in named if (each.role, each.country) == _THIRD})
        if hosting := _hosting(clause):
            found.called.update({each for at in hosting for each in _called(clause, named, at, attribution.known)})
            found.hosts.update(countries(one.sentence.text, one.sentence.lang, seats=True))
        elif one.status:
            acting = _acting(clause, named, one.speakers, persons)
            found.acts.update(acting)
            if one.status is Status.DISPUTE:
                found.own.update(acting | {*one.speakers})
            elif one.status is Status.AGREEMENT and not one.speakers:
                found.own.update(acting)
    return found


def _hosting(clause: Clause) -> tuple[int, ...]:
    """Return where a sentence speaks, outside quotations, of hosting or mediating."""
    hosting = places(clause.lang).hosting
    return tuple(at for at, word in enumerate(clause.small) if word in hosting and not clause.quoted[at])


def _called(clause: Clause, named: Sequence[Nominal], at: int, known: People) -> Iterator[str]:
    """Yield the country or person to whom a word for hosting belongs: «Omani mediation», «the host, Ann Lee»."""
    beside = (*clause.small[max(0, at - 1) : at], *clause.small[at + 1 : at + 2])
    found = (places(clause.lang).word(word) for word in beside)
    yield from (place.code for place in found if place and place.adjective)
    nominal = _host(clause, named, at)
    if nominal:
        person = known.named(nominal.words, clause.lang) if nominal.kind == "name" else None
        if nominal.country:
            yield nominal.country
        if person is not None:
            yield from filter(None, (known.persons[person].name, known.persons[person].country))


def _host(clause: Clause, named: Sequence[Nominal], at: int) -> Nominal | None:
    """Return who is named with a word for hosting: as its agent, in one with it, before it or behind its comma."""
    told = [each for each in named if each.country or each.kind == "name"]
    behind = next((each for each in told if each.first > at), None)
    if clause.marks[at + 1 : at + 2] and clause.marks[at + 1] & marks.AGENT:
        return behind if behind and behind.first - at - 1 <= _NEAR else None
    for each in told:
        own = not each.governed or (each.last == at and owner(clause.text[at - 1]) > 0)
        if each.first <= at < each.last or (own and _joined(clause, each.last, at, _LINKS)):
            return each
    return behind if behind and _joined(clause, at + 1, behind.first, marks.ARTICLE) else None


def _joined(clause: Clause, first: int, last: int, links: int) -> bool:
    """Tell whether at most two words stand between two places, and these but link them."""
    between = zip(clause.marks[first:last], clause.small[first:last], strict=True)
    return first <= last <= first + _NEAR and all(mark & links or word == "," for mark, word in between)


def _acting(
    clause: Clause, named: Sequence[Nominal], speakers: Sequence[str], persons: Mapping[str, Person]
) -> frozenset[str]:
    """Return the countries that are a subject of a sentence, by name or by an office, or that speak it."""
    subjects = {each.country for each in named if not each.governed and not clause.quoted[each.first]}
    return frozenset(subjects | {persons[name].country for name in speakers if name in persons}) - {""}
