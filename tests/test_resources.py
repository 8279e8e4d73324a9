"""Shipped files: found beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import resources
from briefing.resources import shipped


def test_a_shipped_file_is_found() -> None:
    assert shipped("data", "issues", "en.toml").is_file()
    assert shipped("templates").is_dir()


def test_what_does_not_ship_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"data/issues/xx\.toml does not ship"):
        shipped("data", "issues", "xx.toml")


def test_an_installed_file_goes_before_that_of_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "briefing"
    (tmp_path / "data").mkdir()
    beside = tmp_path / "data" / "a.txt"
    beside.touch()
    monkeypatch.setattr(resources, "PACKAGE", package)
    assert shipped("data", "a.txt") == beside
    inside = package / "_shipped" / "data" / "a.txt"
    inside.parent.mkdir(parents=True)
    inside.touch()
    assert shipped("data", "a.txt") == inside
