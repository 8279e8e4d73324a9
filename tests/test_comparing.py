"""The command ``compare``: where it writes, what it answers, what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import commands
import pytest
from click.testing import Result
from fakes import rich

from briefing.publish.record import record, written


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two briefs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.json").write_text(written(rich()), encoding="utf-8")
    second = replace(rich(), as_of=date(2031, 11, 16), findings=rich().findings[1:])
    (tmp_path / "b.json").write_text(written(second), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return commands.run("compare", *arguments)


@pytest.mark.usefixtures("desk")
def test_it_prints_what_changed_and_ends_well() -> None:
    result = run("a.json", "b.json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Findings that are gone: 1\n" in result.stdout
    assert "agreed to exchange 114 prisoners" in result.stdout
    assert run("a.json", "a.json").exit_code == 0
    assert "Nothing changed" in run("a.json", "a.json").stdout


def test_it_writes_a_file_and_prints_its_path(desk: Path) -> None:
    result = run("a.json", "b.json", "-f", "html", "-o", "new/changes.html")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "new/changes.html\n", "")
    page = (desk / "new" / "changes.html").read_text(encoding="utf-8")
    assert page == run("a.json", "b.json", "-f", "html").stdout
    assert page.startswith("<!DOCTYPE html>\n<html")


@pytest.mark.parametrize("content", ["", "[]", "{}", "not json", '{"schema": "briefing/1"}', "[" * 5000])
def test_what_is_no_record_is_an_error_that_names_the_file(desk: Path, content: str) -> None:
    (desk / "x.json").write_text(content, encoding="utf-8")
    for pair in (("a.json", "x.json"), ("x.json", "a.json")):
        result = run(*pair)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "\nError: x.json is no" in result.stderr


def test_a_record_with_a_part_missing_is_an_error(desk: Path) -> None:
    spoilt = record(rich())
    del spoilt["findings"][3]["documents"]
    (desk / "x.json").write_text(json.dumps(spoilt), encoding="utf-8")
    result = run("a.json", "x.json")
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: x.json is no whole record of a brief: findings[3].documents is missing\n")


def test_a_file_that_cannot_be_written_is_an_error(desk: Path) -> None:
    (desk / "folder").mkdir()
    result = run("a.json", "b.json", "-o", "folder")
    assert result.exit_code == 2
    assert "'folder' is a directory" in result.stderr


@pytest.mark.parametrize("arguments", [["a.json"], ["a.json", "gone.json"], ["a.json", "b.json", "-f", "pdf"]])
@pytest.mark.usefixtures("desk")
def test_wrong_usage(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_it_never_writes_over_one_of_the_two(desk: Path) -> None:
    before = (desk / "a.json").read_bytes()
    for out in ("a.json", "./b.json"):
        result = run("a.json", "b.json", "-o", out)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "name another file" in result.stderr
    assert (desk / "a.json").read_bytes() == before
    assert run("a.json", "b.json", "-o", ".").exit_code == 2
