"""Text that would be SQL: in the ledger it is text, and comes back as it went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import LedgerError
from briefing.operations.ledger import Ledger
from briefing.operations.notices import Notice, give

INJECTIONS = (
    "'; DROP TABLE slot; --",
    '"; DELETE FROM document; --',
    "' OR '1'='1",
    "1); ATTACH DATABASE 'x' AS y; --",
    "?",
    "??1",
    ":name",
    "@name",
    "$1",
    "%s",
    "{0}",
    "\\'; SELECT load_extension('x'); --",
    "'||(SELECT seed FROM instance)||'",
    "/*",
    "*/",
    "--",
    ";",
    "'",
    '"',
    "`",
    "[",
    "a\0b",
    "é\u202e",
    "\U0001f600",
    "NULL",
    "x" * 100_000,
)


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
def test_what_is_written_into_the_ledger_comes_back_and_does_nothing(tmp_path: Path, text: str) -> None:
    ledger = Ledger(tmp_path / "ledger.db")
    tables = ledger.rows("SELECT name, sql FROM sqlite_master ORDER BY name")
    with ledger.writing():
        give(ledger, "2031-05-06T06:00:00Z", Notice(text, text, text))
        ledger.tell("2031-05-06T06:00:00Z", text, text, (text, text))
    (event,) = ledger.rows("SELECT brief, period, what, detail FROM event WHERE what = ?", text)
    (notice,) = ledger.rows("SELECT kind, subject, text FROM notice WHERE kind = ? AND subject = ?", text, text)
    assert {*event, *notice} == {text}
    assert ledger.rows("SELECT name, sql FROM sqlite_master ORDER BY name") == tables
    assert ledger.number("SELECT count(*) FROM notice") == 1


def test_two_statements_in_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="one statement at a time"):
        Ledger(tmp_path / "ledger.db").number("SELECT 1; DROP TABLE slot")
