"""Collecting: what is read, what it is called, and what is left out with a reason."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from articles import ENGLISH
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.model import Document, Rejection
from briefing.sources import files
from briefing.sources.files import read_file
from briefing.sources.folders import collect
from briefing.sources.labels import label
from briefing.text.reading import read


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "monday").mkdir(parents=True)
    (folder / "b.txt").write_text("The envoys meet.")
    (folder / "monday" / "a.md").write_text("The talks go on.")
    return folder


def locations(sources: Sequence[str | Path]) -> list[str]:
    return [raw.location for raw in collect(sources).kept]


def reasons(sources: Sequence[str | Path]) -> dict[str, str]:
    return {rejection.location: rejection.reason for rejection in collect(sources).rejected}


def test_a_folder_is_read_with_all_below_it(inbox: Path) -> None:
    assert locations([inbox]) == ["b.txt", "monday/a.md"]
    assert collect([inbox]).rejected == ()


def test_content_is_the_bytes_of_the_file(inbox: Path) -> None:
    (inbox / "c.html").write_bytes(b"\xff\x00\r\n")
    assert collect([inbox / "c.html"]).kept[0].content == b"\xff\x00\r\n"


def test_a_file_is_called_by_its_name(inbox: Path) -> None:
    assert locations([inbox / "monday" / "a.md"]) == ["a.md"]


def test_a_pattern_is_relative_to_its_fixed_part(inbox: Path) -> None:
    assert locations([f"{inbox}/*.txt"]) == ["b.txt"]
    assert locations([f"{inbox}/**"]) == ["b.txt", "monday/a.md"]
    assert locations([f"{inbox}/m*"]) == ["monday/a.md"]
    assert locations([f"{inbox}/*/*.md"]) == ["monday/a.md"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(inbox: Path) -> None:
    (inbox / "note [draft].txt").write_text("x")
    assert locations([f"{inbox}/note [draft].txt"]) == ["note [draft].txt"]


def test_hidden_files_and_folders_are_skipped(inbox: Path) -> None:
    (inbox / ".secret.txt").write_text("x")
    (inbox / ".git").mkdir()
    (inbox / ".git" / "x.txt").write_text("x")
    assert locations([inbox]) == ["b.txt", "monday/a.md"]
    assert reasons([inbox]) == {}


def test_a_file_named_twice_counts_once(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inbox)
    assert locations([inbox, "b.txt", "./b.txt", f"{inbox}/../inbox/b.txt", "*.txt"]) == ["b.txt", "monday/a.md"]


def test_two_files_of_one_name_get_their_folders(tmp_path: Path) -> None:
    for folder in ("x/post", "x/times", "y/times"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.txt").write_text(folder)
    both = [tmp_path / "x/post", tmp_path / "x/times"]
    assert locations(both) == ["post/a.txt", "times/a.txt"]
    assert locations([*both, tmp_path / "y/times/a.txt"]) == ["post/a.txt", "x/times/a.txt", "y/times/a.txt"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(order=st.permutations(["one", "two", "two/deep", "one/a.txt", "gone", "t*"]))
def test_the_order_of_the_sources_changes_nothing(tmp_path: Path, order: list[str]) -> None:
    for folder in ("one", "two/deep"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        for name in ("a.txt", "b.docx"):
            (tmp_path / folder / name).write_text(folder)
    sources = [str(tmp_path / name) for name in order]
    assert collect(sources) == collect(sorted(sources))


def test_every_file_is_kept_or_rejected(inbox: Path) -> None:
    (inbox / "c.docx").write_bytes(b"PK")
    (inbox / "d.csv").write_bytes(b"1,2")
    (inbox / "E.TXT").write_bytes(b"")
    batch = collect([inbox])
    assert len(batch.kept) + len(batch.rejected) == 5
    assert reasons([inbox])["c.docx"] == "is no docx file, whatever its name says"
    assert reasons([inbox])["d.csv"].startswith("unknown format .csv")


@pytest.mark.parametrize("name", ["talks 16.06.2021", "report.final", "article.text", "U.S. and Estmark agree"])
def test_a_text_is_read_whatever_its_name_ends_in(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ENGLISH)
    (raw,) = collect([tmp_path]).kept
    found = read(raw, "D1")
    assert isinstance(found, Document)
    assert (found.location, found.text) == (name, ENGLISH)


def test_links_are_refused(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "passwords.txt").write_text("secret")
    (inbox / "link.txt").symlink_to(tmp_path / "outside" / "passwords.txt")
    (inbox / "folder").symlink_to(tmp_path / "outside")
    assert locations([inbox]) == ["b.txt", "monday/a.md"]
    assert reasons([inbox]) == dict.fromkeys(["link.txt", "folder"], "is a symbolic link: name the file it points to")
    assert "symbolic link" in reasons([inbox / "link.txt", inbox])["link.txt"]


LINK = "is a symbolic link: name the file it points to"


def test_a_link_that_is_named_is_read_where_it_leads_to_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "inbox" / "june").mkdir(parents=True)
    (tmp_path / "inbox" / "june" / "16.txt").write_text(ENGLISH)
    link = tmp_path / "inbox" / "latest.txt"
    link.symlink_to("june/16.txt")
    (tmp_path / "inbox" / "newest.txt").symlink_to("latest.txt")
    for named in ([link], [tmp_path / "inbox" / "newest.txt"], [link, link.parent / "june" / "16.txt"]):
        batch = collect(named)
        assert [raw.location for raw in batch.kept] == ["16.txt"]
        assert batch.rejected == ()
    assert reasons([tmp_path / "inbox"]) == dict.fromkeys(["latest.txt", "newest.txt"], LINK)
    assert reasons([f"{tmp_path}/inbox/*.txt"]) == dict.fromkeys(["latest.txt", "newest.txt"], LINK)


def test_a_link_that_is_named_and_leads_elsewhere_is_read_only_where_that_place_is_named_too(tmp_path: Path) -> None:
    for name in ("inbox", "inbox-2"):
        (tmp_path / name).mkdir()
    (tmp_path / "inbox-2" / "a.txt").write_text(ENGLISH)
    link = tmp_path / "inbox" / "link.txt"
    link.symlink_to("../inbox-2/a.txt")
    assert collect([link]).rejected == (Rejection("link.txt", LINK),)
    batch = collect([link, tmp_path / "inbox-2"])
    assert [raw.location for raw in batch.kept] == ["a.txt"]
    assert batch.rejected == ()


def test_a_link_that_is_named_and_leads_to_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, target in (("a.txt", "gone"), ("b.txt", "b.txt"), ("c.txt", "pipe"), ("d.txt", "/dev/null")):
        (tmp_path / name).symlink_to(target)
        assert collect([tmp_path / name]).rejected == (Rejection(name, LINK),)


def test_what_is_not_a_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.txt"))
        assert reasons([tmp_path]) == dict.fromkeys(["pipe.txt", "socket.txt"], "is not a regular file")


def test_a_large_file_is_refused(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 16)
    assert locations([inbox]) == ["b.txt", "monday/a.md"]
    monkeypatch.setattr(files, "LARGEST", 15)
    assert reasons([inbox]) == dict.fromkeys(["b.txt", "monday/a.md"], "is larger than 0 MB")


def test_a_vanished_file_is_a_rejection(tmp_path: Path) -> None:
    assert read_file(tmp_path / "gone.txt", "gone.txt") == Rejection("gone.txt", "vanished before it could be read")


def test_an_unreadable_file_is_a_rejection(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path, _flags: int) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", closed)
    assert reasons([inbox]) == dict.fromkeys(["b.txt", "monday/a.md"], "no permission to read it")


def test_an_unreadable_folder_is_a_rejection(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The superuser that often runs tests may read every folder, so the refusal is played.
    def scandir(folder: str) -> Iterator[os.DirEntry[str]]:
        if folder.endswith("monday"):
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return real(folder)

    real = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)
    assert locations([inbox]) == ["b.txt"]
    assert list(reasons([inbox])) == ["monday"]


def test_a_missing_source_is_a_rejection_beside_others(inbox: Path) -> None:
    gone = str(inbox / "gone.txt")
    batch = collect([inbox, gone, f"{inbox}/*.htm", "x" * 300, "nul\0.txt"])
    assert len(batch.kept) == 2
    assert {rejection.location: rejection.reason for rejection in batch.rejected} == {
        gone: "no such file or folder",
        f"{inbox}/*.htm": "no file matches this pattern",
        "x" * 300: "no such file or folder",
        "nul\\x00.txt": "no such file or folder",
    }


def test_only_missing_sources_stop_the_run(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.txt: no such file or folder"):
        collect([tmp_path / "gone.txt"])


def test_a_folder_without_documents_is_a_rejection(tmp_path: Path) -> None:
    assert reasons([tmp_path])[str(tmp_path)].startswith("the folder holds no document")


def test_names_are_safe_to_print(tmp_path: Path) -> None:
    names = [
        b"line\nbreak.txt",
        b"latin-\xe9.txt",
        "caf\u00e9.txt".encode(),
        "\u202etxt.exe.txt".encode(),
        b"e\x1b[31m.txt",
    ]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_text("x")
    found = locations([tmp_path])
    assert found == ["\\u202etxt.exe.txt", "café.txt", "e\\x1b[31m.txt", "latin-\\udce9.txt", "line\\nbreak.txt"]


@given(st.text())
def test_a_label_is_printable_and_idempotent(name: str) -> None:
    assert label(name).isprintable()
    assert label(label(name)) == label(name)
    label(name).encode("utf-8")


@pytest.mark.parametrize("name", ["a\x00b.txt", "\ud800.txt"])
def test_a_name_that_no_file_can_have_is_a_reason(name: str) -> None:
    assert read_file(Path(name), "a") == Rejection("a", "no file can have this name")


def test_documents_come_by_location_around_those_of_an_archive(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("z.txt", "Talks went on.")
        archive.writestr("b.txt", "Talks began.")
    for name in ("a.zip-2.txt", "a.zip0.txt", "a.txt"):
        (tmp_path / name).write_text("Talks ended.", encoding="utf-8")
    found = ["a.txt", "a.zip-2.txt", "a.zip/b.txt", "a.zip/z.txt", "a.zip0.txt"]
    assert locations([tmp_path]) == found == sorted(found)
