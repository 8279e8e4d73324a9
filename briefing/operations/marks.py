"""How far a ledger was, written beside it and in the user's own state folder, so that an older copy is known as one.

The second place tells where the whole folder was put back from a backup; it holds one small file a ledger.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from briefing.errors import PublishError
from briefing.model import Artifact
from briefing.operations.ledger import Ledger
from briefing.publish.archive import write


def leave_mark(ledger: Ledger) -> None:
    """Write how far the ledger is, never back to less; a place that cannot be written is left alone."""
    seed, newest = _seed(ledger), ledger.newest
    for path in _places(ledger):
        if _event(path, seed) < newest:
            with suppress(PublishError):
                write(Artifact("mark", json.dumps({"seed": seed, "event": newest}).encode()), path)


def forget_marks(ledger: Ledger) -> None:
    """Take the ledger as it is for the newest one."""
    for path in _places(ledger):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def is_older(ledger: Ledger) -> bool:
    """Tell whether the ledger was farther once than it is now."""
    seed = _seed(ledger)
    # The marks first: another process may go on, and leave its mark, between the two looks.
    marked = max(_event(path, seed) for path in _places(ledger))
    return marked > ledger.newest


def _places(ledger: Ledger) -> tuple[Path, ...]:
    beside = ledger.path.with_name(f"{ledger.path.name}.mark")
    with suppress(RuntimeError):  # a user without a home
        state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
        return beside, Path(state, "briefing", f"{_seed(ledger)}.mark")
    return (beside,)


def _seed(ledger: Ledger) -> str:
    """Return the beginning of the ledger's seed: enough to tell ledgers apart, too little to be its secret."""
    return str(ledger.instance["seed"])[:8]


def _event(path: Path, seed: str) -> int:
    """Return the newest event that a mark of this ledger knows, -1 where there is no such mark."""
    with suppress(OSError, ValueError):
        found = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(found, dict) and found.get("seed") == seed:
            return int(found.get("event", -1))
    return -1
