"""What a document says of itself: its title, its publisher, its date, the agencies it draws on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefing.model import Kind
from briefing.text.agencies import agencies
from briefing.text.rows import Row

_CREDITS = (Kind.BYLINE, Kind.CAPTION, Kind.BOILERPLATE)


def title(rows: Sequence[Row], text: str, marked: str) -> str:
    """Return the headline: what the markup says, else the first heading of five words above the prose, else any."""
    if marked:
        return marked
    above = []
    for row in rows:
        if row.kind is Kind.PROSE:
            break
        if row.kind is Kind.HEADING:
            above.append(" ".join(text[row.start : row.end].split()))
    return next((line for line in above if len(line.split()) >= 5), max(above, key=len, default=""))


def agencies_of(rows: Sequence[Row], text: str) -> tuple[str, ...]:
    """Return the agencies that bylines, datelines and legends name, in the order of the text."""
    named = [name for row in rows if row.kind in _CREDITS for name in agencies(text[row.start : row.end])]
    return tuple(dict.fromkeys(named))
