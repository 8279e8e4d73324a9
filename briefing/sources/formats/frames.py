"""How documents and the parts of files travel between processes: JSON, then bytes; what comes in is not trusted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import IO, Any, NamedTuple

from briefing.model import Page
from briefing.sources.formats.parts import LARGEST, LARGEST_CONTAINER, MOST_INFLATED, Part, Refused, TooMuch

_LENGTH = 8
# A page of 20 MB of text, should every character be escaped.
_LONGEST = 8 * LARGEST


class Asked(NamedTuple):
    """What is asked of the child: ``alone`` for the one document that the bytes are, else how much may be in them."""

    suffix: str
    alone: bool
    size: int
    members: int


class Spent(NamedTuple):
    """The child could not do it, and another one may be needed: the reason, and whether it was its memory."""

    reason: str
    memory: bool


def send(pipe: IO[bytes], said: dict[str, Any], content: bytes = b"") -> None:
    """Write one frame: something said, and bytes."""
    head = json.dumps(said | {"bytes": len(content)}).encode()
    pipe.write(len(head).to_bytes(_LENGTH, "big") + head)
    pipe.write(content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Return one frame; raise EOFError at the end and ValueError for what is none."""
    length = int.from_bytes(_exactly(pipe, _LENGTH), "big")
    if length > _LONGEST:
        raise ValueError(length)
    said = json.loads(_exactly(pipe, length))
    size = said["bytes"]
    if not 0 <= size <= LARGEST_CONTAINER + 1:
        raise ValueError(size)
    return said, _exactly(pipe, size)


def send_part(pipe: IO[bytes], part: Part) -> None:
    """Write a part."""
    # The bytes asked about are known to who asked.
    content = part.content if part.name else b""
    send(pipe, {"name": part.name, "reason": part.reason, **told_of(part.page)}, content)


def received(pipe: IO[bytes], asked: bytes) -> Iterator[Part | Spent]:
    """Yield the parts that the child writes until it says that these were all.

    Raise Refused where the child does, EOFError where it is dead, ValueError for what it cannot have meant.
    """
    size = 0
    while True:
        said, content = receive(pipe)
        if said.get("end"):
            return
        if "refused" in said:
            raise (TooMuch if said["whole"] else Refused)(str(said["refused"]))
        if "spent" in said:
            yield Spent(str(said["spent"]), bool(said["memory"]))
            return
        size += len(content)
        if size > MOST_INFLATED:
            raise ValueError(size)
        name = str(said["name"])
        yield Part(name, content if name else asked, page_of(said), str(said["reason"]))


def told_of(page: Page | None) -> dict[str, Any]:
    """Return what is said of a page: all that a file of one of the formats tells."""
    told = None if page is None else [*page[:3], page.published and page.published.isoformat(), page.url]
    rest = Page("") if page is None else page
    return {"page": told, "headings": sorted(rest.headings), "remark": rest.remark}


def page_of(said: dict[str, Any]) -> Page | None:
    """Return the page that was told of; raise ValueError and the like for what is none."""
    if said["page"] is None:
        return None
    text, title, publisher, published, url = said["page"]
    day = date.fromisoformat(published) if published else None
    headings = frozenset(map(int, said["headings"]))
    return Page(str(text), str(title), str(publisher), day, str(url), headings, remark=str(said["remark"]))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    if len(content) != size:
        raise EOFError
    return content
