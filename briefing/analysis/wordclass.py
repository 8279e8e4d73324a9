"""Whether a form that may be a verb is one at its place: «says», but not «a report», «to deny», «the ten states»."""

from __future__ import annotations

from briefing.text import speech as marks
from briefing.text.clauses import Clause, owner
from briefing.text.speech import Speech


def is_noun(clause: Clause, known: Speech, place: int) -> bool:
    """Tell whether a verb's form is a noun or not done: «a report», «of state», «Lee's answer», «to deny»."""
    if place == 0:
        return False
    before = clause.marks[place - 1]
    if before & marks.INFINITIVE or (clause.small[place - 1] == "of" and _is_bare(clause, known, place)):
        return True
    article = before & marks.ARTICLE and not before & (marks.RELATIVE | marks.COMPLEMENT | marks.PRONOUN)
    return bool(article and not known.bare) or owner(clause.text[place - 1]) > 0


def _is_bare(clause: Clause, known: Speech, place: int) -> bool:
    return bool(known.marks.get(f"{clause.small[place]}s", 0) & marks.VERB)
