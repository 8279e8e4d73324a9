"""A small LibreTranslate on loopback, and the ways in which a server can be none."""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LANGUAGES = [
    {"code": "nl", "name": "Dutch", "targets": ["en", "nl"]},
    {"code": "en", "name": "English", "targets": ["nl"]},
]


@dataclass
class Fake:
    """What a server does (``mode``) and what it was asked: paths, and bodies as they were read."""

    mode: str = "well"
    address: str = ""
    paths: list[str] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    elsewhere: str = ""
    languages: object = field(default_factory=lambda: LANGUAGES)


class Server(ThreadingHTTPServer):
    """A server that knows what it is to do."""

    daemon_threads = True

    def __init__(self, fake: Fake) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.fake = fake

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: the client may hang up."""


class Answers(BaseHTTPRequestHandler):
    """Answers as the mode of its server says."""

    server: Server
    asked: dict[str, Any]

    def do_GET(self) -> None:
        self.server.fake.paths.append(self.path)
        self._say(self.server.fake.languages)

    def do_POST(self) -> None:
        self.server.fake.paths.append(self.path)
        self.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.fake.bodies.append(self.asked)
        getattr(self, f"_{self.server.fake.mode}")()

    def _well(self) -> None:
        self._say({"translatedText": [f"[{self.asked['target']}] {text}" for text in self.asked["q"]]})

    def _well_once(self) -> None:
        self._well() if len(self.server.fake.bodies) == 1 else self._refusing()

    def _one_too_few(self) -> None:
        self._say({"translatedText": self.asked["q"][1:]})

    def _a_text_alone(self) -> None:
        self._say({"translatedText": self.asked["q"][0]})

    def _empty(self) -> None:
        self._say({"translatedText": [" " for _ in self.asked["q"]]})

    def _endless(self) -> None:
        self._say({"translatedText": ["word " * 2000 for _ in self.asked["q"]]})

    def _broken(self) -> None:
        self._send(200, b'{"translatedText": [')

    def _deep(self) -> None:
        self._send(200, b"[" * 200_000)

    def _refusing(self) -> None:
        self._send(403, json.dumps({"error": f"key {self.asked.get('api_key')} is wrong"}).encode())

    def _redirecting(self) -> None:
        self.send_response(307)
        self.send_header("Location", f"{self.server.fake.elsewhere}/translate")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _huge(self) -> None:
        self._send(200, b" " * 4_500_000)

    def _slow(self) -> None:
        self._drip(b" ")

    def _slow_from_the_start(self) -> None:
        for _ in range(200):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.1)

    def _hanging_up(self) -> None:
        self.connection.close()

    def _drip(self, byte: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(byte)
            self.wfile.flush()
            time.sleep(0.1)

    def _say(self, answer: object) -> None:
        self._send(200, json.dumps(answer).encode())

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the class above
        """Say nothing."""


@contextmanager
def libretranslate(mode: str = "well", context: ssl.SSLContext | None = None) -> Iterator[Fake]:
    """Run a server on a free port of 127.0.0.1 for as long as the block runs, over TLS with a ``context``."""
    fake = Fake(mode)
    server = Server(fake)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    fake.address = f"http{'s' if context else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
