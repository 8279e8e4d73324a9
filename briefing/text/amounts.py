"""Numbers with what they measure: durations, shares, sums of money, counted things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from briefing.text.dates import YEARS, Day
from briefing.text.lexicon import lexicon, measures
from briefing.text.numerals import Numeral, Piece, Table, number_at, numerals, pieces, with_half
from briefing.text.terms import stem

_SIGNS = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR", "₺": "TRY",
    "₩": "KRW", "a$": "AUD", "c$": "CAD", "hk$": "HKD",
}  # fmt: skip
_CODES = {code.lower(): code for code in ("USD", "EUR", "GBP", "JPY", "CNY", "CHF", "RUB", "UAH", "PLN", "INR")}
_NUMBER_SIGNS = ("№", "#", "§")
_DASHES = ("-", "–")
_CLOCK = re.compile(r"[0-9]{1,2}\.[0-9]{2}")
_REACH = 5
_LONGEST_BOUND = 5
_NOUNS = 2
_SHORTEST_FUSED = 7


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its measure, from piece ``first`` up to piece ``end``; kind '' for what only looks like one."""

    kind: str
    first: int
    end: int
    low: float = 0
    high: float = 0
    unit: str = ""
    about: bool = False
    bound: str = ""
    nouns: tuple[str, ...] = ()
    day: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    lang: str
    starts: frozenset[str]
    units: Table[str]
    currencies: Table[str]
    spans: Table[tuple[float, str]]
    percent: Table[bool]
    clock_after: Table[bool]
    clock_before: frozenset[tuple[str, ...]]
    about: frozenset[tuple[str, ...]]
    above: frozenset[tuple[str, ...]]
    below: frozenset[tuple[str, ...]]


@cache
def _words(lang: str) -> _Words:
    around, read = measures(lang), numerals(lang)
    spans = Table(around.spans, lang)
    starts = {*read.numbers, *read.fractions, *spans, *read.alone, *around.articles, *_SIGNS, *_CODES}
    return _Words(
        lang=lang,
        starts=frozenset(starts),
        units=Table(lexicon(lang).units, lang),
        currencies=Table({**around.currencies, **_SIGNS, **_CODES}, lang),
        spans=spans,
        percent=Table(dict.fromkeys(around.percent | {"%"}, True), lang),
        clock_after=Table(dict.fromkeys(around.clock_after, True), lang),
        clock_before=_split(around.clock_before, lang),
        about=_split(around.about, lang),
        above=_split(around.above, lang),
        below=_split(around.below, lang),
    )


def _split(forms: frozenset[str], lang: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(piece.text for piece in pieces(form, lang)) for form in forms)


def amount_at(found: Sequence[Piece], place: int, lang: str) -> Amount | None:
    """Return the amount that begins at a place, None if no number does."""
    words, piece = _words(lang), found[place]
    if piece.kind == "word" and piece.text not in words.starts:
        return _fused(piece.text, place, lang) if len(piece.text) >= _SHORTEST_FUSED else None
    if span := words.spans.at(found, place):
        (value, unit), end = span
        return _bounded(found, Amount("duration", place, end, value, value, unit), words)
    if piece.text in _SIGNS or piece.text in _CODES:
        return _money(found, place, words)
    if _in_a_name(found, place):
        return Amount("", place, place + 1)
    opening = _opening(found, place, lang)
    if not opening:
        return None
    amount = _measured(found, place, opening, words)
    return _bounded(found, _doubtful(found, amount, opening, words), words)


def _fused(word: str, place: int, lang: str) -> Amount | None:
    """Read the number in an adjective of duration: «fünfjährig», «трёхдневный»."""
    for ending, unit in measures(lang).fused.items():
        number = lexicon(lang).numbers.get(word[: word.find(ending)]) if ending in word else None
        if number:
            return Amount("duration", place, place + 1, number, number, unit)
    return None


def _money(found: Sequence[Piece], place: int, words: _Words) -> Amount | None:
    low = number_at(found, place + 1, words.lang) if place + 1 < len(found) else None
    if not low or (found[place].kind == "word" and not low.digits):
        return None
    unit = words.currencies.at(found, place)
    low, high = _ends(found, place + 1, low, words)
    return _bounded(found, Amount("money", place, high.end, low.value, high.value, unit[0] if unit else ""), words)


