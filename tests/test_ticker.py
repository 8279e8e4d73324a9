"""The long-running process: it ticks, comes back when it falls silent, takes over settings, and stops cleanly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import schedule
from places import put, states, workplace

from briefing.operations import ticker
from briefing.operations.engine import Engine
from briefing.operations.notices import standing
from briefing.operations.ticker import SILENT_SECONDS, Ticker

CONFIG = '[brief.ferry]\nsources = ["inbox"]\nrecipients = ["ann@example.org"]\nformats = ["md"]\nat = "00:00"\n'


@pytest.fixture
def ticking(tmp_path: Path) -> Ticker:
    place = workplace(tmp_path)
    config = tmp_path / "briefing.toml"
    config.write_text(CONFIG, encoding="utf-8")
    return Ticker(Engine(place), config, tmp_path / "health")


def test_a_tick_starts_what_is_due_and_shows_that_it_lives(ticking: Ticker, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    ticking.tick()
    assert ticking.engine.jobs
    assert (tmp_path / "health").read_text().split()[1] == str(os.getpid())
    ticking.engine.run_until_idle()
    assert states(ticking.engine.place) == {"D:2026-03-02": "DONE"}


def test_a_silent_ticker_is_set_up_again(ticking: Ticker, monkeypatch: pytest.MonkeyPatch) -> None:
    ticked: list[float] = []
    monkeypatch.setattr(Ticker, "tick", lambda self: ticked.append(self.ticked))
    ticking.set_up()
    (before,) = schedule.get_jobs()
    ticking.watch()
    assert schedule.get_jobs() == [before]
    ticking.ticked -= SILENT_SECONDS + 1
    ticking.watch()
    (after,) = schedule.get_jobs()
    assert after is not before
    assert len(ticked) == 1
    schedule.clear()


def test_edited_settings_are_taken_over(ticking: Ticker) -> None:
    ticking.config.write_text(CONFIG.replace('"00:00"', '"01:00"'), encoding="utf-8")
    ticking.tick()
    assert ticking.engine.place.settings.briefs[0].at.hour == 1
    ticking.engine.stop(10)


def test_described_sources_are_taken_over_and_wrong_ones_are_told(ticking: Ticker) -> None:
    described = ticking.config.with_name("sources.toml")
    described.write_text('[source."The Courier"]\nreliability = "B"\n', encoding="utf-8")
    ticking.tick()
    assert ticking.engine.place.settings.register.names["the courier"].reliability == "B"
    described.write_text('[source."The Courier"]\nreliability = "Z"\n', encoding="utf-8")
    ticking.tick()
    assert ticking.engine.place.settings.register.names["the courier"].reliability == "B"
    (notice,) = standing(ticking.engine.place.ledger)
    assert 'sources.toml: source."The Courier".reliability must be "A" or "B"' in notice["text"]
    ticking.engine.stop(10)


def test_wrong_settings_leave_the_old_ones_in_force_and_are_told(ticking: Ticker, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    ticking.config.write_text(CONFIG.replace('"00:00"', '"25:00"'), encoding="utf-8")
    for _ in range(2):
        ticking.tick()
    ticking.engine.run_until_idle()
    place = ticking.engine.place
    assert states(place) == {"D:2026-03-02": "DONE"}
    assert ticking.health.exists()
    (notice,) = standing(place.ledger)
    assert "brief.ferry.at must be HH:MM" in notice["text"]
    ticking.config.write_text(CONFIG, encoding="utf-8")
    ticking.tick()
    assert standing(place.ledger) == []
    ticking.engine.stop(10)


def test_a_health_file_that_cannot_be_written_does_not_end_the_process(ticking: Ticker, tmp_path: Path) -> None:
    put(tmp_path, "ferry.txt")
    ticking.health = ticking.config / "health"
    ticking.tick()
    ticking.engine.run_until_idle()
    assert states(ticking.engine.place) == {"D:2026-03-02": "DONE"}


def test_a_tick_that_fails_is_not_the_last(ticking: Ticker, tmp_path: Path) -> None:
    ticking.engine.place.ledger.close()
    with pytest.raises(Exception, match="closed"):
        ticking.engine.step()
    ticking.tick()
    assert not (tmp_path / "health").exists()


def test_old_editions_are_forgotten_once_in_a_while(ticking: Ticker, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ticker, "tidy", lambda *arguments: asked.append(arguments))
    ticking.forgot = -ticker.RETENTION_SECONDS
    for _ in range(3):
        ticking.tick()
    assert len(asked) == 1
    ticking.engine.stop(10)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_process_delivers_and_stops_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "inbox").mkdir()
    put(tmp_path, "ferry.txt")
    (tmp_path / "briefing.toml").write_text(CONFIG, encoding="utf-8")
    command = [sys.executable, "-m", "briefing", "schedule", "--log", "json"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 60
        while not list(tmp_path.glob("outbox/*.eml")) and time.monotonic() < until:
            time.sleep(0.1)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert len(list(tmp_path.glob("outbox/*.eml"))) == 1
    assert {"at", "level", "module", "process", "message"} == json.loads(said.splitlines()[0]).keys()
    assert not list(tmp_path.glob("*.health"))
