"""One piece of work, one worker: claims, fences, leases."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from places import passed, put, workplace

from briefing.operations import clock
from briefing.operations.claims import (
    MAKE_LEASE,
    SEND_LEASE,
    ClaimLost,
    abandoned_deliveries,
    change_delivery,
    change_slot,
    claim_delivery,
    claim_slot,
    deliveries_to_send,
    slots_to_make,
)
from briefing.operations.clock import is_gone, owner
from briefing.operations.planning import plan
from briefing.operations.states import Delivery, Slot
from briefing.operations.workplace import Workplace

SECOND = timedelta(seconds=1)


@pytest.fixture
def due(tmp_path: Path) -> Workplace:
    place = workplace(tmp_path)
    plan(place.ledger, place.settings.briefs, place.now)
    return place


@pytest.fixture
def queued(tmp_path: Path) -> Workplace:
    """A workplace with two deliveries that wait."""
    place = workplace(tmp_path)
    put(tmp_path, "ferry.txt")
    passed(place)
    place.ledger.change("UPDATE delivery SET state = ?, next_try = ''", Delivery.PENDING)
    return place


def test_a_slot_is_claimed_once(due: Workplace) -> None:
    (row,) = slots_to_make(due.ledger, due.now)
    claim = claim_slot(due.ledger, row, due.now)
    assert claim is not None
    assert claim.fence == 1
    assert claim_slot(due.ledger, row, due.now) is None
    assert slots_to_make(due.ledger, due.now) == []


def test_a_lease_ends(due: Workplace) -> None:
    (row,) = slots_to_make(due.ledger, due.now)
    first = claim_slot(due.ledger, row, due.now)
    assert slots_to_make(due.ledger, due.now + MAKE_LEASE - SECOND) == []
    (again,) = slots_to_make(due.ledger, due.now + MAKE_LEASE)
    second = claim_slot(due.ledger, again, due.now + MAKE_LEASE)
    assert first is not None
    assert second is not None
    with pytest.raises(ClaimLost, match="somebody else"):
        change_slot(due.ledger, first, "state = ?", Slot.FROZEN)
    change_slot(due.ledger, second, "state = ?", Slot.FROZEN)


def test_of_one_brief_the_oldest_slot_goes_first(tmp_path: Path) -> None:
    place = workplace(tmp_path, brief='catch_up = "all"')
    for now in ("2026-03-02T06:00:00", "2026-03-04T06:00:00"):
        plan(place.ledger, place.settings.briefs, workplace(tmp_path, now).now)
    assert [row["period"] for row in slots_to_make(place.ledger, place.now + timedelta(days=3))] == ["D:2026-03-02"]


def test_a_slot_that_waits_for_its_next_try_is_not_made_before(due: Workplace) -> None:
    due.ledger.change("UPDATE slot SET state = ?, next_try = '2026-03-02T06:05:00Z'", Slot.RETRY)
    assert slots_to_make(due.ledger, due.now) == []
    assert len(slots_to_make(due.ledger, due.now + timedelta(minutes=5))) == 1


def test_a_delivery_is_claimed_once_and_its_fence_holds(queued: Workplace) -> None:
    first, second = deliveries_to_send(queued.ledger, queued.now)
    claim = claim_delivery(queued.ledger, first, queued.now)
    assert claim is not None
    assert claim_delivery(queued.ledger, first, queued.now) is None
    assert [row["recipient"] for row in deliveries_to_send(queued.ledger, queued.now)] == [second["recipient"]]
    assert abandoned_deliveries(queued.ledger, queued.now + SEND_LEASE - SECOND) == []
    (left,) = abandoned_deliveries(queued.ledger, queued.now + SEND_LEASE)
    assert left["recipient"] == first["recipient"]
    assert change_delivery(queued.ledger, claim, "stage = ?", "BODY")
    queued.ledger.change("UPDATE delivery SET fence = fence + 1")
    assert not change_delivery(queued.ledger, claim, "state = ?", Delivery.ACCEPTED)


def test_work_of_a_process_that_is_gone_is_free_at_once(due: Workplace) -> None:
    script = "from briefing.operations.clock import owner; print(owner())"
    gone = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
    assert is_gone(gone)
    assert not is_gone(owner())
    (row,) = slots_to_make(due.ledger, due.now)
    claim_slot(due.ledger, row, due.now)
    due.ledger.change("UPDATE slot SET owner = ?", gone)
    assert len(slots_to_make(due.ledger, due.now)) == 1


def test_nobody_can_tell_of_a_process_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = owner()
    monkeypatch.setenv("BRIEFING_MACHINE_ID", "another")
    assert not is_gone(mine)
    assert not is_gone("what is no owner")


def test_after_the_machine_started_again_all_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = owner()
    monkeypatch.setattr(clock, "boot", lambda: "another start")
    assert is_gone(mine)


def test_a_number_that_another_process_has_now_is_not_the_owner() -> None:
    parts = owner().split("/")
    assert is_gone("/".join([*parts[:3], str(os.getpid()), "1"]))
