"""Sources that vanish for a while: told, named in the brief, and taken when they are back."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from places import NEWS, passed, put, stopped, workplace, write_old

from briefing.operations.notices import standing
from briefing.operations.received import received
from briefing.operations.workplace import Workplace
from briefing.sources.folders import is_quiet, unreachable

MONDAY, TUESDAY, WEDNESDAY = (f"2026-03-0{day}T06:00:00" for day in (2, 3, 4))


def two(folder: Path, share: str = "share") -> Workplace:
    """Return a workplace whose brief has a second source."""
    place = workplace(folder)
    (brief,) = place.settings.briefs
    (folder / "share").mkdir(exist_ok=True)
    both = replace(brief, sources=(*brief.sources, str(folder / share)))
    return replace(place, settings=replace(place.settings, briefs=(both,)))


def told(place: Workplace) -> dict[str, str]:
    return {row["subject"]: row["text"] for row in standing(place.ledger)}


def left_out(place: Workplace, period: str) -> list[tuple[str, str]]:
    rows = place.ledger.rows("SELECT location, reason FROM rejection WHERE period = ?", period)
    return [(row["location"], row["reason"]) for row in rows]


@pytest.mark.parametrize("share", ["share", "share/*.txt"])
def test_a_folder_that_is_away_is_told_and_its_documents_come_when_it_is_back(tmp_path: Path, share: str) -> None:
    place = two(tmp_path, share)
    write_old(tmp_path / "share" / "quay.txt", NEWS["quay.txt"])
    put(tmp_path, "ferry.txt")
    away = (tmp_path / "share").rename(tmp_path / "away")
    passed(stopped(place, MONDAY))
    source = str(tmp_path / share)
    assert left_out(place, "D:2026-03-02") == [(source, "no such file or folder")]
    assert told(place) == {f"ferry {source}": "no such file or folder; its documents come when it is back"}
    (record,) = (tmp_path / "archive" / "ferry" / "D-2026-03-02").glob("*.json")
    assert source in [each["location"] for each in json.loads(record.read_text(encoding="utf-8"))["rejections"]]
    away.rename(tmp_path / "share")
    passed(stopped(place, TUESDAY))
    assert told(place) == {}
    assert [(each.location, each.edition, each.verdict) for each in received(place.ledger)] == [
        ("quay.txt", 2, "USED"),
        ("ferry.txt", 1, "USED"),
    ]


def test_each_source_is_told_by_itself_and_all_together(tmp_path: Path) -> None:
    place = two(tmp_path)
    put(tmp_path, "ferry.txt")
    shutil.rmtree(tmp_path / "share")
    passed(stopped(place, MONDAY))
    assert list(told(place)) == [f"ferry {tmp_path / 'share'}"]
    shutil.rmtree(tmp_path / "inbox")
    passed(stopped(place, TUESDAY))
    assert list(told(place)) == ["ferry"]
    assert told(place)["ferry"].startswith("not one source is there: ")
    (tmp_path / "share").mkdir()
    passed(stopped(place, WEDNESDAY))
    assert list(told(place)) == [f"ferry {tmp_path / 'inbox'}"]


def test_an_empty_folder_beside_one_that_is_away_is_there(tmp_path: Path) -> None:
    place = two(tmp_path)
    (tmp_path / "share").rmdir()
    passed(stopped(place, MONDAY))
    assert list(told(place)) == [f"ferry {tmp_path / 'share'}"]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def scandir(folder: str | Path) -> Iterator[os.DirEntry[str]]:
        if str(folder).endswith("share"):
            raise OSError(errno.ESTALE, "Stale file handle", str(folder))
        return real(folder)

    real = os.scandir
    place = two(tmp_path)
    put(tmp_path, "ferry.txt")
    monkeypatch.setattr(os, "scandir", scandir)
    passed(stopped(place, MONDAY))
    assert [location for location, _ in left_out(place, "D:2026-03-02")] == ["share"]
    (text,) = told(place).values()
    assert "cannot be read: Stale file handle" in text


def test_what_is_quiet_and_what_is_away(tmp_path: Path) -> None:
    assert is_quiet(str(tmp_path))
    assert is_quiet(str(tmp_path / "*.txt"))
    assert not is_quiet(str(tmp_path / "gone" / "*.txt"))
    assert not unreachable("*.txt")
    assert [unreachable(name) for name in ("nul\0.txt", str(tmp_path / "gone"))] == ["no such file or folder"] * 2
    assert unreachable("x" * 300) == "its name is too long"
