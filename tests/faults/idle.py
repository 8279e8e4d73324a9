"""What an idle scheduler costs, and how soon a due brief starts: the real command, measured from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from faults.report import Result
from faults.scene import Plan, Scene, briefing, scene
from faults.sink import PATIENCE

TICKS = os.sysconf("SC_CLK_TCK")
MOST_CPU, MOST_MEMORY, MOST_SECONDS = 0.5, 80.0, 6.0


def trial(folder: Path, size: int, seed: int) -> Result:
    """Watch a scheduler for so many seconds with nothing to do, then until a brief has started."""
    soon = datetime.now(UTC) + timedelta(seconds=size + 15)  # noqa: TID251 - the real clock is what is measured
    due = soon.replace(second=0, microsecond=0) + timedelta(minutes=1)
    place = scene(folder, [Plan("b0", recipients=1, at=f"{due:%H:%M}")])
    with scheduler(place) as process:
        time.sleep(8)  # its start is not idleness
        before = _seconds(process)
        time.sleep(size)
        share = 100 * (_seconds(process) - before) / size
        memory = _memory(process)
        late = _lateness(place, due)
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=60)
    wrong = [f"{share:.2f} % of a core"] if share >= MOST_CPU else []
    wrong += [f"{memory:.0f} MB"] if memory >= MOST_MEMORY else []
    wrong += [f"started {late:.0f} s late"] if late > MOST_SECONDS else []
    wrong += [f"SIGTERM: exit code {code}"] if code else []
    counts = f"idle for {size} s: {share:.2f} % of a core, {memory:.0f} MB; a due brief starts {late:.0f} s late"
    return Result("idle", seed, counts, wrong)


@contextmanager
def scheduler(place: Scene, *words: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``briefing schedule`` for a while."""
    command = [sys.executable, "-m", "briefing", "--config", str(place.config), "schedule", *words]
    with (place.folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env={**os.environ, **environment}, stderr=log, start_new_session=True)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def _lateness(place: Scene, due: datetime) -> float:
    """Wait until a brief has started, and return how many seconds after it was due."""
    until = time.monotonic() + 120 + PATIENCE
    while time.monotonic() < until:
        if any((place.folder / "archive").glob("b0/*/*")):
            now = datetime.now(UTC)  # noqa: TID251 - as above
            assert json.loads(briefing(place, "status", "--json").stdout)["slots"]
            return (now - due).total_seconds()
        time.sleep(0.1)
    return float("inf")


def _seconds(process: subprocess.Popen[bytes]) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(process: subprocess.Popen[bytes]) -> float:
    text = Path(f"/proc/{process.pid}/status").read_text("utf-8")
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024
