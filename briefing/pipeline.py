"""From collected documents to a brief: one line a stage, pure, to be read from top to bottom."""

from __future__ import annotations

from dataclasses import replace

from briefing.analysis.assembly import assemble
from briefing.analysis.examination import Examination
from briefing.analysis.examination import examine as examination
from briefing.analysis.topics import key
from briefing.errors import NothingUsable
from briefing.model import Assessment, Batch, Brief, Document, RawDocument, Rejection
from briefing.settings import Options
from briefing.text.reading import read


def compose(raws: Batch[RawDocument], options: Options) -> Brief:
    """Return the brief of the documents."""
    documents = corpus(raws)
    examined = _usable(documents, options.lang)
    return assemble(examined, options)


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


def corpus(raws: Batch[RawDocument]) -> Batch[Document]:
    """Read the documents; one that cannot be used is a rejection beside those of the collection."""
    kept: list[Document] = []
    rejected: list[Rejection] = list(raws.rejected)
    for raw in raws.kept:
        document = read(raw, f"D{len(kept) + 1}")
        if isinstance(document, Rejection):
            rejected.append(document)
        else:
            kept.append(document)
    return Batch(tuple(kept), tuple(rejected))


def _usable(documents: Batch[Document], lang: str) -> Examination:
    if not documents.kept:
        reasons = "; ".join(f"{each.location}: {each.reason}" for each in documents.rejected)
        raise NothingUsable(f"no document can be used, so there is nothing to brief on ({reasons or 'none was given'})")
    return examination(documents, lang)
