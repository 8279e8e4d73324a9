"""Mails one after the other in a file, each below a line that begins with «From » (mbox, as RFC 4155 describes it)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.sources.formats.kinds import bare
from briefing.sources.formats.parts import LARGEST, Part, too_large

_START = re.compile(rb"From [^\n]{0,500}\n(?=[!-9;-~]{1,76}:)")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def mails_of(content: bytes) -> Iterator[Part]:
    """Yield the mails of a mailbox, each named by its place from 1, as they were before it escaped their lines."""
    content = bare(content)
    starts = [match for match in _START.finditer(content) if _is_below_blank(content, match.start())]
    ends = [match.start() for match in starts[1:]] + [len(content)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        mail = _ESCAPED.sub(rb"\1", content[start.end() : end])
        yield Part(str(number), mail) if len(mail) <= LARGEST else Part(str(number), reason=str(too_large(LARGEST)))


def _is_below_blank(content: bytes, place: int) -> bool:
    above = content[max(0, place - 4) : place]
    return not place or above.endswith((b"\n\n", b"\r\n\r\n"))
