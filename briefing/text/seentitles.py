"""The lines of a page that may be its headline: headings, what is called one, what stands in large letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.text.captions import ancestors, holds_more
from briefing.text.lettersize import letter_size
from briefing.text.pageblocks import Block, printed, words
from briefing.text.pagewords import names_of, tokens
from briefing.text.sitenames import bare_names, names_site, without_site
from briefing.text.spoken import share_spoken
from briefing.text.storylead import is_prose
from briefing.text.storyspan import asks_consent

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLED = re.compile(r"(?:^|[\s_-])(?:title|headline|titulo|titel|titre|titolo)(?:$|\s)", re.IGNORECASE)
_KICKER = re.compile(
    r"(?:^|[\s_-])(?:kicker|topline|over-?line|roof-?line|dachzeile|eyebrow|surtitre|volanta|antetitulo|cintillo|label"
    r"|rubrik|section|category|badge|live)(?:$|\s)",
    re.IGNORECASE,
)
_LOGO = frozenset({"logo", "brand", "branding", "sitename", "site-name", "sitetitle", "site-title"})
_FIRST_PAGES = ("/", "./", "index.html")
_CALLED = re.compile(
    r"title|headline|heading|titul|titolo|titre|titel|baslik|midashi|judul|tieude|caption", re.IGNORECASE
)
_STYLED = re.compile(r"font-size|font-weight|font:", re.IGNORECASE)
_CUT = ("...", "…")
_STROKES = " :|/·•–—"
_LONGEST = 400
_FEWEST = 2
_SURELY = 5
_ALIKE = 0.3
_INLINE = 8
_POOR, _LITTLE, _MUCH, _MOSTLY = 0.5, 0.1, 0.4, 0.7
_ABOVE, _NOTICES = 8, 3
_PARAGRAPHS = 3


def seen_titles(
    tree: _Element, titles: Sequence[str], names: Collection[str], page: Sequence[Block], spoken: Container[str]
) -> list[_Element]:
    """Return the elements that may hold the headline, the likeliest first; ``spoken`` are the words of the text."""
    bare = bare_names(names)
    seen = list(_seen(tree, names, bare))
    said = {tuple(words(title)) for title in titles}
    if not any(tuple(words(line_of(one))) in said for one in seen):
        seen += _standing(page, titles, said)
    fitting = _above(_fitting(seen, titles, bare), page, said)
    if fitting and tuple(words(line_of(fitting[0]))) in said:
        return fitting
    fitting = _likeliest(fitting, said, spoken)
    if not fitting and (not titles or (len(seen) == 1 and len(words(line_of(seen[0]))) >= _SURELY)):
        fitting = seen
    if fitting and (_retells(fitting[0], titles) or share_spoken(words(line_of(fitting[0])), spoken) >= _MUCH):
        return fitting
    return _prominent(page, [*titles, *map(line_of, fitting)], spoken) or fitting


def _above(headings: list[_Element], page: Sequence[Block], said: Collection[tuple[str, ...]]) -> list[_Element]:
    """Leave out the headings below paragraphs of the text that are no title word for word: they are of a part of it."""
    below: set[_Element] = set()
    paragraphs = 0
    for block in page:
        paragraphs += is_prose(block) and not asks_consent(block)
        if paragraphs >= _PARAGRAPHS and block.heading:
            below.update((block.element, *ancestors(block.element, 1)))
    return [one for one in headings if one not in below or tuple(words(line_of(one))) in said]


def _retells(heading: _Element, titles: Sequence[str]) -> bool:
    """Tell whether an h1 says with most of its words what a title says."""
    own = frozenset(words(line_of(heading)))
    return (
        heading.tag == "h1"
        and len(own) >= _SURELY
        and any(_share(own, frozenset(words(title))) >= _MOSTLY for title in titles)
    )


def _standing(page: Sequence[Block], titles: Sequence[str], said: Collection[tuple[str, ...]]) -> list[_Element]:
    """Return the elements of the lines of a page that are a title word for word, or begin like one that is cut."""
    cut = [tuple(words(title))[:-1] for title in titles if title.endswith(_CUT)]
    cut = [begun for begun in cut if len(begun) > _FEWEST]
    found = [
        block.element
        for block in page
        if (
            len(block.words) > (_FEWEST if block.heading else _SURELY)
            and block.words in said
            and (block.heading or not block.linked)
        )
        or (len(block.text) <= _LONGEST and any(block.words[: len(begun)] == begun for begun in cut))
    ]
    return [one for one in found if not holds_more(one, _LONGEST)]


def _likeliest(headings: list[_Element], said: Collection[tuple[str, ...]], spoken: Container[str]) -> list[_Element]:
    """Return headings, in front one that is a title or has words of the text, if the first is and has far less so."""
    if len(headings) < _FEWEST:
        return headings
    lines = {one: tuple(words(line_of(one))) for one in headings}
    values = {one: share_spoken(line, spoken) + (line in said) for one, line in lines.items()}
    best = max(headings, key=lambda one: values[one])
    return headings if values[headings[0]] >= _POOR * values[best] else [best, *headings]


def _prominent(page: Sequence[Block], titles: Sequence[str], spoken: Container[str]) -> list[_Element]:
    """Return the line in large or bold letters above the text with most of its words, if no title has as many.

    Where the titles have no word of it, as those of a ministry's or an old paper's pages, one with a few will do, and
    one with many below a notice that stands elsewhere above the article.
    """
    most = max((share_spoken(words(title), spoken) for title in titles), default=0.0)
    texts = [place for place, block in enumerate(page) if is_prose(block) and _is_of(block, spoken)] or [0]
    least = _MUCH if most else _LITTLE
    above: set[_Element | None] = set()
    for first in texts[: 1 if most else _NOTICES]:
        lines = [block for block in page[max(0, first - _ABOVE) : first] if block.element.getparent() not in above]
        shares = [(share_spoken(block.words, spoken), block) for block in lines if not is_prose(block)]
        if shown := _largest([one for one in shares if one[0] >= least and one[0] > most]):
            return shown
        least = _MUCH
        above.update(block.element.getparent() for block in page[first : first + 1])
    return []


def _largest(lines: Sequence[tuple[float, Block]]) -> list[_Element]:
    """Return the line in the largest letters among those with nearly as many words of the text as any."""
    shown = [(share, block, one) for share, block in lines if (one := _outstanding(block)) is not None]
    most = max((share for share, _, _ in shown), default=0.0)
    near = [(letter_size(block), share, one) for share, block, one in shown if share >= _POOR * most]
    return [max(near, key=lambda one: one[:2])[2]] if near else []


def _is_of(block: Block, spoken: Container[str]) -> bool:
    return share_spoken(block.words, spoken) > _MOSTLY


def _outstanding(block: Block) -> _Element | None:
    """Return the element of large or bold letters that holds all of a line and no link, None for none."""
    if len(block.words) <= _FEWEST or len(block.text) > _LONGEST or block.linked:
        return None
    if block.heading:
        return block.element
    called = " ".join(names_of(one) for one in (block.element, *ancestors(block.element, 1)))
    large = (one for one in block.element.iter() if _CALLED.search(called) or _is_large(one))
    return next((one for one in large if printed("".join(one.itertext("*"))) == block.text), None)


def _is_large(element: _Element) -> bool:
    if element.tag == "font":
        return element.get("size") is not None
    return (
        element.tag in ("b", "strong", "big")
        or _STYLED.search(element.get("style") or "") is not None
        or (_CALLED.search(element.get("class") or "") is not None)
    )


def _fitting(seen: Sequence[_Element], titles: Sequence[str], bare: Collection[str]) -> list[_Element]:
    """Return the headings that share words with a title, first the one that two titles repeat word for word.

    Some pages have a second line in their h1 and the headline above it.
    """
    lines = {one: without_site(line_of(one), bare) for one in seen}
    known = [frozenset(words(title)) for title in titles]
    fitting = [one for one, line in lines.items() if _is_like(frozenset(words(line)), known)]
    said = Counter(tuple(words(title)) for title in titles)
    first = fitting[:1]
    if (
        first
        and said[tuple(words(lines[first[0]]))] == 0
        and not any(line_of(first[0]).endswith(one) for one in titles)
    ):
        fitting.sort(key=lambda one: said[tuple(words(lines[one]))] < _FEWEST)
    return fitting


def _is_like(own: frozenset[str], titles: Sequence[frozenset[str]]) -> bool:
    return any(_share(own, title) >= _ALIKE for title in titles)


def _seen(tree: _Element, names: Collection[str], bare: Collection[str]) -> Iterator[_Element]:
    """Yield the headings that may be the headline, h1 before what only is called a headline."""
    own = {tuple(words(name)) for name in names}
    marked = tree.xpath(".//*[self::h2 or self::h3 or self::div or self::span or self::p][@itemprop='headline']")
    called = (element for element in tree.iter("h2", "h3", "div") if _is_called_title(element))
    heads = tree.xpath(".//*[self::article or self::main]//header//h2")
    for element in (*tree.iter("h1"), *marked, *called, *heads):
        text = line_of(element)
        said = tuple(words(text))
        fits = len(said) >= _FEWEST and len(text) <= _LONGEST and said not in own
        if fits and not _is_logo(element) and not names_site(text, bare):
            yield element


def _is_called_title(element: _Element) -> bool:
    named = element.get("class")
    if named is None or not _TITLED.search(named):
        return False
    return all(place < _INLINE for place, _ in enumerate(element.iter()))


def _is_logo(element: _Element) -> bool:
    """Tell whether a heading is called the site's name, or leads to its first page."""
    if any((link.get("href") or "").strip() in _FIRST_PAGES for link in element.iter("a")):
        return True
    return not _LOGO.isdisjoint(tokens(names_of(element)))


def line_of(element: _Element) -> str:
    """Return the text of a heading in one line, without the stroke behind a kicker that is left out."""
    return printed("".join(pieces_of(element))).lstrip(_STROKES)


def pieces_of(element: _Element) -> list[str]:
    """Return the text of a heading in pieces, one for each run of text: boxes inside it stand apart as on a page."""
    pieces = [element.text or ""]
    for inner in element.iterchildren("*"):
        text = "".join(inner.itertext("*"))
        if _KICKER.search(inner.get("class") or ""):
            text = ""
        boxed = inner.tag in ("br", "div", "p", "small") or (inner.tag == "span" and len(text) > 1)
        pieces += [f" {text} " if boxed else text, inner.tail or ""]
    return pieces


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the shorter text's words that the longer one has, 0..1."""
    return len(one & other) / max(1, min(len(one), len(other)))
