"""Notices: what somebody has to know, told once, on a channel that is not the mail server.

A notice stands in the ledger until it is settled; it goes once to the file ``<ledger>.notices.jsonl``, and to the
command that the settings name.
"""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from briefing.masking import as_json
from briefing.operations.credentials import without_secrets
from briefing.operations.ledger import Ledger, Row, placeholders

log = logging.getLogger(__name__)
COMMAND_SECONDS = 30
# What such a notice tells of is over, and nobody can undo it.
OVER = ("skipped", "failed", "rejected", "quarantine", "pdf", "translation")


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened (``kind``), to what (``subject``), and what to do about it."""

    kind: str
    subject: str
    text: str


def give(ledger: Ledger, at: str, notice: Notice) -> None:
    """Put a notice into the ledger, within the caller's transaction; one that stands already is not given again."""
    stands = ledger.row(
        "SELECT 1 FROM notice WHERE kind = ? AND subject = ? AND settled = ''", notice.kind, notice.subject
    )
    if not stands:
        ledger.change("DELETE FROM notice WHERE kind = ? AND subject = ?", notice.kind, notice.subject)
        ledger.change(
            "INSERT INTO notice VALUES (?, ?, ?, ?, '', '')", notice.kind, notice.subject, notice.text, at
        )  # fmt: skip
        ledger.tell(at, f"notice {notice.kind}", f"{notice.subject}: {notice.text}")


def settle(ledger: Ledger, at: str, kind: str, subject: str) -> None:
    """Mark a notice as settled, within the caller's transaction."""
    ledger.change("UPDATE notice SET settled = ? WHERE kind = ? AND subject = ? AND settled = ''", at, kind, subject)


def end(ledger: Ledger, at: str, kind: str, subject: str) -> None:
    """Settle a notice in a transaction of its own, where it stands: mostly it does not, and nothing is written."""
    if ledger.row("SELECT 1 FROM notice WHERE kind = ? AND subject = ? AND settled = ''", kind, subject):
        with ledger.writing():
            settle(ledger, at, kind, subject)


def settle_all(ledger: Ledger, at: str, kind: str) -> None:
    """Mark all notices of a kind as settled, within the caller's transaction."""
    ledger.change("UPDATE notice SET settled = ? WHERE kind = ? AND settled = ''", at, kind)


def seen(ledger: Ledger, at: str) -> int:
    """Settle the notices of what is over, since somebody has seen them; what still goes on stays. Return how many."""
    with ledger.writing():
        return ledger.change(
            f"UPDATE notice SET settled = ? WHERE settled = '' AND kind IN ({placeholders(OVER)})", at, *OVER
        )


def standing(ledger: Ledger) -> list[Row]:
    """Return the notices that are not settled, oldest first."""
    return ledger.rows("SELECT * FROM notice WHERE settled = '' ORDER BY at, kind, subject")


def tell(ledger: Ledger, at: str, command: Sequence[str]) -> None:
    """Tell the notices that nobody has been told yet: in the file beside the ledger, and by the command.

    The command gets the notice as a JSON object on its standard input.  What cannot be told stays in the ledger.
    """
    for row in ledger.rows("SELECT * FROM notice WHERE told = '' ORDER BY at, kind, subject"):
        notice = Notice(row["kind"], row["subject"], row["text"])
        line = as_json({"at": row["at"], **asdict(notice)})
        log.warning("%s: %s: %s", notice.kind, notice.subject, notice.text)
        if _written(ledger.path.with_name(f"{ledger.path.name}.notices.jsonl"), line) and _ran(command, line):
            with ledger.writing():
                ledger.change(
                    "UPDATE notice SET told = ? WHERE kind = ? AND subject = ?", at, notice.kind, notice.subject
                )


def _written(path: Path, line: str) -> bool:
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    except OSError as error:
        log.error("%s cannot be written: %s", path, error.strerror)  # noqa: TRY400 - the trace says no more
        return False
    return True


def _ran(command: Sequence[str], line: str) -> bool:
    if not command:
        return True
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, without a shell
            [*command],
            input=line.encode(),
            stdout=subprocess.DEVNULL,
            timeout=COMMAND_SECONDS,
            check=False,
            env=without_secrets(os.environ),
        )
    except OSError as error:
        log.error("the command for notices failed: %s", error.strerror)  # noqa: TRY400
        return True
    except subprocess.TimeoutExpired:  # Its text would repeat the command, and a token in it.
        log.error("the command for notices took more than %d s", COMMAND_SECONDS)  # noqa: TRY400
        return True
    if done.returncode:
        log.error("the command for notices ended with %d", done.returncode)
    return True
