"""An edition can be verified years later: its documents lie in the archive, by checksum, whatever the inbox holds."""

from __future__ import annotations

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from papers import html, letter, mailbox, pdf, zipped
from places import LONG_AGO, NEWS, passed, stopped, workplace

from briefing.cli import main
from briefing.sources.recorded import earlier_texts, find_again, still_there

MAILED = "The fishermen of Kelm agreed on Wednesday to let the new ferry of Norvania pass their nets at any hour."
PACKED = "Norvania and Kelm remain divided over the price of a ticket for the ferry, its company said on Friday."
ATTACHED = "The mayor of Kelm refused on Thursday to close the old quay of the ferry to lorries from Norvania."


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def received() -> dict[str, bytes]:
    """Return what came on the first day, a file of each kind."""
    mail = letter("Nets", f"{MAILED}\n")
    mail.add_attachment(ATTACHED.encode(), maintype="text", subtype="plain", filename="mayor.txt")
    return {
        "ferry.txt": NEWS["ferry.txt"].encode(),
        "quay.pdf": pdf(html("Quay", NEWS["quay.txt"].strip().split("\n\n"))),
        "nets.eml": mail.as_bytes(),
        "week.zip": zipped([("ticket.html", html("Ticket", [PACKED]))]),
        "box.mbox": mailbox(letter("Quay", "\n\n".join(NEWS["quay.txt"].split("\n\n")[::-1]))),
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which two editions were made, the second of a corrected text; its inbox is gone since."""
    folder = tmp_path_factory.mktemp("desk")
    place = workplace(folder)
    place.settings.briefs[0].out.mkdir()
    corrected = {"ferry.txt": NEWS["ferry.txt"].rpartition("It is still unclear")[0].encode()}
    for number, files in enumerate((received(), corrected), 2):
        for name, content in files.items():
            (folder / "inbox" / name).write_bytes(content)
            os.utime(folder / "inbox" / name, (LONG_AGO, LONG_AGO))
        passed(stopped(place, f"2026-03-0{number}T06:00:00"))
    shutil.rmtree(folder / "inbox")
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of that folder, elsewhere, with the records beside the briefs."""
    desk = tmp_path / "years later"
    shutil.copytree(made, desk)
    for number, record in enumerate(sorted((desk / "archive" / "ferry").rglob("*.json")), 1):
        shutil.copy(record, desk / "out" / f"{number}.json")
    monkeypatch.chdir(tmp_path)
    return desk


def documents(record: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(record.read_text(encoding="utf-8"))["documents"]
    return found


def test_documents_of_every_kind_are_verified_from_the_archive(desk: Path) -> None:
    first = desk / "out" / "1.json"
    assert [each["path"] for each in documents(first)] == [
        "box.mbox/1", "ferry.txt", "nets.eml", "nets.eml/mayor.txt", "quay.pdf", "week.zip/ticket.html",
    ]  # fmt: skip
    (archived,) = (desk / "archive" / "ferry" / "D-2026-03-02").glob("*.json")
    for record in (first, archived):
        checked = run("verify", record)
        assert checked.exit_code == 0, checked.output
    assert "ICD203-8-quotation" not in run("lint", first).output


def test_what_a_corrected_text_said_before_is_verified_too(desk: Path) -> None:
    checked = run("verify", desk / "out" / "2.json")
    assert checked.exit_code == 0, checked.output
    changes = json.loads((desk / "out" / "2.json").read_text(encoding="utf-8"))["changes"]
    assert NEWS["ferry.txt"] in earlier_texts(changes, [], desk / "out").values()
    assert "could not be checked" not in checked.output


def test_another_file_under_the_name_is_not_taken_for_the_document(desk: Path) -> None:
    (desk.parent / "ferry.txt").write_text("Another ferry, another harbour.", encoding="utf-8")
    assert run("verify", desk / "out" / "1.json").exit_code == 0


def test_what_the_archive_keeps_no_more_or_not_as_it_was_is_not_found(desk: Path) -> None:
    record = desk / "out" / "1.json"
    digest = sha256(NEWS["ferry.txt"].encode()).hexdigest()
    kept = desk / "archive" / "documents" / digest[:2] / digest
    kept.chmod(0o600)
    kept.write_text(NEWS["ferry.txt"].replace("May", "June"), encoding="utf-8")
    assert "ferry.txt is not in the current folder" in run("verify", record).output
    kept.unlink()
    missing = run("verify", record)
    assert missing.exit_code == 1
    assert "ferry.txt is not in the current folder" in missing.output
    assert len(still_there(documents(record), [], record.parent)) == 5


def test_sources_that_are_named_are_the_only_ones(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "none.txt").write_text("No harbour, no ferry.", encoding="utf-8")
    found = find_again(documents(desk / "out" / "1.json"), [str(tmp_path / "none.txt")], desk / "out")
    assert found == {}


@pytest.mark.parametrize("digest", ["../../out/1.json", "", None, 5])
def test_a_checksum_that_is_none_leads_nowhere(desk: Path, digest: object) -> None:
    assert still_there([{"path": "gone.txt", "sha256": digest}], [], desk / "out") == {}
