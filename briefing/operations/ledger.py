"""The ledger: what is due, what was made of which documents, and what became of every mail, in SQLite.

Write-ahead log with full synchronisation: what a transaction committed is there after a power cut.  The statements
are plain SQL; moments are texts in UTC that sort in order of time.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefing.errors import LedgerError
from briefing.operations.clock import machine

VERSION = 1
BUSY_SECONDS = 60
RUN, HOLD = "RUN", "HOLD"
Row = sqlite3.Row

_TABLES = """
CREATE TABLE instance (
    id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, machine TEXT NOT NULL, seed TEXT NOT NULL,
    mode TEXT NOT NULL, reason TEXT NOT NULL, boot TEXT NOT NULL, wall TEXT NOT NULL, uptime INTEGER NOT NULL
);
CREATE TABLE brief (name TEXT PRIMARY KEY, watermark TEXT NOT NULL, editions INTEGER NOT NULL);
CREATE TABLE slot (
    brief TEXT NOT NULL REFERENCES brief (name), period TEXT NOT NULL, day TEXT NOT NULL, due TEXT NOT NULL,
    state TEXT NOT NULL, reason TEXT NOT NULL, fence INTEGER NOT NULL, owner TEXT NOT NULL, lease TEXT NOT NULL,
    attempts INTEGER NOT NULL, next_try TEXT NOT NULL, edition INTEGER, changed TEXT NOT NULL,
    PRIMARY KEY (brief, period)
);
CREATE INDEX slot_state ON slot (state);
CREATE TABLE document (
    seq INTEGER PRIMARY KEY, source TEXT NOT NULL, location TEXT NOT NULL, sha256 TEXT NOT NULL, seen TEXT NOT NULL,
    attempts INTEGER NOT NULL, reason TEXT NOT NULL, UNIQUE (source, sha256)
);
CREATE TABLE slot_document (
    brief TEXT NOT NULL, period TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES document (seq), verdict TEXT NOT NULL,
    reason TEXT NOT NULL, PRIMARY KEY (brief, period, seq), FOREIGN KEY (brief, period) REFERENCES slot (brief, period)
);
CREATE TABLE rejection (
    brief TEXT NOT NULL, period TEXT NOT NULL, location TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (brief, period, location, reason), FOREIGN KEY (brief, period) REFERENCES slot (brief, period)
);
CREATE TABLE artifact (
    brief TEXT NOT NULL, period TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL, path TEXT NOT NULL,
    bytes INTEGER NOT NULL, PRIMARY KEY (brief, period, kind),
    FOREIGN KEY (brief, period) REFERENCES slot (brief, period)
);
CREATE TABLE delivery (
    brief TEXT NOT NULL, period TEXT NOT NULL, recipient TEXT NOT NULL, edition INTEGER NOT NULL,
    message_id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, state TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL,
    fence INTEGER NOT NULL, owner TEXT NOT NULL, lease TEXT NOT NULL, attempts INTEGER NOT NULL,
    next_try TEXT NOT NULL, queued TEXT NOT NULL, changed TEXT NOT NULL,
    PRIMARY KEY (brief, period, recipient, edition),
    FOREIGN KEY (brief, period) REFERENCES slot (brief, period)
);
CREATE INDEX delivery_state ON delivery (state);
CREATE TABLE notice (
    kind TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, told TEXT NOT NULL,
    settled TEXT NOT NULL, PRIMARY KEY (kind, subject)
);
CREATE TABLE event (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, brief TEXT NOT NULL, period TEXT NOT NULL, what TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX event_slot ON event (brief, period);
"""


class Ledger:
    """A connection to the ledger; every process opens its own."""

    def __init__(self, path: Path) -> None:
        """Open the ledger, and lay it out where there is none; raise LedgerError where that cannot be done."""
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # What is briefed on may be confidential; the files beside it are made alike.
            self._sql = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
            self._sql.row_factory = sqlite3.Row
            for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                self._sql.execute(f"PRAGMA {setting}")
            self._lay_out()
        except (OSError, sqlite3.Error) as error:
            raise LedgerError(f"{path} cannot be used as the ledger: {error}: {_advice(error)}") from error

    def close(self) -> None:
        """Close the connection."""
        self._sql.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the ledger for a change: all that is done inside is committed together, or nothing is."""
        self._execute("BEGIN IMMEDIATE")
        try:
            yield
            self._execute("COMMIT")
        except BaseException:
            if self._sql.in_transaction:  # Also where the end failed: it would stand in the way of every later change.
                self._sql.execute("ROLLBACK")
            raise

    def rows(self, statement: str, *values: object) -> list[Row]:
        """Return the rows of a query."""
        return self._execute(statement, *values).fetchall()

    def row(self, statement: str, *values: object) -> Row | None:
        """Return the first row of a query, or None."""
        found: Row | None = self._execute(statement, *values).fetchone()
        return found

    def number(self, statement: str, *values: object) -> int:
        """Return the number that a query counts."""
        return int(self._execute(statement, *values).fetchone()[0])

    def change(self, statement: str, *values: object) -> int:
        """Run a statement and return how many rows it changed."""
        return self._execute(statement, *values).rowcount

    def tell(self, at: str, what: str, detail: str = "", slot: tuple[str, str] = ("", "")) -> None:
        """Append an event."""
        self.change(
            "INSERT INTO event SELECT coalesce(max(id), 0) + 1, ?, ?, ?, ?, ? FROM event", at, *slot, what, detail
        )

    @property
    def newest(self) -> int:
        """The number of the last event, 0 before the first."""
        return self.number("SELECT coalesce(max(id), 0) FROM event")

    def sound(self) -> str:
        """Return what SQLite finds wrong with the file, 'ok' for nothing."""
        return str(self._execute("PRAGMA integrity_check").fetchone()[0])

    def _execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._sql.execute(statement, values)
        except sqlite3.Error as error:
            raise LedgerError(f"{self.path}: {error}") from error

    def _lay_out(self) -> None:
        there = "SELECT 1 FROM sqlite_master WHERE name = 'event_slot'"
        if not self.row(there):
            with self.writing():
                if not self.row(there):
                    self._make_tables()
        found = self.instance["version"]
        if found != VERSION:
            raise LedgerError(f"{self.path} is of version {found}, this program reads {VERSION}: use the newer program")

    def _make_tables(self) -> None:
        for statement in filter(str.strip, _TABLES.split(";")):
            self.change(statement)
        self.change(
            "INSERT INTO instance VALUES (1, ?, ?, ?, ?, '', '', '', 0)",
            VERSION, machine(), secrets.token_hex(32), RUN,
        )  # fmt: skip

    @property
    def instance(self) -> Row:
        """The row about the ledger itself: its machine, its seed, whether it runs or holds."""
        found = self.row("SELECT * FROM instance")
        if found is None:
            raise LedgerError(f"{self.path} has lost the row about itself")
        return found


def _advice(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", 0)
    if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return "put a copy of it back; a new one does not know what was sent"
    if code == sqlite3.SQLITE_BUSY:
        return "another process keeps it locked"
    return "it must be a file, or nothing yet, in a folder in which you may write"


def placeholders(values: tuple[Any, ...]) -> str:
    """Return as many question marks as there are values: «?, ?, ?»."""
    return ", ".join("?" * len(values))
