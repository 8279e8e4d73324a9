"""The ledger as a file: what is changed together, and what cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import LedgerError
from briefing.operations.ledger import Ledger

AT = "2026-03-02T06:00:00Z"


def unended(ledger: Ledger) -> None:
    """Make a change of which, as on a full disk, only the end fails."""
    with ledger.writing():
        ledger.change("PRAGMA defer_foreign_keys = ON")
        ledger.change("INSERT INTO slot_document VALUES ('ferry', 'D:2026-03-02', 1, '', '')")


def test_a_change_that_cannot_be_ended_does_not_stand_in_the_way_of_the_next(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "briefing.db")
    with pytest.raises(LedgerError, match="FOREIGN KEY"):
        unended(ledger)
    with ledger.writing():
        ledger.tell(AT, "goes on")
    assert ledger.number("SELECT count(*) FROM event") == 1
    assert ledger.number("SELECT count(*) FROM slot_document") == 0


@pytest.mark.parametrize("spoil", ["noise", "folder"])
def test_what_cannot_be_used_is_said_with_what_to_do(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "briefing.db"
    if spoil == "noise":
        path.write_bytes(b"no ledger" * 1000)
    else:
        path.mkdir()
    with pytest.raises(LedgerError, match={"noise": "put a copy of it back", "folder": "it must be a file"}[spoil]):
        Ledger(path)
