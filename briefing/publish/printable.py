"""Strangers' text made fit to print: no control, no reordering, no piles of accents."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 3000
MARK = "[…]"
# So many characters that are not seen may stand before one that is: a megabyte of them would be read in every field.
UNSEEN = 50
BLANKS = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
PILES = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
# A line that runs to and fro is laid out again for each of its turns: at every letter it takes the engine for ever.
MOST_TURNS = 500
JOINERS = "\u200c\u200d"
UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
RIGHT_TO_LEFT = {"R", "AL"}
BACKWARDS = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
LEFT_TO_RIGHT = {"L", "EN", "AN"}


def printable(text: str, longest: int = LONGEST) -> str:
    """Return a text in one line without control characters, direction overrides and other invisible ones.

    Joiners between letters stay (Persian and Hindi need them); more than four accents on one letter go (they are
    drawn over the lines above); what is longer than ``longest`` characters, or changes its direction more than
    MOST_TURNS times, ends in «[…]».
    """
    line = BLANKS.sub(" ", text[: UNSEEN * longest])
    if not line.isprintable():
        line = BLANKS.sub(" ", _seen(line))
    line = PILES.sub(r"\1", line.strip(" "))
    most = min(longest, _turned(line[: longest + 1]))
    if len(line) > most:
        return f"{beginning(line, most)} {MARK}"
    return line if len(text) <= UNSEEN * longest else f"{line} {MARK}"


def beginning(text: str, longest: int) -> str:
    """Return at most so many characters of a text, whole words unless one of them is half of that."""
    whole = text[: longest + 1].rpartition(" ")[0].rstrip()
    return whole if 2 * len(whole) > longest else text[:longest].rstrip()


def right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction runs from right to left (Unicode UAX 9, rules P2 and P3)."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((way for way in directions if way in RIGHT_TO_LEFT or way == "L"), "L") != "L"


def _turned(line: str) -> int:
    """Return how many characters of a line come before its direction changes too often."""
    if not BACKWARDS.search(line):
        return len(line)
    backwards, turns = False, 0
    for place, character in enumerate(line):
        way = unicodedata.bidirectional(character)
        if way in (LEFT_TO_RIGHT if backwards else RIGHT_TO_LEFT):
            backwards, turns = not backwards, turns + 1
            if turns > MOST_TURNS:
                return place
    return len(line)


def _seen(line: str) -> str:
    """Return what is seen of a line, with the joiners that stand between letters."""
    unseen = {ord(each) for each in set(line) if unicodedata.category(each) in UNPRINTABLE and each not in JOINERS}
    if any(joiner in line for joiner in JOINERS):
        joined = enumerate(line)
        line = "".join(each for place, each in joined if each not in JOINERS or _joins(line, place))
    return line.translate(dict.fromkeys(unseen))


def _joins(line: str, place: int) -> bool:
    return 0 < place < len(line) - 1 and _letter(line[place - 1]) and _letter(line[place + 1])


def _letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"
