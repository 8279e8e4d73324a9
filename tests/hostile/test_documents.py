"""Documents that loop, grow or nest without end: left out with the reason, within time and memory; the rest is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from costs import seconds
from papers import AGREED, DAY, drawn, html, letter, pdf, sheet, zipped

from briefing.pipeline import corpus
from briefing.sources import confined, opening
from briefing.sources.folders import collect
from briefing.sources.formats import child
from briefing.sources.formats.parts import MOST_SECONDS

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIELDS = f"From: a@b.example\nDate: {DAY}\nMIME-Version: 1.0\n"
MEMORY = f"needs more than {child.MOST_MEMORY >> 20} MB of memory to be read"
TIME = f"took more than {MOST_SECONDS} s to read"


def deflated(content: bytes, times: int) -> bytes:
    """Return the stream of a PDF that must be inflated so often."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    head = b"<</Length %d/Filter[%s]>>" % (len(content), b"/FlateDecode" * times)
    return head + b"stream\n" + content + b"\nendstream"


def word(document: str | bytes, declared: str = "") -> bytes:
    content = document if isinstance(document, bytes) else document.encode()
    xml = f"{declared}<w:document {W}><w:body>".encode() + content + b"</w:body></w:document>"
    return zipped([("[Content_Types].xml", "<Types/>"), ("word/document.xml", xml)])


def laughs() -> str:
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    return f'<!DOCTYPE d [<!ENTITY a "lol">{entities}]>'


def deep(tag: str) -> str:
    """Return tags in each other, with noise that keeps the ratio of the archive low."""
    return "".join(f'<w:{tag} w:x="{os.urandom(4).hex()}">' for _ in range(50_000)) + f"</w:{tag}>" * 50_000


def multiparts(depth: int) -> bytes:
    heads = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return f"{FIELDS}{heads}Content-Type: text/plain\n\n{AGREED}\n".encode()


def elements() -> bytes:
    """Return a Word document of 5 million elements, with noise that keeps the ratio of the archive low."""
    return word("".join("<a/>" * 24_000 + os.urandom(400).hex() for _ in range(200)))