def _in_a_name(found: Sequence[Piece], place: int) -> bool:
    """Tell whether digits belong to a name: «G7», «F-16», «5G», «1990s»."""
    piece = found[place]
    if piece.kind != "number":
        return False
    before = found[place - 1] if place else None
    if before and before.end == piece.start:
        if before.kind == "word":
            return True
        if before.text == "-" and place > 1 and found[place - 2].end == before.start and found[place - 2].kind == "word":
            return True
    return False


def _opening(found: Sequence[Piece], place: int, lang: str) -> Numeral | None:
    """Read the number at a place, also where it opens with an article or a half («a dozen», «half an hour»)."""
    read = numerals(lang)
    inner = place + (found[place].text in read.articles)
    if half := read.fractions.at(found, inner):
        end = half[1]
        end += end < len(found) and found[end].text in (read.articles | {"-"})
        scale = read.magnitudes.at(found, end)
        return Numeral(half[0] * scale[0], scale[1]) if scale else Numeral(half[0], end)
    if inner > place:
        number = number_at(found, inner, lang) if inner < len(found) else None
        if number and number.value >= 10:  # noqa: PLR2004
            return number
        scale = read.magnitudes.at(found, inner)
        return Numeral(scale[0], scale[1], magnitude=scale[0]) if scale else Numeral(1, inner)
    return number_at(found, place, lang)


def _ends(found: Sequence[Piece], place: int, low: Numeral, words: _Words) -> tuple[Numeral, Numeral]:
    """Return both ends of a range («three to four», «between 3 and 4 million»), twice the number if there is none."""
    around, join = measures(words.lang), low.end
    if percent := words.percent.at(found, join):
        join = percent[1]
    if join + 1 >= len(found):
        return low, low
    mark = found[join].text
    opened = _opened(found, place, around.between)
    if not (mark in _DASHES or mark in around.to or (opened and mark in around.and_)):
        return low, low
    at = join + 1
    at += at < len(found) and (found[at].text in _SIGNS or (opened and _is_article(found[at])))
    high = number_at(found, at, words.lang)
    if not high or _in_a_name(found, at) or (percent and not words.percent.at(found, high.end)):
        return low, low
    if high.magnitude > 1 and low.magnitude == 1 and low.value < high.value / high.magnitude:
        low = replace(low, value=low.value * high.magnitude)
    return (low, high) if low.value < high.value else (low, low)


def _opened(found: Sequence[Piece], place: int, between: frozenset[str]) -> bool:
    """Tell whether «between» stands before a number, with or without an article («tussen de drie en vier»)."""
    place -= place > 1 and found[place - 2].text in between and _is_article(found[place - 1])
    return place > 0 and found[place - 1].text in between


def _is_article(piece: Piece) -> bool:
    return piece.kind == "word" and len(piece.text) <= 3  # noqa: PLR2004


def _measured(found: Sequence[Piece], place: int, opening: Numeral, words: _Words) -> Amount:
    """Return the amount with what follows the number: a share, a duration, money, or things."""
    low, high = _ends(found, place, opening, words)
    end, lows, highs = high.end, low.value, high.value
    if percent := words.percent.at(found, end):
        return Amount("percent", place, percent[1], lows, highs)
    joint = end + (end + 1 < len(found) and found[end].text == "-")
    if unit := words.units.at(found, joint):
        return _duration(found, Amount("duration", place, unit[1], lows, highs, unit[0]), words)
    for at in range(end, end + 4):
        if currency := words.currencies.at(found, at):
            return Amount("money", place, currency[1], lows, highs, currency[0])
        if at >= len(found) or (found[at].text not in measures(words.lang).of and found[at].text != "'"):
            break
    return Amount("number", place, end, lows, highs, nouns=_nouns(found, joint, words.lang))


