"""The issues of diplomacy: titles and the terms by which a sentence is seen to speak of one.

The files ``data/issues/<lang>.toml`` follow the issue types of event coding (PLOVER; COPDAB, Azar 1980).
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from briefing.resources import shipped

# Issues that nearly every event has: a sentence that also speaks of a matter belongs to the matter.
MANNER = frozenset({"outcome", "tone", "format", "history", "blame", "visits", "summit_future"})
PHRASE_BONUS = 1.5
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_TERMS = re.compile(r",\s+")


class Pattern(NamedTuple):
    """A term of several words: all but the last must be met whole, the last may be a beginning."""

    words: tuple[str, ...]
    last: str
    open: bool
    issue: str

    def stands_at(self, words: Sequence[str], at: int) -> bool:
        """Say whether the pattern's words stand in ``words`` from ``at``."""
        end = at + len(self.words)
        if end >= len(words) or tuple(words[at:end]) != self.words:
            return False
        return words[end].startswith(self.last) if self.open else words[end] == self.last


class Issues(NamedTuple):
    """The issues in one language."""

    titles: Mapping[str, str]
    words: Mapping[str, str]
    beginnings: Mapping[str, str]
    patterns: Mapping[str, tuple[Pattern, ...]]
    lengths: tuple[int, ...]

    def hits(self, text: str, names: Collection[str] = ()) -> tuple[tuple[str, str, int], ...]:
        """Return (issue, word, place) of each term found in the text, in its order; a phrase counts by its length.

        A word that is written as one of the ``names`` is no term: President Moon is no matter of space.
        """
        written = _WORD.findall(text)
        words = [word.lower().replace("ё", "е") for word in written]
        found = []
        for at, word in enumerate(words):
            issue = self.words.get(word) or self._by_beginning(word)
            if issue and written[at] not in names:
                found.append((issue, word, at))
            found += [
                (pattern.issue, " ".join(words[at : at + len(pattern.words) + 1]), at)
                for pattern in self.patterns.get(word, ())
                if pattern.stands_at(words, at)
            ]
        return tuple(found)

    def _by_beginning(self, word: str) -> str | None:
        for length in self.lengths:
            if length <= len(word) and (issue := self.beginnings.get(word[:length])):
                return issue
        return None


@cache
def issues(lang: str) -> Issues:
    """Return the issues in a language; English where the language has no file."""
    try:
        path = shipped("data", "issues", f"{lang}.toml")
    except FileNotFoundError:
        path = shipped("data", "issues", "en.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    patterns: dict[str, list[Pattern]] = defaultdict(list)
    for issue, entry in table.items():
        for term in _BETWEEN_TERMS.split(entry["terms"].strip()):
            if term.isalnum():
                words[term] = issue
            elif term[:-1].isalnum():
                beginnings[term[:-1]] = issue
            else:
                *before, last = _WORD.findall(term)
                patterns[before[0]].append(Pattern(tuple(before), last, term.endswith("*"), issue))
    lengths = tuple(sorted({len(beginning) for beginning in beginnings}, reverse=True))
    titles = {issue: entry["title"] for issue, entry in table.items()}
    return Issues(titles, words, beginnings, {key: tuple(found) for key, found in patterns.items()}, lengths)


def weights(text: str, lang: str, names: Collection[str] = ()) -> Mapping[str, float]:
    """Return how strongly the text speaks of each issue: once a different term, more for a phrase; no ``names``."""
    found: defaultdict[str, float] = defaultdict(float)
    for issue, word in sorted({(issue, word) for issue, word, _ in issues(lang).hits(text, names)}):
        found[issue] += PHRASE_BONUS if " " in word else 1.0
    return found
