"""Whom a word for two means: «both sides», «both ministers»."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.analysis.people import LEADERS, People, Person

VAGUE = frozenset(("leader", "minister"))


def both(people: People, recent: Iterable[str], role: str) -> tuple[str, ...]:
    """Return the two who were spoken of last, of an office the only two who hold it, () where these are not two.

    Nobody is better than a wrong one: of three ministers «both» may be any two, and the harbour master is none.  But
    a leader is whoever leads, a delegation too.
    """
    strict = role not in ("", "leader")
    found = list(
        dict.fromkeys(name for name in recent if not strict or holds(people.persons[people.places[name]], role))
    )
    pair = found if strict else found[:2]
    return tuple(sorted(pair)) if len(pair) == 2 else ()


def holds(person: Person, role: str) -> bool:
    """Tell whether a person can be called by an office, or by a word that is one of many: «leader», «minister»."""
    return role in person.offices or (role in VAGUE and any(_fits(role, office) for office in person.offices))


def _fits(role: str, office: str) -> bool:
    return office in LEADERS if role == "leader" else office.endswith(role)
