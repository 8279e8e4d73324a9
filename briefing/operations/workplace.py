"""What every worker of the scheduled side needs, in one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing.operations.clock import Clock, stamp
from briefing.operations.ledger import Ledger
from briefing.operations.store import Store
from briefing.settings import Settings


@dataclass(frozen=True, slots=True)
class Workplace:
    """The settings, the ledger and the archive that are worked with, and the clock that is believed."""

    settings: Settings
    ledger: Ledger
    store: Store
    clock: Clock

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock.now()

    @property
    def at(self) -> str:
        """The present moment as the ledger writes it."""
        return stamp(self.now)
