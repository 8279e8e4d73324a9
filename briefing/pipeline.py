"""From collected documents to a brief: one line a stage, pure, to be read from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from briefing.analysis.assembly import assemble
from briefing.analysis.changes import changes
from briefing.analysis.events import of_one_event
from briefing.analysis.examination import Examination
from briefing.analysis.examination import examine as examination
from briefing.analysis.topics import key
from briefing.errors import NothingUsable
from briefing.model import Assessment, Batch, Brief, Document, RawDocument, Rejection
from briefing.publish import editions
from briefing.publish.editions import Record
from briefing.settings import Options
from briefing.text.reading import read


def compose(raws: Batch[RawDocument], options: Options) -> Brief:
    """Return the brief of the documents."""
    documents = corpus(raws)
    examined = _usable(documents, options.lang)
    return assemble(examined, options)


def compose_edition(
    raws: Batch[RawDocument],
    options: Options,
    edition: int,
    earlier: Sequence[Record],
    replaced: Collection[str] = (),
) -> Brief:
    """Return a numbered edition of the documents, compared with the editions delivered before."""
    return edition_of(corpus(raws), options, edition, earlier, replaced)


def edition_of(
    documents: Batch[Document],
    options: Options,
    edition: int,
    earlier: Sequence[Record],
    replaced: Collection[str] = (),
) -> Brief:
    """Return a numbered edition of documents that were read.

    ``earlier`` are the records of the editions delivered before it, ``replaced`` the locations of documents that took
    the place of another text since then.  Raise NothingUsable where not one document can be used.
    """
    found = _usable(documents, options.lang)
    brief = assemble(found, options)
    prose = [one.sentence for one in found.assessments]
    corrected = {each.location: each for each in documents.kept if each.location in replaced}
    told = changes(brief.findings, prose, editions.earlier(earlier), corrected, options.as_of)
    return editions.dated(brief, edition, earlier, told)


def nothing_new(
    options: Options, edition: int, earlier: Sequence[Record], rejections: Sequence[Rejection] = ()
) -> Brief:
    """Return the edition of a time without news that can be used: what was left out, and nothing else."""
    brief = replace(editions.titled(options, earlier), rejections=tuple(rejections))
    return editions.dated(brief, edition, earlier, ())


def examine(raws: Batch[RawDocument]) -> tuple[Assessment, ...]:
    """Return an assessment of every line of every document, in order: what ``briefing trace`` prints."""
    examined = _usable(corpus(raws), "en")
    known = {key(one.sentence): one for one in examined.assessments}
    shown = {key(one.sentence) for fact in examined.facts for one in (fact.head, *fact.supports)}
    return tuple(
        replace(known[at], selected=at in shown) if at in known else Assessment(sentence, why=sentence.why)
        for document in examined.corpus.kept
        for sentence in document.sentences
        for at in (key(sentence),)
    )


def assessed(raws: Batch[RawDocument]) -> dict[str, list[Assessment]]:
    """Return the assessments of every document by its location."""
    locations = {document.id: document.location for document in corpus(raws).kept}
    rows: dict[str, list[Assessment]] = {location: [] for location in locations.values()}
    for assessment in examine(raws):
        rows[locations[assessment.sentence.document]].append(assessment)
    return rows


def corpus(raws: Batch[RawDocument], note: Callable[[str], None] = lambda _: None) -> Batch[Document]:
    """Read the documents; one that cannot be used or tells of another event is a rejection beside those collected.

    ``note`` is told the location of each document before it is read: the last one, should reading end the program.
    """
    kept: list[Document] = []
    rejected: list[Rejection] = list(raws.rejected)
    for raw in raws.kept:
        note(raw.location)
        document = read(raw, f"D{len(kept) + 1}")
        if isinstance(document, Rejection):
            rejected.append(document)
        else:
            kept.append(document)
    return of_one_event(Batch(tuple(kept), tuple(rejected)))


def _usable(documents: Batch[Document], lang: str) -> Examination:
    if not documents.kept:
        reasons = "; ".join(f"{each.location}: {each.reason}" for each in documents.rejected)
        raise NothingUsable(f"no document can be used, so there is nothing to brief on ({reasons or 'none was given'})")
    return examination(documents, lang)
