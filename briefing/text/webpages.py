"""A saved web page to its article: the text, the headline, and what the page says of both."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from briefing.text.headlines import headline
from briefing.text.linkeddata import Story, stories
from briefing.text.pageblocks import blocks, words
from briefing.text.pagedates import published
from briefing.text.pagefacts import address, authors, descriptions, language, metas, publisher, site_names
from briefing.text.storytext import Guide, story

if TYPE_CHECKING:
    from lxml.etree import _Element

_COVERED = 0.7


class WebPage(NamedTuple):
    """An article with what its page says of it; ``lines`` are paragraphs, each with whether it is a heading."""

    lines: list[tuple[str, bool]]
    title: str = ""
    publisher: str = ""
    published: date | None = None
    url: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""


def web_page(html: str) -> WebPage:
    """Return the article of a page."""
    tree = _parsed(html)
    if tree is None:
        return WebPage([])
    meta, told = metas(tree), stories(tree)
    url = address(tree, meta)
    main = _main(told, url, meta.get("og:title", ""))
    title = headline(tree, meta, main.headline, site_names(meta, main, url))
    guide = Guide(title, descriptions(meta, main), main.body, main.authors)
    day = published(tree, meta, main, url)
    return WebPage(
        lines=_lines(tree, guide),
        title=title,
        publisher=publisher(meta, main, url),
        published=day,
        url=url,
        authors=authors(tree, meta, main),
        lang=language(tree, meta),
    )


def _parsed(html: str) -> _Element | None:
    from trafilatura.utils import load_html

    return load_html(html)


def _main(told: tuple[Story, ...], url: str, title: str) -> Story:
    """Return the story of the page among those its JSON-LD tells of: the one with its address or its title."""
    own = [one for one in told if url and url in one.urls] or [one for one in told if title and one.headline == title]
    return next(iter(own or told), Story())


def _lines(tree: _Element, guide: Guide) -> list[tuple[str, bool]]:
    """Return the paragraphs of the article; where the page has none, those that its JSON-LD has."""
    found = _found(tree)
    chosen = [(block.text, block.heading) for block in story(blocks(tree), found, guide)]
    size = sum(len(words(text)) for text, _ in chosen)
    if size < _COVERED * len(words(guide.body)):
        return _plain(guide.body)
    if size < _COVERED * len(words(found)):
        return _plain(found)
    return chosen


def _plain(text: str) -> list[tuple[str, bool]]:
    return [(line, False) for line in text.splitlines() if line.strip()]


def _found(tree: _Element) -> str:
    """Return the text that trafilatura finds."""
    import trafilatura

    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    return (found.text or "") if isinstance(found, trafilatura.settings.Document) else ""
