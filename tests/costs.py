"""What something costs: processor time, for on a busy machine the clock tells of others."""

from __future__ import annotations

import resource
from collections.abc import Callable

STEPS = 1_000_000


def seconds() -> float:
    """Return the processor time that this program and its ended children have used."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def loops(work: Callable[[], object]) -> float:
    """Return how many plain loops of a million steps the work costs: a bound that holds on any machine."""
    one = loop()
    begin = seconds()
    work()
    return (seconds() - begin) / one


def loop() -> float:
    """Return the processor time of a plain loop of a million steps, now and here."""
    begin = seconds()
    for _ in range(STEPS):
        pass
    return seconds() - begin
