"""Which documents tell of one event: what tells of another is set apart, not mixed in, or has a brief of its own.

A document is portrayed by the countries, the names and the content words in it, each kind weighing by how well it told
events apart in the training articles.  Measured in ``data/training/measure_events.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from math import log, sqrt

from briefing.analysis.countries import countries
from briefing.analysis.grouping import JOINED, Portrait, grouped
from briefing.analysis.origins import find_origins
from briefing.analysis.relevance import speaks_of
from briefing.analysis.vectors import vectors
from briefing.model import Batch, Document, Kind, Rejection
from briefing.text.spelling import name_keys
from briefing.text.terms import terms

# What a shared country, name or word says for one event, against the likeness from which two groups are joined.
COUNTRY, NAME, WORD = 7.0, 24.0, 27.0
# Who asks for several events says that there are several: then two in one are the worse fault.
JOINED_OF_SEVERAL = 7.0
LEAST_DOCUMENTS = 3
ANOTHER, OFF, TITLE_WORDS = "tells of another event", "does not speak of the subject", 12
ALONE = "no second independent text tells of its event"


def of_one_event(
    documents: Batch[Document], subject: Sequence[str] = (), example: Document | None = None
) -> Batch[Document]:
    """Set apart what is not asked for, what is no report and what tells of another event: rejections, by name.

    Asked for is what speaks of a ``subject``, and the event that an ``example`` tells of; without an example the event
    is meant that most documents tell of.  The others count on.
    """
    apart = _unasked(documents.kept, subject)
    reports = [document for document in documents.kept if document.id not in apart]
    apart |= {document.id: f"{ANOTHER}: {_called(document)}" for document in outsiders(reports, example)}
    if not apart:
        return documents
    kept = [document for document in reports if document.id not in apart]
    return Batch(named(kept), (*documents.rejected, *_left_out(documents, apart)))


def of_each_event(documents: Batch[Document], subject: Sequence[str] = ()) -> tuple[Batch[Document], ...]:
    """Return the documents of each event that two independent texts tell of, a batch an event, the greatest first.

    The first one says what none has.  Where there is no such event it is ``of_one_event``.  Documents are named anew,
    in one series over all batches.
    """
    apart = _unasked(documents.kept, subject)
    reports = [document for document in documents.kept if document.id not in apart]
    origins = find_origins(reports)
    events = [[reports[at] for at in group] for group in _ranked(reports, JOINED_OF_SEVERAL)]
    told = [event for event in events if origins.count([document.id for document in event]) > 1]
    if not told:
        return (of_one_event(documents, subject),)
    inside = {document.id for event in told for document in event}
    apart |= {document.id: f"{ALONE}: {_called(document)}" for document in reports if document.id not in inside}
    starts = accumulate((len(event) for event in told), initial=1)
    first, *others = (Batch(named(event, start)) for event, start in zip(told, starts, strict=False))
    return replace(first, rejected=(*documents.rejected, *_left_out(documents, apart))), *others


def _unasked(documents: Sequence[Document], subject: Sequence[str]) -> dict[str, str]:
    """Return the documents that are off the subject or no reports, with the reason."""
    apart = {document.id: why for document in documents if (why := off_subject(document, subject))}
    return apart | _no_reports([document for document in documents if document.id not in apart])


def _left_out(documents: Batch[Document], apart: Mapping[str, str]) -> list[Rejection]:
    return [Rejection(document.location, apart[document.id]) for document in documents.kept if document.id in apart]


def off_subject(document: Document, subject: Sequence[str]) -> str:
    """Return why a document is not asked for, '' where it is: without a subject all are."""
    return f"{OFF}: {_called(document)}" if subject and not speaks_of(document, subject) else ""


def _no_reports(documents: Sequence[Document]) -> dict[str, str]:
    """Return the documents that are opinion or satire, with the reason; none where there is nothing else to read."""
    found = {document.id: f"{document.genre}, not a report" for document in documents if document.genre}
    return found if len(found) < len(documents) else {}


def _called(document: Document) -> str:
    """Return the beginning of a document's title, or of its first sentence."""
    words = (document.title or _prose(document)[0]).split()
    return " ".join(words[:TITLE_WORDS]) + (" …" if len(words) > TITLE_WORDS else "")


def named(documents: Sequence[Document], first: int = 1) -> tuple[Document, ...]:
    """Return the documents with new names, «D1» and so on from the first number."""
    return tuple(_renamed(document, f"D{number}") for number, document in enumerate(documents, start=first))


def _renamed(document: Document, name: str) -> Document:
    sentences = tuple(replace(sentence, document=name) for sentence in document.sentences)
    return replace(document, id=name, sentences=sentences)


def outsiders(documents: Sequence[Document], example: Document | None = None) -> tuple[Document, ...]:
    """Return the documents that tell of another event than the example, or than the greatest group of them.

    Without an example none is set apart where no two documents tell of one event: there is no saying which one is
    meant.
    """
    if example is not None:
        # It stands first: of many documents a sample is joined, and the first is in it.
        meant = next(frozenset(group) for group in _groups([example, *documents], JOINED) if 0 in group)
        return tuple(document for at, document in enumerate(documents, start=1) if at not in meant)
    if len(documents) < LEAST_DOCUMENTS:
        return ()
    main = _ranked(documents, JOINED)[0]
    if len(main) < 2:
        return ()
    return tuple(document for at, document in enumerate(documents) if at not in {*main})


def _ranked(documents: Sequence[Document], joined: float) -> list[list[int]]:
    """Return the places of the documents by event, the event of most documents first, then of most sentences."""

    def rank(group: Sequence[int]) -> tuple[int, int, int]:
        return -len(group), -sum(len(_prose(documents[at])) for at in group), group[0]

    return sorted(_groups(documents, joined), key=rank)


def _groups(documents: Sequence[Document], joined: float) -> list[list[int]]:
    def of(at: int) -> Portrait:
        return portrait(documents[at].title, _prose(documents[at]), documents[at].lang)

    return grouped(len(documents), of, joined, [document.published for document in documents])


def _prose(document: Document) -> list[str]:
    return [sentence.text for sentence in document.sentences if sentence.kind is Kind.PROSE]


def portrait(title: str, texts: Sequence[str], lang: str) -> Portrait:
    """Return what a document speaks of; the dot product of two portraits says how surely they tell of one event."""
    places = Counter(code for text in texts for code in countries(text, lang, seats=True))
    names = Counter(name for text in texts for name in name_keys(text, lang))
    words = Counter(term for text in (title, *texts) for term in terms(text, lang))
    return {
        **_part("country ", {code: _often(n) for code, n in places.items()}, COUNTRY),
        **_part("name ", {name: _often(n) * _rarity(name) for name, n in names.items()}, NAME),
        **_part(f"{lang} ", {term: _often(n) * _rarity(term) for term, n in words.items()}, WORD),
    }


def _often(count: int) -> float:
    return 1 + log(count)


def _rarity(word: str) -> float:
    return vectors().rarity(word.lower())


def _part(kind: str, weights: Mapping[str, float], share: float) -> dict[str, float]:
    """Return the weights under the name of their kind, scaled so that equal parts give ``share``."""
    length = sqrt(sum(weight * weight for weight in weights.values()))
    scale = sqrt(share) / length if length else 0.0
    return {kind + name: weight * scale for name, weight in weights.items()}
