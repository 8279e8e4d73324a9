"""What an edition knows of those before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefing.model.documents import Span
from briefing.model.findings import Status


class ChangeKind(StrEnum):
    """What became of a fact since earlier editions."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A sentence that told a finding of an earlier edition, and what is needed to cite and to verify it.

    ``finding`` is the finding's number there; ``head`` says that it quoted this sentence, not one that supports it.
    ``span.doc`` and ``path`` name the document in that edition, ``sha256`` its bytes; ``day`` is the edition's date.
    """

    edition: int
    finding: int
    day: date
    status: Status
    topic: str
    path: str
    sha256: str
    span: Span
    speakers: tuple[str, ...] = ()
    head: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a fact: ``finding`` is the id of the finding that tells it now, None where none does.

    ``before`` is what an earlier edition said of it, None for what is new.
    """

    kind: ChangeKind
    topic: str
    finding: int | None = None
    before: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """The last edition that was delivered: what the next is compared with begins there."""

    edition: int
    day: date
