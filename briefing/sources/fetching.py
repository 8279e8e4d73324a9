"""Ask one address once: all that an answer may do to the program has its limit here.

The name is looked up once, and the connection goes to the address that was judged: nothing can lead it elsewhere in
between.  Nothing is sent but what is asked for; no proxy, cookie, password or setting of the environment takes part.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import NamedTuple

from briefing.resources import version
from briefing.sources.addresses import Refused, Target, judged, resolve, target
from briefing.sources.deadlines import cut_after, lost

SECONDS = 30.0  # that one answer may take, from the look-up to its last byte
LARGEST = 20_000_000  # bytes, inflated
_CHUNK = 65_536
_LONGEST_TYPE = 300  # characters of a content type in which a charset is looked for
REDIRECTS = (301, 302, 303, 307, 308)
NOT_MODIFIED = 304
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_CHARSET = re.compile(r";\s{0,9}charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,30})", re.ASCII | re.IGNORECASE)
# What a server says of bytes of which it knows nothing, and of what may be lines of JSON: their content tells.
UNTOLD = ("application/octet-stream", "binary/octet-stream")
ROWS = ("application/json", "application/ndjson", "application/x-ndjson", "application/x-json", "text/json")
_READ = (
    *(*UNTOLD, *ROWS),
    *("text/", "application/xml", "application/xhtml", "application/rss", "application/atom", "application/rdf"),
    *("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)


class Unreachable(Refused):
    """A request that may be answered another time; after ``seconds``, where the answer says so."""

    def __init__(self, reason: str, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.seconds = seconds


class Network(NamedTuple):
    """The outside world: who looks up names, opens connections, is trusted, tells the time and waits."""

    resolve: Callable[[str, float], Sequence[str]] = resolve
    connect: Callable[[tuple[str, int], float], socket.socket] = socket.create_connection
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Request(NamedTuple):
    """What is asked: an address, what is known of its last answer, and the largest answer that is wanted."""

    target: Target
    etag: str = ""
    modified: str = ""
    largest: int = LARGEST


class Response(NamedTuple):
    """The answer of the address ``at``: ``kind`` and ``charset`` say what it is, ``to`` where a redirect leads."""

    at: Target
    status: int
    content: bytes = b""
    kind: str = ""
    etag: str = ""
    modified: str = ""
    to: Target | None = None
    charset: str = ""


def agent() -> str:
    """Return what the program calls itself when it asks for a page."""
    return f"briefing/{version()} (reads news for a brief; obeys robots.txt)"


def fetch(request: Request, network: Network, seconds: float = SECONDS) -> Response:
    """Return the answer of an address: its page, a redirect that was not followed, «not modified» or «not there».

    Raise Refused where it is not asked or its answer not taken, Unreachable where another time may be better.
    """
    until = network.monotonic() + seconds
    try:
        addresses = judged(request.target.host, network.resolve(request.target.host, seconds))
        opened = _opened(request.target.port, addresses, until, network)
        left = max(until - network.monotonic(), 0.001)
        trust = network.trust if request.target.scheme == "https" else None
        with cut_after(left, opened, (request.target.host, request.target.port), trust) as connection:
            connection.request("GET", request.target.path, headers=_headers(request))
            with connection.getresponse() as answer:
                response = _response(answer, request)
    except ssl.SSLCertVerificationError as error:
        raise Refused("its certificate is not valid") from error
    except Unreachable as failure:
        raise Unreachable(_late(until, seconds, network) or str(failure), failure.seconds) from failure
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(_late(until, seconds, network) or f"cannot be reached ({lost(error)})") from error
    if late := _late(until, seconds, network):
        raise Unreachable(late)
    return response


def _late(until: float, seconds: float, network: Network) -> str:
    return f"took more than {seconds:g} s" if network.monotonic() >= until else ""


def _headers(request: Request) -> dict[str, str]:
    known = {"If-None-Match": request.etag, "If-Modified-Since": request.modified}
    return {
        "Host": request.target.authority,
        "User-Agent": agent(),
        "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
        # Whatever else comes was not asked for and is not unpacked.
        "Accept-Encoding": "gzip",
        "Connection": "close",
    } | {name: value for name, value in known.items() if value}


def _opened(port: int, addresses: Sequence[str], until: float, network: Network) -> socket.socket:
    """Return a connection to the first address that answers; each has its share of the time that is left."""
    for number, address in enumerate(addresses, 1):
        share = (until - network.monotonic()) / (len(addresses) - number + 1)
        try:
            return network.connect((address, port), max(share, 0.001))
        except OSError:
            if number == len(addresses):
                raise
    raise AssertionError("a host has an address")


def _response(answer: HTTPResponse, request: Request) -> Response:
    status, headers = answer.status, answer.headers
    if status in _AGAIN:
        raise Unreachable(f"answered {status}", _wait(headers))
    if status in REDIRECTS:
        return Response(request.target, status, to=_redirected(request.target, headers.get("Location", "")))
    if status != 200:
        return Response(request.target, status)
    told = headers.get("Content-Type", "")
    kind, charset = told.partition(";")[0].strip().lower(), _CHARSET.search(told[:_LONGEST_TYPE])
    if kind and not kind.startswith(_READ):
        raise Refused(f"is of a kind that is not read ({kind[:60]})")
    etag, modified = (_line(headers.get(name, "")) for name in ("ETag", "Last-Modified"))
    content = _content(answer, request.largest)
    return Response(request.target, status, content, kind, etag, modified, charset=charset[1] if charset else "")


def _redirected(at: Target, location: str) -> Target:
    if not location.strip():
        raise Refused("redirects without saying where to")
    to = target(location, at.url)
    if at.scheme == "https" and to.scheme == "http":
        raise Refused("redirects from https to http")
    return to


def _wait(headers: Message) -> float:
    said = str(headers.get("Retry-After", ""))
    return float(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0.0


def _line(value: str) -> str:
    """Return a header that may be sent back as it came, '' for any other."""
    return value if value.isascii() and value.isprintable() and len(value) <= 200 else ""


def _content(answer: HTTPResponse, largest: int) -> bytes:
    """Return the inflated bytes of an answer, never more than are wanted."""
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", "gzip"}:
        raise Refused(NOT_UNPACKED)
    chunks = _bounded(iter(lambda: answer.read(_CHUNK), b""), largest)
    content = b"".join(_bounded(_inflated(chunks), largest) if encoding == "gzip" else chunks)
    if answer.length:
        raise Unreachable(BROKEN_OFF)
    return content


NOT_UNPACKED = "its answer cannot be unpacked"
BROKEN_OFF = "its answer breaks off"


def _bounded(pieces: Iterator[bytes], largest: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > largest:
            raise Refused(f"is larger than {largest / 1_000_000:g} MB")
        yield piece


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what gzip packed in pieces of a bounded size, whatever the bytes claim; what follows it is not read."""
    inflator = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not inflator.eof:
                yield inflator.decompress(rest, _CHUNK)
                rest = inflator.unconsumed_tail
    except zlib.error as error:
        raise Refused(NOT_UNPACKED) from error
    if not inflator.eof:
        raise Unreachable(BROKEN_OFF)
