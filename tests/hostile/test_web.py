"""The web at its worst: no way leads from an address, a redirect or a feed to a place inside a network.

Whatever is not public leads to a canary.  It counts its guests, and there must be none; the last tests take the guards
out, one at a time, and see them come.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from costs import loops
from test_feeds import BOMBS
from test_fetching import served, trusting
from webs import HOST, PUBLIC, Answers, Web, packed, page, redirect, web

from briefing import values
from briefing.model import Batch, Document, RawDocument
from briefing.publish.frames import frame
from briefing.sources import addresses, fetching
from briefing.sources.addresses import Refused
from briefing.sources.collecting import gather
from briefing.sources.hosts import NO_TIME
from briefing.sources.visiting import MOST_REDIRECTS, MOST_SECONDS
from briefing.text.reading import read

HOSTS = """
    127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 0 0.0.0.0 127.255.255.254
    10.0.0.1 172.16.0.1 192.168.1.1 100.64.0.1 169.254.0.1 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376
    168.63.129.16 192.0.0.192 100.100.100.200 224.0.0.1 255.255.255.255 198.18.0.1 240.0.0.1 192.88.99.1
    [::1] [::] [::ffff:127.0.0.1] [::ffff:a9fe:a9fe] [::127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::a9fe:a9fe]
    [64:ff9b:1::7f00:1] [2002:7f00:1::] [2001:0:7f00:1::1] [fe80::1] [fc00::1] [fd00:ec2::254] [fec0::1] [ff02::1]
    loopback.example local.example private.example metadata.example mapped.example mixed.example multicast.example
    １２７.０.０.１ 127。0。0。1 ①②⑦.0.0.1 ⑯⑨｡②⑤④｡⑯⑨｡②⑤④ 127.0.0.1. 127.0.0.1.. loopback.example.
    127.000.000.001 0X7F.0.0.1 0x7f000001. 0.1.2.3 100.127.255.255 192.0.2.1 198.51.100.1
    203.0.113.1 198.19.255.255 239.255.255.250 [0:0:0:0:0:0:0:1] [::1%lo] [fe80::1%25eth0] [::7f00:1]
    [::ffff:0:127.0.0.1] [::ffff:0:7f00:1] [2002:a9fe:a9fe::1] [2002:a00:1::] [2001::1]
    [2001:0:ffff:ffff:0:0:80ff:fffe] [64:ff9b::10.0.0.1] [64:ff9b:1:fffe::] [100::1] [2001:db8::1] [3fff::1] [5f00::1]
    [2001:20::1] [127.0.0.1] [::ffff:127.0.0.1%25x] compatible.example translated.example tunnel.example
    teredo.example nat64.example carrier.example broadcast.example zero.example
