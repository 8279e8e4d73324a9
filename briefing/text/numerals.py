"""Numbers in digits and in words, of ten languages.

A text becomes pieces (numbers, words, marks), and a number is read from the pieces by looking words up: a regular
expression of all number words of a language would take longer to compile than to read a document this way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from briefing.text.lexicon import lexicon, measures

V = TypeVar("V")

_PIECE = (
    r"(?P<day>[0-9]{{4}}([-/.])[0-9]{{1,2}}\2[0-9]{{1,2}}(?![0-9])"
    r"|[0-9]{{1,2}}([-/.])[0-9]{{1,2}}\3(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9]))"
    r"|(?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)"
    r"|(?P<number>[0-9]{{1,3}}(?:[ \u00a0\u202f\u2009'’][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<sign>(?:us|a|c|hk)?\$)"
    r"|(?P<word>[^\W\d_](?:\.[^\W\d_])+\b|[^\W\d_]+{apostrophe})"
    r"|(?P<mark>[^\s\w]|_)"
)
_INNER = r"(?:['’ʼ][^\W\d_]+)*"
_SPLIT_AT_APOSTROPHE = ("fr", "it")
_SAME = str.maketrans({"’": "'", "ʼ": "'", "\u2010": "-", "\u2011": "-", "\u2212": "-", "—": "–"})
_MOST_DIGITS = 15


class Piece(NamedTuple):
    """A number, word, mark, sign of money, clock time or numeric date where it stands; ``text`` in lower case."""

    kind: str
    text: str
    start: int
    end: int


class Table(Generic[V]):
    """Phrases with their values, looked up at a place among pieces; the longest phrase wins."""

    def __init__(self, phrases: Mapping[str, V], lang: str) -> None:
        """Keep the phrases by their first piece."""
        self._rows: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in phrases.items():
            first, *rest = (piece.text for piece in pieces(phrase, lang))
            self._rows.setdefault(first, []).append((tuple(rest), value))
        for rows in self._rows.values():
            rows.sort(key=lambda row: -len(row[0]))

    def __iter__(self) -> Iterator[str]:
        """Yield the first pieces of all phrases."""
        return iter(self._rows)

    def at(self, found: Sequence[Piece], place: int) -> tuple[V, int] | None:
        """Return the value of the phrase at a place and the place after it."""
        if not 0 <= place < len(found):
            return None
        for rest, value in self._rows.get(found[place].text, ()):
            end = place + 1 + len(rest)
            if end <= len(found) and all(found[place + 1 + n].text == text for n, text in enumerate(rest)):
                return value, end
        return None


class Numeral(NamedTuple):
    """A number read at a place: its value and the place after it; ``digits`` as written, '' for words."""

    value: float
    end: int
    digits: str = ""
    magnitude: float = 1


class Numerals(NamedTuple):
    """The number words of a language as tables."""

    numbers: Table[float]
    magnitudes: Table[float]
    fractions: Table[float]
    alone: frozenset[str]
    decimal: str
    and_: frozenset[str]
    articles: frozenset[str]


@cache
def numerals(lang: str) -> Numerals:
    """Return the number words of a language."""
    words, around = lexicon(lang), measures(lang)
    thousands = [form for form, value in words.magnitudes.items() if value == 1000]
    return Numerals(
        numbers=Table({**words.numbers, **_compounds(around.fractions)}, lang),
        magnitudes=Table(words.magnitudes, lang),
        fractions=Table({form: value for form, value in around.fractions.items() if value < 1}, lang),
        # «mille», «tausend», «tysiąc» are a number by themselves; their plurals and «million» are not.
        alone=frozenset(thousands[:1]),
        decimal=around.decimal,
        and_=around.and_,
        articles=around.articles,
    )


def _compounds(fractions: Mapping[str, float]) -> dict[str, float]:
    return {form: value for form, value in fractions.items() if value > 1}


def pieces(text: str, lang: str) -> list[Piece]:
    """Return the pieces of a text in order."""
    small = _lower(text).translate(_SAME)
    return [
        Piece(match.lastgroup or "", match[0], match.start(), match.end()) for match in _pattern(lang).finditer(small)
    ]


def _lower(text: str) -> str:
    """Return a text in lower case and of the same length: «İ» has two code points in lower case."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(letter.lower()[:1] for letter in text)


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    return re.compile(_PIECE.format(apostrophe="" if lang in _SPLIT_AT_APOSTROPHE else _INNER))


