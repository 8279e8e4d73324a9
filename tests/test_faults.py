"""The fault trials in their short form; ``./run faults`` runs them to the full."""

from __future__ import annotations

import pytest
from faults.__main__ import TRIALS, tried
from faults.report import Result

from briefing.errors import LedgerError
from briefing.operations.ticker import Ticker

# Python sees the threads of numerical libraries, which sleep.
pytestmark = pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")
LONG = {"6", "6b", "8", "9", "11", "15", "16", "idle"}
# Where random kills land is chance, and where nothing recovers they wait to the end; trial 2 kills where it matters.
BY_CHANCE = {"1", "1b"}
WITHOUT = [
    pytest.param(number, guard, marks=pytest.mark.long) if number in BY_CHANCE else (number, guard)
    for number, trial in TRIALS.items()
    for guard in trial.guards
]
# These show only where much happens at once, or over long.
BY_SIZE = {"1": 40, "1b": 60, "4": 100, "16": 4}


def named(number: str) -> object:
    return pytest.param(number, marks=pytest.mark.slow) if number in LONG else number


def short(number: str, guard: str = "", more: int = 0) -> Result:
    trial = TRIALS[number]
    size = BY_SIZE.get(number, trial.short) if guard else trial.short
    result = tried(trial, size, trial.seed + more, guard)
    if result.skipped:
        pytest.skip(result.counts)
    return result


@pytest.mark.parametrize("number", [named(number) for number in TRIALS])
def test_short_form(number: str) -> None:
    result = short(number)
    assert not result.wrong, str(result)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "guard"), WITHOUT)
def test_it_turns_red_without_its_guard(number: str, guard: str) -> None:
    # On a slow and busy machine it may take more than twelve seeds.
    assert any(short(number, guard, more).wrong for more in range(40))


class FullDisk:
    """An engine whose ledger cannot be written."""

    def step(self) -> bool:
        raise LedgerError("the disk is full")


def test_a_ledger_that_cannot_be_written_does_not_end_the_scheduler() -> None:
    ticker = Ticker(FullDisk(), None, None)  # type: ignore[arg-type] # it is asked for nothing else
    assert ticker.step() is False
