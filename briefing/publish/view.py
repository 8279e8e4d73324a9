"""What the templates print: a brief grouped, numbered and put into words, so that they need only loops and ``if``."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from briefing.model import Status
from briefing.publish.entries import Entry, Person, Source, Text, Verbatim
from briefing.publish.frames import Frame
from briefing.publish.headings import Comparison, Heading
from briefing.publish.printable import right_to_left
from briefing.publish.widths import fitted, width

# In em, a little less than there is: no estimate of a width is exact.
# The head of a page is letter-spaced.
HEAD, FOOT = 38.5, 26.0
# A page holds some 1,900 letters of one side: a row that breaks leaves its label on the page before.
TALL_SIDE = 1400


def _letters(entry: Entry) -> int:
    """Return how many letters of an entry the paper has, with what stands under it; of a long one the beginning."""
    under = entry.rendering
    counterpart = under and under.counterpart
    shown = (counterpart.short or counterpart.text) if counterpart else under.translation if under else ""
    return len(entry.opening or entry.quotation.short or entry.quotation.text) + len(shown)


class Side(NamedTuple):
    """The entries of one party on one topic; ``missing`` says that it has no position ('' where it has one)."""

    party: str
    entries: tuple[Entry, ...]
    missing: str = ""


class Group(NamedTuple):
    """The entries of one topic in one section: two sides that face each other, or none; and those of no side."""

    topic: Heading
    sides: tuple[Side, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def tall(self) -> bool:
        """Whether the sides face to face are too much for most of a page."""
        return any(sum(map(_letters, side.entries)) > TALL_SIDE for side in self.sides)

    @property
    def all_sides(self) -> tuple[Side, ...]:
        """The two sides, and the entries of no side as one without a name."""
        return (*self.sides, Side("", self.entries)) if self.entries else self.sides


class Section(NamedTuple):
    """A section of quotations; ``empty`` says that there is none, ``parties`` are the two that face each other.

    ``not_shown`` counts what a shortened page leaves out ('' for nothing).
    """

    name: str
    glyph: str
    title: str
    empty: str
    groups: tuple[Group, ...]
    parties: tuple[str, ...] = ()
    not_shown: str = ""

    @property
    def heading(self) -> str:
        """Glyph and title in one piece."""
        return f"{self.glyph} {self.title}".lstrip()


class Disagreement(NamedTuple):
    """A numbered discrepancy: the first version and the others; ``findings`` are the numbers of those it is about."""

    number: int
    topic: Heading
    question: str
    first: tuple[Entry, ...]
    others: tuple[Entry, ...]
    findings: tuple[int, ...] = ()

    @property
    def tall(self) -> bool:
        """Whether the versions side by side are too much for most of a page."""
        told = (filter(lambda each: not each.quoted, side) for side in (self.first, self.others))
        return any(sum(map(_letters, side)) > TALL_SIDE for side in told)


class Cell(NamedTuple):
    """A cell of the matrix: numbers by side (one side, or two that face each other), a fragment, a qualifier."""

    status: Status | None = None
    sides: tuple[tuple[int, ...], ...] = ()
    fragment: Verbatim | None = None
    qualifier: str = ""
    one_sided: bool = False

    @property
    def numbers(self) -> str:
        """The numbers in one piece: «5 : 6, 7»; a party without a position is a dash."""
        return " : ".join(", ".join(map(str, side)) or "–" for side in self.sides)


class Row(NamedTuple):
    """A topic's line of the matrix; ``contradictions`` are the numbers of its discrepancies."""

    topic: Heading
    contradictions: tuple[int, ...]
    cells: tuple[Cell, ...]


class Omission(NamedTuple):
    """Something left out, and why; the colon between them is that of the language."""

    what: str
    reason: str = ""
    colon: str = ":"

    @property
    def text(self) -> str:
        """What and why in one piece."""
        return f"{self.what}{self.colon} {self.reason}" if self.reason else self.what


