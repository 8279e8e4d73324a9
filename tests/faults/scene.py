"""Where a trial takes place: settings, documents and a ledger in a folder, and schedulers in processes of their own."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from places import write_old

from briefing.operations.engine import Engine
from briefing.operations.ledger import Ledger
from briefing.operations.passes import opened

FIRST_DAY = date(2026, 3, 2)
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
SENTENCES = (
    "The ministers agreed on Monday to meet again in Geneva in June.",
    "The delegation rejected the draft of the treaty on Tuesday.",
    "It remains unclear who will pay for the mission, officials said.",
)


@dataclass(frozen=True)
class Plan:
    """A brief of a trial; each has recipients of its own, so that a mail names its brief."""

    name: str
    recipients: int = 3
    at: str = "06:00"
    timezone: str = "UTC"
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def addresses(self) -> tuple[str, ...]:
        """To whom it goes."""
        return tuple(f"r{number}.{self.name}@example.org" for number in range(1, self.recipients + 1))

    def toml(self) -> str:
        """Return its table of the settings."""
        keys = {
            "sources": f'["docs/{self.name}"]', "recipients": str(list(self.addresses)).replace("'", '"'),
            "title": f'"Trial {self.name}"', "formats": '["md"]', "empty": '"send"', "every": '"day"',
            "at": f'"{self.at}"', "timezone": f'"{self.timezone}"', "catch_up": '"all"',
        }  # fmt: skip
        return f"[brief.{self.name}]\n" + "".join(f"{key} = {value}\n" for key, value in {**keys, **self.more}.items())


@dataclass(frozen=True)
class Scene:
    """A folder with a ``briefing.toml``, and what its briefs are."""

    folder: Path
    plans: tuple[Plan, ...]
    server: str

    @property
    def config(self) -> Path:
        """The settings."""
        return self.folder / "briefing.toml"

    @property
    def ledger(self) -> Path:
        """The ledger."""
        return self.folder / "briefing.db"

    def write(self, plans: Sequence[Plan] | None = None) -> None:
        """Write the settings, perhaps of other briefs than those of the scene."""
        head = f'[mail]\nfrom = "desk@example.org"\nserver = "{self.server}"\n'
        text = "\n".join([head, *(plan.toml() for plan in plans or self.plans)])
        temporary = self.config.with_suffix(".new")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(self.config)

    def document(self, brief: str, name: str, text: str) -> None:
        """Put a document where a brief collects it."""
        path = self.folder / "docs" / brief / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_old(path, text)


def scene(folder: Path, plans: Sequence[Plan], server: str = "outbox:outbox") -> Scene:
    """Lay out a scene."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Scene(folder, tuple(plans), server)
    made.write()
    for number, plan in enumerate(plans):
        made.document(plan.name, "a.txt", SENTENCES[number % len(SENTENCES)])
    return made


def at(day: date, clock: time = time(6, 1)) -> datetime:
    """Return a moment of a day in UTC: a minute after most briefs are due."""
    return datetime.combine(day, clock, UTC)


def days(count: int) -> list[date]:
    """Return the days of a trial."""
    return [FIRST_DAY + timedelta(days=number) for number in range(count)]


Work = Callable[[Engine], object]


def idle(engine: Engine) -> None:
    """Do all that is due."""
    engine.run_until_idle(lambda _seconds: None)


def started(place: Scene, now: datetime | None, work: Work = idle, environment: Mapping[str, str] | None = None) -> int:
    """Start a scheduler in a process group of its own and return its number; its modules are loaded already."""
    warm()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.setsid()
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        os.environ.update(environment or {})
        logging.disable(logging.CRITICAL)
        with opened(place.config, now) as engine:
            work(engine)
        code = 0
    except BaseException:  # noqa: BLE001 - the end of a forked process: nothing may come back from here
        if "BRIEFING_TRIAL_TRACES" in os.environ:
            traceback.print_exc()
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """Wait for a scheduler and return how it ended: its exit code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(place: Scene, now: datetime, work: Work = idle, environment: Mapping[str, str] | None = None) -> int:
    """Run a scheduler to its end."""
    return ended(started(place, now, work, environment))


def over(child: int) -> bool:
    """Tell whether a scheduler has ended, without taking notice of how."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def kill_group(child: int) -> None:
    """Kill a scheduler and its children at once."""
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)


def children(parent: int) -> list[int]:
    """Return the children of a process."""
    with suppress(OSError):
        return [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()]
    return []


def drain(place: Scene, since: datetime, hours: int = 48) -> datetime:
    """Let schedulers run every simulated hour until nothing is under way, and return when that was."""
    now = since
    for _ in range(hours):
        run(place, now)
        if not under_way(place):
            break
        now += timedelta(hours=1)
    return now


def under_way(place: Scene) -> int:
    """Return how many slots have not ended."""
    from briefing.operations.ledger import placeholders
    from briefing.operations.states import PASSING

    ledger = Ledger(place.ledger)
    try:
        return ledger.number(f"SELECT count(*) FROM slot WHERE state IN ({placeholders(PASSING)})", *PASSING)  # noqa: S608
    finally:
        ledger.close()


def briefing(
    place: Scene, *words: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the real command in the folder of a scene."""
    command = [sys.executable, "-m", "briefing", "--config", str(place.config), *words]
    env = {**os.environ, **(environment or {})}
    return subprocess.run(command, cwd=place.folder, env=env, capture_output=True, text=True, check=False, timeout=300)


@cache
def warm() -> None:
    """Import and load once what every child needs, so that a fork has it."""
    import briefing.operations.delivering
    import briefing.operations.making  # noqa: F401
    from briefing.publish.rendering import render

    with TemporaryDirectory() as folder:
        place = scene(Path(folder), [Plan("warm")])
        from briefing.model import Batch
        from briefing.pipeline import compose
        from briefing.settings import Options
        from briefing.sources.folders import collect

        raws = collect([str(place.folder / "docs" / "warm")])
        made = compose(Batch(raws.kept, ()), Options(as_of=FIRST_DAY))
        for form in ("md", "mail.html", "json"):
            render(made, form, "diplomatic")
