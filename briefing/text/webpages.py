"""A saved web page to its article: the text, the headline, and what the page says of both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from briefing.model import Page
from briefing.text.crowdedtags import uncrowded
from briefing.text.grams import Grams, worded
from briefing.text.headlines import headline, told_titles
from briefing.text.language import detect
from briefing.text.linkeddata import Story, stories
from briefing.text.neardates import Article
from briefing.text.pageblocks import Block, blocks, words
from briefing.text.pagedates import day_of_page, statements
from briefing.text.pagefacts import (
    address,
    authors,
    country,
    descriptions,
    language,
    metas,
    publisher,
    puts_month_first,
    saved_from,
    site_names,
    site_of,
)
from briefing.text.pagewords import comments
from briefing.text.paragraphs import page_of
from briefing.text.sitenames import named_in_title
from briefing.text.storylead import Guide, is_prose
from briefing.text.storytext import story_lines

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.settings import Extractor

TOO_DEEP = "nested too deeply: not read to its end"
_COVERED = 0.7
_FEW = 0.8
_SENTENCE = 12
_MUCH = 0.5
_LARGE, _VERY_LARGE = 1_000, 20_000  # elements
# What trafilatura drops in the end is copied and searched by it a dozen times before.
_NEVER = "//" + " | //".join("picture source link aside footer head iframe nav noscript select svg template".split())


def web_page(html: str) -> Page:
    """Return the article of a page, with what the page says of it."""
    from lxml.etree import strip_elements

    tree, remark = parsed(html)
    if tree is None:
        return Page("", remark=remark)
    meta, told = metas(tree), stories(tree)
    url = address(tree, meta) or saved_from(html)
    main = _main(told, url, meta.get("og:title", ""))
    lang = language(tree, meta)
    said = statements(tree, meta, main, url, lang)
    strip_elements(tree, "script", "style", with_tail=False)
    page = blocks(tree)
    found, names = _found(tree, page), site_names(meta, main, url)
    title = headline(tree, list(told_titles(tree, meta, main.headline, names)), names, page, found)
    lines = _lines(tree, page, found, Guide(title, descriptions(meta, main), main.body))
    texts = [line for line, _ in lines]
    text_lang = lang or detect("\n".join(texts))
    return page_of(lines)._replace(
        title=title,
        publisher=publisher(meta, main) or named_in_title(tree, title) or site_of(url),
        published=day_of_page(
            Article(tree, page, title, texts, text_lang, country(tree, meta, url), puts_month_first(tree, meta, url)),
            said,
        ),
        url=url,
        author="; ".join(authors(tree, meta, main)),
        lang=lang,
        remark=remark,
    )


def parsed(html: str) -> tuple[_Element | None, str]:
    """Return the elements of a page or a piece of one, None where there are none, and a remark if they are not all."""
    from lxml.html import Element
    from trafilatura.utils import HTML_PARSER, load_html

    _give_one_class()
    html = uncrowded(html)
    tree = load_html(html)
    if tree is None:  # One element, or none at all, is a page too where its file is called one.
        tree = load_html(f"<html><body>{html}</body></html>")
    # Some hundred elements in each other, and the parser stops there.
    remark = TOO_DEEP if HTML_PARSER.error_log.filter_from_fatals() else ""
    if tree is None or tree.tag == "html":
        return tree, remark
    # A page that begins with another element has it as its root, and htmldate cannot take a root away.
    whole = Element("html")
    whole.append(tree)
    return whole, remark


@cache
def _give_one_class() -> None:
    """Let all elements of pages be of one class, which is found without a call of Python for each that is touched."""
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HtmlProcessingInstruction
    from trafilatura.utils import HTML_PARSER

    HTML_PARSER.set_element_class_lookup(
        ElementDefaultClassLookup(
            element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
        )
    )


def _main(told: tuple[Story, ...], url: str, title: str) -> Story:
    """Return the story of the page among those its JSON-LD tells of: the one with its address or its title."""
    own = [one for one in told if url and url in one.urls] or [one for one in told if title and one.headline == title]
    return next(iter(own or told), Story())


def _lines(tree: _Element, page: Sequence[Block], found: str, guide: Guide) -> list[tuple[str, bool]]:
    """Return the paragraphs of the article; where its page has few of them, those of JSON-LD or of trafilatura."""
    chosen = story_lines(page, found, guide)
    size = sum(len(words(text)) for text, _ in chosen)
    if size < _COVERED * len(words(guide.body)):
        return _plain(guide.body)
    prose = [said for said in worded(found) if len(said) >= _SENTENCE]
    if size < _FEW * sum(map(len, prose)) and size < _FEW * _unknown(tree, page, prose):
        known = Grams(worded(found))
        return [*(line for line in chosen if not known.hold(tuple(words(line[0])))), *_plain(found)]
    return chosen


def _unknown(tree: _Element, page: Sequence[Block], prose: Sequence[tuple[str, ...]]) -> int:
    """Return how many words of some lines stand in no block of a page and in no comment on it."""
    said = [tuple(words(" ".join(one.itertext("*")))) for one in comments(tree)]
    known = Grams([*(block.words for block in page), *said])
    return sum(len(said) for said in prose if not known.hold(said))


def _plain(text: str) -> list[tuple[str, bool]]:
    return [(line, False) for line in text.splitlines() if line.strip()]


def _found(tree: _Element, page: Sequence[Block]) -> str:
    """Return the text that trafilatura finds in what may be the article's.

    On a large page without its slow second opinions, where the first finds enough; on a very large one never with them.
    """
    size = sum(1 for _ in tree.iter("*"))
    first = _extracted(tree, fast=True) if size > _LARGE else ""
    if size > _VERY_LARGE or (first and _holds_much(first, page)):
        return first
    return _extracted(tree, fast=False)


def _holds_much(text: str, page: Sequence[Block]) -> bool:
    """Tell whether a text holds much of the prose of a page."""
    known = Grams(worded(text))
    prose = [block.words for block in page if is_prose(block)]
    return sum(len(said) for said in prose if known.hold(said)) >= _MUCH * sum(map(len, prose))


@cache
def _asked_for(*, fast: bool) -> Extractor:
    """Return what trafilatura is asked for; it reads a file of settings for each page otherwise."""
    from trafilatura.settings import DEFAULT_CONFIG, Extractor

    return Extractor(config=DEFAULT_CONFIG, output_format="python", fast=fast, comments=False, tables=False)


def _extracted(tree: _Element, *, fast: bool) -> str:
    import trafilatura

    try:
        found = trafilatura.bare_extraction(tree, options=_asked_for(fast=fast), prune_xpath=_NEVER)
    except ValueError:  # an entity of more than 4,300 digits, in whatever pieces: the blocks are read without a vote
        return ""
    return (found.text or "") if isinstance(found, trafilatura.settings.Document) else ""
