"""Earlier editions, from their records: what each fact was when it was last told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from briefing.errors import RecordError
from briefing.model import Brief, Change, ChangeKind, Earlier, Since, Span, Status, Topic
from briefing.settings import Options

Record = Mapping[str, Any]
Place = tuple[int, str, int, int]
TAGGED = (ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.MOVED)


def earlier(records: Iterable[Record]) -> tuple[Earlier, ...]:
    """Return the findings of the records of delivered editions, each fact in its last telling.

    Left out is what a later edition told again, changed, moved or withdrew: its own finding stands for it, if any.
    Raise RecordError for a record of which this cannot be read.
    """
    known: dict[Place, Earlier] = {}
    for record in _in_order(records):
        try:
            for place in _superseded(record):
                known.pop(place, None)
            known.update(_findings(record))
        except (KeyError, TypeError, ValueError) as error:
            name = f"the record of edition {record.get('edition')}"
            raise RecordError(
                f"{name} has no findings that can be compared: {type(error).__name__}: {error}"
            ) from error
    return tuple(known.values())


def since(records: Iterable[Record]) -> Since | None:
    """Return number and date of the last of the editions, None where there is none."""
    order = _in_order(records)
    return Since(order[-1]["edition"], date.fromisoformat(order[-1]["as_of"])) if order else None


def dated(brief: Brief, edition: int, records: Sequence[Record], changes: Sequence[Change]) -> Brief:
    """Return a brief as a numbered edition, its findings tagged with what is new in them since the last."""
    last = since(records)
    named = {each["id"]: Topic(each["id"], each["title"], each["lang"]) for one in records for each in one["topics"]}
    gone = {change.topic for change in changes} - {topic.id for topic in brief.topics}
    tags = {change.finding: (change.kind.value,) for change in changes if change.kind in TAGGED} if last else {}
    findings = tuple(replace(each, tags=tags.get(each.id, ()) + each.tags) for each in brief.findings)
    topics = (*brief.topics, *(named[topic] for topic in sorted(gone & named.keys())))
    return replace(brief, edition=edition, since=last, changes=tuple(changes), findings=findings, topics=topics)


def titled(options: Options, records: Iterable[Record]) -> Brief:
    """Return a brief of no documents, titled as the user says, else as the last edition was."""
    *_, last = ({"title": "", "title_lang": ""}, *_in_order(records))
    title, lang = (options.title, options.lang) if options.title else (last["title"], last["title_lang"])
    return Brief(title, options.as_of, options.lang, documents=(), tlp=options.tlp, title_lang=lang)


def _in_order(records: Iterable[Record]) -> Sequence[Record]:
    numbered = list(records)
    for record in numbered:
        if not isinstance(record.get("edition"), int) or record["edition"] < 1:
            raise RecordError(f"a brief of {record.get('as_of')} is no edition: its record has no edition number")
    return sorted(numbered, key=lambda record: int(record["edition"]))


def _superseded(record: Record) -> Iterator[Place]:
    for change in record["changes"]:
        if before := change["before"]:
            yield before["edition"], before["doc"], before["start"], before["end"]


def _findings(record: Record) -> Iterator[tuple[Place, Earlier]]:
    documents = {document["id"]: document for document in record["documents"]}
    for finding in record["findings"]:
        document = documents[finding["doc"]]
        span = Span(*(finding[key] for key in ("doc", "start", "end", "text", "lang", "number")))
        yield (
            (record["edition"], span.doc, span.start, span.end),
            Earlier(
                edition=record["edition"],
                day=date.fromisoformat(record["as_of"]),
                status=Status(finding["status"]),
                topic=finding["topic"],
                path=document["path"],
                sha256=document["sha256"],
                span=span,
                speakers=tuple(finding["speakers"]),
                told=tuple((documents[each["doc"]]["path"], each["text"]) for each in (finding, *finding["supports"])),
            ),
        )
