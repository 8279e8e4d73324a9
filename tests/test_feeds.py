"""RSS and Atom: their entries, and what is refused of a stranger's XML."""

from __future__ import annotations

from datetime import date

import pytest
from costs import loops
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Document, RawDocument
from briefing.sources import feeds
from briefing.sources.addresses import Refused
from briefing.sources.feeds import Entry, Feed, as_page, is_feed, read_feed
from briefing.text.reading import read

URL = "https://news.example/world/feed.xml"
ARTICLE = "".join(
    f"<p>The ministers of Norvania and Estmark agreed in round {number} to keep the ferry running.</p>"
    for number in range(30)
)
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>The Morn Courier</title><atom:link rel="self" href="https://news.example/world/feed.xml"/>
<link>https://news.example/</link>
<item><title>Talks &amp;amp; ferries</title><link> https://news.example/talks?a=1&amp;b=2 </link>
<pubDate>Tue, 06 May 2031 06:00:00 +0200</pubDate><description>They met…</description></item>
<item><title>Dam</title><link>/dam</link><dc:date>2031-05-05T23:00:00Z</dc:date></item>
<item><title>By its guid</title><guid>https://news.example/guid</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Morn &lt;b&gt;Daily&lt;/b&gt;</title>
<link rel="self" href="feed"/>
<entry><title>Talks</title><link rel="enclosure" href="a.mp3"/><link href="talks"/>
<updated>2031-05-06T06:00:00Z</updated><published>2031-05-05T06:00:00Z</published></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>Morn Weekly</title></channel>
<item rdf:about="y"><title>Talks</title><link>https://news.example/talks</link></item></rdf:RDF>"""


def test_rss_2() -> None:
    assert read_feed(RSS.encode(), URL) == Feed(
        "The Morn Courier",
        (
            Entry("https://news.example/talks?a=1&b=2", "Talks & ferries", date(2031, 5, 6)),
            Entry("https://news.example/dam", "Dam", date(2031, 5, 5)),
            Entry("https://news.example/guid", "By its guid"),
        ),
    )


def test_atom_and_rss_1() -> None:
    talks = Entry("https://news.example/world/talks", "Talks", date(2031, 5, 5))
    assert read_feed(ATOM.encode(), URL) == Feed("Morn Daily", (talks,))
    assert read_feed(RDF.encode(), URL) == Feed("Morn Weekly", (Entry("https://news.example/talks", "Talks"),))


@pytest.mark.parametrize(
    "content", [RSS, ATOM, RDF, f"\ufeff \n{RSS}", f"<?xml version='1.0'?><!-- a --> <!-- b -->{ATOM}"]
)
def test_a_feed_is_known_by_how_it_begins(content: str) -> None:
    assert is_feed(content.encode())
    assert is_feed(content.encode("utf-16"))


@pytest.mark.parametrize(
    "content", ["", "<html><rss>", "<!doctype html><feed>", "<rssx>", "An <rss> is a feed", "<?xml"]
)
def test_what_is_no_feed(content: str) -> None:
    assert not is_feed(content.encode())


@pytest.mark.parametrize(
    "content",
    [b"<!---->" * 3000, b"<!--" * 5000, b"<?" * 10_000, b" " * 20_000, b"<!doctype " * 2000, b"&" * 200_000],
)
def test_no_beginning_takes_long(content: bytes) -> None:
    def look() -> None:
        assert not is_feed(content)
        with pytest.raises(Refused):
            read_feed(content, URL)

    assert loops(look) < 40


def feed_of(item: str, declared: str = "utf-8") -> str:
    return f"<?xml version='1.0' encoding='{declared}'?><rss><channel><title>T</title>{item}</channel></rss>"


def titled(title: str) -> str:
    return feed_of(f"<item><title>{title}</title><link>/a</link></item>")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Fish & ships", "Fish & ships"),
        ("Peace&nbsp;talks &ndash; day 2", "Peace talks – day 2"),
        ("a&unheard;b", "a&unheard;b"),
        ("a\x0bb", "ab"),
        ("<![CDATA[Fish & <i>ships</i>]]>", "Fish & ships"),
    ],
)
def test_small_faults_are_mended(written: str, read_as: str) -> None:
    assert read_feed(titled(written).encode(), URL).entries[0].title == read_as