def _duration(found: Sequence[Piece], amount: Amount, words: _Words) -> Amount:
    """Add a half and a smaller unit («an hour and a half», «two hours and 40 minutes»)."""
    if amount.unit == "decade":
        return replace(amount, low=amount.low * 10, high=amount.high * 10, unit="year")
    if amount.low != amount.high:
        return amount
    value, end = with_half(found, amount.low, amount.end, numerals(words.lang))
    if end > amount.end:
        return replace(amount, low=value, high=value, end=end)
    following = end + (end < len(found) and found[end].text in measures(words.lang).and_)
    more = number_at(found, following, words.lang) if following < len(found) else None
    unit = words.units.at(found, more.end) if more else None
    if not (more and unit and (amount.unit, unit[0]) in (("hour", "minute"), ("year", "month"))):
        return amount
    total = value * (60 if unit[0] == "minute" else 12) + more.value
    return replace(amount, low=total, high=total, unit=unit[0], end=unit[1])


def _doubtful(found: Sequence[Piece], amount: Amount, opening: Numeral, words: _Words) -> Amount:
    """Return the amount, or a year instead, or nothing for clock times, labels and articles."""
    around, first = measures(words.lang), amount.first
    nothing = Amount("", first, amount.end)
    clock = _ends_with(found, first, words.clock_before)
    if words.clock_after.at(found, opening.end) or (clock and (_CLOCK.fullmatch(opening.digits) or amount.unit == "hour")):
        return nothing
    if amount.unit == "hour" and _CLOCK.fullmatch(opening.digits):
        return nothing
    after = found[amount.end] if amount.end < len(found) else None
    if after and opening.digits and after.start == found[amount.end - 1].end and after.kind in ("word", "number"):
        return nothing
    if year := _year(found, amount, opening, around.year_marks):
        return year
    if amount.kind != "number":
        return amount
    before = found[first - 1].text if first else ""
    label = before in around.labels or before in _NUMBER_SIGNS or (
        before == "." and first > 1 and found[first - 2].text in lexicon(words.lang).numbered
    )
    if clock and not amount.nouns:
        return nothing
    alone = opening.end == first + 1 and found[first].text in lexicon(words.lang).stopwords
    vague = not opening.digits and (amount.low <= 1 or alone)
    return nothing if label or (vague and amount.low == amount.high) else amount


def _year(found: Sequence[Piece], amount: Amount, opening: Numeral, marks: frozenset[str]) -> Amount | None:
    """Return the year, or the years from one to another, that an amount is."""
    if not (len(opening.digits) == 4 and opening.digits.isdigit() and int(opening.digits) in YEARS):  # noqa: PLR2004
        return None
    marked = amount.end
    if opening.end < len(found) and found[opening.end].text in marks:
        marked = opening.end + 1
    elif amount.kind != "number" or (amount.low == amount.high and amount.low % 100 == 0 and amount.nouns):
        return None
    until = Day(int(amount.high)) if amount.high > amount.low and int(amount.high) in YEARS else None
    return Amount("date", amount.first, marked, day=Day(int(opening.digits)), until=until)


def _bounded(found: Sequence[Piece], amount: Amount, words: _Words) -> Amount:
    """Add what stands before a number that is not exact («just over»)."""
    if amount.kind in ("", "date"):
        return amount
    above, below = (_ends_with(found, amount.first, forms) for forms in (words.above, words.below))
    bound = "above" if above else "below" if below else ""
    return replace(amount, about=_ends_with(found, amount.first, words.about), bound=bound)


def _ends_with(found: Sequence[Piece], place: int, forms: frozenset[tuple[str, ...]]) -> bool:
    before = tuple(piece.text for piece in found[max(0, place - _LONGEST_BOUND) : place])
    return any(before[-length:] in forms for length in range(1, len(before) + 1))


def _nouns(found: Sequence[Piece], place: int, lang: str) -> tuple[str, ...]:
    nouns: list[str] = []
    for piece in found[place : place + _REACH]:
        if piece.kind != "word":
            break
        if len(piece.text) > 1 and piece.text not in lexicon(lang).stopwords:
            nouns.append(stem(piece.text, lang))
    return tuple(nouns[:_NOUNS])
