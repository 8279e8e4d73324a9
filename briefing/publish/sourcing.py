"""The rules on sources, dates and the label: a reader must find every sentence again, and see what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from briefing.analysis.independence import independent
from briefing.publish.descriptors import teller
from briefing.publish.record import Record
from briefing.publish.rereading import Readings, unfounded
from briefing.publish.standards import Violation
from briefing.publish.verification import changed, difference, earlier_spans, spans, unchecked, verify_earlier
from briefing.publish.wording import numbered
from briefing.values import LABELS, WrongValue, day

_DESCRIBED = {"publisher": "publisher", "published": "date", "lang": "language", "agencies": "agency"}


class Evidence(NamedTuple):
    """The documents that were found again.

    ``texts``, ``checksums`` (SHA-256) and ``readings`` are by path, the texts of ``earlier`` editions by SHA-256.
    """

    texts: Mapping[str, str]
    checksums: Mapping[str, str]
    earlier: Mapping[str, str]
    readings: Readings = MappingProxyType({})


def sourcing(record: Record) -> Iterator[Violation]:
    """Yield what is uncited, counts for more than it is, or comes from a source that is not described."""
    read = {_name(document): document for document in record["documents"] if document.get("state") != "rejected"}
    numbers = _numbers(record)
    for place, span in spans(record):
        for rule, found in _uncited(span, read):
            yield Violation(rule, place, found, numbers.get(place.partition(".")[0], ""))
    for at, finding in enumerate(record["findings"]):
        if found := _miscounted(finding, read):
            yield Violation("independence", f"findings[{at}]", found, numbered(finding))
    for at, document in enumerate(record["documents"]):
        for rule, found in _undescribed(document):
            yield Violation(rule, f"documents[{at}]", found, _name(document))


def dating(record: Record) -> Iterator[Violation]:
    """Yield what hides up to when the brief knows."""
    cut_off = _day(record.get("as_of"))
    if cut_off is None:
        yield Violation("cut-off", "as_of", "date (as_of)")
    period = record.get("period")
    ends = [period.get(end, "") for end in ("from", "to")] if isinstance(period, dict) else [""]
    if any(end is not None and _day(end) is None for end in ends):
        yield Violation("cut-off", "period", "period")
    elif all(ends) and (first := _day(ends[0])) and (last := _day(ends[1])) and last < first:
        yield Violation("cut-off", "period", f"period ({first} to {last}: it ends before it begins)")
    elif record["documents"] and not any(ends):
        yield Violation("period-unknown", "period")
    for place, document in enumerate(record["documents"]):
        published = _day(document.get("published"))
        if cut_off and published and published > cut_off and document.get("state") != "rejected":
            yield Violation("late-source", f"documents[{place}]", f"{published}, as of {cut_off}", _name(document))


def sharing(record: Record) -> Iterator[Violation]:
    """Yield that the label is missing, or is none of TLP 2.0's as it must be written."""
    label = record.get("tlp")
    if label in (None, ""):
        yield Violation("tlp-missing", "tlp")
    elif label not in LABELS:
        yield Violation("tlp-wrong", "tlp", f"{label!r}")


def quoting(record: Record, evidence: Evidence) -> Iterator[Violation]:
    """Yield the quotations that are not their slice of the source, and which sources could not be asked."""
    paths = {_name(document): str(document.get("path", "")) for document in record["documents"]}
    numbers, unasked = _numbers(record), Counter[str]()
    for at, document in enumerate(record["documents"]):
        if found := changed(document, evidence.checksums):
            yield Violation("document-changed", f"documents[{at}]", found, _name(document))
    for place, span in spans(record):
        source = str(span.get("doc"))
        text = evidence.texts.get(paths.get(source, ""))
        if text is None:
            unasked[source] += 1
        elif found := difference(place, source, span, text):
            said = found.removeprefix(f"{place}: ")
            yield Violation("quotation", place, said, numbers.get(place.partition(".")[0], ""))
    for line in verify_earlier(record, evidence.earlier):
        where, _, said = line.partition(": ")
        yield Violation("quotation", where, said)
    for at, document in enumerate(record["documents"]):
        if number := unasked[_name(document)]:
            yield Violation("quotation-unchecked", f"documents[{at}]", f"quotations: {number}", _name(document))
    if left := unchecked(record, evidence.earlier):
        yield Violation("quotation-unchecked", "changes", f"sentences of earlier editions: {left}")


