"""A stranger's words on the page: read back, it has only our own elements and links, and shows where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from fakes import hostile, rich
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.model import Brief
from briefing.publish.rendering import render
from briefing.publish.templates import names

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "'><iframe srcdoc='x'>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "--><b>",
    "]]><b>",
    "<![CDATA[<b>]]>",
    "<a href=javascript:alert(1)>x</a>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//evil.example><input>",
    "<math><mi//xlink:href='x'>",
    "<style>*{}",
    "<link rel=stylesheet href=//evil.example>",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "&#x3c;b>",
    "<b",
    "<b x='",
    "`<b>`",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{%- include '/etc/passwd' -%}",
    "{# x #}",
    "{{ ''.__class__.__mro__ }}",
    "${7*7}",
    "#{7*7}",
    "[x](javascript:alert(1))",
    "[good.example](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[x]: //evil.example",
    "[x][y]",
    "<https://evil.example>",
    "<a@evil.example>",
    "https://evil.example",
    "www.evil.example",
    "a@evil.example",
    "# x",
    "- x",
    "1. x",
    "> x",
    "---",
    "===",
    "```\nx",
    "~~~",
    "    x",
    "| a | b |",
    "|-|-|",
    "**x**",
    "__x__",
    "`x`",
    "~~x~~",
    "x\n\n# y",
    "x\n---\ny",
    "x  \ny",
    "x\\",
    "\\<b>",
    "[^1]: x",
    "$x$",
    "<!doctype html>",
    "<?php ?>",
    "\0<b>",
    "\u2028# x",
    "<scr\0ipt>",
    "<\u200bscript>",
    "\uff1cscript\uff1e",
    "java\tscript:alert(1)",
    "data:text/html,<b>",
    "vbscript:x",
    "<p onclick=x>",
)
LINKS = (
    "https://good.example@evil.example/x",
    "https://good.example:x@evil.example/",
    "http://evil.example/good.example",
    "HTTPS://EVIL.EXAMPLE/good.example",
    "https://evil.example?good.example",
    "https://evil.example#good.example",
    "https://evil.example/" + "good.example/" * 40,
    "http://2130706433/good.example",
    "https://xn--80ak6aa92e.example/",
)
NO_LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "\\\\evil.example\\x",
    "ftp://evil.example",
    "blob:x",
    "tel:1",
    "https://",
    "https:///x",
    "https://a\u202e.example/",
    "https://a.example/ x",
    "https://a.example/\u200b",
    "mailto:a@b.example",
    "https://a.example/\n",
    "https://[",
    "https://a.example\0/",
)
CHECKSUMS = re.compile(r"(?:[0-9a-f]{64}  D[0-9]+\n)+")
ANCHOR = re.compile(r'<a id="[a-z]+[0-9]+">|</a>')


def children(text: str) -> Iterator[Token]:
    parser = MarkdownIt("commonmark", {"linkify": False}).enable("table")
    for token in parser.parse(text):
        assert token.type not in {"html_block", "code_block"}
        assert token.type != "fence" or CHECKSUMS.fullmatch(token.content)
        for child in token.children or ():
            assert child.type != "html_inline" or ANCHOR.fullmatch(child.content)
            yield child


def shape(brief: Brief, template: str) -> tuple[list[str], list[str]]:
    """Return the elements of the page, and the kinds of the tokens of the Markdown, the words left out."""
    page = html.fromstring(render(brief, "html", template).content)
    tokens = children(render(brief, "md", template).content.decode())
    # Of a text that is printed in parts there may be more pieces; which kinds of pieces there are is ours.
    return sorted({str(each.tag) for each in page.iter()}), sorted({token.type for token in tokens})


@pytest.mark.parametrize("template", names())
def test_every_payload_leaves_our_own_elements_and_links(template: str) -> None:
    ours, kinds = shape(hostile("Ordinary words."), template)
    for payload in PAYLOADS:
        text = f"{payload} word"
        tags, found = shape(hostile(text), template)
        assert set(tags) <= set(ours), payload
        assert set(found) <= set(kinds) | {"text_special"}, payload
    print(f"{len(PAYLOADS)} payloads in every field of {template}: only our own elements")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_attribute_and_no_link_is_a_strangers(payload: str) -> None:
    brief = hostile(f"{payload} word")
    page = html.fromstring(render(brief, "html").content)
    for element in page.iter("*"):
        assert not [name for name in element.attrib if name.startswith("on") or name in {"style", "src", "srcdoc"}]
        assert element.get("href", "#").startswith("#")
    links = [token for token in children(render(brief, "md").content.decode()) if token.type == "link_open"]
    assert all(str(token.attrGet("href")).startswith("#") for token in links)


def linked(url: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return address and text of what leads out of the page and out of the Markdown of a brief with one address."""
    base = rich()
    first, *others = base.documents
    others = [replace(each, url="") for each in others]
    brief = replace(base, documents=(replace(first, url=url), *others))
    page = html.fromstring(render(brief, "html").content)
    out = [(str(each.get("href")), each.text_content()) for each in page.iter("a") if each.get("href", "#")[0] != "#"]
    tokens = list(children(render(brief, "md").content.decode()))
    told = [
        (str(token.attrGet("href")), "".join(each.content for each in tokens[place + 1 : place + 4]))
        for place, token in enumerate(tokens)
        if token.type == "link_open" and not str(token.attrGet("href")).startswith("#")
    ]
    return out, told


@pytest.mark.parametrize("url", LINKS)
def test_a_link_shows_the_host_that_it_leads_to(url: str) -> None:
    for found in linked(url):
        for address, text in found:
            host = urlsplit(address).hostname or ""
            assert text.lower().startswith(host)
            assert host == urlsplit(url).hostname


@pytest.mark.parametrize("url", NO_LINKS)
def test_what_is_no_address_of_the_web_is_no_link(url: str) -> None:
    assert linked(url) == ([], [])
