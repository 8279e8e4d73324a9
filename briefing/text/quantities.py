"""Numbers, dates, durations, shares and sums of money in a text, with values that compare across languages."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from briefing.text.amounts import amount_at
from briefing.text.dates import Day, date_at
from briefing.text.lexicon import measures
from briefing.text.measures import Amount, has_fused, openers
from briefing.text.numerals import Piece, pieces

# Units of one family compare: factor to the smallest one.
_FAMILIES = {
    "second": ("minute", 1 / 60), "minute": ("minute", 1.0), "hour": ("minute", 60.0),
    "day": ("day", 1.0), "week": ("day", 7.0), "month": ("month", 1.0), "year": ("month", 12.0),
}  # fmt: skip
# A duration with an article this near after a number is its rate: «ten million tons a day».
_RATE = 25
_STOP = re.compile("[,;:.()]")
_HEAD = 3000
_LINES = 40
_LINE = 200
_SEPARATORS = re.compile(r"[|·•*_]|\s[-–—]{1,2}\s")
# «GENEVA, May 14, 2031 (Agency) -»: a place in capitals stands before the date.
_PLACE = re.compile(r"\W{0,3}[^\W\d_a-z]{2}[^\d.!?]{0,40},\s{0,3}")
_AFTER_DATELINE = ("", "(", "-", "–", "—")
_CLOCK = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}")
# «à 10h14», «o godz. 9:30», behind a date with at most a label before it: «Publié le», «Ostatnia aktualizacja:».
_AT_CLOCK = re.compile(r"[ ,]{0,2}(?:[^\W\d_]{1,4}\.? ){1,2}[0-9]{1,2}[:.h][0-9]{2}")
_LONGEST_LABEL = 24
_SHARE = 0.3
_OPENING = 8


class Quantity(NamedTuple):
    """A value in a text: ``source[start:end] == text``.

    ``kind`` is number, date, duration, percent or money; ``low`` and ``high`` are the ends of a range, equal for a
    single value (0 for dates).  ``unit`` is ``second|minute|hour|day|week|month|year`` or an ISO 4217 code.
    ``about`` says that the value is not exact, ``bound`` (above, below) on which side of it the truth is.  ``nouns``
    are the stems of the next two content words of a number: what is counted.  ``day`` and ``until`` are the ends of a
    date, with 0 for unknown parts.
    """

    kind: str
    text: str
    start: int
    end: int
    low: float = 0
    high: float = 0
    unit: str = ""
    about: bool = False
    bound: str = ""
    nouns: tuple[str, ...] = ()
    day: Day | None = None
    until: Day | None = None

    @property
    def noun(self) -> str:
        """The stem of the counted noun, '' for none."""
        return self.nouns[0] if self.nouns else ""

    @property
    def value(self) -> str:
        """The value in one form for all languages: «5 year», «3-4 hour», «2021-06-16», «12 %», «5000000 USD»."""
        if self.day:
            return f"{self.day}/{self.until}" if self.until else str(self.day)
        ends = f"{self.low:.12g}" if self.low == self.high else f"{self.low:.12g}-{self.high:.12g}"
        return f"{ends} {'%' if self.kind == 'percent' else self.unit}".rstrip()

    @property
    def comparable(self) -> tuple[str, float, float]:
        """The family of the unit and both ends in it: 90 minutes and an hour and a half are the same."""
        family, factor = _FAMILIES.get(self.unit, (self.unit or self.kind, 1.0))
        return family, self.low * factor, self.high * factor


@lru_cache(maxsize=10_000)
def quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in its order, without overlaps; clock times and labels («article 5») are none."""
    found = pieces(text, lang)
    result: list[Quantity] = []
    starts, place = openers(lang), 0
    adjectives = has_fused(text, lang)
    rates = measures(lang).articles
    while place < len(found):
        kind, word = found[place][:2]
        if kind in ("word", "mark", "sign") and word not in starts and not adjectives:
            place += 1
            continue
        dated = date_at(text, found, place, lang)
        amount = Amount("date", place, dated.end, day=dated.day, until=dated.until) if dated else None
        amount = amount or amount_at(found, place, lang)
        if amount and amount.kind and not (word in rates and amount.low == 1 and _is_rate(text, result, found[place])):
            result.append(_quantity(text, found, amount))
        place = amount.end if amount else place + 1
    return tuple(result)


def _is_rate(text: str, before: list[Quantity], piece: Piece) -> bool:
    """Tell whether «a day» says how often the number before it: «ten million tons a day»."""
    between = text[before[-1].end : piece.start] if before else ""
    return 0 < len(between) < _RATE and not _STOP.search(between)


def _quantity(text: str, found: list[Piece], amount: Amount) -> Quantity:
    start, end = found[amount.first].start, found[amount.end - 1].end
    return Quantity(
        kind=amount.kind,
        text=text[start:end],
        start=start,
        end=end,
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        about=amount.about,
        bound=amount.bound,
        nouns=amount.nouns,
        day=amount.day,
        until=amount.until,
    )


def published_date(text: str, lang: str) -> date | None:
    """Return the day a text says it was published: the first full date in a line that says little else.

    Lines in the head of the text come first, then its last ones.  A dateline, a byline with a date, a date in digits
    that opens a line or has a clock time count; a date inside a sentence does not.
    """
    lines = text[:_HEAD].splitlines()[:_LINES] + text[-_LINE * 5 :].splitlines()[-10:]
    days = (_stamp(line, lang) for line in lines if any(letter.isdigit() for letter in line[:_LINE]))
    return next((day for day in days if day), None)


def _stamp(line: str, lang: str) -> date | None:
    for part in _SEPARATORS.split(line[:_LINE].strip()):
        for quantity in quantities(part, lang):
            if (day := _full(quantity.day)) and _is_stamp(quantity, part):
                return day
    return None


def _is_stamp(quantity: Quantity, line: str) -> bool:
    opens = quantity.start <= _OPENING and not any(letter.isalpha() for letter in quantity.text)
    rest = line[quantity.end :]
    timed = _CLOCK.match(rest.lstrip(" ,T")) or (quantity.start <= _LONGEST_LABEL and _AT_CLOCK.match(rest))
    dateline = _PLACE.fullmatch(line[: quantity.start]) and rest.lstrip()[:1] in _AFTER_DATELINE
    return bool(opens or timed or dateline) or len(quantity.text) >= _SHARE * len(line.strip())


def _full(day: Day | None) -> date | None:
    if day is None or not (day.year and day.month and day.day):
        return None
    try:
        return date(*day)
    except ValueError:
        return None
