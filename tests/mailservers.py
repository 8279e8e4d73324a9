"""Mail servers on loopback: one that answers as it is told, for what real ones do on bad days only, and a real one."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

USUAL = {
    "greeting": "220 ready",
    "EHLO": "250-fake\r\n250-SIZE 1000000\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS",
    "STARTTLS": "220 go on",
    "AUTH": "235 welcome",
    "MAIL": "250 sender ok",
    "RCPT": "250 recipient ok",
    "DATA": "354 go on",
    ".": "250 queued",
    "QUIT": "221 bye",
}
Answers = Mapping[str, str | Sequence[str]]


@dataclass
class FakeServer:
    """Answers each verb as it is told, several answers in turn; also: «drop», «hang», «drip», «half», «slow».

    Its record: ``said`` the lines of the client outside a body, ``bodies`` what came before a final dot, ``started``
    how many bodies began, ``clear`` whatever arrived without TLS.
    """

    answers: Answers
    context: ssl.SSLContext | None = None
    implicit: bool = False
    said: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    started: int = 0
    clear: bytes = b""
    given: dict[str, int] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)
    socket: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.socket.getsockname()[1])

    @property
    def verbs(self) -> list[str]:
        """The first word of each line that was said to it."""
        return [line.split(" ")[0] for line in self.said]

    def serve(self) -> None:
        """Take one connection after another until the socket is closed."""
        while not self.over.is_set():
            with suppress(OSError):
                connection, _ = self.socket.accept()
                connection.settimeout(5)
                _Session(self, connection).run()

    def answer(self, verb: str) -> str:
        """Return the next answer to a verb: the last of several stays."""
        told = self.answers.get(verb, USUAL.get(verb.partition(":")[0], "500 what?"))
        if isinstance(told, str):
            return told
        turn = self.given[verb] = self.given.get(verb, 0) + 1
        return told[min(turn, len(told)) - 1]


class _Session:
    def __init__(self, server: FakeServer, connection: socket.socket) -> None:
        self.server, self.connection, self.secure = server, connection, False
        self.buffer = b""

    def run(self) -> None:
        try:
            with suppress(OSError):
                if self.server.implicit:
                    self._encrypt()
                if self._reply("greeting"):
                    while self._command():
                        pass
        finally:
            self.connection.close()

    def _command(self) -> bool:
        line = self._line()
        if line is None:
            return False
        self.server.said.append(line)
        verb = line.split(" ")[0].upper()
        if verb == "RCPT" and f"RCPT:{line[9:-1]}" in self.server.answers:
            verb = f"RCPT:{line[9:-1]}"
        if not self._reply(verb) or verb == "QUIT":
            return False
        if verb == "STARTTLS" and self.server.context:
            self._encrypt()
        return self._body() if verb == "DATA" and self._last.startswith("354") else True

    def _body(self) -> bool:
        if self.server.answers.get("body") == "drop":
            self._receive()
            self._abort()
            return False
        content = b""
        while not content.endswith(b"\r\n.\r\n"):
            line = self._raw_line()
            if line is None:
                return False
            self.server.started += not content
            content += line
        self.server.bodies.append(content.removesuffix(b".\r\n"))
        return self._reply(".")

    def _reply(self, verb: str) -> bool:
        self._last = told = self.server.answer(verb)
        if told == "drop":
            return False
        if told == "hang":
            self.server.over.wait(5)
            return False
        if told == "drip":
            return self._drip()
        if told == "half":
            self.connection.sendall({"DATA": b"354", ".": b"250"}[verb])
            return False
        if told == "slow":
            self.server.over.wait(0.3)
            told = USUAL[verb]
        self.connection.sendall(told.encode() + b"\r\n")
        return True

    def _drip(self) -> bool:
        for _ in range(200):
            self.connection.sendall(b"2")
            if self.server.over.wait(0.05):
                break
        return False

    def _encrypt(self) -> None:
        assert self.server.context
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.secure, self.buffer = True, b""

    def _abort(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _line(self) -> str | None:
        line = self._raw_line()
        return None if line is None else line.decode("latin-1").rstrip("\r\n")

    def _raw_line(self) -> bytes | None:
        while b"\n" not in self.buffer:
            if not (received := self._receive()):
                return None
            self.buffer += received
        line, end, self.buffer = self.buffer.partition(b"\n")
        return line + end

    def _receive(self) -> bytes:
        received = self.connection.recv(65536)
        self.server.clear += b"" if self.secure else received
        return received


@contextmanager
def fake_server(
    answers: Answers | None = None, context: ssl.SSLContext | None = None, *, implicit: bool = False
) -> Iterator[FakeServer]:
    """Run a server that answers as told."""
    server = FakeServer(answers or {}, context, implicit)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        with suppress(OSError):
            server.socket.shutdown(socket.SHUT_RDWR)
        server.socket.close()
        thread.join(10)


class Inbox:
    """What a real server does with mail: keeps it."""

    def __init__(self) -> None:
        self.got: list[Envelope] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        self.got.append(envelope)
        return "250 kept"


@contextmanager
def real_server(inbox: Inbox, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """Run aiosmtpd with the login desk / s3cret, over STARTTLS where there is a context; yield its port."""
    port = free_port()

    def authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, login: object) -> AuthResult:
        right = (getattr(login, "login", b""), getattr(login, "password", b"")) == (b"desk", b"s3cret")
        return AuthResult(success=right, handled=False)

    controller = Controller(
        inbox, hostname="127.0.0.1", port=port, authenticator=authenticate, tls_context=context,
        require_starttls=bool(context), auth_require_tls=bool(context), auth_required=bool(context),
    )  # fmt: skip
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port of loopback where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def wait_until(true: object, seconds: float = 5) -> bool:
    """Wait for a condition that another thread brings about."""
    assert callable(true)
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return bool(true())