def translating(record: Record) -> Iterator[Violation]:
    """Yield where a machine translation is shown: no quotation, and so not checked."""
    numbers, by = (
        _numbers(record),
        {
            (str(each.get("from")), str(each.get("original"))): str(each.get("translator"))
            for each in record.get("translations", ())
        },
    )
    for place, span in (*spans(record), *earlier_spans(record)):
        translator = by.get((str(span.get("lang")), str(span.get("text"))), "")
        if translator and not _rendered(place, span, record):
            yield Violation("machine-translated", place, translator, numbers.get(place.partition(".")[0], ""))


def _rendered(place: str, span: Mapping[str, Any], record: Record) -> bool:
    """Tell whether no translation is shown under a quotation: it is not printed, or a counterpart stands there."""
    if place.startswith(("positions", "people", "counterparts")) or ".supports" in place:
        return True
    claimed = place.startswith("discrepancies")
    own = {key: span.get(key) for key in ("doc", "start", "end")}
    counterparts = (each for each in record.get("counterparts", ()) if (each.get("discrepancy") is not None) == claimed)
    return not place.startswith("changes") and any(each.get("of") == own for each in counterparts)


def bearing(record: Record, evidence: Evidence) -> Iterator[Violation]:
    """Yield what is said of a quotation, beside its words, that it does not bear out."""
    numbers = _numbers(record)
    for where, said in unfounded(record, evidence.readings):
        yield Violation("unfounded", where, said, numbers.get(where.partition(".")[0], ""))


def _uncited(span: Mapping[str, Any], read: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    source, text = span.get("doc"), span.get("text")
    if not (isinstance(source, str) and source):
        yield "uncited", "document (doc)"
    elif source not in read:
        yield "unlisted-source", repr(source)
    if not _count(span.get("number")):
        yield "uncited", "sentence (number)"
    if not (isinstance(text, str) and text.strip()):
        yield "uncited", "wording (text)"


def _miscounted(finding: Record, read: Mapping[str, Record]) -> str:
    """Return how the counts of a finding differ from those of the documents that it cites, '' where none is too high.

    ``origins`` is the caveat that every format prints: texts that are no copies, of different publishers and owners.
    """
    supports = finding.get("supports")
    cited = {str(span.get("doc")) for span in (finding, *(supports if isinstance(supports, list) else ()))}
    documents = [read[name] for name in cited if name in read]
    counts = {"documents": len(documents), "origins": independent(map(teller, documents))}
    for key, most in counts.items():
        said = _count(finding.get(key))
        if not said:
            return f"it has no number of {key}"
        if documents and said > most:
            return f"it says {said} {key}, where those it cites are {most}"
    return ""


def _undescribed(document: Record) -> Iterator[tuple[str, str]]:
    if not _name(document):
        yield "source-incomplete", "number (id)"
    if document.get("state") == "rejected":
        return
    if not (isinstance(document.get("origin"), str) and document.get("origin")):
        yield "source-incomplete", "origin"
    remarks = document.get("remarks")
    said = str(remarks).lower() if isinstance(remarks, list) else ""
    for key, name in _DESCRIBED.items():
        value = document.get(key)
        if not _fits(key, document):
            yield "source-incomplete", f"{name} ({key})"
        elif key != "agencies" and not value and name not in said:
            yield "source-unknown", name


def _fits(key: str, document: Record) -> bool:
    """Tell whether a document's entry says something under a key: no publisher, no date and no agency are sayings."""
    if key == "agencies":
        return isinstance(document.get(key), list)
    if key == "published":
        return key in document and (document[key] is None or _day(document[key]) is not None)
    return isinstance(document.get(key), str)


def _numbers(record: Record) -> dict[str, str]:
    keys = ("findings", "discrepancies")
    return {f"{key}[{place}]": numbered(each) for key in keys for place, each in enumerate(record[key])}


def _name(document: Record) -> str:
    name = document.get("id")
    return name if isinstance(name, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _day(value: object) -> date | None:
    try:
        return day(value)
    except WrongValue:
        return None
