"""Lines that say who wrote a text, where and when: names, initials, agencies, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from briefing.text.agencies import AGENCY, agencies, ends_with_agency, starts_with_agency
from briefing.text.datelines import is_dateline
from briefing.text.layout import Layout
from briefing.text.lexicon import lexicon
from briefing.text.lines import Line

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MARK = r"(?:[A-Z]{2,4}|[a-z]{2,4}|(?:[A-Z]\.){2,3})"
_INITIALS = re.compile(rf"\(?{_MARK}(?:[/,\s-]{{1,2}}{_MARK}){{0,3}}\)?")
_AND = r"(?:,|/|\s(?:and|und|en|et|y|e|i|и|та|й|&))"
_NAMES = r"(?:[^\W\d_a-z][\w.’'-]{0,30}[\s,&]{1,2}){0,5}[^\W\d_a-z][\w.’'-]{0,30}"
_CREDIT = rf"(?:{_NAMES}\s?[/(:©|]\s?)?(?:The\s)?{AGENCY}(?:{_AND}\s?{AGENCY}){{0,4}}[)\].]{{0,2}}"
_CREDIT_MARK = re.compile(r"[/(:©|]")
_SIGNED = re.compile(r"[–—-]\s?[^()\n]{1,60}\(@\w+\)|@\w+\Z|pic\.twitter\.com/\w+\Z")
_DIGITS = re.compile(r"\d{4}|\d{1,2}[:.]\d{2}|\d{1,2}[./-]\d{1,2}")
_MOST_WORDS = 16
_LONGEST = 250
_CREDIT_WORDS = 8
_CREDITS_WORDS = 60


def byline(line: Line, layout: Layout) -> str:
    """Return the reason why a line is a byline, '' if it is none."""
    if line.size > _MOST_WORDS or len(line.text) > _LONGEST:
        return ""
    if is_dateline(line.text):
        return "place and date"
    if _is_credit(line, layout):
        return "credit or initials"
    if _is_date(line.text, layout.langs):
        return "date of publication"
    named = (not line.ended or line.text.endswith(".)")) and _names_author(line.text, layout.langs)
    return "names the author" if named else ""


def closing_credits(line: Line, layout: Layout) -> str:
    """Return the reason why a line in brackets above or below the article tells who worked on it."""
    inner = line.text[1:-1]
    if line.text[0] != "(" or line.text[-1] != ")" or "(" in inner or line.size > _CREDITS_WORDS:
        return ""
    return "credits in brackets" if not layout.first_prose < line.place < layout.last_prose else ""


def signature(line: Line, _layout: Layout) -> str:
    """Return the reason why a line signs a message of a social network."""
    return "signs a message" if len(line.text) <= _LONGEST and _SIGNED.match(line.text) else ""


def _is_credit(line: Line, layout: Layout) -> bool:
    below = line.place > layout.last_prose
    if _INITIALS.fullmatch(line.text):
        return below or line.text[0] == "("
    if _may_be_credit(line.text) and _credit().fullmatch(line.text):
        return True
    return below and not line.ended and line.size <= _CREDIT_WORDS and bool(agencies(line.text))


def _may_be_credit(text: str) -> bool:
    """Tell whether a line ends with an agency, and is nothing else or has a mark between a name and the agency."""
    alone = starts_with_agency(text.removeprefix("The").lstrip())
    return ends_with_agency(text.rstrip(")].")) and (alone or _CREDIT_MARK.search(text) is not None)


def _names_author(text: str, langs: Iterable[str]) -> bool:
    """Tell whether a line opens like «by» with a name behind it, or like «from our correspondent»."""
    lowered = text.lower()
    opener = next((word for lang in langs for word in _openers(lang) if lowered.startswith(word + " ")), "")
    rest = _WORD.findall(text[len(opener) :]) if opener else []
    named = [word[0].isupper() for word in rest]
    if named[:2] == [True, True] or (" " in opener and sum(named) > 1):
        return True
    offices = any(word.lower() in lexicon(lang).bylines for lang in langs for word in rest)
    return named[-2:] == [True, True] and (offices or text.rfind(",") > len(opener))


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(_CREDIT)


@cache
def _openers(lang: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon(lang).bylines, key=lambda word: (-len(word), word)))


def _is_date(text: str, langs: Iterable[str]) -> bool:
    """Tell whether half of the words are numbers, months and days of the week."""
    if not _DIGITS.search(text):
        return False
    known = [lexicon(lang) for lang in langs]
    found: list[str] = _WORD.findall(text.lower())
    dated = [word[0].isdigit() or any(word in of.months or word in of.weekdays for of in known) for word in found]
    return sum(dated) * 2 >= len(dated)
