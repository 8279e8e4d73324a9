"""One key for a name's many spellings: scripts, transcriptions and case endings.

Newspapers transcribe by the rules of their own language (Lavrov, Lawrow, Lavrof; Chroesjtsjov, Chruschtschow), so
a key keeps what the transcriptions share and gives up what they differ in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from briefing.text.speech import PARTICLE, speech
from briefing.text.terms import tokens

SHORTEST_NAME = 4
_ARTICLE = re.compile(
    r"(?:al|el|as|ash|an|ar|ad|at|az|ben|bin|ibn|аль|эль|ель|ас|аш|ан|ар|ад|ат|аз|бен|бин|бін|ибн|ібн)-(?=\w)",
    re.IGNORECASE,
)
_LETTERS = "а б в г ґ д е є ё ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я ў ѓ ќ љ њ џ ђ ћ ј ѕ"
_LATIN = "a b v g g d e e e zh z i i i i k l m n o p r s t u f kh ts ch sh shch - i - e iu ia u g k l n dzh dz c i dz"
_CYRILLIC = str.maketrans(dict(zip(_LETTERS.split(), _LATIN.split(), strict=True)))
_SPECIAL = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_FOLDS = tuple((re.compile(pattern), fold) for pattern, fold in (
    (r"shch|schtsch|sjtsj|chtch|szcz", "s"),
    (r"tsch|tsj|tch|dzh|dsch|dj(?=[aeo])|sch|sh|sj|cz|sz|rz|zh|zj", "s"),
    (r"th", "t"),
    (r"kh", "h"),
    (r"ch", "s"),
    (r"ph", "f"),
    (r"c(?=[eiy])|ts|tz|z", "s"),
    (r"ck|c|q", "k"),
    (r"x", "ks"),
    (r"w", "v"),
    (r"oo|ou|oe", "u"),
    (r"[yj]", "i"),
    (r"(.)\1+", r"\1"),
    (r"(?<=[eo])f$", "v"),
))  # fmt: skip
_VOWELS = "aeiou"
_CASES = re.compile(r"(?<=...)(?:ogo|oho|ego|omu|emu|ovi|evi|oiu|eiu|ami|imi|oi|ei|im|om|em|am|is)$")
_SLAVIC = frozenset(("pl", "ru", "uk"))
_GENITIVE = frozenset(("nl", "de"))
_SKELETON = re.compile(r"[aeiou]")


def latin(word: str) -> str:
    """Return a word in small Latin letters without accents."""
    small = word.lower().translate(_SPECIAL)
    if not small.isascii():
        small = unicodedata.normalize("NFKD", small.translate(_CYRILLIC))
    return "".join(letter for letter in small if "a" <= letter <= "z")


def joined_article(word: str) -> int:
    """Return the length of what a hyphen joins to a family name, «al-Sabri», with the hyphen; 0 for nothing."""
    found = _ARTICLE.match(word) if "-" in word else None
    return found.end() if found else 0


def bears_article(word: str) -> bool:
    """Tell whether a word is an Arabic name, which nothing else looks like: «Al-Mutawa»."""
    return word[joined_article(word) :][:1].isupper() and joined_article(word) > 0


@lru_cache(maxsize=20_000)
def keys(word: str, lang: str) -> tuple[str, ...]:
    """Return the keys of a name's word, best first; the others allow for a case ending of the language."""
    small = latin(word[joined_article(word) :])
    if lang in ("pl", "de") and "ch" in small:
        small = small.replace("tsch", "§").replace("sch", "§").replace("ch", "kh").replace("§", "sh")
    for pattern, fold in _FOLDS:
        small = pattern.sub(fold, small)
    first = _bare(small)
    if lang in _SLAVIC:
        second = _bare(_CASES.sub("", small))
    elif lang in _GENITIVE and small.endswith("s"):
        second = _bare(small[:-1])
    else:
        second = first
    return (first, second) if second != first and len(second) > 1 else (first,)


def _bare(small: str) -> str:
    """Return a word without the vowels at its end, its first two letters apart."""
    return small[:2] + small[2:].rstrip(_VOWELS)


def inflected_alike(word: str, other: str, lang: str) -> bool:
    """Tell whether two words can be one name in two cases of a language; never where a language has no cases."""
    return lang in _SLAVIC | _GENITIVE and not set(keys(word, lang)).isdisjoint(keys(other, lang))


def name_keys(text: str, lang: str) -> tuple[str, ...]:
    """Return the keys of the words with a capital that do not open a text, short ones left out."""
    words = (word for word in tokens(text)[1:] if len(word) >= SHORTEST_NAME and word[0].isupper())
    return tuple(keys(word, lang)[0] for word in words)


def small_words(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a name in small letters: «Van der Meer» opens a sentence, «van der Meer» does not."""
    return tuple(word.lower() for word in words)


def family_names(names: Iterable[tuple[Sequence[str], str]]) -> frozenset[tuple[str, ...]]:
    """Return the family names of several words that stand behind a given name, of names and their languages."""
    found = set()
    for words, lang in names:
        small, known = small_words(words), speech(lang).marks
        particle = (place for place in range(1, len(small) - 1) if known.get(small[place], 0) & PARTICLE)
        place = next(particle, 0)
        if place:
            found.add(small[place:])
    return frozenset(found)


def skeleton(key: str) -> str:
    """Return the consonants of a key, for spellings that differ in vowels or in h and g; '' for too few."""
    bones = _SKELETON.sub("", key.replace("h", "g"))
    return bones if len(bones) > 1 else ""


def alike(given: str, other: str) -> bool:
    """Tell whether two keys of given names can be one: equal, one an initial, or the same bones."""
    if not given or not other or given == other:
        return True
    if given[0] != other[0]:
        return False
    return len(given) == 1 or len(other) == 1 or skeleton(given) == skeleton(other) != ""
