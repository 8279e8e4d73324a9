"""The PDF: tagged, embedded, the same twice, and deaf to the world."""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from errno import ENOSPC
from hashlib import md5
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from editions import second
from fakes import empty, hostile, long, multilingual, rich
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NullObject, PdfObject

from briefing.errors import PublishError
from briefing.model import Brief
from briefing.publish.frames import frame, languages
from briefing.publish.pdf import printed
from briefing.publish.printable import printable
from briefing.publish.record import written
from briefing.publish.rendering import paper, render
from briefing.publish.templates import names
from briefing.resources import shipped

FAKES = (
    f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); "
    "from fakes import rich; from briefing.publish.rendering import render"
)
OURS = {"de", "el", "en", "es", "fr", "nl", "pl", "ru", "uk", "vi"}


@pytest.fixture(scope="module")
def content() -> bytes:
    return render(rich(), "pdf").content


@pytest.fixture(scope="module")
def reader(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def structure(reader: PdfReader) -> Iterator[Any]:
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        each = waiting.pop().get_object()
        if isinstance(each, list):
            waiting.extend(reversed(each))
        elif isinstance(each, dict) and "/S" in each:
            yield each
            waiting.append(each.get("/K", []))


def squeezed(reader: PdfReader) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))


def test_it_is_an_accessible_pdf(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    assert all(page["/Tabs"] == "/S" for page in reader.pages)


@pytest.mark.parametrize("template", names())
def test_making_it_is_no_matter_for_the_log(
    template: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")  # what a process of its own logs is not seen here
    for brief in (rich(), empty(), in_our_scripts(), second()):
        render(brief, "pdf", template)
    assert [each.getMessage() for each in caplog.records if each.levelname != "INFO"] == []


def test_it_tells_what_it_is(reader: PdfReader) -> None:
    told = reader.metadata
    assert told.title == "TLP:CLEAR · Norland–Avaria talks, Port Selin"
    assert told.author == "Briefing"
    assert "5 sources" in told.subject
    assert "TLP:CLEAR" in told["/Keywords"]
    assert told["/CreationDate"] == told["/ModDate"]
    assert told["/CreationDate"].startswith("D:20311115")


def test_quotations_tell_their_language(reader: PdfReader) -> None:
    quoted = [each for each in structure(reader) if each["/S"] == "/BlockQuote"]
    langs = [each.get("/Lang") for each in quoted]
    assert langs == ["en", "en", "en", "en", "nl", "en", "en", "uk", "en", "en", "nl", "en", "en", "nl"]


def test_quotations_that_run_over_pages_keep_their_language() -> None:
    brief = long()
    told = [
        each.get("/Lang")
        for each in structure(PdfReader(BytesIO(render(brief, "pdf").content)))
        if each["/S"] == "/BlockQuote"
    ]
    assert len(told) >= len(brief.findings)
    assert set(told) == {"en", "nl", "uk"}


def test_a_template_may_have_words_straight_in_a_quotation() -> None:
    page = '<html lang="en"><title>Talks</title><blockquote lang="nl">Men sprak <b>lang</b>.</blockquote></html>'
    quoted = [each for each in structure(PdfReader(BytesIO(printed(page, rich())))) if each["/S"] == "/BlockQuote"]
    assert [each["/Lang"] for each in quoted] == ["nl"]


def spoken(reader: PdfReader) -> list[tuple[str, str]]:
    """Return the elements of the structure tree, '' for words, each with the language that holds within it."""
    found = []

    def walk(reference: PdfObject, lang: str) -> None:
        each = reference.get_object()
        if isinstance(each, list):
            for kid in each:
                walk(kid, lang)
        elif isinstance(each, dict) and "/S" in each:
            found.append((each["/S"], each.get("/Lang", lang)))
            walk(each.get("/K", []), found[-1][1])
        elif isinstance(each, int):
            found.append(("", lang))

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], reader.trailer["/Root"]["/Lang"])
    return found


