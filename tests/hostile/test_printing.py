"""The PDF engine: whatever is written into a brief or its template, nothing is asked of a server or read from a file.

A canary server counts its guests, canary files hold a word that must not be in the PDF; without the guard both are
seen.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from fakes import hostile, rich
from pypdf import PdfReader
from weasyprint.urls import URLFetcher

from briefing.errors import TemplateError
from briefing.publish import pdf
from briefing.publish.rendering import render
from briefing.publish.templates import copy
from briefing.resources import shipped

WORD = "CANARYWORD"
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9"><text id="a" y="9">{WORD}</text></svg>'
CSS = f"h1::before, p::before {{ content: '{WORD}' }}"
# What names an address; {} is the address.
MARKUP = (
    '<img src="{}" alt="">', '<img srcset="{} 1x" alt="">', '<picture><source srcset="{}"><img src="{}"></picture>',
    '<img src="x" style="content: url({})" alt="">', '<object data="{}"></object>', '<embed src="{}">',
    '<object data="{}" type="image/svg+xml"></object>', '<iframe src="{}"></iframe>', '<input type="image" src="{}">',
    '<video poster="{}"></video>', '<audio src="{}"></audio>', '<body background="{}">', '<table background="{}">',
    '<link rel="stylesheet" href="{}">', '<link rel="attachment" href="{}">', '<a rel="attachment" href="{}">x</a>',
    '<link rel="icon" href="{}">', '<link rel="preload" as="style" href="{}">', '<base href="{}">',
    '<meta http-equiv="refresh" content="0; url={}">', '<script src="{}"></script>', '<frame src="{}">',
    '<svg><image href="{}" width="9" height="9"/></svg>', '<svg><use href="{}#a"/></svg>',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{}"/><use xlink:href="{}#a"/></svg>',
    '<svg><rect fill="url({}#a)" width="9" height="9"/></svg>', '<svg><style>@import "{}";</style></svg>',
    '<svg><foreignObject><img src="{}"/></foreignObject></svg>', '<svg><text style="mask: url({}#a)">x</text></svg>',
    "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{}'/></svg>\" alt=\"\">",
    '<style>@import "{}";</style>', "<style>@import url({}) print;</style>",
    "<style>@font-face {{ font-family: q; src: url({}) }} p {{ font-family: q }}</style>",
    "<style>p {{ background: url({}) }}</style>", "<style>p::before {{ content: url({}) }}</style>",
    "<style>li {{ list-style-image: url({}) }}</style>", "<style>p {{ cursor: url({}), auto }}</style>",
    "<style>p {{ border-image: url({}) 9 }}</style>", "<style>p {{ mask-image: url({}) }}</style>",
    "<style>@page {{ background: url({}); @top-left {{ content: url({}) }} }}</style>",
    "<style>p::after {{ content: target-text(url({})) }}</style>",
    '<p style="background-image: url({})">x</p>',
    '<p style="background: image-set(\'{}\' 1x)">x</p>', "![x]({})", "[x]: {}", "<{}>", "\\input{{{}}}", "url({})",
)  # fmt: skip


class Canary(NamedTuple):
    """Addresses that lead to the canary, and the paths that were asked of its server."""

    addresses: tuple[str, ...]
    asked: list[str]


GLANCE = "{{ parts.glance(part, level) }}"


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    asked: list[str] = []

    class Counting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/css" if "css" in self.path else "image/svg+xml")
            self.end_headers()
            self.wfile.write((CSS if "css" in self.path else SVG).encode())

        def log_message(self, *_: object) -> None:
            pass

    for name, content in (("canary.svg", SVG), ("canary.css", CSS), ("canary.txt", WORD)):
        (tmp_path / name).write_text(content)
    with ThreadingHTTPServer(("127.0.0.1", 0), Counting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Canary(addresses(tmp_path, server.server_port), asked)
        server.shutdown()


def addresses(folder: Path, port: int) -> tuple[str, ...]:
    """Return every way to write where the canary lives."""
    host, fonts = f"127.0.0.1:{port}", shipped("data", "fonts")
    up = "../" * len(fonts.parts)
    return (
        *(f"http://{host}/a.svg", f"HTTP://{host}/a.css", f"//{host}/a.svg", f"\\\\{host}\\a.svg", f"/\\{host}/a.css"),
        *(f"http:\\\\{host}\\a.svg", f"http://a:b@{host}/a.svg", f"https://{host}/a", f"ftp://{host}/a"),
        *(f"{(folder / name).as_uri()}" for name in ("canary.svg", "canary.css", "canary.txt")),
        *(f"file://localhost{folder}/canary.svg", f"file:{folder}/canary.css", f"FILE://{folder}/canary.svg"),
        *(f"{folder}/canary.svg", f"{up}{folder.relative_to('/')}/canary.css", f"%2e%2e/{up}{folder}/canary.svg"),
        *(f"{fonts.as_uri()}/{up}{folder.relative_to('/')}/canary.svg", f"file://{host}{folder}/canary.svg"),
        f"jar:{folder.as_uri()}/canary.svg",
        f"data:text/css,{CSS.replace(' ', '%20')}",
        f"data:text/css,@import%20%22http://{host}/b.css%22;",
        "javascript:alert(1)",
        f"view-source:http://{host}/a.svg",
    )


def vectors(canary: Canary) -> list[str]:
    """Return each kind of markup with an address of the canary, and each address in four kinds of markup."""
    some = [
        form.replace("{}", "\0").format().replace("\0", canary.addresses[number % 2])
        for number, form in enumerate(MARKUP)
    ]
    every = (
        f'<img src="{each}" alt=""><link rel="stylesheet" href="{each}"><svg><image href="{each}"/></svg>'
        f'<a rel="attachment" href="{each}">x</a>'
        for each in canary.addresses
    )
    return [*some, *every]


def words(reader: PdfReader) -> str:
    return "".join("".join(sheet.extract_text().split()) for sheet in reader.pages)


def own(folder: Path, raw: str) -> None:
    """Make a template of the user: the one page, with something written into it as it is."""
    folder.mkdir()
    copy("one-page", folder)
    page = folder / "brief.html.j2"
    text = page.read_text(encoding="utf-8")
    assert GLANCE in text
    page.write_text(text.replace(GLANCE, f"{{% raw %}}{raw}{{% endraw %}}", 1), encoding="utf-8")
    assert raw in page.read_text(encoding="utf-8")


@pytest.mark.slow
def test_no_field_of_a_stranger_leads_anywhere(canary: Canary) -> None:
    found = vectors(canary)
    for start in range(0, len(found), 8):
        text = " ".join(each.replace(WORD, "word") for each in found[start : start + 8])
        reader = PdfReader(BytesIO(render(hostile(text), "pdf").content))
        assert list(reader.attachments) == ["brief.json"]
        assert WORD not in words(reader)
    print(f"{len(found)} vectors in every field: {len(canary.asked)} guests of the canary")
    assert canary.asked == []


@pytest.mark.parametrize("guarded", [True, False])
def test_no_template_of_the_user_leads_anywhere(
    canary: Canary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, guarded: bool
) -> None:
    found = vectors(canary)
    own(tmp_path / "own", "\n".join(found))
    monkeypatch.chdir(tmp_path)
    if not guarded:
        monkeypatch.setattr(pdf, "_fetcher", lambda _folder: URLFetcher(timeout=1))
    reader = PdfReader(BytesIO(render(rich(), "pdf", "./own").content))
    print(f"{len(found)} vectors in a template: {len(canary.asked)} guests of the canary")
    assert (canary.asked == []) is guarded
    assert ([*reader.attachments] == ["brief.json"]) is guarded
    assert (WORD in words(reader)) is not guarded


def test_what_the_engine_does_not_do_without_is_told(
    canary: Canary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own(tmp_path / "own", f"<style>@color-profile device-cmyk {{ src: url({canary.addresses[0]}) }}</style>")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TemplateError, match="the template asks for a file that is not in "):
        render(rich(), "pdf", "./own")
    assert canary.asked == []
