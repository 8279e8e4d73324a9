"""Trial 14: the disk is full from one of the numbered places on, and has room again after a while."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

from briefing.operations import delivering, failpoints, letters, making, store, window
from briefing.operations.engine import Engine
from faults.guards import patched
from faults.kills import expected
from faults.oracle import Verdict, judge, litter
from faults.report import Result
from faults.scene import FIRST_DAY, Plan, at, drain, idle, run, scene
from faults.sink import Sink, sink

DISK = "32m"
DOCUMENT = 1_500_000
NEEDED = 4_000_000  # the gate of the program, to the measure of a small disk
LEFT = (800_000, 4_096, 0)  # enough for the ledger and not for the document; for hardly anything; for nothing
PASSES = 12  # while it is full
PLACES = ("start", *failpoints.PLACES)


def trial(folder: Path, size: int, seed: int) -> Result:
    """Fill the disk at so many of the places, to the last byte and to a few pages."""
    disk = folder / "disk"
    reason = "" if sys.platform == "linux" and os.geteuid() == 0 else "a small disk of its own needs root"
    if reason or not (mounting := _mounted(disk)):
        return Result("14", seed, reason or "a small disk cannot be mounted here", skipped=True)
    total, wrong, left_over = Verdict(), [], 0
    cases = [(place, left) for place in PLACES for left in LEFT][:: max(1, len(PLACES) * len(LEFT) // size)]
    with ExitStack() as stack:
        stack.enter_context(mounting)
        server = stack.enter_context(sink(folder / "server"))
        stack.enter_context(patched(store, "LEAST_FREE", NEEDED))
        for number, (place, left) in enumerate(cases):
            verdict, litter_left = _full_at(disk / str(number), server, place, left)
            wrong += [f"{place}, {left} bytes left: {each}" for each in verdict.wrong]
            total.once, total.shown = total.once + verdict.once, total.shown + verdict.shown
            total.duplicates, left_over = total.duplicates + verdict.duplicates, left_over + litter_left
    return Result("14", seed, f"{len(cases)} full disks: {total}; {left_over} temporary files left", wrong)


def _full_at(folder: Path, server: Sink, place: str, left: int) -> tuple[Verdict, int]:
    server.forget()
    where = scene(folder, [Plan("b0", recipients=2, more={"every": '["mon"]'})], server.address)
    where.document("b0", "b.html", f"<p>The ministers agreed to meet again.</p><!--{'x' * DOCUMENT}-->")
    filler = folder.parent / "filler"
    if place == "start":
        fill(filler, left)
    run(where, at(FIRST_DAY), _filling_at(place, filler, left))
    for minutes in range(6, 6 * PASSES + 6, 6):  # it stays full for a while
        run(where, at(FIRST_DAY) + timedelta(minutes=minutes))
    filler.unlink(missing_ok=True)
    drain(where, at(FIRST_DAY) + timedelta(hours=2))
    verdict = judge(where, expected(list(where.plans), 1), server.received())
    verdict.wrong += [f"{state} although the disk had room again" for state in verdict.shown if state == "FAILED"]
    left_behind = litter(where)
    shutil.rmtree(folder)
    return verdict, left_behind


def fill(path: Path, left: int) -> None:
    """Fill the disk on which a file is, all but so many bytes."""
    with path.open("ab", buffering=0) as file:
        for piece in (1 << 20, 4096):
            with suppress(OSError):
                while True:
                    file.write(bytes(piece))
        if left:
            file.truncate(max(0, file.seek(0, os.SEEK_END) - left))


def _filling_at(where: str, filler: Path, left: int) -> Callable[[Engine], None]:
    def reach(place: str) -> None:
        if place == where and not filler.exists():
            fill(filler, left)

    def work(engine: Engine) -> None:
        for module in (making, window, letters, delivering):
            module.reach = reach  # type: ignore[attr-defined] # in a forked process
        idle(engine)

    return work


def _mounted(disk: Path) -> AbstractContextManager[None] | None:
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)]
    done = subprocess.run(command, check=False, capture_output=True)
    return _unmounting(disk) if done.returncode == 0 else None


@contextmanager
def _unmounting(disk: Path) -> Iterator[None]:
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
