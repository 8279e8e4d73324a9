"""How many of the documents that tell something are independent: copies, a publisher and an owner count once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from briefing.model import Finding, SourceDescription, SourceEntry
from briefing.text.publishers import name_key


class Teller(NamedTuple):
    """What is known of where a document comes from.

    ``owner`` is its publisher's, '' where nobody describes it; ``publisher`` is '' where none is known.
    """

    origin: str
    owner: str = ""
    agencies: frozenset[str] = frozenset()
    publisher: str = ""

    @property
    def house(self) -> str:
        """The owner, else the publisher, '' where neither is known."""
        return self.owner or self.publisher


def tellers(documents: Iterable[SourceEntry]) -> dict[str, Teller]:
    """Return what is known of where each document comes from, by its id."""
    return {document.id: teller(document) for document in documents}


def teller(document: SourceEntry) -> Teller:
    """Return what is known of where a document comes from."""
    described = document.description or SourceDescription(document.publisher)
    owner, publisher = (name_key(name) for name in (described.owner, described.name))
    return Teller(document.origin, owner, frozenset(document.agencies), publisher)


def counted(findings: Iterable[Finding], documents: Iterable[SourceEntry]) -> tuple[Finding, ...]:
    """Return the findings with how many of the documents that tell each are independent."""
    known = tellers(documents)
    return tuple(
        replace(each, origins=independent(known[span.doc] for span in (each.span, *each.supports))) for each in findings
    )


def independent(telling: Iterable[Teller]) -> int:
    """Return how many texts there are that are no copies, and of which no two are of one publisher or owner.

    A text that several houses print counts only where none of them has one of its own: any of them may have written it.
    Texts of which nobody knows the publisher count each.
    """
    houses: dict[str, set[str]] = {}
    for each in telling:
        houses.setdefault(each.origin, set()).update({each.house} - {""})
    known = [each for each in houses.values() if each]
    alone = {house for each in known if len(each) == 1 for house in each}
    shared = _joined(each for each in known if len(each) > 1)
    return len(houses) - len(known) + len(alone) + sum(alone.isdisjoint(each) for each in shared)


def _joined(several: Iterable[set[str]]) -> list[set[str]]:
    """Join the sets that have something in common."""
    joined: list[set[str]] = []
    for each in several:
        touching = [other for other in joined if not other.isdisjoint(each)]
        joined = [other for other in joined if other.isdisjoint(each)] + [each.union(*touching)]
    return joined
