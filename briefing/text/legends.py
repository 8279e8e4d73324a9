"""Lines that stand below a picture, told by the credit, by who stands left and right, by being printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from briefing.text.agencies import AGENCY, is_agency, may_name_agency
from briefing.text.layout import Layout
from briefing.text.lexicon import lexicon
from briefing.text.lines import Line

_ENDED = re.compile(r"""[.!?…]["'”’»“«)\]]*\Z""")
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_a-z]")
_MARK = re.compile("[(/–—|©-]")
_MOST_WORDS = 60
_LONGEST = 600
# How far from the end of a line an agency, a slash or © can stand where the patterns of credits find it.
_CREDIT_REACH = 100


def legend(line: Line, layout: Layout) -> str:
    """Return the reason why a line is the legend of a picture, '' if it is none."""
    if len(line.text) > _LONGEST or line.size > _MOST_WORDS:
        return ""
    if _names_source(line.text) or any(_names_photograph(line.text, lang) for lang in layout.langs):
        return "credit of a picture"
    if not _SENTENCES.search(line.text) and any(_sides(lang).search(line.text) for lang in layout.langs):
        return "left and right of a picture"
    credit = _credit(line.text)
    return "credit of a picture agency" if credit and not _ENDED.search(line.text[: credit.start()].rstrip()) else ""


def printed_twice(line: Line, layout: Layout) -> str:
    """Return the reason why a line in the article without an end mark, printed twice in a row, is a legend."""
    if layout.repeats[line.text] == 1 or line.ended:
        return ""
    around = layout.lines[max(0, line.place - 1) : line.place + 2]
    return "legend printed twice" if sum(other.text == line.text for other in around) > 1 else ""


def has_credit(text: str) -> bool:
    """Tell whether a line ends in the credit of a picture agency."""
    return _credit(text) is not None


def _credit(text: str) -> re.Match[str] | None:
    return _agency_last().search(text) if _MARK.search(text) and may_name_agency(text[-_CREDIT_REACH:]) else None


@cache
def _agency_last() -> re.Pattern[str]:
    behind_mark = rf"[/–—|©-]\s?{AGENCY}(?:[\s,/]{{1,3}}[\w .,&]{{2,40}})?\)?\.?\Z"
    return re.compile(rf"{behind_mark}|\([^()]{{0,60}}{AGENCY}[^()]{{0,30}}\)\.?\Z")


def _names_source(text: str) -> bool:
    """Tell whether a line ends like «(Jan Smit/AP)», «/AP» or «© Jan Smit»."""
    tail = text[-_CREDIT_REACH:]
    return ("/" in tail or "©" in tail) and _source().search(text) is not None


@cache
def _source() -> re.Pattern[str]:
    bracketed = rf"\([^()]{{2,60}}/\s?{AGENCY}[^()]{{0,20}}\)\.?\Z"
    return re.compile(rf"{bracketed}|\s(?:©\s?\S.{{0,60}}|/\s?{AGENCY})\Z", re.IGNORECASE)


def _names_photograph(text: str, lang: str) -> bool:
    """Tell whether a line names a photograph or who took it; the pattern takes 10 ms to compile."""
    small = text.lower()
    return any(word in small for word in _words(lang)) and _photograph(lang).search(text) is not None


@cache
def _words(lang: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in lexicon(lang).captions if not is_agency(word)))


@cache
def _photograph(lang: str) -> re.Pattern[str]:
    words = _choice(_words(lang))
    return re.compile(
        rf"(?:^|[\s(.])(?:{words})\s?[:©/]\s?.{{1,60}}\Z|^(?:{words})(?:\s?[:©]|\s(?:{words}|copyright)\b)"
        rf"|[.!?]\s(?:{words})\.?\s[^\s.!?][^\s!?]{{0,15}}(?:\s[^\s!?]{{1,15}}){{0,3}}\Z|,\s(?:{words})\.?\Z"
        rf"|\((?:[^()]{{1,20}}\s)?(?:{words})(?:\s[^()]{{1,20}})?\)\.?\Z",
        re.IGNORECASE,
    )


@cache
def _sides(lang: str) -> re.Pattern[str]:
    words = _choice(lexicon(lang).sides)
    return re.compile(rf"\((?:{words})\.?\)|,\s(?:{words})(?:,|\.\Z|\Z)|^(?:{words})\s?:", re.IGNORECASE)


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
