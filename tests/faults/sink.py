"""A real mail server in a process of its own: what it has acknowledged is on the disk before it says so.

python -m faults.sink PORT RECORD SLOWNESS
"""

from __future__ import annotations

import asyncio
import ctypes
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from getpass import getuser
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

PATIENCE = 15.0
UNPACKED = Path(sys.prefix) / "debian"  # by ./run faults


@dataclass(frozen=True)
class Received:
    """A mail that a server has taken: to whom, of which edition (``date``), under which name."""

    to: str
    date: datetime
    message_id: str


@dataclass
class Sink:
    """A server that may be down and up again; its record outlives it."""

    folder: Path
    slowness: float = 0.0
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])

    @property
    def address(self) -> str:
        """What ``mail.server`` says."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def record(self) -> Path:
        """A line for each mail."""
        return self.folder / "received.jsonl"

    def up(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "faults.sink", str(self.port), str(self.record), str(self.slowness)]
        here = {"PYTHONPATH": str(Path(__file__).parent.parent)}
        self._process = subprocess.Popen(command, env={**os.environ, **here}, start_new_session=True)
        wait_for(self.port)

    def down(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def forget(self) -> None:
        """Begin the record anew."""
        os.truncate(self.record, 0)

    def received(self) -> list[Received]:
        """Return what it has acknowledged, or was about to."""
        if not self.record.exists():
            return []
        lines = (json.loads(line) for line in self.record.read_text(encoding="utf-8").splitlines())
        return [Received(line["to"], datetime.fromisoformat(line["date"]), line["id"]) for line in lines]


class PostfixSink(Sink):
    """``smtp-sink`` of Postfix, which keeps each mail in a file, and removes it if the end never came."""

    def __post_init__(self) -> None:
        super().__post_init__()
        (self.folder / "mails").mkdir()
        user = ["-u", getuser()] if os.geteuid() == 0 else []
        command = [smtp_sink(), *user, "-d", "mails/%M.", f"127.0.0.1:{self.port}", "100"]
        library = str(UNPACKED / "usr/lib/postfix")
        self._process = subprocess.Popen(
            command, cwd=self.folder, env={**os.environ, "LD_LIBRARY_PATH": library}, start_new_session=True
        )
        wait_for(self.port)

    def received(self) -> list[Received]:
        """Return what it has kept."""
        return [mail for path in (self.folder / "mails").iterdir() for mail in _mails(path.read_bytes())]

    def close(self) -> None:
        """Stop it."""
        self.down()


def _mails(content: bytes) -> Iterator[Received]:
    for recipient in re.findall(rb"^X-Rcpt-Args: <([^>]+)>", content, re.MULTILINE):
        yield Received(recipient.decode(), *headers(content))


def smtp_sink() -> str:
    """Return where ``smtp-sink`` is, '' where it is not."""
    return shutil.which("smtp-sink", path=f"{UNPACKED / 'usr/sbin'}:/usr/sbin:{os.environ.get('PATH', '')}") or ""


def wait_for(port: int) -> None:
    """Wait until somebody listens at a port of this machine."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise TimeoutError(f"nobody listens at port {port}")


@contextmanager
def sink(folder: Path, slowness: float = 0.0) -> Iterator[Sink]:
    """Run a server for a while."""
    server = Sink(folder, slowness)
    server.up()
    try:
        yield server
    finally:
        server.down()


def headers(content: bytes) -> tuple[datetime, str]:
    """Return the date (UTC) and the name of a mail."""
    found = BytesHeaderParser().parsebytes(content)
    return parsedate_to_datetime(found["Date"]).astimezone(UTC), found["Message-ID"]


class _Handler:
    """Writes a line for each recipient of each mail, and only then says 250; slow before and after it."""

    def __init__(self, record: Path, slowness: float) -> None:
        self._slowness = slowness
        self._handle = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        await self._rest()
        date, name = headers(envelope.original_content or b"")
        for recipient in envelope.rcpt_tos:
            line = json.dumps({"to": recipient, "date": date.isoformat(), "id": name})
            os.write(self._handle, f"{line}\n".encode())
        os.fsync(self._handle)
        await self._rest()
        return "250 kept"

    async def _rest(self) -> None:
        if self._slowness:
            await asyncio.sleep(random.uniform(0, self._slowness))


async def _serve(port: int, record: Path, slowness: float) -> None:
    loop, handler = asyncio.get_running_loop(), _Handler(record, slowness)
    server = await loop.create_server(lambda: SMTP(handler, loop=loop), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: it goes when the trial does, however that ends
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])))
