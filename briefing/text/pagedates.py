"""The day on which a page's article was published, not the one on which it or its neighbours were changed.

What the page states for machines comes first.  Where it states nothing, or contradicts itself, what else it has votes:
times in its markup, the lines around the article, its address, its scripts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.captions import ancestors
from briefing.text.linkeddata import Story
from briefing.text.localdays import has_clock, is_at_home, local_day
from briefing.text.neardates import Article, Near, days_without_year, islamic_near_day, near_days
from briefing.text.pageblocks import words
from briefing.text.pagefacts import Metas
from briefing.text.sitenames import head_title
from briefing.text.timestamps import addressed, day_in, hinted, is_universal, moment, offset_of, scripted, stated
from briefing.text.writtendates import written_day

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHANGED = re.compile(r"updat|modif|edit|aktualis|bijgewerkt|mis-?a-?jour|actualiz|atualiz|aggiorn", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|posted|date|erschien|fecha", re.IGNORECASE)
_TIMED = (
    ".//*[@datetime] | .//*[@itemprop='datePublished'] | .//abbr[@title] | .//span[@title]"
    " | .//*[@*[starts-with(name(), 'data-') and (contains(name(), 'publi') or contains(name(), 'date')"
    " or contains(name(), 'time'))]]"
)
# Whose clocks are at most three hours ahead; who speaks what is spoken in America too; all others are east of UTC.
_EUROPE = frozenset("bg ca cs da de el et eu fi gl hr hu is it lt lv mk nb nl no pl ro sk sl sq sr sv tr uk".split())
_AMERICA = frozenset({"", "en", "es", "fr", "pt"})
_EVENING, _MORNING, _NOON, _FAR_EAST = 21, 10, 13, 14
_LATE, _EARLY = 21, 3
_PLAIN = 3.0
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?!:)")
_LABEL, _LAST = 30, 20
_DAY = timedelta(days=1)
_CARDS, _DEPTH = frozenset({"article", "li", "div", "section", "td"}), 4
_BESIDE = frozenset({"aside", "nav", "footer"})
_STATED, _ADDRESSED, _MARKED, _SCRIPTED, _HINTED, _TITLED = 5.0, 4.0, 5.0, 3.0, 3.0, 3.0
_TIMES, _BELOW, _ABOVE, _BESIDE_IT = 2.5, 2.0, 1.0, 1.5


class Statements(NamedTuple):
    """What a page states of its day for machines: the times it calls those of publication, and fainter ones.

    ``offset`` is that of other times of the page from UTC, None where those it calls so are none of UTC.
    """

    sure: tuple[str, ...]
    hinted: tuple[str, ...]
    scripted: tuple[str, ...]
    address: date | None
    lang: str
    offset: timedelta | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the sure times."""
        return tuple(day for text in self.sure if (day := day_in(text, self.lang)))

    @property
    def agree(self) -> bool:
        """Whether the sure times are there and contradict neither each other nor the address."""
        days = (*self.days, *((self.address,) if self.address else ()))
        return bool(self.days) and max(days) - min(days) <= _DAY


def statements(tree: _Element, meta: Metas, story: Story, url: str, lang: str) -> Statements:
    """Return what a page states of its day; to be asked while it still has its scripts."""
    links = [one.get("href") or "" for one in tree.iter("link") if "amphtml" in (one.get("rel") or "").lower()]
    found = Statements(stated(meta, story.published), (), (), addressed((url, *links)), lang)
    if found.sure and is_universal(found.sure[0]):
        found = found._replace(offset=offset_of(tree, meta, found.sure[0]))
    if found.agree:
        return found
    heads = (" ".join("".join(one.itertext("*")).split()) for one in tree.iter("title", "h1"))
    titles = [title for title in (meta.get("og:title", ""), story.headline, *heads) if title]
    return found._replace(hinted=hinted(meta), scripted=scripted(tree, titles))


def day_of_page(article: Article, said: Statements) -> date | None:
    """Return the day of publication of an article, None where nothing tells it."""
    if said.agree:
        surest = _surest(said)
        day = _local_day(surest, article, said)
        return (day and _neighbour(day, surest, article, said)) or day
    votes: defaultdict[date, float] = defaultdict(float)
    for day, weight in _votes(article, said):
        votes[day] += weight
    if votes:
        return max(votes, key=lambda day: votes[day])
    return _first(_stamps(article.tree), article.lang) or islamic_near_day(article) or _found(article.tree)


def _neighbour(day: date, text: str, article: Article, said: Statements) -> date | None:
    """Return the day before or after a stated one that the line below the headline gives, None where none does.

    It must be that of the address too, or the time be near midnight: whose clock told it is not said.
    """
    exact = moment(text)
    late = exact is not None and not _MIDNIGHT.search(text) and (exact.hour >= _LATE or exact.hour < _EARLY)
    if not late and said.address in (None, day):
        return None
    shown = next((one.day for one in near_days(article) if one.below and one.weight >= _PLAIN), day)
    return shown if abs(shown - day) == _DAY and (late or shown == said.address) else None


def _surest(said: Statements) -> str:
    """Return the first sure time; of two days rather one with a time of day than a midnight, which may be but a day."""
    times = [text for text in said.sure if day_in(text, said.lang)]
    timed = [text for text in times if moment(text) and not _MIDNIGHT.search(text)]
    return timed[0] if timed and len(set(said.days)) > 1 else times[0]