class Page(NamedTuple):
    """The whole brief as it is printed, whatever the format.

    Where the matrix is too long for a first page, ``first_rows`` are its first ones, ``other_topics`` says how many
    topics follow ('' for none) and ``other_counts`` how many findings of each status these have.  ``edition`` is '' for
    a brief of no series; ``nothing_new`` is the whole message of an edition without news.  ``further`` counts the
    discrepancies that a shortened page leaves out.  ``timeline`` has a group a day, whose entries bear the number
    of the finding that they tell or support (0 for none).  ``texts`` are the documents in full and ``speakers`` those
    who say what is found, for a page that is read beside its sources; none for any other.  ``events`` has a page
    for each event of a brief on several, with what is found of it, nothing of what belongs to all; none for one event.
    """

    words: Frame
    title: str
    title_lang: str
    lang: str
    tlp: str
    day: str
    as_of: str
    id: str
    meta: tuple[str, ...]
    counts: str
    total: int
    bottom_line: tuple[Entry, ...]
    remarks: tuple[str, ...]
    rows: tuple[Row, ...]
    first_rows: tuple[Row, ...]
    other_topics: str
    other_counts: tuple[int, ...]
    sections: tuple[Section, ...]
    disagreements: tuple[Disagreement, ...]
    no_disagreement: str
    reports: Section
    sources: tuple[Source, ...]
    omissions: tuple[Omission, ...]
    method: tuple[str, ...]
    cut: str
    edition: str = ""
    comparison: Comparison | None = None
    nothing_new: str = ""
    further: str = ""
    timeline: Section = Section("timeline", "", "", "", ())
    people: tuple[Person, ...] = ()
    texts: tuple[Text, ...] = ()
    speakers: tuple[str, ...] = ()
    events: tuple[Page, ...] = ()

    @property
    def parts(self) -> tuple[Page, ...]:
        """The pages of the events; of a single event the page itself."""
        return self.events or (self,)

    @property
    def right_to_left(self) -> bool:
        """Whether the title runs from right to left."""
        return right_to_left(self.title)

    @property
    def head(self) -> str:
        """The title in what the kind of paper leaves of the line at the head of each page, cut where a word ends."""
        kicker = self.words.words["kicker"].upper()
        return fitted(self.title, HEAD - width(f"{kicker} · "))

    @property
    def foot(self) -> str:
        """Edition and name of the brief in one line at the foot of a page, cut where a word of it ends."""
        name = self.words.words["brief_id"].format(id=self.id)
        return fitted(f"{self.edition} · {name}" if self.edition else name, FOOT)

    @property
    def paired(self) -> bool:
        """Whether two parties face each other in the disputes."""
        return any(section.parties for section in self.sections)

    @property
    def shown(self) -> frozenset[int]:
        """The numbers of the findings and discrepancies that are on the page: what a link can lead to."""
        if self.events:
            return frozenset().union(*(each.shown for each in self.events))
        sides = (side for each in self.sections for group in each.groups for side in group.all_sides)
        entries = (entry.number for side in sides for entry in side.entries)
        return frozenset((*entries, *(each.number for each in self.disagreements)))

    @property
    def disagreements_by_topic(self) -> tuple[tuple[Disagreement, ...], ...]:
        """The discrepancies in their order, those in a row on one topic together: they have one heading."""
        return tuple(tuple(row) for _, row in groupby(self.disagreements, key=lambda each: each.topic.id))

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """All sections of quotations in one shape: a discrepancy is a side of its topic, named by its question."""
        groups = tuple(
            Group(
                row[0].topic,
                tuple(Side(f"{each.number} ! {each.question}", (*each.first, *each.others)) for each in row),
            )
            for row in self.disagreements_by_topic
        )
        title = self.words.words["discrepancies"]
        discrepancies = Section("discrepancies", "!", title, self.no_disagreement, groups, (), self.further)
        return (*self.sections, discrepancies, *([self.reports] if self.reports.groups else []))
