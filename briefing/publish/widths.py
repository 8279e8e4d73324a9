"""How many lines a text takes in a narrow column, without a font at hand.

Widths of Source Sans Semibold in em by class of letter, and of whatever font the system has for other scripts, so that
titles come out a little wider than they are: better one line too many than two texts on top of each other.
"""

from __future__ import annotations

from math import ceil
from unicodedata import category

CLASSES = ((" ", 0.2), ("ijlI.,:;'’!|", 0.28), ("rtf()[]-", 0.36), ("mwMWЖШЩЮжшщюфФ—…@%", 0.87))
WIDTHS = {letter: width for letters, width in CLASSES for letter in letters}
CAPITAL, SMALL = 0.61, 0.53
# From which letter on: Hebrew, Arabic, the scripts of India …; Latin with accents; ideographs; pictures.
OTHERS = (("\U0001f000", 1.4), ("\u2e80", 1.0), ("\u1e00", SMALL), ("\u0530", 0.62))
# What is left blank at the end of a line that a long word is broken in.
LOST = 0.75


def lines(text: str, column: float) -> int:
    """Return the number of lines of a text in a column of so many em, broken between words, and in too long ones."""
    count, filled = 1, 0.0
    for word in text.split(" "):
        size = width(word)
        if filled and filled + width(" ") + size > column:
            count, filled = count + 1, 0.0
        filled += size + (width(" ") if filled else 0.0)
        if filled > column:
            count, filled = count + ceil(filled / (column - LOST)) - 1, column
    return count


def fitted(text: str, column: float) -> str:
    """Return a text in one line of so many em: whole, or as many words and parts of words with hyphens as fit, and «…».

    A first word that is too long for itself is cut within.
    """
    if width(text) <= column:
        return text
    fits = [at for at in range(len(text)) if width(f"{text[:at]}…") <= column]
    ends = [at for at in fits if at and text[at] in " -"]
    return f"{text[: (ends or fits or [0])[-1]].rstrip(' ,;:·–-')}…"


def width(text: str) -> float:
    """Return the width of a text in em."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if category(letter) == "Mn":  # a mark on the letter before
        return 0.0
    other = next((size for first, size in OTHERS if letter >= first), CAPITAL if letter.isupper() else SMALL)
    return WIDTHS.get(letter, other)
