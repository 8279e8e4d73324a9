"""The day on which a page's article was published, not the one on which it or its neighbours were changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.lexicon import LANGUAGES
from briefing.text.linkeddata import Story
from briefing.text.pageblocks import all_blocks, words
from briefing.text.pagefacts import Metas
from briefing.text.quantities import published_date
from briefing.text.writtendates import written_day

if TYPE_CHECKING:
    from lxml.etree import _Element

_METAS = """
    article:published_time article:published og:published_time og:article:published_time datepublished
    parsely-pub-date sailthru.date pubdate publishdate publish-date publish_date published_date published
    article.published cxenseparse:recs:publishtime mediator_published_time ptime originalpublicationdate
    publication_date publication-date publish_time published-date date_published rnews:datepublished
    analyticsattributes.articledate article_date_original release_date dc.date.issued dcterms.issued
    dcterms.created dc.date.created dcterms.date dc.date date displaydate datecreated
    """.split()
_DAY = re.compile(r"\A\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d)")
_CHANGED = re.compile(r"updat|modif|edit|aktualis|bijgewerkt|mis-?a-?jour|actualiz|atualiz|aggiorn", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|posted|date|erschien|fecha", re.IGNORECASE)
_SCRIPTED = re.compile(
    r"""["'](?:date_?published|published_?(?:at|on|date|time)|publish_?(?:time|date)|publication_?date|first_?publish\w*"""
    r"""|pub_?date)\\?["']\s*:\s*\\?["'](\d{4}-\d\d-\d\d)""",
    re.IGNORECASE,
)
_ABOVE, _BELOW = 3, 8
_LABEL = 30
_EARLIEST = date(1995, 1, 1)


def published(tree: _Element, meta: Metas, story: Story) -> date | None:
    """Return the day of publication that the markup of a page gives, None where it gives none."""
    chief, others = _METAS[:5], _METAS[5:]
    stated = (*(meta.get(name, "") for name in chief), story.published, *(meta.get(name, "") for name in others))
    texts = (*stated, *_marked(tree))
    chosen = next((text for text in texts if _day(text)), "")
    return _local_day(chosen, (*texts, *(one.get("datetime") or "" for one in tree.iter("time"))))


def _local_day(text: str, others: Iterable[str]) -> date | None:
    """Return the day of a time, where it is one of UTC by the clock of the same moment written elsewhere."""
    moment = _moment(text)
    if moment is None or moment.utcoffset():
        return _day(text)
    same = (one for other in others if (one := _moment(other)) and one.utcoffset() and one == moment)
    return next((one.date() for one in same), moment.date())


def _moment(text: str) -> datetime | None:
    """Return a time with its offset, None for what is none."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _first_day(texts: Iterable[str]) -> date | None:
    return next((day for text in texts if (day := _day(text))), None)


def _day(text: str) -> date | None:
    match = _DAY.match(text)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
    return day if day and day >= _EARLIEST else None


def _marked(tree: _Element) -> Iterator[str]:
    """Yield the times that the page calls those of publication, those below its headline first."""
    for names, one in _times(tree):
        if (_PUBLISHED.search(names) or one.get("pubdate") is not None) and not _CHANGED.search(names):
            yield one.get("datetime") or one.get("title") or ""


def first_time(tree: _Element) -> date | None:
    """Return the first time below the headline that is not called one of a change, else the first of the page."""
    plain = (one for names, one in _times(tree) if one.tag == "time" and not _CHANGED.search(names))
    return _first_day(one.get("datetime") or "" for one in plain)


def _times(tree: _Element) -> list[tuple[str, _Element]]:
    times = [one for one in tree.iter("time", "abbr", "span") if one.get("datetime") or one.get("title")]
    below = set(tree.xpath("(.//h1)[last()]/following::*[self::time or self::abbr or self::span]"))
    return [(_names(one), one) for one in sorted(times, key=lambda one: one not in below)]


def _names(element: _Element) -> str:
    """Return what a time is called: its class, and the words before it; WordPress calls the first one updated too."""
    called = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if "entry-date" in called:
        return "published"
    above, parent = element.getprevious(), element.getparent()
    before = above.tail if above is not None else parent.text if parent is not None else ""
    return f"{called} {(before or '')[-_LABEL:]}"


def scripted(tree: _Element) -> date | None:
    """Return the first time of publication in the scripts of a page, where the state of many a page is kept."""
    texts = (script.text or "" for script in tree.iter("script"))
    return _first_day(match[1] for text in texts for match in _SCRIPTED.finditer(text))


def found_elsewhere(tree: _Element, url: str) -> date | None:
    """Return what htmldate finds in the address and the text of a page."""
    from htmldate import find_date

    found = find_date(tree, url=url or None, original_date=True, extensive_search=False, max_date="2100-01-01")
    return _day(found or "")


class NearDates(NamedTuple):
    """The days that the lines around a headline give: that below is the article's, that above may be the visit's."""

    below: date | None
    above: date | None


def dated_near(tree: _Element, title: str, lang: str) -> NearDates:
    """Return the days that the lines just below and just above a page's headline give."""
    lines = [block.text for block in all_blocks(tree)]
    place = next((number for number, line in enumerate(lines) if words(line) == words(title)), -1)
    if place < 0:
        return NearDates(None, None)
    above = lines[max(0, place - _ABOVE) : place]
    return NearDates(_day_in(lines[place : place + _BELOW], lang), _day_in(above[::-1], lang))


def _day_in(lines: Sequence[str], lang: str) -> date | None:
    said = published_date("\n".join(lines), lang) if lang in LANGUAGES else None
    return said or next((day for line in lines if (day := written_day(line, lang))), None)
