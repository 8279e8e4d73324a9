"""A PDF carries the record of its brief: what is checked of the record can be checked of the PDF alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from commands import run
from papers import AGREED, pdf
from pypdf import PdfWriter

from briefing.errors import RecordError
from briefing.publish import carried
from briefing.publish.carried import is_pdf, record_carried


@pytest.fixture
def brief(desk: Path) -> Path:
    """The PDF of a brief, its record beside it."""
    assert run("make", "inbox", "-f", "pdf,json", "--quick").exit_code == 0
    (path,) = (desk / "out").glob("*.pdf")
    return path


def test_a_pdf_is_checked_as_its_record_is(brief: Path) -> None:
    record = brief.with_suffix(".json")
    assert record_carried(brief, "a") == record.read_text(encoding="utf-8")
    for command in ("verify", "lint"):
        told = [run(command, path, "--sources", "inbox") for path in (brief, record)]
        assert told[0].output == told[1].output
        assert told[0].exit_code == told[1].exit_code
    assert run("verify", brief, "--sources", "inbox").exit_code == 0
    (Path("inbox") / "gazette.txt").write_text("Nothing of it is true.", encoding="utf-8")
    assert run("verify", brief, "--sources", "inbox").exit_code == 1


def attached(name: str, content: bytes) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment(name, content)
    path = Path("attached.pdf")
    with path.open("wb") as file:
        writer.write(file)
    return path.read_bytes()


NO_RECORD = "is damaged, or carries no brief.json: give the .json file of the brief"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: pdf(AGREED), NO_RECORD),
        (lambda: pdf(AGREED)[:200], NO_RECORD),
        (lambda: b"%PDF-1.7\n", NO_RECORD),
        (lambda: attached("other.json", b"{}"), NO_RECORD),
        (lambda: attached("brief.json", b"\xff{}"), "carries a brief.json that is no JSON"),
        (lambda: attached("brief.json", b"{}"), "is no record of a brief"),
        (lambda: attached("brief.json", b"["), "is not JSON"),
    ],
)
def test_a_pdf_without_a_record_is_no_brief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes], reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(make())
    found = run("verify", "a.pdf")
    assert found.exit_code == 2
    assert f"a.pdf {reason}" in " ".join(found.output.split())


def test_a_pdf_that_costs_too_much_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(AGREED))
    assert is_pdf(path)
    monkeypatch.setattr(carried, "LARGEST", 100)
    with pytest.raises(RecordError, match=r"^a\.pdf is larger than 0 MB"):
        record_carried(path, "a.pdf")
    with pytest.raises(RecordError, match="cannot be read: No such file"):
        is_pdf(tmp_path / "gone.pdf")
