"""Run the fault trials: python -m faults [--only N,N] [--short] [--size N] [--seed N] [--without GUARD]."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from faults import (
    calendar_trials,
    copies,
    crowd,
    full_disk,
    headers,
    idle,
    kills,
    outage,
    places,
    poison,
    schedule,
    sleepers,
    steps,
    year,
    zones,
)  # fmt: skip
from faults.guards import GUARDS, without
from faults.report import Result


@dataclass(frozen=True)
class Trial:
    """A trial, its full and its short size, and the guards without which it turns red."""

    run: Callable[[Path, int, int], Result]
    full: int
    short: int
    guards: tuple[str, ...]
    seed: int = 2026


TRIALS: Mapping[str, Trial] = {
    "1": Trial(kills.trial, 500, 4, ("doubt", "recovery")),
    "1b": Trial(kills.postfix_trial, 100, 4, ("doubt",)),
    "2": Trial(places.trial, 15, 3, ("doubt", "recovery")),
    "3": Trial(sleepers.trial, 14, 4, ("fence",)),
    "4": Trial(crowd.trial, 1000, 12, ("claim",)),
    "5": Trial(zones.trial, 1000, 7, ("gap",)),
    "6": Trial(steps.trial, 20, 1, ("hold",)),
    "6b": Trial(schedule.trial, 10, 2, ()),
    "7": Trial(calendar_trials.downtime, 1, 1, ("catch-up",)),
    "8": Trial(calendar_trials.edited, 14, 1, ("keys",)),
    "9": Trial(copies.trial, 1, 1, ("hold",)),
    "11": Trial(outage.trial, 5, 1, ("patience",)),
    "12": Trial(headers.reported, 50_000, 300, ("cleaning",), headers.SEED),
    "14": Trial(full_disk.trial, 48, 3, ("room",)),
    "15": Trial(poison.trial, 10, 1, ("quarantine",)),
    "16": Trial(year.trial, 365, 2, ("closing",)),
    "idle": Trial(idle.trial, 60, 5, ()),
}


def main() -> int:
    """Run the trials that are asked for; return 1 if one went wrong."""
    options = _options()
    logging.disable(logging.CRITICAL)  # a line for each trial, and nothing else
    wrong = False
    for number in options.only.split(",") if options.only else TRIALS:
        trial = TRIALS[number]
        size = options.size or (trial.short if options.short else trial.full)
        began = time.monotonic()
        result = tried(trial, size, options.seed or trial.seed, options.without)
        wrong = wrong or bool(result.wrong)
        removed = f" [without {options.without}]" if options.without else ""
        print(f"{result}{removed} ({time.monotonic() - began:.0f} s)", flush=True)
    return int(wrong)


def tried(trial: Trial, size: int, seed: int, guard: str = "") -> Result:
    """Run a trial in a folder of its own, perhaps without a guard."""
    with TemporaryDirectory(prefix="briefing-faults-") as folder, without(guard):
        return trial.run(Path(folder), size, seed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run faults", description=__doc__)
    parser.add_argument("--only", metavar="N,N", default="", help="these trials")
    parser.add_argument("--short", action="store_true", help="the short form of each")
    parser.add_argument("--size", type=int, default=0, help="slots, rounds or days: what the trial counts")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without", choices=sorted(GUARDS), default="", help="take out a guard: it must turn red")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
