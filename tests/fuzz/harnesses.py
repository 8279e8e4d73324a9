"""What reads strangers' bytes, each with what must hold whatever they are, and papers to begin with."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from briefing.errors import ConfigError, RecordError
from briefing.model import Document, RawDocument, Rejection
from briefing.publish.markdown import escaped
from briefing.publish.printable import printable
from briefing.publish.record import load
from briefing.publish.restoring import restored
from briefing.settings import parse_settings
from briefing.sources import addresses
from briefing.sources.descriptions import parse_register
from briefing.sources.feeds import read_feed
from briefing.sources.formats.opening import parts_of
from briefing.sources.formats.parts import Bound, Refused
from briefing.sources.robots import MOST_DELAY, rules
from briefing.text.decoding import decode
from briefing.text.lexicon import LANGUAGES
from briefing.text.quotations import quotations
from briefing.text.reading import read
from briefing.text.sentences import spans
from briefing.text.webpages import web_page
from fuzz import seeds, shapes
from fuzz.shapes import SHAPES

OURS = str(Path("briefing"))
FORMATS = (".zip", ".docx", ".pdf", ".eml", ".mbox", ".jsonl")


class Harness(NamedTuple):
    """What is tried with bytes, which raises where something does not hold; ``seeds`` are bytes to begin with.

    ``longest`` is how many bytes are tried: what takes its time over each of them is shown few.
    """

    tried: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    longest: int = 20_000


def decoder(content: bytes) -> None:
    """Bytes become text, with a remark where they were no plain UTF-8, or a rejection."""
    found = decode(RawDocument("a.txt", content))
    if isinstance(found, Rejection):
        assert found.reason
        return
    assert "\0" not in found.text
    assert found.text.strip()
    assert found.remark or found.encoding == "utf-8"
    assert "utf-7" not in found.encoding.replace("_", "-")


def reader(content: bytes) -> None:
    """Every sentence is its slice of the text, and none overlaps another."""
    _told(content[1:], (".txt", ".md", ".html")[content[0] % 3] if content else ".txt")


def web(content: bytes) -> None:
    """As ``reader``, with a page of elements in one another."""
    _told(shapes.web(content), ".html")


def _told(content: bytes, suffix: str) -> None:
    found = read(RawDocument(f"a{suffix}", content), "D1")
    if isinstance(found, Document):
        assert all(found.text[each.start : each.end] == each.text for each in found.sentences)
        assert all(before.end <= after.start for before, after in pairwise(found.sentences))


def splitter(content: bytes) -> None:
    """Sentences are in order and apart, and no letter is left between them."""
    lang, text = _chosen(content, LANGUAGES)
    found = spans(text, lang, quotations(text))
    assert all(start < end for start, end in found)
    ends = [0, *(place for span in found for place in span), len(text)]
    assert all(before <= after for before, after in pairwise(ends))
    between = "".join(text[before:after] for before, after in zip(ends[::2], ends[1::2], strict=True))
    assert not any(letter.isalnum() for letter in between)


def escaper(content: bytes) -> None:
    """A stranger's text is words and nothing else, in a paragraph and in a cell."""
    from markdown_it import MarkdownIt

    words = printable(_text(content))
    parser = MarkdownIt("commonmark").enable("table")
    paragraph = parser.parse(escaped(words))
    assert [token.type for token in paragraph] == ["paragraph_open", "inline", "paragraph_close"] * bool(words)
    cell = parser.parse(f"| a |\n| - |\n| b {escaped(words)} |")
    for token in (*paragraph[1:2], *[each for each in cell if each.type == "inline"][1:]):
        kinds = {child.type for child in token.children or ()}
        assert kinds <= {"text", "text_special"}
        # The parser strips all blanks of Unicode at the ends, CommonMark those of ASCII.
        assert "".join(child.content for child in token.children or ()).strip() in {words.strip(), f"b {words}".strip()}


def page(content: bytes) -> None:
    """A page of any kind has lines, perhaps none."""
    found = web_page(_text(content))
    assert not found.text or all(line.strip() for line in found.text.split("\n\n"))


