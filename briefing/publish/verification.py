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
    return tuple(line for line in (*documents, *quotations) if line)


def spans(record: Record) -> Iterator[tuple[str, Record]]:
    """Yield every quotation of a record with its place in it: («findings[0].supports[1]», span)."""
    for key in ("bottom_line", "findings", "positions", "reports"):
        for place, each in enumerate(record[key]):
            yield f"{key}[{place}]", each
            yield from _listed(f"{key}[{place}].supports", each.get("supports", ()))
    for place, each in enumerate(record["discrepancies"]):
        yield from _listed(f"discrepancies[{place}].claims", each.get("claims", ()))


def _listed(place: str, listed: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for number, span in enumerate(listed):
        yield f"{place}[{number}]", span


def _mismatch(place: str, span: Record, paths: Mapping[str, str], texts: Mapping[str, str]) -> str:
    source = str(span.get("doc"))
    if source not in paths:
        return f"{place}: the record lists no document {source!r}"
    if (text := texts.get(paths[source])) is None:
        return f"{place}: there is no text of {source} ({paths[source]}) to compare with"
    start, end, quoted = span.get("start"), span.get("end"), span.get("text")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        return f"{place}: {source} has no characters {start} to {end}; it has {len(text)}"
    found = text[start:end]
    return "" if found == quoted else f"{place}: {source} {start}-{end} reads {found!r}, not {quoted!r}"


def _document_mismatch(document: Record, texts: Mapping[str, str], checksums: Mapping[str, str]) -> str:
    name, path = document.get("id"), document.get("path", "")
    if document.get("state") != "rejected" and path not in texts:
        return f"{name} ({path}) is not among the sources"
    recorded, found = document.get("sha256"), checksums.get(path)
    changed = found not in {None, recorded}
    return f"{name} ({path}) has changed: SHA-256 {found}, in the record {recorded}" if changed else ""
