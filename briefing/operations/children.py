"""What a child process does: one claim, with its own connection to the ledger, and then it ends."""

from __future__ import annotations

import logging
import multiprocessing
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

from briefing.errors import BriefingError, TemplateError
from briefing.operations.claims import ClaimLost, DeliveryClaim, SlotClaim
from briefing.operations.clock import Clock
from briefing.operations.deaths import IN_VAIN
from briefing.operations.ledger import Ledger
from briefing.operations.store import Store, archive_of
from briefing.operations.workplace import Workplace
from briefing.settings import Settings
from briefing.sources.mortal import die_with

log = logging.getLogger(__name__)
MOST_MEMORY = 4 << 30
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def work(settings: Settings, path: Path, claim: SlotClaim | DeliveryClaim, clock: Clock) -> None:
    """Do what was claimed; the exit code is 0 where it is done or somebody else has taken it over."""
    _settle_in()
    store = archive_of(path)
    try:
        place = Workplace(settings, Ledger(path), store, clock)
        if isinstance(claim, SlotClaim):
            from briefing.operations.making import make

            make(place, claim)
        else:
            from briefing.operations.delivering import deliver

            deliver(place, claim)
    except ClaimLost as lost:
        log.warning("%s", lost)
    except TemplateError as error:
        _end(store, claim, str(error), IN_VAIN)
    except BriefingError as error:
        _end(store, claim, str(error))
    except Exception as error:
        log.debug("the trace", exc_info=True)
        _end(store, claim, f"{type(error).__name__}: {error}")


def _end(store: Store, claim: SlotClaim | DeliveryClaim, reason: str, code: int = 1) -> None:
    """Leave word why this child ends, and end."""
    log.error("%s %s: %s", claim.brief, claim.period, reason)
    if isinstance(claim, SlotClaim):
        with suppress(OSError):
            doing = store.noted(claim.brief, claim.period)
            store.note(claim.brief, claim.period, f"{doing}: {reason}" if doing else reason)
    sys.exit(code)


def _settle_in() -> None:
    """Die when the parent dies, obey no signal meant for it, and take no more memory than an edition may need.

    A terminal and a service manager give such a signal to all processes at once; the parent lets its children finish.
    """
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid:
        die_with(parent.pid)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
