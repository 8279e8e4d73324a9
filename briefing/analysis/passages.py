"""A document's sentences for the summarizer, in any language, also in those that the program does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model import Kind
from briefing.text.lexicon import LANGUAGES
from briefing.text.lines import lines
from briefing.text.rows import rows

_CLOSING = "\"'”’»“)\\]"
# A stop behind a single character is an initial or the number of a list; danda, ۔, ؟ and 。 have no other use.
_CUT = re.compile(rf"(?<=[^\s.!?…]{{2}}[.!?…])[{_CLOSING}]*+\s++|[।۔؟。！？][{_CLOSING}]*+\s*+")
_ENDED = re.compile(rf"[.!?…।۔؟。！？][{_CLOSING}]*+\Z")


def passages(text: str, lang: str) -> tuple[str, ...]:
    """Return the sentences of a text, each its exact slice; of a text without any sentence, its lines."""
    found = tuple(_known(text, lang) if lang in LANGUAGES else _unknown(text))
    return found or tuple(line.text for line in lines(text))


def _known(text: str, lang: str) -> Iterator[str]:
    return (text[row.start : row.end] for row in rows(text, lang) if row.kind is Kind.PROSE)


def _unknown(text: str) -> Iterator[str]:
    pieces = (piece for line in lines(text) for piece in _pieces(line.text))
    return (piece for piece in pieces if _ENDED.search(piece[-12:]))


def _pieces(line: str) -> Iterator[str]:
    start = 0
    for match in _CUT.finditer(line):
        if not line[match.end() : match.end() + 1].islower():
            yield line[start : match.end()].rstrip()
            start = match.end()
    if start < len(line):
        yield line[start:]
