"""Calendar slots: every period once, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.operations.slots import Rule, due, following, local_day, named, period, periods

ZONES = (
    "Europe/Berlin", "America/New_York", "America/Havana", "America/Nuuk", "Australia/Lord_Howe", "Africa/Casablanca",
    "Pacific/Apia", "UTC",
)  # fmt: skip


def rule(every: str | tuple[str, ...] = "day", at: str = "06:30", zone: str = "Europe/Amsterdam") -> Rule:
    return Rule(every, time.fromisoformat(at), zone)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00:00"),  # skipped: the first instant after the gap
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00"),  # repeated: the first time
        ("Europe/Berlin", "2026-07-01", "06:30", "2026-07-01T04:30:00"),
        ("America/Havana", "2026-03-08", "00:30", "2026-03-08T05:00:00"),  # a gap at midnight
        ("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T01:00:00"),  # a gap over midnight
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00"),  # a gap of half an hour
        ("Pacific/Apia", "2011-12-30", "06:30", "2011-12-30T10:00:00"),  # a day that never was
    ],
)
def test_the_instant_of_a_local_time(zone: str, day: str, at: str, expected: str) -> None:
    assert due(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone)) == moment(expected)


@given(st.sampled_from(ZONES), st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_every_day_of_two_years_has_one_slot_in_order(zone: str, at: time) -> None:
    found = list(periods(Rule("day", at, zone), date(2025, 12, 31), moment("2028-01-02T14:00:00")))
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]
    assert [each.day for each in found][:730] == days
    assert [each.key for each in found][:730] == [f"D:{day}" for day in days]
    instants = [each.due for each in found]
    assert instants == sorted(set(instants))
    assert all(each.due.astimezone(ZoneInfo(zone)).date() - each.day <= timedelta(days=1) for each in found)


@pytest.mark.parametrize(
    ("every", "keys"),
    [
        ("day", ["D:2026-03-28", "D:2026-03-29", "D:2026-03-30", "D:2026-03-31", "D:2026-04-01"]),
        ("weekday", ["D:2026-03-30", "D:2026-03-31", "D:2026-04-01"]),
        (("sun", "wed"), ["D:2026-03-29", "D:2026-04-01"]),
        ("week", ["W:2026-W14"]),
        ("month", ["M:2026-04"]),
    ],
)
def test_the_keys_of_a_rule(every: str | tuple[str, ...], keys: list[str]) -> None:
    found = periods(rule(every), date(2026, 3, 27), moment("2026-04-01T12:00:00"))
    assert [each.key for each in found] == keys


def test_a_slot_is_due_at_its_instant_and_not_before() -> None:
    day = date(2026, 3, 1)
    assert not list(periods(rule(), day, moment("2026-03-02T05:29:59")))
    (found,) = periods(rule(), day, moment("2026-03-02T05:30:00"))
    assert found.due == moment("2026-03-02T05:30:00")
    assert following(rule(), moment("2026-03-02T05:29:59")) == found
    assert following(rule(), found.due).key == "D:2026-03-03"
    assert following(rule("month"), found.due).key == "M:2026-04"


def test_a_day_belongs_to_a_week_and_a_month() -> None:
    assert period(rule("week"), date(2026, 1, 1)).key == "W:2026-W01"
    assert period(rule("month"), date(2026, 1, 31)).key == "M:2026-01"
    assert local_day(rule(zone="Pacific/Apia"), moment("2026-03-02T12:00:00")) == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("key", "day"), [("D:2026-03-02", "2026-03-02"), ("W:2026-W10", "2026-03-02"), ("M:2026-03", "2026-03-01")]
)
def test_a_named_period(key: str, day: str) -> None:
    assert named(rule(), key).day == date.fromisoformat(day)
    assert named(rule(), key).key == key


@pytest.mark.parametrize("key", ["2026-03-02", "D:2026-02-30", "W:2026-W60", "M:2026-13", "", "D:2026-03-02 "])
def test_what_is_no_period(key: str) -> None:
    with pytest.raises(ConfigError, match="is no period: give a day"):
        named(rule(), key)
