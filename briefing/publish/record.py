"""The brief as a record, ``brief.json``: every quotation with its place, so that a program can check them all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from briefing.errors import RecordError
from briefing.masking import as_json
from briefing.model import (
    Brief,
    Change,
    Counterpart,
    Dated,
    Discrepancy,
    Earlier,
    Event,
    Finding,
    Position,
    Profile,
    Report,
    SourceDescription,
    SourceEntry,
    Span,
    Translation,
)
from briefing.publish.numbering import numbered
from briefing.publish.tlp import label
from briefing.resources import version

SCHEMA = "briefing/1"
Record = dict[str, Any]
LISTS = (
    "documents",
    "topics",
    "bottom_line",
    "findings",
    "discrepancies",
    "positions",
    "reports",
    "changes",
    "rejections",
)
# A record that was written before there were these has none of them.
LATER_LISTS = ("events", "timeline", "people", "counterparts", "translations", "untranslated")
NESTED = {"supports", "claims", "spellings"}


def record(brief: Brief) -> Record:
    """Return the record of a brief (``data/schema/brief-1.schema.json``); ``id`` of a finding is its printed number."""
    findings, discrepancies = numbered(brief)
    numbers = {finding.id: number for number, finding in findings}
    contradictions = {each.id: number for number, each in discrepancies}
    since, until = brief.period
    return {
        "schema": SCHEMA,
        "program": version(),
        "title": brief.title,
        "title_lang": brief.title_lang or brief.lang,
        "as_of": brief.as_of.isoformat(),
        "event_date": _iso(brief.event_date),
        "lang": brief.lang,
        "tlp": label(brief.tlp),
        "period": {"from": _iso(since), "to": _iso(until)},
        "parties": list(brief.parties),
        "documents": [_document(document) for document in brief.documents],
        "events": [_event(event) for event in brief.events],
        "topics": [
            {"id": each.id, "title": each.title, "lang": each.lang, "event": each.event} for each in brief.topics
        ],
        "bottom_line": [_span(span) for span in brief.bottom_line],
        "findings": [_finding(number, finding) for number, finding in findings],
        "discrepancies": [_discrepancy(number, each) for number, each in discrepancies],
        "positions": [_position(position) for position in brief.positions],
        "reports": [_report(report) for report in brief.reports],
        "timeline": [_dated(dated, numbers) for dated in brief.timeline],
        "people": [_profile(profile) for profile in brief.people],
        "counterparts": [_counterpart(each, contradictions) for each in brief.counterparts],
        "translations": [_translation(each, brief.lang) for each in brief.translations],
        "untranslated": [{"translator": each.location, "reason": each.reason} for each in brief.untranslated],
        "edition": brief.edition,
        "since": {"edition": brief.since.edition, "as_of": brief.since.day.isoformat()} if brief.since else None,
        "changes": [_change(change, numbers) for change in brief.changes],
        "rejections": [{"location": each.location, "reason": each.reason} for each in brief.rejections],
        "omissions": [{"what": what, "count": count} for what, count in brief.omissions],
    }


def written(brief: Brief) -> str:
    """Return the record of a brief as JSON text."""
    return as_json(record(brief), indent=1, end="\n")


def load(text: str, name: str = "the record") -> Record:
    """Return the record in a JSON text; raise RecordError, with its ``name``, where it is no record of a brief."""
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # «\ud800» alone is no letter, and cannot be printed
    except (ValueError, RecursionError) as error:
        raise RecordError(f"{name} is not JSON: give the .json file of a brief ({error})") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise RecordError(f"{name} is no record of a brief: its schema must be {SCHEMA!r}")
    for key in (*LISTS, *(key for key in LATER_LISTS if key in found)):
        _check(key, found, name)
        for place, each in enumerate(found[key]):
            for nested in sorted(NESTED & each.keys()):
                _check(nested, each, name, f"{key}[{place}].")
    return found


def _check(key: str, holder: Record, name: str, place: str = "") -> None:
    if not isinstance(holder.get(key), list) or not all(isinstance(each, dict) for each in holder[key]):
        raise RecordError(f"{name} is no record of a brief: {place}{key} must be a list of objects")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: Span) -> Record:
    return {"doc": span.doc, "start": span.start, "end": span.end, "text": span.text, "lang": span.lang,
            "number": span.number}  # fmt: skip


def _document(document: SourceEntry) -> Record:
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "lang": document.lang,
        "title": document.title,
        "publisher": document.publisher,
        "published": _iso(document.published),
        "url": document.url,
        "words": document.words,
        "origin": document.origin,
        "state": document.state.value,
        "reason": document.reason,
        "agencies": list(document.agencies),
        "remarks": list(document.remarks),
        "description": _description(document.description) if document.description else None,
        "described_agencies": [_description(each) for each in document.described_agencies],
    }


def _event(event: Event) -> Record:
    listed = {"parties": list(event.parties), "documents": list(event.documents)}
    return {"id": event.id, "title": event.title, "lang": event.lang, "date": _iso(event.date), **listed}


def _description(each: SourceDescription) -> Record:
    return {
        "name": each.name,
        "kind": each.kind,
        "country": each.country,
        "owner": each.owner,
        "language": each.language,
        "reliability": each.reliability,
        "wire_agency": each.wire_agency,
    }


def _finding(number: int, finding: Finding) -> Record:
    return {
        "id": number,
        "status": finding.status.value,
        "topic": finding.topic,
        **_span(finding.span),
        "speakers": list(finding.speakers),
        "score": round(finding.score, 4),
        "why": finding.why,
        "supports": [_span(span) for span in finding.supports],
        "documents": finding.documents,
        "origins": finding.origins,
        "fragment": finding.fragment,
        "tags": list(finding.tags),
        "credibility": finding.credibility,
    }


def _change(change: Change, numbers: Mapping[int, int]) -> Record:
    return {
        "kind": change.kind.value,
        "topic": change.topic,
        "finding": numbers[change.finding] if change.finding is not None else None,
        "before": _before(change.before) if change.before else None,
    }


def _dated(dated: Dated, numbers: Mapping[int, int]) -> Record:
    return {
        "day": dated.day.isoformat(),
        "words": dated.words,
        "finding": numbers[dated.finding] if dated.finding is not None else None,
        **_span(dated.span),
        "speakers": list(dated.speakers),
    }


def _profile(profile: Profile) -> Record:
    return {
        "name": profile.name,
        "office": _span(profile.office) if profile.office else None,
        "spellings": [_span(span) for span in profile.spellings],
    }


def _counterpart(each: Counterpart, contradictions: Mapping[int, int]) -> Record:
    return {
        "of": {"doc": each.of.doc, "start": each.of.start, "end": each.of.end},
        "discrepancy": contradictions[each.discrepancy] if each.discrepancy is not None else None,
        **_span(each.span),
    }


def _translation(each: Translation, lang: str) -> Record:
    return {
        "original": each.original,
        "from": each.source,
        "to": lang,
        "text": each.text,
        "translator": each.translator,
    }


def _before(before: Earlier) -> Record:
    return {
        "edition": before.edition,
        "path": before.path,
        "sha256": before.sha256,
        **_span(before.span),
        "status": before.status.value,
    }


def _discrepancy(number: int, each: Discrepancy) -> Record:
    claims = [{**_span(claim.span), "value": claim.value, "speakers": list(claim.speakers)} for claim in each.claims]
    return {"id": number, "kind": each.kind, "topic": each.topic, "note": each.note, "claims": claims}


def _position(position: Position) -> Record:
    return {"topic": position.topic, "speaker": position.speaker, "stance": position.stance, **_span(position.span)}


def _report(report: Report) -> Record:
    return {"topic": report.topic, **_span(report.span), "speakers": list(report.speakers)}
