"""RSS and Atom to entries, no more than is wanted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email.utils import parsedate_to_datetime
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from xml.etree import ElementTree as ET

from briefing.sources.addresses import Refused, target
from briefing.sources.elements import elements
from briefing.text.entities import unescaped

MOST_ENTRIES = 100
MOST_FRAGMENT = 80  # characters
LEAST_ARTICLE = 1500  # characters; what is shorter may be a teaser, however it ends

_FEED = re.compile(rb"<(?:!doctype\s+)?(?:rss|(?:[a-z]\w{0,9}:)?feed|rdf:RDF)[\s>]", re.IGNORECASE)
_BEFORE = ((b"<?", b"?>"), (b"<!--", b"-->"))
_TAG = re.compile(r"<[^<>]*>")
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&#8230;\])\W*$"
    r"|(?:read (?:more|on|the full)|continue reading|full (?:story|article)|lees (?:meer|verder)|weiterlesen"
    r"|lire la suite|leer más|seguir leyendo|continua a leggere|ler mais|czytaj (?:dalej|więcej)|читать далее"
    r"|читати далі)\b.{0,100}$",
    re.IGNORECASE,
)

_SPACES = {
    "atom": "{http://www.w3.org/2005/Atom}",
    "content": "{http://purl.org/rss/1.0/modules/content/}",
    "dc": "{http://purl.org/dc/elements/1.1/}",
    "rss1": "{http://purl.org/rss/1.0/}",
}
_ATOM = _SPACES["atom"]
_ENTRIES = ("item", f"{_SPACES['rss1']}item", f"{_ATOM}entry")
_TITLES = ("title", f"{_SPACES['rss1']}title", f"{_ATOM}title")
_LINKS = ("link", f"{_SPACES['rss1']}link")
_CONTENTS = (f"{_SPACES['content']}encoded", f"{_ATOM}content")
_IDS = ("guid", f"{_ATOM}id")
_DATES = ("pubDate", f"{_ATOM}published", f"{_SPACES['dc']}date", f"{_ATOM}updated")


class Entry(NamedTuple):
    """An entry of a feed; ``content`` is the article as HTML where the feed has it in full, '' where it has not.

    ``fragment`` tells it from the other articles of its link.
    """

    link: str
    title: str = ""
    published: date | None = None
    content: str = ""
    fragment: str = ""

    @property
    def place(self) -> str:
        """The address that only this entry has, where it is an article in full."""
        return f"{self.link}#{self.fragment}" if self.fragment else self.link


class Feed(NamedTuple):
    """A feed's title and its entries; ``skipped`` are links to no page of the web, ``more`` entries were cut off.

    ``bare`` are the entries, by their places from 1 and their titles, that have neither a link nor an article in full.
    """

    title: str
    entries: tuple[Entry, ...]
    skipped: tuple[str, ...] = ()
    more: int = 0
    bare: tuple[tuple[int, str], ...] = ()


def is_feed(content: bytes) -> bool:
    """Tell whether bytes begin as RSS or Atom does."""
    rest = content[:20_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    while pair := next((pair for pair in _BEFORE if rest.startswith(pair[0])), None):
        rest = rest.partition(pair[1])[2].lstrip()
    return bool(_FEED.match(rest))


def read_feed(content: bytes, url: str) -> Feed:
    """Return the entries of a feed that was found at ``url``, in its order; raise Refused where it cannot be read."""
    root = elements(content)
    nodes = [node for node in root.iter() if node.tag in _ENTRIES]
    head = next((node for node in (root, *root) if any(child.tag in _TITLES for child in node)), root)
    entries: dict[str, Entry] = {}
    skipped: dict[str, None] = {}
    bare: list[tuple[int, str]] = []
    for number, node in enumerate(nodes[:MOST_ENTRIES], start=1):
        link = _link(node)
        entry = _entry(node, link, _resolved(link, url))
        if entry.link and (entry.link != url or entry.content):
            _add(entry, entries)
        elif link:
            skipped[link] = None
        else:
            bare.append((number, entry.title))
    more = max(0, len(nodes) - MOST_ENTRIES)
    return Feed(_text(head, _TITLES), tuple(entries.values()), tuple(skipped), more, tuple(bare))


def _add(entry: Entry, entries: dict[str, Entry]) -> None:
    """Add an entry; one that says the same as another of its link, or no more than the link, counts once."""
    if any((each.link, each.content) == (entry.link, entry.content) for each in entries.values()):
        return
    known = entries.get(entry.place)
    if known is None or not known.content:
        entries[entry.place] = entry
    elif entry.content:
        fragments = (f"{entry.fragment}-{count}".lstrip("-") for count in itertools.count(2))
        others = (entry._replace(fragment=fragment) for fragment in fragments)
        other = next(each for each in others if each.place not in entries)
        entries[other.place] = other


def as_page(entry: Entry, publisher: str) -> bytes:
    """Return an article that a feed has in full as a page of its own, with what the feed says of it."""
    said = {"og:title": entry.title, "og:site_name": publisher, "og:url": entry.place, "og:type": "article"}
    if entry.published:
        said["article:published_time"] = entry.published.isoformat()
    metas = "".join(f'<meta property="{name}" content="{escape(value)}">\n' for name, value in said.items() if value)
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8">\n<title>{escape(entry.title)}</title>\n{metas}'
        f'<link rel="canonical" href="{escape(entry.place)}"></head>\n'
        f"<body><article><h1>{escape(entry.title)}</h1>\n{entry.content}\n</article></body></html>\n"
    ).encode("utf-8", "replace")


def _resolved(link: str, url: str) -> str:
    """Return the address of a link, that of the feed for none, '' for one that leads to no page of the web."""
    try:
        return target(link, url).url if link else url
    except Refused:
        return ""


def _entry(node: ET.Element, link: str, at: str) -> Entry:
    whole = next((found for child in node if child.tag in _CONTENTS and (found := _html(child))), "")
    title, content = _text(node, _TITLES), whole if _is_whole(whole) else ""
    named = (link.partition("#")[2] if link else _id(node) or title)[:MOST_FRAGMENT]
    return Entry(at, title, _published(node), content, quote(named, errors="replace") if content else "")


def _id(node: ET.Element) -> str:
    return next(("".join(child.itertext()).strip() for child in node if child.tag in _IDS), "")


def _link(node: ET.Element) -> str:
    for child in node:
        if child.tag == f"{_ATOM}link" and child.get("rel", "alternate") == "alternate":
            return child.get("href", "").strip()
    guid = next((child for child in node if child.tag == "guid" and child.get("isPermaLink") != "false"), None)
    return _text(node, _LINKS) or ("" if guid is None else "".join(guid.itertext()).strip())


def _text(node: ET.Element, names: tuple[str, ...]) -> str:
    found = next((child for child in node if child.tag in names), None)
    # Titles are often escaped twice.
    return "" if found is None else " ".join(_TAG.sub("", unescaped("".join(found.itertext()))).split())


def _html(node: ET.Element) -> str:
    if node.get("type") == "xhtml":
        return "".join(ET.tostring(child, encoding="unicode", method="html") for child in node)
    return "".join(node.itertext()).strip() if node.get("type", "html") in {"html", "text/html"} else ""


def _is_whole(content: str) -> bool:
    """Tell whether HTML is an article and no beginning of one, as far as its length and its last words tell."""
    text = " ".join(unescaped(_TAG.sub(" ", content)).split())
    return len(text) >= LEAST_ARTICLE and not _CUT_OFF.search(text[-200:])


def _published(node: ET.Element) -> date | None:
    return next((day for name in _DATES for day in _days(_text(node, (name,)))), None)


def _days(text: str) -> Iterator[date]:
    with suppress(ValueError):
        yield date.fromisoformat(text[:10])
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        yield parsedate_to_datetime(text).date()
