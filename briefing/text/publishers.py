"""Names and hosts of publishers, as they are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from briefing.text.agencies import agency_in_credit


def name_key(name: str) -> str:
    """Return a name as names are compared: in small letters, with one apostrophe, an agency's in its usual spelling."""
    spelled = " ".join(unicodedata.normalize("NFKC", name).replace("’", "'").split())
    return (agency_in_credit(spelled) or spelled).casefold()


def host_of(url: str) -> str:
    """Return the host of an address in small letters, '' where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def hosts_above(host: str) -> Iterator[str]:
    """Yield a host and those that it lies under, the longest first: a.b.example, b.example, example."""
    while host:
        yield host
        host = host.partition(".")[2]
