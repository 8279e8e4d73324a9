"""Which addresses may be asked, and what the parts of an address are."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.addresses import Refused, is_public, judged, resolve, target


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://news.example", "https://news.example/"),
        ("HTTPS://News.Example:443/A?b=c#d", "https://news.example/A?b=c"),
        ("http://news.example:443/", "http://news.example:443/"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://nieuws.example/è é".replace(" ", "%20"), "https://nieuws.example/%C3%A8%20%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://[2606:2800:21f:cb07::1]/x", "https://[2606:2800:21f:cb07::1]/x"),
        ("https://news.example/a%2Fb?q=%26&r=?/", "https://news.example/a%2Fb?q=%26&r=?/"),
    ],
)
def test_an_address_in_one_form(url: str, asked: str) -> None:
    assert target(url).url == asked
    assert target(asked).url == asked


@pytest.mark.parametrize(
    ("link", "asked"),
    [("b?c", "https://news.example/a/b?c"), ("/b", "https://news.example/b"), ("//x.example", "https://x.example/")],
)
def test_a_relative_address_starts_from_its_base(link: str, asked: str) -> None:
    assert target(link, "https://news.example/a/feed.xml").url == asked


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://news.example/", "only http and https"),
        ("data:text/html,x", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("ftp://news.example/", "only http and https"),
        ("https://user@news.example/", "names a user"),
        ("https://user:word@news.example/", "names a user"),
        ("https://news.example@127.0.0.1/", "names a user"),
        ("https://@news.example/", "names a user"),
        ("https://news.example:8080/", "only the ports"),
        ("https://news.example:22/", "only the ports"),
        ("https://news.example:99999/", "is no address"),
        ("https://news.example:x/", "is no address"),
        ("https:///path", "is no address"),
        ("https://", "is no address"),
        ("https://news.example/\r\nX-Injected: 1", "is no address"),
        ("https://news.example/a\nb", "is no address"),
        ("https://news.example/a b", "is no address"),
        ("https://news.example\t.evil.example/", "is no address"),
        ("https://news.example\\@evil.example/", "is no address"),
        ("https://faß.example/", "is no address"),
        ("https://a..example/", "is no address"),
        ("https://[::1", "is no address"),
        ("https://news.example/\udcff", "is no address"),
        ("https://news.example/?a=\udcff", "is no address"),
        ("https://[fe80::1%25eth0]/", "is no address"),
        ("https://[::ffff:127.0.0.1.]/", "is no address"),
        (f"https://news.example/{'a' * 2000}", "is no address"),
        (f"https://{'a' * 64}.example/", "is no address"),
    ],
)
def test_what_is_asked_of_nobody(url: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        target(url)


@given(st.text())
def test_every_text_is_refused_or_becomes_printable_ascii(text: str) -> None:
    try:
        found = target(text, "https://news.example/a")
    except Refused:
        return
    assert found.url.isascii()
    assert found.url.isprintable()
    assert " " not in found.url
    assert found.port in (80, 443)


PUBLIC = "8.8.8.8 93.184.215.14 2606:2800:21f:cb07::1 2001:4860:4860::8888 ::ffff:8.8.8.8 64:ff9b::808:808".split()
INSIDE = """
    0.0.0.0 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.0.1 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1
    203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1
    64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:10::1 2001:20::1
    2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe:: 2002:808:808:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1
    fe80::1%eth0 fec0::1 ff02::1 ff0e::1
""".split()


@pytest.mark.parametrize("address", PUBLIC)
def test_the_public_network_may_be_asked(address: str) -> None:
    assert is_public(address)
    assert judged("news.example", [address]) == (address,)


@pytest.mark.parametrize("address", INSIDE)
def test_no_other_network_may(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["", "localhost", "127.1", "0x7f000001", "8.8.8.8 ", "8.8.8.8:80"])
def test_what_is_no_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("addresses", [["8.8.8.8", "10.0.0.1"], ["10.0.0.1", "8.8.8.8"], ["::1"]])
def test_a_name_that_leads_inside_is_refused_whatever_else_it_leads_to(addresses: list[str]) -> None:
    with pytest.raises(Refused, match=r"^news\.example leads into a network, not to the public web$"):
        judged("news.example", addresses)


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.1", "0x7f.1", "017700000001"]
)
def test_other_ways_to_write_this_machine_are_looked_up_and_judged(host: str) -> None:
    with pytest.raises(Refused, match="leads into a network"):
        judged(host, resolve(target(f"http://{host}/").host, 5))


def test_a_look_up_has_a_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []

    def slow(*_: object, **__: object) -> list[tuple[object, ...]]:
        time.sleep(1)
        ended.append(True)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(OSError, match="its name is not known"):
        resolve("news.example", 0.1)
    assert not ended
