"""Web pages to articles: how much of the saved pages is right, and each decision on a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from statistics import mean

import pytest
from costs import linear
from hypothesis import given, settings
from hypothesis import strategies as st
from pagewear import breaks, cards, consent, divs, hashed, without_metas
from savedpages import Reading, SavedPage, Score, f1, saved_pages, score

from briefing.model import Document, Page, RawDocument, Rejection
from briefing.text import webpages
from briefing.text.decoding import decode
from briefing.text.markup import unmark
from briefing.text.reading import read

FIRST = "The two coastal states have agreed to share the radar station on the cape from the first of May next year."
SECOND = "Fishermen on both sides had asked for it since two trawlers met in the fog three winters ago, they said."
THIRD = "The minister, who had stayed away from the last round of talks, called the result a beginning and no more."
FOURTH = "Nobody has said who will pay for the second mast, which the engineers think is needed before the autumn."
TITLE = "Two states agree to share one radar"
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(body: str, head: str = "", lang: str = "en") -> Page:
    found = unmark(f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>', ".html")
    assert found is not None
    return found


def lines(body: str, head: str = "") -> list[str]:
    return page(body, head).text.split("\n\n")


def headings(found: Page) -> list[str]:
    return [found.text[start:].split("\n")[0] for start in sorted(found.headings)]


def ld(*pairs: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {", ".join(pairs)}}}</script>'


# --- the saved pages ------------------------------------------------------------------------------------------------


def opened(saved: SavedPage, wear: Callable[[str], str] = str) -> Page:
    decoded = decode(RawDocument(f"{saved.name}.html", saved.content))
    assert not isinstance(decoded, Rejection)
    found = unmark(wear(decoded.text), ".html")
    assert found is not None
    return found


@cache
def scores(half: str) -> dict[str, Score]:
    readings = [(saved, opened(saved)) for saved in saved_pages(half)]
    return {
        saved.name: score(saved, Reading(found.text, found.title, str(found.published or "")))
        for saved, found in readings
    }


@pytest.mark.parametrize(
    ("half", "least", "worst"),
    [
        ("open", 0.99, 0.92),
        ("held", 0.98, 0.92),
        ("blind", 0.98, 0.92),
        ("blind2", 0.98, 0.86),
        ("blind3", 0.98, 0.83),
        ("blind4", 0.97, 0.0),
    ],
)
def test_the_text_of_the_saved_pages(half: str, least: float, worst: float) -> None:
    assert mean(one.text for one in scores(half).values()) >= least
    assert min(one.text for one in scores(half).values()) >= worst


@pytest.mark.parametrize("half", ["open", "held", "blind", "blind2"])
def test_title_and_date_of_the_saved_pages(half: str) -> None:
    assert [name for name, one in scores(half).items() if one.title < 1 or one.published < 1] == []


def test_a_tab_that_only_a_style_sheet_hides_is_read_in_vain() -> None:
    assert [name for name, one in scores("blind3").items() if one.title < 1 or one.published < 1] == ["c040"]


@pytest.mark.slow
@pytest.mark.parametrize("half", ["open", "held"])
@pytest.mark.parametrize(
    ("wear", "least"),
    [(cards, 0.96), (consent, 0.96), (hashed, 0.94), (without_metas, 0.98), (divs, 0.98), (breaks, 0.97)],
)
def test_the_text_of_worn_pages(half: str, wear: Callable[[str], str], least: float) -> None:
    assert mean(f1(str(saved.expected["text"]), opened(saved, wear).text) for saved in saved_pages(half)) >= least


@pytest.mark.parametrize("name", ["agency_old_zh", "agency_ko"])
def test_a_wall_of_consent_has_more_letters_than_a_dense_script(name: str) -> None:
    saved = next(saved for saved in saved_pages("blind") if saved.name == name)
    assert f1(str(saved.expected["text"]), opened(saved, consent).text) >= 0.9


@pytest.mark.parametrize("saved", saved_pages("open", "held", "blind", "blind2"), ids=lambda saved: saved.name)
def test_the_facts_of_a_saved_page(saved: SavedPage) -> None:
    found, expected = opened(saved), saved.expected
    own = {"publisher": found.publisher, "url": found.url, "headings": headings(found)}
    asked = {key: value for key, value in expected.items() if key in own and value is not None}
    assert {key: own[key] for key in asked} == asked
    document = read(RawDocument(f"{saved.name}.html", saved.content), "D1")
    lang = document.lang if isinstance(document, Document) else document.reason
    assert str(expected["language"] or "") in lang


# --- the headline ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (f"<title>{TITLE}</title>", ""),
        (f'<meta property="og:title" content="{TITLE}">', f"<h1>{TITLE}</h1>"),
        (f'<meta property="og:title" content="{TITLE} | The Vellmar Post"><title>x</title>', f"<h1>{TITLE}</h1>"),
        (f'<meta name="publisher" content="Vellmar Post"><title>{TITLE} - Vellmar Post</title>', ""),
        (f"<title>Vellmar Post: {TITLE}</title>", f"<b>{TITLE}</b>"),
        (f"<title>{TITLE} | Sea | The Vellmar Post</title>", f"<div>{TITLE}</div>"),
        ('<meta property="og:title" content="Fog: why two states now share a radar">', f"<h1>{TITLE}</h1>"),
        (f"<title>Sea: {TITLE} | Post</title>", f"<h1>Vellmar Post</h1><h1>{TITLE}</h1>"),
        (f"<title>{TITLE}</title>", f'<h1 class="site-title">States of the radar</h1><h1>{TITLE}</h1>'),
        (ld(f'"headline": "{TITLE}"'), f"<h1><span>Sea and Sky</span><span>{TITLE}</span></h1>"),
        (ld(f'"headline": "{TITLE}"', '"broken": "a "word" here"'), ""),
        (ld('"headline": "Two states agree to share…"'), f"<h1>{TITLE}</h1>"),
        ("<title>Fog again at the cape - Post</title>", f"<h1>{TITLE}</h1>"),
        (f"<title>{TITLE} - Post</title>", f'<h1><a href="/">Post from Vellmar</a></h1><h1>{TITLE}</h1>'),
        ("<title>Fog at the cape</title>", f'<h1><span class="article__kicker">Sea</span> <span>{TITLE}</span></h1>'),
        (f"<title>{TITLE} - Post</title>", f'<h2 itemprop="headline">{TITLE}</h2>'),
        (f"<title>{TITLE} - Post</title>", f'<div class="article__title">{TITLE}</div>'),
        (f'<meta property="og:title" content="{TITLE}"><title>Radar</title>', "<h1>Weather today</h1>"),
        (f"<title>{TITLE}</title>", "<h1>Two states agree to sh&shy;are <br>one ra&shy;dar</h1>"),
    ],
)
def test_the_headline(head: str, above: str) -> None:
    assert page(above + STORY, head).title == TITLE


def test_a_heading_outweighs_what_search_engines_are_told() -> None:
    told = "Radar station: two states agree"
    head = f'<title>{told}</title><meta property="og:title" content="{told}">' + ld(f'"headline": "{told}"')
    assert page(f"<h1>{TITLE}</h1>{STORY}", head).title == TITLE


def test_entities_that_were_escaped_twice() -> None:
    assert page(STORY, '<meta property="og:title" content="Fog &amp;amp; radar on the cape">').title == (
        "Fog & radar on the cape"
    )


@pytest.mark.parametrize(
    ("head", "above"),
    [
        (f'<title>{TITLE} - Post.example</title><meta property="og:site_name" content="Post">', ""),
        (
            f'<title>{TITLE} - Post</title><meta property="og:site_name" content="Post">',
            f'<h1>Post | Two states, one sea, one share</h1><div class="post-title">{TITLE}</div>',
        ),
        (
            f'<title>{TITLE}</title><meta property="og:title" content="{TITLE}">',
            f'<div class="post__title">{TITLE}</div><h1>Fishermen: states agree on radar in spring</h1>',
        ),
        (
            f'<title>Vellmar: {TITLE} - Post</title><meta property="og:site_name" content="Post">',
            f"<article><header><h2><span>Sea and Sky</span><span>{TITLE}</span></h2></header></article>",
        ),
    ],
)
def test_a_headline_that_is_not_the_first_heading(head: str, above: str) -> None:
    assert page(above + STORY, head).title == TITLE


def test_a_site_named_in_letters_without_blanks() -> None:
    head = '<title>两省就水位达成安排-晚报网</title><meta property="og:site_name" content="晚报网">'
    assert page("<p>两省十六日就青龙湖的水位达成安排，有效期三个月。</p>", head, "zh").title == "两省就水位达成安排"


def test_the_name_of_the_site_above_the_page_is_no_part_of_its_title() -> None:
    head = "<title>States agree to share radar | Three Capes Ledger</title>"
    logo = "<h1 class='td-logo'><a href='/'>Three Capes Ledger</a></h1>"
    found = page(f"{logo}<h1 class='entry-title'>{TITLE}</h1>{STORY}", head)
    assert found.title == TITLE


def test_a_headline_that_the_head_retells_is_not_given_up_for_the_line_below() -> None:
    shown, below = (
        "Fog leaves crews 'hostage to the coast,' wardens tell hearing",
        "Trawlers asked for the radar three years ago",
    )
    head = "<title>Fog leaves crews hostage to coast, hearing told - The Cape Standard</title>"
    assert page(f"<h1>{shown}</h1><h2>{below}</h2>{STORY}", head).title == shown


# --- the text -------------------------------------------------------------------------------------------------------


def test_the_headline_is_not_repeated_in_the_text() -> None:
    assert lines(f"<article><h1>{TITLE}</h1>{STORY}</article>") == [FIRST, SECOND, THIRD]


LEAD = "Only the price of the second mast is open."


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        (f'<meta name="description" content="{LEAD}">', f"<div>{LEAD}</div>"),
        ("", f'<div class="article__standfirst">{LEAD}</div>'),
        ("", f'<div class="nota"><h2 class="nota__bajada">{LEAD}</h2></div>'),
        ("", f'<p itemprop="description">{LEAD}</p>'),
        ("", f"<h2>{LEAD}</h2>"),
    ],
)
def test_the_lead_belongs_to_the_text_and_is_no_heading(head: str, lead: str) -> None:
    found = page(f"<header><h1>{TITLE}</h1>{lead}</header><div class='article-body'>{STORY}</div>", head)
    assert found.text.split("\n\n") == [LEAD, FIRST, SECOND, THIRD]
    assert not found.headings


def test_a_paragraph_in_the_header_is_the_lead() -> None:
    found = lines(f"<header><h1>{TITLE}</h1><div><div>{FOURTH}</div></div></header><div><p>{FIRST}</p>{STORY}</div>")
    assert found == [FOURTH, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "scrap",
    [
        "<div><h3>Your story</h3><p>Were you in the fog? Tell us what you saw.</p><form><input></form></div>",
        "<div><button></button><span>0:54</span><p>The fog from above</p></div>",
    ],
)
def test_what_asks_the_reader_is_no_text(scrap: str) -> None:
    assert lines(f"<h1>{TITLE}</h1><div>{STORY}{scrap}<p>{FOURTH}</p></div>") == [FIRST, SECOND, THIRD, FOURTH]


@pytest.mark.parametrize(
    "scrap",
    [
        "<p>20 May 1998 (changed on 21 May 1998, 10:12)</p>",
        "<p><b>If you liked what we wrote of the fog, tell your friends of it:</b></p>",
        "<p><strong>Follow the Post wherever you are and read first what the others read after you</strong></p>",
        "<p>All of it (c) Post of Vellmar and its partners, not to be copied.</p>",
    ],
)
def test_what_stands_below_the_last_sentence(scrap: str) -> None:
    assert lines(f"<h1>{TITLE}</h1><div>{STORY}{scrap}</div>") == [FIRST, SECOND, THIRD]


def test_a_date_between_lead_and_text_is_no_text() -> None:
    found = lines(f"<h1>{TITLE}</h1><div><h2>{FOURTH}</h2><div>03.03.1998 - 18:15 Marit Olsen</div>{STORY}</div>")
    assert found == [FOURTH, FIRST, SECOND, THIRD]


def test_teasers_of_other_stories_are_no_text() -> None:
    card = f"<div><h3><a href='/x'>Fog on the radar again</a></h3><p>{FOURTH}</p></div>"
    body = f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>{card}<p>{THIRD}</p>"
    assert lines(f"<article>{body}</article>") == [FIRST, SECOND, THIRD]


def test_a_headline_that_is_a_link_is_no_teaser() -> None:
    head = f"<title>{TITLE}</title>"
    body = f"<article><div><h2><a href='/x'>{TITLE}</a></h2><p>{FIRST}</p></div><p>{SECOND}</p><p>{THIRD}</p></article>"
    assert lines(body, head) == [FIRST, SECOND, THIRD]


def test_paragraphs_wrapped_twice() -> None:
    texts = (FIRST, "It was signed on Monday.", SECOND, "Nobody clapped.", THIRD)
    wrapped = "".join(f"<div><div>{text}</div></div>" for text in texts)
    assert lines(f"<h1>{TITLE}</h1><div>{wrapped}</div><div><p>{FOURTH}</p></div>")[:5] == list(texts)


def test_a_legend_centred_below_its_picture() -> None:
    picture = "<p style='text-align:center'><img src='m.jpg'></p><p style='text-align:center'>The mast at noon.</p>"
    body = f"<h1>{TITLE}</h1><div><p>{FIRST}</p>{picture}<p>{SECOND}</p><p>{THIRD}</p></div>"
    assert lines(body) == [FIRST, SECOND, THIRD]


def test_words_with_joiners_are_the_words_that_trafilatura_found() -> None:
    text = (
        "نشست روز سه‌شنبه برگزار شد و بهره‌برداران گفتند که هزینه‌های لایروبی را می‌پردازند.",
        "شهردار این سخنان را رد کرد.",
    )
    paragraphs = "".join(f"<p>{line}</p>" for line in (*text, FIRST))
    assert page(f"<div>{paragraphs}</div>", lang="fa").text.split("\n\n") == [*text, FIRST]


def test_a_script_without_full_stops_has_sentences() -> None:
    text = "ชาวนาและกรมชลประทานตกลงแบ่งรอบน้ำใหม่ โดยจะส่งน้ำสัปดาห์ละสามวัน ตั้งแต่เดือนหน้า"
    body = f"<h1>ชาวนาตกลงเรื่องน้ำ</h1><div><p>{text}</p><p>{text}ครับ</p></div>"
    wall = f"<div>{STORY}</div>"
    assert page(wall + body + wall, lang="th").text == f"{text}\n\n{text}ครับ"


def test_a_description_that_nobody_sees_is_not_added() -> None:
    head = f'<meta name="description" content="{LEAD}">'
    assert lines(f"<h1>{TITLE}</h1><div class='article-body'>{STORY}</div>", head) == [FIRST, SECOND, THIRD]


def test_a_body_that_advertisements_split() -> None:
    texts = (f"{FIRST} {SECOND}</p><p>{SECOND} {FIRST}", THIRD, FOURTH)
    parts = [f'<div class="article__body"><p>{text}</p></div>' for text in texts]
    body = f"<main><h1>{TITLE}</h1>" + '<div class="ad-slot">Advertisement</div>'.join(parts) + "</main>"
    assert lines(body)[-2:] == [THIRD, FOURTH]


CONSENT = "".join(
    f"<p>{who} store what they like on your device, and you may object to it at any time.</p>" for who in "ABC"
)


@pytest.mark.parametrize("tag", ["p", "div"])
def test_prose_above_the_headline_and_far_below_is_no_article(tag: str) -> None:
    story = "".join(f"<{tag}>{text}</{tag}>" for text in (FIRST, SECOND, THIRD, FOURTH))
    article = f"<div class='y'><h1>{TITLE}</h1><div>{story}</div></div>"
    assert lines(f"<div class='x'>{CONSENT}</div>{article}<div class='z'>{CONSENT}</div>") == [
        *(FIRST, SECOND, THIRD, FOURTH)
    ]


def test_another_article_below_is_no_further_part() -> None:
    other = f'<div class="story"><h1>Snow on the pass</h1><p>{FOURTH}</p></div>'
    body = f'<main><div class="story"><h1>{TITLE}</h1>{STORY}</div>{other}</main>'
    assert FOURTH not in page(body, f"<title>{TITLE}</title>").text


@pytest.mark.parametrize(
    "between",
    [
        '<p><b>Read also: </b><a href="/x">Why the fog comes in May</a></p>',
        '<p><a href="/x">Why the fog comes in May</a></p>',
        f'<div class="related"><h3>More</h3><p>{FOURTH}</p></div>',
        f'<div class="c-InlinePromo"><p>{FOURTH}</p></div>',
        '<div class="pic"><img src="a.jpg"><p>The radar on the cape. It turns in four seconds, they say.</p></div>',
        '<figure><img src="a.jpg"><figcaption>The radar on the cape.</figcaption></figure>',
        "<p>Subscribe to our newsletter</p>",
        "<p>© The Vellmar Post and the agencies that it pays for their pictures</p>",
        f"<p>{FIRST}</p>",
        f"<p style='display:none'>{FOURTH}</p>",
        f'<section role="complementary"><p>{FOURTH}</p></section>',
        '<h3>Most read</h3><div class="taboola"><a href="/y">Ten boats</a></div>',
    ],
)
def test_what_stands_between_paragraphs_and_is_none(between: str) -> None:
    body = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>{between}<p>{THIRD}</p></article>"
    assert lines(body) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "between",
    [
        '<p>On our site: <a href="/x">Why the fog comes to the cape in May</a></p>',
        '<h3>All our stories from the cape</h3><div><a href="/y">Ten boats that never came home from the sea</a></div>',
    ],
)
def test_links_to_more_are_none_even_where_the_data_of_the_page_have_them(between: str) -> None:
    told = f"{FIRST} {SECOND} On our site: Why the fog comes to the cape in May All our stories from the cape {THIRD}"
    body = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>{between}<p>{THIRD}</p></article>"
    assert lines(body, ld(f'"headline": "{TITLE}"', f'"articleBody": "{told}"')) == [FIRST, SECOND, THIRD]


def test_what_belongs_to_the_article() -> None:
    body = (
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p><h2>Who pays</h2><p>{SECOND}</p><p>Nobody knows.</p>"
        f"<ul><li>One radar from May.</li><li>Two crews.</li></ul><blockquote><p>{FOURTH}</p></blockquote>"
        f'<h3>In the fog</h3><div class="ad">Ad</div><p>{THIRD} See <a href="/r">the report</a>.</p></article>'
    )
    found = page(body)
    assert headings(found) == ["Who pays", "In the fog"]
    for text in (FIRST, SECOND, "Nobody knows.", "One radar from May.", "Two crews.", FOURTH, THIRD):
        assert text in found.text


@pytest.mark.parametrize(
    "name", ["author-pages", "site-content no-sidebar", "social-wrapper", "content menu-open", "comments-enabled"]
)
def test_what_holds_the_story_is_no_furniture_whatever_its_name(name: str) -> None:
    assert lines(f'<div class="{name}"><h1>{TITLE}</h1>{STORY}</div>') == [FIRST, SECOND, THIRD]


def test_paragraphs_without_elements_of_their_own() -> None:
    body = f"<h1>{TITLE}</h1><div class='text'>{FIRST}<br><br>{SECOND}<br/>{THIRD}</div>"
    assert lines(body) == [FIRST, SECOND, THIRD]


def test_a_line_above_the_text_is_not_drawn_into_it() -> None:
    body = f"<div>{TITLE}<br>By Marit Olsen<br>{FIRST}<br>{SECOND}<br>{THIRD}</div>"
    assert lines(body, f"<title>{TITLE}</title>") == [FIRST, SECOND, THIRD]


def test_a_line_that_only_wraps_goes_on() -> None:
    half = len(FIRST) // 2
    start, end = FIRST[:half].rpartition(" ")[0], FIRST[len(FIRST[:half].rpartition(" ")[0]) + 1 :]
    assert lines(f"<h1>{TITLE}</h1><p>{start}<br>{end}</p><p>{SECOND}</p><p>{THIRD}</p>")[0] == FIRST


def test_a_table_as_layout() -> None:
    row = f"<tr><td><a href='/a'>Home</a><br><a href='/b'>Sea</a></td><td><b>{TITLE}</b>{STORY}</td></tr>"
    assert lines(f"<table>{row}</table>", f"<title>{TITLE}</title>") == [FIRST, SECOND, THIRD]


def test_a_body_that_only_the_data_of_the_page_have() -> None:
    head = ld(f'"headline": "{TITLE}"', f'"articleBody": "{FIRST}\\n{SECOND}\\n{THIRD}"')
    assert lines(f"<h1>{TITLE}</h1><p>Please wait while the page loads.</p>", head) == [FIRST, SECOND, THIRD]


def test_the_data_of_the_page_tell_which_lines_are_not_the_article() -> None:
    head = ld(f'"headline": "{TITLE}"', f'"articleBody": "{FIRST} {SECOND} {THIRD}"')
    asked = "What do you, the readers on both sides, think about the radar on the cape?"
    body = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{asked}</p><p>{THIRD}</p></article>"
    assert asked in lines(body)
    assert lines(body, head) == [FIRST, SECOND, THIRD]


def test_a_page_of_scraps_gives_what_it_has() -> None:
    assert (
        "Talks failed"
        in page("<h1>Talks failed</h1><p>No paper was signed.</p>").text + page("<h1>Talks failed</h1>").title
    )


# --- the date -------------------------------------------------------------------------------------------------------

MODIFIED = '<meta property="article:modified_time" content="1998-05-09T10:00:00Z">'


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ('<meta property="article:published_time" content="1998-03-03T18:15:00+01:00">', ""),
        (ld('"headline": "Radar"', '"dateModified": "1998-05-09"', '"datePublished": "1998-03-03T23:50:00Z"'), ""),
        ("", '<time class="updated" datetime="1998-05-09">x</time><time datetime="1998-03-03">x</time>'),
        ("", '<meta itemprop="datePublished" content="1998-03-03">'),
        ('<meta name="parsely-pub-date" content="1998-03-03T18:15:00Z">', ""),
        ("", "<p>By Marit Olsen</p><p>March 3, 1998, 6:15 p.m.</p>"),
    ],
)
def test_the_day_of_publication(head: str, above: str) -> None:
    related = '<div class="related"><a href="/x">Snow</a><time datetime="1998-06-01">x</time></div>'
    body = f"<time datetime='1998-06-02'>x</time><h1>{TITLE}</h1>{above}{STORY}{related}"
    if "time" not in above and not head:
        body = f"<h1>{TITLE}</h1>{above}{STORY}"
    assert page(body, MODIFIED + head).published == date(1998, 3, 3)


def test_the_day_by_the_clock_of_the_place() -> None:
    head = '<meta property="article:published_time" content="1998-03-02T23:30:00+00:00">'
    found = page(f'<h1>{TITLE}</h1><time datetime="1998-03-03T06:30:00+07:00">x</time>{STORY}', head)
    assert found.published == date(1998, 3, 3)


@pytest.mark.parametrize(
    "above",
    [
        "<div>Updated <time datetime='1998-05-09'>x</time>; first published <time datetime='1998-03-03'>x</time></div>",
        "<time class='entry-date updated' datetime='1998-03-03'>x</time>",
        '<script>STATE = {"story": {"publishedAt": "1998-03-03T10:00:00Z", "modifiedAt": "1998-05-09"}}</script>',
        "<div>3 March 1998</div>",
    ],
)
def test_the_day_where_no_markup_states_it(above: str) -> None:
    visit = "" if "<time" in above else "<header><div>5 June 1998</div></header>"
    assert page(f"{visit}<div><h1>{TITLE}</h1>{above}{STORY}</div>").published == date(1998, 3, 3)


def test_a_date_in_a_language_that_is_not_analysed() -> None:
    body = f"<h1>{TITLE}</h1><p>Güncelleme: 04.03.1998</p><p>3 Mart 1998 Salı</p>{STORY}"
    assert page(body, lang="tr").published == date(1998, 3, 3)


def test_the_article_of_the_page_among_others_in_its_data() -> None:
    def told(url: str, day: str) -> str:
        return f'{{"@type": "NewsArticle", "url": "{url}", "headline": "Radar", "datePublished": "{day}"}}'

    graph = f"[{told('https://post.example/b', '1998-06-01')}, {told('https://post.example/a', '1998-03-03')}]"
    head = f'<link rel="canonical" href="https://post.example/a"><script type="application/ld+json">{graph}</script>'
    assert page(STORY, head).published == date(1998, 3, 3)


# --- the other facts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://post.example/a", "https://post.example/a"),
        ("//post.example/a", "https://post.example/a"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https:///a", ""),
        ("http://[bad", ""),
        ("/a", ""),
    ],
)
def test_the_address(given: str, url: str) -> None:
    assert page(STORY, f'<link rel="canonical" href="{given}">').url == url


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("<!-- saved from url=(0043)https://post.example/2031/05/06/the-bridge/ -->", date(2031, 5, 6)),
        (
            "<!--\n Page saved with SingleFile \n url: https://post.example/2031/05/06/the-bridge/ \n-->",
            date(2031, 5, 6),
        ),
        ("<!-- saved from url=(0043)javascript://post.example/2031/05/06/ -->", None),
        ("<!-- taken from url=(0043)https://post.example/2031/05/06/ -->", None),
    ],
)
def test_a_browser_notes_from_where_it_saved_a_page(note: str, day: date | None) -> None:
    url = "https://post.example/2031/05/06/the-bridge/" if day else ""
    for html in (f"<!DOCTYPE html>\n{note}\n<html>{STORY}</html>", f"{note}\n<html>{STORY}</html>"):
        found = unmark(html, ".html")
        assert found is not None
        assert (found.url, found.published) == (url, day)
    stated = f'{note}<html><head><link rel="canonical" href="https://post.example/a"></head>{STORY}</html>'
    other = unmark(stated, ".html")
    assert other is not None
    assert other.url == "https://post.example/a"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (
            '<meta property="og:site_name" content="The Vellmar Post">'
            + ld('"headline": "x", "publisher": "Post Ltd"'),
            "The Vellmar Post",
        ),
        (ld('"headline": "x", "publisher": {"@type": "Organization", "name": "Post Ltd"}'), "Post Ltd"),
        (f"<title>{TITLE} | Sea | The Vellmar Post</title>", "The Vellmar Post"),
        ('<link rel="canonical" href="https://www.post.example/a">', "post.example"),
        ("", ""),
    ],
)
def test_the_publisher(head: str, publisher: str) -> None:
    assert page(f"<h1>{TITLE}</h1>{STORY}", head).publisher == publisher


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        (ld('"headline": "x", "author": [{"name": "Marit Olsen"}, {"name": "Ona Reel"}]'), "", "Marit Olsen; Ona Reel"),
        ('<meta name="author" content="Marit Olsen">', "", "Marit Olsen"),
        ("", '<a rel="author" href="/m">Marit Olsen</a>', "Marit Olsen"),
        ('<meta property="article:author" content="https://face.example/marit">', "", ""),
    ],
)
def test_the_author(head: str, body: str, author: str) -> None:
    assert page(body + STORY, head).author == author


def document(body: str, head: str = "", lang: str = "en") -> Document:
    html = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    found = read(RawDocument("page.html", html.encode()), "D1")
    assert isinstance(found, Document)
    return found


def test_an_agency_in_the_byline_is_known_though_the_byline_is_no_text() -> None:
    found = document(f'<h1>{TITLE}</h1><p class="byline">By <a rel="author">Reuters</a></p>{STORY}')
    assert found.agencies == ("Reuters",)
    assert "Reuters" not in found.text


def test_the_language_of_the_page_where_the_text_says_too_little() -> None:
    numbers = "<p>12.500 + 13.000 = 25.500 (Vellmar, Lordal, Ostrava, Karsk, Tessaly, Sillan, Ansel, Hale).</p>"
    assert document(numbers, lang="nl").lang == "nl"


# --- pages that mean no good ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        STORY.replace("radar", "ra\0dar"),
        STORY.replace("radar", "ra\x01dar\x0b"),
        STORY.replace("radar", "radar&#1;&#xD800;"),
        "<div>" * 200 + STORY,
        f'<div class="{"a " * 100_000}">{STORY}</div>',
        STORY.replace("</p>", ""),
        STORY + "</div></body></html></html>" + "<p>",
        STORY + '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        STORY + ld(f'"headline": "a&#{"9" * 5_000}; b"'),
        STORY + f"<p>{SECOND} &amp;#<b>{'9' * 3_000}</b>{'9' * 3_000}; {SECOND}</p>",
        STORY + ld(f'"headline": "a", "datePublished": "{"9" * 5_000}"'),
    ],
)
def test_broken_pages_keep_their_text(body: str) -> None:
    assert "share the ra" in page(body).text
    assert "trawlers" in page(body).text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<p>", "<h1>", "<a href=x>", "</a>", "<br>", FIRST, "<table><td>", "x"]),
        max_size=40,
    )
)
def test_any_order_of_elements_is_read(parts: Sequence[str]) -> None:
    found = page("".join(parts))
    assert all(start == 0 or found.text[start - 1] == "\n" for start in found.headings)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        f"<p>{FIRST}</p>",
        '<li><a href="/x">One of many stories</a></li>',
        f'<div class="related teaser"><a href="/x">One</a><p>{SECOND}</p></div>',
        "<h1>One of many headings</h1>",
        f'<div><img src="x"><p>{SECOND}</p></div>',
        "One line of many<br>",
        '<time datetime="x">x</time>',
    ],
)
def test_the_time_grows_as_the_page(piece: str) -> None:
    assert linear(lambda count: lambda: page(f"<article>{STORY}</article>" + piece * count), 1_000)


@pytest.mark.parametrize("root", ["svg", "div", "nav", "template"])
def test_a_page_that_is_one_element_is_read(root: str) -> None:
    said = "The ferry sails on Monday, said the mayor. " * 9
    page = unmark(f"<{root}><p><p>{said}</p></p></{root}>", ".html")
    assert page is not None
    assert page.published is None


@pytest.mark.parametrize(
    "page", ["<?xml version='1.0'?><html>{}</html>", "Kind: text/html\nOn 3 May 2031, A wrote:\n{}"]
)
def test_a_page_without_a_body_is_read(page: str) -> None:
    said = "The two ministers agreed on Tuesday to open the bridge, the ministry of the interior said in a statement."
    assert said in webpages.web_page(page.format(said)).text


# --- pages whose headline or text stands where others have something else -------------------------------------------

SUMMARY = (
    "After years of fog and quarrel the two states will share one radar; the fishermen want a say in where it looks."
)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<h1>Vellmar Post</h1><h2>{TITLE}</h2>", f"<title>{TITLE} - Vellmar Post</title>"),
        (
            f"<h1>Vellmar Post, your radar on the coast</h1><h1>{TITLE}</h1>",
            "<title>One radar for two - Vellmar Post</title>",
        ),
        (f"<td><font size=4><b>{TITLE}</b></font></td>", "<title>Vellmar Post Online</title>"),
        (f"<div style='font-size:2em'>{TITLE}</div>", "<title>Vellmar Post Online</title>"),
        (f"<table><tr><td class=contentheading>{TITLE}</td></tr></table>", "<title>Vellmar Post Online</title>"),
        (f"<div class=a>{TITLE}</div>", "<title>Two states agree to sha... | Vellmar Post</title>"),
        (f"<h1><span class=k>RADAR</span> {TITLE}</h1>", f"<title>{TITLE} | Vellmar Post</title>"),
        (
            f"<h1><span class=k>Vellmar</span> <span>{TITLE}</span></h1>",
            "<title>One radar for two | Vellmar Post</title>",
        ),
        ("", f"<title>{TITLE} - World - Vellmar Post</title>"),
        ("", f"<title>Vellmar Post // {TITLE}</title>"),
    ],
)
def test_a_headline_that_no_markup_tells_from_the_rest(body: str, head: str) -> None:
    assert page(f"{body}<div>{STORY}</div>", head).title == TITLE


def test_a_line_in_large_letters_that_the_text_does_not_speak_of_is_no_headline() -> None:
    body = f"<p><b>Our festival of music begins tonight</b></p><div>{STORY}</div>"
    assert page(body, f"<title>{TITLE}</title>").title == TITLE


KEYNOTE = "Neighbours make peace over a radar on their cape"


@pytest.mark.parametrize(
    "above",
    [
        f"<div style='font-size:18pt'>{KEYNOTE}</div>",
        f"<p align=center><b><font size=5>{KEYNOTE}</font></b></p>",
        f"<div><b>“No more and no less”, they swear</b><br><font size=+2><b>{KEYNOTE}</b></font></div>",
        f"<p><b>The sailors share a night</b></p><div style='font: bold 2em serif'>{KEYNOTE}</div>",
    ],
)
def test_the_largest_letters_are_the_headline_where_the_head_says_nothing_of_the_text(above: str) -> None:
    assert page(f"{above}<div>{STORY}</div>", "<title>Print version - Bureau of Notices</title>").title == KEYNOTE


def test_a_headline_below_a_notice_and_no_heading_of_the_text() -> None:
    notice = "Warning to sailors: the lighthouse at the northern end of the bay stays dark until Sunday."
    shown, head = "Fishermen and states share a cape", "<title>Bureau of Notices</title>"
    assert page(f"<div><p>{notice}</p></div><div><h2>{shown}</h2>{STORY}</div>", head).title == shown
    story = f"<p>{FIRST}</p><h3>{shown}</h3><p>{SECOND}</p><p>{THIRD}</p>"
    assert page(f"<div>{story}</div>", head).title == "Bureau of Notices"


def test_a_paragraph_in_large_letters_is_no_headline() -> None:
    body = f"<p style='font-size:20px'>{SECOND}</p><p>{FIRST}</p><p>{THIRD}</p>"
    assert page(body, "<title>Print version</title>").title == "Print version"


def test_a_heading_that_a_title_repeats_whole_is_not_cut_to_the_shorter_one() -> None:
    shown = f"{TITLE} – minister: “A beginning and no more”"
    head = f'<title>{shown} | Post</title><meta property="og:title" content="{TITLE}">' + ld(f'"headline": "{TITLE}"')
    assert page(f"<h1>{shown}</h1>{STORY}", head).title == shown


@pytest.mark.parametrize(
    "above",
    [
        f"<div class=x><div>{SUMMARY}</div></div>",
        f"<h2>{SUMMARY.rstrip('.')}</h2>",
        f"<p>By Marit Olsen</p><p>{SUMMARY}</p>",
    ],
)
def test_a_lead_that_nothing_calls_so(above: str) -> None:
    found = lines(f"<article><h1>{TITLE}</h1>{above}<div class=b>{STORY}</div></article>")
    assert [line.rstrip(".") for line in found][:2] == [SUMMARY.rstrip("."), FIRST.rstrip(".")]


@pytest.mark.parametrize("tag", ["div", "aside"])
def test_points_above_the_text_and_inside_it(tag: str) -> None:
    points = "<ul><li>One radar for two states</li><li>A beginning and no more, says the minister</li></ul>"
    above = f"<article><h1>{TITLE}</h1><{tag} class=key-points>{points}</{tag}><div>{STORY}</div></article>"
    inside = f"<article><h1>{TITLE}</h1><div><p>{FIRST}</p>{points}<p>{SECOND}</p></div></article>"
    assert lines(above)[:2] == ["One radar for two states", "A beginning and no more, says the minister"]
    assert lines(inside)[1:3] == ["One radar for two states", "A beginning and no more, says the minister"]


@pytest.mark.parametrize("tag", ["div", "aside"])
def test_points_that_are_paragraphs(tag: str) -> None:
    points = ["One radar serves both states", "A beginning and no more, says the minister."]
    above = f"<{tag} class=key-takeaways>{''.join(f'<p>{point}</p>' for point in points)}</{tag}>"
    assert lines(f"<article><h1>{TITLE}</h1>{above}<div>{STORY}</div></article>") == [*points, FIRST, SECOND, THIRD]


def test_a_short_second_line_of_the_headline() -> None:
    deck = "Fishermen, fog and a second mast"
    head = f"<title>{TITLE}</title>"
    assert lines(f"<div><h2>{TITLE}</h2><h4>{deck}</h4>{STORY}</div>", head)[:2] == [deck, FIRST]
    sold = "Buy our calendar with pictures today"
    assert lines(f"<div><h2>{TITLE}</h2><h4>{sold}</h4><div>{STORY}</div></div>", head)[0] == FIRST


def test_an_opinion_whose_text_is_called_that_of_a_comment() -> None:
    said = "<div class='comment-body'><p>Nobody asked those who fish at the cape whether they want a radar.</p></div>"
    text = f"<div class='comment-body'>{STORY}</div>"
    body = f"<article><h1>{TITLE}</h1>{text}</article><ol class=commentlist>{said * 2}</ol>"
    assert lines(body) == [FIRST, SECOND, THIRD]


def test_an_entry_of_a_live_report_with_a_portrait_is_no_legend() -> None:
    entries = [
        f"<div><div><img src=a.png><time>{hour}:10</time></div><h2>Hour {hour} of the talks</h2><p>{line}</p></div>"
        for hour, line in ((9, FIRST), (8, SECOND), (7, THIRD))
    ]
    body = f"<article><h1>{TITLE}</h1><p>{FOURTH}</p><div class=live>{''.join(entries)}</div></article>"
    assert [line for line in lines(body) if not line.startswith("Hour")] == [FOURTH, FIRST, SECOND, THIRD]


def test_a_byline_that_ends_as_a_sentence_does() -> None:
    by = "<p>From our correspondent at the North Cape, <b>Marit Olsen</b> · Friday 3 May 2031, 8:15 p. m.</p>"
    body = f"<article><h1>{TITLE}</h1><p class=lead>{SUMMARY}</p>{by}{STORY}</article>"
    assert lines(body) == [SUMMARY, FIRST, SECOND, THIRD]


def test_paragraphs_of_preformatted_text() -> None:
    story = "\n\n".join(line.replace(" the ", "\nthe ", 1) for line in (FIRST, SECOND, THIRD))
    assert lines(f"<h1>{TITLE}</h1><pre>{story}</pre>") == [FIRST, SECOND, THIRD]


COMMENTS = "".join(
    f"<div><b>reader{n}</b><p>Nobody asked those who fish at the cape whether they want a radar at all, number {n}.</p>"
    "<p>And the two states will never pay for it, mark my words, they never paid for anything here.</p></div>"
    for n in range(9)
)


@pytest.mark.parametrize("heading", ["<h3>Comments (9)</h3>", "<b>Коментари (9)</b><br>", "<p>9 تعليقات</p>", ""])
def test_comments_that_are_longer_than_the_article(heading: str) -> None:
    body = f"<div class=a><h1>{TITLE}</h1><div>{STORY}</div></div><div class=z>{heading}{COMMENTS}</div>"
    assert lines(body) == [FIRST, SECOND, THIRD]


def test_a_button_opens_no_comments() -> None:
    body = f"<h1>{TITLE}</h1><p>{FIRST}</p><ul><li>Print</li><li>Comments</li></ul><p>{SECOND}</p><p>{THIRD}</p>"
    assert lines(body) == [FIRST, SECOND, THIRD]


def test_the_next_story_of_an_endless_page() -> None:
    other = STORY.replace("radar", "library").replace("states", "towns")
    body = (
        f"<div class=a><h1>{TITLE}</h1>{STORY}</div><div class=a><h1>Two towns share one library</h1>{other * 3}</div>"
    )
    assert lines(body) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "scrap",
    [
        "<blockquote><p>two trawlers met in the fog three winters ago</p></blockquote>",
        "<p>Get our newsletter in your inbox on Friday mornings, free of charge, with the best of the week.</p>",
        "<p>Suivez-nous sur WhatsApp</p>",
        "<p>Quelle: Agentur am Kap</p>",
        "<p><b>Vous lisez une gazette sans réclame.</b> Pour qu’elle vive, soutenez-nous dès deux euros par mois.</p>",
    ],
)
def test_what_closes_a_page_or_repeats_it(scrap: str) -> None:
    assert lines(f"<h1>{TITLE}</h1><div>{STORY}{scrap}</div>") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "last",
    [
        "The owner of the ferry was born at Appleby and never saw a harbour until his thirtieth year.",
        "Двете приложения към договора изброяват островите, фаровете и правата на рибарите до края на века.",
    ],
)
def test_a_last_line_that_only_begins_as_a_call_does(last: str) -> None:
    assert lines(f"<h1>{TITLE}</h1><div>{STORY}<p>{last}</p></div>")[-1] == last


def test_the_name_of_who_took_a_picture() -> None:
    body = f"<h1>{TITLE}</h1><div><p>{FIRST}</p><p>The mast at the cape. Photo: Marit Olsen</p><p>{SECOND}</p></div>"
    assert lines(body) == [FIRST, SECOND]


def test_paragraphs_that_are_hidden_until_they_are_paid_for() -> None:
    body = f"<h1>{TITLE}</h1><div><p>{FIRST}</p><div hidden><p>{SECOND}</p><p>{THIRD}</p></div></div>"
    assert lines(body) == [FIRST, SECOND, THIRD]
    assert lines(f"<h1>{TITLE}</h1><div hidden><p>{FOURTH}</p><p>{FOURTH}</p></div><div>{STORY}</div>") == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_a_request_for_consent_and_a_text_that_speaks_of_cookies() -> None:
    asks = "<p>We and our partners use cookies to store data on your device; you may accept or refuse them here.</p>"
    recipe = "The old cook of the station has left a recipe for cookies that sailors on both sides still ask for."
    assert lines(f"<h1>{TITLE}</h1><div>{STORY}<p>{recipe}</p></div>{asks}")[-1] == recipe


def test_a_page_that_is_one_form() -> None:
    body = f"{FIRST}<br><br>{SECOND}<br><br>{THIRD}"
    assert lines(f"<form id=aspnet><h1>{TITLE}</h1><div>{body}</div></form>") == [FIRST, SECOND, THIRD]


def test_a_place_in_a_box_of_its_own_stands_apart() -> None:
    body = f"<h1>{TITLE}</h1><p><span class=place>North Cape</span>{FIRST}</p><p>{SECOND}</p>"
    assert lines(body)[0] == f"North Cape {FIRST}"
