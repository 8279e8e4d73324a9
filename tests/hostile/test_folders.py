"""Folders that a stranger may write into: no link, pipe, device or changing file is read, and no name is believed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from papers import AGREED, OPEN, zipped

from briefing.model import RawDocument, Rejection
from briefing.sources import files
from briefing.sources.files import read_file
from briefing.sources.folders import collect
from briefing.sources.formats.kinds import Format, format_of
from briefing.sources.formats.parts import LARGEST

CHANGING = "is still being written"


def during(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Let something happen between the first bytes of a file and the rest."""

    def format_and_change(head: bytes, suffix: str) -> Format:
        change()
        return format_of(head, suffix)

    monkeypatch.setattr(files, "format_of", format_and_change)


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A file that is not read at once."""
    path = tmp_path / "long.txt"
    path.write_text(f"{AGREED}\n" * 1_000)
    return path


def test_a_device_is_not_read() -> None:
    for name in ("null", "zero", "full", "random", "tty0"):
        found = read_file(Path("/dev") / name, name)
        assert isinstance(found, Rejection)
        assert found.reason in {"is not a regular file", "vanished before it could be read", "no permission to read it"}
    assert read_file(Path("/dev/zero"), "zero") == Rejection("zero", "is not a regular file")


def test_a_link_in_place_of_a_file_or_of_its_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("sesame")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, target in (("a.txt", "secret.txt"), ("b.txt", "../outside/secret.txt"), ("c", ""), ("d.txt", "gone")):
        (inbox / name).symlink_to(tmp_path / "outside" / target)
    (inbox / "loop").symlink_to(inbox)
    (inbox / "good.txt").write_text(AGREED)
    found = collect([inbox])
    assert [raw.location for raw in found.kept] == ["good.txt"]
    assert {each.location for each in found.rejected} == {"a.txt", "b.txt", "c", "d.txt", "loop"}
    assert {each.reason for each in found.rejected} == {"is a symbolic link: name the file it points to"}


def test_a_hard_link_is_the_file_that_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(AGREED)
    os.link(tmp_path / "a.txt", tmp_path / "b.txt")
    os.mkfifo(tmp_path / "c.txt")
    os.link(tmp_path / "c.txt", tmp_path / "d.txt")
    found = collect([tmp_path])
    assert [raw.location for raw in found.kept] == ["a.txt", "b.txt"]
    assert {each.location: each.reason for each in found.rejected} == dict.fromkeys(
        ["c.txt", "d.txt"], "is not a regular file"
    )


@pytest.mark.parametrize("size", [0, 10, 200_000])
def test_a_file_that_changes_its_size_while_it_is_read_is_left_out(
    long: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    when = long.stat().st_mtime_ns

    def cut() -> None:
        os.truncate(long, size)
        os.utime(long, ns=(when, when))  # a clock may be too coarse to tell

    during(monkeypatch, cut)
    assert read_file(long, "a") == Rejection("a", CHANGING)


def test_a_file_that_is_written_over_while_it_is_read_is_left_out(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_over() -> None:
        with long.open("r+") as file:
            file.write("x")
        os.utime(long, ns=(1, 1))

    during(monkeypatch, write_over)
    assert read_file(long, "a") == Rejection("a", CHANGING)


def test_a_file_that_is_deleted_or_replaced_while_it_is_read_is_the_one_that_was_opened(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = long.read_bytes()

    def replace() -> None:
        long.unlink()
        long.symlink_to("/etc/passwd")

    for change in (long.unlink, replace):
        long.unlink(missing_ok=True)
        long.write_bytes(content)
        during(monkeypatch, change)
        assert read_file(long, "a") == RawDocument("a", content)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf"])
def test_a_file_larger_than_a_document_is_not_read(tmp_path: Path, name: str) -> None:
    begin = b"%PDF-1.7\n" if name == "a.pdf" else AGREED.encode()
    (tmp_path / name).write_bytes(begin + b" " * LARGEST)
    (tmp_path / "good.txt").write_text(AGREED)
    found = collect([tmp_path])
    assert [raw.location for raw in found.kept] == ["good.txt"]
    assert {each.location: each.reason for each in found.rejected} == {name: "is larger than 20 MB"}


def test_names_of_every_kind_are_labels(tmp_path: Path) -> None:
    names = [
        *("a\nb.txt", "a\r\nInjected: b.txt", "\x1b]0;owned\x07.txt", "\u202etxt.exe.txt", "-rf.txt", "$(id).txt"),
        *("`id`.txt", "<script>.txt", "..txt", "...txt", "a%2f..%2fb.txt", "é" * 125 + ".txt", "x" * 251 + ".txt"),
        *("'; DROP TABLE slot;--.txt", "a b.txt"),
    ]
    for name in names:
        (tmp_path / name).write_text(AGREED)
    found = collect([tmp_path])
    told = [*(raw.location for raw in found.kept), *(each.location for each in found.rejected)]
    hidden = [name for name in names if name.startswith(".")]
    assert len(told) == len(set(told)) == len(names) - len(hidden)
    assert all(each.isprintable() and len(each.encode()) < 300 for each in told)


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "a/../../out.txt", "..\\out.txt", "C:\\out.txt", "a\0.txt"])
def test_a_name_in_an_archive_leads_nowhere(tmp_path: Path, name: str) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.zip").write_bytes(zipped([(name, AGREED), ("good.txt", OPEN)]))
    found = collect([inbox])
    assert "a.zip/good.txt" in {raw.location for raw in found.kept}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "inbox"]
