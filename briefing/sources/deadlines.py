"""A connection that is cut when its time is over: who drips a byte a second never meets a timeout."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from threading import Timer


@contextmanager
def cut_after(
    seconds: float, opened: socket.socket, at: tuple[str, int], trust: Callable[[], ssl.SSLContext] | None
) -> Iterator[HTTPConnection]:
    """Hold a conversation over an open socket with a host and port: in TLS by what ``trust`` returns, None in clear."""
    # The connection forgets its socket when an answer begins that will be the last.
    held = [opened]
    held[0].settimeout(seconds)
    watchdog = Timer(seconds, _cut, [held])
    watchdog.daemon = True
    watchdog.start()
    connection = HTTPConnection(*at, timeout=seconds)
    try:
        if trust:
            tls = trust().wrap_socket(held[0], server_hostname=at[0], do_handshake_on_connect=False)
            held[0] = tls
            tls.do_handshake()
        connection.sock = held[0]
        yield connection
    finally:
        watchdog.cancel()
        connection.close()
        held[0].close()


def lost(error: Exception) -> str:
    """Return in a few words why a connection was lost."""
    return (error.strerror if isinstance(error, OSError) else "") or type(error).__name__


def _cut(held: list[socket.socket]) -> None:
    # That of the socket below TLS: SSLSocket.shutdown() would go on in clear for a moment.
    with suppress(OSError):
        socket.socket.shutdown(held[0], socket.SHUT_RDWR)
