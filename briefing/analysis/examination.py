"""Everything the analysis finds out about a corpus, one line a step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from briefing.analysis.chronology import event_date
from briefing.analysis.closely import closer_look
from briefing.analysis.corroboration import Likeness, likeness
from briefing.analysis.history import history
from briefing.analysis.origins import Origins, find_origins
from briefing.analysis.people import names
from briefing.analysis.salience import salient
from briefing.analysis.selection import Fact, Grounds, select
from briefing.analysis.speakers import Attribution, attribute
from briefing.analysis.status import assess, readings, status_model
from briefing.analysis.topics import Key, Topics, find_topics
from briefing.analysis.vectors import vectors
from briefing.model import Assessment, Batch, Document, Kind


class Examination(NamedTuple):
    """What is known of a corpus; ``assessments`` has one for each sentence of prose, in order.

    ``past`` are the sentences that tell history, with the reason.
    """

    corpus: Batch[Document]
    assessments: tuple[Assessment, ...]
    topics: Topics
    origins: Origins
    attribution: Attribution
    like: Likeness
    facts: tuple[Fact, ...]
    day: date | None
    past: Mapping[Key, str]


def examine(corpus: Batch[Document], lang: str, *, quick: bool = False) -> Examination:
    """Examine every sentence of prose; topics are titled in ``lang``.  ``quick`` leaves the encoder out."""
    documents = corpus.kept
    prose = [sentence for document in documents for sentence in document.sentences if sentence.kind is Kind.PROSE]
    lengths: Mapping[str, int] = {document.id: len(document.sentences) for document in documents}
    day = event_date(documents)
    origins = find_origins(documents)
    attribution = attribute(documents, origins.of)
    speaking = names(person for person in attribution.people if person.sentences)
    topics = find_topics(documents, lang, speaking, names(attribution.people))
    dense = vectors().encode([sentence.text for sentence in prose])
    like = likeness(prose, dense)
    past = history(prose, attribution.speakers, day)
    close = None if quick else closer_look(prose, {document.id: document.title for document in documents})
    assessments = assess(prose, readings(prose, dense, lengths, day, close), topics.of, attribution, past)
    sure = status_model().sure if quick else status_model().sure_together
    chances = salient(assessments, like, lengths, origins.copies)
    facts = select(assessments, like, Grounds(sure, origins.copies, chances, day))
    return Examination(corpus, assessments, topics, origins, attribution, like, facts, day, past)
