"""RSS and Atom to entries: no entity of the feed's own, no deep nest, no more than is wanted."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email.utils import parsedate_to_datetime
from html import escape
from html.entities import name2codepoint
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from briefing.sources.addresses import Refused, target
from briefing.text.entities import unescaped

MOST_ENTRIES = 100
MOST_DEPTH, MOST_ELEMENTS = 100, 300_000
LEAST_ARTICLE = 1500  # characters; what is shorter may be a teaser, however it ends

_FEED = re.compile(rb"<(?:!doctype\s+)?(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_BEFORE = ((b"<?", b"?>"), (b"<!--", b"-->"))
_BARE = re.compile(rb"&(?!#?\w{1,31};)")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)(\w{1,31});")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
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
_DATES = ("pubDate", f"{_ATOM}published", f"{_SPACES['dc']}date", f"{_ATOM}updated")


class Entry(NamedTuple):
    """An entry of a feed; ``content`` is the article as HTML where the feed has it in full, '' where it has not."""

    link: str
    title: str = ""
    published: date | None = None
    content: str = ""


class Feed(NamedTuple):
    """A feed's title and its entries; ``skipped`` are links to no page of the web, ``more`` entries were cut off."""

    title: str
    entries: tuple[Entry, ...]
    skipped: tuple[str, ...] = ()
    more: int = 0


def is_feed(content: bytes) -> bool:
    """Tell whether bytes begin as RSS or Atom does."""
    rest = content[:20_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    while pair := next((pair for pair in _BEFORE if rest.startswith(pair[0])), None):
        rest = rest.partition(pair[1])[2].lstrip()
    return bool(_FEED.match(rest))


def read_feed(content: bytes, url: str) -> Feed:
    """Return the entries of a feed that was found at ``url``, in its order; raise Refused where it cannot be read."""
    root = _tree(content)
    nodes = [node for node in root.iter() if node.tag in _ENTRIES]
    head = next((node for node in (root, *root) if any(child.tag in _TITLES for child in node)), root)
    entries: dict[str, Entry] = {}
    skipped: dict[str, None] = {}
    for node in nodes[:MOST_ENTRIES]:
        link = _link(node)
        found = _resolved(link, url)
        if not found:
            skipped[link] = None
        elif found not in entries:
            entries[found] = _entry(node, found)
    more = max(0, len(nodes) - MOST_ENTRIES)
    return Feed(_text(head, _TITLES), tuple(entries.values()), tuple(skipped), more)


def as_page(entry: Entry, publisher: str) -> bytes:
    """Return an article that a feed has in full as a page of its own, with what the feed says of it."""
    said = {"og:title": entry.title, "og:site_name": publisher, "og:url": entry.link, "og:type": "article"}
    if entry.published:
        said["article:published_time"] = entry.published.isoformat()
    metas = "".join(f'<meta property="{name}" content="{escape(value)}">\n' for name, value in said.items() if value)
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8">\n<title>{escape(entry.title)}</title>\n{metas}'
        f'<link rel="canonical" href="{escape(entry.link)}"></head>\n'
        f"<body><article><h1>{escape(entry.title)}</h1>\n{entry.content}\n</article></body></html>\n"
    ).encode("utf-8", "replace")


def _tree(content: bytes) -> ET.Element:
    """Return the elements of a feed; a bare «&», an entity of HTML and a wrong encoding are mended.

    What stands before it or after its end counts for nothing.
    """
    own, marked = _own(content)
    mended = _NAMED.sub(_numbered, _BARE.sub(b"&amp;", _CONTROL.sub(b"", own)))
    for attempt, encoding in ((own, marked), (mended, marked), (mended, "iso-8859-1")):
        with suppress(expat.ExpatError, LookupError, ValueError):
            _inspect(attempt, encoding)
            return _built(attempt, encoding)
    raise Refused("is no feed that can be read")


def _own(content: bytes) -> tuple[bytes, str | None]:
    """Return a feed without what stands before its first mark, and its encoding where a byte order mark tells it."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").lstrip("\ufeff \t\r\n").encode(), "utf-8"
    own = content.lstrip(b" \t\r\n")
    marked = own.startswith(codecs.BOM_UTF8)
    return own.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n"), "utf-8" if marked else None


def _built(content: bytes, encoding: str | None) -> ET.Element:
    """Return the elements of a feed that was inspected: its root has an end, and it has no document type."""
    builder = ET.TreeBuilder()
    parser = ET.XMLParser(target=builder, encoding=encoding)  # noqa: S314 - see above
    with suppress(ET.ParseError):  # of what follows the root
        parser.feed(content)
        parser.close()
    return builder.close()


def _numbered(found: re.Match[bytes]) -> bytes:
    number = name2codepoint.get(found[1].decode("ascii", "replace"))
    return f"&#{number};".encode() if number else b"&amp;" + found[0][1:]


def _inspect(content: bytes, encoding: str | None) -> None:
    """Go through a feed without building anything; raise Refused for what no feed needs."""
    parser, depth, count, ended = expat.ParserCreate(encoding), 0, 0, False

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MOST_DEPTH or count > MOST_ELEMENTS:
            raise Refused("is no feed that can be read: too many elements, or too deep")

    def end(_name: str) -> None:
        nonlocal depth, ended
        depth -= 1
        ended = ended or depth == 0

    def doctype(*_: object) -> None:
        raise Refused("is no feed that can be read: it declares a document type")

    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, doctype
    try:
        parser.Parse(content, True)  # noqa: FBT003 - its own signature
    except expat.ExpatError:
        if not ended:
            raise


def _resolved(link: str, url: str) -> str:
    """Return the address of a link, '' for one that leads to no page of the web, or to the feed itself."""
    try:
        found = target(link, url).url
    except Refused:
        return ""
    return found if found != url else ""


def _entry(node: ET.Element, link: str) -> Entry:
    whole = next((found for child in node if child.tag in _CONTENTS and (found := _html(child))), "")
    return Entry(link, _text(node, _TITLES), _published(node), whole if _is_whole(whole) else "")


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
