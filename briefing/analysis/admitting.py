"""Whether a document is one that a brief can be made of: it can be read, and speaks of what is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

from briefing.analysis.events import off_subject
from briefing.model import Batch, Document, RawDocument, Rejection
from briefing.model.packing import PackedDocuments
from briefing.text.reading import read

# What one line tells of what was left out: so many reasons, and so many documents of each by name.
MOST_REASONS, MOST_NAMED = 5, 3
# Of a reason that more documents have, so many are told one by one.
MOST_TOLD = 100
# So many documents of 3 kB come to 15 MB; what is more is held as few bytes.
MOST_WHOLE = 1_000

# Returns the document by the name that it is given, or why it is left out.
Reading = Callable[[str], Document | Rejection]


def admitted(raw: RawDocument, name: str, subject: Sequence[str]) -> Document | Rejection:
    """Return a document by that name as it is read, or why it is left out.

    The libraries that read pages raise what they do not announce.
    """
    try:
        document = read(raw, name)
    except MemoryError:
        return Rejection(raw.location, "needs more memory to be read than there is for a document")
    except Exception as fault:  # noqa: BLE001 - one document must not cost the others; it is told in the brief
        last = extract_tb(fault.__traceback__)[-1]
        where = f"{type(fault).__name__}, {Path(last.filename).name} {last.lineno}"
        return Rejection(raw.location, f"reading it failed, a fault of the program: {where}")
    if isinstance(document, Document) and (why := off_subject(document, subject)):
        return Rejection(document.location, why)
    return document


def numbered(readings: Iterable[Reading], before: Sequence[Rejection]) -> Batch[Document]:
    """Return the documents by their numbers; what cannot be used has none, and stands behind what is ``before``.

    That list may still grow while the documents are read.  Of more than ``MOST_WHOLE`` documents all are packed.
    """
    kept: list[Document] | PackedDocuments = []
    rejected: list[Rejection] = []
    for reading in readings:
        found = reading(f"D{len(kept) + 1}")
        if isinstance(found, Rejection):
            rejected.append(found)
            continue
        if len(kept) == MOST_WHOLE:
            kept = PackedDocuments(kept)
        kept.append(found)
    return Batch(tuple(kept) if isinstance(kept, list) else kept, (*before, *rejected))


def summed_up(rejections: Iterable[Rejection]) -> str:
    """Return why documents were left out, in a line: each reason once, the most frequent first, with a few of them."""
    alike: dict[str, list[Rejection]] = {}
    for each in rejections:
        # Behind the colon stands what each document has of its own, as its title.
        alike.setdefault(each.reason.partition(": ")[0], []).append(each)
    groups = sorted(alike.values(), key=lambda group: -len(group))
    rest = sum(map(len, groups[MOST_REASONS:]))
    told = map(_reason_of, groups[:MOST_REASONS])
    return "; ".join([*told, f"{rest} more for other reasons"] if rest else told)


class More(NamedTuple):
    """So many more documents were left out for a reason."""

    number: int
    reason: str


def told_singly(rejections: Iterable[Rejection]) -> tuple[tuple[Rejection, ...], tuple[More, ...]]:
    """Return what is told of each alone, in order, and how many more there are of each reason that very many have."""
    singly: list[Rejection] = []
    alike: Counter[str] = Counter()
    for each in rejections:
        reason, colon, _ = each.reason.partition(": ")
        kind = f"{reason}: …" if colon else reason
        alike[kind] += 1
        if alike[kind] <= MOST_TOLD:
            singly.append(each)
    return tuple(singly), tuple(More(n - MOST_TOLD, kind) for kind, n in alike.items() if n > MOST_TOLD)


def _reason_of(alike: Sequence[Rejection]) -> str:
    reasons = {each.reason for each in alike}
    reason = reasons.pop() if len(reasons) == 1 else alike[0].reason.partition(": ")[0]
    named, more = ", ".join(each.location for each in alike[:MOST_NAMED]), len(alike) - MOST_NAMED
    return f"{named} and {more} more: {reason}" if more > 0 else f"{named}: {reason}"
