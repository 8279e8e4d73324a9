"""Trial 6b: the clock of the real ``briefing schedule`` is set, by libfaketime; its monotonic clocks stay true."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from faults.idle import scheduler
from faults.report import Result
from faults.scene import Plan, Scene, briefing, scene
from faults.sink import UNPACKED

STEPS = ("+2h", "+0", "-2h", "+0", "+1d", "+0", "-1d", "+0", "+10y", "+0")
PATIENCE = 40.0  # the watchdog needs fifteen seconds after a clock was set back
PLACES = ("/usr/lib", str(UNPACKED / "usr/lib"))


def trial(folder: Path, size: int, seed: int) -> Result:
    """Set the clock so often; ahead it must hold within seconds, otherwise go on ticking."""
    library = next((path for place in PLACES for path in Path(place).glob("*/faketime/libfaketime.so.1")), None)
    if library is None:
        return Result("6b", seed, "libfaketime of Debian is not here", skipped=True)
    far = datetime.now(UTC) + timedelta(hours=12)  # noqa: TID251 - the scheduler's clock is the real one, moved
    place = scene(folder, [Plan("b0", recipients=1, at=f"{far:%H:%M}")])
    told, health = folder / "clock", folder / "health"
    told.write_text("+0\n", "ascii")
    faked = {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(told), "FAKETIME_NO_CACHE": "1",
             "FAKETIME_DONT_FAKE_MONOTONIC": "1"}  # fmt: skip
    with scheduler(place, "--health", str(health), **faked) as process:
        wrong = [] if _within(lambda: _ticks(health)) else ["no tick at the start"]
        for step in STEPS[:size]:
            told.write_text(f"{step}\n", "ascii")
            ahead = step[0] == "+" and step != "+0"
            health.unlink(missing_ok=True)
            seen = _within(lambda ahead=ahead: _ticks(health) and _holds(place) is ahead)  # type: ignore[misc]
            wrong += [] if seen else [f"after {step} it {'does not hold' if ahead else 'does not go on'}"]
        wrong += _stopped(process)
    mails = len(list((place.folder / "outbox").glob("*.eml")))
    wrong += [f"{mails} mails of a day that has not come"] if mails > 1 else []
    return Result("6b", seed, f"briefing schedule, its clock set {len(STEPS[:size])} times: {mails} mails", wrong)


def _stopped(process: subprocess.Popen[bytes]) -> list[str]:
    process.send_signal(signal.SIGTERM)
    code = process.wait(timeout=60)
    return [f"SIGTERM: exit code {code}"] if code else []


def _holds(place: Scene) -> bool:
    return bool(json.loads(briefing(place, "status", "--json").stdout)["mode"] == "HOLD")


def _ticks(health: Path) -> bool:
    return health.exists()


def _within(seen: Callable[[], bool]) -> bool:
    """Tell whether something is seen before patience ends."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(ValueError):
            if seen():
                return True
        time.sleep(0.2)
    return False
