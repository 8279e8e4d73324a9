"""What the templates print: a brief grouped, numbered and put into words, so that they need only loops and ``if``."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model import Status

GLYPHS = {"agreement": "=", "dispute": "≠", "unresolved": "?", "discrepancies": "!"}


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Words of a source.

    ``foreign`` names the language where it is not the brief's; ``short`` is the beginning of a long quotation up to
    the end of a sentence, and ``continues`` says where the rest is ('' for both: it is not cut).
    """

    text: str
    lang: str
    right_to_left: bool = False
    foreign: str = ""
    short: str = ""
    continues: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Sentences of one document: «D3», «§2–3»."""

    source: str
    sections: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Who says it, where it stands, how many report it: «Speaker [D5 §6; D1 §1] · 4/5 · note»."""

    speaker: str
    first: Reference
    others: tuple[Reference, ...] = ()
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered finding, or a sentence of other reporting (number 0)."""

    number: int
    quotation: Verbatim
    citation: Citation
    why: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A topic's title in its own language."""

    id: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one topic in one section."""

    topic: Heading
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One topic with the entries of the two parties, and those of nobody or of both.

    ``left_missing`` and ``right_missing`` say that a party has no position ('' where it has one).
    """

    topic: Heading
    left: tuple[Entry, ...]
    right: tuple[Entry, ...]
    others: tuple[Entry, ...] = ()
    left_missing: str = ""
    right_missing: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one status; ``empty`` says that there is none."""

    status: Status
    title: str
    groups: tuple[Group, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Disputes:
    """The disputes: in pairs where two parties face each other throughout, else one group a topic."""

    parties: tuple[str, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One claim of a discrepancy; ``finding`` is the number of the finding that quotes it already (0: none)."""

    value: str
    quotation: Verbatim
    citation: Citation
    finding: int = 0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A numbered discrepancy: the first version and the others."""

    number: int
    topic: Heading
    question: str
    first: tuple[Version, ...]
    others: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix: numbers by side (one side, or two that face each other), a fragment, a qualifier."""

    status: Status
    sides: tuple[tuple[int, ...], ...] = ()
    fragment: Verbatim | None = None
    qualifier: str = ""
    one_sided: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A topic's line of the matrix; ``contradictions`` are the numbers of its discrepancies."""

    topic: Heading
    contradictions: tuple[int, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the list of sources, in words."""

    id: str
    title: str
    lang: str
    publisher: str
    path: str
    link: str
    shown_link: str
    language: str
    agency: str
    date: str
    words: int
    state: str
    used: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class Omission:
    """Something left out, and why."""

    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole brief as it is printed, whatever the format.

    Where the matrix is too long for a first page, ``first_rows`` are its first ones, ``other_topics`` says how many
    topics follow ('' for none) and ``other_counts`` how many findings of each status these have.
    """

    title: str
    title_lang: str
    lang: str
    tlp: str
    as_of: str
    id: str
    meta: tuple[str, ...]
    counts: str
    bottom_line: tuple[Entry, ...]
    remarks: tuple[str, ...]
    rows: tuple[Row, ...]
    first_rows: tuple[Row, ...]
    other_topics: str
    other_counts: tuple[int, ...]
    sections: tuple[Section, ...]
    disputes: Disputes
    disagreements: tuple[Disagreement, ...]
    reports: tuple[Group, ...]
    sources: tuple[Source, ...]
    omissions: tuple[Omission, ...]
    method: tuple[str, ...]
