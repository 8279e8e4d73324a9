"""A sentence in words: what each does in reported speech, and which stand within quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.text import speech as marks
from briefing.text.quotations import quotations
from briefing.text.speech import speech

PUNCTUATION = frozenset(",;:()—–-")
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){1,5}(?![^\W\d_])|(?:[cdjlmnstCDJLMNST]|[QqPp]u|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all)['’](?=\w)"
    r"|[^\W_]+(?:['’-][^\W_]+)*|[,;:()—–-]"
)
_QUOTE = re.compile(r"[\"“”„‟«»‘’‚']")
_ACRONYM = 5
_OWNER = re.compile(r"['’][sS]$")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a sentence as written and in small letters, their marks, and whether each is quoted."""

    text: tuple[str, ...]
    small: tuple[str, ...]
    marks: tuple[int, ...]
    quoted: tuple[bool, ...]
    lang: str

    def governed(self, first: int) -> bool:
        """Tell whether a preposition stands before a place, with nothing but articles between."""
        before = first - 1
        while before >= 0 and self.marks[before] & marks.ARTICLE and not self.marks[before] & marks.PREPOSITION:
            before -= 1
        return before >= 0 and bool(self.marks[before] & marks.PREPOSITION) and self.quoted[before] == self.quoted[first]

    def parted(self, place: int) -> bool:
        """Tell whether a place is a punctuation mark or within quotation marks."""
        return self.quoted[place] or self.small[place] in PUNCTUATION


def read_clause(text: str, lang: str, *, quoted: bool = False) -> Clause:
    """Return the words of a sentence; ``quoted``: it begins inside a quotation."""
    known = speech(lang).marks
    matches = list(_TOKEN.finditer(text))
    plain = tuple([match[0] for match in matches])
    small = tuple([_small(word) for word in plain])
    found = tuple([known.get(word, 0) or (_parts(word, lang) if "-" in word else 0) for word in small])
    return Clause(plain, small, found, _quoted(text, matches, quoted=quoted), lang)


def _small(word: str) -> str:
    """Return a word in small letters without an owner's ending; an acronym stays as it is: «US» is not «us»."""
    if word.isupper() and 1 < len(word) <= _ACRONYM:
        return word
    return _OWNER.sub("", word.lower()) if "'" in word or "’" in word else word.lower()


def owner(word: str) -> int:
    """Return how many letters at the end of a word make it an owner's: «Lee's»; 0 for none."""
    if word[-1] in "sS" and len(word) > 2 and word[-2] in "'’":
        return 2
    return 0


def _parts(word: str, lang: str) -> int:
    """Return the marks of a verb and its subject in one word: «ajoute-t-il»."""
    known, found = speech(lang).marks, 0
    for part in word.split("-"):
        found |= known.get(part, 0) & (marks.PRONOUN | marks.VERB)
    return found if found & marks.PRONOUN else 0


def _quoted(text: str, matches: list[re.Match[str]], *, quoted: bool) -> tuple[bool, ...]:
    if not quoted and not _QUOTE.search(text):
        return (False,) * len(matches)
    shift = 1 if quoted else 0
    spans = quotations("“" + text if quoted else text)
    return tuple([any(span.start < match.start() + shift < span.end for span in spans) for match in matches])
