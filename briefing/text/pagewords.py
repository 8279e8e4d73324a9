"""What the names of a page's elements say: which are furniture, which hold the lead."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

# Whole words of class and id, split at hyphens, underscores and humps; their makers write English nearly everywhere.
_TALKS = frozenset(
    """
    comment comments commentlist disqus opinie kommentare commentaires talkback talkbacks yorum yorumlar komentar
    komentare komentari komentarze commenti comentarii kommentarer kommentit hozzaszolasok
    """.split()
)
_FURNITURE = _TALKS | frozenset(
    """
    ad ads adv advert advertisement adslot adbox adblock banner sponsor sponsored promo promobox taboola outbrain
    cmt cmts comentarios reacties respond
    share sharing sharedaddy sharebar social socials addtoany addthis jp-relatedposts compartir condividi partage
    related relatedposts relacionadas relacionados correlati recirculation recirc readmore readalso readnext recommended
    recommendations mostread mostpopular popularposts trending lesenswert
    newsletter subscribe subscription paywall piano login signup register whatsapp telegram
    cookie cookies consent gdpr cookiebar rodo kvkk didomi onetrust edm notifications
    breadcrumb breadcrumbs breadcrump pagination pager pagenav postnav navigation nav navbar menu submenu
    sidebar footer sitefooter masthead toolbar topbar
    byline bylines author authors authorbox authorline authorcard vcard credit credits copyright
    caption captions figcaption bildunterschrift epigrafe legenda bildtext bildinfo
    tags taglist tagcloud keywords topics
    gallery slideshow carousel lightbox player videoplayer
    skip tooltip modal popup overlay toast printonly noprint
    """.split()
)
_PHRASES = re.compile(
    r"(?<!\S)print(?:-only|_only)?(?!\S)|"
    r"(?:^|[\s_-])(?:read-?(?:also|more|next)|most-?(?:read|popular|viewed)|more-?(?:on|from|stories|news)|you-may"
    r"|tr-caption|wp-caption-text|screen-reader|visually-hidden|sr-only|inline-?(?:teaser|link|promo)|author-?(?:box|bio"
    r"|info|card|name)|lire-?aussi|lees-?ook|leia-?(?:tambem|mais)|leggi-?anche|lea-?tambien|te-puede|article-?insert)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|standfirst|stand-first|desc|tit-sub|sub-tit|spot|chapo|chapeau|sapo|intro(?:duction|text)?|summary|subtitle"
    r"|sub-?title|subhead(?:line)?|deck|dek|excerpt|entradilla|bajada|sumario|copete|sommario|catenaccio|occhiello"
    r"|vorspann|ingress|manchet|perex|podtitul|announce?|anons|zajawka|lid|lead-?text|article-?lead|teaser-?text"
    r"|description|strapline|linea-fina|linhafina|gravata|resumo|abstract|kopytoc)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[^A-Za-z0-9]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "menubar"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_UNJUDGED = frozenset({"html", "body", "main", "article", "h1", "a", "b", "em", "i", "strong", "br"})
_STORY = ".//h1 | .//main | .//*[contains(@itemprop, 'articleBody')] | self::*[contains(@itemprop, 'articleBody')]"
_PART = 0.3
_TEXTS = frozenset({"article", "body", "content", "story", "text"})
_POINTS = re.compile(
    r"key-?(?:point|take|fact)|highlight|summary|takeaway|at-?a-?glance|in-?brief|in-?short", re.IGNORECASE
)
_PARAGRAPHS, _PARAGRAPH = 2, 80
_BODY = re.compile(
    r"(?:\w{1,2}[-_])?(?:article|story|post|entry)[-_]{0,2}(?:body|content|text)"
    r"(?:[-_]{1,2}(?:segment|wrapper|wrap|container|inner|main))?",
    re.IGNORECASE,
)


def is_hidden(element: _Element) -> bool:
    """Tell whether a reader does not see an element."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


def goes_on(element: _Element) -> bool:
    """Tell whether a hidden element goes on with the paragraphs before it: what is to be read for money."""
    if sum(1 for _ in element.iter("p")) < _PARAGRAPHS or next(element.iter("h1"), None) is not None:
        return False
    before = (one for one in element.itersiblings("p", preceding=True))
    return any(len("".join(one.itertext("*"))) >= _PARAGRAPH for one in before)


