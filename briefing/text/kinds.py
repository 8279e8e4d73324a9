"""What a line is (prose, heading, caption, byline, boilerplate), told by its looks and its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.model import Kind
from briefing.text.agencies import AGENCY
from briefing.text.furniture import covered
from briefing.text.lexicon import lexicon
from briefing.text.lines import Line

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_TERMINATED = re.compile(r"""[.!?…][\s"'”’»“«)\]]*\Z|[,:;]["'”’»]?\Z""")
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_a-z]")
_CLOCK_END = re.compile(r"\s\d{1,2}:\d{2}\Z")
_INITIALS = re.compile(r"\(?(?:[A-Z]{2,4}|[a-z]{2,4})(?:[/,\s-]{1,2}(?:[A-Z]{2,4}|[a-z]{2,4})){0,3}\)?")
_CREDIT_ONLY = re.compile(rf"[^.!?]{{0,60}}{AGENCY}[^.!?\w]{{0,3}}\.?")
_PICTURE_CREDIT = re.compile(rf"[/–—|©-]\s?{AGENCY}(?:[\s,/]{{1,3}}[\w .,&]{{2,40}})?\)?\.?\Z|\([^()]{{0,60}}{AGENCY}[^()]{{0,30}}\)\.?\Z")
_DATE_DIGITS = re.compile(r"\d{4}|\d{1,2}[:.]\d{2}|\d{1,2}[./-]\d{1,2}")
_HEADING_WORDS = 10
_QUESTION_WORDS = 8
_LEGEND_WORDS = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """What a rule may look at besides the line: all lines, their repeats, furniture, the places of prose."""

    lines: tuple[Line, ...]
    langs: tuple[str, ...]
    phrases: tuple[str, ...]
    headings: frozenset[int]
    repeats: Counter[str]
    first_prose: int
    last_prose: int


Rule = Callable[[int, Line, Layout], str]


def lay_out(found: Sequence[Line], langs: Sequence[str], phrases: Sequence[str], headings: frozenset[int]) -> Layout:
    """Look through all lines once, for what the rules need to know."""
    solid = [place for place, line in enumerate(found) if _is_solid(line)]
    repeats = Counter(line.text for line in found if len(line.text) < 400)
    ends = (solid[0], solid[-1]) if solid else (len(found), -1)
    return Layout(tuple(found), tuple(langs), tuple(phrases), headings, repeats, *ends)


def kind_of(place: int, layout: Layout) -> tuple[Kind, str]:
    """Return the kind of a line and the reason in a few words; the first rule that knows decides."""
    line = layout.lines[place]
    for kind, rule in _RULES:
        reason = rule(place, line, layout)
        if reason:
            return kind, reason
    return _unended(place, line, layout)


def words(text: str) -> list[str]:
    """Return the words of a line."""
    return _WORD.findall(text)


def _is_solid(line: Line) -> bool:
    return bool(_TERMINATED.search(line.text[-8:])) and len(words(line.text[:300])) >= 10


def _without_letters(_place: int, line: Line, _layout: Layout) -> str:
    return "" if any(map(str.isalpha, line.text[:200])) else "no letters"


def _marked_heading(_place: int, line: Line, layout: Layout) -> str:
    return "marked as a heading" if line.start in layout.headings else ""


def _furniture(_place: int, line: Line, layout: Layout) -> str:
    head = line.text[:300]
    share = covered(head, layout.phrases) if layout.phrases else 0.0
    if not share:
        return ""
    ended, count = bool(_TERMINATED.search(line.text[-8:])), len(words(head))
    several = share * len(head) > 12
    if share >= 0.6 or (share >= 0.2 and several and not ended and count <= 25) or (several and share >= 0.35):
        return "furniture of the page"
    return ""


def _tail(place: int, _line: Line, layout: Layout) -> str:
    if place <= layout.last_prose:
        return ""
    before = range(layout.last_prose + 1, place)
    known = any(_furniture(other, layout.lines[other], layout) for other in before)
    return "below the article" if known else ""


def _video(_place: int, line: Line, _layout: Layout) -> str:
    return "ends in a running time" if _CLOCK_END.search(line.text[-8:]) else ""


def _byline(place: int, line: Line, layout: Layout) -> str:
    text, count = line.text, len(words(line.text[:200]))
    if count > 16 or (_TERMINATED.search(text[-8:]) and not text.endswith(")") and count > 8):
        return ""
    if _INITIALS.fullmatch(text) and (place > layout.last_prose or text.startswith("(")):
        return "initials"
    if _CREDIT_ONLY.fullmatch(text) and count <= 12 and ":" not in text[: -len(text) // 2 or None][3:]:
        return "credit of an agency"
    if _opens_byline(text, layout.langs):
        return "names the author"
    return "date of publication" if _is_date(text, layout.langs) else ""


def _opens_byline(text: str, langs: Iterable[str]) -> bool:
    lowered = text.lower()
    opener = next((word for lang in langs for word in _bylines(lang) if lowered.startswith(word + " ")), "")
    rest = words(text[len(opener) :])
    named = sum(word[0].isupper() for word in rest)
    return bool(opener and rest) and (named * 5 >= len(rest) * 3 or (" " in opener and named > 1))


@cache
def _bylines(lang: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon(lang).bylines, key=lambda word: (-len(word), word)))


