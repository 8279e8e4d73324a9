"""Files of a brief: names, and writing whole or not at all."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from fakes import empty, rich
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.errors import PublishError
from briefing.model import Artifact
from briefing.publish import archive
from briefing.publish.page import page


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Norland–Avaria talks, Port Selin", "2031-11-15-norland-avaria-talks-port-selin.md"),
        ("", "2031-11-15-brief.md"),
        ("  ", "2031-11-15-brief.md"),
        ("Gespräch über «Zölle»: l'été d’Élise", "2031-11-15-gesprach-uber-zolle-lete-delise.md"),
        ("../../etc/passwd\n\x00", "2031-11-15-etc-passwd.md"),
        ("word " * 40, "2031-11-15-word-word-word-word-word-word-word-word-word-word-word-word.md"),
    ],
)
def test_the_name_is_date_and_title(title: str, name: str) -> None:
    assert archive.file_name(replace(rich(), title=title), "md") == name


def test_briefs_that_are_made_together_never_have_one_name() -> None:
    titles = ["Talks", "talks!", "Other", "Talks 2", "TALKS"]
    apart = archive.told_apart(replace(rich(), title=title) for title in titles)
    assert [each.title for each in apart] == titles
    names = [archive.file_name(each, "md") for each in apart]
    assert names == [f"2031-11-15-{name}.md" for name in ("talks", "talks-2", "other", "talks-2-2", "talks-3")]
    assert page(apart[1]).id == "2031-11-15-talks-2"


def test_titles_in_other_scripts_do_not_overwrite_each_other() -> None:
    names = {archive.slug(title) for title in ("Переговори", "Переговоры", "会談")}
    assert len(names) == 3
    assert all(name.startswith("brief-") for name in names)


@given(st.text())
@example("⑴ ⒜ ½ ﬁ ℡ İ K")
def test_a_slug_is_a_file_name_everywhere(title: str) -> None:
    slug = archive.slug(title)
    assert 0 < len(slug) <= 60
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")


def test_what_is_written_is_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "brief.md"
    written = archive.write(Artifact("md", b"# Brief\n"), path)
    assert path.read_bytes() == b"# Brief\n"
    assert [each.name for each in path.parent.iterdir()] == ["brief.md"]
    assert (written.path, written.sha256) == (path, sha256(b"# Brief\n").hexdigest())


def test_an_existing_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.write_bytes(b"old" * 1000)
    archive.write(Artifact("md", b"new"), path)
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "brief.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(*((os, "fsync", full) if step == "fsync" else (type(path), "replace", full)))
    with pytest.raises(PublishError, match=r"brief\.md cannot be written: No space left on device"):
        archive.write(Artifact("md", b"new"), path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["brief.md"]


def test_bytes_reach_the_disk_before_the_name_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    sync, replace_file = os.fsync, type(tmp_path).replace

    def noted_sync(handle: int) -> None:
        order.append("fsync")
        sync(handle)

    def noted_replace(path: Path, target: Path) -> Path:
        order.append("rename")
        return replace_file(path, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(type(tmp_path), "replace", noted_replace)
    archive.write(Artifact("md", b"x"), tmp_path / "brief.md")
    assert order == ["fsync", "rename", "fsync"]


def test_a_folder_that_cannot_be_is_told_with_path_and_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in ("file", "file/below"):
        with pytest.raises(
            PublishError, match=rf"{place}/brief\.md cannot be written: .*/file is a file, not a folder"
        ):
            archive.write(Artifact("md", b"x"), tmp_path / place / "brief.md")


@pytest.mark.parametrize("place", ["file", "file/below/it", "/proc/nowhere", "/dev/null", "n" * 300])
def test_what_a_folder_does_not_take_is_known_before_with_the_words_of_writing(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = tmp_path / place
    with pytest.raises(PublishError) as late:
        archive.write(Artifact("md", b"x"), folder / "brief.md")
    with pytest.raises(PublishError) as early:
        archive.check_writable(folder)
    assert str(early.value) == str(late.value).replace(f"{folder}/brief.md", str(folder))


@pytest.mark.parametrize("place", [".", "new", "new/below"])
def test_a_folder_that_takes_a_file_is_left_as_it_is(tmp_path: Path, place: str) -> None:
    archive.check_writable(tmp_path / place)
    assert list(tmp_path.iterdir()) == []


def test_an_untitled_brief_has_a_name() -> None:
    assert archive.file_name(empty(), "pdf") == "2031-11-15-brief.pdf"


def test_a_long_title_is_cut_between_words() -> None:
    assert archive.slug(f"{'talks ' * 9}on fisheries") == f"{'talks-' * 9}on"
    assert archive.slug("x" * 99) == "x" * 60
    assert archive.slug(f"{'x' * 60} y") == "x" * 60
