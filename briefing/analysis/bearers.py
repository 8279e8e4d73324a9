"""Who holds an office or did something, where two documents give another name.

Reported are two names so alike that they are one person's, and two names of which each document knows only its own and
tells the same deed.  An office may pass on, and an article may name two of its holders: then nothing is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, combinations

from briefing.analysis.people import LEADERS, Person
from briefing.analysis.tellings import Rivals, Telling, alike, content
from briefing.model import Assessment
from briefing.text.contrasts import said, small
from briefing.text.spelling import latin

LEAST_ALIKE = 0.6
SAME_DEED = 0.7
FEWEST = 2
_SINGLE = ("minister", "envoy", "ambassador", "commissioner", "spokesperson", "spokesman", "spokeswoman")


def bearers(assessments: Sequence[Assessment], people: Sequence[Person]) -> list[Rivals]:
    """Return the contradictions about the name of who holds an office."""
    officials = [person for person in people if _offices(person) and len(person.name.split()) > 1]
    rivals = [pair for pair in combinations(officials, 2) if _one_office(*pair)]
    told = {person: _mentions(person, assessments) for person in dict.fromkeys(chain.from_iterable(rivals))}
    found = []
    for one, other in rivals:
        mine, theirs = told[one], told[other]
        if mine and theirs and not {each.document for each in mine} & {each.document for each in theirs}:
            found += _rivals(one, other, mine, theirs)
    return sorted(found, key=lambda pair: -pair.score)


def _offices(person: Person) -> set[str]:
    return {office for office in person.offices if office in LEADERS or office.endswith(_SINGLE)}


def _one_office(one: Person, other: Person) -> bool:
    countries = {one.country, other.country} - {""}
    return bool(_offices(one) & _offices(other)) and len(countries) == 1


def _mentions(person: Person, assessments: Sequence[Assessment]) -> list[Telling]:
    """Return the sentences that name a person in full."""
    spellings = [name for name in {person.name, *person.spellings} if " " in name]
    names = {word for name in spellings for word in small(name)}
    return [
        Telling(one, person.name, tuple(word for word in content(words, one.sentence.lang) if word not in names))
        for one in assessments
        if any(name in one.sentence.text for name in spellings)
        for words in (small(one.sentence.text),)
        if not said("former", words, one.sentence.lang)
    ]


def _rivals(one: Person, other: Person, mine: Sequence[Telling], theirs: Sequence[Telling]) -> list[Rivals]:
    """Return the best pair of sentences, if the names or the deeds are near enough."""
    deed, left, right = max(
        ((alike(left, right), left, right) for left in mine for right in theirs), key=lambda row: row[0]
    )
    enough = deed >= SAME_DEED and min(len(left.words), len(right.words)) >= FEWEST
    if not enough and not _nearly_one_name(one.name, other.name):
        return []
    return [Rivals("name", left, right, deed)]


def _nearly_one_name(one: str, other: str) -> bool:
    """Tell whether two names share the given name, and their family names most of their letters."""
    from difflib import SequenceMatcher

    (given, *_, family), (first, *_, last) = (tuple(map(latin, name.split())) for name in (one, other))
    return given == first and SequenceMatcher(None, family, last).ratio() >= LEAST_ALIKE
