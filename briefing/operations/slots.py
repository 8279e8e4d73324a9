"""When a brief is due: calendar slots by the intended local date, so that no clock change makes two or none.

The key of a slot is a date (``D:2026-03-29``), a week (``W:2026-W13``) or a month (``M:2026-03``), never an instant.
An hour that the clocks repeat counts the first time; for one that they skip, the first instant after the gap counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefing.errors import ConfigError
from briefing.values import WEEKDAYS

_DAY = timedelta(days=1)
_PERIOD = re.compile(r"D:(\d{4}-\d\d-\d\d)|W:(\d{4})-W(\d\d)|M:(\d{4}-\d\d)")


@dataclass(frozen=True, slots=True)
class Rule:
    """How often, at which local time and where, as in the settings of a brief."""

    every: str | tuple[str, ...]
    at: time
    timezone: str


@dataclass(frozen=True, slots=True)
class Period:
    """A slot of a rule: its key, the local date it is meant for, and the instant at which it is due (UTC)."""

    key: str
    day: date
    due: datetime


def periods(rule: Rule, after: date, until: datetime) -> Iterator[Period]:
    """Yield the slots of a rule that are meant for days after ``after`` and due at ``until`` or before, in order."""
    day = after + _DAY
    last = until.astimezone(ZoneInfo(rule.timezone)).date()
    while day <= last:
        if _meant(rule.every, day):
            found = period(rule, day)
            if found.due <= until:
                yield found
        day += _DAY


def following(rule: Rule, after: datetime) -> Period:
    """Return the first slot of a rule that is due after an instant."""
    day = after.astimezone(ZoneInfo(rule.timezone)).date() - _DAY
    while True:
        if _meant(rule.every, day) and (found := period(rule, day)).due > after:
            return found
        day += _DAY


def local_day(rule: Rule, now: datetime) -> date:
    """Return the date of an instant where the brief is read."""
    return now.astimezone(ZoneInfo(rule.timezone)).date()


def period(rule: Rule, day: date) -> Period:
    """Return the slot of a rule that a day belongs to, due on that day."""
    if rule.every == "week":
        year, week, _ = day.isocalendar()
        key = f"W:{year}-W{week:02}"
    else:
        key = f"M:{day:%Y-%m}" if rule.every == "month" else f"D:{day.isoformat()}"
    return Period(key, day, due(day, rule.at, ZoneInfo(rule.timezone)))


def named(rule: Rule, key: str) -> Period:
    """Return the slot of a key such as ``D:2026-03-02``, ``W:2026-W10`` or ``M:2026-03``; ConfigError for another."""
    found = _PERIOD.fullmatch(key)
    try:
        day = _first_day(found) if found else None
    except ValueError:
        day = None
    if day is None:
        raise ConfigError(f"{key} is no period: give a day (D:2026-03-02), a week (W:2026-W10) or a month (M:2026-03)")
    return Period(key, day, due(day, rule.at, ZoneInfo(rule.timezone)))


def due(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) of a local time on a day: the first of two, or the first after a gap."""
    early, late = (datetime.combine(day, at, zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, at):
        return early
    # In a gap the later fold reads as the earlier instant; the clocks change between the two.
    before, after = late, early
    offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)


def _first_day(found: re.Match[str]) -> date:
    day, year, week, month = found.groups()
    if day:
        return date.fromisoformat(day)
    return date.fromisocalendar(int(year), int(week), 1) if year else date.fromisoformat(f"{month}-01")


def _meant(every: str | tuple[str, ...], day: date) -> bool:
    if not isinstance(every, str):
        return WEEKDAYS[day.weekday()] in every
    return {"day": True, "weekday": day.weekday() < 5, "week": day.weekday() == 0, "month": day.day == 1}[every]
