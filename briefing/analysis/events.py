"""Which documents tell of one event: what tells of another is set apart, not mixed in, or has a brief of its own.

A document is portrayed by the countries, the names and the content words in it, each kind weighing by how well it told
events apart in the training articles.  Measured in ``data/training/measure_events.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from math import log, sqrt
from typing import NamedTuple

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
# The analysis takes 4 to 6 kB a sentence: so many, of 5,000 documents of 3 kB, take 0.8 GB, and 130 s with --quick.
MOST_SENTENCES = 150_000
BEYOND = "more than one brief can be made of, and older"
EXAMPLE = -1  # the place of the example, which is none of the documents


class _Look(NamedTuple):
    """What is asked of every document: why it is ``off`` the subject, and how many sentences of ``prose`` it has."""

    location: str
    called: str
    off: str
    genre: str
    published: date | None
    prose: int


def of_one_event(
    documents: Batch[Document], subject: Sequence[str] = (), example: Document | None = None
) -> Batch[Document]:
    """Set apart what is not asked for, what is no report and what tells of another event: rejections, by name.

    Asked for is what speaks of a ``subject``, and the event that an ``example`` tells of; without an example the event
    is meant that most documents tell of.  The others count on.  Of more than ``MOST_SENTENCES`` the newest are kept.
    """
    looks = [_look(document, subject) for document in documents.kept]
    apart = _unasked(looks)
    reports = [at for at in range(len(looks)) if at not in apart]
    meant = _meant(documents.kept, looks, reports, example)
    inside = _newest(looks, meant)
    apart |= {at: f"{ANOTHER}: {looks[at].called}" for at in {*reports}.difference(meant)}
    apart |= {at: f"{BEYOND}: {looks[at].called}" for at in {*meant}.difference(inside)}
    return Batch(named([documents.kept[at] for at in inside]), (*documents.rejected, *_left_out(looks, apart)))


def of_each_event(documents: Batch[Document], subject: Sequence[str] = ()) -> tuple[Batch[Document], ...]:
    """Return the documents of each event that two independent texts tell of, a batch an event, the greatest first.

    The first one says what none has.  Where there is no such event it is ``of_one_event``.  Documents are named anew,
    in one series over all batches.  Of more than ``MOST_SENTENCES`` those of the greatest events are kept.
    """
    looks = [_look(document, subject) for document in documents.kept]
    apart = _unasked(looks)
    reports = [at for at in range(len(looks)) if at not in apart]
    told: list[list[Document]] = []
    left = MOST_SENTENCES
    for event in _ranked(documents.kept, looks, reports, JOINED_OF_SEVERAL):
        inside = _newest(looks, event)
        found = [documents.kept[at] for at in inside] if len(event) > 1 else []
        if not _are_independent(found):
            apart |= {at: f"{ALONE}: {looks[at].called}" for at in event}
            continue
        read = sum(looks[at].prose for at in inside)
        if read <= left or not told:
            told.append(found)
            left -= read
        else:
            inside = []
        apart |= {at: f"{BEYOND}: {looks[at].called}" for at in {*event}.difference(inside)}
    if not told:
        return (of_one_event(documents, subject),)
    starts = accumulate(map(len, told), initial=1)
    first, *others = (Batch(named(event, start)) for event, start in zip(told, starts, strict=False))
    return replace(first, rejected=(*documents.rejected, *_left_out(looks, apart))), *others


def _are_independent(documents: Sequence[Document]) -> bool:
    """Tell whether two of some documents are independent texts."""
    return len(documents) > 1 and find_origins(documents).count([document.id for document in documents]) > 1


def _look(document: Document, subject: Sequence[str]) -> _Look:
    off, prose = off_subject(document, subject), len(_prose(document))
    return _Look(document.location, _called(document), off, document.genre, document.published, prose)


def _unasked(looks: Sequence[_Look]) -> dict[int, str]:
    """Return the places of documents that are off the subject or no reports, with the reason.

    Where there is nothing to read but opinion or satire, that is read.
    """
    off = {at: look.off for at, look in enumerate(looks) if look.off}
    no_reports = {at: f"{look.genre}, not a report" for at, look in enumerate(looks) if look.genre and at not in off}
    return off | no_reports if len(off) + len(no_reports) < len(looks) else off


def _newest(looks: Sequence[_Look], places: Sequence[int]) -> list[int]:
    """Return the places of the newest documents, of not too many sentences in all, and in order."""
    newest = sorted(places, key=lambda at: looks[at].published or date.min, reverse=True)
    read = accumulate(looks[at].prose for at in newest)
    return sorted(at for at, so_far in zip(newest, read, strict=True) if so_far <= MOST_SENTENCES or at == newest[0])


def _left_out(looks: Sequence[_Look], apart: Mapping[int, str]) -> list[Rejection]:
    return [Rejection(look.location, apart[at]) for at, look in enumerate(looks) if at in apart]


def off_subject(document: Document, subject: Sequence[str]) -> str:
    """Return why a document is not asked for, '' where it is: without a subject all are."""
    return f"{OFF}: {_called(document)}" if subject and not speaks_of(document, subject) else ""


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


def _meant(
    documents: Sequence[Document], looks: Sequence[_Look], places: Sequence[int], example: Document | None
) -> Sequence[int]:
    """Return the places of what tells of the example's event, or of the greatest group.

    Without an example these are all where no two documents tell of one event: there is no saying which one is meant.
    """
    if example is not None:
        (meant,) = (group for group in _groups(documents, looks, places, JOINED, example) if EXAMPLE in group)
        return [at for at in meant if at != EXAMPLE]
    if len(places) < LEAST_DOCUMENTS:
        return places
    main = _ranked(documents, looks, places, JOINED)[0]
    return main if len(main) > 1 else places


def _ranked(
    documents: Sequence[Document], looks: Sequence[_Look], places: Sequence[int], joined: float
) -> list[list[int]]:
    """Return the places by event, the event of most documents first, then of most sentences."""

    def rank(group: Sequence[int]) -> tuple[int, int, int]:
        return -len(group), -sum(looks[at].prose for at in group), group[0]

    return sorted(_groups(documents, looks, places, joined), key=rank)


def _groups(
    documents: Sequence[Document],
    looks: Sequence[_Look],
    places: Sequence[int],
    joined: float,
    example: Document | None = None,
) -> list[list[int]]:
    """Return the places by event; an example stands first, for of many documents a sample is joined."""
    known = [*([EXAMPLE] if example else []), *places]

    def of(at: int) -> Portrait:
        document = example if example and known[at] == EXAMPLE else documents[known[at]]
        return portrait(document.title, _prose(document), document.lang)

    days = [example.published if example and at == EXAMPLE else looks[at].published for at in known]
    return [[known[at] for at in group] for group in grouped(len(known), of, joined, days)]


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
