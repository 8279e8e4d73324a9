"""Texts in letters that compare: lower case without accents, and patterns of words in those."""

from __future__ import annotations

import re
from unicodedata import category, normalize
from unicodedata import name as name_of

_ACCENTS = ("COMBINING", "ARABIC", "HEBREW")
# Persian is typed with the letters of Arabic too.
_ARABIC = str.maketrans("يك", "یک")


def folded(text: str) -> str:
    """Return a text in lower case without accents: headlines in capitals have none.

    The vowel signs of India and Siam are letters: «มี.ค.» is March and «ม.ค.» January.
    """
    bare = (letter for letter in normalize("NFKD", text.lower()) if not _is_accent(letter))
    return normalize("NFC", "".join(bare)).translate(_ARABIC)


def any_of(listed: str) -> str:
    """Return a pattern of some words, the longest first, in ``folded`` letters; a hyphen is any letter or none."""
    words = sorted(listed.split(), key=len, reverse=True)
    return "|".join(re.escape(folded(word)).replace(r"\-", ".?") for word in words)


def _is_accent(letter: str) -> bool:
    return category(letter) == "Cf" or (category(letter) == "Mn" and name_of(letter).startswith(_ACCENTS))
