"""How many lines a text takes in a narrow column, without a font at hand.

Widths of Source Sans Semibold in em by class of letter, so that ordinary titles come out a little wider than they
are: better one line too many than two texts on top of each other.
"""

from __future__ import annotations

CLASSES = ((" ", 0.2), ("ijlI.,:;'’!|", 0.28), ("rtf()[]-", 0.36), ("mwMWЖШЩЮжшщюфФ—…@%", 0.87))
WIDTHS = {letter: width for letters, width in CLASSES for letter in letters}
CAPITAL, SMALL, IDEOGRAPH = 0.61, 0.53, 1.0
IDEOGRAPHS = "\u2e80"


def lines(text: str, column: float) -> int:
    """Return the number of lines of a text in a column of so many em, broken between words, and in too long ones."""
    count, filled = 1, 0.0
    for word in text.split(" "):
        size = width(word)
        if filled and filled + width(" ") + size > column:
            count, filled = count + 1, 0.0
        rows, filled = divmod(filled + size + (width(" ") if filled else 0.0), column)
        count += int(rows)
    return count


def width(text: str) -> float:
    """Return the width of a text in em."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    other = IDEOGRAPH if letter >= IDEOGRAPHS else CAPITAL if letter.isupper() else SMALL
    return WIDTHS.get(letter, other)
