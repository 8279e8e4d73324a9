"""The headline of a page, out of what its head, its JSON-LD and its headings offer.

What a reader sees above the article counts most.  The title of the head carries the site and the section, og:title is
often written for social media, and a page may have more than one h1: so each candidate is freed of the site's name,
and those that agree support each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.pageblocks import words
from briefing.text.pagefacts import Metas
from briefing.text.pagewords import tokens

if TYPE_CHECKING:
    from lxml.etree import _Element

_SEPARATOR = re.compile(r"\s+[|–—·•»«/\\:-]+\s+|\s*[|»«¦]+\s*|\s+::\s+|:\s+")
_TITLED = re.compile(
    r"\b(?:post|entry|article|story|node|news|page)?[_-]*(?:title|headline|titulo|titel|titre)\b", re.IGNORECASE
)
_LOGO = frozenset({"logo", "brand", "site", "sitename", "sitetitle", "branding"})
_LONGEST = 400
_FEWEST = 2
_ALIKE = 0.3
_MOST = 0.6
_SEEN, _OTHER, _HEAD = 3.0, 2.0, 1.0


class Candidate(NamedTuple):
    """A text that may be the headline, and how much it counts."""

    text: str
    weight: float


def headline(tree: _Element, meta: Metas, stated: str, names: Collection[str]) -> str:
    """Return a page's headline; ``stated`` is that of its JSON-LD, ``names`` are those of the site."""
    told = list(_told(tree, meta, stated, names))
    seen = list(_seen(tree, names))
    titles = [candidate.text for candidate in told]
    fitting = [text for text in seen if any(_share(text, title) >= _ALIKE for title in titles)] or (
        seen if len(seen) == 1 or not titles else []
    )
    shown = [Candidate(part, _SEEN) for text in fitting[:1] for part in [_without_kicker(text, titles)]]
    return _elected([*shown, *told])


def _told(tree: _Element, meta: Metas, stated: str, names: Collection[str]) -> Iterator[Candidate]:
    """Yield the candidates that a reader of the page does not see."""
    head = next(tree.iter("title"), None)
    texts = (
        (stated, _OTHER),
        (meta.get("og:title", ""), _OTHER),
        (meta.get("twitter:title", ""), _HEAD),
        (meta.get("dc.title") or meta.get("dcterms.title") or meta.get("headline") or meta.get("title") or "", _HEAD),
        ("" if head is None else "".join(head.itertext("*", "title")), _HEAD),
    )
    for text, weight in texts:
        bare = without_site(" ".join(text.split()), names)
        if 0 < len(bare) <= _LONGEST:
            yield Candidate(bare, weight)


def _seen(tree: _Element, names: Collection[str]) -> Iterator[str]:
    """Yield the texts of the headings that may be the headline, h1 before what only is called a headline."""
    own = {tuple(words(name)) for name in names}
    marked = tree.xpath(".//*[self::h2 or self::h3 or self::div or self::span or self::p][@itemprop='headline']")
    called = (element for element in tree.iter("h2", "h3", "div") if _is_called_title(element))
    for element in (*tree.iter("h1"), *marked, *called):
        text = _line(element)
        if (
            len(words(text)) >= _FEWEST
            and len(text) <= _LONGEST
            and tuple(words(text)) not in own
            and not _is_logo(element)
        ):
            yield text


def _is_called_title(element: _Element) -> bool:
    return _TITLED.search(element.get("class") or "") is not None and sum(1 for _ in element.iter()) < 8


def _is_logo(element: _Element) -> bool:
    names = tokens(f"{element.get('class') or ''} {element.get('id') or ''}")
    return not names.isdisjoint(_LOGO)


def _line(element: _Element) -> str:
    return " ".join(" ".join(element.itertext("*")).split())


def without_site(title: str, names: Collection[str]) -> str:
    """Return a title without the names of the site and what stands behind or before them."""
    own = [set(words(name)) for name in names if words(name)]
    parts, marks = _SEPARATOR.split(title), _SEPARATOR.findall(title)
    if len(parts) < 2:
        return title
    sites = [place for place, part in enumerate(parts) if _names_site(part, own)]
    if not sites or len(sites) == len(parts):
        return title
    left, right = 0, len(parts)
    if sites[0] == 0:
        left = 1
    elif sites[-1] == len(parts) - 1:
        right -= 1
    rest = "".join(part + mark for part, mark in zip(parts[left:right], [*marks[left : right - 1], ""], strict=True))
    return rest.strip()


def _names_site(part: str, own: Sequence[set[str]]) -> bool:
    said = words(part)
    flat = "".join(said)
    return bool(said) and any(set(said) == name or flat == "".join(sorted(name, key=flat.find)) for name in own)


def _share(one: str, other: str) -> float:
    """Return the share of the shorter text's words that the longer one has, 0..1."""
    first, second = set(words(one)), set(words(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _without_kicker(text: str, titles: Sequence[str]) -> str:
    """Return a heading, or the one of the other titles that it ends with: what stands before it is a kicker."""
    own = words(text)
    for title in titles:
        said = words(title)
        if _MOST * len(own) <= len(said) < len(own) and (own[-len(said) :] == said):
            return title
    return text


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
    inside = size and any(other[start : start + size] == key for start in (0, len(other) - size)) and len(other) > size
    return 0.5 if inside else 0.0
