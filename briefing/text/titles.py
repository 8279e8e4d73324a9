"""The office that a sentence gives somebody beside the name, as it is written: «Turkish President», «ministra noruega».

What is no office now, or may be more or less than the office, is none: «former president», «the senator's colleague»,
«help President Lee», «the leader Ann Lee».
"""

from __future__ import annotations

from typing import NamedTuple

from briefing.text import speech as marks
from briefing.text.clauses import Clause
from briefing.text.nominals import Nominal
from briefing.text.offices import NO_PART
from briefing.text.speech import CAPITAL_NOUNS, speech

# Alone they do not say of what.
_VAGUE = frozenset(("leader", "minister", "secretary", "chairman", "spokesman", "negotiator", "general", "official"))
_BEFORE = 2
_BOUNDS = NO_PART & ~marks.OFFICE


class Words(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a clause."""

    first: int
    last: int


def name_words(clause: Clause, nominal: Nominal) -> Words | None:
    """Return where the name of a nominal stands in its sentence; None where it may be half a name.

    So it may where it goes on behind, and behind an office that belongs to another: «spokesman for President Ann Lee».
    """
    width = len(nominal.words)
    for first in range(nominal.first, nominal.last - width + 1):
        last = first + width
        *before, end = clause.text[first:last]
        if (*before,) == nominal.words[:-1] and end.startswith(nominal.words[-1]):
            half = _goes_on(clause, last) or _has_two(clause, Words(nominal.first, first))
            return None if half else Words(first, last)
    return None


def title(clause: Clause, nominal: Nominal) -> Words | None:
    """Return the words that give somebody an office, without article and name; None where it is not clear."""
    name = name_words(clause, nominal)
    if name is None or not nominal.role or nominal.plural:
        return None
    before = _trimmed(clause, Words(nominal.first, name.first))
    found = before or _trimmed(clause, Words(name.last, nominal.last))
    if found is None or any(clause.quoted[min(found.first, name.first) : max(found.last, name.last)]):
        return None
    if before and before.last < name.first and not _closed(clause, name.last):
        return None
    return found if _is_whole(clause, found) and _is_held(clause, found, nominal) else None


def _goes_on(clause: Clause, last: int) -> bool:
    """Tell whether a capital right behind a name makes it half a name: «Prime Minister Theresa» before «May»."""
    if last >= len(clause.text) or clause.lang in CAPITAL_NOUNS:
        return False
    return bool(clause.marks[last] & marks.CAPITAL)


def _closed(clause: Clause, place: int) -> bool:
    return place >= len(clause.small) or not clause.small[place][0].isalnum()


def _trimmed(clause: Clause, words: Words) -> Words | None:
    """Return words without articles, signs and forms of address around them, None for nothing left."""
    inside = [at for at in range(*words) if not _closed(clause, at) and not clause.marks[at] & marks.TITLE]
    while inside and clause.marks[inside[0]] & marks.ARTICLE:
        inside = inside[1:]
    return Words(inside[0], inside[-1] + 1) if inside else None


def _has_two(clause: Clause, words: Words) -> bool:
    """Tell whether an office stands behind the word that ties more to the first."""
    links = [at for at in range(*words) if clause.marks[at] & (marks.LINKING | marks.PREPOSITION)]
    return bool(links) and any(clause.marks[at] & marks.OFFICE for at in range(links[0], words.last))


def _is_held(clause: Clause, found: Words, nominal: Nominal) -> bool:
    """Tell whether the words name one office that is held: not a former one, nor what he is to somebody."""
    known, small = speech(clause.lang), clause.small
    near = small[max(0, found.first - _BEFORE) : found.last]
    if any(_is_former(word, known.formers) for word in near):
        return False
    if not known.counterparts.isdisjoint(small[found.first : found.last]):
        return False
    if found.last - found.first == 1 and nominal.role in _VAGUE and known.roles.get(small[found.first]):
        return False
    return not _has_two(clause, found)


def _is_former(word: str, formers: tuple[str, ...]) -> bool:
    return any(word.startswith(former) if former.endswith("-") else word == former for former in formers)


def _is_whole(clause: Clause, found: Words) -> bool:
    """Tell whether an office begins where its words do: no half of «acting minister», nothing of «help the minister».

    What qualifies an office must be a country, be written like it («State Department spokesman»), or follow an article
    or «of».
    """
    if found.first and not (clause.marks[found.first - 1] & _BOUNDS or _closed(clause, found.first - 1)):
        return False
    office = next((at for at in range(*found) if clause.marks[at] & (marks.OFFICE | marks.PHRASE)), found.first)
    qualifying = range(found.first, office)
    if not qualifying or any(clause.marks[at] & (marks.PLACE | marks.LONG_PLACE) for at in qualifying):
        return True
    if clause.lang not in CAPITAL_NOUNS and all(clause.marks[at] & marks.CAPITAL for at in qualifying):
        return found.first > 0
    led = marks.ARTICLE if speech(clause.lang).bare else marks.ARTICLE | marks.LINKING
    return found.first > 0 and bool(clause.marks[found.first - 1] & led)
