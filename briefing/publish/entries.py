"""What is printed of a source: its words, where they stand, and who says them."""

from __future__ import annotations

from typing import NamedTuple

from briefing.publish.printable import right_to_left


class Verbatim(NamedTuple):
    """Words of a source.

    Of a sentence, ``text`` and ``short`` have no quotation mark whose partner is in another: it is left out at the
    edge, and paired in square brackets within.
    ``foreign`` names the language where it is not the brief's; ``short`` is the beginning of a long quotation up to
    the end of a sentence, and ``continues`` says where the rest is ('' for both: it is not cut).
    """

    text: str
    lang: str
    right_to_left: bool = False
    foreign: str = ""
    short: str = ""
    continues: str = ""


class Reference(NamedTuple):
    """Sentences of one document: «D3», «§2–3».

    ``anchor`` is the id of what it leads to: the first of the sentences where the page has the document in full, else
    the document's line of the list of sources.
    """

    source: str
    sections: str
    anchor: str = ""

    @property
    def text(self) -> str:
        """The reference in one piece, which no line break divides."""
        return f"{self.source}\u00a0{self.sections}"


class Citation(NamedTuple):
    """Who says it, where it stands, how many report it: «Speaker [D5 §6; D1 §1] · 4/5 · note».

    ``place`` says where it stands in an earlier edition, whose documents no reference can lead to.
    """

    speaker: str
    first: Reference
    others: tuple[Reference, ...] = ()
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    place: str = ""

    @property
    def also(self) -> str:
        """The other sentences that report the same, in one piece."""
        return ", ".join(other.text for other in self.others)


class Rendering(NamedTuple):
    """What stands under a quotation in another language, led by ``label``, the code of the brief's: «EN».

    One of three: ``counterpart``, a source's own statement of the same fact, and ``reference``, where it stands;
    ``translation``, a machine's words, which are no quotation, and ``by``, which says that and whose they are;
    ``missing``, which says that there is neither, with the ``reference`` of a support in that language where one is.
    """

    label: str
    counterpart: Verbatim | None = None
    reference: Reference | None = None
    translation: str = ""
    by: str = ""
    missing: str = ""


class Entry(NamedTuple):
    """A numbered finding, or a sentence without a number (0).

    ``lead`` is what stands before the quotation in bold: the speaker where nothing else says who it is, or the value
    of a version; ``quoted`` is the number of the finding that quotes the same sentence already (0: none).
    ``opening`` are the first words of a finding that says nothing new and is folded, '' for one that is not.
    ``origins`` counts the independent texts that tell it, ``score`` (0 to 1) is how sure its status is; ``supports``
    are the other sentences that report it.
    ``rendering`` stands under a quotation in another language; it is None for one in the brief's.
    """

    number: int
    quotation: Verbatim
    citation: Citation
    why: str = ""
    lead: str = ""
    quoted: int = 0
    opening: str = ""
    origins: int = 0
    score: float = 0.0
    supports: tuple[Entry, ...] = ()
    rendering: Rendering | None = None

    @property
    def remarks(self) -> str:
        """Who says it, how many report it, in which language and what is new, in one piece."""
        parts = (self.citation.speaker, *self.citation.notes, self.quotation.foreign, *self.citation.tags)
        return " · ".join(part for part in parts if part)


class Spelling(NamedTuple):
    """A way to write a name, and the documents that write it so."""

    form: Verbatim
    documents: tuple[str, ...]


class Spelled(NamedTuple):
    """How the documents of one language write a name; ``language`` is that language's name."""

    language: str
    forms: tuple[Spelling, ...]


class Person(NamedTuple):
    """Somebody whom the brief quotes or names; ``office`` is what a source calls him, None where none says it."""

    name: str
    office: Entry | None
    spelled: tuple[Spelled, ...]


class Source(NamedTuple):
    """A line of the list of sources, in words; ``cited`` are the ranges of the numbers that cite it.

    ``publisher`` says where it is unknown, and is '' for a document that was not read.  ``described`` says who the
    publisher and the agencies are, a text each; it is empty where no source of the brief is described.
    """

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
    words: str
    state: str
    used: bool
    cited: tuple[tuple[int, int], ...]
    sha256: str
    described: tuple[str, ...] = ()

    @property
    def right_to_left(self) -> bool:
        """Whether the title runs from right to left."""
        return right_to_left(self.title)

    @property
    def label(self) -> str:
        """Title, publisher and file in one piece."""
        named = ", ".join(part for part in (self.title, self.publisher) if part)
        return f"{named} ({self.path})" if named else self.path


class Line(NamedTuple):
    """A sentence-like line of a document: ``number`` is its §, ``kind`` one of ``Kind``.

    ``anchor`` is its id on the page, ``opens`` says that a paragraph begins with it, ``cited`` are the numbers of the
    findings and discrepancies that cite it.
    """

    number: int
    anchor: str
    words: Verbatim
    kind: str
    opens: bool
    cited: tuple[int, ...]


class Text(NamedTuple):
    """A document in full, and its line of the list of sources; ``anchor`` is its id on the page."""

    source: Source
    anchor: str
    lines: tuple[Line, ...]
