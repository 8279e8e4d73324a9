"""What the scheduled side logs: a line for people, or a JSON object a line for machines, on stderr."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

FORMS = ("text", "json")
_SHOWN = 2000


class _Text(logging.Formatter):
    """A moment, the level and the message, on one line whatever the message holds."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{_moment(record)} {record.levelname.lower():7} {_line(record.getMessage())}"


class _Json(logging.Formatter):
    """One JSON object a line; what is not printable ASCII is escaped."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(
            {
                "at": _moment(record),
                "level": record.levelname.lower(),
                "module": record.name.rpartition(".")[2],
                "process": record.process,
                "message": record.getMessage()[:_SHOWN],
            }
        )


def set_up(form: str) -> None:
    """Log to stderr in a form of FORMS, from the level of a stage's counts on."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Json() if form == "json" else _Text())
    ours = logging.getLogger("briefing")
    ours.handlers[:] = [handler]
    ours.propagate = False
    ours.setLevel(logging.INFO)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _line(message: str) -> str:
    """Return a stranger's words as one line that a terminal only prints."""
    return "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in message[:_SHOWN])
