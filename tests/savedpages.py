"""The invented saved pages of ``tests/data/pages``, and how well a reading of one is right.

Those of ``open`` may be looked at by who improves the reading, those of ``held`` are only measured.  Those of
``blind``, ``blind2`` and ``blind3`` were written by people who had not seen the reading nor the other pages; they have
been looked at since.  Those of ``blind4`` were too, and they are only measured.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

PAGES = Path(__file__).parent / "data" / "pages"
HALVES = ("open", "held", "blind", "blind2", "blind3", "blind4")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class SavedPage:
    """A page as its bytes, and what it says; ``expected`` has None for what is not asked of it."""

    name: str
    half: str
    content: bytes
    expected: Mapping[str, object]


class Reading(NamedTuple):
    """What was read out of a page."""

    text: str
    title: str
    published: str


class Score(NamedTuple):
    """How much of a reading is right, 0..1 each."""

    text: float
    title: float
    published: float


def saved_pages(*halves: str) -> tuple[SavedPage, ...]:
    """Return the pages of the halves, all for none named, sorted by name."""
    paths = sorted(path for half in halves or HALVES for path in (PAGES / half).glob("*.html"))
    return tuple(
        SavedPage(
            name=path.stem,
            half=path.parent.name,
            content=path.read_bytes(),
            expected=json.loads(path.with_suffix(".json").read_text(encoding="utf-8")),
        )
        for path in paths
    )


def score(page: SavedPage, reading: Reading) -> Score:
    """Compare a reading with what the page says: words as a multiset, the title without case and marks."""
    expected = page.expected
    return Score(
        text=f1(str(expected["text"]), reading.text),
        title=float(_bare(str(expected["title"])) == _bare(reading.title)),
        published=float((expected["published"] or "") == reading.published),
    )


def f1(expected: str, found: str) -> float:
    """Return the F1 of the words of a text, each as often as it stands there."""
    gold, got = Counter(_WORD.findall(expected.lower())), Counter(_WORD.findall(found.lower()))
    return 2 * (gold & got).total() / max(1, gold.total() + got.total())


def _bare(title: str) -> str:
    return " ".join(_WORD.findall(title.lower()))