def digits(text: str, decimal: str) -> float | None:
    """Return the value of a number in digits, None for what is no number («3.14.2»).

    A mark before exactly three digits separates thousands unless it is the language's decimal mark.
    """
    bare = re.sub(r"[^0-9.,]", "", text)
    if len(bare) > _MOST_DIGITS or not bare:
        return None
    if not (marks := re.findall(r"[.,]", bare)):
        return float(bare)
    whole, mark, part = bare.rpartition(marks[-1])
    if len(set(marks)) == 1 and (len(marks) > 1 or (mark != decimal and len(part) == 3)):
        groups = bare.split(mark)
        return float("".join(groups)) if all(len(group) == 3 for group in groups[1:]) else None
    return float(re.sub(r"[.,]", "", whole) + "." + part)


def number_at(found: Sequence[Piece], place: int, lang: str) -> Numeral | None:
    """Return the number that begins at a place, with its half and its magnitude («two and a half million»)."""
    words = numerals(lang)
    if not 0 <= place < len(found):
        return None
    piece = found[place]
    first, end = _written(found, place, words)
    if first is None:
        return None
    value, end = with_half(found, first, end, words)
    scale, end = _scale(found, end, words)
    value *= scale
    rest, after = _spelled(found, end, words) if scale > 1 else (None, end)
    if rest is not None and rest < scale:
        # «two thousand five hundred»
        value, end = value + rest, after
    return Numeral(value, end, piece.text if piece.kind == "number" else "", scale)


def _written(found: Sequence[Piece], place: int, words: Numerals) -> tuple[float | None, int]:
    """Read the number in front of a magnitude: digits, words, or one where the magnitude stands alone."""
    if found[place].text in words.alone:
        return 1.0, place
    if found[place].kind == "number":
        return digits(found[place].text, words.decimal), place + 1
    return _spelled(found, place, words)


def with_half(found: Sequence[Piece], value: float, end: int, words: Numerals) -> tuple[float, int]:
    """Add the half that follows a number or its unit («and a half», «y medio»)."""
    place = end
    place += place < len(found) and found[place].text == "-"
    if place < len(found) and found[place].text in words.and_:
        place += 1
        while place < len(found) and (found[place].text == "-" or found[place].text in words.articles):
            place += 1
        if half := words.fractions.at(found, place):
            return value + half[0], half[1]
    return value, end


def _scale(found: Sequence[Piece], end: int, words: Numerals) -> tuple[float, int]:
    scale = 1.0
    while magnitude := words.magnitudes.at(found, end):
        scale, end = scale * magnitude[0], magnitude[1]
        if end < len(found) and found[end].text == "." and found[end - 1].text in ("тыс", "тис", "tys", "mio", "mrd"):
            end += 1
    return scale, end


def _spelled(found: Sequence[Piece], place: int, words: Numerals) -> tuple[float | None, int]:
    """Read number words that add up or multiply: «two hundred and fifty», «treinta y cinco», «двадцать пять»."""
    if not (first := words.numbers.at(found, place)):
        return None, place
    value, end = first
    for step in _steps(found, end, words):
        if not (following := words.numbers.at(found, step)):
            break
        joined = _joined(value, following[0])
        if joined is None:
            break
        value, end = joined, following[1]
    return value, end


def _steps(found: Sequence[Piece], end: int, words: Numerals) -> Iterator[int]:
    """Yield where the next word of a compound number may stand, as long as the reader goes on."""
    while end < len(found):
        if found[end].text == "-" or found[end].text in words.and_:
            end += 1
        yield end
        following = words.numbers.at(found, end)
        end = following[1] if following else len(found)


def _joined(value: float, following: float) -> float | None:
    """Return what two number words one after the other mean, None if they are two numbers."""
    if following == 100 and 1 < value < 10:
        return value * 100
    if value >= 100 and value % 100 == 0 and following < 100:
        return value + following
    if value % 100 >= 20 and value % 10 == 0 and 0 < following < 10:
        return value + following
    return None
