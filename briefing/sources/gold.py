"""Read a labelled folder: ``docs/`` and ``sentences.jsonl``, a JSON object a labelled sentence."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.analysis.evaluation import Labelled
from briefing.errors import SourceError


def read_gold(folder: Path) -> tuple[Labelled, ...]:
    """Return the labelled sentences of a folder, or raise SourceError with the line that is not one."""
    path = folder / "sentences.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error
    return tuple(_labelled(line, f"{path}:{number}") for number, line in enumerate(lines, start=1) if line.strip())


def _labelled(line: str, place: str) -> Labelled:
    try:
        row = json.loads(line)
        return Labelled(row["doc"], int(row["start"]), int(row["end"]), row["category"], tuple(row.get("also", ())))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(f'{place}: not a labelled sentence with "doc", "start", "end" and "category"') from error
