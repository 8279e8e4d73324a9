"""Names of files as they are shown."""

from __future__ import annotations


def label(name: str) -> str:
    """Return a file name that is safe to print: what is not printable, or not valid Unicode, is escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