def test_headings_and_fragments_tell_their_language() -> None:
    base = rich()
    topics = (replace(base.topics[0], title="Полонені", lang="uk"), *base.topics[1:])
    brief = replace(base, title="Gesprekken in Port Selin", title_lang="nl", topics=topics)
    found = spoken(PdfReader(BytesIO(render(brief, "pdf").content)))
    assert [lang for tag, lang in found if tag == "/H1"] == ["nl"]
    assert {lang for tag, lang in found if tag == "/H2"} == {"en"}
    assert [lang for tag, lang in found if tag == "/H3"].count("uk") == 3
    assert [lang for tag, lang in found if tag == "/Quote"] == [
        "en",
        "en",
        "en",
        "uk",
        "en",
        "en",
        "en",
        "nl",
        "en",
        "en",
    ]


@pytest.mark.parametrize(
    ("html", "langs"),
    [
        ('<blockquote lang="nl">Men <p>sprak</p> <i lang="en">long</i>.</blockquote>', ["nl", "nl", "en", "nl"]),
        ('<p>A <a href="#b" lang="nl">twee <b lang="de">drei</b> vier</a> five', ["en", "nl", "de", "nl", "en"]),
        ('<ul><li lang="fr">un<ul><li lang="uk">два</li></ul>deux</li></ul>', ["fr", "fr", "fr", "uk", "uk"]),
        ('<table lang="es"><caption>uno<tr><td lang="it">due<td>tres</table>', ["es", "it", "es"]),
        ('<p lang="nl"></p><p>two</p>', ["en"]),
    ],
)
def test_the_language_of_all_words_is_told_in_a_template_of_any_kind(html: str, langs: list[str]) -> None:
    page = f'<html lang="en"><title>Talks</title>{html}</html>'
    found = spoken(PdfReader(BytesIO(printed(page, rich()))))
    assert [lang for tag, lang in found if not tag] == langs


