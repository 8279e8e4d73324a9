"""What is now and what is past: a sentence's dates against the date of the event."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice

from briefing.analysis.days import Reference, days
from briefing.model import Document, Kind
from briefing.text.dates import Day
from briefing.text.lexicon import lexicon
from briefing.text.quantities import quantities

# A month without a year is taken for the coming one when it lies at most this many months ahead.
MONTHS_AHEAD = 3
LEAD_CHARACTERS = 25
YEAR = 12
LEADS, RECENT = 3, timedelta(days=3)
SHORTEST_MONTH = 3


def date_marks(text: str, lang: str, event: date | None) -> tuple[str, ...]:
    """Return marks of a sentence's dates: «§past», «§past-lead» (it opens the sentence), «§future», «§old» (years ago).

    Without an event date only a year says something, against nothing: no mark.
    """
    if event is None or not _dated(lang).search(text):
        return ()
    found = set()
    for quantity in quantities(text, lang):
        if quantity.day:
            months = _months_before(quantity.day, event)
            if months > 0:
                found.add("§past")
                found.update({"§past-lead"} if quantity.start < LEAD_CHARACTERS else ())
                found.update({"§old"} if months >= YEAR else ())
            elif months < 0:
                found.add("§future")
    return tuple(sorted(found))


def event_date(documents: Sequence[Document]) -> date | None:
    """Return the day of the event: the one that most documents tell of at their beginning; None where nothing tells.

    Where no two tell of one, it is the date that most documents carry or, where none does, that two of them name in
    full.  Of equals it is the earlier.  One document's date in the text may be that of anything.
    """
    told = Counter(day for document in documents if (day := _told_first(document)))
    carried = Counter(document.published for document in documents if document.published)
    named = Counter(day for document in documents for day in {*_full_dates(document)})
    dates = _shared(told) or carried or _shared(named)
    return min(dates, key=lambda day: (-dates[day], day), default=None)


def _shared(days: Counter[date]) -> Counter[date]:
    return Counter({day: count for day, count in days.items() if count > 1})


def _told_first(document: Document) -> date | None:
    """Return the day that the first sentence of a document with one names, shortly before it was published."""
    prose = (sentence for sentence in document.sentences if sentence.kind is Kind.PROSE)
    for sentence in islice(prose, LEADS):
        named = days(sentence.text, sentence.lang, Reference(document.published, None))
        if document.published and named:
            return next((day for day in named if timedelta(0) <= document.published - day <= RECENT), None)
    return None


def _full_dates(document: Document) -> Iterable[date]:
    for sentence in document.sentences:
        if _dated(sentence.lang).search(sentence.text):
            for quantity in quantities(sentence.text, sentence.lang):
                if quantity.day and quantity.day.year and quantity.day.month and quantity.day.day:
                    yield date(quantity.day.year, quantity.day.month, quantity.day.day)


def _months_before(day: Day, event: date) -> int:
    """Return how many months the date lies before the event's month, negative for after."""
    if day.year and not day.month:
        return 12 * (event.year - day.year)
    if not day.month:
        return 0
    if day.year:
        return 12 * (event.year - day.year) + event.month - day.month
    before = (event.month - day.month) % 12
    return before - 12 if before >= 12 - MONTHS_AHEAD else before


@cache
def _dated(lang: str) -> re.Pattern[str]:
    """Return a pattern that finds what may be a date: a year or a month's name."""
    names = sorted((re.escape(month) for month in lexicon(lang).months if len(month) >= SHORTEST_MONTH), key=len)
    months = "|".join(reversed(names))
    return re.compile(rf"\b(?:1[5-9]\d\d|20\d\d|{months})\b", re.IGNORECASE)
