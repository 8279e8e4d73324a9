"""Mails one after the other in a file, each below a line that begins with «From » (mbox, as RFC 4155 describes it)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.sources.formats.kinds import bare
from briefing.sources.formats.parts import LARGEST, Part, too_large

_START = re.compile(rb"^From [^\n]*+\n(?=[!-9;-~]{1,76}:)", re.MULTILINE)
# Below no empty line it must say who and when, as no prose does.
_FULL = re.compile(
    rb"From \S{1,320} {1,3}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) {1,3}"
    rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,3}\d{1,2} {1,3}\d{1,2}:\d\d(?::\d\d)?"
    rb"(?: {1,3}(?:[A-Z]{1,5}|[+-]\d{4}))? {1,3}\d{4}(?: {1,3}[+-]\d{4})?\s{0,3}\n"
)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def mails_of(content: bytes) -> Iterator[Part]:
    """Yield the mails of a mailbox, each named by its place from 1, as they were before it escaped their lines."""
    content = bare(content)
    starts = [match for match in _START.finditer(content) if _begins(content, match)]
    ends = [match.start() for match in starts[1:]] + [len(content)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        mail = _ESCAPED.sub(rb"\1", content[start.end() : end])
        yield Part(str(number), mail) if len(mail) <= LARGEST else Part(str(number), reason=str(too_large(LARGEST)))


def _begins(content: bytes, match: re.Match[bytes]) -> bool:
    """Tell whether a line begins a mail: it stands at the beginning, below an empty line, or has its full shape."""
    place = match.start()
    above = content[max(0, place - 4) : place]
    return not place or above.endswith((b"\n\n", b"\r\n\r\n")) or _FULL.match(match[0]) is not None
