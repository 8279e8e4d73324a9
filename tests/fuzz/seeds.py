"""Papers to begin with, for each harness."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from fakes import HOSTILE, QUOTATIONS, TEXTS, hostile, rich
from papers import STORY, html, letter, mailbox, pdf, sheet, zipped

from briefing.publish.record import written
from fuzz import shapes

FEED = (
    '<rss version="2.0"><channel><title>The Meridian</title><item><title>Radar</title>'
    "<link>http://meridian.example/a</link><pubDate>Tue, 03 Mar 1998 18:15:00 +0100</pubDate>"
    "<description>Two states agreed.</description></item></channel></rss>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Crews</title>'
    '<link href="/b"/><updated>1998-03-03T18:15:00Z</updated><content type="html">&lt;p&gt;Open.&lt;/p&gt;</content>'
    "</entry></feed>"
)
ROBOTS = "User-agent: *\nDisallow: /a*b$\nAllow: /a/\nCrawl-delay: 5\n\nUser-agent: briefing\nDisallow: /%61\n"
ADDRESSES = ("http://a.example/b?c#d", "//[::1]:80/", "https://me:you@b.example", "http://2130706433/", "ftp://a", "/x")
SETTINGS = (
    '[mail]\nfrom = "desk@post.example"\nserver = "smtp://localhost"\n'
    '[brief.daily]\nsources = ["inbox"]\nat = "06:30"\ntimezone = "Europe/Vienna"\nto = ["a@post.example"]\n'
)
REGISTER = (
    '[source."De Avondpost"]\nkind = "newspaper"\ncountry = "NL"\nhosts = ["avondpost.example"]\nreliability = "B"\n'
)


def texts() -> Iterator[bytes]:
    """Yield texts in many languages."""
    yield from (text.encode() for text in (*TEXTS.values(), *QUOTATIONS.values(), HOSTILE, *STORY))


def decodings() -> Iterator[bytes]:
    """Yield texts in many encodings."""
    yield from texts()
    for encoding in ("utf-16", "cp1252", "cp1251", "koi8-r", "iso8859-2", "utf-7"):
        yield from (text.encode(encoding, "ignore") for text in QUOTATIONS.values())


def led(seeds: Callable[[], Iterator[bytes]]) -> Callable[[], Iterator[bytes]]:
    """Return seeds with a first byte, which the harness takes for a choice."""
    return lambda: (bytes([number % 30]) + seed for number, seed in enumerate(seeds()))


def pages() -> Iterator[bytes]:
    """Yield web pages."""
    yield from (html(title, TEXTS[name].splitlines()).encode() for name, title in zip(TEXTS, "abcde", strict=True))
    yield b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "a", "articleBody": "b"}</script>'


def files() -> Iterator[bytes]:
    """Yield a file of each format, led by the number of its format."""
    member = zipped([("a.txt", STORY[0]), ("b/c.md", STORY[1])])
    made = (
        member,
        shapes.word(bytes(range(256))),
        pdf(html("Radar")),
        letter("Radar").as_bytes(),
        mailbox(letter("a"), letter("b")),
    )
    yield from (bytes([number]) + content for number, content in enumerate(made))
    yield b"\2" + sheet(b"5 0 R", b"<</Length 30>>stream\nBT /F1 12 Tf (radar) Tj ET\nendstream")
    yield b"\5" + "\n".join(json.dumps({"title": "a", "text": text}) for text in STORY).encode()


def rising() -> Iterator[bytes]:
    """Yield each byte once, and some again and again: what chooses by bytes has chosen all."""
    yield bytes(range(256))
    yield from (bytes([number, 0, 3, number]) * 5 for number in range(0, 256, 16))


def drawings() -> Iterator[bytes]:
    """Yield what is drawn on the sheet of a PDF, and the objects of one."""
    yield from rising()
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>")
    yield b"\xff" + b"\0".join(objects)


def members() -> Iterator[bytes]:
    """Yield the members of archives."""
    yield b"\0".join((b"a.txt", STORY[0].encode(), b"b/../c.html", html("Radar").encode(), b".d", b"", b"e.zip", b"PK"))
    yield b"\0".join((b"[Content_Types].xml", b"", b"xl/a", b"", b"mimetype", b"application/epub+zip"))


def records() -> Iterator[bytes]:
    """Yield records of briefs."""
    yield from (written(brief).encode() for brief in (rich(), hostile("a")))
