"""Two briefs side by side: what one has and the other has not, or has otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from briefing.model.brief import Brief, SourceEntry
from briefing.model.findings import Discrepancy, Finding, Topic

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """The same thing in two briefs, None on the side that has it not.

    ``altered`` says that both have it and not alike: a fact with another value or speaker, a discrepancy with other
    versions, a source with other bytes.
    """

    before: T | None
    after: T | None
    altered: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two briefs and what is the same in them; everything of either is in at least one pair."""

    before: Brief
    after: Brief
    findings: tuple[Pair[Finding], ...]
    discrepancies: tuple[Pair[Discrepancy], ...]
    sources: tuple[Pair[SourceEntry], ...]
    topics: tuple[Pair[Topic], ...]
