"""From collected documents to a brief: one line a stage, pure, to be read from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from briefing.analysis.admitting import admitted, numbered, summed_up
from briefing.analysis.assembly import assemble
from briefing.analysis.changes import changes
from briefing.analysis.differences import compare
from briefing.analysis.events import named, of_each_event, of_one_event
from briefing.analysis.examination import Examination, examine
from briefing.analysis.joining import joined
from briefing.analysis.topics import key
from briefing.errors import NothingUsable
from briefing.model import (
    Assessment,
    Batch,
    Brief,
    Comparison,
    Document,
    Kind,
    RawDocument,
    Rejection,
    Sentence,
    sifted,
)
from briefing.publish import editions
from briefing.publish.archive import told_apart
from briefing.publish.editions import Record
from briefing.publish.restoring import restored
from briefing.settings import Options

Collected = Iterable[RawDocument | Rejection]
# Reads what was collected; of what does not speak of a subject, if one is given, nothing is kept.
Read = Callable[[Collected, Sequence[str]], Batch[Document]]


def corpus(raws: Collected, subject: Sequence[str] = ()) -> Batch[Document]:
    """Read the documents one by one; one that cannot be used is a rejection behind those of the collection.

    Of a document nothing is kept but what is read in it, and of one that does not speak of a ``subject`` only its
    rejection.
    """
    before: list[Rejection] = []
    return numbered((partial(admitted, raw, subject=subject) for raw in sifted(raws, before)), before)


def compose(raws: Collected, options: Options, read: Read = corpus) -> Brief:
    """Return the brief of the documents; ``read`` reads them, each when it is its turn."""
    return _assembled(_usable(selected(read(raws, options.subject), options), options), options)


def compose_each(raws: Collected, options: Options, read: Read = corpus) -> tuple[Brief, ...]:
    """Return a brief of each event that two independent documents tell of, the greatest first.

    The first one says what was left out of all.
    """
    alone = (replace(event, kept=named(event.kept)) for event in selected(read(raws, options.subject), options))
    return told_apart(_assembled(_usable([event], options), options) for event in alone)


def edition_of(
    events: Sequence[Batch[Document]],
    options: Options,
    edition: int,
    earlier: Sequence[Record],
    replaced: Collection[str] = (),
) -> Brief:
    """Return a numbered edition of documents that were read and selected, a batch an event.

    ``earlier`` are the records of the editions delivered before it, ``replaced`` the locations of documents that took
    the place of another text since then.  Raise NothingUsable where not one document can be used.
    """
    found = _usable(events, options)
    brief = _assembled(found, options)
    prose = [one.sentence for event in found for one in event.assessments]
    read = [document for event in found for document in event.corpus.kept]
    corrected = {each.location: each for each in read if each.location in replaced}
    told = changes(brief.findings, prose, editions.earlier(earlier), corrected, options.as_of)
    return editions.dated(brief, edition, earlier, told)


def nothing_new(
    options: Options, edition: int, earlier: Sequence[Record], rejections: Sequence[Rejection] = ()
) -> Brief:
    """Return the edition of a time without news that can be used: what was left out, and nothing else."""
    brief = replace(editions.titled(options, earlier), rejections=tuple(rejections))
    return editions.dated(brief, edition, earlier, ())


def compare_records(before: Record, after: Record, names: tuple[str, str]) -> Comparison:
    """Return what is the same in two briefs, from their records alone; ``names`` are theirs in a message.

    Raise RecordError for a record that is not whole.
    """
    briefs = restored(before, names[0]), restored(after, names[1])
    # As if each were the only edition before the other.
    mine, theirs = (editions.earlier([{**record, "edition": 1}]) for record in (before, after))
    return compare(*briefs, (mine, theirs))


class Trace(NamedTuple):
    """An assessment of every line of every document that was read, by location; and what was left out."""

    rows: Mapping[str, Sequence[Assessment]]
    rejected: tuple[Rejection, ...]


def trace(raws: Collected, read: Read = corpus, *, quick: bool = False) -> Trace:
    """Assess every line, in order; those of a document that was set apart say so: what ``briefing trace`` prints."""
    documents = read(raws, ())
    examined = _examined(of_one_event(documents), "en", quick=quick)
    shown = {key(one.sentence) for fact in examined.facts for one in (fact.head, *fact.supports)}
    locations = {document.id: document.location for document in examined.corpus.kept}
    known = {
        (locations[one.sentence.document], one.sentence.number): replace(one, selected=key(one.sentence) in shown)
        for one in examined.assessments
    }
    apart = {each.location: each.reason for each in examined.corpus.rejected}
    rows = {
        document.location: [
            known.get((document.location, sentence.number))
            or Assessment(sentence, why=_unread(sentence, apart.get(document.location, "")))
            for sentence in document.sentences
        ]
        for document in documents.kept
    }
    return Trace(rows, examined.corpus.rejected)


def _unread(sentence: Sentence, apart: str) -> str:
    """Return why a line has no status: its kind, or why its document was set apart."""
    return apart if apart and sentence.kind is Kind.PROSE else sentence.why


def selected(documents: Batch[Document], options: Options) -> tuple[Batch[Document], ...]:
    """Return the documents that a brief is made of, reports on its subject: a batch an event, the first never missing.

    The first one says what was left out of all.
    """
    if options.events == "main":
        return (of_one_event(documents, options.subject, options.example),)
    return of_each_event(documents, options.subject)


def _usable(events: Iterable[Batch[Document]], options: Options) -> tuple[Examination, ...]:
    return tuple(_examined(event, options.lang, quick=options.quick) for event in events)


def _assembled(events: Sequence[Examination], options: Options) -> Brief:
    if len(events) == 1:
        return assemble(events[0], options)
    return joined([assemble(event, replace(options, title="")) for event in events], options)


def _examined(documents: Batch[Document], lang: str, *, quick: bool) -> Examination:
    """Examine the documents of one event; raise NothingUsable where there is none."""
    if not documents.kept:
        reasons = summed_up(documents.rejected)
        raise NothingUsable(f"no document can be used, so there is nothing to brief on ({reasons or 'none was given'})")
    return examine(documents, lang, quick=quick)
