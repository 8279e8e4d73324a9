"""Make and deliver what is due: plan, claim, work in child processes, judge what the dead leave behind.

The engine itself never reads a document, renders a page or talks to a server: what could hang or die does so in a
child, and the child is killed when its time is over.
"""

from __future__ import annotations

import logging
import multiprocessing
import multiprocessing.connection
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess

from briefing.operations import claims, delivering, notices
from briefing.operations.children import work
from briefing.operations.claims import DeliveryClaim, SlotClaim
from briefing.operations.deaths import after_death, after_loss, after_stop
from briefing.operations.holding import held
from briefing.operations.ledger import Row
from briefing.operations.marks import leave_mark
from briefing.operations.planning import plan
from briefing.operations.workplace import Workplace

log = logging.getLogger(__name__)
# A mail has a deadline of its own, which comes first; both come before the end of a lease.
MAKE_SECONDS, SEND_SECONDS = 600.0, 660.0
MOST_MAKING, MOST_SENDING = 2, 4
STOP_SECONDS = 20.0
# A fork shares what is imported already and starts in milliseconds; elsewhere it is not safe.
_CONTEXT = multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")


@dataclass(slots=True)
class Job:
    """A child at work on a claim, and when its time is over (seconds of the monotonic clock)."""

    claim: SlotClaim | DeliveryClaim
    process: BaseProcess
    deadline: float


@dataclass(slots=True)
class Engine:
    """What makes and delivers the briefs of some settings; ``only`` one slot, or mails only, where somebody says so."""

    place: Workplace
    jobs: list[Job] = field(default_factory=list)
    making: bool = True
    only: tuple[str, str] | None = None

    def step(self) -> bool:
        """Do what can be done now without waiting; return whether something is under way."""
        if held(self.place.ledger, self.place.clock):
            self._tell()
            return bool(self._reaped())
        if self.making and self.only is None:
            plan(self.place.ledger, self.place.settings.briefs, self.place.now)
        self._reaped()
        for row in claims.abandoned_deliveries(self.place.ledger, self.place.now):
            delivering.recover(self.place, row)
        for row in claims.abandoned_slots(self.place.ledger, self.place.now):
            after_loss(self.place, row)
        if self.making:
            self._start_making()
        self._start_sending()
        delivering.settle_slots(self.place)
        self._tell()
        return bool(self.jobs)

    def run_until_idle(self, rest: Callable[[float], None] = time.sleep) -> None:
        """Step until nothing is under way and nothing more can be started now."""
        while self.step():
            self.wait(0.5, rest)

    def wait(self, seconds: float, rest: Callable[[float], None] = time.sleep) -> None:
        """Rest for so many seconds, or until a child ends."""
        sentinels = [job.process.sentinel for job in self.jobs]
        if sentinels:
            multiprocessing.connection.wait(sentinels, seconds)
        else:
            rest(seconds)

    def stop(self, seconds: float) -> None:
        """Let the children finish for so many seconds, then end them; what they had claimed is free again."""
        until = time.monotonic() + seconds
        try:
            while self._reaped() and time.monotonic() < until:
                self.wait(0.1)
        finally:  # Whoever is told twice to stop has waited long enough.
            for job in self.jobs:
                job.process.kill()
                job.process.join()
                after_stop(self.place, job.claim)
            self.jobs.clear()
        delivering.settle_slots(self.place)
        self._tell()

    def _start_making(self) -> None:
        for row in self._mine(claims.slots_to_make(self.place.ledger, self.place.now)):
            if self._at_work(SlotClaim) < MOST_MAKING and (
                claim := claims.claim_slot(self.place.ledger, row, self.place.now)
            ):
                self._start(claim, MAKE_SECONDS)

    def _start_sending(self) -> None:
        for row in self._mine(claims.deliveries_to_send(self.place.ledger, self.place.now)):
            if self._at_work(DeliveryClaim) < MOST_SENDING and (
                claim := claims.claim_delivery(self.place.ledger, row, self.place.now)
            ):
                self._start(claim, SEND_SECONDS)

    def _mine(self, rows: list[Row]) -> list[Row]:
        """Return the slots and deliveries that this engine works on: those of its settings, perhaps only one slot."""
        names = {brief.name for brief in self.place.settings.briefs}
        return [
            row
            for row in rows
            if row["brief"] in names and (self.only is None or (row["brief"], row["period"]) == self.only)
        ]

    def _at_work(self, kind: type) -> int:
        return sum(isinstance(job.claim, kind) for job in self.jobs)

    def _start(self, claim: SlotClaim | DeliveryClaim, seconds: float) -> None:
        place = self.place
        arguments = (place.settings, place.ledger.path, claim, place.clock)
        process = _CONTEXT.Process(target=work, args=arguments, daemon=True)
        process.start()
        self.jobs.append(Job(claim, process, time.monotonic() + seconds))

    def _reaped(self) -> list[Job]:
        """Judge the children that have ended or whose time is over, and return those still at work."""
        for job in self.jobs:
            if job.process.is_alive() and time.monotonic() > job.deadline:
                log.error("%s took too long and was ended", job.claim)
                job.process.kill()
                job.process.join()
        for job in [job for job in self.jobs if not job.process.is_alive()]:
            if job.process.exitcode:
                after_death(self.place, job.claim, job.process.exitcode)
            self.jobs.remove(job)  # Only now: what could not be recorded, on a full disk, is recorded at the next step.
            job.process.close()
        return self.jobs

    def _tell(self) -> None:
        notices.tell(self.place.ledger, self.place.at, self.place.settings.notify)
        leave_mark(self.place.ledger)
