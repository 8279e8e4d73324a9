"""What looks like an amount and is none: times of day, names, labels, words that only may be numbers, years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.text.dates import YEARS, Day
from briefing.text.lexicon import lexicon, measures
from briefing.text.measures import Amount, MeasureWords, ends_with
from briefing.text.numerals import Numeral, Piece

_NUMBER_SIGNS = ("№", "#", "§")
_CLOCK = re.compile(r"[0-9]{1,2}\.[0-9]{2}")
_HOURS = 24
_ALSO_A_VERB = ("acht", "neuf")


def doubtful(found: Sequence[Piece], amount: Amount, opening: Numeral, words: MeasureWords) -> Amount:
    """Return the amount, or a year instead, or nothing for clock times, names, labels and articles."""
    if _is_clock(found, amount, opening, words) or (opening.digits and _runs_on(found, amount.end)):
        return Amount("", amount.first, amount.end + _runs_into_minutes(found, amount.end))
    if amount.kind == "number" and (_is_label(found, amount.first, words) or _is_mark(found, amount)):
        return Amount("", amount.first, amount.end)
    if year := _year(found, amount, opening, measures(words.lang).year_marks):
        return year
    if _is_vague(found, amount, opening, words):
        return Amount("", amount.first, amount.end)
    return amount


def _is_clock(found: Sequence[Piece], amount: Amount, opening: Numeral, words: MeasureWords) -> bool:
    """Tell whether a number is a time of day: «at 10.30», «5 p.m.», «om 19.05 uur», «à 15 heures»."""
    if words.clock_after.at(found, opening.end):
        return True
    dotted = _CLOCK.fullmatch(opening.digits) is not None
    hour = amount.unit == "hour"
    after = found[amount.end] if amount.end < len(found) else None
    if hour and found[amount.end - 1].text == "h" and (amount.first == 0 or (after and after.kind == "number")):
        return True
    if not (hour or dotted or (amount.kind == "number" and not amount.nouns)):
        return False
    if dotted and (hour or amount.first == 0):
        return True
    timed = dotted or amount.high <= _HOURS or re.fullmatch("[0-9]{4}", opening.digits)
    return bool(timed) and ends_with(found, amount.first, words.clock_before)


def _runs_into_minutes(found: Sequence[Piece], place: int) -> bool:
    return place < len(found) and found[place].kind == "number" and found[place - 1].text == "h"


def _runs_on(found: Sequence[Piece], place: int) -> bool:
    """Tell whether a word or number sticks to the piece before a place: «5G», «1990s», «20h30»."""
    return place < len(found) and found[place].start == found[place - 1].end and found[place].kind in ("word", "number")


def _is_mark(found: Sequence[Piece], amount: Amount) -> bool:
    """Tell whether a number counts the paragraphs of the text: «4. The parties …», «(b)»."""
    return amount.first == 0 and amount.end + 1 < len(found) and found[amount.end].text in (".", ")")


# «Several dozen» is no number, «some six hours» is one.
_DOZEN = 12


def _is_label(found: Sequence[Piece], first: int, words: MeasureWords) -> bool:
    """Tell whether a number is a name: «Article 5», «№ 3», «art. 7», «jaren zeventig»."""
    before = found[first - 1].text if first else ""
    if before == ".":
        return first > 1 and found[first - 2].text in lexicon(words.lang).numbered
    decade = lexicon(words.lang).units.get(before) == "year"
    return decade or before in measures(words.lang).labels or before in _NUMBER_SIGNS


def _is_vague(found: Sequence[Piece], amount: Amount, opening: Numeral, words: MeasureWords) -> bool:
    """Tell whether a number word may be another word, or is not exact: «one», «un», «sei», «several dozen»."""
    if opening.digits or amount.low < amount.high:
        return False
    word = found[amount.first].text
    round_number = amount.low % 10 == 0 or amount.low == _DOZEN
    if round_number and amount.first and found[amount.first - 1].text in measures(words.lang).vague:
        return True
    single = opening.end == amount.first + 1 and word in lexicon(words.lang).stopwords
    return amount.kind == "number" and (single or amount.low <= 1 or (word in _ALSO_A_VERB and not amount.nouns))


def _year(found: Sequence[Piece], amount: Amount, opening: Numeral, marks: frozenset[str]) -> Amount | None:
    """Return the year, or the years from one to another, that an amount is."""
    if not (len(opening.digits) == 4 and opening.digits.isdigit() and int(opening.digits) in YEARS):
        return None
    marked = amount.end
    if opening.end < len(found) and found[opening.end].text in marks:
        marked = opening.end + 1
    elif amount.kind != "number" or (amount.low == amount.high and amount.low % 100 == 0 and amount.nouns):
        return None
    until = Day(int(amount.high)) if amount.high > amount.low and int(amount.high) in YEARS else None
    return Amount("date", amount.first, marked, day=Day(int(opening.digits)), until=until)
