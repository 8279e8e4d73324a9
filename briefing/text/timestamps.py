"""The times that a page states for machines: in meta tags, in attributes, in scripts, in its address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import TYPE_CHECKING

from briefing.text.calendars import months
from briefing.text.pagefacts import Metas
from briefing.text.writtendates import written_day

if TYPE_CHECKING:
    from lxml.etree import _Element

_STRONG = """
    article:published_time article:published og:published_time og:article:published_time datepublished
    parsely-pub-date sailthru.date pubdate publishdate publish-date publish_date published_date published
    article.published cxenseparse:recs:publishtime mediator_published_time ptime originalpublicationdate
    publication_date publication-date publish_time published-date date_published rnews:datepublished
    analyticsattributes.articledate article_date_original release_date dc.date.issued dcterms.issued
""".split()
_WEAK = "dcterms.created dc.date.created dcterms.date dc.date date displaydate datecreated".split()
_LIKE = re.compile(
    r"publi(?:sh|c)|pub.?date|posted|issued|creat(?:e|ion)|released?.?date|first.?pub|originally", re.IGNORECASE
)
_CHANGE = re.compile(r"publisher|modif|updat|revis|expir|unpubl|republ", re.IGNORECASE)
_DAY = re.compile(r"\A\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?=\D|\Z|\d{4}(?:\d\d)?(?:\D|\Z))")
_SECONDS = re.compile(r"\A\s*(\d{10})(?:\d{3})?\s*\Z")
_EARLIEST, _LATEST = date(1995, 1, 1), date(2100, 1, 1)
_SCRIPTED = re.compile(
    r"""(?<![a-z])(?:date_?(?:published|posted)|published_?(?:at|on|date|time(?:stamp)?)?|publish(?:ing)?_?(?:time|date|at|on)"""
    r"""|publication_?(?:date|time)|first_?publish\w*|pub_?(?:date|time)|(?:content|article|page|post|story|news)_?"""
    r"""(?:publish\w*|post|pub)?_?date|created_?(?:at|date|on)|display_?date|date_?created|posted_?(?:at|on|date))"""
    r"""\\?["']?\s*[:=]\s*(?:\\?["'](\d[^"'\\<>]{6,30}|[A-Z][a-z]{2,8}[^"'\\<>]{6,30})\\?["']|(\d{10}(?:\d{3})?)(?!\d))""",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[/_.-]?(?P<month>0[1-9]|1[0-2])[/_.-]?(?P<day>0[1-9]|[12]\d|3[01])(?:\d{3,12})?"
    r"|/(?:[a-z][a-z_-]{1,24}/)?(?P<month2>0?[1-9]|1[0-2]|[a-z]{3})/(?P<day2>[12]\d|3[01]|0?[1-9]))(?!\d)"
    r"|(?<!\d)(?P<day3>0[1-9]|[12]\d|3[01])[/_.-](?P<month3>0[1-9]|1[0-2])[/_.-](?P<year3>20\d\d)(?!\d)"
)
_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?[+-]\d\d:?[0-5]\d")
_UNIVERSAL = re.compile(r"\s?(?:UTC|GMT|Z)\Z")
_MAILED = re.compile(r"\s*(?:\w{3},\s)?\d{1,2}\s\w{3}\s\d{4}\s\d\d:\d\d")
_BRACE = re.compile(r"[{}]")
_REACH, _FAR = 1500, 1000
_TITLE = 12


def stated(meta: Metas, published: str) -> tuple[str, ...]:
    """Return the times that meta tags and JSON-LD call those of publication, the surest first."""
    found = (*(meta.get(name, "") for name in _STRONG[:5]), published, *(meta.get(name, "") for name in _STRONG[5:]))
    return tuple(text for text in found if text)


def hinted(meta: Metas) -> tuple[str, ...]:
    """Return the times of meta tags that may be those of publication."""
    named = [meta[name] for name in _WEAK if name in meta]
    like = (text for name, text in meta.items() if _LIKE.search(name) and not _CHANGE.search(name))
    changed = {text for name, text in meta.items() if _CHANGE.search(name)}
    return tuple(text for text in (*like, *named) if text not in changed)


