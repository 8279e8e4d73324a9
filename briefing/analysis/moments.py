"""When something happens or happened: days, weekdays, «tomorrow», «at the end of the month», «no date yet»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.analysis.counterparts import met
from briefing.analysis.cues import cues
from briefing.analysis.tellings import (
    SAME_TOPIC,
    Bar,
    Rivals,
    Telling,
    alike,
    around,
    compatible,
    content,
    rivals,
    topical,
)
from briefing.model import Assessment, Sentence
from briefing.text.contrasts import said, small
from briefing.text.lexicon import lexicon
from briefing.text.quantities import quantities

REACH = 10
LEAST = 0.6
FEWEST = 2
SPEECH_REACH = 3
BESIDE_NIGHT = 3
BEFORE_WHEN, BEHIND_COMMA = 6, 3
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
# What is meant by them, in days from now.
_RELATIVE = {
    "tomorrow": ("tomorrow", 1, 2), "days": ("in the coming days", 1, 8), "next_week": ("next week", 3, 14),
    "month_end": ("end of the month", 4, 31), "next_month": ("next month", 14, 62),
    "year_end": ("end of the year", 45, 366),
}  # fmt: skip
OPEN = "no date"
ONE_TOPIC = 0.25


def moments(assessments: Sequence[Assessment]) -> list[Rivals]:
    """Return the contradictions about when something happens."""
    found = [each for assessment in assessments for each in _tellings(assessment) if len(each.words) >= FEWEST]
    return rivals("date", found, _opposed, _likeness, Bar(LEAST))


def values(sentence: Sentence) -> frozenset[str]:
    """Return the days that a sentence alone tells, as a claim says them."""
    return frozenset(each.value for each in _tellings(Assessment(sentence)))


def _tellings(assessment: Assessment) -> Iterator[Telling]:
    text, lang = assessment.sentence.text, assessment.sentence.lang
    words = small(text)
    if said("unless", words, lang):
        return
    every = content(words, lang, assessment.speakers)
    for first, last, sort, value, low, high in (*_days(text, words, lang), *_relative(words, lang)):
        if sort == "relative" or not _of_speech(words, first, last, lang):
            near = content(around(words, first, last, REACH, lang), lang, assessment.speakers)
            yield Telling(assessment, value, near, sort, low, high, every)
    if (place := _open(text, words, lang)) is not None:
        near = content(around(words, place, place + 1, REACH, lang), lang, assessment.speakers)
        yield Telling(assessment, OPEN, near, "open", whole=every)


_Row = tuple[int, int, str, str, float, float]


def _days(text: str, words: tuple[str, ...], lang: str) -> Iterator[_Row]:
    known = lexicon(lang)
    if not known.months.keys().isdisjoint(words) or any(word[0].isdigit() for word in words):
        for each in quantities(text, lang):
            if each.day and each.day.month and not each.until:
                first = len(small(text[: each.start]))
                start, night = 31.0 * each.day.month + each.day.day, _by_night(words, first, lang)
                value = f"{each.day.day or ''} {_MONTHS[each.day.month - 1]} {each.day.year or ''}".strip()
                yield (
                    first,
                    first + len(small(each.text)),
                    f"day {each.day.year or ''}",
                    value,
                    start - night,
                    start + (night if each.day.day else 31),
                )
    for place, word in enumerate(words):
        if word in known.weekdays and len(word) > FEWEST + 1:
            day, night = known.weekdays[word], _by_night(words, place, lang)
            yield place, place + 1, "weekday", _DAYS[day - 1], day - night, day + night


def _by_night(words: tuple[str, ...], place: int, lang: str) -> int:
    """Return how many days a night may be away: «the night of the 13th» is «die Nacht zum 14.»."""
    return int(any(place - BESIDE_NIGHT <= found.first < place for found in said("night", words, lang)))


def _relative(words: tuple[str, ...], lang: str) -> Iterator[_Row]:
    for sort, (value, low, high) in _RELATIVE.items():
        for first, last in said(sort, words, lang)[:1]:
            yield first, last, "relative", value, low, high


def _of_speech(words: Sequence[str], first: int, last: int, lang: str) -> bool:
    """Tell whether a day is that of the saying: «said on Monday»."""
    near = words[max(0, first - SPEECH_REACH) : last + SPEECH_REACH]
    return not lexicon(lang).reporting.isdisjoint(near)


def _open(text: str, words: tuple[str, ...], lang: str) -> int | None:
    """Return the place of the word for a date in a sentence that says that there is none."""
    asked = said("when", words, lang)
    if not asked:
        return None
    formal = [found.first for found in said("formality", words, lang)]
    unknown = formal + [len(small(text[: cue.start])) for cue in cues(text, lang) if cue.kind == "open"]
    return next((found.first for found in asked if any(_answers(words, found.first, at) for at in unknown)), None)


def _answers(words: Sequence[str], asked: int, unknown: int) -> bool:
    """Tell whether «not known» belongs to «when»: before it, in one clause with it, or right after that."""
    if unknown <= asked:
        return asked - unknown <= BEFORE_WHEN
    commas = [at for at in range(asked, unknown) if words[at] == ","]
    return not commas or (len(commas) == 1 and unknown - commas[0] <= BEHIND_COMMA)


def _opposed(one: Telling, other: Telling) -> bool:
    if not compatible(one.assessment, other.assessment):
        return False
    if "open" in (one.sort, other.sort):
        return one.sort != other.sort and "weekday" not in (one.sort, other.sort) and _again(one) == _again(other)
    if one.sort != other.sort or (one.sort != "relative" and _again(one) != _again(other)):
        return False
    if one.sort == "weekday" and _counts(one) != _counts(other):
        return False
    return one.high < other.low or other.high < one.low


def _counts(telling: Telling) -> frozenset[str]:
    """Return the numbers of a sentence: what was counted by Monday and what by Thursday are two things."""
    return frozenset(word for word in small(telling.assessment.sentence.text) if word[0].isdigit())


def _again(telling: Telling) -> bool:
    return bool(said("again", small(telling.assessment.sentence.text), telling.lang))


def _likeness(one: Telling, other: Telling) -> float:
    """Return how alike two moments are.

    Of «tomorrow» and «no date yet» there are few, and what they are of may stand anywhere in the sentence: under one
    topic the better direction counts, and less will do.
    """
    if {one.sort, other.sort}.isdisjoint(("relative", "open")) or topical(one, other) <= 0:
        return alike(one, other) - SAME_TOPIC * (topical(one, other) > 0)
    langs = one.lang, other.lang
    there, back = met(one.words, other.whole, langs), met(other.words, one.whole, langs[::-1])
    return max(there, back) + ONE_TOPIC
