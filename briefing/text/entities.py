"""Entities of HTML as the letters that they stand for."""

from __future__ import annotations

import re
from html import unescape

_NUMBERED = re.compile(r"&#([0-9]{8,});?")
_DIGITS = 7  # of the highest number that is a letter


def unescaped(text: str) -> str:
    """Return a text with letters for its entities; a number of whatever length is a letter or the sign of none.

    Python's own ``unescape`` ends in a ValueError where a number has more than 4,300 digits.
    """
    return unescape(_NUMBERED.sub(_shortened, text))


def _shortened(found: re.Match[str]) -> str:
    digits = found[1].lstrip("0") or "0"
    return f"&#{digits};" if len(digits) <= _DIGITS else "\N{REPLACEMENT CHARACTER}"
