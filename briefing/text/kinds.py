"""What a line is (prose, heading, caption, byline, boilerplate), told by its looks and its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.model import Kind
from briefing.text.agencies import AGENCY
from briefing.text.datelines import dateline, is_dateline
from briefing.text.furniture import is_furniture
from briefing.text.lexicon import lexicon
from briefing.text.lines import Line

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_TERMINATED = re.compile(r"""[.!?…][\s"'”’»“«)\]]*\Z|[,:;]["'”’»]?\Z""")
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_a-z]")
_CLOCK_END = re.compile(r"\s\d{1,2}:\d{2}\Z")
_INITIALS = re.compile(r"\(?(?:[A-Z]{2,4}|[a-z]{2,4}|(?:[A-Z]\.){2,3})(?:[/,\s-]{1,2}(?:[A-Z]{2,4}|[a-z]{2,4})){0,3}\)?")
_CREDIT_ONLY = re.compile(rf"[^.!?]{{0,60}}{AGENCY}[^.!?\w]{{0,3}}\.?")
_PICTURE_CREDIT = re.compile(rf"[/–—|©-]\s?{AGENCY}(?:[\s,/]{{1,3}}[\w .,&]{{2,40}})?\)?\.?\Z|\([^()]{{0,60}}{AGENCY}[^()]{{0,30}}\)\.?\Z")
_DATE_DIGITS = re.compile(r"\d{4}|\d{1,2}[:.]\d{2}|\d{1,2}[./-]\d{1,2}")
_LIST_MARK = re.compile(r"\A\(?(?:\d{1,2}|[a-z])[.)]\s+")
_BULLET = re.compile(r"[-*•–—]\s+\w")
_OWNED = re.compile(r"©|\(c\)\s|copyright\b|https?://|www\.", re.IGNORECASE)
_SOCIAL = re.compile(r"[–—-]\s?[^()\n]{1,60}\(@\w+\)|@\w+\Z|pic\.twitter\.com/\w+\Z")
_HEADING_WORDS = 10
_QUESTION_WORDS = 8
_LEGEND_WORDS = 60
_TOP = 12
_POINT_WORDS = 8
_LEAD_IN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """What a rule may look at besides the line: all lines, their repeats, furniture, the places of prose.

    ``firsts`` are the places where each repeated line stands first, ``below`` is the place of the first furniture
    below the article; ``dated`` is the place of the line with the dateline, -1 for none.
    """

    lines: tuple[Line, ...]
    langs: tuple[str, ...]
    phrases: tuple[str, ...]
    headings: frozenset[int]
    repeats: Counter[str]
    firsts: dict[str, int]
    first_prose: int
    last_prose: int
    dated: int
    below: int


Rule = Callable[[int, Line, Layout], str]


def lay_out(found: Sequence[Line], langs: Sequence[str], phrases: Sequence[str], headings: frozenset[int]) -> Layout:
    """Look through all lines once, for what the rules need to know."""
    solid = [place for place, line in enumerate(found) if _is_solid(line)]
    first, last = (solid[0], solid[-1]) if solid else (len(found), -1)
    firsts: dict[str, int] = {}
    for place, line in enumerate(found):
        firsts.setdefault(line.text, place)
    dated = (place for place, line in enumerate(found[:_TOP]) if place in solid[:_TOP] and dateline(line.text, near_top=False))
    below = (place for place in range(last + 1, len(found)) if is_furniture(found[place].text, phrases))
    repeats = Counter(line.text for line in found)
    return Layout(
        tuple(found), tuple(langs), tuple(phrases), headings, repeats, firsts,
        first, last, next(dated, -1), next(below, len(found)),
    )  # fmt: skip


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
    return "furniture of the page" if is_furniture(line.text, layout.phrases) else ""


def _tail(place: int, _line: Line, layout: Layout) -> str:
    return "below the article" if place > layout.below else ""


def _video(_place: int, line: Line, _layout: Layout) -> str:
    return "ends in a running time" if _CLOCK_END.search(line.text[-8:]) else ""


def _owner(_place: int, line: Line, _layout: Layout) -> str:
    return "mark of ownership or address" if _OWNED.match(line.text) else ""


def _social(_place: int, line: Line, _layout: Layout) -> str:
    return "signs a message" if len(line.text) < 200 and _SOCIAL.match(line.text) else ""


def _byline(place: int, line: Line, layout: Layout) -> str:
    text, count = line.text, len(words(line.text[:200]))
    if count <= 8 and is_dateline(text):
        return "place and date"
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
    if not _INNER_STOP.search(line.text) and any(_sides(lang).search(line.text) for lang in layout.langs):
        return "left and right of a picture"
    ended = _TERMINATED.search(_PICTURE_CREDIT.sub("", line.text).strip()[-8:])
    if _PICTURE_CREDIT.search(line.text) and not ended:
        return "credit of a picture agency"
    return ""


@cache
def _photo_tail(lang: str) -> re.Pattern[str]:
    choice = _choice(word for word in lexicon(lang).captions if not re.fullmatch(AGENCY, word, re.IGNORECASE))
    return re.compile(
        rf"(?:^|[\s(.])(?:{choice})\s?[:©/]\s?.{{1,60}}\Z|^(?:{choice})(?:\s?[:©]|\s(?:{choice}|copyright)\b)"
        rf"|[.!?]\s(?:{choice})\.?\s[^.!?]{{1,40}}\.?\Z|,\s(?:{choice})\.?\Z",
        re.IGNORECASE,
    )


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
    again = layout.firsts[line.text] < place
    return "repeated line" if again or (short and not _TERMINATED.search(line.text[-8:])) else ""


def _above_dateline(place: int, line: Line, layout: Layout) -> str:
    above = place < layout.dated and len(words(line.text[:500])) <= _LEGEND_WORDS
    return "above the dateline" if above and not _INNER_STOP.search(line.text) else ""


def _lead_in(place: int, line: Line, layout: Layout) -> str:
    """A line that ends in a colon leads to what follows; of a text's last line, or of two words, nothing is left."""
    if line.text[-1] not in ":,;":
        return ""
    if len(words(line.text[:200])) <= _LEAD_IN_WORDS:
        return "label without a sentence"
    last = place >= layout.last_prose or place + 1 == len(layout.lines)
    return "leads to something that is not there" if last and line.text[-1] == ":" else ""


def _point(place: int, line: Line, layout: Layout) -> str:
    long = len(words(line.text[:300])) >= _POINT_WORDS
    return "point of a list" if long and layout.first_prose < place and _BULLET.match(line.text) else ""


def _question(place: int, line: Line, layout: Layout) -> str:
    text = _LIST_MARK.sub("", line.text.rstrip("\"'”’» "))
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
    (Kind.BOILERPLATE, _owner),
    (Kind.BYLINE, _social),
    (Kind.BYLINE, _byline),
    (Kind.BYLINE, _credits),
    (Kind.BOILERPLATE, _furniture),
    (Kind.BOILERPLATE, _tail),
    (Kind.BOILERPLATE, _video),
    (Kind.CAPTION, _legend),
    (Kind.CAPTION, _repeated_inside),
    (Kind.BOILERPLATE, _recurring),
    (Kind.HEADING, _above_dateline),
    (Kind.FRAGMENT, _lead_in),
    (Kind.HEADING, _question),
    (Kind.PROSE, _point),
    (Kind.PROSE, _ended),
)