def _local_day(text: str, article: Article, said: Statements) -> date | None:
    """Return the day of a time by the clock of the page, which is that of its other times, or that of its country."""
    exact = moment(text)
    if exact is None or is_at_home(exact, article.country, said.lang) or not _may_differ(exact, said.lang):
        return day_in(text, said.lang)
    if said.offset:
        return (exact + said.offset).date()
    shown = [one.day for one in near_days(article) if one.weight >= (_BELOW if one.below else _BESIDE_IT)]
    if not shown and not has_clock(article.country, said.lang):
        shown = list(days_without_year(article, [exact.date() + days * _DAY for days in (0, 1, -1)]))
    return local_day(exact, shown, article.country, said.lang)


def _may_differ(stated: datetime, lang: str) -> bool:
    """Tell whether the day may be another where a language is spoken when it is so late or early by UTC."""
    hour = stated.astimezone(UTC).hour
    if stated.utcoffset() or lang in _EUROPE:
        return bool(stated.utcoffset()) or hour >= _EVENING
    return hour < _MORNING or hour >= _NOON if lang in _AMERICA else hour >= _FAR_EAST


def _votes(article: Article, said: Statements) -> Iterator[tuple[date, float]]:
    """Yield the days that speak for themselves, each with its weight; a kind of source speaks once."""
    lang = said.lang
    if said.days:
        yield said.days[0], _STATED
        yield from ((day, _SCRIPTED) for day in set(said.days[1:]) - {said.days[0]})
    if said.address:
        yield said.address, _ADDRESSED
    if titled := _titled(head_title(article.tree), lang):
        yield titled, _TITLED
    own = tuple(words(article.title))
    called, plain = _times(article.tree, own)
    for texts, weight in (
        (called, _MARKED),
        (said.hinted, _HINTED),
        (said.scripted, _SCRIPTED),
        (plain, _TIMES),
    ):
        text = next((one for one in texts if day_in(one, lang)), "")
        if text and (day := _local_day(text, article, said)):
            yield day, weight
    yield from _best(near_days(article))


def _titled(title: str, lang: str) -> date | None:
    """Return the day that a title has as its last part: «Talks on water | The Post | 19.01.2020»."""
    last = title.rpartition("|")[2].strip()
    return written_day(last, lang) if len(last) <= _LAST else None


def _best(near: Sequence[Near]) -> Iterator[tuple[date, float]]:
    """Yield the likeliest day below the headline, and the likeliest above."""
    for below, least in ((True, _BELOW), (False, _ABOVE)):
        one = next((one for one in near if one.below is below), None)
        if one is not None:
            yield one.day, max(least, one.weight + 1)


def _first(texts: Iterable[str], lang: str) -> date | None:
    return next((day for text in texts if (day := day_in(text, lang))), None)


def _times(tree: _Element, title: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the times that the page calls those of publication, and the other ones that it does not call changes.

    Those below its headline come first; those of other stories and of what stands beside the article are left out.
    """
    below = set(tree.xpath("(.//h1)[last()]/following::*"))
    called: list[str] = []
    plain: list[str] = []
    for one in sorted(tree.xpath(_TIMED), key=lambda one: one not in below):
        names = _names(one)
        if _CHANGED.search(names) or _is_of_others(one, title):
            continue
        texts = [text for text in _values(one) if text]
        sure = _PUBLISHED.search(names) or one.get("pubdate") is not None
        (called if sure else plain).extend(texts)
    return called, plain


def _stamps(tree: _Element) -> list[str]:
    """Return the times of a page that are not called ones of a change, wherever they stand."""
    return [one.get("datetime") or "" for one in tree.iter("time") if not _CHANGED.search(_names(one))]


def _values(element: _Element) -> Iterator[str]:
    for name in ("datetime", "content", "title"):
        yield element.get(name) or ""
    attributes: Mapping[str, str] = {str(name): str(value) for name, value in element.attrib.items()}
    for name, value in attributes.items():
        if name.startswith("data-") and not _CHANGED.search(name):
            yield value


def _names(element: _Element) -> str:
    """Return what a time is called: its class, and the words before it; WordPress calls the first one updated too."""
    called = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if "entry-date" in called:
        return "published"
    above, parent = element.getprevious(), element.getparent()
    before = above.tail if above is not None else parent.text if parent is not None else ""
    return f"{called} {(before or '')[-_LABEL:]}"


def _is_of_others(element: _Element, title: tuple[str, ...]) -> bool:
    """Tell whether a time stands beside the article, or in a small element whose heading is a link to another story."""
    for outer in ancestors(element, _DEPTH):
        if outer.tag in _BESIDE:
            return True
        if outer.tag in _CARDS and (heading := next(outer.iter("h1", "h2", "h3", "h4", "h5"), None)) is not None:
            if heading.tag == "h1" or tuple(words("".join(heading.itertext("*"))))[-len(title) :] == title:
                return False
            return heading.getparent().tag == "a" or next(heading.iter("a"), None) is not None
    return False


def _found(tree: _Element) -> date | None:
    """Return what htmldate finds in the text of a page."""
    from htmldate import find_date

    found = find_date(tree, original_date=True, extensive_search=False, max_date="2100-01-01")
    return day_in(found or "", "")
