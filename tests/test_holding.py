"""When the ledger holds: another machine, an older copy, a clock that jumped; and how it goes on."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from places import at, passed, put, states, workplace

from briefing.operations.clock import Clock, uptime
from briefing.operations.holding import held, resume
from briefing.operations.invariants import broken
from briefing.operations.ledger import Ledger
from briefing.operations.marks import is_older, leave_mark
from briefing.operations.notices import standing
from briefing.operations.workplace import Workplace


class Told(Clock):
    """The system's clock as far as the ledger can see, and told what to show."""

    def __init__(self, now: datetime) -> None:
        super().__init__(None)
        object.__setattr__(self, "shown", now)

    def now(self) -> datetime:
        shown: datetime = self.shown  # type: ignore[attr-defined]
        return shown


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return workplace(tmp_path)


def kinds(place: Workplace) -> list[str]:
    return [row["kind"] for row in standing(place.ledger)]


def test_a_ledger_from_another_machine_holds_until_somebody_says_so(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "ferry.txt")
    monkeypatch.setenv("BRIEFING_MACHINE_ID", "another")
    passed(place)
    assert "another machine" in held(place.ledger, place.clock)
    assert states(place) == {}
    assert kinds(place) == ["hold"]
    resume(place.ledger, place.clock)
    assert held(place.ledger, place.clock) == ""
    assert kinds(place) == []
    passed(place)
    assert states(place) == {"D:2026-03-02": "DONE"}


def test_an_older_copy_of_the_ledger_holds(place: Workplace, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    place.ledger.change("VACUUM INTO ?", str(copy))
    put(tmp_path, "ferry.txt")
    passed(place)
    place.ledger.close()
    for name in ("briefing.db-wal", "briefing.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    shutil.copy(copy, tmp_path / "briefing.db")
    again = workplace(tmp_path)
    assert "older copy" in held(again.ledger, again.clock)
    passed(again)
    assert states(again) == {}
    resume(again.ledger, again.clock)
    assert held(again.ledger, again.clock) == ""


def test_a_whole_folder_that_was_put_back_holds(place: Workplace, tmp_path: Path) -> None:
    passed(place)
    place.ledger.change("PRAGMA wal_checkpoint(TRUNCATE)")
    backup = shutil.copytree(tmp_path, tmp_path.with_name("backup"), dirs_exist_ok=True)
    put(tmp_path, "ferry.txt")
    passed(workplace(tmp_path, "2026-03-03T06:00:00"))
    place.ledger.close()
    shutil.rmtree(tmp_path)
    shutil.copytree(backup, tmp_path)
    again = workplace(tmp_path, "2026-03-03T06:00:00")
    assert "older copy" in held(again.ledger, again.clock)


class Shared(Ledger):
    """A ledger on which another process goes on, and leaves its mark, whenever this one has looked how far it is."""

    def number(self, statement: str, *values: object) -> int:
        found = super().number(statement, *values)
        other = Ledger(self.path)
        other.tell("2026-03-02T06:00:00Z", "goes on")
        leave_mark(other)
        other.close()
        return found


def test_a_ledger_on_which_another_process_goes_on_is_no_older_copy(place: Workplace) -> None:
    leave_mark(place.ledger)
    assert not is_older(Shared(place.ledger.path))


def test_a_new_ledger_beside_an_old_mark_does_not_hold(place: Workplace, tmp_path: Path) -> None:
    passed(place)
    place.ledger.close()
    for path in tmp_path.glob("briefing.db*"):
        if not path.name.endswith(".mark"):
            path.unlink()
    again = Ledger(tmp_path / "briefing.db")
    assert held(again, place.clock) == ""


@pytest.mark.parametrize(("step", "holds"), [(timedelta(hours=2), True), (timedelta(days=1), True),
                                             (timedelta(days=3653), True), (timedelta(minutes=50), False),
                                             (timedelta(hours=-2), False), (timedelta(days=-1), False)])  # fmt: skip
def test_a_step_of_the_clock(place: Workplace, step: timedelta, holds: bool) -> None:  # noqa: FBT001
    now = at("2026-03-02T06:00:00")
    assert held(place.ledger, Told(now)) == ""
    assert bool(held(place.ledger, Told(now + step))) is holds
    assert ("hold" in kinds(place)) is holds
    assert held(place.ledger, Told(now)) == ""
    assert kinds(place) == []


def test_time_that_passed_is_no_step(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    now = at("2026-03-02T06:00:00")
    held(place.ledger, Told(now))
    later = uptime() + 86_400
    monkeypatch.setattr("briefing.operations.holding.uptime", lambda: later)
    assert held(place.ledger, Told(now + timedelta(days=1))) == ""


def test_a_clock_that_was_set_back_may_come_right_again(place: Workplace) -> None:
    now = at("2026-03-02T06:00:00")
    for shown in (now, now - timedelta(days=2), now):
        assert held(place.ledger, Told(shown)) == ""


def test_a_given_time_may_jump_by_months_and_not_by_years(place: Workplace) -> None:
    for now, holds in (("2026-03-02", False), ("2026-09-02", False), ("2036-09-02", True), ("2026-09-03", False)):
        assert bool(held(place.ledger, Clock(at(f"{now}T06:00:00")))) is holds


def test_a_jump_that_is_right_after_all(place: Workplace) -> None:
    held(place.ledger, Told(at("2026-03-02T06:00:00")))
    later = Told(at("2026-03-05T06:00:00"))
    assert "jumped ahead by 3 days" in held(place.ledger, later)
    resume(place.ledger, later)
    assert held(place.ledger, later) == ""


def test_what_a_clock_that_was_ahead_gave_up_is_made_after_all(place: Workplace, tmp_path: Path) -> None:
    passed(place)
    passed(workplace(tmp_path, "2026-03-22T06:00:00"))  # The machine started with a wrong clock: no jump is seen.
    right = workplace(tmp_path, "2026-03-04T06:00:00")
    passed(right)
    (said,) = broken(right.ledger, right.settings.briefs, right.now)
    assert said.startswith("ferry has had its briefs up to 2026-03-22, and today is 2026-03-04")
    resume(right.ledger, right.clock)
    assert broken(right.ledger, right.settings.briefs, right.now) == [
        "ferry D:2026-03-04 was due and nobody looked: is briefing schedule running, or cron?"
    ]
    for day in ("04", "05"):
        passed(workplace(tmp_path, f"2026-03-{day}T06:00:00"))
    found = states(right)
    assert found.pop("D:2026-03-22") == "DONE"
    assert found == {
        "D:2026-03-02": "DONE", "D:2026-03-03": "COALESCED", "D:2026-03-04": "DONE", "D:2026-03-05": "DONE"
    }  # fmt: skip


def test_resuming_takes_back_a_watermark_from_the_future(place: Workplace) -> None:
    passed(place)
    place.ledger.change("UPDATE brief SET watermark = '2036-01-01'")
    resume(place.ledger, place.clock)
    assert place.ledger.rows("SELECT watermark FROM brief")[0]["watermark"] == "2026-03-01"
