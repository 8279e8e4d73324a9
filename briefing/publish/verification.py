"""The check of a record against its sources: every quotation is its slice, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Record = Mapping[str, Any]


def verify(record: Record, texts: Mapping[str, str], checksums: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return a line for each quotation of a record that is not its slice of the document; () where all are.

    ``texts`` are the documents' texts as read, ``checksums`` the SHA-256 of their bytes, both by path.  A document that
    was used and is not among the texts, one whose checksum is no longer the record's, and a quotation from a document
    that the record does not list are mismatches too.
    """
    paths = {str(document.get("id")): str(document.get("path", "")) for document in record["documents"]}
    documents = (_document_mismatch(document, texts, checksums or {}) for document in record["documents"])
    quotations = (_mismatch(place, span, paths, texts) for place, span in spans(record))
    dates = (_undated(place, each) for place, each in enumerate(record.get("timeline", ())))
    return tuple(line for line in (*documents, *quotations, *dates) if line)


def verify_earlier(record: Record, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return a line for each sentence of an earlier edition that is not its slice of the document; () where all are.

    ``texts`` are the texts of the documents that were found again, by the SHA-256 of their bytes: under its path may
    stand another text by now.  What was not found is not compared: see ``unchecked``.
    """
    found = ((place, span, texts.get(str(span.get("sha256")))) for place, span in earlier_spans(record))
    lines = (difference(place, f"{span.get('path')}", span, text) for place, span, text in found if text is not None)
    return tuple(line for line in lines if line)


def unchecked(record: Record, texts: Mapping[str, str]) -> int:
    """Return how many sentences of earlier editions have no text to be compared with."""
    return sum(str(span.get("sha256")) not in texts for _, span in earlier_spans(record))


def summary(record: Record, documents: int, texts: Mapping[str, str]) -> str:
    """Return what was found right, and what could not be checked; ``texts`` as for ``verify_earlier``."""
    said = f"{sum(1 for _ in spans(record))} quotations from {documents} documents are verbatim"
    then, left = sum(1 for _ in earlier_spans(record)), unchecked(record, texts)
    if not then:
        return said
    told = f"{said}; so are {then - left} of {then} sentences of earlier editions"
    return f"{told}; {left} could not be checked: no document here has the SHA-256 recorded for them" if left else told


def earlier_spans(record: Record) -> Iterator[tuple[str, Record]]:
    """Yield every sentence of an earlier edition with its place in the record: («changes[0].before», span)."""
    for place, each in enumerate(record["changes"]):
        if isinstance(before := each.get("before"), Mapping):
            yield f"changes[{place}].before", before


def spans(record: Record) -> Iterator[tuple[str, Record]]:
    """Yield everything verbatim in a record with its place in it: («findings[0].supports[1]», span)."""
    yield from quotations(record)
    yield from names(record)


def quotations(record: Record) -> Iterator[tuple[str, Record]]:
    """Yield every quotation of a whole sentence with its place in the record."""
    for key in ("bottom_line", "findings", "positions", "reports"):
        for place, each in enumerate(record[key]):
            yield f"{key}[{place}]", each
            yield from _listed(f"{key}[{place}].supports", each.get("supports", ()))
    for place, each in enumerate(record["discrepancies"]):
        yield from _listed(f"discrepancies[{place}].claims", each.get("claims", ()))
    yield from _listed("timeline", record.get("timeline", ()))
    yield from _listed("counterparts", record.get("counterparts", ()))


def names(record: Record) -> Iterator[tuple[str, Record]]:
    """Yield every name and office, a few words of a sentence, with its place in the record."""
    for place, each in enumerate(record.get("people", ())):
        if isinstance(office := each.get("office"), Mapping):
            yield f"people[{place}].office", office
        yield from _listed(f"people[{place}].spellings", each.get("spellings", ()))


def _listed(place: str, listed: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for number, span in enumerate(listed):
        yield f"{place}[{number}]", span


def _mismatch(place: str, span: Record, paths: Mapping[str, str], texts: Mapping[str, str]) -> str:
    source = str(span.get("doc"))
    if source not in paths:
        return f"{place}: the record lists no document {source!r}"
    if (text := texts.get(paths[source])) is None:
        return f"{place}: there is no text of {source} ({paths[source]}) to compare with"
    return difference(place, source, span, text)


def difference(place: str, source: str, span: Record, text: str) -> str:
    """Return how a span differs from its slice of the text of a source, '' where it does not."""
    start, end, quoted = span.get("start"), span.get("end"), span.get("text")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        return f"{place}: {source} has no characters {start} to {end}; it has {len(text)}"
    found = text[start:end]
    return "" if found == quoted else f"{place}: {source} {start}-{end} reads {found!r}, not {quoted!r}"


def _undated(place: int, dated: Record) -> str:
    """Return that the words for a day do not stand in their sentence, '' where they do."""
    words, text = str(dated.get("words")), str(dated.get("text"))
    return "" if words and words in text else f"timeline[{place}]: {words!r} does not stand in {text!r}"


def changed(document: Record, checksums: Mapping[str, str]) -> str:
    """Return that a document's bytes are no longer those of the record, '' where they are or it is not there."""
    name, path, recorded = document.get("id"), str(document.get("path", "")), document.get("sha256")
    found = checksums.get(path)
    return (
        ""
        if found is None or found == recorded
        else f"{name} ({path}) has changed: SHA-256 {found}, in the record {recorded}"
    )


def _document_mismatch(document: Record, texts: Mapping[str, str], checksums: Mapping[str, str]) -> str:
    path = str(document.get("path", ""))
    if document.get("state") != "rejected" and path not in texts:
        return f"{document.get('id')} ({path}) is not among the sources"
    return changed(document, checksums)
