"""Letters that are not what they seem: bytes in any encoding, marks that turn a line round, marks that nobody sees."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from commands import run
from fakes import QUOTATIONS, hostile, rich
from papers import AGREED, OPEN, letter

from briefing.model import Document, RawDocument, Rejection
from briefing.publish.record import record, written
from briefing.publish.rendering import render
from briefing.sources.formats.opening import document_of
from briefing.text.decoding import Decoded, decode
from briefing.text.reading import read

# After Boucher and Anderson, «Trojan Source» (2021): each shows another order, or another word, than it holds.
TROJANS = (
    "The ministers \u202edid not\u202c agree.",
    "They agreed\u2066 // \u202enot\u2069 at all.",
    "Access \u2067level\u2069 \u2066user\u2069 was given.",
    "\u202bThe treaty was signed.\u202c",
    "\u202aThe treaty \u202dwas signed\u202c.\u202c",
    "\u2068The \u2067treaty\u2069 was\u2069 signed.",
    "The \u200ftreaty\u200e was \u061csigned.",
    "The tre\u200bat\u2060y was si\ufeffgned.",
    "The tre\u00adaty was signed\u180e.",
    "The treaty\u2028was\u2029signed.",
    "The treaty\x1b[8m was not\x1b[0m signed.",
    "The treaty was\x08\x08\x08\x08 is not\x7f signed.",
    "The treaty \U000e0001\U000e0074\U000e0061was signed.",
    "The treaty was signed\ufff9now\ufffablater\ufffb.",
)
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def ours(text: str) -> set[str]:
    """Return what turns lines round or is not seen in a text; the isolates that the page sets itself are in pairs."""
    return {letter for letter in text if unicodedata.category(letter) in {"Cf", "Zl", "Zp", "Cs"}}


@pytest.mark.parametrize("text", TROJANS)
@pytest.mark.parametrize("form", ["md", "html"])
def test_no_line_of_the_page_is_turned_round(form: str, text: str) -> None:
    plain = ours(render(hostile("The treaty was signed."), form).content.decode())
    shown = render(hostile(text), form).content.decode()
    assert ours(shown) <= plain
    assert not {letter for letter in shown if unicodedata.bidirectional(letter) in TURNING} - plain
    assert not {letter for letter in shown if unicodedata.category(letter) == "Cc"} - {"\n"}


@pytest.mark.parametrize("text", TROJANS)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_the_places_of_quotations_stay_true(suffix: str, text: str) -> None:
    lead = f"{AGREED}\n\n" * 40  # more than one control character in two hundred is no text
    content = f"{lead}{text}\n\n{text} {AGREED}\n"
    if suffix == ".html":
        content = "".join(f"<p>{each}</p>" for each in content.split("\n\n"))
    found = read(RawDocument(f"a{suffix}", content.encode()), "D1")
    assert isinstance(found, Document)
    assert found.sentences
    assert all(found.text[each.start : each.end] == each.text for each in found.sentences)


@pytest.mark.parametrize("lang", ["ar", "fa", "he"])
def test_real_right_to_left_is_kept_letter_by_letter(lang: str) -> None:
    text = QUOTATIONS[lang]
    base = rich()
    finding = replace(base.findings[0], span=replace(base.findings[0].span, text=text, lang=lang))
    for form in ("md", "html"):
        shown = render(replace(base, findings=(finding, *base.findings[1:])), form).content.decode()
        assert text.replace("(", "\\(").replace("\\(", "(") in shown
    assert ("\u200c" in text) is (lang == "fa")


ENCODINGS = {
    **dict.fromkeys(("cp1252", "iso8859-15", "cp850", "mac-roman", "cp437"), "Général Müller à Cañón: déjà vu."),
    **dict.fromkeys(("cp1250", "iso8859-2"), "Żółć i źródło: sąsiedzi żądają, mówi wójt Śniadek w Łodzi."),
    **dict.fromkeys(("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866"), "Министры договорились о проливе."),
    **dict.fromkeys(("cp1253", "iso8859-7"), QUOTATIONS["el"]),
    **dict.fromkeys(("shift_jis", "euc_jp", "iso2022_jp"), QUOTATIONS["ja"]),
    **dict.fromkeys(("gb18030", "hz", "big5"), "中文"),
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "cp037"), "Größe in Genève."),
}  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_bytes_are_read_as_they_were_meant_or_the_reader_is_told(encoding: str) -> None:
    text = ENCODINGS[encoding]
    found = decode(RawDocument("a.txt", text.encode(encoding, "ignore")))
    if isinstance(found, Rejection):
        assert found.reason
    elif found.text != text:
        assert found.remark or found.text.isascii()


def test_most_of_them_are_read_as_they_were_meant() -> None:
    read_well = [
        encoding
        for encoding, text in ENCODINGS.items()
        if isinstance(found := decode(RawDocument("a.txt", text.encode(encoding, "ignore"))), Decoded)
        and found.text == text
    ]
    print(f"{len(read_well)} of {len(ENCODINGS)} encodings are read as they were meant: {', '.join(read_well)}")
    assert {"cp1252", "cp1250", "iso8859-2", "cp1251", "koi8-r", "utf-16", "utf-8-sig"} <= set(read_well)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json"])
@pytest.mark.parametrize("content", [AGREED.encode().replace(b" ", b"\0"), b"\0" * 999, bytes(range(256)) * 40])
def test_bytes_that_are_no_text_are_left_out(tmp_path: Path, suffix: str, content: bytes) -> None:
    assert decode(RawDocument(f"a{suffix}", content)) == Rejection(f"a{suffix}", "binary file, not text")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / f"bytes{suffix}").write_bytes(content)
    for name, text in (("a.txt", AGREED), ("b.txt", OPEN)):
        (inbox / name).write_text(text)
    found = run("make", str(inbox), "-o", str(tmp_path / "out"), "-f", "json")
    assert found.exit_code == 3
    told = json.loads(next((tmp_path / "out").glob("*.json")).read_text())
    assert {Path(each["path"]).name for each in told["documents"]} == {"a.txt", "b.txt"}
    assert [each["location"] for each in told["rejections"]] == [f"bytes{suffix}"]


SMUGGLED = "+ADw-script+AD4-"


@pytest.mark.parametrize(
    "label", ["utf-7", "UTF7", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "hz", "a\0b"]
)
@pytest.mark.parametrize("kind", ["mail", "page"])
def test_no_label_brings_in_what_the_bytes_do_not_show(kind: str, label: str) -> None:
    text = f"{AGREED} {SMUGGLED} \\u003cscript\\u003e\n"
    if kind == "mail":
        content = letter("Radar", text).as_bytes().replace(b'charset="utf-8"', f'charset="{label}"'.encode())
        page = document_of(content, ".eml").page
        assert page is not None
        shown = page.text
    else:
        found = decode(RawDocument("a.html", f'<meta charset="{label}"><p>{text}'.replace("\0", "").encode()))
        assert isinstance(found, Decoded)
        shown = found.text
    assert SMUGGLED in shown
    assert "<script" not in shown


@pytest.mark.parametrize("text", [*TROJANS, "half a pair \ud800 only", "\u009b31mred"])
def test_the_record_is_read_back_as_it_was_and_shows_no_other_order(text: str) -> None:
    brief = hostile(text)
    shown = written(brief)
    assert json.loads(shown) == record(brief)
    assert not ours(shown)
    assert not {letter for letter in shown if unicodedata.category(letter) == "Cc"} - {"\n"}


def test_the_record_keeps_the_joiners_of_persian_as_letters() -> None:
    assert QUOTATIONS["fa"] in written(hostile(QUOTATIONS["fa"]))


def test_what_is_said_in_a_terminal_only_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    turned = "The ministers \u202edid not\u202c agree on Tuesday, the spokesman of the ministry said in Vellmar."
    (tmp_path / "a.txt").write_text(f"{AGREED}\n\n{turned}\n\n{OPEN}\n")
    traced = run("trace", "a.txt").output
    assert "\\u202edid not\\u202c" in traced
    assert [json.loads(line)["text"] for line in traced.splitlines()][1] == turned
    wicked = "gone\x1b[2J\u202e.txt\nbriefing: all is well"
    spoilt = hostile("The treaty was signed.")
    spoilt = replace(spoilt, documents=tuple(replace(each, path=wicked) for each in spoilt.documents))
    (tmp_path / "brief.json").write_text(written(spoilt))
    for done in (run("verify", "brief.json"), run("verify", "brief.json", "--sources", "a.txt")):
        assert done.exit_code == 1
        assert "gone\\x1b[2J\\u202e.txt\\nbriefing: all" in done.output
        assert not {letter for letter in done.output if not letter.isprintable()} - {"\n"}
