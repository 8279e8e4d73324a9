"""Somebody or something named in a sentence, and two of them that stand for one."""

from __future__ import annotations

from typing import NamedTuple


class Nominal(NamedTuple):
    """Somebody named at words ``first`` to ``last`` (exclusive); a plain tuple because a sentence makes several.

    ``kind`` is ``name``, ``office``, ``place``, ``body``, ``pronoun`` or ``pair``; a ``place`` is a country or a body
    that speaks for it, a ``body`` one whose country is not named there.  ``words`` are those of the name; ``role`` (in
    English where known) and ``country`` (a code) come from the office; ``governed`` says that a preposition or a
    possessive makes it no subject; ``gender`` is ``he``, ``she`` or ''; what bears an article without an office is no
    person.
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


def apposed(before: Nominal, found: Nominal, *, closed: bool) -> Nominal | None:
    """Return the person of a name beside a comma from an office, None where they are two."""
    if before.kind == "office" and found.kind == "name":
        if before.plural or not (closed or len(found.words) > 1):
            return None
        return found._replace(
            first=before.first,
            role=found.role or before.role,
            country=found.country or before.country,
            governed=before.governed,
            gender=before.gender or found.gender,
        )
    if before.kind == "name" and found.kind == "office" and not before.role and closed and not found.plural:
        return before._replace(role=found.role, country=found.country, gender=before.gender or found.gender)
    return None
