"""What sentences measure: each quantity with what is counted, the words around it, and where the truth may lie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.analysis.intent import counted_from, due, wished
from briefing.model import Assessment, Sentence
from briefing.text.lexicon import lexicon
from briefing.text.quantities import Quantity, quantities

NEAR = 10
CLOSE = 3
CLOSE_WEIGHT = 2.0
PREVIOUS_WEIGHT = 0.5
NOUNS = 2
LEAST_COUNT = 3
RATE_WITHIN = 6
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DIGIT = re.compile(r"[0-9]")
_PLAIN = re.compile(r"\w+")
_CLAUSE_END = re.compile(r"[.,;:()!?\"“”«»„–—]")
_STRONG_MARK = re.compile(r"[;:()\"“”«»„–—]")
# «une quinzaine», «una treintena», «una quarantina», «een twintigtal»
_COLLECTIVE = re.compile(r"(?:aine|ina|inaio|ena|enar|tal|десяток|десятка)$")
# «ten», «12», «30»: a small count is exact, a larger number is rounded.
_EXACT_UP_TO = 30
_ROUNDED = {"number": 0.02, "money": 0.05, "duration": 0.05}
_ABOUT = 0.1
_SOME = 0.2
_MORE_THAN = 0.25
_PERCENT_SLACK = 0.5
# So many digits of a value count.
DIGITS = 6


class Measure(NamedTuple):
    """A quantity in its sentence.

    ``family`` is what can be compared at all («minute», «number per month»), ``low`` to ``high`` where the true value
    lies in it, wider if it is ``about`` right, and ``exact`` where it lies if the value is read to its last digit;
    ``nouns`` are the words for what is counted, ``context`` the content words around with their ``weights``.  ``due``
    says that it is to be, and is not yet.
    """

    assessment: Assessment
    quantity: Quantity
    family: str
    rate: str
    about: bool
    low: float
    high: float
    nouns: tuple[str, ...]
    context: tuple[str, ...]
    weights: tuple[float, ...]
    exact: tuple[float, float]
    due: bool = False

    @property
    def near(self) -> str:
        """The content words of the same sentence around the quantity."""
        return " ".join(word for word, weight in zip(self.context, self.weights, strict=True) if weight >= 1)

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.assessment.sentence.document

    @property
    def unit(self) -> str:
        """What is counted or measured in, whatever the rate: «minute», «number»."""
        return self.family.removesuffix(self.rate)

    @property
    def middle(self) -> float:
        """The value, or the middle of its range."""
        _, low, high = self.quantity.comparable
        return (low + high) / 2

    def contradicts(self, other: Measure) -> bool:
        """Tell whether the two values cannot both be true, if they measure the same."""
        return self.high < other.low or other.high < self.low

    def differs(self, other: Measure) -> bool:
        """Tell whether the two values differ when they are read to their last digit."""
        return self.exact[1] < other.exact[0] or other.exact[1] < self.exact[0]


def measures(assessments: Iterable[Assessment]) -> tuple[Measure, ...]:
    """Return what the sentences state as measured, and what they say is to be.

    Left out are dates, ones and twos, what is only planned, demanded or expected, and times counted from other events.
    """
    found: list[Measure] = []
    last: Sentence | None = None
    for assessment in assessments:
        sentence = assessment.sentence
        goes_on = last is not None and (last.document, last.paragraph) == (sentence.document, sentence.paragraph)
        found.extend(_stated(assessment, last.text if last is not None and goes_on else ""))
        last = sentence
    return tuple(found)


def _stated(assessment: Assessment, previous: str) -> Iterator[Measure]:
    sentence = assessment.sentence
    if not _has_number(sentence.text, sentence.lang):
        return
    for quantity in quantities(sentence.text, sentence.lang):
        if _comparable(quantity, sentence.text, sentence.lang):
            part = _part(sentence.text, quantity)
            to_be = due(part, sentence.lang)
            if to_be or not wished(part, sentence.lang):
                yield _measure(quantity, assessment, previous)._replace(due=to_be)


def _has_number(text: str, lang: str) -> bool:
    """Tell cheaply whether a look for quantities can find one."""
    words = _PLAIN.findall(text.lower())
    return not lexicon(lang).numbers.keys().isdisjoint(words) or any(word[0].isdigit() for word in words)


def _comparable(quantity: Quantity, text: str, lang: str) -> bool:
    if quantity.kind == "number":
        return quantity.low >= LEAST_COUNT
    if quantity.kind == "duration":
        before, after = WORD.findall(text[: quantity.start])[-1:], WORD.findall(text[quantity.end :])[:1]
        vague = quantity.high == 1 and not quantity.bound
        return not vague and not counted_from("".join(before), "".join(after), lang)
    return quantity.kind != "date" and quantity.low > 0


def _part(text: str, quantity: Quantity) -> str:
    """Return the part of the sentence that says how real the quantity is."""
    start = max((match.end() for match in _STRONG_MARK.finditer(text, 0, quantity.start)), default=0)
    return text[start : quantity.end] + _clause_after(text, quantity)


def _clause_after(text: str, quantity: Quantity) -> str:
    end = _CLAUSE_END.search(text, quantity.end)
    return text[quantity.end : end.start() if end else None]


def _measure(quantity: Quantity, assessment: Assessment, previous: str) -> Measure:
    sentence = assessment.sentence
    stops = lexicon(sentence.lang).stopwords
    before, after = sentence.text[: quantity.start], sentence.text[quantity.end :]
    weights = _weights(before, after, previous, stops)
    following = [word.lower() for word in WORD.findall(_clause_after(sentence.text, quantity))]
    low, high = interval(quantity)
    rate = _rate(_before_number(_clause_after(sentence.text, quantity)), sentence.lang)
    return Measure(
        assessment=assessment,
        quantity=quantity,
        family=quantity.comparable[0] + rate,
        rate=rate,
        about=_about(quantity),
        low=low,
        high=high,
        nouns=_nouns(following, stops, quantity.kind),
        context=tuple(weights),
        weights=tuple(weights.values()),
        exact=_exact(quantity),
    )


def _weights(before: str, after: str, previous: str, stops: frozenset[str]) -> dict[str, float]:
    """Return the content words around a quantity with their weights: the nearer, the more they say of it."""
    left, right, above = (
        [word for word in map(str.lower, words) if word not in stops]
        for words in (WORD.findall(before)[-NEAR:], WORD.findall(after)[:NEAR], WORD.findall(previous))
    )
    weights = dict.fromkeys((*left, *right), 1.0)
    weights |= dict.fromkeys((*left[-CLOSE:], *right[:CLOSE]), CLOSE_WEIGHT)
    return dict.fromkeys(above, PREVIOUS_WEIGHT) | weights


def _nouns(following: Sequence[str], stops: frozenset[str], kind: str) -> tuple[str, ...]:
    """Return the words for what is counted, or what a duration is the length of («a 20-minute break»)."""
    if kind == "duration":
        return tuple(word for word in following[:1] if word not in stops)
    found: list[str] = []
    for word in following if kind == "number" else ():
        if word not in stops:
            found.append(word)
        elif found:
            break
    return tuple(found[:NOUNS])


def _before_number(text: str) -> list[str]:
    """Return the words up to the next number in digits: «13 staff 48 hours» are not so many an hour."""
    number = _DIGIT.search(text)
    return [word.lower() for word in WORD.findall(text[: number.start()] if number else text)]


def _rate(following: list[str], lang: str) -> str:
    """Return « per month» for what is counted by the month, else ''."""
    units = lexicon(lang).units
    return next((f" per {units[word]}" for word in following[:RATE_WITHIN] if word in units), "")


def interval(quantity: Quantity) -> tuple[float, float]:
    _, low, high = quantity.comparable
    wide = _ABOUT if _about(quantity) else _MORE_THAN
    if quantity.bound == "above":
        return low, high * (1 + wide)
    if quantity.bound == "below":
        return low * (1 - wide), high
    if quantity.kind == "percent":
        return low - _PERCENT_SLACK, high + _PERCENT_SLACK
    slack = _slack(quantity)
    return low * (1 - slack), high * (1 + slack)


def _exact(quantity: Quantity) -> tuple[float, float]:
    """Return where the value lies if half of its last digit, and no more than the usual, was rounded off."""
    _, low, high = quantity.comparable
    widest = interval(quantity)
    if quantity.bound or _about(quantity) or not quantity.high:
        return widest
    digit = _last_digit(quantity.high)
    half = 0.0 if _is_exact(quantity) else digit * high / quantity.high / 2
    return max(widest[0], low - half), min(widest[1], high + half)


def _last_digit(value: float) -> float:
    """Return what the last digit that is no zero counts: 10,000 in 140,000."""
    shown = f"{value:.{DIGITS}e}"
    digits, power = shown.split("e")
    return 10.0 ** (int(power) - len(digits.rstrip("0").partition(".")[2]))


def _about(quantity: Quantity) -> bool:
    return quantity.about or _is_collective(quantity)


def _is_collective(quantity: Quantity) -> bool:
    return bool(_COLLECTIVE.search(quantity.text))


def _slack(quantity: Quantity) -> float:
    if _about(quantity):
        return _SOME if _is_collective(quantity) else _ABOUT
    return 0.0 if _is_exact(quantity) else _ROUNDED[quantity.kind]


def _is_exact(quantity: Quantity) -> bool:
    return quantity.kind == "number" and quantity.high <= _EXACT_UP_TO
