"""Numbered places where the fault trials kill the program; without BRIEFING_FAILPOINT they do nothing.

``BRIEFING_FAILPOINT=7`` kills the process that comes to place 7, as a power cut would, once: with
``BRIEFING_FAILPOINT_ONCE=FILE`` only where FILE is there, which is removed first.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

PLACES = (
    "claimed", "collected", "preserved", "frozen", "composed", "rendered", "printed", "lettered", "queued",
    "sending", "connected", "body", "sent", "accepted", "done",
)  # fmt: skip


def reach(place: str) -> None:
    """Come to a place, and end there if a trial says so."""
    wanted = os.environ.get("BRIEFING_FAILPOINT")
    if wanted is None or int(wanted) != PLACES.index(place) + 1:
        return
    once = os.environ.get("BRIEFING_FAILPOINT_ONCE")
    if once:
        try:
            Path(once).unlink()
        except FileNotFoundError:
            return
    os.kill(os.getpid(), signal.SIGKILL)
