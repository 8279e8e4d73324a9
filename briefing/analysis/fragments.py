"""A few verbatim words of a sentence for the cell of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.analysis.cues import cues
from briefing.model import Sentence

LONGEST_FRAGMENT = 28
# Classes of cues that tell about the talks rather than what came of them.
SETTING = frozenset({"condition", "past", "praise", "procedure", "third_party"})
# «1,500», «3.5» and «U.S.» are words too: half a number would be another number.
_NEXT_WORD = re.compile(r"[ '’-]+[^\W_]+(?:[.,:'’-][^\W_]+)*(?:(?<=\.[^\W\d_])\.)?")
_WHOLE_BEFORE, _WHOLE_AFTER = re.compile(r"(?<!\w[.,:-])\b"), re.compile(r"\b(?![.,:'’-]\w)")


def fragment(sentence: Sentence, reasons: Sequence[str]) -> str:
    """Return the words of a sentence from its strongest cue on, at most ``LONGEST_FRAGMENT`` characters; '' for none.

    ``reasons`` are words that spoke for the sentence's status, strongest first; only those that are a cue of a class
    say enough alone: «agreed to return their», not «press conference».
    """
    text = sentence.text
    known = {cue.words.lower() for cue in cues(text, sentence.lang) if cue.kind not in SETTING}
    for reason in reasons:
        if reason.lower() in known and len(reason) <= LONGEST_FRAGMENT:
            start = _start(text, reason)
            if start >= 0:
                return text[start : _end(text, start, start + len(reason))]
    return ""


def _start(text: str, words: str) -> int:
    """Return where some words first stand whole in a text, in small letters or capitals, -1 for nowhere."""
    # The one letter that becomes two in lower case would shift what follows.
    small, sought = text.replace("İ", "I").lower(), words.replace("İ", "I").lower()
    start = small.find(sought)
    while start >= 0 and not (_WHOLE_BEFORE.match(text, start) and _WHOLE_AFTER.match(text, start + len(words))):
        start = small.find(sought, start + 1)
    return start


def _end(text: str, start: int, end: int) -> int:
    """Return where the fragment ends that grows from ``end`` by whole words while it fits."""
    while (word := _NEXT_WORD.match(text, end)) and word.end() - start <= LONGEST_FRAGMENT:
        end = word.end()
    return end
