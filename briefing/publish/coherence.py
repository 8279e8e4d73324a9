"""The rules on what a record must be for a reader to find anything in it: each number once, each label a known one."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import State, Status
from briefing.publish.frames import frame, languages
from briefing.publish.record import Record
from briefing.publish.standards import Violation
from briefing.publish.verification import spans
from briefing.publish.wording import ENGLISH, numbered


def coherence(record: Record) -> Iterator[Violation]:
    """Yield the numbers that stand for two things, and the statuses, kinds, states and languages that nobody knows."""
    for keys in (("findings", "discrepancies"), ("documents",), ("topics",)):
        yield from _twice(record, keys)
    for at, finding in enumerate(record["findings"]):
        yield from _strange("status", finding, tuple(Status), f"findings[{at}]", numbered(finding))
    for at, each in enumerate(record["discrepancies"]):
        yield from _strange("kind", each, tuple(frame(ENGLISH).kinds), f"discrepancies[{at}]", numbered(each))
    for at, document in enumerate(record["documents"]):
        yield from _strange("state", document, tuple(State), f"documents[{at}]", str(document.get("id")))
    yield from _strange("lang", record, languages(), "lang")
    yield from _foreign(record)


def _twice(record: Record, keys: tuple[str, ...]) -> Iterator[Violation]:
    seen: set[str] = set()
    for key in keys:
        for at, each in enumerate(record[key]):
            name = str(each.get("id"))
            if name in seen:
                yield Violation("number-twice", f"{key}[{at}]", name, "" if key == "topics" else name)
            seen.add(name)


def _strange(key: str, holder: Record, known: tuple[str, ...], where: str, number: str = "") -> Iterator[Violation]:
    said = holder.get(key)
    if not (isinstance(said, str) and said in known):
        yield Violation("unknown-value", where, f"{key} {said!r}: it must be one of {', '.join(known)}", number)


def _foreign(record: Record) -> Iterator[Violation]:
    """Yield the languages of title, topics, documents and quotations that the CLDR has no name for."""
    topics = ((f"topics[{at}]", each, "lang", "") for at, each in enumerate(record["topics"]))
    documents = (
        (f"documents[{at}]", each, "lang", str(each.get("id")))
        for at, each in enumerate(record["documents"])
        if each.get("lang")
    )
    quoted = ((place, span, "lang", "") for place, span in spans(record))
    for where, holder, key, number in (("title_lang", record, "title_lang", ""), *topics, *documents, *quoted):
        said = holder.get(key)
        if not (isinstance(said, str) and frame(ENGLISH).language(said) != said):
            yield Violation("unknown-value", where, f"{key} {said!r}: it must be a code such as en", number)
