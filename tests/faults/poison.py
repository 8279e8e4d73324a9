"""Trial 15: a document that ends the program whenever it is read."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from faults.guards import patched
from faults.kills import expected
from faults.oracle import Status, judge
from faults.report import Result
from faults.scene import FIRST_DAY, Plan, at, briefing, drain, run, scene
from faults.sink import sink

MARK = b"POISON"
MOST_RUNS = 12


def trial(folder: Path, size: int, seed: int) -> Result:
    """Make so many briefs, each with a document that no reader survives; the bad one comes last.

    Then one more, whose document takes the whole process group along, as a system does that is out of memory.
    """
    alone, whole = (
        _poisoned(folder / "alone", size, seed, whole=False),
        _poisoned(folder / "whole", 1, seed, whole=True),
    )
    counts = f"{alone.counts}; with the whole group: {whole.counts}"
    return Result("15", seed, counts, [*alone.wrong, *(f"whole group: {each}" for each in whole.wrong)])


def _poisoned(folder: Path, size: int, seed: int, *, whole: bool) -> Result:
    from briefing.analysis import admitting
    from briefing.text.reading import read

    plans = [Plan(f"b{number}", recipients=2, more={"every": '["mon"]'}) for number in range(size)]
    with sink(folder / "server") as server, patched(admitting, "read", _deadly(read, whole=whole)):
        place = scene(folder / "scene", plans, server.address)
        for plan in plans:
            place.document(plan.name, "z.txt", "POISON The ministers agreed on nothing.")
        for minutes in range(MOST_RUNS):  # a system starts it again and again
            if run(place, at(FIRST_DAY) + timedelta(minutes=minutes)) == 0:
                break
        drain(place, at(FIRST_DAY) + timedelta(hours=1), hours=10)
        verdict = judge(place, expected(plans, 1), server.received())
        status = json.loads(briefing(place, "status", "--json").stdout)
    wrong = [*verdict.wrong, *(f"{state} although the brief could be made" for state in verdict.shown)]
    told = [notice for notice in status["notices"] if notice["kind"] == "quarantine"]
    wrong += [] if len(told) == size else [f"{len(told)} notices of {size} documents"]
    wrong += [f"{slot['brief']} does not say what is missing" for slot in status["slots"] if not _says(slot)]
    deaths = sum(slot["attempts"] for slot in status["slots"])
    return Result("15", seed, f"{size} documents that kill their reader, {deaths} deaths: {verdict}", wrong)


def _says(slot: Status) -> bool:
    """Tell whether the status and the brief itself name the document as left out."""
    rejected = any(each["verdict"] == "REJECTED" and each["reason"] for each in slot["documents"])
    texts = [Path(file).read_text("utf-8") for file in slot["files"] if file.endswith(".md")]
    return rejected and all("z.txt" in text and "stopped the program" in text for text in texts)


def _deadly(read: Callable[..., object], *, whole: bool) -> Callable[..., object]:
    def reader(raw: object, *others: object) -> object:
        if MARK in getattr(raw, "content", b""):
            (os.killpg if whole else os.kill)(0 if whole else os.getpid(), signal.SIGKILL)
        return read(raw, *others)

    return reader
