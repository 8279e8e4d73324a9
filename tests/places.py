"""A workplace in a folder for tests of the scheduled side: settings, ledger, archive, and a clock that is told."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from briefing.operations.clock import Clock
from briefing.operations.engine import Engine
from briefing.operations.ledger import Ledger
from briefing.operations.store import archive_of
from briefing.operations.workplace import Workplace
from briefing.settings import Settings, parse_settings

NEWS = {
    "ferry.txt": (
        "The ministers of Norvania and Kelm agreed on Monday to reopen the ferry between their capitals in May.\n\n"
        "“We have signed the timetable,” Minister Lena Brask of Norvania told reporters in the harbour.\n\n"
        "It is still unclear who will pay for the new quay, both delegations said after the talks.\n"
    ),
    "quay.txt": (
        "Norvania rejected the demand of Kelm to pay for the whole quay, Minister Lena Brask said on Tuesday.\n\n"
        "Minister Odo Varga of Kelm accused Norvania of breaking its promise and called the refusal unacceptable.\n"
    ),
}
LONG_AGO = 1_000_000_000
BRIEF = """
[mail]
from = "briefing@example.org"
{mail}
[brief.ferry]
sources = ["inbox"]
recipients = ["ann@example.org", "bo@example.org"]
at = "06:30"
timezone = "Europe/Amsterdam"
formats = ["md"]
{brief}
"""


@dataclass(frozen=True)
class Stopped:
    """A clock that stands still, however long the machine takes."""

    moment: datetime
    given = True

    def now(self) -> datetime:
        """Return the moment at which it stands."""
        return self.moment


def at(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def settings(folder: Path, brief: str = "", mail: str = "") -> Settings:
    """Return the settings of one daily brief, with these lines added."""
    return parse_settings(BRIEF.format(brief=brief, mail=mail), folder / "briefing.toml")


def workplace(folder: Path, now: str = "2026-03-02T06:00:00", brief: str = "", mail: str = "") -> Workplace:
    """Return a workplace in a folder, with an inbox; the same folder gives the same ledger."""
    (folder / "inbox").mkdir(parents=True, exist_ok=True)
    return Workplace(
        settings(folder, brief, mail),
        Ledger(folder / "briefing.db"),
        archive_of(folder / "briefing.db"),
        Clock(at(now)),
    )


def stopped(place: Workplace, now: str) -> Workplace:
    """Return a workplace at another moment, at which it stays."""
    return replace(place, clock=Stopped(at(now)))  # type: ignore[arg-type] # it has what a Clock has


def put(folder: Path, *names: str) -> None:
    """Put documents into the inbox."""
    for name in names:
        write_old(folder / "inbox" / name, NEWS[name])


def write_old(path: Path, text: str) -> None:
    """Write a file that seems to have lain there for long: nobody waits for the rest of it."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))


def passed(place: Workplace) -> Engine:
    """Do one pass over all that is due."""
    engine = Engine(place)
    engine.run_until_idle()
    return engine


def states(place: Workplace) -> dict[str, str]:
    """Return the state of every slot by its period."""
    return {row["period"]: row["state"] for row in place.ledger.rows("SELECT * FROM slot ORDER BY period")}
