"""Trial 5: every clock change of two years, at awkward times, against a computation that only counts minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from briefing.operations.clock import moment
from briefing.operations.ledger import Ledger
from briefing.operations.planning import plan
from briefing.settings import BriefSettings, parse_settings
from faults.report import Result

ZONES = ("Europe/Berlin", "America/New_York", "America/Havana", "America/Nuuk", "Australia/Lord_Howe",
         "Africa/Casablanca", "Pacific/Apia")  # fmt: skip
TIMES = (*(time(hour, minute) for hour in (0, 1, 2, 3, 23) for minute in (0, 15, 30, 59)), time(6), time(12, 7))
YEARS = (2026, 2027)
MINUTE, TICK = timedelta(minutes=1), timedelta(minutes=10)
AROUND = 2  # days before and after
# Apia has no change any more; it is watched where it had them.
QUIET = {"Pacific/Apia": [date(2026, 4, 5), date(2026, 9, 27), date(2027, 4, 4), date(2027, 9, 26)]}


def trial(folder: Path, size: int, seed: int) -> Result:
    """Watch so many of the changes."""
    cases = [(zone, day) for zone in ZONES for day in changes(zone)]
    wrong: list[str] = []
    slots = 0
    for number, (zone, day) in enumerate(cases[:: max(1, len(cases) // size)]):
        found, expected = ticked(folder / f"{number}.db", zone, day), list(counted(zone, day))
        slots += len(expected)
        wrong += [f"{zone} {at} {key}: due {when}" for at, key, when in sorted({*expected} ^ {*found})]
        wrong += [f"{zone}: {len(found)} slots, not {len(expected)}"] if len(found) != len(expected) else []
    counted_cases = len(cases[:: max(1, len(cases) // size)])
    return Result("5", seed, f"{counted_cases} changes in {len(ZONES)} zones, {len(TIMES)} times: {slots} slots", wrong)


def changes(zone: str) -> list[date]:
    """Return the days on which the clocks of a zone change."""
    there, day = ZoneInfo(zone), datetime(YEARS[0], 1, 1, tzinfo=UTC)
    found = []
    while day.year <= YEARS[-1]:
        if day.astimezone(there).utcoffset() != (day + timedelta(days=1)).astimezone(there).utcoffset():
            found.append(day.date())
        day += timedelta(days=1)
    return found or QUIET[zone]


def ticked(path: Path, zone: str, day: date) -> list[tuple[time, str, datetime]]:
    """Return the slots that the program enters when it looks every ten minutes, each at once when it is due."""
    briefs, ledger = _briefs(zone), Ledger(path)
    try:
        now, end = _window(day)
        while now <= end:
            plan(ledger, briefs, now)
            now += TICK
        rows = ledger.rows("SELECT s.*, e.at FROM slot s JOIN event e ON e.brief = s.brief AND e.period = s.period")
        late = [row for row in rows if moment(row["at"]) - moment(row["due"]) >= TICK and not _first(row["day"], day)]
        assert not late, f"{zone}: {late[0]['brief']} {late[0]['period']} was entered at {late[0]['at']}"
        times = dict(zip((brief.name for brief in briefs), TIMES, strict=True))
        return [(times[row["brief"]], row["period"], moment(row["due"])) for row in rows if not _first(row["day"], day)]
    finally:
        ledger.close()


def counted(zone: str, day: date) -> Iterator[tuple[time, str, datetime]]:
    """Count the minutes: a brief is due in the first one in which the clock on the wall has its time or a later one."""
    now, end = _window(day)
    minutes = [(instant, instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)) for instant in _minutes(now, end)]
    for number in range(-AROUND + 1, AROUND + 2):
        for at in TIMES:
            meant = datetime.combine(day + timedelta(days=number), at)
            due = next((instant for instant, wall in minutes if wall >= meant), None)
            if due is not None:
                yield at, f"D:{meant.date().isoformat()}", due


def _first(text: str, day: date) -> bool:
    """Tell whether a slot is of the days on which the window opens, whose times may have been over by then."""
    return date.fromisoformat(text) <= day - timedelta(days=AROUND)


def _window(day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day - timedelta(days=AROUND), time(0), UTC)
    return start, start + timedelta(days=2 * AROUND + 1)


def _minutes(now: datetime, end: datetime) -> Iterator[datetime]:
    while now <= end:
        yield now
        now += MINUTE


def _briefs(zone: str) -> Sequence[BriefSettings]:
    tables = [
        f'[brief.b{number}]\nsources = ["x"]\nat = "{at:%H:%M}"\ntimezone = "{zone}"\ncatch_up = "all"\n'
        for number, at in enumerate(TIMES)
    ]
    briefs = parse_settings("".join(tables), Path("/nowhere/briefing.toml")).briefs
    return sorted(briefs, key=lambda brief: int(brief.name[1:]))
