"""Files that are still being written are not taken half; names that say so are left alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefing.errors import SourceError
from briefing.model import Rejection
from briefing.sources.files import BEING_WRITTEN
from briefing.sources.folders import collect, is_quiet
from briefing.sources.settling import APART, YOUNG, Watch, at_rest

TEXT = "The ministers agreed on Monday to reopen the ferry.\n"
NOW = 1_700_000_000.0


@dataclass
class Bench:
    """A clock that moves when somebody sleeps, and what happens to the files meanwhile."""

    wall: float = NOW
    slept: float = 0.0
    meanwhile: Callable[[float], None] = field(default=lambda _slept: None)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.wall += seconds
        self.slept += seconds
        self.meanwhile(self.slept)

    def watch(self) -> Watch:
        """Return the watch of a scheduled edition by this clock."""
        return Watch(lambda: self.wall, self.sleep)


def written(path: Path, age: float = 0.0, text: str = TEXT) -> Path:
    """Write a file of this age by the clock of the bench."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (NOW - age, NOW - age))
    return path


def growing(path: Path, until: float, every: float = APART) -> Callable[[float], None]:
    """Return what makes a file longer at each step until so many seconds have passed."""

    def grow(slept: float) -> None:
        if slept <= until and (slept / every).is_integer():
            with path.open("a", encoding="utf-8") as file:
                file.write("More.\n")
            os.utime(path, (NOW + slept, NOW + slept))

    return grow


def test_files_that_lie_there_are_not_waited_for(tmp_path: Path) -> None:
    bench = Bench()
    written(tmp_path / "a.txt", age=YOUNG)
    assert [raw.location for raw in collect([tmp_path], bench.watch()).kept] == ["a.txt"]
    assert bench.slept == 0


@pytest.mark.parametrize("age", [0.0, 1.9, -60.0])
def test_a_young_file_is_taken_after_it_was_at_rest(tmp_path: Path, age: float) -> None:
    bench = Bench()
    written(tmp_path / "a.txt", age)
    assert collect([tmp_path], bench.watch()).rejected == ()
    assert bench.slept == YOUNG


def test_a_copy_that_ends_is_taken_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt")
    bench = Bench(meanwhile=growing(path, until=1.5))
    (raw,) = collect([tmp_path], bench.watch()).kept
    assert raw.content == path.read_bytes() == (TEXT + 6 * "More.\n").encode()


@pytest.mark.parametrize("every", [APART, 1.0, 1.75])
def test_a_copy_that_goes_on_or_pauses_is_left_and_the_others_are_taken(tmp_path: Path, every: float) -> None:
    path = written(tmp_path / "a.txt")
    written(tmp_path / "b.txt")
    bench = Bench(meanwhile=growing(path, until=9, every=every))
    batch = collect([tmp_path], bench.watch())
    assert batch.rejected == (Rejection("a.txt", BEING_WRITTEN),)
    assert [raw.location for raw in batch.kept] == ["b.txt"]
    assert bench.slept == 2 * YOUNG


def test_many_files_are_waited_for_together(tmp_path: Path) -> None:
    for number in range(50):
        written(tmp_path / f"{number}.txt")
    bench = Bench()
    assert len(collect([tmp_path], bench.watch()).kept) == 50
    assert bench.slept == YOUNG


def test_a_single_brief_looks_twice_and_waits_little(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt")
    bench = Bench()
    brief = bench.watch()._replace(rest=APART, longest=2 * APART)
    assert collect([tmp_path], brief).rejected == ()
    assert bench.slept == APART
    bench = Bench(meanwhile=growing(path, until=9))
    assert collect([tmp_path], Watch(lambda: NOW, bench.sleep, APART, 2 * APART)).kept == ()
    assert bench.slept == 2 * APART


def test_a_file_that_changes_after_the_looks_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "a.txt", age=60)
    last = written(tmp_path / "b.txt", age=60)

    def rewritten(paths: list[Path], watch: Watch) -> object:
        found = at_rest(paths, watch)
        last.write_text("The ministers agr", encoding="utf-8")
        return found

    monkeypatch.setattr("briefing.sources.folders.at_rest", rewritten)
    batch = collect([tmp_path], Bench().watch())
    assert batch.rejected == (Rejection("b.txt", BEING_WRITTEN),)


