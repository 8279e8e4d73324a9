"""Whether two tellings of one fact differ: in a number, a date, a length of time, or in yes and no."""

from __future__ import annotations

from datetime import date

from briefing.analysis.cues import cues
from briefing.analysis.measures import LEAST_COUNT, interval
from briefing.analysis.vectors import vectors
from briefing.model import Sentence
from briefing.text.dates import Day
from briefing.text.lexicon import lexicon
from briefing.text.quantities import Quantity, quantities
from briefing.text.terms import tokens

SAME_NOUN = 0.42
# A day this near before an edition is when something was said or done, and not what was said.
RECENT_DAYS = 10
# «Without conditions» denies nothing that was agreed.
WITHOUT = frozenset("without zonder ohne sans sin senza sem bez без".split())
# Classes of cues, as in data/cues.
_TURNING_DOWN, _AGREEING = frozenset({"reject", "deny", "no_progress"}), frozenset({"agree", "accept", "joint_step"})


def revalued(before: Sentence, now: Sentence, days: tuple[date | None, date | None]) -> bool:
    """Tell whether two sentences of one fact give values that cannot both hold.

    ``days`` are those of their editions or of the event: a date shortly before is when something was said.  Compared is
    a value without an equal on the other side with the only one there of its sort.
    """
    mine = [each for each in _counted(before) if _telling(each, days[0])]
    theirs = [each for each in _counted(now) if _telling(each, days[1])]
    lonely = [each for each in mine if not any(_agree(each, other) for other in theirs)]
    against = [each for each in theirs if not any(_agree(each, other) for other in mine)]
    rivals = [[other for other in against if _comparable(each, other)] for each in lonely]
    return any(len(each) == 1 and sum(each[0] in others for others in rivals) == 1 for each in rivals)


def denied(sentence: Sentence) -> bool:
    """Tell whether a sentence has a word that says no."""
    words = {word.lower() for word in tokens(sentence.text)}
    negations = lexicon(sentence.lang).negations - WITHOUT
    return not negations.isdisjoint(words) or any(word.endswith(("n't", "n’t")) for word in words)


def turned_down(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of a refusal or a denial, or says that nothing was agreed."""
    return any(
        cue.kind in _TURNING_DOWN or (cue.negated and cue.kind in _AGREEING)
        for cue in cues(sentence.text, sentence.lang)
    )


def _counted(sentence: Sentence) -> list[Quantity]:
    """Return the quantities of a sentence, without the day in brackets behind a weekday: «na quinta-feira (12)»."""
    text, weekdays = sentence.text, lexicon(sentence.lang).weekdays
    return [
        each
        for each in quantities(text, sentence.lang)
        if not (text[: each.start].endswith("(") and (tokens(text[: each.start].lower()) or ("",))[-1] in weekdays)
    ]


def _telling(quantity: Quantity, day: date | None) -> bool:
    if quantity.day:
        return bool(quantity.day.month) and not (day and _recent(quantity.day, day))
    return quantity.low >= (LEAST_COUNT if quantity.kind == "number" else 1)


def _recent(day: Day, edition: date) -> bool:
    try:
        found = date(day.year or edition.year, day.month, day.day)
    except ValueError:
        return False
    return 0 <= (edition - found).days <= RECENT_DAYS


def _agree(mine: Quantity, theirs: Quantity) -> bool:
    if not _comparable(mine, theirs):
        return False
    if mine.day and theirs.day:
        return all(one in (0, other) or other == 0 for one, other in zip(mine.day, theirs.day, strict=True))
    left, right = interval(mine), interval(theirs)
    return left[0] <= right[1] and right[0] <= left[1]


def _comparable(mine: Quantity, theirs: Quantity) -> bool:
    """Tell whether two values can be of the same thing: one family, and where things are counted, one noun."""
    if mine.kind != theirs.kind or mine.comparable[0] != theirs.comparable[0]:
        return False
    if mine.kind != "number" or not (mine.nouns and theirs.nouns):
        return True
    if {*mine.nouns} & {*theirs.nouns}:
        return True
    cosines = vectors().encode(mine.nouns) @ vectors().encode(theirs.nouns).T
    return float(cosines.max()) >= SAME_NOUN