@pytest.mark.parametrize(
    "content",
    [
        f"\r\n {RSS}".encode(),
        f"\ufeff\n{RSS}".encode(),
        f"\n\ufeff{RSS}".encode(),
        f"\ufeff{RSS.replace('utf-8', 'iso-8859-1')}".encode(),
        RSS.encode("utf-16"),
        f"\n{RSS}".encode("utf-16"),
        f"\ufeff{RSS}".encode("utf-16-be"),
        f"<!-- generated in 0.2 s -->\n{RSS}".encode(),
        f"\ufeff\n<!-- a --> <!-- <rss> - -- ->-->{RSS}".encode(),
        f"<!-- cached -->\n{RSS}".encode("utf-16"),
        f"{RSS}<script>ads()</script>".encode(),
        f"{RSS} & an advertisement <".encode(),
        f"{RSS}\0\0".encode(),
        f"{RSS}{RSS}".encode(),
    ],
)
def test_what_stands_around_a_feed_costs_nothing_of_it(content: bytes) -> None:
    assert is_feed(content)
    assert read_feed(content, URL) == read_feed(RSS.encode(), URL)


def test_a_prefix_that_is_never_declared_costs_nothing() -> None:
    items = "".join(
        f"<item><media:title a:b='c'>x</media:title><title>Round {n}</title><link>/{n}</link>"
        "<dc:date>2021-06-16</dc:date></item>"
        for n in range(3)
    )
    feed = read_feed(f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>".encode(), URL)
    assert [(each.title, each.published) for each in feed.entries] == [
        (f"Round {n}", date(2021, 6, 16)) for n in range(3)
    ]


def test_what_a_parser_gives_up_within_is_no_half_feed() -> None:
    content = "<rss><channel xmlns:a='b'><item><title>One</title><link>/1</link></item></channel><a:item/></rss>"
    with pytest.raises(Refused, match=r"^is no feed that can be read$"):
        read_feed(content.encode(), URL)


@pytest.mark.parametrize("number", ["&#0;", "&#x1b;", "&#27;", "&#xD800;", "&#xffff;", "&#x110000;", "&#999999999;"])
def test_the_number_of_no_letter_costs_a_letter_not_the_feed(number: str) -> None:
    assert read_feed(titled(f"a{number}b").encode(), URL).entries[0].title == "a\ufffdb"


def test_atom_under_a_prefix_is_a_feed() -> None:
    entry = "<a:entry><a:title>One</a:title><a:link href='/1'/></a:entry>"
    content = f"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>{entry}</a:feed>".encode()
    assert is_feed(content)
    assert [each.title for each in read_feed(content, URL).entries] == ["One"]


def test_a_feed_that_is_cut_off_is_none() -> None:
    with pytest.raises(Refused, match="is no feed that can be read"):
        read_feed(RSS.removesuffix("</rss>").encode(), URL)


@pytest.mark.parametrize("declared", ["utf-8", "x-unheard-of", "utf-7", "shift_jis"])
def test_a_wrong_encoding_costs_letters_not_the_feed(declared: str) -> None:
    content = titled("Gespräche").replace("'utf-8'", f"'{declared}'").encode("latin-1")
    assert read_feed(content, URL).entries[0].title == "Gespräche"


def test_a_legacy_encoding_is_read_as_declared() -> None:
    content = titled("Переговоры").replace("'utf-8'", "'windows-1251'").encode("cp1251")
    assert read_feed(content, URL).entries[0].title == "Переговоры"


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "gopher://news.example/1", "data:text/html,x", "javascript:alert(1)",
             "https://a:b@news.example/", "https://news.example/a\nHost: x", "http://news.example:22/", "//"]
)  # fmt: skip
def test_a_link_to_no_page_is_skipped_and_named(link: str) -> None:
    found = read_feed(feed_of(f"<item><guid>{link}</guid></item><item><link>/a</link></item>").encode(), URL)
    assert [entry.link for entry in found.entries] == ["https://news.example/a"]
    assert found.skipped == (link,)


