"""Words of a text, and the stemmed content words by which texts are compared.

Stems are those of Snowball (Porter 2001) through PyStemmer: in C, 1 µs a word and nothing to load, where NLTK's cost
20 µs and an import of 0.3 s.  Ukrainian, which Snowball lacks, has a stemmer of endings of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from briefing.text.lexicon import lexicon
from briefing.text.ukrainian import ukrainian_stem

_WORD = re.compile(
    r"[^\W\d_](?:\.[^\W\d_])+\b\.?"  # U.S., d.w.z.
    r"|\d+(?:[.,:]\d+)*(?:-[^\W_]+)*"  # 1,500; 36-year-old
    r"|[^\W_]+(?:['’ʼ\-\u2010\u2011][^\W_]+)*"  # treaty, don't, S-400
)
_POSSESSIVE_END = re.compile("['’ʼ]s?$")
_HYPHENS = re.compile(r"[\-\u2010\u2011]")
_SNOWBALL = {
    "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian",
    "nl": "dutch_porter", "pl": "polish", "pt": "portuguese", "ru": "russian",
}  # fmt: skip
_ELISIONS = {
    "fr": frozenset("l d qu n s j m t c jusqu lorsqu puisqu quoiqu presqu".split()),
    "it": frozenset(
        "l d un all dell nell sull dall coll quell quest c n s m t v gl bell sant nessun ciascun alcun qualcun".split()
    ),
}
_POSSESSIVE = ("de", "en", "nl")


class Token(NamedTuple):
    """A word where it stands: ``source[start:end] == text``."""

    text: str
    start: int
    end: int


def tokens(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text as written, with inner apostrophes, hyphens and full stops («U.S.»)."""
    return tuple(_WORD.findall(text))


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words and numbers of a text with their offsets in code points."""
    return tuple(Token(match[0], match.start(), match.end()) for match in _WORD.finditer(text))


def stem(word: str, lang: str) -> str:
    """Return the stem of a word, lower case; a word of an unknown language only in lower case."""
    return _stemmer(lang)(_folded(word.lower(), lang))


@lru_cache(maxsize=10_000)
def terms(text: str, lang: str) -> tuple[str, ...]:
    """Return the stemmed content words of a text in its order, without stop words and numbers.

    Words in capitals of two to six letters keep their case («START» is not «start», «US» not «us») unless the whole
    text is in capitals.  Compounds with a hyphen give their parts.
    """
    text = normalize("NFC", text)
    keep = text.upper() != text
    stops, stemmed = _stops(lang), _stemmer(lang)
    found: list[str] = []
    for word in _parts(text, stops):
        capitals = _acronym(word) if keep else ""
        lower = "" if capitals else _folded(word.lower(), lang)
        if capitals:
            found.append(capitals)
        elif len(lower) > 1 and lower not in stops:
            found.append(stemmed(lower))
    return tuple(found)


def _parts(text: str, stops: frozenset[str]) -> Iterator[str]:
    for word in _WORD.findall(text):
        if word.isalpha():
            yield word
        elif not word[0].isdigit() and word.lower() not in stops:
            yield from (word,) if any(letter.isdigit() for letter in word) else _compound(word)


def _compound(word: str) -> Iterator[str]:
    """Yield the parts of a compound; a short first part in small letters is no word: «co-operation», «e-mail»."""
    parts = _HYPHENS.split(word)
    if len(parts) == 2 and len(parts[0]) < 3 and not parts[0].isupper():
        yield "".join(parts)
    else:
        # What follows capitals after a hyphen in small letters is a case ending («MSZ-ie»).
        yield from (part for part in parts if len(part) > 2 or not part.islower())


def _acronym(word: str) -> str:
    """Return a word in capitals without full stops and plural ending, '' for any other word."""
    if word[1:2].islower() or not word[0].isupper():
        return ""
    bare = word if word.isalpha() else _POSSESSIVE_END.sub("", word).replace(".", "")
    if bare.isupper():
        return bare if 2 <= len(bare) <= 6 else ""
    letters = bare.rstrip("abcdefghijklmnopqrstuvwxyzаеёийоуыьюямхвісї")
    return letters if 2 <= len(letters) <= 6 and letters.isupper() and len(bare) - len(letters) <= 2 else ""


def unelided(word: str, lang: str) -> str:
    """Return a word in small letters without an elided article or the like before it: «l'amende» is «amende»."""
    head, mark, tail = word.replace("’", "'").partition("'")
    return tail if mark and head in _ELISIONS.get(lang, ()) else word


def _folded(word: str, lang: str) -> str:
    """Fold spelling variants, and take off elided articles and the possessive."""
    if word.isascii() and word.isalpha():
        return word
    word = word.replace("’", "'").replace("ʼ", "'").replace("ё", "е").rstrip(".")
    if lang in _ELISIONS:
        return unelided(word, lang)
    if lang in _POSSESSIVE and word.endswith("'s"):
        return word[:-2]
    return word


@cache
def _stops(lang: str) -> frozenset[str]:
    return frozenset(_folded(word, lang) for word in lexicon(lang).stopwords) | lexicon(lang).stopwords


@cache
def _stemmer(lang: str) -> Callable[[str], str]:
    if lang == "uk":
        return ukrainian_stem
    if lang not in _SNOWBALL:
        return str
    import Stemmer

    stemmer: Callable[[str], str] = Stemmer.Stemmer(_SNOWBALL[lang]).stemWord
    return stemmer
