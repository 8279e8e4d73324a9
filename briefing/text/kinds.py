"""What a line is (prose, heading, caption, byline, boilerplate, fragment), told by its looks and its place."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.model import Kind
from briefing.text.bylines import byline, closing_credits, signature
from briefing.text.furniture import is_furniture
from briefing.text.layout import Layout
from briefing.text.legends import has_credit, legend, printed_twice
from briefing.text.lines import Line

_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_a-z]")
_CLOCK_END = re.compile(r"\s\d{1,2}:\d{2}\Z")
_MENU = re.compile(r"\s[|»·•]\s|[ \t]{4,}")
_OWNED = re.compile(r"©|\(c\)\s|copyright\b|https?://|www\.", re.IGNORECASE)
_NUMBER = re.compile(r"\A\(?(?:\d{1,2}|[a-z])[.)]\s+")
_PAUSE = re.compile(r"[.!?,]\s")
_BULLET = re.compile(r"[-*•–—]\s+\w")
_SPOKEN = re.compile(r"[\"“”„«»]")
_REACH = 2_000
_HEADING_WORDS = 10
_QUESTION_WORDS = 8
_DECK_WORDS = 60
_MENU_WORDS = 25
_POINT_WORDS = 8
_LABEL_WORDS = 4
_RECURRING_WORDS = 12

Rule = Callable[[Line, Layout], str]


def kind_of(line: Line, layout: Layout) -> tuple[Kind, str]:
    """Return the kind of a line and the reason in a few words; the first rule that knows decides."""
    for kind, rule in _RULES:
        reason = rule(line, layout)
        if reason:
            return kind, reason
    return _unended(line, layout)


def _without_letters(line: Line, _layout: Layout) -> str:
    return "" if any(map(str.isalpha, line.text[:_REACH])) else "no letters"


def _marked_heading(line: Line, layout: Layout) -> str:
    return "marked as a heading" if line.start in layout.headings else ""


def _headline_again(line: Line, layout: Layout) -> str:
    again = layout.repeats[line.text] > 1 and line.place < layout.first_prose and not line.ended
    return "headline printed twice" if again and not has_credit(line.text) else ""


def _owned(line: Line, _layout: Layout) -> str:
    return "mark of ownership or address" if _OWNED.match(line.text) else ""


def _menu(line: Line, layout: Layout) -> str:
    outside = not layout.first_prose <= line.place <= layout.last_prose
    parts = _MENU.split(line.text) if outside and line.size <= _MENU_WORDS else []
    apart = len(parts) > 1 and all(len(part.split()) <= _LABEL_WORDS for part in parts)
    return "parts side by side" if apart else ""


def _furniture(line: Line, layout: Layout) -> str:
    return "furniture of the page" if is_furniture(line.text, layout.phrases) else ""


def _below(line: Line, layout: Layout) -> str:
    spoken = line.ended and _SPOKEN.search(line.text)
    return "below the article" if line.place > layout.below and not spoken else ""


def _film(line: Line, _layout: Layout) -> str:
    return "ends in a running time" if _CLOCK_END.search(line.text[-8:]) else ""


def _recurring(line: Line, layout: Layout) -> str:
    if layout.repeats[line.text] == 1:
        return ""
    again = layout.firsts[line.text] < line.place
    return "repeated line" if again or (not line.ended and line.size <= _RECURRING_WORDS) else ""


def _above_dateline(line: Line, layout: Layout) -> str:
    above = line.place < layout.dated and line.size <= _DECK_WORDS
    return "above the dateline" if above and not _SENTENCES.search(line.text[:_REACH]) else ""


def _lead_in(line: Line, layout: Layout) -> str:
    """Judge a line that ends in a colon: a mere label, or the last words before a film or list that is missing."""
    if line.text[-1] not in ":,;":
        return ""
    if line.size <= _LABEL_WORDS:
        return "label without a sentence"
    last = line.place >= layout.last_prose and line.text[-1] == ":"
    return "leads to something that is not there" if last else ""


def _question(line: Line, layout: Layout) -> str:
    text = _NUMBER.sub("", line.text[:_REACH].rstrip("\"'”’» "))
    if not text.endswith(("?", "!")) or len(text.split()) > _QUESTION_WORDS or _PAUSE.search(text):
        return ""
    alone = line.before_blank and line.after_blank
    return "short question alone" if alone or line.place < layout.first_prose else ""


def _point(line: Line, layout: Layout) -> str:
    inside = line.place > layout.first_prose and line.size >= _POINT_WORDS
    return "point of a list" if inside and _BULLET.match(line.text) else ""


def _ended(line: Line, _layout: Layout) -> str:
    return "ends like a sentence" if line.ended else ""


def _unended(line: Line, layout: Layout) -> tuple[Kind, str]:
    """Judge a line without an end mark: above the article a heading, then short headings, long legends."""
    if line.place < layout.first_prose:
        return Kind.HEADING, "above the article"
    if line.size > 2 * _HEADING_WORDS and _SENTENCES.search(line.text[:_REACH]):
        return Kind.PROSE, "several sentences"
    if line.size <= _HEADING_WORDS:
        return Kind.HEADING, "short line without an end mark"
    return Kind.CAPTION, "long line without an end mark"


_RULES: tuple[tuple[Kind, Rule], ...] = (
    (Kind.HEADING, _marked_heading),
    (Kind.HEADING, _headline_again),
    (Kind.BYLINE, signature),
    (Kind.BYLINE, byline),
    (Kind.BOILERPLATE, _without_letters),
    (Kind.BOILERPLATE, _owned),
    (Kind.BYLINE, closing_credits),
    (Kind.BOILERPLATE, _menu),
    (Kind.BOILERPLATE, _furniture),
    (Kind.BOILERPLATE, _below),
    (Kind.BOILERPLATE, _film),
    (Kind.CAPTION, legend),
    (Kind.CAPTION, printed_twice),
    (Kind.BOILERPLATE, _recurring),
    (Kind.HEADING, _above_dateline),
    (Kind.FRAGMENT, _lead_in),
    (Kind.HEADING, _question),
    (Kind.PROSE, _point),
    (Kind.PROSE, _ended),
)
