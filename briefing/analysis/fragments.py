"""A few verbatim words of a sentence for the cell of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST_FRAGMENT = 28
# «1,500», «3.5» and «U.S.» are words too: half a number would be another number.
_NEXT_WORD = re.compile(r"[ '’-]+[^\W_]+(?:[.,:'’-][^\W_]+)*(?:(?<=\.[^\W\d_])\.)?")
_WHOLE_BEFORE, _WHOLE_AFTER = r"(?<!\w[.,:-])\b", r"\b(?![.,:'’-]\w)"


def fragment(text: str, cues: Sequence[str]) -> str:
    """Return the words of ``text`` from its strongest cue on, at most ``LONGEST_FRAGMENT`` characters; '' for none.

    A cue is a word or two in lower case; only cues of two words say enough.
    """
    for cue in cues:
        words = cue.strip("^$ ").split(" ")
        if len(words) == 2 and all(word.isalpha() for word in words):
            pair = f"{_WHOLE_BEFORE}{words[0]} {words[1]}{_WHOLE_AFTER}"
            found = re.search(pair, text, re.IGNORECASE)
            if found and len(found[0]) <= LONGEST_FRAGMENT:
                return text[found.start() : _end(text, found.start(), found.end())]
    return ""


def _end(text: str, start: int, end: int) -> int:
    """Return where the fragment ends that grows from ``end`` by whole words while it fits."""
    while (word := _NEXT_WORD.match(text, end)) and word.end() - start <= LONGEST_FRAGMENT:
        end = word.end()
    return end
