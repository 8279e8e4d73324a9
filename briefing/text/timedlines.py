"""Lines that only say when something was published, on pages that do not call them so."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(?<![\d.])[0-2]?\d[:.h][0-5]\d(?!\.?\d)")
# Of our years and of those of Thailand and Nepal.
_YEAR = re.compile(r"(?<!\d)(?:1[3-9]|2[0-6])\d\d(?!\d)")
_STOPS = (".", "!", "?", "।", "。", "؟")
_LONGEST = 80


def is_timed(text: str) -> bool:
    """Tell whether a line has a year and a time of day, and ends as no sentence."""
    return (
        len(text) <= _LONGEST
        and not text.endswith(_STOPS)
        and _CLOCK.search(text) is not None
        and _YEAR.search(text) is not None
    )