def test_a_file_that_goes_while_it_is_watched_is_told_as_gone(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt")
    bench = Bench(meanwhile=lambda _: path.unlink(missing_ok=True))
    assert collect([tmp_path], bench.watch()).rejected == (Rejection("a.txt", "vanished before it could be read"),)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "pipe.txt")
    bench = Bench()
    assert len(collect([tmp_path], bench.watch()).rejected) == 2
    assert bench.slept == 0


NOT_YET = ("a.txt.part", "a.pdf.crdownload", "a.partial", "A.TMP", "a.txt~", "~$a.docx", ".a.txt.Xy12")
SETTINGS = ("briefing.toml", "sources.toml", "maildirfolder")


@pytest.mark.parametrize("name", [*NOT_YET, *SETTINGS])
def test_a_name_that_says_not_yet_or_no_document_is_left_alone_in_silence(tmp_path: Path, name: str) -> None:
    written(tmp_path / name)
    assert is_quiet(str(tmp_path))
    assert is_quiet(str(tmp_path / "*"))
    written(tmp_path / "b.txt")
    for source in (tmp_path, tmp_path / "*"):
        batch = collect([source])
        assert ([raw.location for raw in batch.kept], batch.rejected) == (["b.txt"], ())


def test_a_name_that_says_not_yet_is_read_where_it_is_asked_for(tmp_path: Path) -> None:
    written(tmp_path / "notes~", text=TEXT)
    assert [raw.location for raw in collect([tmp_path / "notes~"]).kept] == ["notes~"]
    assert [raw.location for raw in collect([tmp_path / "*~"]).kept] == ["notes~"]
    with pytest.raises(SourceError):
        collect([tmp_path / "*s"])


def test_a_mail_is_read_when_it_is_in_new_not_while_it_is_written_in_tmp(tmp_path: Path) -> None:
    box = tmp_path / "Maildir"
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True)
    (tmp_path / "tmp").mkdir()
    written(tmp_path / "tmp" / "a.txt")
    mail = written(box / "tmp" / "1700000000.M1P2.host", text=f"From: a@b.example\nTo: c@d.example\n\n{TEXT}")
    assert [raw.location for raw in collect([tmp_path]).kept] == ["tmp/a.txt"]
    mail.rename(box / "new" / mail.name)
    assert [raw.location for raw in collect([box]).kept] == [f"new/{mail.name}"]
    (box / "new" / mail.name).rename(box / "cur" / f"{mail.name}:2,S")
    (raw,) = collect([box]).kept
    assert raw.location == f"cur/{mail.name}:2,S"
    assert raw.page
    assert TEXT.strip() in raw.page.text


@pytest.mark.parametrize("name", [".Trash", ".Junk", ".INBOX.Drafts", ".Deleted Items", ".spam"])
def test_drafts_junk_and_trash_of_a_maildir_are_read_where_they_are_named_themselves(tmp_path: Path, name: str) -> None:
    for folder in (name, ".News"):
        for state in ("cur", "new", "tmp"):
            (tmp_path / folder / state).mkdir(parents=True)
        written(tmp_path / folder / "cur" / "1.host", text=f"From: a@b.example\nTo: c@d.example\n\n{TEXT}")
    assert [raw.location for raw in collect([tmp_path]).kept] == [".News/cur/1.host"]
    assert [raw.location for raw in collect([tmp_path / name]).kept] == ["cur/1.host"]


@pytest.mark.parametrize("above", ["Maildir", "inbox"])
def test_the_folders_of_a_maildir_are_read_and_other_hidden_ones_are_not(tmp_path: Path, above: str) -> None:
    box = tmp_path / above
    own = (".News", ".News.Asia", *(("",) if above == "Maildir" else ()))
    for folder in own:
        for name in ("cur", "new", "tmp"):
            (box / folder / name).mkdir(parents=True)
            written(box / folder / name / "1.host", text=f"From: a@b.example\nTo: c@d.example\n\n{TEXT}")
    written(box / ".News" / "maildirfolder", text="")
    written(box / ".News" / "dovecot-uidlist", text="3 V1 N2")
    for hidden in (".git/new", ".half/cur", ".half/new"):
        (box / hidden).mkdir(parents=True)
        written(box / hidden / "2.txt")
    (box / ".link").symlink_to(box / ".News")
    batch = collect([tmp_path])
    expected = {f"{above}/{folder}/{name}/1.host".replace("//", "/") for folder in own for name in ("cur", "new")}
    assert {raw.location for raw in batch.kept} == expected
    assert batch.rejected == ()
