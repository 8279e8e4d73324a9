"""PDF, Word, mail, mailboxes, JSON lines and archives: what is read, what it is called, what is refused."""

from __future__ import annotations

import codecs
import json
import re
import subprocess
import zipfile
from collections import Counter
from contextlib import suppress
from datetime import date
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO
from math import inf, nan
from pathlib import Path

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st
from papers import AGREED, DAY, OPEN, REJECTED, STORY, drawn, html, letter, mailbox, pdf, word, zipped

from briefing.errors import SourceError
from briefing.model import Batch, Document, Page, RawDocument, Rejection
from briefing.pipeline import corpus
from briefing.sources import opening
from briefing.sources.files import read_file
from briefing.sources.folders import collect
from briefing.sources.formats.archive import unpacked
from briefing.sources.formats.kinds import HEAD, Format, format_of
from briefing.sources.formats.parts import Refused
from briefing.sources.formats.pdf import pdf_page
from briefing.sources.formats.records import record_of
from briefing.sources.formats.told import day_told, headline
from briefing.sources.formats.word import word_page
from briefing.sources.formats.wrapped import joined
from briefing.sources.opening import paged
from briefing.sources.recorded import find_again, still_there
from briefing.text.reading import read

LETTER = letter("Radar").as_bytes()


def gathered(folder: Path, **files: str | bytes) -> Batch[RawDocument]:
    """Write files, with __ for the dot of their names, and collect them."""
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return collect([folder])


def page_of(folder: Path, **file: str | bytes) -> Page:
    batch = gathered(folder, **file)
    assert batch.rejected == ()
    (raw,) = batch.kept
    assert raw.page is not None
    return raw.page


def reason_of(folder: Path, **file: str | bytes) -> str:
    batch = gathered(folder, **file)
    assert batch.kept == ()
    (rejection,) = batch.rejected
    return rejection.reason


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        (b"%PDF-1.7", ".txt", Format.PDF),
        (b"PK\x03\x04", "", Format.ZIP),
        (LETTER, "", Format.MAIL),
        (LETTER, ".txt", Format.MAIL),
        (LETTER.replace(b"\n", b"\r\n"), ".2,S", Format.MAIL),
        (b"From a Tue\n" + LETTER, "", Format.MAILBOX),
        (b"# Talks", ".markdown", Format.TEXT),
        (b'{"text": "a"}', ".json", Format.RECORDS),
        (b"\xef\xbb\xbf\n" + b'{"text": "a"}\n{', ".txt", Format.RECORDS),
        ('{"text": "a"}\n{'.encode("utf-16"), ".txt", Format.RECORDS),
        (codecs.BOM_UTF16_BE + '{"text": "a"}'.encode("utf-16-be"), ".data", Format.RECORDS),
        ('{"text": "a"}\n'.encode("utf-32"), "", Format.RECORDS),
        (('{"text": "' + "a" * HEAD).encode("utf-16")[:HEAD], ".txt", Format.RECORDS),
        (b'{"title": "a"}', ".jsonl", Format.RECORDS),
        (b'{"title": "a"}', ".NDJSON", Format.RECORDS),
        (b'{"title": "a"}', ".txt", Format.TEXT),
        (b"[" * 9999, ".txt", Format.TEXT),
        (b"<!DOCTYPE html><p>", ".php", Format.TEXT),
        (b"The envoys met.", "", Format.TEXT),
        ("The envoys met.".encode("utf-16"), "", Format.TEXT),
        ("The envoys met.".encode("utf-32"), "", Format.TEXT),
        ("\ufeffThe envoys met.".encode("utf-32-be"), ".2021", Format.TEXT),
        (b"From Vellmar: the envoys met.\nSubject: radar", ".txt", Format.TEXT),
        (b"Subject: radar\nThe envoys met.\nDate: today\n", ".txt", Format.TEXT),
        (b"", ".txt", Format.TEXT),
        (b"", "", Format.TEXT),
        (b"\xef\xbb\xbf" + LETTER, ".eml", Format.MAIL),
        (b"\r\n\n" + LETTER, ".txt", Format.MAIL),
        (b"\xef\xbb\xbf\nFrom a Tue\n" + LETTER, ".mbox", Format.MAILBOX),
        (b"\xef\xbb\xbf%PDF-1.7\n1 0 obj\n", ".pdf", Format.PDF),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7\n1 0 obj\n", ".txt", Format.PDF),
        (b"\0" * 1024 + b"%PDF-1.7\n1 0 obj\n", "", Format.PDF),
        (b"A file begins with %PDF-1.7, the envoys said.", ".txt", Format.TEXT),
        (b"PK\x03\x04 a.pdf %PDF-1.7\n1 0 obj\n", ".zip", Format.ZIP),
        (b"The envoys met.", ".2021", Format.TEXT),
        (b"The envoys met.", ".FINAL", Format.TEXT),
        ("Die Gespräche.".encode("latin-1"), ".text", Format.TEXT),
        ("The envoys met.".encode("utf-16"), ". and Russia agree", Format.TEXT),
    ],
)
def test_a_format_is_known_by_content(head: bytes, suffix: str, kind: Format) -> None:
    assert format_of(head, suffix) is kind


