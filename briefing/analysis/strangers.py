"""Whether somebody unknown says the first half of a sentence: who answers him does not speak for all of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.analysis.subjects import FIRST, Subjects
from briefing.analysis.wordclass import is_noun
from briefing.text import speech as marks
from briefing.text.nominals import Nominal

_PASSIVE_REACH = 2
_PARTING = frozenset(",;")
_SAID_SO = frozenset(",;:")


def stranger(subjects: Subjects, cues: Sequence[int], heard: Collection[int]) -> int | None:
    """Return the place of the first verb of saying where its subject is nobody known: it is not among those heard.

    With a capital it is part of a name: «the United States».
    """
    clause, place = subjects.clause, next(iter(cues), None)
    if place is None or place in heard or clause.marks[place] & (marks.VERB | marks.CAPITAL) != marks.VERB:
        return None
    begin = subjects.begin(place)
    suffers = any(mark & marks.PASSIVE for mark in clause.marks[max(begin, place - _PASSIVE_REACH) : place])
    if place == begin or suffers or is_noun(clause, subjects.known, place) or subjects.depth(place) != FIRST:
        return None
    return place


def answers(subjects: Subjects, unknown: int, place: int, named: Nominal | None) -> bool:
    """Tell whether a verb says something else than a stranger's: «the port confirmed 28 dead, Oslo says it lost 18».

    One that nothing but a circumstance follows («..., Lee said on arrival») is of all that stands before it.
    """
    clause, begin, follows = subjects.clause, subjects.begin(place), place + 1
    if named is None or named.kind == "pronoun" or not unknown < begin <= named.first:
        return False
    if (
        clause.small[begin - 1] not in _PARTING
        or follows == len(clause.small)
        or clause.small[follows] in _SAID_SO
        or clause.marks[follows] & marks.PREPOSITION
    ):
        return False
    return bool(clause.marks[place] & marks.VERB) and clause.small[place] not in subjects.known.transitives
