"""The days that the lines around an article give, as a reader finds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.captions import ancestors, is_caption
from briefing.text.lexicon import LANGUAGES
from briefing.text.pageblocks import Block, all_blocks, words
from briefing.text.pagewords import names_of
from briefing.text.quantities import published_date
from briefing.text.storylead import outwards
from briefing.text.writtendates import Written, gives_day, islamic_days, month_leads, says_day, written_days

if TYPE_CHECKING:
    from lxml.etree import _Element

_ABOVE, _BELOW, _FAR, _BEHIND = 6, 8, 40, 6
_CLOSE_ABOVE = 3
_PROSE = 12
_LABEL, _LABEL_WORDS = 25, 3
_CALLED = re.compile(
    r"date|time|publi|posted|meta|info|byline|fecha|data|datum|tarih|tanggal|waktu|ngay|kaynak|stamp|hora|heure|fabu",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"(?:^|[\s_-])(?:now|today|clock|current|topbar|masthead|top|header-?date)(?:$|[\s_-])", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}[:.h時시点點]\s?\d{2}")
_DATED = re.compile(r"\d.{0,20}\d\D{0,12}\d|元")
_SHARE = 0.4
_SURE = 2.0
_LEAST = -1.0


class Article(NamedTuple):
    """An article in the tree and the blocks of its page: headline, paragraphs, codes of language and country.

    ``month_first`` tells how 6/7/2021 is read there, None where that is unknown.
    """

    tree: _Element
    page: Sequence[Block]
    title: str
    lines: Sequence[str]
    lang: str
    country: str
    month_first: bool | None


class Near(NamedTuple):
    """A day near an article, how much speaks for it, and whether it stands below the headline."""

    day: date
    weight: float
    below: bool


def near_days(article: Article) -> tuple[Near, ...]:
    """Return the days given around an article, the likeliest first: those in its element, else those of the page."""
    order = _order(article)
    return _nearest(article, partial(written_days, lang=article.lang, month_first=order))


def islamic_near_day(article: Article) -> date | None:
    """Return the likeliest day around an article by the Islamic calendar, None where another one gives a day."""
    near = _nearest(article, islamic_days)
    stated = near and any(gives_day(block.text, article.lang) for block in all_blocks(article.tree))
    return near[0].day if near and not stated else None


def _nearest(article: Article, days_of: Callable[[str], Iterator[Written]]) -> tuple[Near, ...]:
    part = _element(article)
    near = () if part is None else _days_in(part, article, days_of)
    return near or _days_in(article.tree, article, days_of)


def _element(article: Article) -> _Element | None:
    """Return the element around the one that holds headline and text, None where they are not found."""
    first, _ = _ends(article.page, article.lines)
    head = _headline(article.page, article.title, first)
    if first is None or head is None:
        return None
    above = set(outwards(article.page[head].element))
    held = next(outer for outer in outwards(article.page[first].element) if outer in above)
    return next((outer for outer in outwards(held.getparent()) if outer.tag != "html"), None)


def _days_in(element: _Element, article: Article, days_of: Callable[[str], Iterator[Written]]) -> tuple[Near, ...]:
    page = all_blocks(element)
    texts = [block.text for block in page]
    first, last = _ends(page, article.lines)
    head = _headline(page, article.title, first)
    if head is None and first is None:
        return ()
    found = [
        Near(one.day, weight + _weight(page[place], one), place > (head if head is not None else -1))
        for place, weight in _places(len(page), head, first, last)
        if _DATED.search(texts[place])
        for one in days_of(f"{_label(texts, place)}{texts[place]}")
    ]
    if head is not None and (said := _published(texts[head : head + _BELOW], article.lang)):
        found.append(Near(said, _SURE, below=True))
    return tuple(sorted((one for one in found if one.weight > _LEAST), key=lambda one: -one.weight))


def days_without_year(article: Article, days: Sequence[date]) -> Iterator[date]:
    """Yield those of some days that the lines right below the headline give without a year."""
    part = _element(article)
    if part is None:
        return
    page = all_blocks(part)
    head = _headline(page, article.title, None) or 0
    for block in page[head : head + _BELOW]:
        yield from (day for day in days if says_day(block.text, day, article.lang))


def _order(article: Article) -> bool | None:
    """Tell whether a page in English writes the month first: by its own dates, else by its country."""
    if article.lang != "en":
        return None
    order = month_leads(str(text) for text in article.tree.itertext("*"))
    return article.month_first if order is None else order


def _label(texts: Sequence[str], place: int) -> str:
    """Return the line above one where it is a label without a number, '' for none."""
    above = texts[place - 1] if place else ""
    return f"{above} " if len(above) <= _LABEL and not any(letter.isdigit() for letter in above) else ""


def _published(lines: Sequence[str], lang: str) -> date | None:
    return published_date("\n".join(lines), lang) if lang in LANGUAGES else None


def _ends(page: Sequence[Block], lines: Sequence[str]) -> tuple[int | None, int | None]:
    """Return the places of the first and the last paragraph of prose of an article in its page."""
    prose = {line for line in lines if len(words(line)) >= _PROSE} or set(lines)
    places = [place for place, block in enumerate(page) if block.text in prose]
    return (places[0], places[-1]) if places else (None, None)


def _headline(page: Sequence[Block], title: str, first: int | None) -> int | None:
    """Return the place of the headline: the last one above the text, else the first one."""
    own = tuple(words(title))
    most = 2 * len(title) + _LABEL
    places = [place for place, block in enumerate(page) if own and len(block.text) <= most and _has(block, own)]
    above = [place for place in places if first is None or place <= first]
    return above[-1] if above and first is not None else places[0] if places else None


def _has(block: Block, own: tuple[str, ...]) -> bool:
    """Tell whether a line is the headline, or a heading of it with a label of few words before or behind."""
    more = len(block.words) - len(own)
    labelled = block.heading and 0 < more <= _LABEL_WORDS
    return block.words == own or (labelled and own in (block.words[more:], block.words[:-more]))


def _places(size: int, head: int | None, first: int | None, last: int | None) -> Iterator[tuple[int, float]]:
    """Yield the places where a date may stand, each with what its distance from the headline is worth."""
    top = head if head is not None else max(0, (first or 0) - _ABOVE)
    far = max(top + _BELOW, min((first or 0) + 2, top + _FAR))
    for place in range(top, min(size, far)):
        yield place, (_SURE if place <= top + _BELOW or place < (first or 0) else 0.0) - 0.02 * (place - top)
    for place in range(max(0, top - _ABOVE), top):
        yield place, (0.0 if top - place <= _CLOSE_ABOVE else -0.5) - 0.1 * (top - place)
    if last is not None:
        for place in range(max(last + 1, far), min(size, last + 1 + _BEHIND)):
            yield place, -_SURE


def _weight(block: Block, written: Written) -> float:
    """Return how much in a line itself speaks for its date: words before it, a time of day, names, brevity."""
    called = " ".join(names_of(one) for one in (block.element, *ancestors(block.element, 2)))
    return (
        (2.0 if written.published else 0.0)
        + (1.0 if _CLOCK.search(block.text) else 0.0)
        + (1.0 if _CALLED.search(called) else 0.0)
        + (0.5 if written.end - written.start >= _SHARE * len(block.text) else 0.0)
        - (3.0 if written.today else 0.0)
        - (1.5 if _VISIT.search(called) else 0.0)
        - (3.0 if is_caption(block.element, len(block.text)) or _is_legend(block.element) else 0.0)
        - (1.5 if block.linked > _SHARE else 0.0)
    )


def _is_legend(element: _Element) -> bool:
    return any(one.tag in ("figure", "figcaption", "caption") for one in (element, *ancestors(element, 2)))
