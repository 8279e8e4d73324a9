"""What the head of a page says of it: the meta tags, the site's name, the page's own address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.text.linkeddata import Story
from briefing.text.publishers import host_of

if TYPE_CHECKING:
    from lxml.etree import _Element

Metas = Mapping[str, str]

_SITE = (
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "apple-mobile-web-app-title",
)
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "cxenseparse:author")
_LONGEST_ADDRESS = 2000
_MONTH_FIRST = frozenset({"us", "ph"})
_DOMAINS = {"uk": "gb", "gov": "us", "mil": "us"}
_SCRIPTS = {"hant": "tw", "hans": "cn"}
# Domains of small countries that are sold to the whole world.
_SOLD = frozenset({"ai", "cc", "co", "eu", "fm", "io", "me", "to", "tv", "ws"})
_COUNTRY = 2
_HEAD = 4_000
_SAVED = re.compile(
    r"<!--\s{0,9}(?:saved from url=\(\d{4}\)|Page saved with SingleFile\s{1,9}url:\s{1,9})(https?://[^\s<>]+)"
)


def metas(tree: _Element) -> Metas:
    """Return the first content of each meta tag by its name, property or itemprop in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def first(meta: Metas, names: Sequence[str]) -> str:
    """Return the content of the first of some meta tags that is there."""
    return next((meta[name] for name in names if name in meta), "")


def descriptions(meta: Metas, story: Story) -> tuple[str, ...]:
    """Return what the page gives as its summary."""
    told = (*(meta.get(name, "") for name in _DESCRIPTIONS), story.description)
    return tuple(dict.fromkeys(text for text in told if text))


def address(tree: _Element, meta: Metas) -> str:
    """Return the page's own address, '' where none with http(s) and a host is given."""
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    given = [*(link.get("href") or "" for link in links), meta.get("og:url", ""), meta.get("twitter:url", "")]
    whole = [one for url in given if (one := _web_address(url.strip()))]
    return whole[0] if whole else ""


def saved_from(html: str) -> str:
    """Return the address from which a browser says that it saved a page, '' where none does.

    Chrome, Edge and Internet Explorer write ``<!-- saved from url=(0023)https://… -->``, SingleFile ``url: https://…``.
    """
    note = _SAVED.search(html, 0, _HEAD)
    return _web_address(note[1]) if note else ""


def _web_address(url: str) -> str:
    url = f"https:{url}" if url.startswith("//") else url
    if len(url) > _LONGEST_ADDRESS or any(letter.isspace() for letter in url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and host else ""


def site_of(url: str) -> str:
    """Return the host of an address without www."""
    return host_of(url).removeprefix("www.")


def publisher(meta: Metas, story: Story) -> str:
    """Return who published a page: its site's name, or its JSON-LD's publisher."""
    return first(meta, _SITE[:1]).lstrip("@") or story.publisher or first(meta, _SITE[1:])


def site_names(meta: Metas, story: Story, url: str) -> frozenset[str]:
    """Return all names of the site that a title may carry."""
    host = site_of(url)
    names = {first(meta, (name,)) for name in (*_SITE, "twitter:site", "al:android:app_name", "al:ios:app_name")}
    return frozenset(name.lstrip("@") for name in (*names, story.publisher, host, host.partition(".")[0]) if name)


def authors(tree: _Element, meta: Metas, story: Story) -> tuple[str, ...]:
    """Return who wrote the article, as its JSON-LD, its meta tags or its byline say."""
    given = first(meta, _AUTHORS)
    if story.authors or (given and "://" not in given and "@" not in given):
        return story.authors or (given,)
    marked = tree.xpath("//*[@rel='author' or @itemprop='author'][not(self::meta or self::link)]")
    names = (" ".join("".join(element.itertext("*")).split()) for element in marked[:3])
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= 80))


def language(tree: _Element, meta: Metas) -> str:
    """Return the two-letter code of the language that a page says it is in, '' for none."""
    code = _locale(tree, meta).partition("-")[0]
    return code if len(code) == 2 and code.isalpha() else ""


def puts_month_first(tree: _Element, meta: Metas, url: str) -> bool | None:
    """Tell whether a page in English is from where 6/7/2021 is a day of June, None where that is unknown."""
    code, _, region = _locale(tree, meta).partition("-")
    where = country(tree, meta, url) or region
    return where in _MONTH_FIRST if code == "en" and where else None


def country(tree: _Element, meta: Metas, url: str) -> str:
    """Return the two-letter code of the country a page is from, '' where that is unknown.

    Its address counts more than its language, and American English for nothing: many programs for blogs state it.
    """
    domain = host_of(url).rpartition(".")[2]
    if domain in _DOMAINS or (len(domain) == _COUNTRY and domain not in _SOLD):
        return _DOMAINS.get(domain, domain)
    region = next(
        (part for part in _locale(tree, meta).split("-")[1:] if part in _SCRIPTS or len(part) == _COUNTRY), ""
    )
    return _SCRIPTS.get(region, region).replace("us", "")


def _locale(tree: _Element, meta: Metas) -> str:
    root = tree.getroottree().getroot()
    xml = root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    given = root.get("lang") or xml or meta.get("content-language") or meta.get("og:locale") or ""
    return given.strip().lower().replace("_", "-")