def feed(content: bytes) -> None:
    """A feed has entries that lead to the web, or is refused."""
    with suppress(addresses.Refused):
        found = read_feed(content, "http://a.example/feed")
        assert all(each.link.startswith(("http://", "https://")) for each in found.entries)


def robots(content: bytes) -> None:
    """Any bytes are rules, with an end to their delay."""
    found = rules(content)
    assert 0 <= found.delay <= MOST_DELAY
    assert found.allow("/a/b?c=%20") in {True, False}


def judge(content: bytes) -> None:
    """An address is one of the web in ASCII, and the same when it is judged again, or is refused."""
    text = _text(content)
    addresses.is_public(text)
    with suppress(addresses.Refused):
        found = addresses.target(text, "http://a.example/b/")
        assert found.scheme in addresses.PORTS
        assert found.port in addresses.PORTS.values()
        assert found.url.isascii()
        assert not set(found.url) & set(" \r\n\t\\\0")
        with suppress(addresses.Refused):  # a path that was escaped may be too long now
            assert addresses.target(found.url).host == found.host


def formats(content: bytes) -> None:
    """A file has parts or is refused; what a library raises is told by the child, but our own code raises nothing."""
    _opened(content[1:], FORMATS[content[0] % len(FORMATS)] if content else ".zip")


def shaped(suffix: str) -> Callable[[bytes], None]:
    """Return what does as ``formats`` with a sound file of one format."""
    return lambda content: _opened(SHAPES[suffix](content), suffix)


def _opened(content: bytes, suffix: str) -> None:
    try:
        for part in parts_of(content, suffix, Bound(2_000_000, 100)):
            assert part.page is not None or part.reason or part.name
    except (Refused, RecursionError):
        pass
    except Exception as error:
        if f"/{OURS}/" in traceback.extract_tb(error.__traceback__)[-1].filename:
            raise


def record(content: bytes) -> None:
    """A record is that of a brief, or not, and then it is said so."""
    with suppress(RecordError):
        restored(load(_text(content)))


def config(content: bytes) -> None:
    """Settings are read or refused by name."""
    with suppress(ConfigError):
        parse_settings(_text(content), Path("/srv/briefing.toml"))


def register(content: bytes) -> None:
    """A register of sources is read or refused by name."""
    with suppress(ConfigError):
        parse_register(_text(content), "sources.toml")


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _chosen(content: bytes, langs: tuple[str, ...] | frozenset[str]) -> tuple[str, str]:
    """Return one of the languages by the first byte, and the rest as text."""
    return sorted(langs)[content[0] % len(langs)] if content else "en", _text(content[1:])


HARNESSES: Mapping[str, Harness] = {
    "decoder": Harness(decoder, seeds.decodings),
    "reader": Harness(reader, seeds.led(lambda: chain(seeds.texts(), seeds.pages())), 3_000),
    "web": Harness(web, seeds.rising, 400),
    "splitter": Harness(splitter, seeds.led(seeds.texts)),
    "escaper": Harness(escaper, seeds.texts),
    "page": Harness(page, seeds.pages, 3_000),
    "feed": Harness(feed, lambda: iter((seeds.FEED.encode(), seeds.ATOM.encode()))),
    "robots": Harness(robots, lambda: iter((seeds.ROBOTS.encode(),))),
    "judge": Harness(judge, lambda: (each.encode() for each in seeds.ADDRESSES)),
    "formats": Harness(formats, seeds.files, 8_000),
    "word": Harness(shaped(".docx"), seeds.rising, 400),
    "drawing": Harness(shaped(".pdf"), seeds.drawings, 600),
    "archive": Harness(shaped(".zip"), seeds.members, 1_000),
    "mail": Harness(shaped(".eml"), seeds.rising, 200),
    "rows": Harness(shaped(".jsonl"), seeds.rising, 200),
    "record": Harness(record, seeds.records),
    "config": Harness(config, lambda: iter((seeds.SETTINGS.encode(),))),
    "register": Harness(register, lambda: iter((seeds.REGISTER.encode(),))),
}
