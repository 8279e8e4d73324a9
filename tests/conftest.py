"""What holds for every test."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from articles import lay_out
from hypothesis import settings

from briefing.analysis import closely, encoder

if TYPE_CHECKING:
    from briefing.analysis.encoder import Floats

# Seconds, on the slowest machine: what waits for ever turns red.
LONGEST, LONGEST_SLOW = 180, 1800
# What an example takes depends on what else the machine does.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(autouse=True, scope="session")
def _the_encoder_reads_once() -> Iterator[None]:
    """Remember the states of what the encoder has read: most tests read the same few articles."""

    @cache
    def read(documents: tuple[tuple[str, tuple[str, ...]], ...]) -> Floats:
        found = encoder.states(documents)
        found.flags.writeable = False
        return found

    def states(documents: Sequence[tuple[str, Sequence[str]]]) -> Floats:
        return read(tuple((title, tuple(texts)) for title, texts in documents))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(closely, "states", states)
        yield


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the program notes in the user's state folder within the test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state") / Path("kept")))


@pytest.fixture(autouse=True)
def _what_is_hostile_ends(request: pytest.FixtureRequest) -> Iterator[None]:
    """Break off a hostile test that waits for ever."""
    if "hostile" not in request.node.path.parts:
        yield
        return

    def late(*_: object) -> None:
        pytest.fail("it does not end")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LONGEST_SLOW if request.node.get_closest_marker("slow") else LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with three articles in inbox/."""
    monkeypatch.chdir(tmp_path)
    lay_out(tmp_path / "inbox")
    return tmp_path
