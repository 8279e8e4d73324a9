"""The parties of an event among the countries most spoken of: those that act in it, not who hosts or mediates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.analysis.countries import countries, main_countries
from briefing.analysis.people import Person
from briefing.analysis.speakers import Attribution
from briefing.analysis.topics import key
from briefing.model import Assessment
from briefing.text.clauses import Clause
from briefing.text.names import Nominal
from briefing.text.places import places


def sides(assessments: Sequence[Assessment], attribution: Attribution) -> tuple[str, ...]:
    """Return the codes of the countries that are parties, three at most.

    A party is the subject, or the speaker, of more sentences of status than have it as host or mediator of the talks.
    """
    persons = {person.name: person for person in attribution.people}
    main = main_countries(one.sentence for one in assessments)
    acts, hosts = dict.fromkeys(main, 0), dict.fromkeys(main, 0)
    for one in assessments:
        clause, named = attribution.read[key(one.sentence)]
        if _hosted(clause):
            for code in countries(one.sentence.text, one.sentence.lang, seats=True) & hosts.keys():
                hosts[code] += 1
        elif one.status:
            for code in _acting(clause, named, one.speakers, persons) & acts.keys():
                acts[code] += 1
    return tuple(code for code in main if acts[code] > hosts[code])


def _hosted(clause: Clause) -> bool:
    """Tell whether a sentence speaks, outside quotations, of hosting or mediating."""
    hosting = places(clause.lang).hosting
    return any(word in hosting and not quoted for word, quoted in zip(clause.small, clause.quoted, strict=True))


def _acting(
    clause: Clause, named: Sequence[Nominal], speakers: Sequence[str], persons: Mapping[str, Person]
) -> frozenset[str]:
    """Return the countries that are a subject of a sentence, by name or by an office, or that speak it."""
    subjects = {each.country for each in named if not each.governed and not clause.quoted[each.first]}
    return frozenset(subjects | {persons[name].country for name in speakers if name in persons})
