"""Texts without the users and passwords that somebody wrote into an address."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'((?:[^\s":]*://)?)([^\s"]+)')
_HOST = re.compile(r"(?:\[[^\]@]*\]|[^:@]*)(?::\d+)?")


def anonymous(text: str) -> str:
    """Return a text without the users and passwords that an address in it names, rightly or wrongly written."""
    return _TOKEN.sub(_anonymous, text)


def _anonymous(found: re.Match[str]) -> str:
    scheme, rest = found.groups()
    user, _, host = rest.rpartition("@")
    named = not _HOST.fullmatch(rest.partition("/")[0]) if scheme else ":" in user.removeprefix("mailto:")
    return f"{scheme}***@{host}" if user and named else found[0]
