"""The headline of a page, out of what its head, its JSON-LD and its headings offer.

What a reader sees above the article counts most.  The title of the head carries the site and the section, og:title is
often written for social media, and a page may have more than one h1: so each candidate is freed of the site's name,
and those that agree support each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from html import unescape
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.pageblocks import Block, printed, words
from briefing.text.pagefacts import Metas, first
from briefing.text.pagewords import tokens
from briefing.text.storylead import is_prose

if TYPE_CHECKING:
    from lxml.etree import _Element

_SEPARATOR = re.compile(
    r"(?<!\s)\s++(?:[|–—·•»«/\\-]|::)\s+|(?:(?<!\s)\s++)?[|»«¦｜_＿]+\s*|(?<!\d):\s+"
    "|(?<=[\u3040-\u9fff\uac00-\ud7a3])(?:(?<!\\s)\\s++)?[-–—]+\\s*(?=[\u3040-\u9fff\uac00-\ud7a3])"
)
_DOMAIN = re.compile(r"(?:\.[a-z]{2,7}){1,2}\Z", re.IGNORECASE)
_TITLED = re.compile(r"(?:^|[\s_-])(?:title|headline|titulo|titel|titre|titolo)(?:$|\s)", re.IGNORECASE)
_KICKER = re.compile(
    r"(?:^|[\s_-])(?:kicker|topline|over-?line|roof-?line|dachzeile|eyebrow|surtitre|volanta|antetitulo|cintillo|label"
    r"|rubrik|section|category|badge|live)(?:$|\s)",
    re.IGNORECASE,
)
_LOGO = frozenset({"logo", "brand", "branding", "sitename", "site-name", "sitetitle", "site-title"})
_HEADS = ("dc.title", "dcterms.title", "headline", "title", "parsely-title", "sailthru.title")
_FIRST_PAGES = ("/", "./", "index.html")
_LONGEST = 400
_LONGEST_NAME = 60
_FEWEST = 2
_SURELY = 5
_ALIKE = 0.3
_INLINE = 8
_PARTS = 12
# A heading outweighs all else together: what is shown is the headline, whatever search engines are told.
_TELLING = 4
_POOR, _MUCH, _MOSTLY = 0.5, 0.4, 0.7
_ABOVE = 8
_SEEN, _OTHER, _HEAD = 6.5, 2.0, 1.0


class Candidate(NamedTuple):
    """A text that may be the headline, and how much it counts."""

    text: str
    weight: float


def headline(
    tree: _Element, told: Sequence[Candidate], names: Collection[str], page: Sequence[Block], body: str
) -> str:
    """Return a page's headline: ``told`` is what its head says, ``names`` are the site's, ``body`` about its text."""
    lines = frozenset(block.words for block in page if len(block.text) <= _LONGEST)
    told = [Candidate(_shown_part(text, lines), weight) for text, weight in told]
    titles = [candidate.text for candidate in told]
    seen = [*_seen(tree, names), *_standing(page, titles)]
    spoken = frozenset(words(body)).union(*(block.words for block in page if is_prose(block)))
    fitting = _likeliest(_fitting(seen, titles, names), spoken)
    if not fitting and (not titles or (len(seen) == 1 and len(words(_line(seen[0]))) >= _SURELY)):
        fitting = seen
    fitting = fitting or _prominent(page, titles, spoken)
    shown = [Candidate(_without_kicker(one, titles), _SEEN) for one in fitting[:1]]
    return _elected([*shown, *told])


def _standing(page: Sequence[Block], titles: Sequence[str]) -> list[_Element]:
    """Return the elements of the headings of a page that are a title word for word, whatever they are called."""
    said = {tuple(words(title)) for title in titles}
    return [block.element for block in page if block.heading and len(block.words) > _FEWEST and block.words in said]


def _likeliest(headings: list[_Element], spoken: Collection[str]) -> list[_Element]:
    """Return headings with one in front of whose words the text has many, if it has few of those of the first."""
    if len(headings) < _FEWEST or not spoken:
        return headings
    shares = {one: _spoken(words(_line(one)), spoken) for one in headings}
    best = max(headings, key=lambda one: shares[one])
    return headings if shares[headings[0]] >= _POOR * shares[best] else [best, *headings]


def _spoken(said: Sequence[str], spoken: Collection[str]) -> float:
    """Return the share of the words of a line, short ones aside, that a text has, 0..1."""
    telling = {word for word in said if len(word) >= _TELLING or not word.isascii()}
    return len(telling & set(spoken)) / max(1, len(telling))


def _prominent(page: Sequence[Block], titles: Sequence[str], spoken: Collection[str]) -> list[_Element]:
    """Return the line in large or bold letters above the text with most of its words, if no title has as many."""
    first = next((place for place, block in enumerate(page) if is_prose(block) and _is_of(block, spoken)), 0)
    lines = ((_outstanding(block), block.words) for block in page[max(0, first - _ABOVE) : first])
    shares = [(_spoken(said, spoken), one) for one, said in lines if one is not None]
    most = max((_spoken(words(title), spoken) for title in titles), default=0.0)
    fitting = [one for one in shares if one[0] >= _MUCH and one[0] > most]
    return [max(fitting, key=lambda one: one[0])[1]] if fitting else []


def _is_of(block: Block, spoken: Collection[str]) -> bool:
    return _spoken(block.words, spoken) > _MOSTLY


def _outstanding(block: Block) -> _Element | None:
    """Return the element of large or bold letters that holds all of a line and no link, None for none."""
    if len(block.words) <= _FEWEST or len(block.text) > _LONGEST or block.linked:
        return None
    if block.heading:
        return block.element
    large = (one for one in block.element.iter("b", "strong", "big", "font") if one.tag != "font" or one.get("size"))
    return next((one for one in large if printed("".join(one.itertext("*"))) == block.text), None)


def _fitting(seen: Sequence[_Element], titles: Sequence[str], names: Collection[str]) -> list[_Element]:
    """Return the headings that share words with a title, first the one that two titles repeat word for word.

    Some pages have a second line in their h1 and the headline above it.
    """
    lines = {one: without_site(_line(one), names) for one in seen}
    known = [frozenset(words(title)) for title in titles]
    fitting = [one for one, line in lines.items() if _is_like(frozenset(words(line)), known)]
    said = Counter(tuple(words(title)) for title in titles)
    first = fitting[:1]
    if first and said[tuple(words(lines[first[0]]))] == 0 and not any(_line(first[0]).endswith(one) for one in titles):
        fitting.sort(key=lambda one: said[tuple(words(lines[one]))] < _FEWEST)
    return fitting


def _is_like(own: frozenset[str], titles: Sequence[frozenset[str]]) -> bool:
    return any(_share(own, title) >= _ALIKE for title in titles)


def told_titles(tree: _Element, meta: Metas, stated: str, names: Collection[str]) -> Iterator[Candidate]:
    """Yield the titles that a reader of the page does not see; ``stated`` is that of its JSON-LD."""
    texts = (
        (stated, _OTHER),
        (meta.get("og:title", ""), _OTHER),
        (meta.get("twitter:title", ""), _HEAD),
        (first(meta, _HEADS), _HEAD),
        (_head_title(tree), _HEAD),
    )
    for text, weight in texts:
        if len(bare := without_site(printed(unescape(text[:_LONGEST])), names)) > 0:
            yield Candidate(bare, weight)


def _seen(tree: _Element, names: Collection[str]) -> Iterator[_Element]:
    """Yield the headings that may be the headline, h1 before what only is called a headline."""
    own = {tuple(words(name)) for name in names}
    marked = tree.xpath(".//*[self::h2 or self::h3 or self::div or self::span or self::p][@itemprop='headline']")
    called = (element for element in tree.iter("h2", "h3", "div") if _is_called_title(element))
    heads = tree.xpath(".//*[self::article or self::main]//header//h2")
    for element in (*tree.iter("h1"), *marked, *called, *heads):
        text = _line(element)
        said = tuple(words(text))
        fits = len(said) >= _FEWEST and len(text) <= _LONGEST and said not in own
        if fits and not _is_logo(element) and not _names_site(text, names):
            yield element


def _names_site(text: str, names: Collection[str]) -> bool:
    """Tell whether a heading opens with the name of the site and goes on with what the site is."""
    mark = _SEPARATOR.search(text)
    return mark is not None and mark[0].strip() != ":" and _is_name(text[: mark.start()], _bare(names))


def _is_called_title(element: _Element) -> bool:
    named = element.get("class")
    if named is None or not _TITLED.search(named):
        return False
    return all(place < _INLINE for place, _ in enumerate(element.iter()))


def _is_logo(element: _Element) -> bool:
    """Tell whether a heading is called the site's name, or leads to its first page."""
    if any((link.get("href") or "").strip() in _FIRST_PAGES for link in element.iter("a")):
        return True
    return not _LOGO.isdisjoint(tokens(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _line(element: _Element) -> str:
    return printed("".join(_pieces(element)))


def _pieces(element: _Element) -> list[str]:
    """Return the text of a heading in pieces, one for each run of text: boxes inside it stand apart as on a page."""
    pieces = [element.text or ""]
    for inner in element.iterchildren("*"):
        text = "".join(inner.itertext("*"))
        if _KICKER.search(inner.get("class") or ""):
            text = ""
        boxed = inner.tag in ("br", "div", "p", "small") or (inner.tag == "span" and len(text) > 1)
        pieces += [f" {text} " if boxed else text, inner.tail or ""]
    return pieces


def _without_kicker(element: _Element, titles: Sequence[str]) -> str:
    """Return a heading, or the piece of it that is a title elsewhere: what stands around that is a kicker."""
    whole, pieces = _line(element), _pieces(element)[:_PARTS]
    told = {tuple(words(title)) for title in titles}
    if tuple(words(whole)) not in told:
        told |= {tuple(words(title.partition(": ")[2])) for title in titles}
    said = {key for key in told if _FEWEST < len(key) < len(words(whole))}
    parts = (printed("".join(pieces[start:end])) for start, end in combinations(range(len(pieces) + 1), 2))
    return next((part for part in parts if tuple(words(part)) in said), whole)


def without_site(title: str, names: Collection[str]) -> str:
    """Return a title without the name of the site in front or at its end."""
    own = _bare(names)
    marks = list(_SEPARATOR.finditer(title))
    for mark in reversed(marks):
        if _is_name(title[mark.end() :], own):
            return without_site(title[: mark.start()].strip(), names)
    for mark in marks:
        if _is_name(title[: mark.start()], own):
            return without_site(title[mark.end() :].strip(), names)
    return title


def _bare(names: Collection[str]) -> frozenset[str]:
    return frozenset("".join(words(name)) for name in names) - {""}


def _is_name(part: str, names: Collection[str]) -> bool:
    """Tell whether a part of a title is one of some bare names, as it is or with the domain behind it."""
    return "".join(words(part)) in names or "".join(words(_DOMAIN.sub("", part.strip()))) in names


def named_in_title(tree: _Element, title: str) -> str:
    """Return the name of the site that the head's title has before or behind the headline, '' for none."""
    whole = _head_title(tree)
    if not title or title not in whole or title == whole:
        return ""
    behind = whole.startswith(title)
    parts = _SEPARATOR.split(whole.removeprefix(title) if behind else whole.removesuffix(title))
    named = [part.strip() for part in parts if 0 < len(part.strip()) <= _LONGEST_NAME]
    return named[-1 if behind else 0] if named else ""


def _shown_part(title: str, lines: Collection[tuple[str, ...]]) -> str:
    """Return the longest part of a title that stands as a line of its own on the page, else the title."""
    marks = [match.span() for match in _SEPARATOR.finditer(title)][:_PARTS]
    ends = [(0, 0), *marks, (len(title), len(title))]
    parts = sorted((title[left[1] : right[0]].strip() for left, right in combinations(ends, 2)), key=len, reverse=True)
    return next((part for part in parts if len(words(part)) > _FEWEST and tuple(words(part)) in lines), title)


def _head_title(tree: _Element) -> str:
    head = next(tree.iter("title"), None)
    return "" if head is None else printed("".join(head.itertext("*"))[: 2 * _LONGEST])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the shorter text's words that the longer one has, 0..1."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _elected(candidates: Sequence[Candidate]) -> str:
    """Return the candidate with most support: its own weight, that of its equals, half that of what contains it."""
    keys = [tuple(words(candidate.text)) for candidate in candidates]
    best, most = "", 0.0
    for candidate, key in zip(candidates, keys, strict=True):
        support = sum(_support(key, other) * one.weight for one, other in zip(candidates, keys, strict=True))
        if support > most:
            best, most = candidate.text, support
    return best


def _support(key: tuple[str, ...], other: tuple[str, ...]) -> float:
    if key == other:
        return 1.0
    size = len(key)
    inside = 0 < size < len(other) and any(other[start : start + size] == key for start in (0, len(other) - size))
    return 0.5 if inside else 0.0
