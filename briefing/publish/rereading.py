"""The check of what is said of a quotation beside its words: number, language, fragment, value in a contradiction."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from briefing.analysis.claimable import noted, values
from briefing.model import Document, Sentence
from briefing.publish.verification import names, quotations
from briefing.resources import version

Record = Mapping[str, Any]
Readings = Mapping[str, Document]
Sentences = Mapping[tuple[int, int], Sentence]


class _Numbered(NamedTuple):
    """Where a quotation begins in its document, its number, and its place in the record."""

    start: int
    number: int
    place: str


def unfounded(record: Record, readings: Readings) -> Iterator[tuple[str, str]]:
    """Yield the place of what its quotation does not bear out, and how: («findings[0]», «it is §3 of D1, not §4»).

    ``readings`` are the documents as this program reads them, by path.  From the record alone: a fragment stands in
    its quotation, a counterpart belongs to its own, and the numbers in a document rise with the places.  A document
    that has the bytes it had is read again, if the record is of this version of the program: then each quotation must
    be a sentence with that number and in that language, a name must stand in one, a claim's value must be found in it,
    and a note must have the values of its claims.  What is no quotation at all is for ``verify``.
    """
    yield from _fragments(record)
    yield from _unmatched(record)
    again = {
        str(each.get("id")): reading
        for each in record["documents"]
        if (reading := readings.get(str(each.get("path")))) and reading.sha256 == each.get("sha256")
    }
    read = {name: _sentences(reading) for name, reading in again.items()} if reread(record) else {}
    yield from _misnoted(record, read)
    yield from _disordered(record, read)
    for spans, find, none in (
        (quotations(record), _sentence, "are no whole sentence"),
        (names(record), _around, "stand in no sentence"),
    ):
        for place, span in spans:
            doc = str(span.get("doc"))
            if doc in read and _is_slice(span, again[doc].text):
                yield from ((place, said) for said in _misread(span, find(span, read[doc]), none))
    yield from _misvalued(record, read)


def reread(record: Record) -> bool:
    """Tell whether this program reads as the one that made a record: another version may cut sentences elsewhere."""
    return record.get("program") == version()


def said(record: Record) -> str:
    """Return whether sentence numbers and the values of claims were read again, and why not."""
    if reread(record):
        return "sentence numbers, languages and the values of contradictions were read again in the documents"
    made = f"by version {known} of the program" if (known := record.get("program")) else "by an older version"
    return (
        f"sentence numbers are in order; they, languages and the values of contradictions were not read again:"
        f" the record was made {made}, this is {version()}"
    )


def _fragments(record: Record) -> Iterator[tuple[str, str]]:
    for at, finding in enumerate(record["findings"]):
        fragment, text = finding.get("fragment", ""), str(finding.get("text"))
        if not isinstance(fragment, str) or (fragment and not _stands(fragment, text)):
            yield f"findings[{at}]", f"the fragment {fragment!r} does not stand in its quotation"


def _unmatched(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the counterparts that are not in the language of the brief, or tell another fact than the quotation."""
    for at, each in enumerate(record.get("counterparts", ())):
        lang, quoted, told = record.get("lang"), _place(each.get("of")), _place(each)
        if each.get("lang") != lang:
            yield f"counterparts[{at}]", f"its language is {each.get('lang')!r}, not the brief's, {lang!r}"
        if quoted == told or not any(
            quoted in same and told in same for same in _same(record, each.get("discrepancy"))
        ):
            yield f"counterparts[{at}]", "no finding rests on both, nor is it another claim of the same value"


def _same(record: Record, discrepancy: object) -> Iterator[list[object]]:
    """Yield the places of the sentences that a finding rests on, or of the claims of each value of a discrepancy."""
    if discrepancy is None:
        yield from ([_place(span) for span in (each, *each.get("supports", ()))] for each in record["findings"])
        return
    for each in record["discrepancies"]:
        claims = each.get("claims", ()) if each.get("id") == discrepancy else ()
        for value in [claim.get("value") for claim in claims]:
            yield [_place(claim) for claim in claims if claim.get("value") == value]