""".split()
NAMES = {
    "loopback.example": ("127.0.0.1",),
    "local.example": ("fe80::1%eth0",),
    "private.example": ("10.1.2.3",),
    "metadata.example": ("169.254.169.254",),
    "mapped.example": ("::ffff:127.0.0.1",),
    "mixed.example": (PUBLIC, "127.0.0.1"),
    "multicast.example": ("224.0.0.1",),
    "compatible.example": ("::7f00:1",),
    "translated.example": ("::ffff:0:7f00:1",),
    "tunnel.example": ("2002:7f00:1::1",),
    "teredo.example": ("2001:0:4136:e378:8000:63bf:80ff:fffe",),
    "nat64.example": ("64:ff9b::a9fe:a9fe",),
    "carrier.example": ("100.64.0.1",),
    "broadcast.example": ("255.255.255.255",),
    "zero.example": ("0.0.0.0",),  # noqa: S104 - where a name leads
}
USERS = [f"http://{user}@{host}/" for user in ("a", "a:b", HOST) for host in (HOST, "127.0.0.1", "[::1]")]
SCHEMES = [
    *("file:///etc/passwd", "file://localhost/etc/passwd", "gopher://127.0.0.1:25/x", "ftp://127.0.0.1/x"),
    *(
        "dict://127.0.0.1:6379/x",
        "ldap://127.0.0.1/",
        "data:text/html,x",
        "javascript:alert(1)",
        "jar:http://127.0.0.1",
    ),
]
PORTS = [f"http://{HOST}:{port}/" for port in (0, 22, 25, 631, 6379, 8080, 65535, 65536)]
BENT = [
    *(
        f"http://{HOST}/\r\nHost: 127.0.0.1",
        f"http://{HOST}/\nX: y",
        f"http://{HOST}/a b",
        f"http://{HOST}\t.127.0.0.1/",
    ),
    *(
        f"http://{HOST}\\@127.0.0.1/",
        f"http://127.0.0.1\\@{HOST}/",
        "http:///etc/passwd",
        "http://",
        f"http://{HOST}%00/",
    ),
    *("http://[::1", "http://[::1%25lo]/", "http://127.0.0.1%2f/", f"http://127.0.0.1#@{HOST}/", f"//127.0.0.1?{HOST}"),
]
BENT += [
    *("http:///127.0.0.1/", "http:127.0.0.1", "http:/127.0.0.1/", "http:/\\127.0.0.1/", "ht\ttp://127.0.0.1/"),
    *(f"http://{HOST}:80@127.0.0.1/", f"http://a@{HOST}:80@127.0.0.1/", f"http://{HOST}@@127.0.0.1/"),
    *(f"http://127.0.0.1:80\\@{HOST}/", f"http://{HOST}%2F@127.0.0.1/", f"http://{HOST}:80:22/", f"http://{HOST}:+80/"),
    *(
        f"http://{HOST}:-80/",
        f"http://{HOST}:80\u200b/",
        f"http://{HOST}:\uff18\uff10@127.0.0.1/",
        f"http://{HOST};127.0.0.1/",
    ),
]
# What a redirect may say beside whole addresses.
RELATIVE = (
    *(
        "//127.0.0.1/",
        "//[::1]/",
        "//metadata.example/",
        "///127.0.0.1/",
        "/\\127.0.0.1/",
        "\\\\127.0.0.1\\x",
        "//127.1",
    ),
    *(
        f"//{HOST}@127.0.0.1/",
        f"//127.0.0.1:80#@{HOST}/",
        "HTTP://127.0.0.1/",
        "http:127.0.0.1",
        "//127.0.0.1:22/",
        "//0/",
    ),
)
URLS = [f"{scheme}://{host}/" for host in HOSTS for scheme in ("http", "https")] + USERS + SCHEMES + PORTS + BENT


@pytest.fixture
def net() -> Iterator[Web]:
    with web() as found:
        found.names |= {name: [leads_to] for name, leads_to in NAMES.items()}
        yield found


def reasons(net: Web, folder: Path, *sources: str) -> dict[str, str]:
    found = gathered(net, folder, *sources)
    assert found.kept == ()
    said = {each.location: each.reason for each in found.rejected}
    assert not [each for each in said.values() if frame("nl").reason(each) == each]
    return said


def gathered(net: Web, folder: Path, *sources: str) -> Batch[RawDocument]:
    return gather(sources, lambda: net.guest(folder))


def test_no_address_leads_inside(net: Web, tmp_path: Path) -> None:
    for number, url in enumerate(URLS):
        with pytest.raises(Refused):
            net.guest(tmp_path / str(number)).page(url)
    print(f"{len(URLS)} addresses: {net.inside} guests of the canary, {len(net.asked)} requests")
    assert (net.inside, net.connected) == (0, [])


def test_no_redirect_leads_inside(net: Web, tmp_path: Path) -> None:
    headers = [
        url for url in URLS if url.isprintable() and url.isascii() and url.startswith(("http://1", "http", "f", "g"))
    ]
    headers += RELATIVE
    for number, url in enumerate(headers):
        net.routes = {"/start": redirect("/next"), "/next": redirect(url)}
        with pytest.raises(Refused):
            net.guest(tmp_path / str(number)).page(f"http://{HOST}/start")
    print(f"{len(headers)} redirects: {net.inside} guests of the canary, {len(net.asked)} requests")
    assert net.inside == 0
    assert {address for address, _ in net.connected} == {PUBLIC}


def test_no_feed_leads_inside(net: Web, tmp_path: Path) -> None:
    escaped = [url.replace("&", "&amp;").replace("<", "&lt;") for url in URLS]
    for number, start in enumerate(range(0, len(escaped), 50)):
        entries = "".join(f"<item><title>x</title><guid>{url}</guid></item>" for url in escaped[start : start + 50])
        net.routes["/feed"] = page(f"<rss><channel>{entries}</channel></rss>", "application/rss+xml")
        found = reasons(net, tmp_path / str(number), f"http://{HOST}/feed")
        assert len(found) > 5
    print(f"{len(URLS)} links of feeds: {net.inside} guests of the canary, {len(net.asked)} requests")
    assert net.inside == 0


def test_a_robots_txt_does_not_lead_inside(net: Web, tmp_path: Path) -> None:
    net.routes |= {"/robots.txt": redirect("http://127.0.0.1/robots.txt"), "/a": page("x")}
    refused = "127.0.0.1 leads into a network, not to the public web"
    assert reasons(net, tmp_path, f"http://{HOST}/a") == {
        f"http://{HOST}/a": f"robots.txt of {HOST} cannot be read ({refused})"
    }
    assert (net.inside, net.paths) == (0, ["/robots.txt"])


def test_nothing_but_a_redirect_leads_anywhere(net: Web, tmp_path: Path) -> None:
    inside = "http://127.0.0.1/x"
    headers = {
        "Refresh": f"0; url={inside}", "Link": f"<{inside}>; rel=preload", "Content-Location": inside,
        "Alt-Svc": 'h2="127.0.0.1:443"; ma=9', "X-Accel-Redirect": inside, "SourceMap": inside, "Set-Cookie": "a=b",
    }  # fmt: skip
    text = "<p>The ministers agreed on Tuesday to open the bridge again, the ministry said in a statement.</p>"
    head = f"<meta http-equiv='refresh' content='0; url={inside}'><base href='{inside}'>"
    drawn = f"<link rel='canonical' href='{inside}'><iframe src='{inside}'></iframe>"
    drawn += f"<img src='{inside}'><object data='{inside}'></object>"
    net.routes["/a"] = page(f"<html><head>{head}</head><body>{drawn}{text}</body></html>", headers=headers)
    entities = f"<!DOCTYPE rss SYSTEM '{inside}' [<!ENTITY % x SYSTEM '{inside}'> %x;]>"
    entry = "<item><guid>/a</guid></item>"
    feed = f"<?xml-stylesheet href='{inside}'?><rss xml:base='{inside}'><channel>{entry}</channel></rss>"
    net.routes["/feed"] = page(feed, "application/rss+xml")
    net.routes["/entities"] = page(entities + feed, "application/rss+xml")
    found = gathered(net, tmp_path, *(f"http://{HOST}/{name}" for name in ("a", "feed", "entities")))
    assert [raw.location for raw in found.kept] == [f"http://{HOST}/a"]
    assert net.inside == 0
    assert {address for address, _ in net.connected} == {PUBLIC}
    assert set(net.paths) <= {"/robots.txt", "/a", "/feed", "/entities"}
    assert all("Cookie" not in each for each in net.headers)


def test_a_page_behind_too_many_redirects_is_not_fetched(net: Web, tmp_path: Path) -> None:
    for number in range(MOST_REDIRECTS + 1):
        net.routes[f"/{number}"] = redirect(f"/{number + 1}")
    net.routes[f"/{MOST_REDIRECTS + 1}"] = page("The talks go on.")
    found = gathered(net, tmp_path, f"http://{HOST}/0", f"http://{HOST}/{MOST_REDIRECTS + 1}")
    assert [raw.location for raw in found.kept] == [f"http://{HOST}/{MOST_REDIRECTS + 1}"]
    assert [each.reason for each in found.rejected] == ["redirects more than 3 times"]


def test_no_redirect_takes_the_lock_off(tmp_path: Path) -> None:
    with web(served(HOST)) as net:
        net.trust = trusting()
        net.routes |= {
            "/a": redirect(f"http://{HOST}/b"),
            "/b": page("Read on the way."),
            "/c": page("The talks go on."),
        }
        found = gathered(net, tmp_path, f"https://{HOST}/a", f"https://{HOST}/c")
    assert [raw.content for raw in found.kept] == [b"The talks go on."]
    assert [each.reason for each in found.rejected] == ["redirects from https to http"]
    assert "/b" not in net.paths


def test_pages_that_dawdle_take_no_more_than_their_time_together(net: Web, tmp_path: Path) -> None:
    pages = 40
    step = MOST_SECONDS / 10

    def dawdle(request: Answers) -> None:
        net.seconds += step
        page("The talks go on.")(request)

    net.routes |= {f"/{number}": dawdle for number in range(pages)}
    net.routes["/robots.txt"] = page("", "text/plain")
    found = gathered(net, tmp_path, *(f"http://{HOST}/{number}" for number in range(pages)))
    assert 0 < len(found.kept) <= MOST_SECONDS / step
    assert {each.reason for each in found.rejected} >= {NO_TIME}
    assert len(found.kept) + len(found.rejected) == pages
    assert net.seconds <= MOST_SECONDS + step


def test_a_name_that_changes_its_mind_is_connected_where_it_was_judged(net: Web, tmp_path: Path) -> None:
    net.routes["/a"] = page("The talks go on.")
    for turns in range(1, 4):
        net.names["rebinding.example"] = [*[(PUBLIC,)] * turns, ("127.0.0.1",)]
        found = gathered(net, tmp_path / str(turns), "http://rebinding.example/a")
        assert len(found.kept) == (turns >= 2)
    print(f"3 names that change their mind: {net.inside} guests of the canary")
    assert net.inside == 0


def test_what_waits_behind_a_list_is_judged_too(net: Web, tmp_path: Path) -> None:
    listed = tmp_path / "pages.txt"
    listed.write_text("# the morning\nhttp://127.0.0.1/a\nhttp://[::1]/b\n")
    assert set(reasons(net, tmp_path / "kept", str(listed))) == {"http://127.0.0.1/a", "http://[::1]/b"}
    assert net.inside == 0


def test_a_secret_in_an_address_is_not_repeated(net: Web, tmp_path: Path) -> None:
    assert list(reasons(net, tmp_path, f"http://me:sesame@{HOST}/a")) == [f"http://***@{HOST}/a"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?token=sesame", "?token=***"),
        ("?day=2&access_token=sesame&page=3", "?day=2&access_token=***&page=3"),
        ("?API-Key=sesame;x=1", "?API-Key=***;x=1"),
        ("?sig=sesame&monkey=1&tokens=2", "?sig=***&monkey=1&tokens=2"),
    ],
)
def test_a_key_in_an_address_is_not_repeated(net: Web, tmp_path: Path, query: str, shown: str) -> None:
    assert list(reasons(net, tmp_path, f"http://{HOST}/a{query}")) == [f"http://{HOST}/a{shown}"]
    assert (HOST, f"/a{query}") in net.asked


def test_an_address_with_a_key_may_be_a_source_one_with_a_password_not() -> None:
    assert values.place("https://news.example/feed?token=sesame") == "https://news.example/feed?token=sesame"
    with pytest.raises(values.WrongValue) as wrong:
        values.place("https://me:sesame@news.example/feed?token=sesame")
    assert "sesame" not in str(wrong.value)


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    return b"".join([*(packer.compress(b"\0" * 1_000_000) for _ in range(size)), packer.flush()])


def test_a_bomb_is_not_inflated(net: Web, tmp_path: Path) -> None:
    net.routes["/bomb"] = page(bomb(500), headers={"Content-Encoding": "gzip"})
    net.routes["/twice"] = packed(bomb(500))
    for encoding in ("br", "deflate", "zstd"):
        net.routes[f"/{encoding}"] = page(bomb(1), headers={"Content-Encoding": encoding})
    began = time.monotonic()
    found = reasons(net, tmp_path, *(f"http://{HOST}/{name}" for name in ("bomb", "twice", "br", "deflate", "zstd")))
    assert time.monotonic() - began < 5
    assert found.pop(f"http://{HOST}/bomb") == "is larger than 20 MB"
    assert found.pop(f"http://{HOST}/twice") == "is a gzip archive: unpack it first"
    assert set(found.values()) == {"its answer cannot be unpacked"}


@pytest.mark.parametrize("place", ["robots.txt", "feed"])
def test_a_bomb_is_not_inflated_wherever_it_lies(net: Web, tmp_path: Path, place: str) -> None:
    net.routes["/a"] = page("The talks go on.")
    net.routes[f"/{place}"] = page(bomb(500), "text/plain", {"Content-Encoding": "gzip"})
    told: list[str] = []
    asked = f"http://{HOST}/{'a' if place == 'robots.txt' else place}"
    assert loops(lambda: told.extend(reasons(net, tmp_path, asked).values())) < 150
    (reason,) = told
    assert "is larger than" in reason


def endless(request: Answers) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        request.wfile.write(b"x" * 100_000)


def lines(*first: bytes, rest: bytes = b"") -> Callable[[Answers], None]:
    """Return an answer of these bytes, then of one piece again and again for as long as it is listened to."""

    def answer(request: Answers) -> None:
        request.wfile.write(b"".join(first))
        while rest:
            request.wfile.write(rest * 100)

    return answer


OK, CHUNKED = b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n\r\n"
ENDLESS = {
    "chunks": lines(OK, CHUNKED, rest=b"400\r\n" + b"x" * 1024 + b"\r\n"),
    "chunk": lines(OK, CHUNKED, b"7fffffffffffffff\r\n", rest=b"x" * 1024),
    "size": lines(OK, CHUNKED, rest=b"1"),
    "trailer": lines(OK, CHUNKED, b"1\r\nx\r\n0\r\n", rest=b"a: b\r\n"),
    "headers": lines(OK, rest=b"a: b\r\n"),
    "header": lines(OK, b"a: ", rest=b"b" * 1024),
    "go on": lines(rest=b"HTTP/1.1 100 Continue\r\n\r\n"),
    "status": lines(b"HTTP/1.1 ", rest=b"2"),
    "no header": lines(b"The talks go on.\r\n\r\nThe talks go on."),  # as HTTP/0.9 has it
    "minus": lines(OK, CHUNKED, b"-1\r\nx\r\n"),
    "another": lines(b"SSH-2.0-x\r\n"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_answer_without_end_or_form_ends(net: Web, name: str) -> None:
    net.routes["/a"] = ENDLESS[name]
    with pytest.raises(Refused):
        fetching.fetch(fetching.Request(addresses.target(f"http://{HOST}/a")), net.network(real_time=True), 1.5)


def lying(length: str) -> Callable[[Answers], None]:
    def answer(request: Answers) -> None:
        request.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\nThe talks go on.".encode())

    return answer


def test_an_endless_page_and_a_false_length_cost_that_page_only(net: Web, tmp_path: Path) -> None:
    net.routes |= {"/endless": endless, "/more": lying("999"), "/none": lying("x"), "/minus": lying("-5")}
    net.routes["/good"] = page("The talks go on.")
    paths = ("endless", "more", "none", "minus", "good")
    found = gathered(net, tmp_path, *(f"http://{HOST}/{path}" for path in paths))
    said = {each.location.rpartition("/")[2]: each.reason for each in found.rejected}
    assert said == {"endless": "is larger than 20 MB", "more": "its answer breaks off"}
    assert {raw.content for raw in found.kept} == {b"The talks go on."}


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/html; charset=utf-7", "text/html; charset=x", ""])
def test_a_wrong_charset_changes_no_letter(net: Web, tmp_path: Path, kind: str) -> None:
    text = "<p>Die Gespräche über die Fähre wurden in Köln für gescheitert erklärt, sagte der Außenminister.</p>"
    net.routes["/a"] = page(f"<html><body><article>{text * 3}</article></body></html>".encode("cp1252"), kind)
    (raw,) = gathered(net, tmp_path, f"http://{HOST}/a").kept
    found = read(raw, "D1")
    assert isinstance(found, Document)
    assert "Die Gespräche über die Fähre wurden in Köln" in found.text


def test_a_huge_feed_and_one_of_many_entries(net: Web, tmp_path: Path) -> None:
    many = "".join(f"<item><link>/{number}</link></item>" for number in range(10_000))
    net.routes["/many"] = page(f"<rss><channel>{many}</channel></rss>", "application/rss+xml")
    net.routes["/huge"] = page(b"<rss><channel>" + b" " * 20_000_000, "application/rss+xml")
    found = reasons(net, tmp_path, f"http://{HOST}/many", f"http://{HOST}/huge")
    assert found[f"http://{HOST}/huge"] == "is larger than 20 MB"
    assert found[f"http://{HOST}/many"] == "has more than 100 entries: 9900 were not read"
    assert len(net.asked) <= 103


def test_a_feed_that_declares_a_document_type_is_refused(net: Web, tmp_path: Path) -> None:
    net.routes |= {f"/{name.replace(' ', '-')}": page(bomb, "application/rss+xml") for name, bomb in BOMBS.items()}
    feeds = list(net.routes)
    net.routes["/good"] = page("The talks go on.")
    taken: list[Batch[RawDocument]] = []
    urls = [f"http://{HOST}{path}" for path in (*feeds, "/good")]
    assert loops(lambda: taken.append(gathered(net, tmp_path, *urls))) < 50
    (found,) = taken
    assert [raw.content for raw in found.kept] == [b"The talks go on."]
    assert {each.location: each.reason for each in found.rejected} == {
        f"http://{HOST}{path}": "is no feed that can be read: it declares a document type" for path in feeds
    }
    assert net.inside == 0


def test_a_feed_cannot_speak_for_another_host(net: Web, tmp_path: Path) -> None:
    text = "<p>The ministers agreed on everything, says nobody.</p>" * 40
    entry = (
        f"<item><link>http://honest.example/talks</link><content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    net.routes["/feed"] = page(f"<rss {space}><channel>{entry}</channel></rss>", "application/rss+xml")
    net.routes["/talks"] = page("The talks go on.")
    found = gathered(net, tmp_path, f"http://{HOST}/feed")
    assert [raw.content for raw in found.kept] == [b"The talks go on."]


@pytest.mark.parametrize("guard", ["judging the addresses", "connecting to the one that was judged"])
def test_without_its_guard_the_canary_has_guests(
    net: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guard: str
) -> None:
    if guard == "judging the addresses":
        monkeypatch.setattr(addresses, "is_public", lambda _address: True)
    else:

        def looked_up_again(host: str, found: Sequence[str]) -> Sequence[str]:
            addresses.judged(host, found)
            return net.resolve(host, 1)

        monkeypatch.setattr(fetching, "judged", looked_up_again)
        net.names["metadata.example"] = [(PUBLIC,), ("169.254.169.254",)]
    with pytest.raises(Refused):
        net.guest(tmp_path).page("http://metadata.example/")
    assert net.inside > 0
