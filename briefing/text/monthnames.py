"""A month's word that is somebody's name: «April Jones», «Theresa May», «Herr März»."""

from __future__ import annotations

from briefing.text import speech as marks
from briefing.text.clauses import Clause, owner
from briefing.text.lexicon import lexicon
from briefing.text.speech import speech

_CAPITAL_MONTHS = frozenset(("de", "en"))
_GIVEN = frozenset(("jan",))
_PLACES = marks.PLACE | marks.LONG_PLACE
_NO_BEARER = (
    _PLACES | marks.INSTITUTION | marks.VERB | marks.PREPOSITION | marks.ARTICLE | marks.STOPWORD | marks.PRONOUN
    | marks.SUBORDINATOR | marks.COMPLEMENT | marks.RELATIVE | marks.AUXILIARY | marks.CONJUNCTION | marks.OFFICE
)  # fmt: skip


def is_given(clause: Clause, place: int) -> bool:
    """Tell whether a month's word can open a name: «April Jones», but not «in April Jones» or «last June Lee»."""
    small = clause.small[place]
    if small in _GIVEN:
        return True
    if small not in lexicon(clause.lang).months or not _is_person(clause, place + 1):
        return False
    if clause.lang not in _CAPITAL_MONTHS:
        return True
    asks = place == 0 and clause.marks[place] & marks.AUXILIARY
    return not asks and not clause.governed(place) and not _is_dated(clause, place)


def is_family(clause: Clause, place: int) -> bool:
    """Tell whether a month's word ends a name, or is one: behind a title, an office or a given name; «May said»."""
    if clause.small[place] not in lexicon(clause.lang).months or _is_dated(clause, place) or clause.governed(place):
        return False
    before = clause.marks[place - 1] if place else 0
    if before & marks.TITLE:
        return True
    if before & marks.CAPITAL and before & marks.OFFICE:
        return clause.small[place - 1] not in speech(clause.lang).plurals
    if place and _is_person(clause, place - 1):
        return len(clause.text[place - 1]) > 1 and not (
            clause.text[place - 1].isupper() or (place > 1 and clause.marks[place - 2] & marks.ARTICLE)
        )
    says = place + 1 < len(clause.marks) and clause.marks[place + 1] & marks.VERB
    return bool(says) and clause.lang in _CAPITAL_MONTHS


def _is_dated(clause: Clause, place: int) -> bool:
    """Tell whether what stands beside a month's word makes it a month: «3 May», «Lee's May», «early May»."""
    beside = (clause.small[at] for at in (place - 1, place + 1) if 0 <= at < len(clause.small))
    if any(word[0].isdigit() for word in beside):
        return True
    return place > 0 and (clause.small[place - 1] in speech(clause.lang).dating or owner(clause.text[place - 1]) > 0)


def _is_person(clause: Clause, place: int) -> bool:
    """Tell whether a word can be part of a person's name."""
    mark = clause.marks[place] if place < len(clause.marks) else 0
    return (
        bool(mark & marks.CAPITAL) and not mark & _NO_BEARER and clause.small[place] not in speech(clause.lang).dating
    )
