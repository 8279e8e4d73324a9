"""What something costs: processor time, for on a busy machine the clock tells of others."""

from __future__ import annotations

import resource


def seconds() -> float:
    """Return the processor time that this program and its ended children have used."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
