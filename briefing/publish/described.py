"""Who a source is, in words, and the rating of an item: what the user says of publishers, never the program."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model import Finding, SourceDescription, SourceEntry, State
from briefing.publish.draft import UNJUDGED, Draft
from briefing.publish.frames import Frame
from briefing.publish.printable import printable
from briefing.text.publishers import name_key

LONGEST_NAME = 80


def descriptions(entry: SourceEntry, draft: Draft) -> tuple[str, ...]:
    """Return who published a document and who are its agencies, a text each.

    That its publisher is not described is said only where another source of the brief is.
    """
    if not draft.letters or entry.state == State.REJECTED:
        return ()
    own, words = entry.description, draft.words
    if own is None:
        publisher = words.words["not_described"]
    else:
        known = name_key(own.name) == name_key(entry.publisher)
        publisher = _sentence(own, words) if known else _named(own, words)
    return (publisher, *(_named(each, words) for each in entry.described_agencies))


def rating(finding: Finding, draft: Draft) -> str:
    """Return reliability of the source quoted and credibility of the item, «B2»; '' where no source is described."""
    return f"{draft.letters.get(finding.span.doc, UNJUDGED)}{finding.credibility}" if draft.letters else ""


def _named(each: SourceDescription, words: Frame) -> str:
    return words.told(printable(each.name, LONGEST_NAME), _sentence(each, words))


def _sentence(each: SourceDescription, words: Frame) -> str:
    facts = ", ".join(fact for fact in _facts(each, words) if fact)
    if not each.reliability:
        return facts or words.words["not_described"]
    judged = words.reliabilities[each.reliability]
    said = words.words["reliability"].format(letter=each.reliability, words=judged)
    return f"{facts}{words.marks['semicolon']} {said}" if facts else said


def _facts(each: SourceDescription, words: Frame) -> Iterable[str]:
    yield words.publishers[each.kind] if each.kind else ""
    yield words.words["wire_agency"] if each.wire_agency else ""
    yield words.country(each.country) if each.country else ""
    yield words.language(each.language) if each.language else ""
    yield words.words["owned_by"].format(owner=printable(each.owner, LONGEST_NAME)) if each.owner else ""
