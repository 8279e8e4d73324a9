"""One request: what is sent, what comes back, and the limits of an answer."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
from collections.abc import Callable, Iterator

import pytest
import trustme
from webs import DEAD, HOST, PUBLIC, Answers, Web, packed, page, redirect, say, status, web

from briefing.resources import version
from briefing.sources import fetching
from briefing.sources.addresses import Refused, target
from briefing.sources.fetching import Request, Response, Unreachable, fetch

AUTHORITY = trustme.CA()


@pytest.fixture
def net() -> Iterator[Web]:
    with web() as found:
        yield found


def ask(net: Web, path: str = "/", *, seconds: float = 5.0, largest: int = fetching.LARGEST) -> Response:
    return fetch(Request(target(f"http://{HOST}{path}"), largest=largest), net.network(real_time=True), seconds)


def refusal(net: Web, path: str = "/", seconds: float = 5.0) -> str:
    with pytest.raises(Refused) as refused:
        ask(net, path, seconds=seconds)
    return str(refused.value)


def test_a_page_is_its_bytes_and_what_its_headers_say(net: Web) -> None:
    headers = {"ETag": '"a1"', "Last-Modified": "Tue, 06 May 2031 06:00:00 GMT"}
    net.routes["/"] = page(b"\xff\x00", "text/html; charset=x", headers)
    found = ask(net)
    assert (found.status, found.content, found.kind) == (200, b"\xff\x00", "text/html")
    assert (found.etag, found.modified) == ('"a1"', "Tue, 06 May 2031 06:00:00 GMT")


def test_nothing_is_sent_but_what_is_asked_for(net: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    net.routes["/"] = page("x", headers={"Set-Cookie": "a=b"})
    ask(net)
    ask(net)
    assert net.headers[0] == net.headers[1]
    assert sorted(net.headers[0]) == ["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"]
    assert net.headers[0]["Host"] == HOST
    assert net.headers[0]["User-Agent"].startswith(f"briefing/{version()} ")


def test_who_has_a_page_asks_whether_it_has_changed(net: Web) -> None:
    net.routes["/"] = page("x", headers={"ETag": '"a1"'})
    known = Request(target(f"http://{HOST}/"), '"a1"', "Tue, 06 May 2031 06:00:00 GMT")
    assert fetch(known, net.network()).status == 304
    assert net.headers[0]["If-Modified-Since"] == "Tue, 06 May 2031 06:00:00 GMT"


@pytest.mark.parametrize("value", ["x" * 201, "\xe9"])
def test_a_validator_that_could_not_be_sent_back_is_forgotten(net: Web, value: str) -> None:
    net.routes["/"] = page("x", headers={"ETag": value})
    assert ask(net).etag == ""


def test_what_is_packed_is_unpacked(net: Web) -> None:
    net.routes["/"] = packed(b"The talks go on. " * 10_000)
    assert ask(net).content == b"The talks go on. " * 10_000


def test_what_is_unpacked_comes_in_small_pieces() -> None:
    packed_once = gzip.compress(b"\0" * 5_000_000)
    sizes = [len(piece) for piece in fetching._inflated(iter([packed_once[:100], packed_once[100:]]))]
    assert sum(sizes) == 5_000_000
    assert max(sizes) <= 65_536


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip", "x"])
def test_what_is_packed_otherwise_is_not_unpacked(net: Web, encoding: str) -> None:
    net.routes["/"] = page(gzip.compress(b"x"), headers={"Content-Encoding": encoding})
    assert refusal(net) == "its answer cannot be unpacked"


def test_a_page_that_is_no_gzip_is_refused(net: Web) -> None:
    net.routes["/"] = page(b"plain", headers={"Content-Encoding": "gzip"})
    assert refusal(net) == "its answer cannot be unpacked"


def test_half_a_page_is_none(net: Web) -> None:
    net.routes["/packed"] = page(gzip.compress(b"x" * 1000)[:-12], headers={"Content-Encoding": "gzip"})
    net.routes["/short"] = lambda request: promise(request, 100, b"x" * 50)
    assert refusal(net, "/packed") == refusal(net, "/short") == "its answer breaks off"


def promise(request: Answers, length: int, body: bytes) -> None:
    request.send_response(200)
    request.send_header("Content-Length", str(length))
    request.end_headers()
    request.wfile.write(body)


def test_a_large_page_is_refused_and_not_read_to_its_end(net: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    net.routes["/"] = page(b"x" * 3_000_000)
    with pytest.raises(Refused, match=r"^is larger than 2 MB$"):
        ask(net, largest=2_000_000)
    assert len(ask(net, largest=3_000_000).content) == 3_000_000


@pytest.mark.parametrize(
    "kind", ["image/png", "application/zip", "application/javascript", "application/vnd.oasis.opendocument.text"]
)
def test_a_kind_that_is_no_text_is_refused(net: Web, kind: str) -> None:
    net.routes["/"] = page(b"x", kind)
    assert refusal(net) == f"is of a kind that is not read ({kind})"


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("headers", [{}, {"Location": ""}, {"Location": "  "}])
def test_a_redirect_that_leads_nowhere_is_named(net: Web, code: int, headers: dict[str, str]) -> None:
    net.routes["/"] = status(code, headers)
    assert refusal(net) == "redirects without saying where to"


@pytest.mark.parametrize("code", [204, 206, 400, 401, 403, 404, 410])
def test_a_code_comes_back_without_a_page(net: Web, code: int) -> None:
    net.routes["/"] = status(code)
    assert ask(net)[1:3] == (code, b"")


@pytest.mark.parametrize(("said", "seconds"), [("120", 120.0), ("soon", 0.0), ("-1", 0.0), ("9" * 30, 0.0)])
def test_a_busy_server_may_say_when_to_come_again(net: Web, said: str, seconds: float) -> None:
    net.routes["/"] = status(503, {"Retry-After": said})
    with pytest.raises(Unreachable, match=r"^answered 503$") as failure:
        ask(net)
    assert failure.value.seconds == seconds


def test_a_redirect_is_told_and_not_followed(net: Web) -> None:
    net.routes["/a/"] = redirect("../b?c")
    assert ask(net, "/a/").to == target(f"http://{HOST}/b?c")
    assert net.paths == ["/a/"]


def test_nobody_there_is_unreachable(net: Web) -> None:
    net.ports["clear"] = 9
    assert refusal(net).startswith("cannot be reached (Connection refused)")


def test_where_one_address_does_not_answer_the_next_is_asked(net: Web) -> None:
    net.names[HOST] = [(DEAD, PUBLIC)]
    net.routes["/"] = page("x")
    assert ask(net).content == b"x"
    assert [address for address, _ in net.connected] == [DEAD, PUBLIC]


def test_a_name_that_nobody_knows_is_unreachable(net: Web) -> None:
    with pytest.raises(Unreachable, match=r"^cannot be reached \(the tests look up no name\)$"):
        fetch(Request(target("http://news.invalid/")), net.network())


def dripping(before: bytes) -> Callable[[Answers], None]:
    def answer(request: Answers) -> None:
        request.wfile.write(before)
        for _ in range(100):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize(
    "before",
    [b"", b"HTTP/1.1 ", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"],
    ids=["status", "code", "header", "body"],
)
def test_who_drips_is_cut_off(net: Web, before: bytes) -> None:
    net.routes["/"] = dripping(before)
    began = time.monotonic()
    assert refusal(net, seconds=0.5) == "took more than 0.5 s"
    assert time.monotonic() - began < 2


def test_who_says_nothing_is_cut_off(net: Web) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        net.ports["clear"] = silent.getsockname()[1]
        assert refusal(net, seconds=0.5) == "took more than 0.5 s"


@pytest.mark.parametrize(
    "line", [b"X-%d: y\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"X: " + b"y" * 70_000], ids=["many", "continue", "long"]
)
def test_endless_headers_end(net: Web, line: bytes) -> None:
    def answer(request: Answers) -> None:
        request.wfile.write(b"" if line.startswith(b"HTTP") else b"HTTP/1.1 200 OK\r\n")
        for number in range(1_000_000):
            request.wfile.write(line % number if b"%" in line else line)

    net.routes["/"] = answer
    began = time.monotonic()
    assert refusal(net, seconds=1).startswith(("took more than", "cannot be reached"))
    assert time.monotonic() - began < 3


def secure(net: Web, host: str = HOST) -> Response:
    return fetch(Request(target(f"https://{host}/")), net.network(real_time=True), 5)


def served(name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert(name).configure_cert(context)
    return context


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)
    return context


def test_tls_verifies_the_name_though_the_connection_goes_to_an_address() -> None:
    with web(served(HOST)) as net:
        net.trust = trusting()
        net.routes["/"] = lambda request: say(request, 200, b"x", {})
        assert secure(net).content == b"x"
        assert net.connected == [("93.184.215.14", 443)]


def test_another_name_or_an_unknown_authority_gets_no_request() -> None:
    with web(served("other.example")) as net:
        net.trust = trusting()
        with pytest.raises(Refused, match=r"^its certificate is not valid$"):
            secure(net)
        net.trust = None
        with pytest.raises(Refused, match=r"^its certificate is not valid$"):
            secure(net, "other.example")
        assert net.asked == []


def test_a_redirect_from_https_to_http_is_refused() -> None:
    with web(served(HOST)) as net:
        net.trust = trusting()
        net.routes["/"] = redirect(f"http://{HOST}/b")
        with pytest.raises(Refused, match=r"^redirects from https to http$"):
            secure(net)
