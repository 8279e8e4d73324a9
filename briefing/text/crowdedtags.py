"""Tags with more attributes than anybody writes: the parser compares each with all before it."""

from __future__ import annotations

import re

MOST_ATTRIBUTES = 1_000
_ATTRIBUTE = r"""(?:[\s/]++[^\s=>"'/<]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?)"""
_CROWDED = re.compile(rf"(<[a-zA-Z][^\s<>/]*+{_ATTRIBUTE}{{{MOST_ATTRIBUTES}}}){_ATTRIBUTE}+")


def uncrowded(html: str) -> str:
    """Return a page with at most so many attributes in each tag."""
    return _CROWDED.sub(r"\1", html)
