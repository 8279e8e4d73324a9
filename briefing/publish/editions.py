"""Earlier editions, from their records: what each fact was when it was last told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from briefing.errors import RecordError
from briefing.model import Brief, Change, ChangeKind, Earlier, Since, Status, Topic
from briefing.publish.restoring import span_of
from briefing.settings import Options

Record = Mapping[str, Any]
Place = tuple[int, str, int, int]
TAGGED = (ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.MOVED)


def earlier(records: Iterable[Record]) -> tuple[Earlier, ...]:
    """Return every sentence that told a finding of delivered editions, from their records, each fact as last told.

    Left out is what a later edition told again, changed, moved or withdrew: its own finding stands for it, if any.
    Raise RecordError for a record of which this cannot be read.
    """
    known: list[Earlier] = []
    for record in _in_order(records):
        try:
            places = set(_superseded(record))
            over = {(each.edition, each.finding) for each in known if _place(each) in places}
            known = [each for each in known if (each.edition, each.finding) not in over] + [*_told(record)]
        except (KeyError, TypeError, ValueError) as error:
            name = f"the record of edition {record.get('edition')}"
            raise RecordError(
                f"{name} has no findings that can be compared: {type(error).__name__}: {error}"
            ) from error
    return tuple(known)


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


def _place(each: Earlier) -> Place:
    return each.edition, each.span.doc, each.span.start, each.span.end


def _told(record: Record) -> Iterator[Earlier]:
    documents = {document["id"]: document for document in record["documents"]}
    for finding in record["findings"]:
        for each in (finding, *finding["supports"]):
            document = documents[each["doc"]]
            yield Earlier(
                edition=record["edition"],
                finding=finding["id"],
                day=date.fromisoformat(record["as_of"]),
                status=Status(finding["status"]),
                topic=finding["topic"],
                path=document["path"],
                sha256=document["sha256"],
                span=span_of(each),
                speakers=tuple(finding["speakers"]),
                head=each is finding,
            )
