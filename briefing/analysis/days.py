"""The days that a sentence names, told from the day on which it was published; none where that leaves a doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from briefing.text.contrasts import said, small, written
from briefing.text.dates import Day
from briefing.text.lexicon import lexicon
from briefing.text.quantities import Quantity, quantities

# A date without its year is one of the weeks around the report: the eleventh of September may be that of 2001.
NEAREST = timedelta(days=60)
# «on Tuesday» is yesterday in a report of Wednesday; two days on, it may be the next.
LAST = timedelta(days=1)
WEEK = 7
_SHORTEST = 4
_AFFIXED = frozenset(("de", "nl"))
_HYPHENED = frozenset(("pt",))
_LED = {"ru": frozenset(("в", "во")), "uk": frozenset(("у", "в"))}


class Reference(NamedTuple):
    """What a day is told from: the day of the document, and that of the event where the document has none."""

    published: date | None
    event: date | None


def days(text: str, lang: str, reference: Reference) -> Mapping[date, str]:
    """Return the days that a sentence names, each with the words that name it first.

    A weekday counts where no date is beside it, and nothing says that it is of another week or still to come.  Where
    both are there and do not agree, there is no saying which day is meant.
    """
    plain = tuple(_plain_weekdays(text, lang))
    if not any(each.kind == "date" for each in quantities(text, lang)):
        told = _weekdays(text, lang, plain, reference)
    else:
        dates = tuple(_dates(text, lang, reference))
        agreed = not plain or any(day.isoweekday() == number for day, _ in dates for number, _ in plain)
        told = iter(dates if agreed else ())
    first_named = dict(reversed(tuple(told)))
    return dict(sorted(first_named.items()))


def _dates(text: str, lang: str, reference: Reference) -> Iterator[tuple[date, str]]:
    every = quantities(text, lang)
    past = bool(said("formerly", small(text), lang)) or any(each.day and each.day.year for each in every)
    for each in every:
        if each.day and each.day.month and each.day.day and not each.until:
            day = _full(each.day) if each.day.year else None if past else _nearest(each, reference)
            if day:
                yield day, each.text


def _full(day: Day) -> date | None:
    try:
        return date(*day)
    except ValueError:
        return None


def _nearest(quantity: Quantity, reference: Reference) -> date | None:
    """Return the day of a date without a year that lies around the report, None for none."""
    around = reference.published or reference.event
    if around is None or quantity.day is None:
        return None
    years = (around.year - 1, around.year, around.year + 1)
    found = [day for year in years if (day := _full(quantity.day._replace(year=year)))]
    return next((day for day in found if abs(day - around) <= NEAREST), None)


def _weekdays(
    text: str, lang: str, plain: Iterable[tuple[int, str]], reference: Reference
) -> Iterator[tuple[date, str]]:
    words = small(text)
    if said("formerly", words, lang):
        return
    for number, name in plain:
        day = _last(number, reference, coming=bool(said("coming", words, lang)))
        if day and name in text:
            yield day, name


def _plain_weekdays(text: str, lang: str) -> Iterator[tuple[int, str]]:
    words, plain = written(text), small(text)
    for place, word in enumerate(plain):
        number = _weekday(word.removesuffix("'s"), lang)
        if number and _is_plain(words, plain, place, lang):
            yield number, words[place].removesuffix("'s")


def _weekday(word: str, lang: str) -> int:
    """Return the number of a weekday, 0 for another word, a short form and what happens every week («Mondays»)."""
    known = lexicon(lang).weekdays
    if lang in _HYPHENED and "-" not in word and word not in ("sábado", "domingo"):
        return 0
    if len(word) < _SHORTEST or (word[-1] == "s" and word[:-1] in known):
        return 0
    if word not in known and lang in _AFFIXED:
        word = next((form for form in known if len(form) > _SHORTEST and word.startswith(form)), word)
    return known.get(word, 0)


def _is_plain(words: tuple[str, ...], plain: tuple[str, ...], place: int, lang: str) -> bool:
    """Tell whether a weekday is one of this week and no part of a name: not «last Friday», not «Good Friday»."""
    if any(place - 2 <= found.first <= place + 2 for found in said("other_week", plain, lang)):
        return False
    before = words[place - 1] if place else ""
    if lang in _LED and before.lower() not in _LED[lang]:
        return False
    return place < 2 or not (before[:1].isupper() and words[place][0].isupper())


def _last(number: int, reference: Reference, *, coming: bool) -> date | None:
    """Return the last such weekday, None where it may be another: ``coming`` says that the sentence looks ahead."""
    if reference.published is None:
        event = reference.event
        return event if event and event.isoweekday() == number else None
    back = timedelta(days=(reference.published.isoweekday() - number) % WEEK)
    return None if back > LAST or (back and coming) else reference.published - back
