"""A document's sentences for the summarizer, in any language and fast.

The reading of ``briefing.text`` judges every line and every stop; it takes five times as long, which a summary of
thousands of documents does not repay: what is no news is told by one document only, and hardly ever chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import chain

from briefing.text.datelines import dateline
from briefing.text.furniture import is_furniture, phrases_of
from briefing.text.lexicon import LANGUAGES, lexicon
from briefing.text.lines import lines

_CLOSING = "\"'”’»“)\\]"
# A stop behind one letter or two digits is an initial or an ordinal; danda, ۔, ؟ and 。 have no other use.
_STOP = r"(?:(?<=[^\s.!?…]{2}[.!?…])(?<!\s\d\d\.)|(?<=\s[.!?]))"
_CUT = re.compile(rf"{_STOP}[{_CLOSING}]*+\s++|[।۔؟。！？][{_CLOSING}]*+\s*+")
_ENDED = re.compile(rf"[.!?…।۔؟。！？][{_CLOSING}]*+\Z")
_LONGEST_ENDING = 12
_LAST_WORD = re.compile(r"([^\s(“«„\"]{1,30})\.\s*\Z")
_LONGEST_WORD = 40
_LETTER = re.compile(r"\w")


def passages(text: str, lang: str) -> tuple[str, ...]:
    """Return the sentences of a text, each its exact slice; of a text without any sentence, its lines."""
    every = tuple(line.text for line in lines(text))
    bodies = list(_bodies(text, every, lang))
    if bodies:
        bodies[0] = bodies[0][dateline(bodies[0], near_top=True) :]
    abbreviations = lexicon(lang).abbreviations if lang in LANGUAGES else frozenset()
    found = chain.from_iterable(_sentences(body, abbreviations) for body in bodies)
    return tuple(sentence for sentence in found if _LETTER.search(sentence)) or every


def _bodies(text: str, every: tuple[str, ...], lang: str) -> Iterator[str]:
    """Yield the lines that hold sentences."""
    phrases = phrases_of(text, (lang,)) if lang in LANGUAGES else ()
    return (line for line in every if _ENDED.search(line[-_LONGEST_ENDING:]) and not is_furniture(line, phrases))


def _sentences(body: str, abbreviations: AbstractSet[str]) -> Iterator[str]:
    start = 0
    for match in _CUT.finditer(body):
        end = match.end()
        if not body[end : end + 1].islower() and not _is_abbreviated(body, end, abbreviations):
            yield body[start:end].rstrip()
            start = end
    if start < len(body):
        yield body[start:]


def _is_abbreviated(body: str, end: int, abbreviations: AbstractSet[str]) -> bool:
    word = _LAST_WORD.search(body, max(0, end - _LONGEST_WORD), end)
    return word is not None and word[1].lower() in abbreviations
