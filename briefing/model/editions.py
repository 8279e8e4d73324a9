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
    """A finding of an earlier edition: what was said, and what is needed to cite and to verify it.

    ``span.doc`` and ``path`` name the document in that edition, ``sha256`` its bytes; ``day`` is the edition's date.
    ``told`` are the path and the text of every sentence that told it there, its own among them.
    """

    edition: int
    day: date
    status: Status
    topic: str
    path: str
    sha256: str
    span: Span
    speakers: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()


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
