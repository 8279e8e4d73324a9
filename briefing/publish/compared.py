"""What the templates print of a comparison: two briefs, and the changes between them in words."""

from __future__ import annotations

from typing import NamedTuple

from briefing.publish.entries import Entry
from briefing.publish.frames import Frame
from briefing.publish.headings import Heading
from briefing.publish.printable import right_to_left

CONTRADICTION = "!"


class Side(NamedTuple):
    """One of the two briefs: its letter, title, date, language, number of sources, file."""

    letter: str
    title: str
    title_lang: str
    as_of: str
    language: str
    sources: str
    name: str

    @property
    def right_to_left(self) -> bool:
        """Whether the title runs from right to left."""
        return right_to_left(self.title)


class Line(NamedTuple):
    """One change: the topic it is on (None for a source), what is to be said of it, its sentences in A and in B."""

    topic: Heading | None
    notes: tuple[str, ...]
    entries: tuple[Entry, ...] = ()

    @property
    def text(self) -> str:
        """Topic and notes in one piece."""
        return " · ".join([*([self.topic.text] if self.topic else []), *self.notes])


class Part(NamedTuple):
    """The changes of one kind; ``contradiction`` marks those between the sources."""

    name: str
    title: str
    lines: tuple[Line, ...]
    contradiction: bool = False

    @property
    def heading(self) -> str:
        """Glyph and title in one piece."""
        return f"{CONTRADICTION} {self.title}" if self.contradiction else self.title


class Differences(NamedTuple):
    """The page of a comparison; ``parts`` are those with something in them, none where nothing changed."""

    words: Frame
    lang: str
    tlp: str
    title: str
    day: str
    sides: tuple[Side, Side]
    parts: tuple[Part, ...]
