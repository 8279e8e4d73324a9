"""Texts that are safe to show: without users, passwords and keys in an address, without what deceives."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

_TOKEN = re.compile(r'((?:[^\s":]*://)?)([^\s"]+)')
_KEY = re.compile(
    r"([?&;#](?:[a-z]{1,20}[_.-])?(?:(?:access|auth|user|client)?token|(?:api|auth)?key|secret|password|passwd|pwd"
    r"|sig|signature|auth|session|sessionid|sid|jwt)=)[^&;#\s\"]+",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:\[[^\]@]*\]|[^:@]*)(?::\d+)?")

# What turns a line round or is not seen; joiners are letters of Persian and Hindi.
_UNSEEN = (
    "\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_DECEIVING_IN_JSON = re.compile(f"[{_UNSEEN}]")
# What moves the cursor too: JSON has escaped it.
_DECEIVING = re.compile(f"[\x00-\x1f{_UNSEEN}]")


def as_json(found: Mapping[str, object], indent: int | None = None, end: str = "") -> str:
    """Return JSON for who reads it in a terminal or an editor too: it is read back as it was, and shows no other order.

    What deceives is written as JSON writes it where all is ASCII; ``end`` is appended.
    """
    text, place = json.dumps(found, ensure_ascii=False, indent=indent) + end, 0
    # A substitution keeps a piece for each: gigabytes where a text is nothing else.
    while deceiving := _DECEIVING_IN_JSON.search(text, place):
        text, place = text.replace(deceiving[0], json.dumps(deceiving[0])[1:-1]), deceiving.start()
    return text


def visible(line: str) -> str:
    """Return a line that a terminal only prints: what would do more is escaped."""
    return _DECEIVING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), line)


def anonymous(text: str) -> str:
    """Return a text without the users, passwords and keys that an address in it names, rightly or wrongly written."""
    return _KEY.sub(r"\1***", userless(text))


def userless(text: str) -> str:
    """Return a text without the users and passwords before the host of an address in it."""
    return _TOKEN.sub(_userless, text)


def _userless(found: re.Match[str]) -> str:
    scheme, rest = found.groups()
    user, _, host = rest.rpartition("@")
    named = not _HOST.fullmatch(rest.partition("/")[0]) if scheme else ":" in user.removeprefix("mailto:")
    return f"{scheme}***@{host}" if user and named else found[0]
