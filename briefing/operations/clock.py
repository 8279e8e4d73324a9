"""The clock of a pass, and the marks by which a machine and a process are known again."""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

_MACHINE = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Clock:
    """The time in UTC, to the second: the system's, or one that starts at a given moment and goes on from there."""

    start: datetime | None = None
    _began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """Return the present moment."""
        if self.start is None:
            return datetime.now(UTC).replace(microsecond=0)
        passed = timedelta(seconds=int(time.monotonic() - self._began))
        return self.start.astimezone(UTC).replace(microsecond=0) + passed

    @property
    def given(self) -> bool:
        """Whether somebody chose the time: then it may jump."""
        return self.start is not None


def stamp(moment: datetime) -> str:
    """Return a moment as the ledger writes it; the texts sort as the moments do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """Return the moment that ``stamp`` wrote."""
    return datetime.fromisoformat(text)


def machine() -> str:
    """Return a mark of this machine: BRIEFING_MACHINE_ID, else its machine-id, else its name, as a short hash."""
    known = os.environ.get("BRIEFING_MACHINE_ID", "")
    for path in _MACHINE:
        if not known:
            with suppress(OSError):
                known = path.read_text(encoding="ascii").strip()
    return sha256(f"briefing {known or socket.gethostname()}".encode()).hexdigest()[:16]


def boot() -> str:
    """Return a mark of the time since the machine started; '' where the system gives none."""
    with suppress(OSError):
        return _BOOT.read_text(encoding="ascii").strip()
    return ""


def uptime() -> int:
    """Return the seconds since the machine started, sleep included where the system counts it."""
    return int(time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)))


def owner() -> str:
    """Return what tells this process from every other: machine, start of the machine, namespace, number, start."""
    return "/".join((machine(), boot(), _namespace(), str(os.getpid()), _started(os.getpid())))


def is_gone(claimant: str) -> bool:
    """Tell whether a process that claimed something certainly runs no more; on another machine nobody can tell."""
    parts = claimant.split("/")
    if len(parts) != 5 or parts[0] != machine() or not boot():
        return False
    if parts[1] != boot():
        return True
    return parts[2] == _namespace() and _started(int(parts[3])) != parts[4]


def _namespace() -> str:
    with suppress(OSError):
        return str(Path("/proc/self/ns/pid").readlink()).strip("pid:[]")
    return ""


def _started(process: int) -> str:
    """Return when a process started, in ticks since the machine did; '' where there is no such process, or a zombie."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    after_name = text.rpartition(")")[2].split()
    return "" if after_name[0] in {"Z", "X"} else after_name[19]