def test_each_entry_with_neither_a_link_nor_an_article_is_named() -> None:
    item = "<item><title>Talks</title><description>They met…</description></item>"
    found = read_feed(feed_of(f"{item}<item><link>/a</link></item>{item}<item/>").encode(), URL)
    assert (found.bare, found.skipped, len(found.entries)) == (((1, "Talks"), (3, "Talks"), (4, "")), (), 1)


@pytest.mark.parametrize("day", ["16 Jun 99999999999 10:00:00 GMT", "16 Jun 2021 99999999999999999999:00:00 GMT"])
def test_a_day_that_no_calendar_has_costs_the_day_not_the_run(day: str) -> None:
    item = f"<item><link>/a</link><pubDate>Wed, {day}</pubDate></item>"
    assert read_feed(feed_of(item).encode(), URL).entries == (Entry("https://news.example/a"),)


def test_a_number_without_end_is_no_letter() -> None:
    digits = "9" * 5_000
    assert read_feed(titled(f"Talks &amp;#{digits}; end").encode(), URL).entries[0].title == "Talks \ufffd end"
    assert read_feed(full(f"{ARTICLE}<p>&#{digits};</p>").encode(), URL).entries[0].content.startswith(ARTICLE)


def test_an_entry_named_twice_counts_once_and_too_many_are_cut() -> None:
    twice = "<item><link>/a</link></item>" * 2
    many = "".join(f"<item><link>/{number}</link></item>" for number in range(10_000))
    assert len(read_feed(feed_of(twice).encode(), URL).entries) == 1
    found = read_feed(feed_of(many).encode(), URL)
    assert (len(found.entries), found.more) == (feeds.MOST_ENTRIES, 9900)