def holds_points(element: _Element) -> bool:
    """Tell whether an element is called what a list of an article's main points is, and has no links."""
    names = names_of(element)
    return _POINTS.search(names) is not None and next(element.iter("a"), None) is None


def is_among_points(element: _Element) -> bool:
    """Tell whether a paragraph stands in an element that is called what a list of an article's main points is."""
    parent = element.getparent()
    return parent is not None and element.tag == "p" and _POINTS.search(names_of(parent)) is not None


def is_furniture(element: _Element, total: int, is_named: Callable[[str], bool]) -> bool:
    """Tell whether an element's role or name says that it is of the page and not of the article.

    What holds the article's headline, its body or much of the page's text, ``total`` letters, is none, whatever its
    name.  ``is_named`` is ``is_called_furniture``, perhaps with a memory.
    """
    if element.tag in _UNJUDGED:
        return False
    names = f"{element.get('class') or ''} " if _has_own_words_for_id(element) else names_of(element)
    named = names != " " and is_named(names)
    if not named and element.get("role") not in _ROLES:
        return False
    if _holds_paid(element) or _is_called_body(element):
        return False
    return not _holds_story(element, 0 if _talks(element) and not _is_called_text(element) else total)


def _holds_paid(element: _Element) -> bool:
    """Tell whether an element is called a paywall for being behind it: a paragraph, or what holds some."""
    if "paywall" not in tokens(names_of(element)):
        return False
    return element.tag == "p" or _paragraphs(element) > _PARAGRAPHS


def _is_called_body(element: _Element) -> bool:
    """Tell whether one of the names of an element is that of a body of text, and it holds paragraphs."""
    called = any(_BODY.fullmatch(name) for name in names_of(element).split())
    return called and _paragraphs(element) > _PARAGRAPHS


def _paragraphs(element: _Element) -> int:
    return sum(len("".join(one.itertext("*"))) >= _PARAGRAPH for one in element.iter("p"))


def _has_own_words_for_id(element: _Element) -> bool:
    """Tell whether the id of a heading is made of its words: «share-of-the-vote» does not call it a button."""
    if element.tag not in _HEADINGS or not element.get("id"):
        return False
    own = tokens(element.get("id") or "") - _FURNITURE
    return not own.isdisjoint("".join(element.itertext("*")).lower().split())


def is_called_furniture(names: str) -> bool:
    """Tell whether a class and an id are what furniture is called."""
    return not _FURNITURE.isdisjoint(tokens(names)) or _PHRASES.search(names) is not None


def names_of(element: _Element) -> str:
    """Return the class and the id of an element with a blank between, which is all where it has neither."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def tokens(names: str) -> frozenset[str]:
    """Return the words of class names and ids, each name also whole."""
    parts = _SPLIT.split(_HUMP.sub("-", names))
    return frozenset(part.lower() for part in (*parts, *names.split()))


def comments(tree: _Element) -> list[_Element]:
    """Return the elements of a page that are called what readers wrote below it."""
    called = (element for element in tree.iter("div", "section", "ul", "ol", "li") if _talks(element))
    return [element for element in called if not _is_called_text(element) and not _holds_story(element, 0)]


def _talks(element: _Element) -> bool:
    names = tokens(names_of(element))
    return bool(names & _TALKS)


def _is_called_text(element: _Element) -> bool:
    """Tell whether an element is called a text: that of a comment with much of the page's letters is an opinion."""
    return not _TEXTS.isdisjoint(tokens(names_of(element)))


def _holds_story(element: _Element, total: int) -> bool:
    """Tell whether an element holds the headline, the body or a good part of the page's ``total`` letters (0: any)."""
    return bool(element.xpath(_STORY)) or 0 < _PART * total < len(element.xpath("string()"))


def is_lead(element: _Element) -> bool:
    """Tell whether an element, or the one around it, is called what leads are called."""
    for one in (element, element.getparent()):
        if one is not None:
            if "description" in (one.get("itemprop") or "") or "alternativeHeadline" in (one.get("itemprop") or ""):
                return True
            if _LEAD.search(_SPLIT.sub("-", _HUMP.sub("-", names_of(one)))):
                return True
    return False