def test_the_structure_has_headings_and_header_cells(reader: PdfReader) -> None:
    names = [each["/S"] for each in structure(reader)]
    levels = [int(name[2]) for name in names if re.fullmatch("/H[1-6]", name)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert names.count("/TH") >= 4 + 5
    assert names.count("/Table") >= 4


def test_header_cells_say_what_they_head(reader: PdfReader) -> None:
    scopes = [each["/A"]["/Scope"] for each in structure(reader) if each["/S"] == "/TH"]
    assert {*scopes} == {"/Row", "/Column"}
    tables = sum(each["/S"] == "/Table" for each in structure(reader))
    assert scopes.count("/Column") >= 2 * tables


def test_links_are_printed(reader: PdfReader) -> None:
    links = [each.get_object() for page in reader.pages for each in page.get("/Annots", ())]
    assert links
    assert all(each["/F"] == 4 for each in links)


def test_running_heads_are_no_content_and_all_else_is(reader: PdfReader) -> None:
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    inside = {each.indirect_reference.idnum for each in structure(reader) if each.indirect_reference}
    for at, page in enumerate(reader.pages):
        elements = numbers[2 * at + 1]
        content = page.get_contents().get_data()
        marked = {int(number) for number in re.findall(rb"/MCID (\d+)", content)}
        assert marked == {number for number, each in enumerate(elements) if not isinstance(each, NullObject)}
        assert {elements[number].indirect_reference.idnum for number in marked} <= inside
        assert content.count(b"/Type /Pagination") >= 2


def test_the_bookmarks_are_the_headings(reader: PdfReader) -> None:
    def flat(outline: list[Any]) -> Iterator[str]:
        for each in outline:
            yield from flat(each) if isinstance(each, list) else [each.title]

    titles = list(flat(reader.outline))
    assert titles[:4] == ["Norland–Avaria talks, Port Selin", "Bottom line", "At a glance", "Agreements"]
    assert titles[-1] == "Method"


def test_no_garbage_is_looked_for_while_it_is_printed() -> None:
    looked: list[str] = []

    def look(phase: str, _: object) -> None:
        looked.append(phase)

    gc.callbacks.append(look)
    try:
        render(rich(), "pdf")
    finally:
        gc.callbacks.remove(look)
    assert len(looked) < 20
    assert gc.isenabled()


def test_who_looks_for_no_garbage_anyway_is_left_alone() -> None:
    gc.disable()
    try:
        render(empty(), "pdf")
        assert not gc.isenabled()
    finally:
        gc.enable()


def in_our_scripts() -> Brief:
    """Return the multilingual brief without the scripts that need a font of the system."""
    brief = multilingual()
    return replace(brief, findings=tuple(each for each in brief.findings if each.span.lang in OURS))


@pytest.mark.parametrize("brief", [rich(), empty(), in_our_scripts(), hostile("Ordinary words.")])
def test_every_font_is_ours_and_embedded_and_every_quotation_readable(brief: Brief) -> None:
    reader = PdfReader(BytesIO(render(brief, "pdf").content))
    fonts = [font.get_object() for each in reader.pages for font in each["/Resources"]["/Font"].values()]
    assert all(str(font["/BaseFont"]).split("+")[-1].startswith("Brief-S") for font in fonts)
    for font in fonts:
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys()
    text = squeezed(reader)
    assert all(re.sub(r"\s+", "", printable(each.span.text)) in text for each in brief.findings)


def test_every_page_has_its_number_and_its_label() -> None:
    reader = PdfReader(BytesIO(render(long(), "pdf").content))
    for number, each in enumerate(reader.pages, start=1):
        text = re.sub(r"\s+", " ", each.extract_text())
        assert f"Page {number} of {len(reader.pages)}" in text
        assert text.count("TLP:CLEAR") == 2
        assert "DIPLOMATIC BRIEF" in text


def test_same_brief_same_bytes(content: bytes) -> None:
    code = f"{FAKES}; sys.stdout.buffer.write(render(rich(), 'pdf').content)"
    again = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": "5", "TZ": "Asia/Tokyo"}
    )
    assert again.stdout == content


def filed(reader: PdfReader) -> DictionaryObject:
    """Return the file specification of the only attachment."""
    name, specification = reader.trailer["/Root"]["/Names"]["/EmbeddedFiles"]["/Names"]
    assert name == "brief.json"
    found = specification.get_object()
    assert isinstance(found, DictionaryObject)
    return found


def test_the_record_is_attached(reader: PdfReader) -> None:
    (attached,) = reader.attachments["brief.json"]
    assert attached == render(rich(), "json").content
    assert json.loads(attached)["schema"] == "briefing/1"


@pytest.mark.parametrize("lang", languages())
def test_the_attachment_says_what_it_is_in_the_language_of_the_brief(lang: str) -> None:
    brief = replace(rich(), lang=lang)
    reader = PdfReader(BytesIO(render(brief, "pdf").content))
    assert filed(reader)["/Desc"] == frame(lang).words["attachment"]
    assert filed(reader)["/UF"] == "brief.json"
    assert reader.attachments["brief.json"] == [written(brief).encode()]


def test_the_attachment_has_the_date_of_the_brief_and_its_own_checksum(reader: PdfReader) -> None:
    file = filed(reader)["/EF"]["/F"].get_object()
    told = file["/Params"]
    assert file["/Subtype"] == "/application/json"
    assert told["/CreationDate"] == told["/ModDate"] == "D:20311115000000Z"
    assert told["/Size"] == len(file.get_data())
    assert told["/CheckSum"].original_bytes == md5(file.get_data(), usedforsecurity=False).digest()


