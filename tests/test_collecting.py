"""Sources that are addresses beside paths: feeds, pages, lists; their documents, and what they cost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from articles import ENGLISH, OTHER
from commands import run
from papers import html, pdf, zipped
from webs import HOST, Answer, Web, page, status, web

from briefing.errors import SourceError
from briefing.model import Batch, Document, RawDocument, Rejection
from briefing.sources import visiting
from briefing.sources.collecting import gather, named, shown
from briefing.sources.recorded import find_again
from briefing.text.decoding import Decoded, decode
from briefing.text.reading import read

FEED = f"http://{HOST}/feed.xml"


@pytest.fixture
def net() -> Iterator[Web]:
    with web() as found:
        yield found


def article(number: int) -> str:
    text = "".join(
        f"<p>The envoys met in round {number} and agreed to meet again, line {line}.</p>" for line in range(5)
    )
    head = f"<title>Round {number}</title><meta property='og:site_name' content='The Morn Courier'>"
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><article><h1>Round {number}</h1>{text}</article></body></html>"
    )


def feed(count: int) -> str:
    items = "".join(
        f"<item><title>Round {n}</title><link>/{n}</link><description>…</description></item>" for n in range(count)
    )
    return f"<rss version='2.0'><channel><title>The Morn Courier</title>{items}</channel></rss>"


def lay_out(net: Web, count: int) -> None:
    net.routes["/feed.xml"] = page(feed(count), "application/rss+xml", {"ETag": '"feed"'})
    for number in range(count):
        net.routes[f"/{number}"] = page(article(number), headers={"ETag": f'"{number}"'})


def collected(net: Web, folder: Path, *sources: str | Path) -> Batch[RawDocument]:
    return gather([str(source) for source in sources], lambda: net.guest(folder))


def test_a_feed_is_its_articles_in_full(net: Web, tmp_path: Path) -> None:
    lay_out(net, 3)
    found = collected(net, tmp_path, FEED)
    assert [raw.location for raw in found.kept] == [f"http://{HOST}/{number}" for number in range(3)]
    assert found.kept[1].content == article(1).encode()
    assert found.rejected == ()


def test_what_a_feed_of_ten_pages_costs(net: Web, tmp_path: Path) -> None:
    lay_out(net, 10)
    costs, sent = [], []
    for _ in range(3):
        before = len(net.asked)
        assert len(collected(net, tmp_path, FEED).kept) == 10
        costs.append(len(net.asked) - before)
        sent.append(sum("If-None-Match" in each for each in net.headers[before:]))
        net.seconds += 600 if len(costs) == 1 else 3600
    assert costs == [12, 0, 11]  # robots.txt, the feed, the pages; nothing ten minutes later; then all but robots.txt
    assert sent == [0, 0, 11]


def test_an_article_that_the_feed_has_in_full_is_not_asked_for(net: Web, tmp_path: Path) -> None:
    text = "<p>The ministers agreed to keep the ferry running.</p>" * 40
    whole = feed(2).replace("<description>…</description>", f"<e:encoded><![CDATA[{text}]]></e:encoded>", 1)
    spaced = whole.replace("<rss ", "<rss xmlns:e='http://purl.org/rss/1.0/modules/content/' ")
    net.routes |= {"/feed.xml": page(spaced, "application/rss+xml"), "/1": page(article(1))}
    found = collected(net, tmp_path, FEED)
    assert [raw.location for raw in found.kept] == [f"http://{HOST}/0", f"http://{HOST}/1"]
    assert b"keep the ferry running" in found.kept[0].content
    assert net.paths == ["/robots.txt", "/feed.xml", "/1"]


def test_every_article_of_a_feed_is_kept_and_found_again_or_named(net: Web, tmp_path: Path) -> None:
    words = ("ferry", "bridge", "dam", "mill")
    heads = ("<link>/live#1</link>", "<link>/live#2</link>", "<guid isPermaLink='false'>g1</guid>", "")
    items = "".join(
        f"<item><title>The {word}</title>{head}<e:encoded>"
        f"{f'&lt;p>The ministers agreed to keep the {word}.&lt;/p>' * 40}</e:encoded></item>"
        for head, word in zip(heads, words, strict=True)
    )
    bare = "<item><title>Talks\u202e</title></item>" * 2
    whole = f"<rss xmlns:e='http://purl.org/rss/1.0/modules/content/'><channel>{items}{bare}</channel></rss>"
    net.routes["/feed.xml"] = page(whole, "application/rss+xml")
    found = collected(net, tmp_path / "pages", FEED)
    places = [f"{FEED}#The%20mill", f"{FEED}#g1", f"http://{HOST}/live#1", f"http://{HOST}/live#2"]
    assert [raw.location for raw in found.kept] == places
    reason = "entry {} («Talks\\u202e») has neither a link nor an article in full"
    assert found.rejected == tuple(Rejection(FEED, reason.format(number)) for number in (5, 6))
    record = [{"path": raw.location, "sha256": sha256(raw.content).hexdigest()} for raw in found.kept]
    assert find_again(record, [], tmp_path) == {raw.location: raw for raw in found.kept}
    net.seconds += 60
    assert collected(net, tmp_path / "pages", FEED) == found
    assert net.paths == ["/robots.txt", "/feed.xml"]


def test_a_page_of_another_host_is_asked_for_once_however_many_articles_a_feed_has_of_it(
    net: Web, tmp_path: Path
) -> None:
    items = "".join(
        f"<item><link>http://other.example/live#{n}</link><e:encoded>{f'Round {n} of the talks is over. ' * 90}"
        "</e:encoded></item>"
        for n in range(5)
    )
    whole = f"<rss xmlns:e='http://purl.org/rss/1.0/modules/content/'><channel>{items}</channel></rss>"
    net.routes |= {"/feed.xml": page(whole, "application/rss+xml"), "/live": status(404)}
    found = collected(net, tmp_path, FEED)
    assert found == Batch((), (Rejection("http://other.example/live", "answered 404"),))
    assert net.paths.count("/live") == 1


def test_what_cannot_be_had_is_a_rejection_and_the_rest_goes_on(net: Web, tmp_path: Path) -> None:
    lay_out(net, 3)
    net.routes["/1"] = status(404)
    found = collected(net, tmp_path, FEED, f"http://{HOST}/gone", "ftp://news.example/x")
    assert len(found.kept) == 2
    assert found.rejected == (
        Rejection("ftp://news.example/x", "only http and https are read"),
        Rejection(f"http://{HOST}/1", "answered 404"),
        Rejection(f"http://{HOST}/gone", "answered 404"),
    )


def test_a_feed_without_entries_is_named(net: Web, tmp_path: Path) -> None:
    net.routes["/feed.xml"] = page(feed(0), "application/rss+xml")
    assert collected(net, tmp_path, FEED) == Batch((), (Rejection(FEED, "holds no document"),))


def test_a_feed_that_cannot_be_read_is_a_rejection(net: Web, tmp_path: Path) -> None:
    net.routes["/feed.xml"] = page("<rss><channel></rss>", "text/xml")
    assert collected(net, tmp_path, FEED).rejected == (Rejection(FEED, "is no feed that can be read"),)


def test_a_page_that_two_sources_name_is_one_document(net: Web, tmp_path: Path) -> None:
    lay_out(net, 2)
    found = collected(net, tmp_path, f"http://{HOST}/1#top", FEED, f"http://{HOST}:80/1")
    assert [raw.location for raw in found.kept] == [f"http://{HOST}/0", f"http://{HOST}/1"]
    assert net.paths.count("/1") == 1


def test_paths_and_addresses_go_together(net: Web, tmp_path: Path) -> None:
    lay_out(net, 1)
    (tmp_path / "a.txt").write_text("The talks go on.")
    found = collected(net, tmp_path / "pages", tmp_path / "a.txt", f"http://{HOST}/0", tmp_path / "gone")
    assert [raw.location for raw in found.kept] == ["a.txt", f"http://{HOST}/0"]
    assert found.rejected == (Rejection(str(tmp_path / "gone"), "no such file or folder"),)
    alone = collected(net, tmp_path / "pages", f"http://{HOST}/0", tmp_path / "gone")
    assert alone.rejected == found.rejected


def test_without_an_address_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The talks go on.")

    def guest() -> None:
        raise AssertionError("nobody is to be asked")

    assert len(gather([str(tmp_path)], guest).kept) == 1  # type: ignore[arg-type]
    with pytest.raises(SourceError):
        gather([str(tmp_path / "gone")], guest)  # type: ignore[arg-type]


def test_a_text_of_mostly_addresses_is_a_list_where_it_is_named_itself(tmp_path: Path) -> None:
    text = tmp_path / "pages.txt"
    text.write_text("# mornings\nhttps://a.example/1\n\n  https://b.example/2 \n", encoding="utf-8-sig")
    both = ("https://a.example/1", "https://b.example/2")
    assert named([str(text), "https://a.example/1"]) == ((), both, ())
    assert named([str(tmp_path)]) == ((str(tmp_path),), (), ())
    text.write_text("https://a.example/1\nA line of an article.\n")
    assert named([str(text)]) == ((str(text),), (), ())
    text.write_text("")
    assert named([str(text)]) == ((str(text),), (), ())


@pytest.mark.parametrize(
    "line",
    [
        "<https://c.example/3>",
        "1. https://c.example/3",
        "12) <https://c.example/3>",
        "[3] https://c.example/3",
        "- https://c.example/3",
        "• <URL:https://c.example/3>;",
    ],
)
def test_what_stands_around_an_address_of_a_list_is_taken_off(line: str, tmp_path: Path) -> None:
    text = tmp_path / "pages.txt"
    text.write_text(f"https://a.example/1\n{line}\n")
    assert named([str(text)]) == ((), ("https://a.example/1", "https://c.example/3"), ())


def test_a_line_of_a_list_that_is_no_address_is_named(net: Web, tmp_path: Path) -> None:
    lay_out(net, 2)
    text = tmp_path / "pages.txt"
    text.write_text(f"1. http://{HOST}/0\n\nwww.a.example/1\n<http://{HOST}/1>\n{'x' * 300}\nhttp://{HOST}/1\n")
    found = collected(net, tmp_path / "pages", text)
    assert [raw.location for raw in found.kept] == [f"http://{HOST}/0", f"http://{HOST}/1"]
    assert found.rejected == (
        Rejection(str(text), "line 3 is no address: www.a.example/1"),
        Rejection(str(text), f"line 5 is no address: {'x' * 100}"),
    )


def test_of_a_list_that_is_too_long_the_rest_is_named(tmp_path: Path) -> None:
    text = tmp_path / "pages.txt"
    text.write_text("".join(f"https://a.example/{number}\n" for number in range(503)))
    found = named([str(text)])
    assert (found.paths, len(found.addresses), found.addresses[-1]) == ((), 500, "https://a.example/499")
    assert found.rejected == (Rejection(str(text), "lists more than 500 addresses: 3 were not asked for"),)


def test_an_address_is_safe_to_print() -> None:
    assert shown("https://a:b@news.example/\n\u202e") == "https://***@news.example/\\n\\u202e"


@pytest.mark.parametrize(
    ("location", "named_there", "url"),
    [
        (f"https://{HOST}/a?b", "", f"https://{HOST}/a?b"),
        (f"https://{HOST}/a?b", f"https://{HOST}/a", f"https://{HOST}/a"),
        (f"https://{HOST}/a", "https://honest.example/a", f"https://{HOST}/a"),
        ("a.html", "https://honest.example/a", "https://honest.example/a"),
    ],
)
def test_the_address_of_a_page_is_its_own_or_where_it_was_found(location: str, named_there: str, url: str) -> None:
    link = f"<link rel='canonical' href='{named_there}'>" if named_there else ""
    found = read(RawDocument(location, article(1).replace("<head>", f"<head>{link}").encode()), "D1")
    assert isinstance(found, Document)
    assert (found.location, found.url) == (location, url)


@pytest.mark.parametrize("ending", ["", ".php", ".html", "/", ".txt?x=.html"])
def test_a_page_needs_no_ending(ending: str) -> None:
    assert isinstance(read(RawDocument(f"https://{HOST}/talks{ending}", article(1).encode()), "D1"), Document)


def test_a_text_is_read_as_one() -> None:
    found = read(RawDocument(f"https://{HOST}/talks.txt", ENGLISH.encode()), "D1")
    assert isinstance(found, Document)
    assert found.text == ENGLISH


def test_a_paper_is_read_though_its_address_has_no_ending(net: Web, tmp_path: Path) -> None:
    net.routes["/report"] = page(pdf(html("Report on the Morn")), "application/pdf")
    (raw,) = collected(net, tmp_path / "pages", f"http://{HOST}/report").kept
    found = read(raw, "D1")
    assert isinstance(found, Document)
    assert (found.location, found.url) == (f"http://{HOST}/report", f"http://{HOST}/report")
    assert [path.suffix for path in (tmp_path / "pages").glob("*.pdf")] == [".pdf"]
    assert find_again([{"path": raw.location, "sha256": found.sha256}], [], tmp_path) == {raw.location: raw}


LINES = "".join(json.dumps({"text": each}) + "\n" for each in (ENGLISH, OTHER))
ANY, ROWS = ("application/octet-stream", "binary/octet-stream", ""), ("application/json", "text/json; charset=utf-8")


@pytest.mark.parametrize(("kinds", "path", "content"), [
    ((*ANY, *ROWS, "application/x-ndjson"), "/news", LINES.encode()),
    ((*ANY, *ROWS), "/news.json", LINES.encode("utf-16")),
    (ANY, "/report.pdf", pdf(html("Report on the Morn"))),
    (ANY, "/page", article(1).encode()),
    (ANY[:2], "/talks.txt", ENGLISH.encode()),
    (ANY[:2], "/talks", ENGLISH.encode()),
])  # fmt: skip
def test_what_a_server_does_not_tell_its_content_does(
    net: Web, tmp_path: Path, kinds: Sequence[str], path: str, content: bytes
) -> None:
    for kind in kinds:
        net.routes[path] = page(content, kind)
        found = collected(net, tmp_path / "pages", f"http://{HOST}{path}")
        assert [len(found.kept), found.rejected] == [2 if path.startswith("/news") else 1, ()], kind
        listed = [{"path": raw.location, "sha256": sha256(raw.content).hexdigest()} for raw in found.kept]
        assert find_again(listed, [], tmp_path) == {raw.location: raw for raw in found.kept}
        net.seconds += 3600


PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.mark.parametrize(("path", "answer", "reason"), [
    ("/api", page(b'{"headline": "The envoys met."}', "application/json"), "unknown format .json: "),
    ("/api.html", page(b'[{"text": "The envoys met."}]', "text/json"), "unknown format .json: "),
    ("/a.csv?b=c.txt", page(b"The envoys met, they said.", "application/octet-stream"), "unknown format .csv: "),
    ("/logo", page(PICTURE, "application/octet-stream"), "unknown format (no extension): "),
    ("/a", page(b"\x1f\x8b\x08", "application/octet-stream"), "is a gzip archive: unpack it first"),
])  # fmt: skip
def test_what_is_no_document_by_its_content_is_refused_as_a_file_is(
    net: Web, tmp_path: Path, path: str, answer: Answer, reason: str
) -> None:
    net.routes[path] = answer
    (refused,) = collected(net, tmp_path / "pages", f"http://{HOST}{path}").rejected
    assert refused.reason.startswith(reason)


def test_what_nobody_tells_of_and_is_a_picture_is_no_text(net: Web, tmp_path: Path) -> None:
    net.routes["/logo"] = page(PICTURE, "")
    (raw,) = collected(net, tmp_path / "pages", f"http://{HOST}/logo").kept
    assert decode(raw) == Rejection(raw.location, "binary file, not text")


RIVER = "Министры договорились оставить паром на реке до весны. Переговоры о цене воды продолжатся в понедельник."
FISH = "大臣らは渡し船を冬の間も続けることで合意した。水の値段についての協議は月曜日に続く。"


@pytest.mark.parametrize(("kind", "encoding", "text"), [
    ("text/html; charset=windows-1251", "cp1251", f"<meta charset=iso-8859-1>{RIVER}"),
    ('text/html;Charset="koi8-r"; q=1', "koi8-r", f"<meta charset=windows-1251>{RIVER}"),
    ("text/html; charset=shift_jis", "cp932", f"<meta charset=iso-8859-1>{FISH}"),
    ("application/xhtml+xml; charset=Shift_JIS", "cp932", FISH),
    ("text/html; charset=windows-1251", "utf-8", RIVER),
    ("text/html; charset=windows-1251", "utf-8-sig", f"<meta charset=koi8-r>{RIVER}"),
    ("text/html", "cp1251", f"<meta charset=windows-1251>{RIVER}"),
])  # fmt: skip
def test_a_page_is_read_by_the_charset_of_its_server_now_and_later(
    net: Web, tmp_path: Path, kind: str, encoding: str, text: str
) -> None:
    whole = f"<!DOCTYPE html><html><body>{text}</body></html>"
    net.routes["/a"] = page(whole.encode(encoding), kind)
    (raw,) = collected(net, tmp_path / "pages", f"http://{HOST}/a").kept
    decoded = decode(raw)
    assert isinstance(decoded, Decoded)
    assert decoded.text == whole
    digest = sha256(raw.content).hexdigest()
    assert find_again([{"path": raw.location, "sha256": digest}], [], tmp_path) == {raw.location: raw}
    net.seconds += 60
    assert collected(net, tmp_path / "pages", f"http://{HOST}/a").kept == (raw,)


@pytest.mark.parametrize("content", [pdf(html("Report on the Morn")), zipped([("a.txt", "é" * 99)]), b"\x1f\x8b\xe9"])
def test_what_is_no_text_is_kept_as_it_came_whatever_charset_it_is_said_to_have(
    net: Web, tmp_path: Path, content: bytes
) -> None:
    net.routes["/a"] = page(content, "text/html; charset=koi8-r")
    assert net.guest(tmp_path).page(f"http://{HOST}/a").content == content


def test_a_feed_is_read_by_its_own_declaration(net: Web, tmp_path: Path) -> None:
    declared = f"<?xml version='1.0' encoding='koi8-r'?>{feed(0)}".replace("Morn", "Морн").encode("koi8-r")
    net.routes["/feed.xml"] = page(declared, "text/xml; charset=windows-1251")
    assert net.guest(tmp_path).page(FEED).content == declared


def test_a_page_that_is_too_large_once_it_is_marked_is_refused(
    net: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visiting, "MOST", 2000)
    net.routes["/a"] = page(("Ζέστη" * 300).encode("cp1253"), "text/html; charset=windows-1253")
    (refused,) = collected(net, tmp_path, f"http://{HOST}/a").rejected
    assert refused.reason == "is larger than 0 MB"


@pytest.fixture
def online(net: Web, monkeypatch: pytest.MonkeyPatch) -> Web:
    """The web of the test as the only one that the program knows."""
    from briefing.sources import fetching

    monkeypatch.setattr(fetching, "Network", net.network)
    return net


def test_a_brief_from_addresses_can_be_verified_when_they_are_gone(online: Web, desk: Path) -> None:
    for name, text in (("a", ENGLISH), ("b", OTHER)):
        paragraphs = "".join(f"<p>{each}</p>" for each in text.split("\n\n")[1:])
        title = text.partition("\n")[0]
        online.routes[f"/{name}"] = page(
            f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{paragraphs}</body></html>"
        )
    made = run("-v", "make", f"http://{HOST}/a", f"http://{HOST}/b", "--as-of", "2031-05-06", "-f", "json")
    assert made.exit_code == 0, made.output
    assert f"2 of 2 pages http://{HOST}/b" in made.stderr
    online.routes.clear()
    (record,) = (desk / "out").glob("*.json")
    assert len(list((desk / "out" / "pages").glob("*.html"))) == 2
    for sources in ((), ("--sources", desk / "out" / "pages")):
        checked = run("verify", record, *sources)
        assert checked.exit_code == 0, checked.output
        assert "2 documents" in checked.output
    for kept in (desk / "out" / "pages").glob("*.html"):
        kept.unlink()
    lost = run("verify", record)
    assert lost.exit_code == 1
    assert "say where the pages are with --sources DIR" in lost.output


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/feed.xml", "http://169.254.169.254/latest/", "http://2130706433/"]
)
def test_an_address_inside_a_network_is_refused(desk: Path, address: str) -> None:
    made = run("make", address)
    assert made.exit_code == 1
    host = address.split("/")[2]
    assert f"left out: {address}: {host} leads into a network, not to the public web\n" in made.stderr
    assert "not one document could be read" in made.stderr
    beside = run("make", address, "inbox", "-f", "md")
    assert beside.exit_code == 3
    assert "leads into a network" in beside.stderr
