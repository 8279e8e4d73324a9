"""Slots enter the ledger once, whatever the clock or the editor does; what is late follows the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import at, settings, states, workplace

from briefing.operations.ledger import Ledger
from briefing.operations.notices import standing
from briefing.operations.planning import ask_for, plan, rule_of
from briefing.operations.slots import named
from briefing.operations.states import Slot
from briefing.operations.workplace import Workplace
from briefing.settings import parse_settings


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return workplace(tmp_path)


def planned(place: Workplace, now: str, brief: str = "") -> list[str]:
    """Plan at a moment with these lines in the settings, and return the periods that are new."""
    before = set(states(place))
    plan(place.ledger, settings(place.ledger.path.parent, brief).briefs, at(now))
    return [period for period in states(place) if period not in before]


def test_a_new_brief_is_made_today_and_not_for_yesterday(place: Workplace) -> None:
    assert planned(place, "2026-03-02T05:00:00") == []
    assert planned(place, "2026-03-02T05:30:00") == ["D:2026-03-02"]
    assert planned(place, "2026-03-02T05:30:05") == []


def test_a_new_brief_whose_time_has_passed_is_made_at_once(place: Workplace) -> None:
    assert planned(place, "2026-03-02T16:00:00") == ["D:2026-03-02"]


@pytest.mark.parametrize(
    ("brief", "expected"),
    [
        ("", ["COALESCED", "COALESCED", "DUE"]),
        ('catch_up = "all"', ["DUE", "DUE", "DUE"]),
        ('catch_up = "skip"', ["SKIPPED_STALE", "SKIPPED_STALE", "SKIPPED_STALE"]),
        ('catch_up = "all"\nmax_lateness = "1d"', ["SKIPPED_STALE", "SKIPPED_STALE", "DUE"]),
        ('max_lateness = "1h"', ["SKIPPED_STALE", "SKIPPED_STALE", "SKIPPED_STALE"]),
    ],
)
def test_three_days_down(place: Workplace, brief: str, expected: list[str]) -> None:
    planned(place, "2026-03-02T05:31:00", brief)
    place.ledger.change("UPDATE slot SET state = ?", Slot.DONE)
    new = planned(place, "2026-03-05T08:00:00", brief)
    assert new == ["D:2026-03-03", "D:2026-03-04", "D:2026-03-05"]
    assert [states(place)[period] for period in new] == expected
    told = [row["subject"] for row in standing(place.ledger) if row["kind"] == "skipped"]
    assert told == [f"ferry {period}" for period, state in zip(new, expected, strict=True) if state == "SKIPPED_STALE"]


def test_skip_makes_what_is_prompt(place: Workplace) -> None:
    planned(place, "2026-03-02T05:31:00", 'catch_up = "skip"')
    place.ledger.change("UPDATE slot SET state = ?", Slot.DONE)
    planned(place, "2026-03-04T06:00:00", 'catch_up = "skip"')
    assert states(place) == {"D:2026-03-02": "DONE", "D:2026-03-03": "SKIPPED_STALE", "D:2026-03-04": "DUE"}


def test_catching_up_is_bounded(place: Workplace) -> None:
    planned(place, "2026-03-02T05:31:00", 'catch_up = "all"')
    planned(place, "2026-06-02T08:00:00", 'catch_up = "all"')
    found = list(states(place).values())
    assert found.count(Slot.DUE) == 1 + 31
    assert found.count(Slot.COALESCED) == 92 - 31


def test_a_slot_that_waits_is_taken_over_by_the_next(place: Workplace) -> None:
    planned(place, "2026-03-02T05:31:00")
    place.ledger.change("UPDATE slot SET state = ?, next_try = '2026-03-09'", Slot.RETRY)
    planned(place, "2026-03-03T05:31:00")
    assert states(place) == {"D:2026-03-02": "COALESCED", "D:2026-03-03": "DUE"}


def test_a_slot_that_waited_too_long_is_given_up_unless_somebody_asked_for_it(place: Workplace) -> None:
    limit = 'max_lateness = "2h"'
    planned(place, "2026-03-02T05:31:00", limit)
    place.ledger.change("UPDATE slot SET state = ?, reason = 'no room'", Slot.RETRY)
    planned(place, "2026-03-02T07:30:00", limit)
    assert states(place) == {"D:2026-03-02": "RETRY"}
    planned(place, "2026-03-02T07:31:00", limit)
    assert states(place) == {"D:2026-03-02": "SKIPPED_STALE"}
    assert [row["kind"] for row in standing(place.ledger)] == ["skipped"]
    (brief,) = place.settings.briefs
    ask_for(place.ledger, brief, named(rule_of(brief), "D:2026-03-02"), at("2026-03-02T19:00:00"))
    planned(place, "2026-03-02T19:00:05", limit)
    assert states(place) == {"D:2026-03-02": "DUE"}
    planned(place, "2026-03-04T19:00:00", limit)
    assert states(place) == {"D:2026-03-02": "DUE", "D:2026-03-03": "SKIPPED_STALE", "D:2026-03-04": "SKIPPED_STALE"}


def test_a_slot_with_documents_is_not_taken_over(place: Workplace) -> None:
    planned(place, "2026-03-02T05:31:00")
    place.ledger.change("UPDATE slot SET state = ?, edition = 1", Slot.RETRY)
    planned(place, "2026-03-03T05:31:00")
    assert states(place) == {"D:2026-03-02": "RETRY", "D:2026-03-03": "DUE"}


def test_a_clock_set_back_makes_nothing_and_loses_nothing(place: Workplace) -> None:
    planned(place, "2026-03-02T05:31:00")
    assert planned(place, "2026-03-01T05:31:00") == []
    assert planned(place, "2026-03-02T05:31:00") == []
    assert planned(place, "2026-03-03T05:31:00") == ["D:2026-03-03"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("at", '"09:00"'), ("at", '"05:00"'), ("every", '"week"'), ("every", '["mon", "tue"]'),
        ("timezone", '"America/Lima"'),
    ],
)  # fmt: skip
def test_what_is_edited_after_the_send_makes_no_second_brief(tmp_path: Path, key: str, value: str) -> None:
    place = workplace(tmp_path)
    planned(place, "2026-03-02T05:31:00")
    keys = {"sources": '["inbox"]', "at": '"06:30"', "timezone": '"Europe/Amsterdam"', "every": '"day"'} | {key: value}
    text = "[brief.ferry]\n" + "".join(f"{name} = {each}\n" for name, each in keys.items())
    plan(place.ledger, parse_settings(text, place.settings.path).briefs, at("2026-03-02T20:00:00"))
    assert list(states(place)) == ["D:2026-03-02"]


def test_two_planners_make_one_slot(place: Workplace) -> None:
    other = Ledger(place.ledger.path)
    briefs = place.settings.briefs
    assert plan(place.ledger, briefs, at("2026-03-02T05:31:00")) == 1
    assert plan(other, briefs, at("2026-03-02T05:31:00")) == 0


def test_what_is_asked_for_is_not_made_again_when_it_is_due(place: Workplace) -> None:
    (brief,) = place.settings.briefs
    ask_for(place.ledger, brief, named(rule_of(brief), "D:2026-03-02"), at("2026-03-02T03:00:00"))
    assert states(place) == {"D:2026-03-02": "DUE"}
    assert planned(place, "2026-03-02T05:31:00") == []


@pytest.mark.parametrize("state", [Slot.FAILED, Slot.SKIPPED_STALE, Slot.COALESCED, Slot.DONE])
def test_only_what_ended_without_an_edition_is_made_again_on_request(place: Workplace, state: Slot) -> None:
    planned(place, "2026-03-02T05:31:00")
    place.ledger.change("UPDATE slot SET state = ?, attempts = 8", state)
    (brief,) = place.settings.briefs
    ask_for(place.ledger, brief, named(rule_of(brief), "D:2026-03-02"), at("2026-03-02T07:00:00"))
    assert states(place) == {"D:2026-03-02": "DONE" if state is Slot.DONE else "DUE"}
