"""Everything the analysis finds out about a corpus, one line a step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from briefing.analysis.assessing import assess
from briefing.analysis.chronology import event_date
from briefing.analysis.closely import pooled, read_closely
from briefing.analysis.corroboration import Likeness, likeness
from briefing.analysis.encoder import chances
from briefing.analysis.history import history
from briefing.analysis.origins import Origins, find_origins
from briefing.analysis.people import names
from briefing.analysis.salience import salient
from briefing.analysis.selection import Fact, Grounds, select
from briefing.analysis.speakers import Attribution, attribute
from briefing.analysis.status import first_chances, readings, status_model
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
    dense = vectors().encode([sentence.text for sentence in prose])
    like = likeness(prose, dense)
    past = history(prose, attribution.speakers, day)
    model, first = status_model(), first_chances(prose, dense, lengths, day)
    states = None if quick else read_closely(prose, {document.id: document.title for document in documents}, first)
    topics = find_topics(documents, lang, speaking, names(attribution.people), states)
    shares = first if states is None else pooled(first, chances(states), model.powers)
    assessments = assess(prose, readings(prose, shares, lengths, day), topics, attribution, past)
    salience = salient(assessments, like, lengths, origins.copies)
    sure = model.sure if quick else model.sure_together
    facts = select(assessments, like, Grounds(sure, origins.copies, salience, day))
    return Examination(corpus, assessments, topics, origins, attribution, like, facts, day, past)
