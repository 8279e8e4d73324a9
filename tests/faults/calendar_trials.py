"""Trials 7 and 8: three days down; a rule, a time, a zone edited after the mail has left."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path

from faults.oracle import Expected, judge
from faults.report import Result
from faults.scene import FIRST_DAY, Plan, Scene, at, briefing, days, drain, run, scene
from faults.sink import Sink, sink

POLICIES = {"latest": ("COALESCED", "COALESCED", ""), "all": ("", "", ""), "skip": ("SKIPPED_STALE",) * 3}
EDITS: tuple[Mapping[str, str], ...] = (
    {"at": '"07:30"'}, {"at": '"00:05"'}, {"at": '"23:59"'}, {"timezone": '"Pacific/Apia"'},
    {"timezone": '"Pacific/Honolulu"'}, {"timezone": '"America/Havana"'}, {"every": '"weekday"'},
    {"every": '["mon", "tue", "wed"]'}, {"every": '"week"'}, {"every": '"month"'}, {"catch_up": '"latest"'},
    {"title": '"Another title"'}, {"sources": '["docs"]'}, {"at": '"05:00"', "timezone": '"Europe/Berlin"'},
)  # fmt: skip


def downtime(folder: Path, _size: int, seed: int) -> Result:
    """Be down over three due times, then look once."""
    plans = [Plan(policy, recipients=2, more={"catch_up": f'"{policy}"'}) for policy in POLICIES]
    dates = days(5)
    with sink(folder / "server") as server:
        place = scene(folder / "scene", plans, server.address)
        run(place, at(dates[0]))
        run(place, at(dates[3], time(9)))
        run(place, at(dates[4]))
        drain(place, at(dates[4]) + timedelta(hours=1))
        verdict = judge(place, _due(plans, 5), server.received())
        arrived = Counter(mail.to.split(".")[1].partition("@")[0] for mail in server.received())
    wanted = {plan.name: 2 * (2 + POLICIES[plan.name].count("")) for plan in plans}
    wrong = [*verdict.wrong, *([f"{dict(arrived)} mails, not {wanted}"] if arrived != wanted else [])]
    wrong += _states(place)
    made = ", ".join(f"{policy} {arrived[policy] // 2 - 2}" for policy in POLICIES)
    return Result("7", seed, f"3 days down: {made}: {verdict}", wrong)


def _states(place: Scene) -> Iterator[str]:
    """Compare the states of the missed slots with what the settings ask for."""
    status = json.loads(briefing(place, "status", "--json").stdout)
    for policy, wanted in POLICIES.items():
        rows = [row for row in status["slots"] if row["brief"] == policy][1:4]
        for row, state in zip(rows, wanted, strict=True):
            if row["state"] != (state or "DONE"):
                yield f"{policy} {row['period']} is {row['state']}, not {state or 'DONE'}"


def edited(folder: Path, size: int, seed: int) -> Result:
    """Edit so many things, right after the mail has left and on the next day."""
    wrong: list[str] = []
    mails = 0
    with sink(folder / "server") as server:
        for number, edit in enumerate(EDITS[:size]):
            found, count = _edit(folder / str(number), server, edit)
            wrong += [f"{edit}: {each}" for each in found]
            mails += count
    return Result("8", seed, f"{len(EDITS[:size])} edits after the mail had left: {mails} mails", wrong)


def _edit(folder: Path, server: Sink, edit: Mapping[str, str]) -> tuple[list[str], int]:
    server.forget()
    plan = Plan("b0", recipients=1)
    place = scene(folder, [plan], server.address)
    run(place, at(FIRST_DAY))
    place.write([Plan("b0", recipients=1, more=edit)])
    for hours in range(1, 18, 2):  # to the end of the day in UTC
        run(place, at(FIRST_DAY) + timedelta(hours=hours))
    found = [mail.date for mail in server.received()]
    # Where the calendar is ahead, tomorrow's brief may be due today already; today's was sent.
    ahead = [date for date in found[1:] if _tomorrow_in(edit, date)]
    wrong = (
        [] if len(found) - len(ahead) == 1 else [f"{len(found)} mails of one day: {[f'{d:%d %H:%M}' for d in found]}"]
    )
    verdict = judge(place, [Expected("b0", f"D:{FIRST_DAY}", plan.addresses[0], at(FIRST_DAY, time(6)))],
                    server.received()[:1])  # fmt: skip
    return [*wrong, *verdict.wrong], len(found)


def _tomorrow_in(edit: Mapping[str, str], date: datetime) -> bool:
    from zoneinfo import ZoneInfo

    zone = edit.get("timezone", '"UTC"').strip('"')
    return date.astimezone(ZoneInfo(zone)).date() > FIRST_DAY


def _due(plans: list[Plan], count: int) -> Iterator[Expected]:
    for plan in plans:
        for day in days(count):
            for recipient in plan.addresses:
                yield Expected(plan.name, f"D:{day.isoformat()}", recipient, at(day, time(6)))
