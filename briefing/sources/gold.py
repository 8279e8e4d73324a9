"""Read a labelled folder: ``docs/`` and ``sentences.jsonl``, a JSON object a labelled sentence."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.analysis.evaluation import Labelled
from briefing.errors import SourceError


def read_gold(folder: Path) -> tuple[Labelled, ...]:
    """Return the labelled sentences of prose of a folder, or raise SourceError with the line that is not one."""
    path = folder / "sentences.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} cannot be read: save it as UTF-8") from error
    rows = (_labelled(line, f"{path}:{number}") for number, line in enumerate(lines, start=1) if line.strip())
    return tuple(row for row in rows if row)


def _labelled(line: str, place: str) -> Labelled | None:
    """Return the labelled sentence of a line, None for one that is no prose: headings and the like are not scored."""
    try:
        row = json.loads(line)
        if row.get("kind", "prose") != "prose":
            return None
        return Labelled(row["doc"], int(row["start"]), int(row["end"]), row["category"], tuple(row.get("also", ())))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(f'{place}: not a labelled sentence with "doc", "start", "end" and "category"') from error
