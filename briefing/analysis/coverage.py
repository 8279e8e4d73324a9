"""Choose the sentences that cover together the most weight of concepts, within a number of words.

Maximum coverage (Gillick and Favre 2009) by greedy choice, where the gain of a sentence is looked at again only when it
comes to the top of the heap (Minoux 1978), several times with the gain divided by another power of the length (Lin and
Bilmes 2010); then single sentences are swapped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush, nsmallest
from itertools import chain
from typing import NamedTuple

from briefing.analysis.concepts import Concept

_EXPONENTS = (0.0, 0.3, 0.6, 1.0)
_STRONGEST = 1000
_ROUNDS = 20


class Offer(NamedTuple):
    """What there is to choose from: each sentence's concepts and number of words, and the weights of the concepts."""

    told: Sequence[Sequence[Concept]]
    lengths: Sequence[int]
    weights: Mapping[Concept, int]

    def gain(self, place: int, covered: Collection[Concept]) -> int:
        """Return what a sentence adds to the concepts that are covered."""
        weights = self.weights
        return sum([weights[concept] for concept in self.told[place] if concept not in covered])

    def cover(self, places: Iterable[int]) -> set[Concept]:
        """Return the concepts of these sentences."""
        return set(chain.from_iterable(self.told[place] for place in places))

    def value(self, places: Iterable[int]) -> int:
        """Return the weight that these sentences cover together."""
        return sum(self.weights[concept] for concept in self.cover(places))

    def room(self, places: Iterable[int], words: int) -> int:
        """Return how many of the words these sentences leave free."""
        return words - sum(self.lengths[place] for place in places)


def choose(offer: Offer, words: int) -> tuple[int, ...]:
    """Return the places of the sentences chosen, in order; of equal choices the one that comes first."""
    totals = [offer.gain(place, ()) for place in range(len(offer.told))]
    fitting = [place for place, total in enumerate(totals) if total and 0 < offer.lengths[place] <= words]
    tries = [_greedy(offer, words, fitting, totals, exponent) for exponent in _EXPONENTS]
    best = max(tries, key=offer.value)
    strongest = nsmallest(_STRONGEST, fitting, key=lambda place: (-totals[place], place))
    return tuple(sorted(_swapped(offer, words, best, [(place, totals[place]) for place in strongest])))


def _greedy(
    offer: Offer, words: int, fitting: Sequence[int], totals: Sequence[int], exponent: float
) -> tuple[int, ...]:
    costs = {length: length**exponent for length in set(offer.lengths) if length}
    heap = [(-totals[place] / costs[offer.lengths[place]], place) for place in fitting]
    heapify(heap)
    chosen: list[int] = []
    covered: set[Concept] = set()
    while heap:
        _, place = heappop(heap)
        length = offer.lengths[place]
        if length > words:
            continue
        gain = offer.gain(place, covered)
        entry = (-gain / costs[length], place)
        if heap and entry > heap[0]:
            heappush(heap, entry)
        elif gain:
            chosen.append(place)
            covered.update(offer.told[place])
            words -= length
    return tuple(chosen)


def _swapped(offer: Offer, words: int, chosen: Sequence[int], strongest: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    current = list(chosen)
    for _ in range(_ROUNDS):
        before = tuple(current)
        for slot in range(len(current)):
            current[slot] = _best_in_slot(offer, words, current, slot, strongest)
        if tuple(current) == before:
            break
    return tuple(current)


def _best_in_slot(
    offer: Offer, words: int, chosen: Sequence[int], slot: int, strongest: Sequence[tuple[int, int]]
) -> int:
    """Return the sentence that adds most to the others: the one that is there unless another adds more."""
    others = [place for place in chosen if place != chosen[slot]]
    covered, room = offer.cover(others), offer.room(others, words)
    best, most = chosen[slot], offer.gain(chosen[slot], covered)
    for place, total in strongest:
        if total <= most:
            break
        if offer.lengths[place] <= room and (gain := offer.gain(place, covered)) > most:
            best, most = place, gain
    return best
