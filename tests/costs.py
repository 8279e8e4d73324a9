"""What something costs: processor time, for on a busy machine the clock tells of others."""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable

STEPS = 1_000_000


def seconds() -> float:
    """Return the processor time that this program and its ended children have used."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def loops(work: Callable[[], object]) -> float:
    """Return how many plain loops of a million steps the work costs: a bound that holds on any machine.

    What the tests before have left is collected first: looking through it, and the time of a child that is waited for
    only then, are no costs of this work.
    """
    gc.collect()
    one = loop()
    return _once(work) / one


def linear(work: Callable[[int], Callable[[], object]], small: int) -> bool:
    """Say whether eight times the size costs no more than 24 times as much, the least of three each.

    ``work`` makes what is to be timed of a size.  What grows as the square costs 64 times as much; what grows as the
    size up to 12 times, for it leaves the caches of the processor.  A tenth of a second is no growth.
    """
    return _least(work(8 * small)) < 24 * _least(work(small)) + 0.1


def _least(work: Callable[[], object]) -> float:
    return min(_once(work) for _ in range(3))


def _once(work: Callable[[], object]) -> float:
    begin = seconds()
    work()
    return seconds() - begin


def loop() -> float:
    """Return the processor time of a plain loop of a million steps, now and here."""
    begin = seconds()
    for _ in range(STEPS):
        pass
    return seconds() - begin