def full(content: str, tag: str = "content:encoded") -> str:
    item = f"<item><title>Talks</title><link>/talks</link><{tag}><![CDATA[{content}]]></{tag}></item>"
    return feed_of(item).replace("<rss>", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/">')


def test_an_article_in_full_is_taken_from_the_feed() -> None:
    assert read_feed(full(ARTICLE).encode(), URL).entries[0].content == ARTICLE


def pieces(*items: tuple[str, str]) -> tuple[Entry, ...]:
    encoded = (f"<item>{head}<content:encoded><![CDATA[{text}]]></content:encoded></item>" for head, text in items)
    spaced = '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return read_feed(feed_of("".join(encoded)).replace("<rss>", spaced).encode(), URL).entries


def test_articles_of_one_page_are_told_apart_by_their_fragments_or_a_number() -> None:
    other, third = (ARTICLE.replace("ferry", word) for word in ("bridge", "mill"))
    live, plain, odd = "<link>/live#{}</link>", "<link>/a</link>", "<link>/b#ü&#x202e;&quot;</link>"
    found = pieces(
        (live.format(1), ARTICLE), (live.format(2), other), (live.format(3), other), (live.format(2), third),
        (plain, ARTICLE), (plain, other), (plain, third), (odd, ARTICLE),
    )  # fmt: skip
    assert [(entry.place.removeprefix("https://news.example"), entry.content) for entry in found] == [
        ("/live#1", ARTICLE), ("/live#2", other), ("/live#2-2", third),
        ("/a", ARTICLE), ("/a#2", other), ("/a#3", third), ("/b#%C3%BC%E2%80%AE%22", ARTICLE),
    ]  # fmt: skip
    assert {entry.link for entry in found} == {f"https://news.example/{path}" for path in ("live", "a", "b")}


def test_teasers_of_one_page_are_one_entry_and_an_article_in_full_goes_before_them() -> None:
    found = pieces(("<link>/a#1</link>", "…"), ("<link>/a#2</link>", "…"), ("<link>/b</link>", "…"),
                   ("<link>/b</link>", ARTICLE), ("<link>/b</link>", "…"))  # fmt: skip
    assert [(entry.place, entry.content) for entry in found] == [
        ("https://news.example/a", ""), ("https://news.example/b", ARTICLE),
    ]  # fmt: skip


def test_an_article_in_full_needs_no_link() -> None:
    found = pieces(
        ("<guid isPermaLink='false'>tag:1</guid>", ARTICLE),
        ("<title>The mill &amp; the dam</title>", ARTICLE.replace("ferry", "mill")),
        ("", ARTICLE.replace("ferry", "dam")),
        (f"<link>{URL}</link>", ARTICLE.replace("ferry", "bridge")),
    )
    assert [entry.place for entry in found] == [
        f"{URL}#tag%3A1", f"{URL}#The%20mill%20%26%20the%20dam", URL, f"{URL}#2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "end",
    ["…", "...", " [&#8230;]", "[…]</p>", " <a href='/x'>Read more</a>", "Lees verder »", "Continue reading Talks"],
)
def test_the_beginning_of_an_article_is_not(end: str) -> None:
    assert read_feed(full(f"{ARTICLE}<p>And then{end}").encode(), URL).entries[0].content == ""


def test_a_short_text_and_a_description_are_teasers() -> None:
    assert read_feed(full(ARTICLE[:1000]).encode(), URL).entries[0].content == ""
    assert read_feed(full(ARTICLE, "description").encode(), URL).entries[0].content == ""


def test_an_article_in_atom_may_be_markup() -> None:
    markup = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{ARTICLE}</div></content>'
    entry = read_feed(ATOM.replace("</entry>", f"{markup}</entry>").encode(), URL).entries[0]
    assert "<p>The ministers" in entry.content.replace("html:", "")


def test_an_article_in_full_is_read_with_what_the_feed_says_of_it() -> None:
    entry = Entry("https://news.example/talks", 'Talks "resume"', date(2031, 5, 6), ARTICLE)
    found = read(RawDocument(entry.link, as_page(entry, "The Morn Courier")), "D1")
    assert isinstance(found, Document)
    assert (found.title, found.publisher, found.published) == ('Talks "resume"', "The Morn Courier", date(2031, 5, 6))
    assert found.url == entry.link
    piece = entry._replace(fragment="2")
    found = read(RawDocument(piece.place, as_page(piece, "The Morn Courier")), "D1")
    assert isinstance(found, Document)
    assert (found.location, found.url) == (piece.place, piece.place)
    assert sum("keep the ferry running" in sentence.text for sentence in found.sentences) == 30


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
BOMBS = {
    "billion laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><title>&l9;</title></channel></rss>',
    "quadratic": f'<!DOCTYPE rss [<!ENTITY a "{"a" * 99_999}">]><rss><channel><title>{"&a;" * 9_999}</title></channel>',
    "file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>',
    "outside": '<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd"><rss><channel><title>x</title></channel></rss>',
    "parameter": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/">%x;]><rss><channel/></rss>',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_document_type_is_refused(bomb: str) -> None:
    assert is_feed(bomb.encode())
    with pytest.raises(Refused, match="it declares a document type"):
        read_feed(bomb.encode(), URL)


@pytest.mark.parametrize("inside", ["<a>" * 1_000_000, "<a/>" * 1_000_000], ids=["deep", "wide"])
def test_too_much_is_refused(inside: str) -> None:
    with pytest.raises(Refused, match="too many elements, or too deep"):
        read_feed(f"<rss>{inside}".encode(), URL)


@given(st.text(), st.text())
def test_any_text_is_a_feed_or_refused(title: str, link: str) -> None:
    try:
        found = read_feed(titled(title).replace("/a", link).encode("utf-8", "replace"), URL)
    except Refused:
        return
    assert all(entry.link.startswith(("http://", "https://")) for entry in found.entries)


@pytest.mark.parametrize("said", ["3 Mar 8 5:11111111110", "99999999999-01-01", "3 Mar 99999999999 05:00 +0000"])
def test_a_date_of_impossible_numbers_is_none(said: str) -> None:
    found = read_feed(RSS.replace("Tue, 06 May 2031 06:00:00 +0200", said).encode(), URL)
    assert found.entries[0].published is None