@pytest.mark.slow
@pytest.mark.skipif(not which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("template", names())
@pytest.mark.parametrize("lang", languages())
def test_qpdf_finds_no_fault(template: str, lang: str, tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(render(replace(second(), lang=lang), "pdf", template).content)
    checked = subprocess.run(["qpdf", "--check", tmp_path / "brief.pdf"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_nothing_is_fetched_from_anywhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    canary = tmp_path / "canary.css"
    canary.write_text("h1::before { content: 'CANARY' }")
    hits = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Canary) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        web = f"http://127.0.0.1:{server.server_port}"
        fonts = shipped("data", "fonts").as_uri()
        addresses = [
            f"{web}/x",
            f"{web.removeprefix('http:')}/x",
            "ftp://127.0.0.1/x",
            canary.as_uri(),
            f"file://localhost{canary}",
            str(canary),
            "../../pyproject.toml",
            f"{fonts}/../../pyproject.toml",
            f"{fonts}/%2e%2e/%2e%2e/pyproject.toml",
            "data:text/css,h1::before{content:'CANARY'}",
        ]
        vectors = "".join(
            f'<link rel="stylesheet" href="{each}"><img src="{each}" alt=""><object data="{each}"></object>'
            f'<embed src="{each}"><link rel="attachment" href="{each}"><a rel="attachment" href="{each}">x</a>'
            f'<style>@import url("{each}"); @font-face {{ font-family: x; src: url("{each}") }}'
            f'li {{ background: url("{each}"); list-style-image: url("{each}"); content: url("{each}") }}</style>'
            f'<svg><image href="{each}"/><use href="{each}#a"/></svg>'
            f'<li style="font-family: x; background-image: url({each})">y</li>'
            for each in addresses
        )
        content = printed(paper(rich(), "diplomatic").replace("</main>", f"{vectors}</main>"), rich())
        server.shutdown()
    assert not hits
    reader = PdfReader(BytesIO(content))
    assert "CANARY" not in squeezed(reader)
    assert list(reader.attachments) == ["brief.json"]
    assert b"CANARY" not in content
    assert "refused: " in caplog.text


def test_the_fonts_are_small_free_and_not_called_by_the_reserved_name() -> None:
    from fontTools.ttLib import TTFont

    folder = shipped("data", "fonts")
    fonts = sorted(folder.glob("*.ttf"))
    assert [path.name for path in fonts] == [
        "brief-sans-400.ttf",
        "brief-sans-600.ttf",
        "brief-sans-700.ttf",
        "brief-serif-400.ttf",
    ]
    assert sum(path.stat().st_size for path in fonts) < 500_000
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8").upper()
    for path in fonts:
        font = TTFont(path)
        names = {record.toUnicode() for record in font["name"].names if record.nameID in {1, 3, 4, 6, 16}}
        assert not [name for name in names if "Source" in name]
        needed = "=≠?!–·§→«»“”„’…€−№ñßøğłőșțẠữαώΩЖєїґЄІҐ[]()/:"
        assert not [letter for letter in needed if ord(letter) not in font.getBestCmap()]


def test_the_style_sheet_names_only_fonts_that_ship() -> None:
    folder = shipped("templates")
    named = set(
        re.findall(r"url\(([^)]*)\)", "".join(path.read_text(encoding="utf-8") for path in Path(folder).rglob("*.css")))
    )
    assert named == {path.name for path in shipped("data", "fonts").glob("*.ttf")}


def test_nothing_slow_is_in_the_layout() -> None:
    sheet = (shipped("templates", "_parts") / "paper.css").read_text(encoding="utf-8")
    assert not re.search(
        r"display: *(flex|grid)|columns?(-count)?:|float:|font-style: *italic|text-align: *justify", sheet
    )


def test_no_room_for_the_fonts_is_said_without_a_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PublishError, match=f"No space left on device: .*{re.escape(str(tmp_path))}"):
        printed(paper(rich(), "diplomatic"), rich())


def test_a_library_that_is_not_there_is_said_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')", encoding="ascii")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(PublishError, match=r"cannot load library libpango-1.0-0: apt-get install libpango"):
        printed("<p>Talks</p>", rich())