def day_in(text: str, lang: str) -> date | None:
    """Return the day of a time in any notation, None for none that may be a day of publication."""
    match, seconds = _DAY.match(text), _SECONDS.match(text)
    if seconds:
        day: date | None = datetime.fromtimestamp(int(seconds[1]), UTC).date()
    elif match:
        day = _date(match[1], match[2], match[3])
    else:
        day = written_day(text, lang)
    return day if day and _EARLIEST <= day < _LATEST else None


def moment(text: str) -> datetime | None:
    """Return a time with its offset, None for what is none; seconds since 1970 are of UTC."""
    seconds = _SECONDS.match(text)
    if seconds:
        return datetime.fromtimestamp(int(seconds[1]), UTC)
    found: datetime | None
    try:
        found = datetime.fromisoformat(_UNIVERSAL.sub("+00:00", text.strip()))
    except ValueError:
        found = _of_mail(text)
    return found if found is not None and found.tzinfo else None


def _of_mail(text: str) -> datetime | None:
    """Return a time as mails write it, Thu, 17 Jun 2021 22:00:00 GMT, None for any other."""
    if not _MAILED.match(text):
        return None
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def is_universal(text: str) -> bool:
    """Tell whether a time is one of UTC, by which a page's own day may be another."""
    found = moment(text)
    return found is not None and not found.utcoffset()


def offset_of(tree: _Element, meta: Metas, text: str) -> timedelta | None:
    """Return how far from UTC the clocks of a page are, None where it has no time that tells.

    A time that is the same moment as ``text`` tells best, then the most frequent offset.
    """
    scripts = (script.text or "" for script in tree.iter("script") if "json" in (script.get("type") or ""))
    times = [match[0] for script in scripts for match in _OFFSET.finditer(script)]
    times += [*meta.values(), *(one.get("datetime") or "" for one in tree.iter("time"))]
    moments = [one for time in times if _OFFSET.search(time) and (one := moment(time)) and one.utcoffset()]
    same = moment(text)
    offsets = [one.utcoffset() for one in moments if one == same] or [one.utcoffset() for one in moments]
    return Counter(offsets).most_common(1)[0][0] if offsets else None


def scripted(tree: _Element, titles: Collection[str]) -> tuple[str, ...]:
    """Return the times of publication in the scripts of a page, those near one of its titles first."""
    texts = [script.text for script in tree.iter("script") if script.text]
    placed = list(chain.from_iterable(_told(text, titles) for text in texts))
    return tuple(text for _, text in sorted(placed, key=lambda one: one[0]))


def _told(script: str, titles: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the times of a script, each with its distance from a title: in its object, near it, anywhere."""
    times = list(_SCRIPTED.finditer(script))
    places = [place for title in titles if times and len(title) >= _TITLE and (place := script.find(title)) >= 0]
    for match in times:
        apart = (_apart(script, *sorted((match.start(), place))) for place in places)
        yield min(apart, default=_FAR), match[1] or match[2]


def _apart(script: str, start: int, end: int) -> int:
    """Return how many objects of a script are left between two places near each other."""
    if end - start > _REACH:
        return _FAR
    depth, least = 0, 0
    for brace in _BRACE.finditer(script, start, end):
        depth += 1 if brace[0] == "{" else -1
        least = min(least, depth)
    return depth - 2 * least


def addressed(urls: Iterable[str]) -> date | None:
    """Return the day that one of some addresses has in its path, None for none."""
    for url in urls:
        path = url.lower().partition("://")[2].partition("/")[2].partition("?")[0]
        for match in _ADDRESSED.finditer(path):
            month = match["month"] or match["month2"] or match["month3"]
            number = str(months("en").get(month, 0)) if month.isalpha() else month
            day = _date(match["year"] or match["year3"], number, match["day"] or match["day2"] or match["day3"])
            if day and _EARLIEST <= day < _LATEST:
                return day
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
