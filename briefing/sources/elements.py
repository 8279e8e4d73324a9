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

_BARE = re.compile(rb"&(?!#?\w{1,31};)")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)(\w{1,31});")
_COMMENTS = re.compile(rb"(?:<!--(?:[^-]|-(?!->))*+-->\s*+)++(?=<\?xml\s)")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def elements(content: bytes) -> ET.Element:
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
