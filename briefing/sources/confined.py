"""Open strangers' files in a child process that can be stopped, whatever they do to it.

A plain process and no ``multiprocessing``: it imports nothing of the program that uses Briefing, may be started from a
child that is itself a daemon, and gets an environment without the secrets of this one.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Timer
from typing import IO, cast

from briefing.sources.formats.frames import Asked, Spent, received, send
from briefing.sources.formats.parts import MOST_SECONDS, Failed, Part

# Its processor time ends a child that works; this one that waits.
MOST_WAITING = 60.0


class Reader:
    """The child: started when it is first asked, and anew after a file that it did not survive."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._used = False

    def parts(self, content: bytes, asked: Asked) -> tuple[Part, ...]:
        """Return what some bytes hold; raise Refused where that cannot be found out."""
        used = self._used
        try:
            return self._asked(content, asked)
        except _OutOfMemory as error:
            # What it kept of the files before may have been too much.
            if not used:
                raise Failed(str(error)) from error
        try:
            return self._asked(content, asked)
        except _OutOfMemory as error:
            raise Failed(str(error)) from error

    def end(self) -> None:
        """End the child, if there is one."""
        child, self._child, self._used = self._child, None, False
        if child:
            child.kill()
            child.communicate()

    def _asked(self, content: bytes, asked: Asked) -> tuple[Part, ...]:
        child = self._child = self._child or started("briefing.sources.formats.child")
        self._used = True
        try:
            with _timed(child) as expired:
                found = _conversed(child, content, asked)
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            reason = _why(ended(child), expired=expired.is_set())
            self.end()
            raise Failed(reason) from error
        # A child that was stopped just after its answer must not be blamed for the next file.
        if expired.is_set():
            self.end()
        spent = next((part for part in found if isinstance(part, Spent)), None)
        if spent is None:
            return tuple(part for part in found if isinstance(part, Part))
        self.end()
        raise _OutOfMemory(spent.reason) if spent.memory else Failed(spent.reason)


@contextmanager
def reading() -> Iterator[Reader]:
    """Lend a reader, and end its child."""
    reader = Reader()
    try:
        yield reader
    finally:
        reader.end()


class _OutOfMemory(Exception):
    """The child had too little memory."""


def started(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a module of the program as a child that has two pipes, no word on the terminal, and no secrets."""
    return subprocess.Popen(  # noqa: S603 - a module of this program, without a shell
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONHASHSEED": "0"},
    )


@contextmanager
def _timed(child: subprocess.Popen[bytes]) -> Iterator[Event]:
    """Kill the child when its time is over; the event says that it was."""
    expired = Event()

    def stop() -> None:
        expired.set()
        child.kill()

    timer = Timer(MOST_WAITING, stop)
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()
        timer.join()


def _conversed(child: subprocess.Popen[bytes], content: bytes, asked: Asked) -> list[Part | Spent]:
    send(cast("IO[bytes]", child.stdin), asked._asdict(), content)
    return list(received(cast("IO[bytes]", child.stdout), content))


def ended(child: subprocess.Popen[bytes]) -> int:
    """Return the exit code of a child that is dead, or talks nonsense and is to be."""
    with suppress(subprocess.TimeoutExpired):
        return child.wait(1.0)
    child.kill()
    return child.wait()


def _why(code: int, *, expired: bool) -> str:
    if expired or code == -signal.SIGXCPU:
        return f"took more than {MOST_WAITING if expired else MOST_SECONDS:.0f} s to read"
    return stopped(code)


def stopped(code: int) -> str:
    """Return why a document is left out over which a child ended with that code."""
    name = f" ({signal.Signals(-code).name})" if code < 0 else ""
    return f"reading it stopped the reader{name}"
