"""Whether a form that may be a verb is one at its place: «says», but not «a report», «to deny», «the ten states»."""

from __future__ import annotations

import re

from briefing.text import speech as marks
from briefing.text.clauses import Clause, owner
from briefing.text.lexicon import lexicon
from briefing.text.speech import Speech

_ADJECTIVES = 2
_YEAR = 4
_BEFORE_NUMBERS = marks.ARTICLE | marks.PREPOSITION | marks.CONJUNCTION
_BEHIND_NOUNS = marks.PREPOSITION | marks.AUXILIARY | marks.PASSIVE | marks.VERB | marks.RELATIVE
_BEGINS_PART = (
    marks.PREPOSITION | marks.ARTICLE | marks.AUXILIARY | marks.PASSIVE | marks.COMPLEMENT | marks.SUBORDINATOR
    | marks.RELATIVE | marks.PRONOUN | marks.CONJUNCTION | marks.STOPWORD
)  # fmt: skip
_MANY = re.compile(r"\d{1,3}(?:[.,]\d{3})+|[1-9]\d{2}|\d{5,9}")
_NO_ADJECTIVE = (
    marks.OFFICE
    | marks.INSTITUTION
    | marks.PRONOUN
    | marks.AUXILIARY
    | marks.PREPOSITION
    | marks.CONJUNCTION
    | marks.VERB
    | marks.CAPITAL
    | marks.PLACE
)


def is_noun(clause: Clause, known: Speech, place: int) -> bool:
    """Tell whether a verb's form is a noun or not done: «a report», «of state», «Lee's answer», «to deny»."""
    if place == 0:
        return False
    before = clause.marks[place - 1]
    if before & marks.INFINITIVE or (clause.small[place - 1] == "of" and _is_bare(clause, known, place)):
        return True
    article = _is_article(before) and not known.bare
    if article or owner(clause.text[place - 1]) > 0 or _is_counted(clause, place):
        return True
    return _is_plural(clause, known, place) and _is_led(clause, place)


def _is_bare(clause: Clause, known: Speech, place: int) -> bool:
    return bool(known.marks.get(f"{clause.small[place]}s", 0) & marks.VERB)


def _is_article(mark: int) -> bool:
    return bool(mark & marks.ARTICLE) and not mark & (marks.RELATIVE | marks.COMPLEMENT | marks.PRONOUN)


def _is_plural(clause: Clause, known: Speech, place: int) -> bool:
    """Tell whether a form may be the plural of a noun: «states» beside «state», «demands» beside «demanded»."""
    small = clause.small[place]
    return small.endswith("s") and any(known.marks.get(small[:-1] + end, 0) & marks.VERB for end in ("", "d", "ed"))


def _is_counted(clause: Clause, place: int) -> bool:
    """Tell whether a form says of what kind things in a number are: «1,200 rejected claims», but not «in 2031 denied».

    A number that is no day of a month and no year is who does what follows, or belongs to the noun behind it.
    """
    follows = clause.text[place + 1] if place + 1 < len(clause.text) else ""
    if not follows[:1].isalpha() or not follows[0].islower() or clause.marks[place + 1] & _BEGINS_PART:
        return False
    return bool(_MANY.fullmatch(clause.small[place - 1]))


def _is_led(clause: Clause, place: int) -> bool:
    """Tell whether a number or an article with an adjective leads a form: «the ten states», «several new demands were».

    No verb in -s stands behind a number above one; behind an adjective it is a noun where nothing follows that begins
    what is said.
    """
    if _counts(clause, place - 1):
        return True
    if place + 1 < len(clause.small) and not clause.marks[place + 1] & _BEHIND_NOUNS and not clause.parted(place + 1):
        return False
    for step in range(place - 1, max(-1, place - 2 - _ADJECTIVES), -1):
        if clause.parted(step) or clause.marks[step] & _NO_ADJECTIVE:
            return False
        if _is_article(clause.marks[step]) or _counts(clause, step):
            return step < place - 1
    return False


def _counts(clause: Clause, place: int) -> bool:
    """Tell whether a number above one counts what follows: «the 27», but not «Article 5» or «in 2031»."""
    small, before = clause.small[place], clause.marks[place - 1] if place else marks.ARTICLE
    if small.isdecimal():
        return small != "1" and len(small) < _YEAR and bool(before & _BEFORE_NUMBERS)
    return lexicon(clause.lang).numbers.get(small, 0) > 1
