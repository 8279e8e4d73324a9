"""A brief with what every part of the page needs to know of it, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from briefing.model import Brief, ChangeKind, Discrepancy, Finding, State
from briefing.publish import stated
from briefing.publish.entries import Verbatim
from briefing.publish.frames import Frame, frame
from briefing.publish.headings import Heading
from briefing.publish.numbering import facing, numbered, ordered_topics
from briefing.publish.parts import parts
from briefing.publish.printable import printable, right_to_left

UNJUDGED = "F"
LONGEST_TITLE = 160
LONGEST_TOPIC = 80
LONGEST_NAME = 80


class Draft(NamedTuple):
    """A brief, the words of its language, its numbered findings and discrepancies, its topics' headings in order.

    ``parties`` are the two that face each other in the disputes, none where there are not two.  ``total`` counts the
    documents that were read, copies too: what «4/5» counts against.  ``lines`` are the lines that the page has of its
    documents, by document and number; none where it is not read beside its sources.  ``letters`` are the reliabilities
    of the documents by id, F where nobody gives one; none where the user describes no source of the brief.
    """

    brief: Brief
    words: Frame
    findings: tuple[tuple[int, Finding], ...]
    discrepancies: tuple[tuple[int, Discrepancy], ...]
    headings: Mapping[str, Heading]
    parties: tuple[str, ...]
    total: int
    lines: frozenset[tuple[str, int]]
    letters: Mapping[str, str]

    @property
    def unchanged(self) -> Mapping[int, int]:
        """The findings that say nothing new, by id, each with the edition that told it last."""
        return {
            change.finding: change.before.edition
            for change in self.brief.changes
            if change.kind is ChangeKind.UNCHANGED and change.finding is not None and change.before
        }

    def foreign(self, lang: str) -> str:
        """Return the name of a language that is not the brief's, '' for the brief's."""
        return self.words.language(lang) if lang != self.brief.lang else ""

    def verbatim(self, text: str, lang: str) -> Verbatim:
        """Return words of a source as they are printed."""
        shown = printable(text)
        return Verbatim(shown, lang, right_to_left(shown), self.foreign(lang))

    def named(self, name: str) -> str:
        """Return the name of a speaker or a party as it is printed: a country's in the language of the brief."""
        return printable(stated.named(name, self.words), LONGEST_NAME)


def draft(brief: Brief) -> Draft:
    """Return the draft of a brief; raise ConfigError where its language has no frame."""
    words = frame(brief.lang)
    headings = {
        topic.id: Heading(topic.id, printable(topic.title, LONGEST_TOPIC), topic.lang)
        if topic.title.strip()
        else Heading(topic.id, words.words["other_topic"], words.lang)
        for topic in ordered_topics(brief)
    }
    total = sum(document.state != State.REJECTED for document in brief.documents)
    lines = frozenset((text.id, sentence.number) for text in brief.texts for sentence in text.sentences)
    return Draft(brief, words, *numbered(brief), headings, facing(brief.findings), total, lines, _letters(brief))


def drafts(whole: Draft) -> tuple[Draft, ...]:
    """Return the draft of each event of a brief on several, its numbers those of the whole."""
    return tuple(_of_event(part, whole) for part in parts(whole.brief)) if whole.brief.events else ()


def _of_event(part: Brief, whole: Draft) -> Draft:
    findings, discrepancies = {each.id for each in part.findings}, {each.id for each in part.discrepancies}
    return draft(part)._replace(
        findings=tuple(pair for pair in whole.findings if pair[1].id in findings),
        discrepancies=tuple(pair for pair in whole.discrepancies if pair[1].id in discrepancies),
        letters=whole.letters,
    )


def _letters(brief: Brief) -> Mapping[str, str]:
    if not any(each.description or each.described_agencies for each in brief.documents):
        return {}
    return {each.id: (each.description and each.description.reliability) or UNJUDGED for each in brief.documents}
