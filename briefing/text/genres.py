"""What a text says it is besides a report: an opinion piece or satire, by the name of its page above or below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Kind
from briefing.text.lexicon import lexicon
from briefing.text.rows import Row

OPINION, SATIRE = "opinion piece", "satire"
NEAR = 5
LONGEST_NAME = 4
# A row of names side by side is a menu of the site, not the name of this page.
MOST_NAMES = 2
_PARTS = re.compile(r"[|:/•·—–]|\s-\s")
_TITLED = re.compile(r":\s*\S")
_AROUND = " \t#*_[](){}<>.!«»„“”\"'"


def genre(rows: Sequence[Row], text: str, lang: str) -> str:
    """Return «opinion piece», «satire», or '' for a report.

    Only the first and the last rows are looked at; of a row of prose, as a title is taken for, the words before a colon
    or a bar.  Below a text «Opinion: a ferry to nowhere» is a link to another.
    """
    for place in (*range(min(NEAR, len(rows))), *range(max(NEAR, len(rows) - NEAR), len(rows))):
        line = text[rows[place].start : rows[place].end]
        named = _named(line, lang, rows[place].kind)
        if named and not (named == OPINION and place >= NEAR and _TITLED.search(line)):
            return named
    return ""


def _named(line: str, lang: str, kind: Kind) -> str:
    parts = [part.strip().strip(_AROUND).lower() for part in _PARTS.split(line)]
    names = [part for part in parts if 0 < len(part.split()) <= LONGEST_NAME]
    if len(names) > MOST_NAMES or (kind is Kind.PROSE and len(parts) == 1):
        return ""
    known = lexicon(lang)
    if not known.satires.isdisjoint(names[:1]):
        return SATIRE
    return OPINION if not known.opinions.isdisjoint(names[:1]) else ""
