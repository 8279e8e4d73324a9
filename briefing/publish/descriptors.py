"""The rules on who the sources are and how credible an item is: told for each, and counted as the record has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.analysis.credibility import Place, Versions, credibility
from briefing.analysis.independence import Teller
from briefing.publish.frames import frame
from briefing.publish.record import Record
from briefing.publish.standards import Violation
from briefing.publish.wording import ENGLISH, numbered
from briefing.text.publishers import name_key


def describing(record: Record) -> Iterator[Violation]:
    """Yield the sources that nobody describes, once where none is, and descriptions in words that nobody knows."""
    read = [(at, each) for at, each in enumerate(record["documents"]) if each.get("state") != "rejected"]
    bare = [(at, each) for at, each in read if not _description(each)]
    if read and len(bare) == len(read):
        yield Violation("source-undescribed", "documents", "No source is")
    else:
        for at, each in bare:
            yield Violation("source-undescribed", f"documents[{at}]", "Its publisher is not", str(each.get("id")))
    words = frame(ENGLISH)
    for at, document in read:
        for each in filter(None, (_description(document), *_described_agencies(document))):
            for key, known in (("kind", words.publishers), ("reliability", words.reliabilities)):
                if (said := each.get(key)) and said not in list(known):
                    found = f"{key} {said!r}: it must be one of {', '.join(known)}"
                    yield Violation("unknown-value", f"documents[{at}]", found, str(document.get("id")))


def rating(record: Record) -> Iterator[Violation]:
    """Yield the findings whose credibility is not what the documents and the contradictions of the record make it.

    A record that was written before there was one has none.
    """
    tellers = {str(each.get("id")): teller(each) for each in record["documents"]}
    contradictions = [_versions(each) for each in record["discrepancies"]]
    if not any("credibility" in each for each in record["findings"]):
        return
    cited = {document for versions in contradictions for (document, _), _ in versions}
    for at, finding in enumerate(record["findings"]):
        places = [_place(each) for each in (finding, *finding.get("supports", ()))]
        # A document that is not listed is a violation of its own.
        if not ({document for document, _ in places} | cited) <= tellers.keys():
            continue
        said, counted = finding.get("credibility"), credibility(places, contradictions, tellers)
        if said != counted:
            found = f"it says {said}, where the texts and contradictions recorded make it {counted}"
            yield Violation("credibility", f"findings[{at}]", found, numbered(finding))


def teller(document: Record) -> Teller:
    """Return what a document's entry says of where it comes from."""
    agencies, described = document.get("agencies"), _description(document)
    credited = frozenset(map(str, agencies)) if isinstance(agencies, list) else frozenset[str]()
    names = described.get("owner"), described.get("name") or document.get("publisher")
    owner, publisher = (name_key(name) if isinstance(name, str) else "" for name in names)
    return Teller(str(document.get("origin")), owner, credited, publisher)


def _description(document: Record) -> Mapping[str, Any]:
    found = document.get("description")
    return found if isinstance(found, Mapping) else {}


def _described_agencies(document: Record) -> Iterator[Mapping[str, Any]]:
    found = document.get("described_agencies")
    return (each for each in found if isinstance(each, Mapping)) if isinstance(found, list) else iter(())


def _place(span: Record) -> Place:
    return str(span.get("doc")), span.get("number", 0)


def _versions(each: Record) -> Versions:
    return [(_place(claim), str(claim.get("value"))) for claim in each.get("claims", ())]
