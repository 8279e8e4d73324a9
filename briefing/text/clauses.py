"""A sentence in words: what each does in reported speech, and which stand within quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.text import speech as marks
from briefing.text.places import places
from briefing.text.quotations import quotations
from briefing.text.speech import speech
from briefing.text.spelling import joined_article

PUNCTUATION = frozenset(",;:()—–-")
_PLAIN = (
    r"\d++(?:[.,:]\d++)+|(?:[^\W\d_]\.){1,5}(?![^\W\d_])|[^\W_]+(?:['’-][^\W_]+)*(?:(?<=s)['’](?=\s\w))?|[,;:()—–-]"
)
_TOKEN = re.compile(_PLAIN)
_ELIDED = re.compile(rf"(?:[cdjlmnstCDJLMNST]|[Qq]u|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all)['’](?=\w)|{_PLAIN}")
_ELIDING = frozenset(("fr", "it"))
_QUOTE = re.compile(r"[\"“”„‟«»‘’‚']")
_ACRONYM = 5
_STEM = 2


class Clause(NamedTuple):
    """The words of a sentence as written and in small letters, their marks, and whether each is quoted."""

    text: tuple[str, ...]
    small: tuple[str, ...]
    marks: tuple[int, ...]
    quoted: tuple[bool, ...]
    lang: str

    def governed(self, first: int) -> bool:
        """Tell whether a preposition stands before a place, with nothing but articles between.

        What can be both opens a sentence as an article: «Des diplomates ont dit».
        """
        before = first - 1
        while before >= 0 and self.marks[before] & marks.ARTICLE and not self.marks[before] & marks.PREPOSITION:
            before -= 1
        if before < 0 or (before == 0 and self.marks[0] & marks.ARTICLE):
            return False
        return bool(self.marks[before] & marks.PREPOSITION) and self.quoted[before] == self.quoted[first]

    def unquoted(self, wanted: int) -> bool:
        """Tell whether a word with a mark stands outside quotations."""
        return any(mark & wanted and not quoted for mark, quoted in zip(self.marks, self.quoted, strict=True))

    def parted(self, place: int) -> bool:
        """Tell whether a place is a punctuation mark or within quotation marks."""
        return self.quoted[place] or self.small[place] in PUNCTUATION


def read_clause(text: str, lang: str, *, quoted: bool = False) -> Clause:
    """Return the words of a sentence; ``quoted``: it begins inside a quotation."""
    token = _ELIDED if lang in _ELIDING else _TOKEN
    within: tuple[bool, ...]
    if quoted or _QUOTE.search(text):
        found = list(token.finditer(text))
        plain = [match[0] for match in found]
        within = _quoted(text, [match.start() for match in found], quoted=quoted)
    else:
        plain = token.findall(text)
        within = (False,) * len(plain)
    known = [_known(word, lang) for word in plain]
    return Clause(
        text=tuple([word for word, _, _ in known]),
        small=tuple([small for _, small, _ in known]),
        marks=tuple([mark for _, _, mark in known]),
        quoted=within,
        lang=lang,
    )


def word_places(text: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Return where each word of ``read_clause`` stands in the sentence: ``text[start:end]``."""
    return tuple(match.span() for match in (_ELIDED if lang in _ELIDING else _TOKEN).finditer(text))


@lru_cache(maxsize=50_000)
def _known(word: str, lang: str) -> tuple[str, str, int]:
    """Return a word, one object for all places where it stands, in small letters, and its marks."""
    small = _small(word)
    known, world = speech(lang), places(lang)
    mark = known.marks.get(small, 0)
    if not mark and "-" in small:
        mark = _parts(small, lang)
    if not mark and length_of(small, known.endings):
        mark = marks.OFFICE
    if not mark and known.body_endings and small.endswith(known.body_endings):
        mark = marks.BODY
    mark |= marks.CAPITAL if word[joined_article(word)].isupper() else 0
    mark |= marks.PLACE if world.word(small) else 0
    mark |= marks.LONG_PLACE if small in world.phrases else 0
    return word, small, mark


def length_of(small: str, endings: tuple[str, ...]) -> int:
    """Return the length of the longest ending that makes a compound of a word: «parlementsvoorzitter»; 0 for none."""
    if not endings or not small.endswith(endings):
        return 0
    return max((len(e) for e in endings if small.endswith(e) and len(small) > len(e) + _STEM), default=0)


def _small(word: str) -> str:
    """Return a word in small letters without an owner's ending; an acronym stays as it is: «US» is not «us».

    «M.» is no acronym but a title or an initial.
    """
    if word.isupper() and len(word) <= _ACRONYM and len(word.rstrip(".")) > 1 and word[-1] not in "'’":
        return word
    small = word.lower().replace("’", "'")
    return small[: -owner(small)] if owner(small) else small


def owner(word: str) -> int:
    """Return how many letters at the end of a word make it an owner's: «Lee's»; 0 for none."""
    if word[-1] in "sS" and len(word) > 2 and word[-2] in "'’":
        return 2
    return int(word[-1] in "'’" and word[-2:-1] == "s")


def _parts(word: str, lang: str) -> int:
    """Return the marks of a verb and its subject in one word: «ajoute-t-il»."""
    known, found = speech(lang).marks, 0
    for part in word.split("-"):
        found |= known.get(part, 0) & (marks.PRONOUN | marks.VERB)
    return found if found & marks.PRONOUN else 0


def _quoted(text: str, starts: Sequence[int], *, quoted: bool) -> tuple[bool, ...]:
    """Tell of every word whether it stands within a quotation."""
    shift = 1 if quoted else 0
    spans = iter(quotations("“" + text if quoted else text))
    span, found = next(spans, None), []
    for place in starts:
        start = place + shift
        while span and span.end <= start:
            span = next(spans, None)
        found.append(span is not None and span.start < start)
    return tuple(found)
