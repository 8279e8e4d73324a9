"""What holds for every test."""

from __future__ import annotations

from pathlib import Path

import pytest
from articles import lay_out
from hypothesis import settings

# What an example takes depends on what else the machine does.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the program notes in the user's state folder within the test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state") / Path("kept")))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with three articles in inbox/."""
    monkeypatch.chdir(tmp_path)
    lay_out(tmp_path / "inbox")
    return tmp_path
