"""The long-running process: a tick every few seconds, whatever the wall clock does.

``schedule`` is the ticker and nothing else: what is due is computed from the calendar at each tick.  Its own clock is
the wall clock, which may be set back; a watchdog on the monotonic clock sets the ticker up again when it falls silent.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import schedule

from briefing.errors import BriefingError, ConfigError
from briefing.operations.children import STOPPING
from briefing.operations.engine import STOP_SECONDS, Engine
from briefing.operations.notices import Notice, give, settle
from briefing.operations.retention import tidy
from briefing.sources.config import load_settings

log = logging.getLogger(__name__)
TICK_SECONDS = 5
SILENT_SECONDS = 3 * TICK_SECONDS
RETENTION_SECONDS = 3600.0


@dataclass(slots=True)
class Ticker:
    """The process: its engine, the file of its settings, and the file that shows that it lives."""

    engine: Engine
    config: Path
    health: Path
    ticked: float = 0.0
    forgot: float = 0.0

    def tick(self) -> None:
        """Do what is due now; what goes wrong is logged, and the next tick tries again."""
        self.ticked = time.monotonic()
        try:
            self._read_again()
            self.engine.step()
            if self.ticked - self.forgot > RETENTION_SECONDS:
                self.forgot = self.ticked
                tidy(self.engine.place)
            self._show_life()
        except (BriefingError, OSError) as error:
            log.error("%s", error)  # noqa: TRY400 - the trace says no more

    def step(self) -> bool:
        """Go on with what is under way; False where that cannot be done now, as on a full disk."""
        try:
            self.engine.step()
        except (BriefingError, OSError) as error:
            log.error("%s", error)  # noqa: TRY400 - the trace says no more
            return False
        return True

    def set_up(self) -> None:
        """Register the tick anew."""
        schedule.clear()
        schedule.every(TICK_SECONDS).seconds.do(self.tick)
        self.ticked = time.monotonic()

    def watch(self) -> None:
        """Set the ticker up again if it has been silent for too long."""
        if time.monotonic() - self.ticked > SILENT_SECONDS:
            log.warning("no tick for %d seconds: the clock was set back; the ticker is set up again", SILENT_SECONDS)
            self.set_up()
            self.tick()

    def _read_again(self) -> None:
        """Take over settings that were edited; wrong ones leave the old ones in force, and are told."""
        ledger, at, subject = self.engine.place.ledger, self.engine.place.at, str(self.config)
        told = bool(
            ledger.row("SELECT 1 FROM notice WHERE kind = 'settings' AND subject = ? AND settled = ''", subject)
        )
        try:
            settings = load_settings(self.config)
        except ConfigError as error:
            if not told:
                with ledger.writing():
                    give(ledger, at, Notice("settings", subject, f"{error}; the settings before them stay in force"))
            return
        if told:
            with ledger.writing():
                settle(ledger, at, "settings", subject)
        if settings != self.engine.place.settings:
            log.info("%s was edited: taken over", self.config)
            self.engine.place = replace(self.engine.place, settings=settings)

    def _show_life(self) -> None:
        self.health.write_text(f"{self.engine.place.at} {os.getpid()}\n", encoding="ascii")


def health_of(ledger: Path) -> Path:
    """Return the file that shows that a scheduler lives: older than a minute, it does not."""
    return ledger.with_name(f"{ledger.name}.health")


def tick_on(engine: Engine, config: Path, health: Path) -> None:
    """Tick until a signal of STOPPING; then let the children finish, or end them and free what they had claimed."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    stop = threading.Event()
    for number in STOPPING:
        signal.signal(number, lambda _number, _frame: stop.set())
    ticker = Ticker(engine, config, health)
    ticker.set_up()
    log.info("up: %d briefs, ledger %s", len(engine.place.settings.briefs), engine.place.ledger.path)
    ticker.tick()
    while not stop.is_set():
        schedule.run_pending()
        ticker.watch()
        if engine.jobs:
            engine.wait(0.5)
            if not ticker.step():
                stop.wait(1.0)
        else:
            stop.wait(1.0)
    log.info("stopping: %d at work", len(engine.jobs))
    engine.stop(STOP_SECONDS)
    health.unlink(missing_ok=True)
