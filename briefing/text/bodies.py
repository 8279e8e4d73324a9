"""Bodies of a state, which speak for its country: «Russia's Foreign Ministry», «das Kabinett in Wien»."""

from __future__ import annotations

from briefing.text import speech as marks
from briefing.text.clauses import Clause, owner
from briefing.text.nominals import Nominal
from briefing.text.offices import Surroundings
from briefing.text.speech import Speech

BODIES = marks.BODY | marks.SIDE
"""The marks of their words."""


def read_body(around: Surroundings, place: int, length: int) -> Nominal | None:
    """Return the body of a state that the words of a place name, with its country: of kind ``place``.

    One whose country is not said, «the ministry», is of kind ``body``.  None where the words are a part of another
    noun, as in «the Ukrainian government forces», or where nothing tells that they mean a body of a state.
    """
    clause, known, after = around.clause, around.known, place + length
    first, before = around.before(place)
    side = clause.marks[place] & marks.SIDE
    last, behind = around.beside(after) if side else around.behind(after)
    if _qualifies_noun(clause, known, last) or clause.small[max(first - 1, 0)] in known.formers:
        return None
    country = before or behind
    if not country:
        first, last = place, after
    article = clause.small[first - 1] if first and clause.marks[first - 1] & marks.ARTICLE else ""
    common = clause.text[place].islower() or clause.lang in marks.CAPITAL_NOUNS
    if not country and (side or not article or not common):
        return None
    attributed = oblique(clause, known, first) or article in known.body_obliques or owner(clause.text[last - 1]) > 0
    attributed = attributed or " ".join(clause.small[place:after]).endswith(known.body_forms)
    kind, words = "place" if country else "body", clause.text[place:after]
    return Nominal(first, last, kind, words, country=country, governed=attributed or clause.governed(first))


def oblique(clause: Clause, known: Speech, place: int) -> bool:
    """Tell whether an article says that what follows is no subject: «des Minsker Abkommens», «dem Kreml»."""
    return place > 0 and clause.small[place - 1] in known.obliques and known.lang in marks.CAPITAL_NOUNS


def _qualifies_noun(clause: Clause, known: Speech, place: int) -> bool:
    """Tell whether a body before a place qualifies a noun there, in a language that puts nouns side by side."""
    if known.inverts or place >= len(clause.small):
        return False
    return not clause.marks[place] and clause.small[place][0].isalpha()
