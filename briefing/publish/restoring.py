"""A brief as it was, from its record: what ``record`` writes, read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from briefing.analysis.credibility import UNJUDGED
from briefing.errors import RecordError
from briefing.model import (
    Brief,
    Claim,
    Discrepancy,
    Event,
    Finding,
    Position,
    Report,
    SourceDescription,
    SourceEntry,
    Span,
    State,
    Status,
    Topic,
)
from briefing.settings.described import KINDS, RELIABILITIES
from briefing.values import LABELS

Record = Mapping[str, Any]
T = TypeVar("T")


def restored(record: Record, name: str = "the record") -> Brief:
    """Return the brief in a record; raise RecordError, with its ``name`` and the place, where something is wrong.

    Left out is what is not compared: parties, period, timeline, people, changes, rejections, omissions.  The id of a
    finding is its number on the page.
    """
    try:
        brief = Brief(
            title=_of(record, "title", str),
            as_of=date.fromisoformat(_of(record, "as_of", str)),
            lang=_of(record, "lang", str),
            documents=_each(record, "documents", _document),
            topics=_each(record, "topics", _topic),
            bottom_line=_each(record, "bottom_line", span_of),
            findings=_each(record, "findings", _finding),
            discrepancies=_each(record, "discrepancies", _discrepancy),
            positions=_each(record, "positions", _position),
            reports=_each(record, "reports", _report),
            tlp=_one_of(_of(record, "tlp", str), ("", *LABELS)),
            title_lang=_of(record, "title_lang", str),
            edition=_of(record, "edition", int),
            events=_each(record, "events", _event) if "events" in record else (),
        )
        _check(brief)
    except KeyError as error:
        raise RecordError(f"{name} is no whole record of a brief: {error.args[0]} is missing") from error
    except (TypeError, ValueError) as error:
        raise RecordError(f"{name} is no whole record of a brief: {error}") from error
    return brief


def span_of(each: Record) -> Span:
    """Return the span in a part of a record; raise KeyError or TypeError where there is none."""
    start, end, number = (_of(each, key, int) for key in ("start", "end", "number"))
    return Span(_of(each, "doc", str), start, end, _of(each, "text", str), _of(each, "lang", str), number)


def _check(brief: Brief) -> None:
    """Raise ValueError where two of a kind have one id, or where a document that is quoted is not listed."""
    kinds: dict[str, Sequence[str | int]] = {
        "document": [each.id for each in brief.documents],
        "finding": [each.id for each in brief.findings],
        "discrepancy": [each.id for each in brief.discrepancies],
    }
    for kind, ids in kinds.items():
        if twice := [each for each in ids if ids.count(each) > 1]:
            raise ValueError(f"two of its parts are {kind} {twice[0]}")
    known = {each.id for each in brief.documents}
    for finding in brief.findings:
        for span in (finding.span, *finding.supports):
            if span.doc not in known:
                raise ValueError(f"finding {finding.id} quotes {span.doc}, which is not among its documents")


def _each(holder: Record, key: str, read: Callable[[Record], T]) -> tuple[T, ...]:
    found: list[T] = []
    for place, each in enumerate(_of(holder, key, list)):
        try:
            found.append(read(each))
        except KeyError as error:
            raise KeyError(f"{key}[{place}].{error.args[0]}") from error
        except (TypeError, ValueError) as error:
            raise ValueError(f"{key}[{place}]: {error}") from error
    return tuple(found)


def _of(holder: Record, key: str, kind: type[T]) -> T:
    """Return a value of a record; raise KeyError or TypeError where there is none of that kind."""
    if not isinstance(value := holder[key], kind):
        raise TypeError(f"{key} must be of type {kind.__name__}, not {type(value).__name__}")
    return value


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} must be one of {', '.join(map(repr, allowed))}")
    return value


def _names(holder: Record, key: str) -> tuple[str, ...]:
    names = _of(holder, key, list)
    if not all(isinstance(name, str) for name in names):
        raise TypeError(f"{key} must be a list of texts")
    return tuple(names)


def _event(each: Record) -> Event:
    key, title, lang = (_of(each, key, str) for key in ("id", "title", "lang"))
    day = None if each["date"] is None else date.fromisoformat(_of(each, "date", str))
    return Event(key, title, lang, day, _names(each, "parties"), _names(each, "documents"))


def _topic(each: Record) -> Topic:
    event = _of(each, "event", str) if "event" in each else ""
    return Topic(_of(each, "id", str), _of(each, "title", str), _of(each, "lang", str), event=event)


def _document(each: Record) -> SourceEntry:
    path, checksum, lang = (_of(each, key, str) for key in ("path", "sha256", "lang"))
    title, publisher = _of(each, "title", str), _of(each, "publisher", str)
    described = each.get("description")
    return SourceEntry(
        _of(each, "id", str), path, checksum, lang, title, publisher,
        state=State(_of(each, "state", str)),
        description=None if described is None else _description(_of(each, "description", dict)),
        described_agencies=_each(each, "described_agencies", _description) if "described_agencies" in each else (),
    )  # fmt: skip


def _description(each: Record) -> SourceDescription:
    return SourceDescription(
        name=_of(each, "name", str),
        kind=_one_of(_of(each, "kind", str), ("", *KINDS)),
        country=_of(each, "country", str),
        owner=_of(each, "owner", str),
        language=_of(each, "language", str),
        reliability=_one_of(_of(each, "reliability", str), ("", *RELIABILITIES)),
        wire_agency=_of(each, "wire_agency", bool),
    )


def _finding(each: Record) -> Finding:
    return Finding(
        _of(each, "id", int),
        Status(_of(each, "status", str)),
        _of(each, "topic", str),
        span_of(each),
        _names(each, "speakers"),
        supports=_each(each, "supports", span_of),
        documents=_of(each, "documents", int),
        origins=_of(each, "origins", int),
        credibility=_of(each, "credibility", int) if "credibility" in each else UNJUDGED,
    )


def _discrepancy(each: Record) -> Discrepancy:
    number, kind, topic, note = (
        _of(each, "id", int),
        _of(each, "kind", str),
        _of(each, "topic", str),
        _of(each, "note", str),
    )
    return Discrepancy(number, kind, topic, note, _each(each, "claims", _claim))


def _claim(each: Record) -> Claim:
    return Claim(span_of(each), _of(each, "value", str), _names(each, "speakers"))


def _position(each: Record) -> Position:
    return Position(_of(each, "topic", str), _of(each, "speaker", str), _of(each, "stance", str), span_of(each))


def _report(each: Record) -> Report:
    return Report(_of(each, "topic", str), span_of(each), _names(each, "speakers"))
