"""Whether two values are of one time and one sitting: counts of Monday and of Thursday may both be right.

So may how long the talks took and how long «the second session» did.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from briefing.analysis.chronology import date_marks
from briefing.analysis.measures import Measure
from briefing.text.contrasts import said, small
from briefing.text.lexicon import lexicon, measures
from briefing.text.quantities import quantities

# Days between two publications from which what grows (arrivals, losses, stocks) has grown.
LATER = 28
# «Wo», «za» and the like are words too.
SHORTEST_DAY = 4


class Occasions(NamedTuple):
    """When the event was and when each document was published, as far as known."""

    event: date | None = None
    published: Mapping[str, date | None] = {}

    def differ(self, one: Measure, other: Measure) -> bool:
        """Tell whether two measures are of different sittings, days or years, by what they or their documents say."""
        if _two_sittings(one, other) or _two_days(one, other) or self._published_apart(one, other):
            return True
        return self._past(one) != self._past(other) and not _dated(one) & _dated(other)

    def _published_apart(self, one: Measure, other: Measure) -> bool:
        first, last = self.published.get(one.document), self.published.get(other.document)
        return first is not None and last is not None and abs((last - first).days) >= LATER

    def _past(self, measure: Measure) -> bool:
        """Tell whether a month or year before the event, «six weeks ago» or «last year» stands before a value."""
        sentence = measure.assessment.sentence
        before = sentence.text[: measure.quantity.start]
        dated = "§past" in date_marks(before, sentence.lang, self.event)
        return dated or bool(said("formerly", small(before), sentence.lang))


def _two_sittings(one: Measure, other: Measure) -> bool:
    """Tell whether of two durations one is of «the second session», «the third round», and the other is not."""
    return one.quantity.kind == other.quantity.kind == "duration" and _ordinals(one) != _ordinals(other)


def _ordinals(measure: Measure) -> frozenset[float]:
    """Return the ordinals from the second on in a measure's sentence, but for those of dates."""
    sentence = measure.assessment.sentence
    text, counted = sentence.text, measures(sentence.lang).ordinals
    for each in reversed(quantities(text, sentence.lang)):
        if each.day:
            text = text[: each.start] + text[each.end :]
    return frozenset(counted[word] for word in small(text) if counted.get(word, 0) > 1)


def _dated(measure: Measure) -> frozenset[tuple[int, int]]:
    """Return the years and the months that a measure's sentence names, before the value or after it."""
    sentence = measure.assessment.sentence
    named = [each.day for each in quantities(sentence.text, sentence.lang) if each.day]
    return frozenset([*((day.year, 0) for day in named if day.year), *((0, day.month) for day in named if day.month)])


def _two_days(one: Measure, other: Measure) -> bool:
    mine, theirs = (
        {known[word] for word in small(sentence.text) if word in known and len(word) >= SHORTEST_DAY}
        for sentence in (one.assessment.sentence, other.assessment.sentence)
        for known in (lexicon(sentence.lang).weekdays,)
    )
    return bool(mine and theirs) and not mine & theirs