def _is_date(text: str, langs: Iterable[str]) -> bool:
    found = [word.lower() for word in words(text)]
    if len(found) > 14 or not _DATE_DIGITS.search(text):
        return False
    known = [lexicon(lang) for lang in langs]
    dated = sum(
        word[0].isdigit() or any(word in names.months or word in names.weekdays for names in known) for word in found
    )
    return dated * 2 >= len(found)


def _credits(place: int, line: Line, layout: Layout) -> str:
    text = line.text
    if text[0] != "(" or text[-1] != ")" or "(" in text[1:]:
        return ""
    edge = place >= layout.last_prose or place <= layout.first_prose
    return "credits in brackets" if edge and len(words(text)) <= 60 else ""


def _repeated_top(place: int, line: Line, layout: Layout) -> str:
    if layout.repeats[line.text] < 2 or place >= layout.first_prose or _TERMINATED.search(line.text[-8:]):
        return ""
    return "headline printed twice" if not _PICTURE_CREDIT.search(line.text) else ""


def _legend(_place: int, line: Line, layout: Layout) -> str:
    if len(words(line.text[:500])) > _LEGEND_WORDS:
        return ""
    if any(_photo_tail(lang).search(line.text) for lang in layout.langs):
        return "credit of a picture"
    if any(_sides(lang).search(line.text) for lang in layout.langs):
        return "left and right of a picture"
    ended = _TERMINATED.search(_PICTURE_CREDIT.sub("", line.text).strip()[-8:])
    if _PICTURE_CREDIT.search(line.text) and not ended:
        return "credit of a picture agency"
    return ""


@cache
def _photo_tail(lang: str) -> re.Pattern[str]:
    choice = _choice(word for word in lexicon(lang).captions if not re.fullmatch(AGENCY, word, re.IGNORECASE))
    return re.compile(rf"(?:^|[\s(.])(?:{choice})\s?[:©/]\s?.{{1,60}}\Z|^(?:{choice})\s?[:©]", re.IGNORECASE)


@cache
def _sides(lang: str) -> re.Pattern[str]:
    choice = _choice(lexicon(lang).sides)
    return re.compile(rf"\((?:{choice})\.?\)|,\s(?:{choice})(?:,|\.\Z|\Z)|^(?:{choice})\s?:", re.IGNORECASE)


def _choice(found: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))


def _repeated_inside(place: int, line: Line, layout: Layout) -> str:
    if layout.repeats[line.text] < 2 or _TERMINATED.search(line.text[-8:]):
        return ""
    near = [other.text for other in layout.lines[max(0, place - 1) : place + 2]].count(line.text) > 1
    return "legend printed twice" if near else ""


def _recurring(place: int, line: Line, layout: Layout) -> str:
    if layout.repeats[line.text] < 2:
        return ""
    short = len(words(line.text)) <= 12
    first = next(index for index, other in enumerate(layout.lines) if other.text == line.text)
    return "repeated line" if (short and not _TERMINATED.search(line.text[-8:])) or first < place else ""


def _question(place: int, line: Line, layout: Layout) -> str:
    text = line.text.rstrip("\"'”’» ")
    if not text.endswith(("?", "!")) or len(words(text)) > _QUESTION_WORDS:
        return ""
    alone = line.before_blank and line.after_blank and not re.search(r"[.!?,]\s", text)
    return "short question alone" if alone or place < layout.first_prose else ""


def _ended(_place: int, line: Line, _layout: Layout) -> str:
    return "ends like a sentence" if _TERMINATED.search(line.text[-8:]) else ""


def _unended(place: int, line: Line, layout: Layout) -> tuple[Kind, str]:
    """Judge a line without an end mark: above the article headings, then short headings, long legends."""
    count = len(words(line.text[:500]))
    if place < layout.first_prose:
        return Kind.HEADING, "above the article"
    if _INNER_STOP.search(line.text) and count > 2 * _HEADING_WORDS:
        return Kind.PROSE, "several sentences"
    if count <= _HEADING_WORDS:
        return Kind.HEADING, "short line without an end mark"
    return Kind.CAPTION, "long line without an end mark"


_RULES: tuple[tuple[Kind, Rule], ...] = (
    (Kind.BOILERPLATE, _without_letters),
    (Kind.HEADING, _marked_heading),
    (Kind.HEADING, _repeated_top),
    (Kind.BYLINE, _byline),
    (Kind.BYLINE, _credits),
    (Kind.BOILERPLATE, _furniture),
    (Kind.BOILERPLATE, _tail),
    (Kind.BOILERPLATE, _video),
    (Kind.CAPTION, _legend),
    (Kind.CAPTION, _repeated_inside),
    (Kind.BOILERPLATE, _recurring),
    (Kind.HEADING, _question),
    (Kind.PROSE, _ended),
)
