"""The whole way as cron goes it: files come between and during editions, and each run is a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from places import NEWS, write_old

CONFIG = """\
[brief.ferry]
sources = ["inbox", "share"]
recipients = ["ann@example.org"]
formats = ["md", "json"]
at = "06:30"
"""
LATE = (
    "The fishermen of Kelm agreed on Wednesday to let the new ferry of Norvania pass their nets at any hour.\n\n"
    "The harbour master of Kelm rejected the timetable of the ferry as too dense, he told reporters on Wednesday.\n"
)


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefing", "--config", str(folder / "briefing.toml"), *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def due(folder: Path, day: int) -> int:
    return run(folder, "run", "--due", "--now", f"2026-03-0{day}T07:00:00").returncode


def status(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(folder, "status", "--json", "--now", "2026-03-09T07:00:00").stdout)
    return found


def ends(folder: Path) -> dict[str, tuple[int, str]]:
    documents = status(folder)["documents"]
    assert len({(each["location"], each["sha256"]) for each in documents}) == len(documents)
    return {each["location"]: (each["edition"], each["verdict"]) for each in documents}


@contextmanager
def copying(path: Path, text: str, pause: float) -> Iterator[Callable[[], None]]:
    """Write a file piece by piece with pauses, and give what lets the rest of it come."""
    over, (half, rest) = Event(), (text[: len(text) // 2], text[len(text) // 2 :])
    with path.open("w", encoding="utf-8", buffering=1) as file:

        def write() -> None:
            while not over.is_set():
                file.write(half[-1] if file.tell() else half)
                file.flush()
                over.wait(pause)

        def end() -> None:
            over.set()
            writer.join()
            file.truncate(0)
            file.seek(0)
            file.write(half + rest)

        writer = Thread(target=write)
        writer.start()
        try:
            yield end
        finally:
            over.set()
            writer.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "share").mkdir()
    (tmp_path / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def test_every_file_that_comes_ends_once(folder: Path) -> None:
    inbox = folder / "inbox"
    write_old(inbox / "ferry.txt", NEWS["ferry.txt"])
    write_old(inbox / "ferry-again.txt", NEWS["ferry.txt"])
    write_old(inbox / "quay.txt.part", NEWS["quay.txt"])
    with copying(inbox / "late.txt", LATE, pause=1.0) as finish:
        assert due(folder, 2) == 3
        assert ends(folder) == {
            "ferry.txt": (1, "DUPLICATE"),
            "ferry-again.txt": (1, "USED"),
            "late.txt": (1, "WAITING"),
        }
        (brief,) = (folder / "out").glob("*.md")
        assert "is still being written" in brief.read_text(encoding="utf-8")
        finish()
    (inbox / "quay.txt.part").rename(inbox / "quay.txt")
    write_old(inbox / "broken.pdf", "no PDF")
    (folder / "share").rename(folder / "away")
    write_old(folder / "away" / "moved.txt", NEWS["ferry.txt"])
    assert due(folder, 3) == 3
    assert [each["subject"] for each in status(folder)["notices"]] == [f"ferry {folder / 'share'}"]
    (folder / "away").rename(folder / "share")
    assert due(folder, 4) == 3  # broken.pdf lies there still
    assert ends(folder) == {
        "ferry.txt": (1, "DUPLICATE"),
        "ferry-again.txt": (1, "USED"),
        "late.txt": (2, "USED"),
        "quay.txt": (2, "USED"),
        "broken.pdf": (2, "REJECTED"),
        "moved.txt": (3, "DUPLICATE"),
    }
    assert status(folder)["notices"] == []
    assert "ferry: 3 used, 2 duplicates, 1 rejected, 0 waiting" in run(folder, "status").stdout
    for path in inbox.iterdir():
        path.unlink()
    for record in (folder / "out").glob("*.json"):
        checked = run(folder, "verify", str(record))
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_single_brief_does_not_take_a_file_that_grows(folder: Path) -> None:
    write_old(folder / "inbox" / "ferry.txt", NEWS["ferry.txt"])
    with copying(folder / "inbox" / "late.txt", LATE, pause=0.05) as finish:
        made = run(folder, "make", "inbox", "-f", "md", "--as-of", "2026-03-02")
        assert made.returncode == 3
        assert "left out: late.txt: is still being written" in made.stderr
        finish()
    (folder / "inbox" / "late.txt").touch()
    assert run(folder, "make", "inbox", "-f", "md", "--as-of", "2026-03-02").returncode == 0