def attached(count: int) -> bytes:
    part = f"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\n{AGREED}\n"
    return f"{FIELDS}Content-Type: multipart/mixed; boundary=b\n\n{part * count}--b--\n".encode()


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "inflating.pdf": (lambda: sheet(b"5 0 R", deflated(b" " * 229_000_000, 3)), "inflates to far more than its size"),
    "summing.pdf": (
        lambda: sheet(b"[%s]" % (b"5 0 R " * 12), deflated(b" " * 70_000_000, 2)),
        "inflates to far more than its size",
    ),
    "tree.pdf": (
        lambda: drawn(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "is a damaged PDF",
    ),
    "inflating.docx": (lambda: word(b" " * 600_000_000), "inflates to more than 200 times its size"),
    "large.docx": (
        lambda: word(b"".join(os.urandom(800).hex().encode() + b" " * 100_000 for _ in range(250))),
        "is larger than 20 MB",
    ),
    "elements.docx": (elements, MEMORY),
    "laughing.docx": (lambda: word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", laughs()), "declares a document type"),
    "outside.docx": (
        lambda: word("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "declares a document type",
    ),
    "blocks.docx": (lambda: word(deep("sdt")), "is nested too deeply"),
    "tables.docx": (lambda: word(deep("tc")), "is nested too deeply"),
    "runs.docx": (lambda: word(f"<w:p>{deep('r')}</w:p>"), "is nested too deeply"),
    "multiparts.eml": (lambda: multiparts(1_000), "is nested too deeply"),
    "attached.eml": (lambda: attached(10_000), "has more than 1,000 parts"),
    "subject.eml": (
        f"{FIELDS}Subject: {'=?utf-8?q?a?= ' * 70_000}\n\n{AGREED}\n".encode,
        "has a header of more than ten thousand characters",
    ),
    "sender.eml": (
        f"Date: {DAY}\nList-Id: a\nSubject: b\nFrom: {'(' * 1_000_000}\n\n{AGREED}\n".encode,
        "has a header of more than ten thousand characters",
    ),
    "line.jsonl": (lambda: b'{"text": "' + b"a" * 20_000_000 + b'"}', "is larger than 20 MB"),
    "brackets.jsonl": (lambda: b'{"text": ' + b"[" * 1_000_000, "is nested too deeply"),
    "lists.jsonl": (
        lambda: b'{"text": "a", "b": [' + b"[]," * 6_500_000 + b"[]]}",
        "needs too much memory to be read",
    ),
    "tags.jsonl": (lambda: b'{"text": "' + b"<p>x.</p>" * 2_000_000 + b'"}', "is a page of more than 20,000 tags"),
    "page.jsonl": (lambda: b'{"text": "<html>' + b"<p>x." * 2_000_000 + b'"}', "is a page of more than 20,000 tags"),
    "digits.jsonl": (lambda: b'{"text": "a", "b": ' + b"9" * 1_000_000 + b"}", "is no JSON"),
}


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bombs")
    for name, (make, _) in BOMBS.items():
        (folder / name).write_bytes(make())
    return folder


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_left_out_and_the_rest_is_read(name: str, bombs: Path, tmp_path: Path) -> None:
    (tmp_path / "good.eml").write_bytes(letter("Radar").as_bytes())
    start = seconds()
    batch = collect([bombs / name, tmp_path])
    assert seconds() - start < 10
    assert [raw.location for raw in batch.kept] == ["good.eml"]
    (rejection,) = batch.rejected
    assert rejection.location == (f"{name}/1" if name.endswith(".jsonl") else name)
    assert rejection.reason.startswith(BOMBS[name][1])


def test_it_is_a_small_pdf_that_inflates(bombs: Path) -> None:
    assert (bombs / "inflating.pdf").stat().st_size < 2_000


MEASURED = """
import json, resource, sys
from briefing.sources.folders import collect
found = collect(sys.argv[1:])
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([len(found.kept), len(found.rejected), peak]))
"""


@pytest.mark.slow
def test_no_bomb_takes_half_a_gigabyte(bombs: Path) -> None:
    done = subprocess.run([sys.executable, "-c", MEASURED, bombs], capture_output=True, check=True)
    kept, rejected, peak = json.loads(done.stdout)
    assert (kept, rejected) == (0, len(BOMBS))
    assert peak < 512 << 10


@pytest.mark.slow
def test_a_document_without_end_is_stopped(tmp_path: Path) -> None:
    field = 'a="b"; ' * 150_000
    (tmp_path / "a.eml").write_bytes(f"{FIELDS}Content-Type: text/plain; {field}\n\n{AGREED}\n".encode())
    (tmp_path / "b.eml").write_bytes(letter("Radar").as_bytes())
    start = seconds()
    batch = collect([tmp_path])
    assert seconds() - start < 10
    assert [raw.location for raw in batch.kept] == ["b.eml"]
    assert [(each.location, each.reason) for each in batch.rejected] == [("a.eml", TIME)]


def test_a_document_that_takes_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(confined, "MOST_WAITING", 0.01)
    (tmp_path / "a.pdf").write_bytes(pdf(html("Radar")))
    (tmp_path / "b.txt").write_text(AGREED)
    batch = collect([tmp_path])
    assert [raw.location for raw in batch.kept] == ["b.txt"]
    assert [each.reason for each in batch.rejected] == ["took more than 0 s to read"]


@pytest.mark.slow
def test_after_some_failures_the_rest_of_an_archive_is_not_tried(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bomb = elements()
    monkeypatch.setattr(opening, "MOST_FAILURES", 1)
    names = [(f"{number}.docx", bomb) for number in range(3)]
    (tmp_path / "a.zip").write_bytes(zipped([*names, ("z.txt", AGREED)]))
    batch = collect([tmp_path])
    assert [raw.location for raw in batch.kept] == ["a.zip/z.txt"]
    rest = "not tried: 1 others in the same file stopped the reader"
    assert [each.reason for each in batch.rejected] == [MEMORY, rest, rest]


def test_a_child_that_dies_is_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = confined.started

    def killed_once(module: str) -> subprocess.Popen[bytes]:
        started.append(start(module))
        if len(started) == 1:
            started[0].kill()
        return started[-1]

    monkeypatch.setattr(confined, "started", killed_once)
    for name in ("a.eml", "b.eml", "c.eml"):
        (tmp_path / name).write_bytes(letter("Radar").as_bytes())
    batch = collect([tmp_path])
    assert [raw.location for raw in batch.kept] == ["b.eml", "c.eml"]
    assert [each.reason for each in batch.rejected] == ["reading it stopped the reader (SIGKILL)"]
    assert len(started) == 2
    assert all(each.returncode is not None for each in started)


def test_what_a_child_says_is_not_believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    liar = "import sys; sys.stdin.buffer.read(8); sys.stdout.buffer.write(b'\\xff' * 99); sys.stdout.flush(); input()"

    def started(_module: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", liar], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    monkeypatch.setattr(confined, "started", started)
    (tmp_path / "a.eml").write_bytes(letter("Radar").as_bytes())
    (rejection,) = collect([tmp_path]).rejected
    assert rejection.reason.startswith("reading it stopped the reader")


DEEP = "nested too deeply: not read to its end"
REST = "Borland rejected the proposal on water and called it unacceptable, its envoy said on Friday."


@pytest.mark.parametrize("tag", ["div", "b", "font", "span", "blockquote"])
def test_a_page_that_is_too_deep_to_be_read_to_its_end_says_so(tag: str, tmp_path: Path) -> None:
    inner = f"<p>{AGREED}</p><{tag}>{f'<{tag}>' * 300}<p>{REST}</p>"
    whole, mail = f"<html><body>{inner}</body></html>", f"{FIELDS}Content-Type: text/html\n\n"
    contents = {
        "page.html": whole,
        "piece.txt": f"<div>{inner}</div>",
        "mail.eml": mail + whole,
        "row.jsonl": json.dumps({"text": whole}),
        "not.html": whole.replace(f"<{tag}>" * 300, f"<{tag}>" * 30),
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content)
    found = corpus(collect([tmp_path]))
    assert not found.rejected
    assert {each.location: (REST in each.text, each.remarks) for each in found.kept} == {
        "not.html": (True, ()),
        **dict.fromkeys(("mail.eml", "page.html", "piece.txt", "row.jsonl/1"), (False, (DEEP,))),
    }


def test_a_page_of_which_nothing_is_read_for_its_depth_says_so(tmp_path: Path) -> None:
    page = f"<html><body>{'<div>' * 300}<p>{REST}</p></body></html>"
    (tmp_path / "page.html").write_text(page)
    (tmp_path / "mail.eml").write_text(f"{FIELDS}Content-Type: text/html\n\n{page}")
    (tmp_path / "row.jsonl").write_text(json.dumps({"text": page}))
    found = corpus(collect([tmp_path]))
    assert not found.kept
    assert {each.reason for each in found.rejected} == {DEEP, "holds no text of its own"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("From", "<"),
        ("From", '"'),
        ("From", ".=<text/plaincharset"),
        ("Content-Type", "text/plain; <;Jun*"),
        ("Content-Disposition", "inline; 2021filename*"),
    ],
)
def test_a_header_that_no_parser_understands_costs_neither_its_mail_nor_those_behind_it(
    name: str, value: str, tmp_path: Path
) -> None:
    fields = {"From": "a@b.example", "Date": DAY, "List-Id": "a", "Subject": "Radar"} | {name: value}
    mail = "".join(f"{key}: {each}\n" for key, each in fields.items())
    (tmp_path / "a.mbox").write_text(f"From a@b\n{mail}\n{AGREED}\n\n" * 7)
    batch = collect([tmp_path])
    assert [raw.location for raw in batch.kept] == [f"a.mbox/{number}" for number in range(1, 8)]
    assert not batch.rejected


def test_a_word_document_in_an_encoding_that_nobody_knows_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(f"<w:p><w:r><w:t>{AGREED}</w:t></w:r></w:p>", XML.format("foo")))
    (tmp_path / "b.docx").write_bytes(word(f"<w:p><w:r><w:t>{AGREED}</w:t></w:r></w:p>", XML.format("shift_jis")))
    batch = collect([tmp_path])
    assert {each.reason for each in batch.rejected} == {"is a damaged Word document"}


XML = '<?xml version="1.0" encoding="{}"?>'
