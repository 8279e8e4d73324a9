"""A polite guest: robots.txt, pauses, tries, patience with hosts, and what is kept."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from webs import HOST, Answer, Answers, Web, page, redirect, say, status, web

from briefing.errors import PublishError
from briefing.sources import hosts, visiting
from briefing.sources.addresses import Refused
from briefing.sources.shelf import Shelf
from briefing.sources.visiting import Guest, Page

URL = f"http://{HOST}/talks"
ARTICLE = """<!DOCTYPE html><html><head><title>Talks on the Morn</title></head><body><article><h1>Talks on the Morn</h1>
<p>The ministers of Norvania and Estmark agreed on Tuesday to keep the ferry running through the winter.</p>
<p>They could not agree on the price of water, and no date has been set for another round of talks.</p></article>
<aside>{}</aside></body></html>"""


@pytest.fixture
def net() -> Iterator[Web]:
    with web() as found:
        found.routes["/talks"] = page("The talks go on.")
        yield found


def refusal(guest: Guest, url: str = URL) -> str:
    with pytest.raises(Refused) as refused:
        guest.page(url)
    return str(refused.value)


def answers(*each: int) -> tuple[list[int], Answer]:
    codes = list(each)

    def answer(request: Answers) -> None:
        code = codes.pop(0)
        say(request, code, b"x" if code == 200 else b"", {})

    return codes, answer


def test_robots_are_asked_once_and_before_the_page(net: Web, tmp_path: Path) -> None:
    guest = net.guest(tmp_path)
    assert guest.page(URL) == Page(URL, b"The talks go on.")
    net.routes["/dam"] = page("x")
    guest.page(f"http://{HOST}/dam")
    assert net.paths == ["/robots.txt", "/talks", "/dam"]


def test_what_robots_exclude_is_not_asked_for(net: Web, tmp_path: Path) -> None:
    net.routes["/robots.txt"] = page("User-agent: briefing\nDisallow: /talks\n", "text/plain")
    assert refusal(net.guest(tmp_path)) == f"robots.txt of {HOST} asks not to read it"
    assert net.paths == ["/robots.txt"]


def test_a_redirect_to_what_robots_exclude_is_not_followed(net: Web, tmp_path: Path) -> None:
    net.routes["/robots.txt"] = page("User-agent: *\nDisallow: /private\n", "text/plain")
    net.routes["/talks"] = redirect("/private/talks")
    assert refusal(net.guest(tmp_path)) == f"robots.txt of {HOST} asks not to read it"
    assert net.paths == ["/robots.txt", "/talks"]


@pytest.mark.parametrize("code", [500, 503])
def test_robots_that_fail_close_the_host(net: Web, tmp_path: Path, code: int) -> None:
    net.routes["/robots.txt"] = status(code)
    guest = net.guest(tmp_path)
    assert refusal(guest) == refusal(guest) == f"robots.txt of {HOST} cannot be read (answered {code})"
    assert net.paths == ["/robots.txt"] * visiting.TRIES


@pytest.mark.parametrize(("size", "reason"), [(500 * 1024, ""), (500 * 1024 + 1, "is larger than 0.512 MB")])
def test_robots_are_read_up_to_the_size_that_the_standard_asks_for(
    net: Web, tmp_path: Path, size: int, reason: str
) -> None:
    net.routes["/robots.txt"] = page("#" * (size - 1) + "\n", "text/plain")
    if reason:
        assert refusal(net.guest(tmp_path)) == f"robots.txt of {HOST} cannot be read ({reason})"
    else:
        assert net.guest(tmp_path).page(URL).content == b"The talks go on."


@pytest.mark.parametrize("code", [401, 404, 410])
def test_no_robots_no_rules(net: Web, tmp_path: Path, code: int) -> None:
    net.routes["/robots.txt"] = status(code)
    assert net.guest(tmp_path).page(URL).content == b"The talks go on."


def test_between_two_requests_to_a_host_there_is_a_pause(net: Web, tmp_path: Path) -> None:
    guest = net.guest(tmp_path)
    guest.page(URL)
    assert net.waits == [hosts.PAUSE]
    net.routes["/x"] = page("x")
    guest.page("http://other.example/x")
    assert net.waits == [hosts.PAUSE] * 2


def test_a_host_may_want_a_longer_pause(net: Web, tmp_path: Path) -> None:
    net.routes["/robots.txt"] = page("User-agent: *\nCrawl-delay: 7\n", "text/plain")
    net.guest(tmp_path).page(URL)
    assert net.waits == [7.0]


def test_two_guests_ask_a_host_one_after_the_other(net: Web, tmp_path: Path) -> None:
    guests = [Guest(Shelf(tmp_path / name), tmp_path / "hosts", net.network(), net.now) for name in "ab"]
    net.routes["/robots.txt"] = page("User-agent: *\nCrawl-delay: 7\n", "text/plain")
    guests[0].page(URL)
    with (tmp_path / "hosts" / f"{sha256(HOST.encode()).hexdigest()[:32]}.lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert hosts.NO_TIME in refusal(guests[1])
    assert net.paths == ["/robots.txt", "/talks"]
    second = Guest(Shelf(tmp_path / "b"), tmp_path / "hosts", net.network(), net.now)
    net.waits.clear()
    second.page(URL)
    assert net.waits == [7.0]


def test_a_folder_that_cannot_be_written_is_named(net: Web, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PublishError, match=r"file/pages/\.hosts/.+ cannot be written: Not a directory"):
        net.guest(tmp_path / "file" / "pages").page(URL)


def test_a_machine_that_was_started_anew_waits_for_nothing(net: Web, tmp_path: Path) -> None:
    net.seconds = 1_000_000
    net.guest(tmp_path).page(URL)
    net.seconds = 10
    net.waits.clear()
    net.routes["/dam"] = page("x")
    net.guest(tmp_path).page(f"http://{HOST}/dam")
    assert net.waits == [hosts.PAUSE]  # after robots.txt


def test_what_fails_is_tried_again_after_a_growing_time(net: Web, tmp_path: Path) -> None:
    left, net.routes["/talks"] = answers(503, 500, 200)
    assert net.guest(tmp_path).page(URL).content == b"x"
    assert left == []
    assert net.waits == [1.0, 2.0, 4.0]


def test_a_host_that_names_a_time_is_asked_after_it_or_not_at_all(net: Web, tmp_path: Path) -> None:
    net.routes["/talks"] = status(429, {"Retry-After": "9"})
    assert refusal(net.guest(tmp_path / "a")) == "answered 429"
    assert net.waits == [1.0, 9.0, 9.0]
    net.routes["/talks"] = status(429, {"Retry-After": "7200"})
    assert refusal(net.guest(tmp_path / "b")) == "answered 429"
    assert net.paths[4:] == ["/robots.txt", "/talks"]
    assert refusal(net.guest(tmp_path / "b")).endswith("left alone until 2031-05-06 08:00 UTC")


def test_what_is_not_there_is_not_tried_again(net: Web, tmp_path: Path) -> None:
    assert refusal(net.guest(tmp_path), f"http://{HOST}/gone") == "answered 404"
    assert net.paths == ["/robots.txt", "/gone"]


def test_a_host_that_fails_is_left_alone_for_a_growing_time(net: Web, tmp_path: Path) -> None:
    net.routes["/robots.txt"] = page("", "text/plain")
    net.routes["/bad"] = status(500)
    guest = net.guest(tmp_path)
    bad = f"http://{HOST}/bad"
    assert [refusal(guest, bad) for _ in range(3)] == ["answered 500"] * 3
    asked = len(net.asked)
    assert refusal(guest, URL) == (
        f"{HOST} failed 3 times in a row (answered 500): left alone until 2031-05-06 06:15 UTC"
    )
    assert len(net.asked) == asked
    net.seconds += 16 * 60
    later = net.guest(tmp_path)
    assert refusal(later, bad) == "answered 500"
    assert "failed 4 times in a row (answered 500): left alone until 2031-05-06 06:46 UTC" in refusal(later, bad)
    net.seconds += 31 * 60
    assert net.guest(tmp_path).page(URL).content == b"The talks go on."
    assert refusal(net.guest(tmp_path), bad) == "answered 500"


def test_who_answers_is_forgiven(net: Web, tmp_path: Path) -> None:
    net.routes["/bad"] = status(500)
    for _ in range(5):
        guest = net.guest(tmp_path)
        assert refusal(guest, f"http://{HOST}/bad") == "answered 500"
        net.seconds += 20 * 60
        net.guest(tmp_path).page(URL)


NOTED = {"failures": 3, "reason": "answered 500", "until": "2031-05-06T07:00:00+00:00"}


def noted(folder: Path, content: bytes, ending: str = "json") -> None:
    place = folder / ".hosts" / f"{sha256(HOST.encode()).hexdigest()[:32]}.{ending}"
    place.parent.mkdir()
    place.write_bytes(content)


def test_a_note_on_a_host_is_believed(net: Web, tmp_path: Path) -> None:
    noted(tmp_path, json.dumps(NOTED).encode())
    assert refusal(net.guest(tmp_path)).endswith("(answered 500): left alone until 2031-05-06 07:00 UTC")


@pytest.mark.parametrize("content", [
    b"", b"\xff", b"null", b"[3]", b'"until"', b"{}", b"[" * 100_000,
    *(json.dumps(NOTED | {key: strange}).encode() for key, strange in (
        ("failures", "many"), ("failures", True), ("failures", -3), ("failures", 2.5), ("failures", None),
        ("reason", 7), ("reason", "a\x1b[2Jb"), ("reason", "x" * 5000),
        ("until", "soon"), ("until", 4e9), ("until", {}), ("until", None), ("until", "2031-05-06T07:00:00"),
        ("until", "2031-05-06"), ("until", "9999-12-31T23:59:59+00:00"),
    )),
    *(json.dumps({key: NOTED[key] for key in NOTED if key != gone}).encode() for gone in NOTED),
])  # fmt: skip
def test_a_strange_note_on_a_host_is_none(net: Web, tmp_path: Path, content: bytes) -> None:
    noted(tmp_path, content)
    net.routes["/bad"] = status(500)
    assert refusal(net.guest(tmp_path), f"http://{HOST}/bad") == "answered 500"
    kept = json.loads(next(tmp_path.glob(".hosts/*.json")).read_bytes())
    assert kept == {"failures": 1, "reason": "answered 500", "until": ""}
    assert net.guest(tmp_path).page(URL).content == b"The talks go on."


@pytest.mark.parametrize("content", [b"\xe9t\xe9", b"soon", b"nan", b"-inf", b"9" * 400])
def test_a_strange_time_of_the_last_request_is_none(net: Web, tmp_path: Path, content: bytes) -> None:
    noted(tmp_path, content, "lock")
    assert net.guest(tmp_path).page(URL).content == b"The talks go on."
    assert net.waits == [hosts.PAUSE]  # after robots.txt


def test_a_collection_has_an_end(net: Web, tmp_path: Path) -> None:
    guest = net.guest(tmp_path)
    net.seconds = visiting.MOST_SECONDS
    assert refusal(guest) == hosts.NO_TIME
    assert net.asked == []


def test_redirects_are_followed_to_a_limit(net: Web, tmp_path: Path) -> None:
    for number in range(4):
        net.routes[f"/{number}"] = redirect(f"/{number + 1}")
    net.routes["/4"] = page("x")
    assert net.guest(tmp_path).page(f"http://{HOST}/1") == Page(f"http://{HOST}/4", b"x")
    assert refusal(net.guest(tmp_path), f"http://{HOST}/0") == "redirects more than 3 times"


def test_a_loop_ends(net: Web, tmp_path: Path) -> None:
    net.routes["/talks"] = redirect("/talks")
    assert refusal(net.guest(tmp_path)) == "redirects more than 3 times"
    assert len(net.asked) == 5


def test_what_is_fresh_is_not_asked_for_and_what_is_known_only_whether_it_changed(net: Web, tmp_path: Path) -> None:
    net.routes["/talks"] = page("The talks go on.", headers={"ETag": '"a"'})
    first = net.guest(tmp_path).page(URL)
    net.seconds += 60
    assert net.guest(tmp_path).page(URL) == first
    assert net.paths == ["/robots.txt", "/talks"]
    net.seconds += visiting.FRESH / timedelta(seconds=1)
    assert net.guest(tmp_path).page(URL) == first
    assert net.paths == ["/robots.txt", "/talks", "/talks"]
    assert net.headers[-1]["If-None-Match"] == '"a"'


def test_validators_are_not_told_to_another_address(net: Web, tmp_path: Path) -> None:
    net.routes["/talks"] = page("x", headers={"ETag": '"a"'})
    net.guest(tmp_path).page(URL)
    net.seconds += 3600
    net.routes["/talks"] = redirect("http://other.example/b")
    net.routes["/b"] = page("y")
    assert net.guest(tmp_path).page(URL).content == b"y"
    assert [each.get("If-None-Match") for each in net.headers] == [None, None, '"a"', None, None]


def test_a_clock_that_was_set_back_does_not_make_a_page_fresh_for_ever(net: Web, tmp_path: Path) -> None:
    net.guest(tmp_path).page(URL)
    net.seconds -= 86_400
    net.guest(tmp_path).page(URL)
    assert net.paths.count("/talks") == 2


def test_a_page_lies_under_its_checksum_and_what_is_no_document_is_hidden(net: Web, tmp_path: Path) -> None:
    net.routes["/feed"] = page("<rss><channel/></rss>", "application/rss+xml")
    net.routes["/text"] = page("The talks go on.", "text/plain")
    net.routes["/pdf"] = page(b"%PDF-1.7", "application/pdf")
    guest = net.guest(tmp_path)
    for path in ("talks", "feed", "text", "pdf"):
        guest.page(f"http://{HOST}/{path}")
    seen = sorted(path.suffix for path in tmp_path.iterdir() if not path.name.startswith("."))
    assert seen == [".html", ".pdf", ".txt"]


@pytest.mark.parametrize("spoilt", [b"other bytes", None])
def test_a_page_that_was_changed_on_the_disk_is_asked_for_again(net: Web, tmp_path: Path, spoilt: bytes | None) -> None:
    net.guest(tmp_path).page(URL)
    (kept,) = tmp_path.glob("*.html")
    kept.unlink() if spoilt is None else kept.write_bytes(spoilt)
    assert net.guest(tmp_path).page(URL).content == b"The talks go on."


@pytest.mark.parametrize("spoilt", [b"", b"[]", b"{}", b"\xff", b"fetched", b"[" * 100_000])
def test_a_record_that_is_none_is_not_believed(net: Web, tmp_path: Path, spoilt: bytes) -> None:
    net.guest(tmp_path).page(URL)
    for path in tmp_path.rglob("*.json"):
        path.write_bytes(path.read_bytes().replace(b"2031-", b"soon") if spoilt == b"fetched" else spoilt)
    assert net.guest(tmp_path).page(URL).content == b"The talks go on."


@pytest.mark.parametrize(("key", "strange"), [
    ("fetched", "2031-05-06"), ("fetched", "2031-05-06T05:59:00"), ("fetched", 7), ("url", None), ("url", ["a"]),
    ("file", 7), ("file", "a\0b"), ("sha256", None), ("etag", 5), ("etag", "a\r\nX-Other: b"), ("modified", {}),
])  # fmt: skip
def test_a_record_with_something_strange_in_it_is_not_believed(
    net: Web, tmp_path: Path, key: str, strange: object
) -> None:
    net.guest(tmp_path).page(URL)
    for path in tmp_path.rglob(".addresses/*.json"):
        path.write_text(json.dumps(json.loads(path.read_text()) | {key: strange}))
    net.seconds += 60
    assert net.guest(tmp_path).page(URL) == Page(URL, b"The talks go on.")
    assert net.paths == ["/robots.txt", "/talks"] * 2
    assert "X-Other" not in net.headers[-1]


def test_a_page_of_which_only_the_surroundings_change_is_the_page_that_it_was(net: Web, tmp_path: Path) -> None:
    net.routes["/talks"] = page(ARTICLE.format("Buy a boat"))
    first = net.guest(tmp_path).page(URL)
    net.seconds += 3600
    net.routes["/talks"] = page(ARTICLE.format("Buy a car"))
    assert net.guest(tmp_path).page(URL) == first
    net.seconds += 3600
    net.routes["/talks"] = page(ARTICLE.replace("winter", "summer").format("Buy a car"))
    assert b"summer" in net.guest(tmp_path).page(URL).content
    assert len(list(tmp_path.glob("*.html"))) == 2


def test_bytes_that_another_address_has_are_not_removed_with_their_surroundings(net: Web, tmp_path: Path) -> None:
    boat, car = (page(ARTICLE.format(f"Buy a {each}")) for each in ("boat", "car"))
    net.routes |= {"/talks": boat, "/again": car}
    first = net.guest(tmp_path).page(URL)
    other = net.guest(tmp_path).page(f"http://{HOST}/again")
    net.seconds += 3600
    net.routes["/talks"] = car
    assert net.guest(tmp_path).page(URL) == first
    kept = [path.read_bytes() for path in tmp_path.glob("*.html")]
    assert sorted(kept) == sorted((first.content, other.content))


def test_a_page_over_which_the_program_died_is_not_compared_again(
    net: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    net.routes["/talks"] = page(ARTICLE.format("Buy a boat"))
    net.guest(tmp_path).page(URL)
    net.seconds += 3600
    net.routes["/talks"] = page(ARTICLE.format("Buy a car"))

    def dying(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(visiting, "read_in_children", dying)
    with pytest.raises(KeyboardInterrupt):
        net.guest(tmp_path).page(URL)
    assert b"Buy a car" in net.guest(tmp_path).page(URL).content