def _place(span: object) -> object:
    return [span.get(key) for key in ("doc", "start", "end")] if isinstance(span, Mapping) else None


def _stands(fragment: str, text: str) -> bool:
    """Tell whether words stand whole in a text: «1» does not in «1,500» or «114»."""
    return bool(re.search(rf"(?<!\w)(?<!\w[.,:-]){re.escape(fragment)}(?!\w|[.,:'’-]\w)", text))


def _disordered(record: Record, read: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield where two quotations of a document that was not read again cannot both have their numbers."""
    by_document: dict[str, list[_Numbered]] = {}
    for place, span in quotations(record):
        start, number = span.get("start"), span.get("number")
        if str(span.get("doc")) not in read and isinstance(start, int) and isinstance(number, int):
            by_document.setdefault(str(span.get("doc")), []).append(_Numbered(start, number, place))
    for name, found in by_document.items():
        for one, other in pairwise(sorted(found)):
            if (one.start == other.start) != (one.number == other.number) or other.number < one.number:
                yield (
                    other.place,
                    f"§{other.number} of {name} at {other.start}, where {one.place} is §{one.number} at {one.start}",
                )


def _sentence(span: Record, sentences: Sentences) -> Sentence | None:
    """Return the sentence that a quotation is."""
    return sentences.get((span["start"], span["end"]))


def _around(span: Record, sentences: Sentences) -> Sentence | None:
    """Return the sentence that a name stands in."""
    return next((each for (start, end), each in sentences.items() if start <= span["start"] < span["end"] <= end), None)


def _misread(span: Record, sentence: Sentence | None, none: str) -> Iterator[str]:
    name, number, lang = span.get("doc"), span.get("number"), span.get("lang")
    if sentence is None:
        yield f"characters {span['start']} to {span['end']} of {name} {none}"
        return
    if sentence.number != number:
        yield f"it is §{sentence.number} of {name}, not §{number}"
    if sentence.lang != lang:
        yield f"its language is {sentence.lang!r}, not {lang!r}"


def _misnoted(record: Record, read: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the notes of contradictions, all between documents that were read again, that name other values."""
    for at, each in enumerate(record["discrepancies"]):
        claims, note = each.get("claims", ()), str(each.get("note"))
        claimed = [str(claim.get("value")) for claim in claims]
        known = all(str(claim.get("doc")) in read for claim in claims)
        if known and not noted(str(each.get("kind")), claimed, note):
            yield f"discrepancies[{at}]", f"the note {note!r} does not set {', '.join(map(repr, claimed))} side by side"


def _misvalued(record: Record, read: Mapping[str, Sentences]) -> Iterator[tuple[str, str]]:
    for at, each in enumerate(record["discrepancies"]):
        for number, claim in enumerate(each.get("claims", ())):
            sentences, where = read.get(str(claim.get("doc")), {}), (claim.get("start"), claim.get("end"))
            sentence = next((each for place, each in sentences.items() if place == where), None)
            known = values(str(each.get("kind")), sentence) if sentence else None
            if known is not None and str(claim.get("value")) not in known:
                yield f"discrepancies[{at}].claims[{number}]", _no_value(claim.get("value"), sorted(known))


def _no_value(value: object, known: Sequence[str]) -> str:
    return f"the value {value!r} is not read in its quotation, which has {', '.join(map(repr, known)) or 'none'}"


def _sentences(reading: Document) -> dict[tuple[int, int], Sentence]:
    return {(each.start, each.end): each for each in reading.sentences}


def _is_slice(span: Record, text: str) -> bool:
    start, end = span.get("start"), span.get("end")
    return isinstance(start, int) and isinstance(end, int) and start >= 0 and text[start:end] == span.get("text")
