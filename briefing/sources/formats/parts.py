"""What a file is found to hold: parts, each a document, a member to be opened in turn, or a refusal."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.model import Page

MEGABYTE = 1_000_000
LARGEST = 20 * MEGABYTE
# A tenth of an archive is text at worst, and all of it must fit into memory beside what is made of it.
LARGEST_CONTAINER = 100 * MEGABYTE
MOST_INFLATED = 200 * MEGABYTE
MOST_MEMBERS = 10_000
# Of processor time for each document, which a busy machine does not use up.
MOST_SECONDS = 8
_UNSOUND = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


class Refused(Exception):
    """Bytes that could be read and will not be; the text is the reason, in plain words."""


class Failed(Refused):
    """Bytes over which the child died, or ran out of time or memory."""


class TooMuch(Refused):
    """A file that holds more than may be read of one: it is left out as a whole."""


class Bound(NamedTuple):
    """How many bytes and members a file may still come to."""

    size: int = MOST_INFLATED
    members: int = MOST_MEMBERS


class Part(NamedTuple):
    """One thing in a file, by its name there; '' is the file itself.

    ``page`` is what was taken out of a document; ``reason`` says why there is none; a member with neither is opened
    in turn.
    """

    name: str
    content: bytes = b""
    page: Page | None = None
    reason: str = ""


def written(page: Page) -> Page:
    """Return a page whose text can be written anywhere; raise Refused where it has none."""
    text = _UNSOUND.sub("\N{REPLACEMENT CHARACTER}", page.text)
    if not text.strip():
        raise Refused(page.remark or "holds no text")
    lines = (" ".join(_UNSOUND.sub(" ", each).split()) for each in (page.title, page.publisher, page.url))
    title, publisher, url = lines
    return page._replace(text=text, title=title, publisher=publisher, url=url)


def too_large(largest: int) -> Refused:
    """Return the refusal of what has more bytes than it may."""
    return Refused(f"is larger than {largest // MEGABYTE} MB")
