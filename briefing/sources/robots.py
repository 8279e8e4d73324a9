"""What a robots.txt allows (RFC 9309): the rules of the group that names us, else of «*»; the longest match decides.

Python's own reader takes the first match and knows no wildcard.  Matching here goes through the path once for each
piece between two stars, so that no pattern of a stranger takes long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LARGEST = 500 * 1024  # bytes: the least that RFC 9309 wants read
MOST_DELAY = 30.0  # seconds
OURSELVES = "briefing"
_LINE = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*:[ \t]*([^#\r\n]*)")
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")


class Rules(NamedTuple):
    """What is allowed (True) and what is not, by pattern, and how many seconds are wanted between two requests."""

    patterns: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Tell whether a path with its query may be asked for; where two rules are equally long, it may."""
        asked = _plain(path)
        found = [(len(pattern), allowed) for pattern, allowed in self.patterns if _matches(pattern, asked)]
        return max(found, default=(0, True))[1]


def rules(content: bytes) -> Rules:
    """Return the rules of a robots.txt for us."""
    lines = tuple(_lines(content[:LARGEST].decode("utf-8-sig", "replace")))
    ours = [group for names, group in _groups(lines) if OURSELVES in names]
    chosen = ours or [group for names, group in _groups(lines) if "*" in names]
    merged = [line for group in chosen for line in group]
    patterns = tuple((_plain(value), key == "allow") for key, value in merged if key in {"allow", "disallow"} and value)
    return Rules(patterns, max((_seconds(value) for key, value in merged if key == "crawl-delay"), default=0.0))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    found = map(_LINE.match, re.split(r"[\r\n]+", text))
    return ((match[1].lower(), match[2].strip()) for match in found if match)


def _groups(lines: Sequence[tuple[str, str]]) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Yield the names of each group, without version, and its rules; names in a row head one group."""
    names: set[str] = set()
    group: list[tuple[str, str]] = []
    for key, value in lines:
        if key == "user-agent" and group:
            yield names, group
            names, group = set(), []
        if key == "user-agent":
            names.add(value.partition("/")[0].strip().lower())
        elif key in {"allow", "disallow", "crawl-delay"}:
            group.append((key, value))
    yield names, group


def _seconds(value: str) -> float:
    return min(float(value), MOST_DELAY) if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", value) else 0.0


def _plain(path: str) -> str:
    """Return a path with its escapes in one form; what need not be escaped is not."""

    def form(found: re.Match[str]) -> str:
        letter = chr(int(found[1], 16))
        return letter if re.fullmatch(r"[A-Za-z0-9._~-]", letter) else found[0].upper()

    ascii_only = "".join(each if each.isascii() else "".join(f"%{byte:02X}" for byte in each.encode()) for each in path)
    return _ESCAPE.sub(form, ascii_only)


def _matches(pattern: str, path: str) -> bool:
    """Tell whether a pattern fits the beginning of a path, or all of it with a «$» at its end."""
    whole = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for piece in pieces:
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not whole or place == len(path) or (bool(pieces) and path.endswith(pieces[-1]))