@pytest.mark.parametrize(
    ("head", "suffix", "reason"),
    [
        (b"\x1f\x8b\x08", ".txt", "is a gzip archive"),
        (b"Rar!\x1a\x07\x01", ".zip", "is a rar archive"),
        (b"7z\xbc\xaf\x27\x1c", "", "is a 7z archive"),
        (b"\0" * 257 + b"ustar", "", "is a tar archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc", "is an old Office file"),
        (b"{\\rtf1", ".doc", "is a rich text file"),
        (b"function f() {}", ".js", "unknown format .js"),
        (b"a,b", ".csv", "unknown format .csv"),
        (b"\x7fELF\0", "", r"unknown format \(no extension\)"),
        (b"\x7fELF\0", ".2021", "unknown format .2021"),
        (b"The envoys met.", ".PNG", "unknown format .png"),
        (b"[talks]", ".toml", "unknown format .toml"),
        (b"\0" * 1025 + b"%PDF-1.7\n1 0 obj\n", ".pdf", "is no pdf"),
        (b"PDF", ".pdf", "is no pdf file"),
        (b"Dear Ona", ".eml", "is no eml file"),
        (b"", ".eml", "empty file"),
        (b"\n", ".ndjson", "empty file"),
        (b"a,b", ".csv", r"\.jsonl, .*\.ndjson, "),
    ],
)
def test_a_format_that_is_not_read_is_named(head: bytes, suffix: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        format_of(head, suffix)


def test_a_pdf(tmp_path: Path) -> None:
    style = "@page{size:A5;@top-center{content:'The Vellmar Post'}@bottom-center{content:counter(page)}}"
    numbered = [f"Number {n * 7919} of the harbour said so. {AGREED} {OPEN}" for n in range(9)]
    (raw,) = gathered(tmp_path, a__pdf=pdf(html("One radar for two", numbered), style)).kept
    assert raw.page is not None
    assert raw.page.text.split("\n\n") == ["The Vellmar Post", "One radar for two", *numbered]
    assert (raw.page.title, raw.page.headings) == ("One radar for two", frozenset({18}))
    document = read(raw, "D1")
    assert isinstance(document, Document)
    assert (document.title, document.publisher) == ("One radar for two", "The Vellmar Post")


def test_the_points_of_a_list_in_a_pdf(tmp_path: Path) -> None:
    body = f"<p>{AGREED}</p><ul><li>One radar station</li><li>Two crews</li></ul>"
    page = page_of(tmp_path, a__pdf=pdf(f"<html><head></head><body>{body}</body></html>"))
    assert page.text.split("\n\n") == [AGREED, "- One radar station", "- Two crews"]


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    style = "@page{size:80mm 60mm;margin:5mm} p{orphans:1;widows:1}"
    story = [" ".join(STORY), " ".join(reversed(STORY))]
    page = page_of(tmp_path, a__pdf=pdf(html("Radar", story), style))
    assert page.text.split("\n\n") == ["Radar", *story]


def test_a_hyphen_goes_where_the_text_shows_that_it_must() -> None:
    words = {"agreement": 1}
    assert joined(["the agree-", "ment holds"], words) == "the agreement holds"
    assert joined(["the cease-", "fire holds"], words) == "the cease-fire holds"
    assert joined(["the agree\u00ad", "ment holds"], {}) == "the agreement holds"
    assert joined(["the agree\u2010", "ment holds"], {}) == "the agreement holds"
    assert joined(["from 2 -", "of them"], words) == "from 2 - of them"


@pytest.mark.parametrize(
    "title", ["Microsoft Word - talks.doc", "talks.pdf", "untitled", "(anonymous)", "report-7", ""]
)
def test_a_title_that_a_program_made_is_none(title: str) -> None:
    assert headline(title) == ""


def test_a_day_is_believed_where_the_text_names_it() -> None:
    assert day_told("D:19980303181500+01'00'", "Vellmar, 3 March 1998. The ministers met.") == date(1998, 3, 3)
    assert day_told("1998-03-03T18:15:00Z", "Vellmar, 3 March 1998. The ministers met.") == date(1998, 3, 3)
    assert day_told("D:19980304", "Vellmar, 3 March 1998. The ministers met.") is None
    assert day_told("D:19981399", "Vellmar, 3 March 1998. The ministers met.") is None
    assert day_told("", "Vellmar, 3 March 1998. The ministers met.") is None


def test_a_scan_is_refused(tmp_path: Path) -> None:
    assert reason_of(tmp_path, a__pdf=pdf("<html><head></head><body></body></html>")) == "holds no text: a scan?"


def sized(size: bytes) -> bytes:
    """Return a PDF of one sheet that has its size before all else that is said of it."""
    drawn = b"BT /F1 10 Tf 50 780 Td (%b) Tj ET" % AGREED.encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/MediaBox [%b]/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>" % size,
        b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % each for each in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"trailer\n<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF\n"


@pytest.mark.parametrize(
    "size", [b"0 0 595 842", b"0 0 1e30 1e30", b"0 0 1e9 1e9", b"0 0 nan inf", b"0 0 9" + b"0" * 29, b""]
)
def test_a_pdf_of_an_absurd_size_is_read(tmp_path: Path, size: bytes) -> None:
    assert page_of(tmp_path, a__pdf=sized(size)).text == AGREED


def test_a_pdf_without_text_of_which_a_sheet_cannot_be_read_is_called_damaged(tmp_path: Path) -> None:
    assert reason_of(tmp_path, a__pdf=sized(b"<1e30> 1e30")) == "is a damaged PDF"


def locked(password: str, algorithm: str) -> bytes:
    """Return a PDF that its owner has locked; all who know the password may read it."""
    from pypdf import PdfWriter

    writer, file = PdfWriter(clone_from=BytesIO(pdf(html("Radar")))), BytesIO()
    writer.encrypt(password, "owner", algorithm=algorithm)
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_an_encrypted_pdf_is_refused(tmp_path: Path, algorithm: str) -> None:
    assert reason_of(tmp_path, a__pdf=locked("secret", algorithm)) == "is encrypted: save it without a password"


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_asks_nobody_for_a_password_is_read(tmp_path: Path, algorithm: str) -> None:
    assert page_of(tmp_path, a__pdf=locked("", algorithm)).text.split("\n\n") == ["Radar", *STORY]


@pytest.mark.parametrize(
    ("written", "otherwise", "reason"),
    [
        (rb"/V \d", b"/V 9", "is encrypted: save it without a password"),
        (rb"/Filter /Standard", b"/Filter /Foo", "is encrypted: save it without a password"),
        (rb"/Length 128", b"/Length 0", "is a damaged PDF"),
    ],
)
def test_a_lock_of_no_known_kind_costs_that_pdf_only(written: bytes, otherwise: bytes, reason: str) -> None:
    content = locked("", "RC4-128")
    spoilt = re.sub(written, otherwise, content)
    assert spoilt != content
    with pytest.raises(Refused, match=f"^{reason}$"):
        pdf_page(spoilt)


def test_of_a_pdf_that_another_library_must_open_it_is_said_which(monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import _encryption
    from pypdf.errors import DependencyError

    def missing(*_: object) -> bytes:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    content = locked("", "AES-256")
    for name in ("aes_cbc_decrypt", "aes_ecb_decrypt", "aes_cbc_encrypt"):
        monkeypatch.setattr(_encryption, name, missing)
    with pytest.raises(Refused, match="is encrypted with AES: "):
        pdf_page(content)


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    assert reason_of(tmp_path, a__pdf=b"%PDF-1.7\nnothing else") == "is a damaged PDF"


def test_a_word_document(tmp_path: Path) -> None:
    from docx import Document

    document, file = Document(), BytesIO()
    document.core_properties.title = "One radar for two states"
    document.add_heading("Two states, one radar", 1)
    document.add_paragraph("VELLMAR, 3 March 1998. ").add_run(AGREED).bold = True
    document.add_paragraph("Two crews", style="List Bullet")._p.get_or_add_pPr().get_or_add_numPr()
    document.add_table(2, 2).cell(0, 0).text = "A cell"
    document.add_paragraph("First line").add_run("\nsecond line")
    document.save(file)
    page = page_of(tmp_path, a__docx=file.getvalue())
    assert page.text.split("\n\n") == [
        "Two states, one radar",
        f"VELLMAR, 3 March 1998. {AGREED}",
        "- Two crews",
        "A cell",
        "First line",
        "second line",
    ]
    assert (page.title, page.headings) == ("One radar for two states", frozenset({0}))


def test_the_cells_of_a_word_table_are_paragraphs_and_merged_ones_come_once(tmp_path: Path) -> None:
    from docx import Document

    document, file = Document(), BytesIO()
    document.add_paragraph("Before the table.")
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = AGREED
    table.cell(1, 0).merge(table.cell(2, 0)).text = OPEN
    table.cell(1, 1).text = "Outer cell."
    inner = table.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Inner one.", "Inner two."
    table.cell(1, 1).add_paragraph("Below the inner table.")
    table.cell(2, 1).text = REJECTED
    document.add_paragraph("After the table.")
    document.save(file)
    assert page_of(tmp_path, a__docx=file.getvalue()).text.split("\n\n") == [
        "Before the table.", AGREED, OPEN, "Outer cell.", "Inner one.", "Inner two.", "Below the inner table.",
        REJECTED, "After the table.",
    ]  # fmt: skip


def body_of(blocks: str) -> zipfile.ZipFile:
    """Return a Word document of these blocks."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = f"<w:document {space}><w:body>{blocks}</w:body></w:document>"
    return unpacked(zipped([("word/document.xml", document)]))


@pytest.mark.parametrize(
    ("mark", "shown"),
    [("<w:vanish/>", False), ('<w:vanish w:val="1"/>', False), ('<w:vanish w:val="0"/>', True), ("<w:b/>", True)],
)
def test_what_a_word_document_hides_is_not_read(mark: str, *, shown: bool) -> None:
    hidden = f"<w:r><w:rPr>{mark}</w:rPr><w:t xml:space='preserve'> Nothing of it was agreed.</w:t></w:r>"
    body = f"<w:p><w:r><w:t>The talks went on.</w:t></w:r>{hidden}</w:p>"
    assert word_page(body_of(body)).text == "The talks went on." + " Nothing of it was agreed." * shown


@pytest.mark.parametrize(("level", "heading"), [("0", True), ("8", True), ("9", False), ("", False), ("x", False)])
def test_the_level_of_a_paragraph_makes_it_a_heading(level: str, *, heading: bool) -> None:
    marked = f'<w:p><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr><w:r><w:t>On the water</w:t></w:r></w:p>'
    page = word_page(body_of(marked))
    assert page.headings == ({0} if heading else set())


@pytest.mark.parametrize(
    ("row", "cell", "expected"),
    [
        ("", "<w:vMerge/>", ["Kept."]),
        ("", '<w:vMerge w:val="continue"/>', ["Kept."]),
        ("", "<w:hMerge/>", ["Kept."]),
        ("", "<w:cellDel/>", ["Kept."]),
        ("<w:del/>", "", []),
        ("", '<w:vMerge w:val="restart"/>', ["Covered.", "Kept."]),
    ],
)
def test_what_a_word_table_does_not_show_is_not_read(row: str, cell: str, expected: list[str]) -> None:
    covered = f"<w:tc><w:tcPr>{cell}</w:tcPr><w:p><w:r><w:t>Covered.</w:t></w:r></w:p></w:tc>"
    kept = "<w:tc><w:p><w:r><w:t>Kept.</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr><w:trPr>{row}</w:trPr>{covered}{kept}</w:tr></w:tbl>"
    ended = "<w:p><w:r><w:t>End.</w:t></w:r></w:p>"
    assert word_page(body_of(f"{table}{ended}")).text.split("\n\n") == [*expected, "End."]


@pytest.mark.parametrize(
    ("member", "reason"),
    [("xl/workbook.xml", "is an Excel workbook"), ("ppt/presentation.xml", "is a PowerPoint presentation")],
)
def test_other_office_files_are_refused(tmp_path: Path, member: str, reason: str) -> None:
    content = zipped([("[Content_Types].xml", "<Types/>"), (member, "<x/>")])
    assert reason_of(tmp_path, a__docx=content).startswith(reason)


def test_books_are_refused(tmp_path: Path) -> None:
    assert reason_of(tmp_path, a=zipped([("mimetype", "application/epub+zip")])).startswith("is an EPUB book")


def test_a_letter(tmp_path: Path) -> None:
    text = (
        f"{AGREED}\n\nOn 3 March 1998,\nOna <ona@post.example> wrote:\n> Nobody agreed.\n>> No.\n\n{OPEN}\n-- \nMarit\n"
    )
    page = page_of(tmp_path, a__eml=letter("Re: AW: One radar for two", text).as_bytes())
    assert page.text.split("\n\n") == [AGREED, OPEN]
    assert (page.title, page.publisher, page.published) == ("One radar for two", "", date(1998, 3, 3))


@pytest.mark.parametrize("subject", ["Wire: radar agreed", "Talks on fire: a day in Lund", "Centre: radar"])
def test_a_subject_is_no_reply_because_a_word_ends_like_one(tmp_path: Path, subject: str) -> None:
    assert page_of(tmp_path, a__eml=letter(subject).as_bytes()).title == subject


def test_a_newsletter_has_a_publisher(tmp_path: Path) -> None:
    page = page_of(tmp_path, a=letter("Radar", List_Id="<radar.post.example>").as_bytes())
    assert page.publisher == "Marit Olsen"


def test_a_mail_of_html_alone(tmp_path: Path) -> None:
    message = letter("One radar for two")
    message.set_content(html("Radar"), subtype="html")
    assert page_of(tmp_path, a__eml=message.as_bytes()).text.split("\n\n")[-3:] == list(STORY)


def test_the_plain_text_of_a_mail_is_preferred(tmp_path: Path) -> None:
    message = letter("One radar for two", AGREED)
    message.add_alternative(html("Radar"), subtype="html")
    assert page_of(tmp_path, a__eml=message.as_bytes()).text == AGREED


STUB = "Read this message online: https://post.example/letters/radar?reader=ona\n"


@pytest.mark.parametrize("plain", ["", " \r\n\r\n", "> Nobody agreed.\n", STUB, f"{STUB}\nThe Vellmar Post, Quay 3\n"])
def test_where_the_plain_text_of_a_mail_says_nothing_its_html_is_read(tmp_path: Path, plain: str) -> None:
    message = letter("One radar for two", plain)
    message.add_alternative(html("Radar"), subtype="html")
    assert page_of(tmp_path, a__eml=message.as_bytes()).text.split("\n\n")[-3:] == list(STORY)


def test_html_of_a_mail_with_pictures_is_read_where_the_plain_text_says_nothing(tmp_path: Path) -> None:
    message = letter("One radar for two", STUB)
    message.add_alternative(html("Radar"), subtype="html")
    own = message.get_payload(1)
    assert isinstance(own, EmailMessage)
    own.add_related(b"\x89PNG\0", "image", "png", cid="<logo>")
    message.add_attachment(AGREED, filename="note.txt")
    batch = gathered(tmp_path, a__eml=message.as_bytes())
    assert [raw.location for raw in batch.kept] == ["a.eml", "a.eml/note.txt"]
    assert batch.kept[0].page is not None
    assert batch.kept[0].page.text.endswith(REJECTED)


@pytest.mark.parametrize(
    "before",
    [
        '<blockquote type="cite" class="x">',
        "<blockquote class=x type=cite>",
        '<div class="gmail_quote">On 3 March Ona wrote:<br>',
        '<hr><div id="divRplyFwdMsg">From: Ona</div><div>',
    ],
)
def test_the_reply_that_html_quotes_makes_a_short_answer_no_longer(tmp_path: Path, before: str) -> None:
    quoted = f"{before}<p>{AGREED}</p><p>{OPEN}</p><p>{REJECTED}</p>"
    message = letter("Re: Radar", f"The crews have signed it.\n\n> {AGREED}\n")
    message.add_alternative(f"<html><body><p>The crews have signed it.</p>{quoted}</body></html>", subtype="html")
    assert page_of(tmp_path, a__eml=message.as_bytes()).text == "The crews have signed it."
    message = letter("Re: Radar", f"> {AGREED}\n")
    message.add_alternative(f"<html><body>{quoted}</body></html>", subtype="html")
    (tmp_path / "a.eml").unlink()
    assert reason_of(tmp_path, a__eml=message.as_bytes()) == "holds no text of its own"


def test_a_letter_is_read_in_plain_text_however_much_its_html_adds(tmp_path: Path) -> None:
    text = " ".join([AGREED] * 8)
    message = letter("Radar", text)
    message.add_alternative(html("Radar", STORY * 20), subtype="html")
    assert page_of(tmp_path, a__eml=message.as_bytes()).text == text


def test_a_flowing_text_is_joined(tmp_path: Path) -> None:
    text = "The two coastal states \nagreed on Tuesday.\n"
    content = letter("Radar", text).as_bytes().replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    assert page_of(tmp_path, a__eml=content).text == "The two coastal states agreed on Tuesday."


def test_a_charset_that_nobody_knows_is_guessed(tmp_path: Path) -> None:
    content = letter("Radar", AGREED).as_bytes().replace(b'charset="utf-8"', b'charset="x-none"')
    assert page_of(tmp_path, a__eml=content).text == AGREED


def test_a_mail_of_an_impossible_date_is_read(tmp_path: Path) -> None:
    content = letter("Radar").as_bytes().replace(b"18:15:00", b"18:11111111110")
    assert page_of(tmp_path, a__eml=content).published is None


def test_a_mail_without_text_of_its_own_is_refused(tmp_path: Path) -> None:
    assert reason_of(tmp_path, a__eml=letter("Radar", "> Nobody agreed.\n").as_bytes()) == "holds no text of its own"


@pytest.mark.parametrize("day", ["16 Jun 99999999999 10:00:00 GMT", "16 Jun 2021 10:00:00 +99999999999999999", "x", ""])
def test_a_day_that_no_calendar_has_costs_the_day_not_the_mail(tmp_path: Path, day: str) -> None:
    content = LETTER.replace(f"Date: {DAY}".encode(), f"Date: Wed, {day}".encode())
    assert content != LETTER
    assert page_of(tmp_path, a__eml=content).published is None


@pytest.mark.parametrize("kind", ["multipart/mixed", 'multipart/alternative; boundary="x"', "multipart/related"])
def test_a_mail_that_says_it_has_parts_and_has_none_is_its_text(tmp_path: Path, kind: str) -> None:
    content = LETTER.replace(b'text/plain; charset="utf-8"', kind.encode())
    assert kind.encode() in content
    parted = page_of(tmp_path, a__eml=content)
    assert parted == page_of(tmp_path, a__eml=LETTER)


@pytest.mark.parametrize("cut", range(1, 9))
def test_a_mail_in_base64_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path, cut: int) -> None:
    mail = letter("Radar")
    mail.set_content("\n\n".join(STORY), cte="base64")
    page = page_of(tmp_path, a__eml=mail.as_bytes().rstrip(b"\n=")[:-cut])
    assert page.text.startswith(f"{AGREED}\n\n{OPEN}\n\n{REJECTED[:-9]}")


def test_an_encrypted_attachment_is_named_and_a_signature_is_not(tmp_path: Path) -> None:
    message = letter("Radar")
    message.add_attachment(b"x", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    message.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    batch = gathered(tmp_path, a__eml=message.as_bytes())
    assert [raw.location for raw in batch.kept] == ["a.eml"]
    assert batch.rejected == (Rejection("a.eml/smime.p7m", "is encrypted: save it as text"),)


def test_a_mail_that_is_encrypted_as_a_whole_is_named_once(tmp_path: Path) -> None:
    message = letter("Radar")
    message.set_content(b"x", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    assert reason_of(tmp_path, a__eml=message.as_bytes()) == "is encrypted: save it as text"


def test_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    message = letter("Radar")
    report = pdf(html("Report"))
    message.add_attachment(report, maintype="application", subtype="pdf", filename="report.pdf")
    message.add_attachment(report, maintype="application", subtype="pdf", filename="report.pdf")
    message.add_attachment(b"\x89PNG\0", maintype="image", subtype="png", filename="../logo.png")
    message.add_attachment(letter("Forwarded"))
    batch = gathered(tmp_path, a__eml=message.as_bytes())
    assert [raw.location for raw in batch.kept] == [
        "a.eml", "a.eml/forwarded.eml", "a.eml/report-2.pdf", "a.eml/report.pdf",
    ]  # fmt: skip
    assert batch.kept[3].content == report
    (logo,) = batch.rejected
    assert logo.location == "a.eml/logo.png"
    assert logo.reason.startswith("unknown format .png")


def test_a_mailbox(tmp_path: Path) -> None:
    second = letter("Second", f"{AGREED}\n\nFrom Vellmar they went home.\n")
    batch = gathered(
        tmp_path, box__mbox=mailbox(letter("First"), second).replace(b"\nFrom Vellmar", b"\n>From Vellmar")
    )
    assert [(raw.location, raw.page and raw.page.title) for raw in batch.kept] == [
        ("box.mbox/1", "First"),
        ("box.mbox/2", "Second"),
    ]
    assert batch.kept[1].page is not None
    assert batch.kept[1].page.text.endswith("From Vellmar they went home.")
    assert batch.kept[1].content.strip() == second.as_bytes().strip()


@pytest.mark.parametrize(
    "line",
    [
        "From marit@post.example Tue Mar  3 18:15:00 1998",
        "From - Tue Mar 03 18:15:00 1998",
        "From 1234@xxx Tue Mar 03 18:15:00 +0000 1998\r",
        "From MAILER-DAEMON Tue Mar 3 18:15 CET 1998",
    ],
)
def test_mails_of_a_box_are_told_apart_without_an_empty_line_between(tmp_path: Path, line: str) -> None:
    mails = [f"{line}\n{letter(subject).as_string().rstrip()}\n" for subject in ("First", "Second", "Third")]
    batch = gathered(tmp_path, box__mbox="".join(mails))
    assert [raw.page and raw.page.title for raw in batch.kept] == ["First", "Second", "Third"]
    assert all(raw.page and raw.page.text == "\n\n".join(STORY) for raw in batch.kept)


@pytest.mark.parametrize(
    "line",
    [
        "From Vellmar the envoys went home on Tue Mar 3 1998",
        "From Vellmar to the cape: an hour",
        "From marit@post.example Tuesday at 18:15",
        "he said. From marit@post.example Tue Mar  3 18:15:00 1998",
    ],
)
def test_prose_that_begins_with_from_parts_no_mail(tmp_path: Path, line: str) -> None:
    text = f"{AGREED}\n{line}\nNote: nobody stayed.\n{OPEN}\n"
    (raw,) = gathered(tmp_path, box__mbox=mailbox(letter("First", text))).kept
    assert raw.page is not None
    assert raw.page.text == text.strip()


def test_a_line_without_end_above_a_mail_of_a_box_costs_nothing(tmp_path: Path) -> None:
    content = b"From " + b"x" * 2_000 + b"\n" + LETTER
    assert page_of(tmp_path, box__mbox=content).title == "Radar"


def test_a_mail_in_a_box_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_MEMBERS", 2)
    assert len(gathered(tmp_path, box__mbox=mailbox(letter("First"), letter("Second"))).kept) == 2
    batch = gathered(tmp_path, box__mbox=mailbox(*[letter("One more")] * 3))
    # The limit that is told is the one of a whole file: what was left of it is nobody's business.
    assert batch == Batch((), (Rejection("box.mbox", "holds more than 10,000 documents"),))


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n\r\n", b"\xef\xbb\xbf\n"])
def test_a_mark_or_empty_lines_before_a_mail_or_a_box_cost_nothing(tmp_path: Path, before: bytes) -> None:
    assert page_of(tmp_path, a__eml=before + LETTER) == page_of(tmp_path, a__eml=LETTER)
    (tmp_path / "a.eml").unlink()
    box = before + b"From a Tue\n" + LETTER + b"\n\nFrom b Wed\n" + LETTER.replace(b"Subject: ", b"Subject: More on ")
    assert [raw.location for raw in gathered(tmp_path, a__mbox=box).kept] == ["a.mbox/1", "a.mbox/2"]


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"HTTP/1.1 200 OK\r\n\r\n", b"\0" * 1024])
def test_what_stands_before_a_pdf_costs_nothing(tmp_path: Path, before: bytes) -> None:
    content = pdf(html("Talks on the radar"))
    assert page_of(tmp_path, a__pdf=before + content) == page_of(tmp_path, a__pdf=content)


def test_a_folder_of_mails_without_endings(tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    (tmp_path / "cur" / "888.M1.host:2,S").write_bytes(LETTER)
    batch = collect([tmp_path])
    assert [raw.page and raw.page.title for raw in batch.kept] == ["Radar"]


def test_lines_of_json(tmp_path: Path) -> None:
    rows = [
        {
            "text": AGREED,
            "title": "Radar",
            "publisher": "The Post",
            "published": "1998-03-03T18:15",
            "url": "https://a.b",
        },
        {"text": OPEN, "title": None, "other": 3},
        {"title": "no text"},
        {"text": AGREED, "title": ["Radar"]},
        {"text": ["Radar"], "published": "yesterday"},
        {"text": " "},
    ]
    content = "\n\n".join(map(json.dumps, rows)) + "\n{\n"
    batch = gathered(tmp_path, news__jsonl=content)
    assert [(raw.location, raw.page) for raw in batch.kept] == [
        ("news.jsonl/1", Page(AGREED, "Radar", "The Post", date(1998, 3, 3), "https://a.b")),
        ("news.jsonl/3", Page(OPEN)),
    ]
    assert {each.location: each.reason for each in batch.rejected} == {
        "news.jsonl/5": "is no JSON object with a “text”",
        "news.jsonl/7": "its “title” is no text",
        "news.jsonl/9": "is no JSON object with a “text”",
        "news.jsonl/11": "holds no text",
        "news.jsonl/12": "is no JSON",
    }


@pytest.mark.parametrize(
    "published",
    [
        "1998-03-03", " 1998-03-03T18:15:00+01:00", "1998-03-03 18:15", "1998-3-3", "19980303", "1998/03/03", DAY,
        "3 Mar 1998 18:15:00 GMT", "3 March 1998", "March 3, 1998", "1998-03-03T18:15:00Z", "0888945300", 19980303,
    ],
)  # fmt: skip
def test_the_day_of_a_line_of_json_is_read_however_it_is_written(published: object) -> None:
    line = json.dumps({"text": AGREED, "published": published})
    assert record_of(line.encode()) == Page(AGREED, published=date(1998, 3, 3))


@pytest.mark.parametrize("published", [1623837600, 1623837600000, 1623837600.75, "1623837600", "1623837600123"])
def test_the_day_of_a_line_of_json_may_be_in_seconds(published: object) -> None:
    line = json.dumps({"text": AGREED, "published": published})
    assert record_of(line.encode()).published == date(2021, 6, 16)


@pytest.mark.parametrize(
    "published",
    ["", " ", None, "yesterday", "2021-06", "2021", 2021, "6/7/2021", "0000-00-00", "2021-13-45", True, [], {"a": 1},
     float("nan"), float("inf"), 1e300, -5, "9" * 5_000, "2021" * 5_000],
)  # fmt: skip
def test_a_line_of_json_that_names_no_day_is_read_without_one(published: object) -> None:
    line = json.dumps({"text": AGREED, "published": published})
    assert record_of(line.encode()) == Page(AGREED)


@pytest.mark.parametrize("piece", ["{}", "<p>{}</p>", "<div>{}</div>", "<body><p>{}</p></body>", "<article>{}"])
def test_a_page_of_one_element_is_read(piece: str, tmp_path: Path) -> None:
    whole = piece.format(AGREED)
    mail = f"From: a@b.example\nSubject: Radar\nContent-Type: text/html\n\n{whole}\n"
    batch = gathered(tmp_path, a__html=whole, b__eml=mail, c__jsonl=json.dumps({"text": f"<p>{AGREED}</p>"}))
    found = corpus(batch)
    assert not found.rejected
    assert [document.text.strip() for document in found.kept] == [AGREED] * 3


@pytest.mark.parametrize(
    ("title", "expected"),
    [(1984, "1984"), (2.5, "2.5"), (0, "0"), ("1984", "1984"), (None, ""), (nan, ""), (inf, "")],
)
def test_the_title_of_a_line_of_json_may_be_a_number(title: object, expected: str) -> None:
    assert record_of(json.dumps({"text": AGREED, "title": title}).encode()) == Page(AGREED, expected)


@pytest.mark.parametrize("key", ["title", "publisher", "url"])
@pytest.mark.parametrize("said", [["a"], {"a": "b"}, True])
def test_what_is_said_of_a_line_of_json_and_is_no_text_is_refused(key: str, said: object) -> None:
    with pytest.raises(Refused, match=f"its “{key}” is no text"):
        record_of(json.dumps({"text": AGREED, key: said}).encode())


def test_lines_of_json_may_hold_pieces_of_pages(tmp_path: Path) -> None:
    pieces = ["".join(f"<p>{each}</p>" for each in STORY), f"<div class=x>{'<br><br>'.join(STORY)}</div>"]
    batch = gathered(tmp_path, a__jsonl="\n".join(json.dumps({"text": each, "title": "Radar"}) for each in pieces))
    assert [raw.page for raw in batch.kept] == [Page("\n\n".join(STORY), "Radar")] * 2


MARKS = [
    *(("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)),
    *(("utf-32-le", codecs.BOM_UTF32_LE), ("utf-32-be", codecs.BOM_UTF32_BE)),
]


@pytest.mark.parametrize(("encoding", "mark"), MARKS)
def test_lines_of_json_are_read_in_the_encoding_of_their_mark(tmp_path: Path, encoding: str, mark: bytes) -> None:
    lines = [json.dumps({"text": each}, ensure_ascii=False) for each in (AGREED, "Ёлка №1 𝔸 and more.")]
    batch = gathered(tmp_path, a__jsonl=mark + "\r\n".join(lines).encode(encoding))
    assert [(raw.location, raw.content, raw.page) for raw in batch.kept] == [
        ("a.jsonl/1", lines[0].encode(), Page(AGREED)),
        ("a.jsonl/2", lines[1].encode(), Page("Ёлка №1 𝔸 and more.")),
    ]


def test_a_damaged_line_of_json_in_utf_16_costs_that_line(tmp_path: Path) -> None:
    line = json.dumps({"text": AGREED}) + "\n"
    halved = line.replace("radar", "rad\ud800ar")
    content = (line + halved + line).encode("utf-16", "surrogatepass") + b"{"
    batch = gathered(tmp_path, a__ndjson=content)
    assert [raw.location for raw in batch.kept] == ["a.ndjson/1", "a.ndjson/3"]
    assert {each.location: each.reason for each in batch.rejected} == {
        "a.ndjson/2": "is no JSON",
        "a.ndjson/4": "is no JSON",
    }


def test_an_archive(tmp_path: Path) -> None:
    inner = zipped([("deep.txt", AGREED), ("box.mbox", mailbox(letter("In a box")))])
    members: list[tuple[str | zipfile.ZipInfo, str | bytes]] = [
        ("folder/inner.html", html("Radar")),
        ("../../up.txt", AGREED),
        ("/etc/root.txt", AGREED),
        ("a.txt", AGREED),
        ("./a.txt", OPEN),
        ("inner.zip", inner),
        ("news.jsonl", json.dumps({"text": AGREED})),
        ("photo.jpg", b"\xff\xd8"),
        (".hidden.txt", AGREED),
        ("__MACOSX/a.txt", AGREED),
        ("line\nbreak.txt", AGREED),
    ]
    batch = gathered(tmp_path, archive__zip=zipped(members))
    assert [raw.location.removeprefix("archive.zip/") for raw in batch.kept] == [
        "a-2.txt", "a.txt", "etc/root.txt", "folder/inner.html", "inner.zip/box.mbox/1", "inner.zip/deep.txt",
        "line\\nbreak.txt", "news.jsonl/1", "up.txt",
    ]  # fmt: skip
    assert [each.location for each in batch.rejected] == ["archive.zip/photo.jpg"]


def test_a_link_and_a_secret_in_an_archive_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    content = zipped([(link, "/etc/passwd"), ("secret.txt", AGREED), ("a.txt", AGREED)])
    place = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    batch = gathered(tmp_path, a__zip=content[: place + 8] + b"\x01" + content[place + 9 :])
    assert {each.location: each.reason for each in batch.rejected} == {
        "a.zip/link.txt": "is a symbolic link",
        "a.zip/secret.txt": "is encrypted: save it without a password",
    }


class Nameless(zipfile.ZipInfo):
    """A member that Python's own writer asks for the last letter of its name."""

    def is_dir(self) -> bool:
        return False


def test_a_member_without_a_name_or_with_one_without_end_costs_nothing(tmp_path: Path) -> None:
    content = zipped([(Nameless(""), AGREED), ("b.txt", OPEN), ("deep/" * 4_000 + "c.txt", REJECTED)])
    batch = gathered(tmp_path, a__zip=content)
    assert batch.rejected == ()
    assert [raw.content.decode() for raw in batch.kept] == [OPEN, REJECTED, AGREED]
    assert [raw.location[-20:] for raw in batch.kept] == ["a.zip/b.txt", "deep/deep/deep/c.txt", "a.zip/nameless"]
    assert max(len(raw.location) for raw in batch.kept) < 510


def test_a_pdf_of_sheets_in_a_deep_tree_is_named(tmp_path: Path) -> None:
    trees = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % number for number in range(3, 500)]
    content = drawn(b"<</Type/Catalog/Pages 2 0 R>>", *trees, b"<</Type/Page/MediaBox[0 0 9 9]>>")
    assert reason_of(tmp_path, a__pdf=content) == "is nested too deeply"


def test_an_archive_without_documents_is_named(tmp_path: Path) -> None:
    inner = zipped([("folder/", ""), (".hidden", AGREED)])
    batch = gathered(tmp_path, a__zip=zipped([("inner.zip", inner)]), b__zip=inner)
    assert {each.location: each.reason for each in batch.rejected} == {
        "a.zip/inner.zip": "holds no document",
        "b.zip": "holds no document",
    }


@given(st.lists(st.text(max_size=8), max_size=30))
def test_no_two_members_share_a_name_and_none_leads_out(names: list[str]) -> None:
    taken = Counter[str]()
    found = [opening._unique(name, taken) for name in names]
    assert len(set(found)) == len(found)
    assert not any({"", ".", ".."} & set(name.split("/")) for name in found)
    assert all(name.isprintable() for name in found)


@given(st.binary(max_size=300), st.sampled_from(["", ".txt", ".eml", ".zip", ".csv"]))
def test_any_bytes_have_a_format_or_a_reason(head: bytes, suffix: str) -> None:
    with suppress(Refused):
        assert format_of(head, suffix) in Format


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one of each format."""
    folder = tmp_path_factory.mktemp("desk") / "inbox"
    folder.mkdir()
    said = [f"Reporter {number} was in the harbour." for number in range(9)]
    mail = letter("Radar by mail", "\n\n".join((said[2], *STORY)))
    mail.add_attachment(
        pdf(html("Attached", (said[3], *STORY))), maintype="application", subtype="pdf", filename="r.pdf"
    )
    files = {
        "a.pdf": pdf(html("Radar in print", (said[0], *STORY))),
        "b.docx": word("Radar in Word", (said[1], *STORY)),
        "c.eml": mail.as_bytes(),
        "d.mbox": mailbox(letter("Radar in a box", "\n\n".join((said[4], *STORY)))),
        "e.jsonl": json.dumps({"text": "\n\n".join((said[5], *STORY)), "title": "Radar in a line"}).encode(),
        "f.zip": zipped([("folder/inner.html", html("Radar in a zip", (said[6], *STORY))), ("x.pdf", pdf(html("X")))]),
        "plain": "\n\n".join(("Radar in plain text", said[7], *STORY)).encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


LOCATIONS = [
    "a.pdf", "b.docx", "c.eml", "c.eml/r.pdf", "d.mbox/1", "e.jsonl/1", "f.zip/folder/inner.html", "f.zip/x.pdf",
    "plain",
]  # fmt: skip


def test_a_document_follows_from_its_bytes_alone(inbox: Path) -> None:
    batch = collect([inbox])
    assert [raw.location for raw in batch.kept] == LOCATIONS
    assert tuple(paged(RawDocument(raw.location, raw.content) for raw in batch.kept)) == batch.kept


def test_every_format_goes_into_one_brief(inbox: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    out = [tmp_path / name for name in ("one", "two")]
    for folder in out:
        made = run("make", inbox, "-f", "json", "-f", "md", "-f", "pdf", "--as-of", "1998-03-05", "-o", folder)
        assert (made.exit_code, made.stderr) == (0, "")
    first, second = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in out)
    assert first == second
    brief = next(out[0].glob("*.json"))
    documents = json.loads(brief.read_text())["documents"]
    assert [each["path"] for each in documents] == LOCATIONS
    (by_path,) = (each["sha256"] for each in documents if each["path"] == "a.pdf")
    assert by_path == sha256((inbox / "a.pdf").read_bytes()).hexdigest()
    assert run("verify", brief, "--sources", inbox).exit_code == 0
    monkeypatch.chdir(inbox)
    assert run("verify", brief).exit_code == 0


def test_what_a_file_holds_is_found_again(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inbox)
    kept = {raw.location: raw for raw in collect([inbox]).kept}
    assert find_again([{"path": path} for path in LOCATIONS], [], inbox) == kept
    assert still_there([{"path": path} for path in ("f.zip/gone.txt", "gone.zip/a.txt", "f.zip/x.pdf")], [], inbox) == {
        "f.zip/x.pdf": kept["f.zip/x.pdf"]
    }
    with pytest.raises(SourceError, match=r"f.zip/gone.txt is not in the current folder \(its file does not hold it\)"):
        find_again([{"path": "f.zip/gone.txt"}], [], inbox)


def test_no_child_is_started_for_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*_: object, **__: object) -> None:
        pytest.fail("a child was started")

    monkeypatch.setattr(subprocess, "Popen", started)
    assert len(gathered(tmp_path, a__txt=AGREED, b__html=html("Radar"), c__md=OPEN, d=REJECTED).kept) == 4


def test_the_child_gets_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[object] = []
    start = subprocess.Popen

    def started(*arguments: object, **options: object) -> object:
        seen.append(options["env"])
        return start(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setenv("BRIEFING_MAIL_PASSWORD", "hunter2")
    monkeypatch.setattr(subprocess, "Popen", started)
    assert page_of(tmp_path, a__eml=LETTER).title == "Radar"
    assert len(seen) == 1
    assert "hunter2" not in str(seen)


def test_containers_may_be_larger_than_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.sources import files

    monkeypatch.setattr(files, "LARGEST", 1)
    (tmp_path / "a.zip").write_bytes(zipped([("a.txt", AGREED)]))
    (tmp_path / "a.eml").write_bytes(LETTER)
    assert isinstance(read_file(tmp_path / "a.zip", "a.zip"), RawDocument)
    assert read_file(tmp_path / "a.eml", "a.eml") == Rejection("a.eml", "is larger than 0 MB")
    monkeypatch.setattr(files, "LARGEST_CONTAINER", 1)
    assert read_file(tmp_path / "a.zip", "a.zip") == Rejection("a.zip", "is larger than 0 MB")
