"""Topics as headings, and what became of facts since the last edition, as the templates print them."""

from __future__ import annotations

from typing import NamedTuple

from briefing.publish.entries import Entry
from briefing.publish.printable import right_to_left
from briefing.publish.widths import lines

# In em, a little less than there is: no estimate of a width is exact.
COLUMN = 6.1


class Heading(NamedTuple):
    """A topic's title in its own language."""

    id: str
    text: str
    lang: str

    @property
    def lines(self) -> int:
        """Number of lines that the title may take in the narrow column beside the findings."""
        return lines(self.text, COLUMN)

    @property
    def right_to_left(self) -> bool:
        """Whether the title runs from right to left."""
        return right_to_left(self.text)


class Told(NamedTuple):
    """A fact that moved, changed or was withdrawn: its sentence then, and its sentence now, None for withdrawn.

    ``number`` is that of the finding that tells it now, 0 for none; ``note`` says from which status to which it moved.
    """

    tag: str
    number: int
    topic: Heading
    note: str
    before: Entry
    now: Entry | None


class Count(NamedTuple):
    """How many facts are new, or changed …, with the ranges of their numbers."""

    text: str
    numbers: tuple[tuple[int, int], ...] = ()


class Comparison(NamedTuple):
    """What became of the facts since the last edition; ``sentence`` says so where nothing can be listed.

    Of more facts than a first page holds, ``more`` are told before the sources, under ``more_title``.
    """

    title: str
    sentence: str
    counts: tuple[Count, ...] = ()
    told: tuple[Told, ...] = ()
    more_title: str = ""
    more: tuple[Told, ...] = ()
