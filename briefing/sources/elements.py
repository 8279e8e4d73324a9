"""The elements of a feed: no entity of its own, no deep nest; small faults are mended."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from html.entities import name2codepoint
from xml.etree import ElementTree as ET
from xml.parsers import expat

from briefing.sources.addresses import Refused

MOST_DEPTH, MOST_ELEMENTS = 100, 300_000

# What prefixes mean that a feed uses and does not declare.
_KNOWN = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}

_BARE = re.compile(rb"&(?!#?\w{1,31};)")
_NUMBER = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,9})|(\d{1,9}));")
_USED = re.compile(rb"[<\s]([A-Za-z_][A-Za-z0-9_.-]{0,30}):[A-Za-z_][A-Za-z0-9_.-]{0,60}(?=[\s/>=])")
_DECLARED = re.compile(rb"xmlns:([A-Za-z_][A-Za-z0-9_.-]{0,30})\s{0,9}=")
_ROOT = re.compile(rb"<[A-Za-z_][A-Za-z0-9_.:-]{0,90}")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)(\w{1,31});")
_COMMENTS = re.compile(rb"(?:<!--[^-]*+(?:-(?!->)[^-]*+)*-->\s*+)+(?=<\?xml\s)")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def elements(content: bytes) -> ET.Element:
    """Return the elements of a feed; a bare «&», an entity of HTML and a wrong encoding are mended.

    What stands before it or after its end counts for nothing.
    """
    own, marked = _own(content)
    mended = _NUMBER.sub(_permitted, _NAMED.sub(_numbered, _BARE.sub(b"&amp;", _CONTROL.sub(b"", own))))
    mended = _with_prefixes(mended)
    for attempt, encoding in ((own, marked), (mended, marked), (mended, "iso-8859-1")):
        with suppress(expat.ExpatError, LookupError, ValueError):
            _inspect(attempt, encoding)
            return _built(attempt, encoding)
    raise Refused("is no feed that can be read")


def _own(content: bytes) -> tuple[bytes, str | None]:
    """Return a feed without what stands before its declaration, and its encoding where a byte order mark tells it."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _declared(content.decode("utf-16", "replace").lstrip("\ufeff \t\r\n").encode()), "utf-8"
    own = content.lstrip(b" \t\r\n")
    marked = own.startswith(codecs.BOM_UTF8)
    return _declared(own.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")), "utf-8" if marked else None


def _declared(content: bytes) -> bytes:
    """Return a feed without the comments before its declaration, which XML does not allow there."""
    before = _COMMENTS.match(content)
    return content[before.end() :] if before else content


def _built(content: bytes, encoding: str | None) -> ET.Element:
    """Return the elements of a feed that was inspected: its root has an end, and it has no document type."""
    builder = _Builder()
    parser = ET.XMLParser(target=builder, encoding=encoding)  # noqa: S314 - see above
    try:
        parser.feed(content)
        parser.close()
    except ET.ParseError as error:
        if builder.open or not builder.begun:  # and not in what follows the root
            raise ValueError(str(error)) from error
    return builder.close()


class _Builder(ET.TreeBuilder):
    """Knows how many elements are open: what a parser gave up within is half a feed."""

    def __init__(self) -> None:
        super().__init__()
        self.open, self.begun = 0, False

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self.open, self.begun = self.open + 1, True
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self.open -= 1
        return super().end(tag)


def _with_prefixes(content: bytes) -> bytes:
    """Return a feed whose root declares each prefix that is used and never declared."""
    used = {*_USED.findall(content)} - {*_DECLARED.findall(content)} - {b"xml", b"xmlns"}
    root = _ROOT.search(content)
    if not root or not used:
        return content
    spaces = b"".join(
        b' xmlns:%s="%s"' % (each, _KNOWN.get(each.decode(), each.decode()).encode()) for each in sorted(used)
    )
    return content[: root.end()] + spaces + content[root.end() :]


def _permitted(found: re.Match[bytes]) -> bytes:
    number = int(found[1], 16) if found[1] else int(found[2])
    named = number in {9, 10, 13} or 32 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0xFFFF < number < 0x110000
    return found[0] if named else b"&#65533;"


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
