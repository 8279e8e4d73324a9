"""How each host is treated: one request at a time, a pause between two, and rest for one that fails again and again.

All processes that share the folder keep to it together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import IO, NamedTuple

from briefing.errors import PublishError
from briefing.model import Artifact
from briefing.publish.archive import write
from briefing.sources.addresses import Refused
from briefing.sources.fetching import Network

PAUSE = 1.0  # seconds between two requests to a host
MOST_FAILURES = 3
LEFT_ALONE = "left alone until"
FIRST_REST, LONGEST_REST = timedelta(minutes=15), timedelta(hours=12)
_LOOK_AGAIN = 0.1  # seconds
_LONGEST_REASON = 400


class _Noted(NamedTuple):
    """How often a host failed in a row, why at last, and until when it is left alone."""

    failures: int
    reason: str
    until: datetime | None


class Hosts:
    """What is known of the hosts, kept from one collection to the next."""

    def __init__(self, folder: Path, network: Network, now: Callable[[], datetime]) -> None:
        self._folder, self._network, self._now = folder, network, now

    @contextmanager
    def turn(self, host: str, pause: float, left: Callable[[], float]) -> Iterator[None]:
        """Hold a host for one request, once nobody else does and the pause is over.

        ``left`` returns the seconds that there are to wait, and raises Refused where there are none.  Raise
        PublishError where the folder cannot be written.
        """
        with _opened(self._path(host, "lock")) as file:
            while not _locked(file):
                self._network.sleep(min(_LOOK_AGAIN, left()))
            self._pause(file, max(pause, PAUSE), left)
            try:
                yield
            finally:
                file.truncate(0)
                file.write(repr(self._network.monotonic()))

    def _pause(self, file: IO[str], pause: float, left: Callable[[], float]) -> None:
        file.seek(0)
        last, now = file.read(40), self._network.monotonic()
        with suppress(ValueError):
            # Where the machine was started anew, the last time lies ahead.
            wait = float(last) + pause - now if float(last) <= now else 0.0
            if wait > left():
                raise Refused(NO_TIME)
            if wait > 0:
                self._network.sleep(wait)

    def refuse_left_alone(self, host: str) -> None:
        """Raise Refused while a host is left alone."""
        noted = self._noted(host)
        if noted and noted.until and self._now() < noted.until:
            failed = f"{host} failed {noted.failures} times in a row ({noted.reason})"
            raise Refused(f"{failed}: {LEFT_ALONE} {noted.until:%Y-%m-%d %H:%M UTC}")

    def failed(self, host: str, reason: str, seconds: float) -> None:
        """Count a failure; ``seconds`` is the time that the host itself wants to be left alone."""
        noted = self._noted(host)
        failures = noted.failures + 1 if noted else 1
        rest = FIRST_REST * 2 ** min(failures - MOST_FAILURES, 9) if failures >= MOST_FAILURES else timedelta(0)
        rest = min(max(rest, timedelta(seconds=seconds)), LONGEST_REST)
        until = (self._now().astimezone(UTC) + rest).isoformat() if rest else ""
        self._note(host, {"failures": failures, "reason": reason, "until": until})

    def answered(self, host: str) -> None:
        """Forget the failures of a host."""
        if self._noted(host):
            self._path(host, "json").unlink(missing_ok=True)

    def _noted(self, host: str) -> _Noted | None:
        """Return what is noted of a host; what no ``failed`` can have written is not known, and the host is asked."""
        try:
            found = json.loads(self._path(host, "json").read_bytes())
            failures, reason, until = found["failures"], found["reason"], _time(found["until"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        counted = type(failures) is int and failures > 0
        told = isinstance(reason, str) and reason.isprintable() and len(reason) <= _LONGEST_REASON
        near = until is None or until - self._now() <= LONGEST_REST
        return _Noted(failures, reason, until) if counted and told and near else None

    def _note(self, host: str, noted: dict[str, object]) -> None:
        write(Artifact("json", json.dumps(noted).encode() + b"\n"), self._path(host, "json"))

    def _path(self, host: str, ending: str) -> Path:
        return self._folder / f"{sha256(host.encode()).hexdigest()[:32]}.{ending}"


def _time(said: str) -> datetime | None:
    """Return a time of UTC, None for ''; raise ValueError or TypeError for what is neither."""
    time = None if said == "" else datetime.fromisoformat(said)
    if time and time.tzinfo != UTC:
        raise ValueError(said)
    return time


NO_TIME = "there was no time left for it"


def _opened(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+", encoding="ascii", errors="replace")
    except OSError as error:
        raise PublishError(f"{path} cannot be written: {error.strerror}") from error


def _locked(file: IO[str]) -> bool:
    """Lock a file until it is closed, unless another has locked it; where the system knows no such lock, take it."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
