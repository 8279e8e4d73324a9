"""What a trial says at its end: one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_SHOWN = 5


@dataclass(frozen=True)
class Result:
    """A trial's number, its seed, its counts in words, and what went wrong."""

    number: str
    seed: int
    counts: str
    wrong: Sequence[str] = ()
    skipped: bool = False

    def __str__(self) -> str:
        verdict = "skipped" if self.skipped else f"WRONG ({len(self.wrong)})" if self.wrong else "ok"
        tail = f" — {'; '.join(self.wrong[:MOST_SHOWN])}" if self.wrong else ""
        return f"trial {self.number:>3}  {verdict:10} seed {self.seed}: {self.counts}{tail}"
