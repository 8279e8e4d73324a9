"""Numbers with what they measure: durations, shares, sums of money, counted things."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.text.doubts import doubtful
from briefing.text.lexicon import lexicon, measures
from briefing.text.measures import CODES, SIGNS, Amount, MeasureWords, ends_with, measure_words
from briefing.text.numerals import Numeral, Piece, number_at, numerals, with_half
from briefing.text.terms import stem

_DASHES = ("-", "–")
_JOINTS = frozenset("-'")
# «over five years» is during them, «over 90 minutes» longer.
_ALSO_DURING = ("over", "über")
_LONG_UNITS = ("day", "week", "month", "year")
_SHORT = {"k": 1e3, "m": 1e6, "b": 1e9}
_REACH = 5
_NOUNS = 2
_SHORTEST_FUSED = 7


def amount_at(found: Sequence[Piece], place: int, lang: str) -> Amount | None:
    """Return the amount that begins at a place, None if no number does."""
    words, piece = measure_words(lang), found[place]
    if piece.kind == "word" and piece.text not in words.starts:
        return _fused(piece.text, place, lang) if len(piece.text) >= _SHORTEST_FUSED else None
    if span := words.spans.at(found, place):
        (value, unit), end = span
        return _bounded(found, Amount("duration", place, end, value, value, unit), words)
    if piece.text in SIGNS or piece.text in CODES:
        return _money(found, place, words)
    if _in_a_name(found, place):
        return Amount("", place, place + 1)
    opening = _opening(found, place, lang)
    if not opening:
        return None
    amount = _measured(found, place, opening, words)
    return _bounded(found, doubtful(found, amount, opening, words), words)


def _fused(word: str, place: int, lang: str) -> Amount | None:
    """Read the number in an adjective of duration: «fünfjährig», «трёхдневный»."""
    for ending, unit in measures(lang).fused.items():
        number = lexicon(lang).numbers.get(word[: word.find(ending)]) if ending in word else None
        if number:
            return Amount("duration", place, place + 1, number, number, unit)
    return None


def _money(found: Sequence[Piece], place: int, words: MeasureWords) -> Amount | None:
    low = number_at(found, place + 1, words.lang) if place + 1 < len(found) else None
    if not low or (found[place].kind == "word" and not low.digits):
        return None
    unit = words.currencies.at(found, place)
    if low.end < len(found) and found[low.end].start == found[low.end - 1].end and found[low.end].text in _SHORT:
        low = low._replace(value=low.value * _SHORT[found[low.end].text], end=low.end + 1)
    low, high = _ends(found, place + 1, low, words)
    return _bounded(found, Amount("money", place, high.end, low.value, high.value, unit[0] if unit else ""), words)


def _in_a_name(found: Sequence[Piece], place: int) -> bool:
    """Tell whether digits belong to a name: «G7», «F-16»."""
    if found[place].kind != "number" or not place or found[place - 1].end != found[place].start:
        return False
    before = found[place - 1]
    glued = before.text == "-" and place > 1 and found[place - 2].end == before.start
    return before.kind == "word" or (glued and found[place - 2].kind == "word")


def _opening(found: Sequence[Piece], place: int, lang: str) -> Numeral | None:
    """Read the number at a place, also where it opens with an article or a half («a dozen», «half an hour»)."""
    read = numerals(lang)
    inner = place + (found[place].text in read.articles)
    if half := read.fractions.at(found, inner):
        end = half[1]
        end += end < len(found) and found[end].text in (read.articles | _JOINTS)
        scale = read.magnitudes.at(found, end)
        return Numeral(half[0] * scale[0], scale[1]) if scale else Numeral(half[0], end)
    if inner > place:
        number = number_at(found, inner, lang) if inner < len(found) else None
        if number and number.value >= 10:
            return number
        scale = read.magnitudes.at(found, inner)
        return Numeral(scale[0], scale[1], magnitude=scale[0]) if scale else Numeral(1, inner)
    return number_at(found, place, lang)


def _ends(found: Sequence[Piece], place: int, low: Numeral, words: MeasureWords) -> tuple[Numeral, Numeral]:
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
    at += at < len(found) and (found[at].text in SIGNS or (opened and _is_article(found[at])))
    high = number_at(found, at, words.lang)
    if not high or _in_a_name(found, at) or (percent and not words.percent.at(found, high.end)):
        return low, low
    if high.magnitude > 1 and low.magnitude == 1 and low.value < high.value / high.magnitude:
        low = low._replace(value=low.value * high.magnitude)
    return (low, high) if low.value < high.value else (low, low)


def _opened(found: Sequence[Piece], place: int, between: frozenset[str]) -> bool:
    """Tell whether «between» stands before a number, with or without an article («tussen de drie en vier»)."""
    place -= place > 1 and found[place - 2].text in between and _is_article(found[place - 1])
    return place > 0 and found[place - 1].text in between


def _is_article(piece: Piece) -> bool:
    return piece.kind == "word" and len(piece.text) <= 3


def _measured(found: Sequence[Piece], place: int, opening: Numeral, words: MeasureWords) -> Amount:
    """Return the amount with what follows the number: a share, a duration, money, or things."""
    low, high = _ends(found, place, opening, words)
    end, lows, highs = high.end, low.value, high.value
    if percent := words.percent.at(found, end):
        return Amount("percent", place, percent[1], lows, highs)
    joint = end + (end + 1 < len(found) and found[end].text in _JOINTS)
    if unit := words.units.at(found, joint):
        return _duration(found, Amount("duration", place, unit[1], lows, highs, unit[0]), words)
    for at in range(end, end + 4):
        if currency := words.currencies.at(found, at):
            return Amount("money", place, currency[1], lows, highs, currency[0])
        if at >= len(found) or (found[at].text not in measures(words.lang).of and found[at].text != "'"):
            break
    return Amount("number", place, end, lows, highs, nouns=_nouns(found, joint, words.lang))


def _duration(found: Sequence[Piece], amount: Amount, words: MeasureWords) -> Amount:
    """Add a half and a smaller unit («an hour and a half», «two hours and 40 minutes»)."""
    if amount.unit == "decade":
        return amount._replace(low=amount.low * 10, high=amount.high * 10, unit="year")
    if amount.low != amount.high:
        return amount
    value, end = with_half(found, amount.low, amount.end, numerals(words.lang))
    if end > amount.end:
        return amount._replace(low=value, high=value, end=end)
    following = end + (end < len(found) and found[end].text in measures(words.lang).and_)
    more = number_at(found, following, words.lang) if following < len(found) else None
    unit = words.units.at(found, more.end) if more else None
    if not (more and unit and (amount.unit, unit[0]) in (("hour", "minute"), ("year", "month"))):
        return amount
    total = value * (60 if unit[0] == "minute" else 12) + more.value
    return amount._replace(low=total, high=total, unit=unit[0], end=unit[1])


def _bounded(found: Sequence[Piece], amount: Amount, words: MeasureWords) -> Amount:
    """Add what stands before a number that is not exact («just over»)."""
    if amount.kind in ("", "date"):
        return amount
    above, below = (ends_with(found, amount.first, forms) for forms in (words.above, words.below))
    if above and amount.unit in _LONG_UNITS and found[amount.first - 1].text in _ALSO_DURING:
        above = amount.first > 1 and found[amount.first - 2].text in ("just", "well")
    bound = "above" if above else "below" if below else ""
    return amount._replace(about=ends_with(found, amount.first, words.about), bound=bound)


def _nouns(found: Sequence[Piece], place: int, lang: str) -> tuple[str, ...]:
    nouns: list[str] = []
    for piece in found[place : place + _REACH]:
        if piece.kind != "word" or numerals(lang).numbers.at((piece,), 0):
            break
        if len(piece.text) > 1 and piece.text not in lexicon(lang).stopwords:
            nouns.append(stem(piece.text, lang))
    return tuple(nouns[:_NOUNS])
