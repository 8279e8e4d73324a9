"""A small web on loopback: hosts with public addresses that lead to a server of the test, and a canary inside.

Every connection to an address that is not public goes to the canary, on whatever port: it must never have a guest.
"""

from __future__ import annotations

import errno
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from briefing.sources.addresses import resolve
from briefing.sources.fetching import Network
from briefing.sources.shelf import Shelf
from briefing.sources.visiting import Guest

PUBLIC, DEAD = "93.184.215.14", "2606:2800:21f:cb07::1"
HOST = "news.example"

Answer = Callable[["Answers"], None]


class Answers(BaseHTTPRequestHandler):
    """Answers as the web of its server says."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.web.asked.append((self.headers["Host"], self.path))
        self.server.web.headers.append(dict(self.headers.items()))
        with suppress(OSError):  # The guest may hang up.
            self.server.web.routes.get(self.path, status(404))(self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the class above
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that knows its web."""

    daemon_threads = True

    def __init__(self, web: Web) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.web = web

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: the guest may hang up."""


@dataclass
class Web:
    """What the web has (``routes``), what its names lead to, what was asked of it, and the canary's guests."""

    routes: dict[str, Answer] = field(default_factory=dict)
    names: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)
    inside: int = 0
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    trust: ssl.SSLContext | None = None

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]

    def resolve(self, host: str, seconds: float) -> Sequence[str]:
        """Return what a name leads to: one answer after the other, the last one for ever; numbers are the system's."""
        if host in self.names:
            answers = self.names[host]
            return answers.pop(0) if len(answers) > 1 else answers[0]
        if host.endswith(".example"):
            return (PUBLIC,)
        if any(letter.isalpha() for letter in host.removeprefix("0x")) and ":" not in host and "0x" not in host:
            raise OSError(errno.EHOSTUNREACH, "the tests look up no name")
        return resolve(host, seconds)

    def connect(self, address: tuple[str, int], seconds: float) -> socket.socket:
        """Open a connection to the server that stands for a public address, or to the canary for any other."""
        self.connected.append(address)
        if address[0] == DEAD:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")
        port = self.ports["tls" if address[1] == 443 else "clear"] if address[0] == PUBLIC else self.ports["canary"]
        return socket.create_connection(("127.0.0.1", port), seconds)

    def network(self, *, real_time: bool = False) -> Network:
        """Return this web as the outside world, with a clock that only waiting moves."""
        trusted = Network(self.resolve, self.connect, lambda: self.trust or ssl.create_default_context())
        return trusted if real_time else trusted._replace(monotonic=lambda: self.seconds, sleep=self.wait)

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return datetime(2031, 5, 6, 6, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def guest(self, folder: Path) -> Guest:
        return Guest(Shelf(folder), folder / ".hosts", self.network(), self.now)


def page(
    content: str | bytes, kind: str = "text/html; charset=utf-8", headers: Mapping[str, str] | None = None
) -> Answer:
    """Return the answer 200 with a page, or 304 to whoever has it: its headers may name an ETag or Last-Modified."""
    body = content.encode() if isinstance(content, str) else content
    more = headers or {}

    def answer(request: Answers) -> None:
        known = (request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since"))
        if any(each and each in more.values() for each in known):
            say(request, 304, b"", {})
        else:
            say(request, 200, body, {"Content-Type": kind, **more})

    return answer


def packed(content: bytes) -> Answer:
    """Return a page as gzip packs it."""
    return page(gzip.compress(content), headers={"Content-Encoding": "gzip"})


def status(code: int, headers: Mapping[str, str] | None = None) -> Answer:
    """Return an answer of no content."""
    return lambda request: say(request, code, b"", headers or {})


def redirect(to: str, code: int = 302) -> Answer:
    """Return a redirect."""
    return status(code, {"Location": to})


def say(request: Answers, code: int, body: bytes, headers: Mapping[str, str]) -> None:
    request.send_response(code)
    for name, value in headers.items():
        request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def web(context: ssl.SSLContext | None = None) -> Iterator[Web]:
    """Run a web for as long as the block runs: a server in clear, one over TLS with a ``context``, and the canary."""
    found = Web()
    servers = {"clear": Server(found)} | ({"tls": Server(found)} if context else {})
    if context:
        servers["tls"].socket = context.wrap_socket(servers["tls"].socket, server_side=True)
    threads = [
        threading.Thread(target=each.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        for each in servers.values()
    ]
    with socket.create_server(("127.0.0.1", 0)) as canary:
        found.ports = {name: each.server_address[1] for name, each in servers.items()}
        found.ports |= {"tls": found.ports.get("tls", 9), "canary": canary.getsockname()[1]}
        threads.append(threading.Thread(target=_count, args=(canary, found), daemon=True))
        for thread in threads:
            thread.start()
        try:
            yield found
        finally:
            for each in servers.values():
                each.shutdown()
                each.server_close()
            canary.shutdown(socket.SHUT_RDWR)
            for thread in threads:
                thread.join()


def _count(canary: socket.socket, found: Web) -> None:
    while True:
        try:
            guest, _ = canary.accept()
        except OSError:
            return
        found.inside += 1
        guest.close()
