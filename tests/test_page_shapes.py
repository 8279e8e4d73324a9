"""What pages of the web are made like: each shape was met on pages that their publishers had made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from costs import linear
from lxml.html import document_fromstring

from briefing.model import Page
from briefing.text.crowdedtags import MOST_ATTRIBUTES, uncrowded
from briefing.text.markup import unmark
from briefing.text.pageblocks import blocks
from briefing.text.storylead import Guide
from briefing.text.storytext import story_lines
from briefing.text.timedlines import is_timed

TITLE = "The two banks of the Orla will share one ferry"
FIRST = "The two banks of the Orla will share one ferry from the spring, their councils said after a night of talks."
SECOND = (
    "The ferry had been the pride of the northern bank since the old bridge was closed to carts and then to people."
)
THIRD = "Its crew of nine will be paid by both councils in turn, and the fare stays what it was ten years ago."
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
OTHER = (
    "<p>A quarry above the lake was sold to a company from the coast for a sum that nobody wants to name.</p>"
    "<p>Its workers were told on the last day of the month, and the mayor read of it in the newspaper.</p>"
    "<p>What the company means to do with the quarry is not known, but it has asked for a second road.</p>"
)


def page(body: str, head: str = "", lang: str = "en") -> Page:
    found = unmark(f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>', ".html")
    assert found is not None
    return found


def lines(body: str, head: str = "") -> list[str]:
    return [line for line in page(body, head).text.splitlines() if line]


# --- the text -------------------------------------------------------------------------------------------------------


def test_the_lead_over_a_picture_is_no_legend_of_it() -> None:
    lead = "The fare stays as it is, and the crew of the northern bank keeps its places on the new boat."
    above = f"<div id='reallead'><p>{lead}</p><sub>2031-05-04</sub><img src='print.png'></div>"
    assert lines(f"<div><div class='lead'><h1>{TITLE}</h1>{above}</div>{STORY}</div>")[0] == lead


def test_a_legend_below_its_picture_is_none_of_the_text() -> None:
    legend = "The ferry of the northern bank in the summer in which the bridge was closed to all."
    told = lines(f"<article><h1>{TITLE}</h1><div><img src='f.jpg'><p>{legend}</p></div>{STORY}</article>")
    assert told == [FIRST, SECOND, THIRD]


def test_a_deck_below_a_headline_that_is_a_sentence() -> None:
    title = "For two hundred years each bank of the Orla kept its own ferry. Now they share one."
    deck = "The councils quarrelled for a generation, and agreed in a night. Who gave in?"
    head = f"<div><h1>{title}</h1></div><div><h2>{deck}</h2></div>"
    page = blocks(document_fromstring(f"<main>{head}{STORY}</main>"))
    told = story_lines(page, "\n".join(block.text for block in page), Guide(title, (), ""))
    assert told[0] == (deck, False)


def test_the_id_of_a_heading_is_often_made_of_its_words() -> None:
    def told(heading: str) -> list[str]:
        return lines(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p>{heading}<p>{THIRD}</p></article>")

    assert told("<h3 id='nav_who_pays__1'>Who pays</h3>") == [FIRST, SECOND, "Who pays", THIRD]
    assert told("<h3 id='nav'>Sections</h3>") == [FIRST, SECOND, THIRD]


def test_an_article_may_lie_in_an_aside() -> None:
    story = f"<section><h1>{TITLE}</h1><article>{STORY}</article></section>"
    assert lines(f"<main><aside class='content'>{story}</aside><aside><p>{SECOND} {SECOND}</p></aside></main>") == [
        FIRST, SECOND, THIRD,
    ]  # fmt: skip


def test_what_is_made_for_the_printer_may_be_the_article_and_its_comments_stay_outside() -> None:
    said = "".join(
        f"<div class='visitors_comment_content'><p>I have crossed the river for {n} years and have never seen a crew so"
        f" tired, a boat so old, or a council so slow to do anything about the one or the other.</p></div>"
        for n in range(12)
    )
    body = f"<div class='article_content' id='content_print'>{STORY}</div>"
    told = lines(f"<h1>{TITLE}</h1>{body}<div class='visitors_comment_block'>{said}</div>")
    assert told == [FIRST, SECOND, THIRD]


def test_what_is_only_for_the_printer_is_furniture() -> None:
    note = "This article of the Orla Post was printed on the day of the talks and may not be sold to anybody."
    told = lines(f"<article><h1>{TITLE}</h1>{STORY}</article><div class='print-only'><p>{note}</p></div>")
    assert told == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "body",
    [
        STORY.replace("<p>", "<p class='paywall'>"),
        f"<div class='paywall-content'>{STORY}</div>",
        f"<div class='l-sidebar-fixed l-segment l-article-body-segment'>{STORY}</div>",
    ],
)
def test_a_body_that_is_also_called_furniture_is_read_in_its_place(body: str) -> None:
    deck = "What the councils of the river could not settle in a generation, they settled in a night."
    other = "".join(
        f"<li>A quarry above the lake was sold for the {n}th time to a company from the coast.</li>" for n in range(40)
    )
    told = lines(f"<article><h1>{TITLE}</h1><p class='summary'>{deck}</p>{body}</article><ul>{other}</ul>")
    assert told == [deck, FIRST, SECOND, THIRD]


@pytest.mark.parametrize("name", ["paywall", "sidebar", "article-body-sidebar"])
def test_a_box_that_is_called_furniture_is_none_of_the_text(name: str) -> None:
    asked = "Readers of the Orla Post have read it for free for three days in the week, and may pay for it now."
    told = lines(f"<article><h1>{TITLE}</h1>{STORY}<div class='{name}'><p>{asked}</p></div></article>")
    assert told == [FIRST, SECOND, THIRD]


def test_a_story_whose_headline_is_made_as_the_first_ones_is_another() -> None:
    def story(title: str, text: str) -> str:
        return f"<header class='list-header'><h2>{title}</h2></header><div class='detail'>{text}</div>"

    parts = STORY.replace("<p>Its", "<h2>Who pays</h2><p>Its")
    head = f"<title>{TITLE}</title>"
    told = lines(f"<main>{story(TITLE, parts)}{story('A quarry is sold', OTHER * 4)}</main>", head)
    assert told == [FIRST, SECOND, "Who pays", THIRD]


def test_a_heading_that_ends_with_the_headline_stands_over_a_part_where_the_headline_stands_too() -> None:
    part = f"<h2>Voices: {TITLE}</h2><p>A fisherman said that he would rather swim than wait for one boat.</p>"
    told = lines(f"<article><h1>{TITLE}</h1>{STORY}{part}{OTHER}</article>")
    assert told[:3] == [FIRST, SECOND, THIRD]


def test_a_paragraph_may_speak_of_baked_cookies_and_of_a_policy() -> None:
    baker = (
        "The baker of the northern bank sells cookies on the boat, and it is her policy to accept no coins of the old"
        " kind, however worn her own are; she says that in thirty years not one of the passengers has ever come back to"
        " the boat to ask her for the change that she owes, although she keeps all of it in a jar, with the names of"
        " those whom she knows and a note of the day for all the others who were in a hurry."
    )
    assert baker in lines(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{baker}</p><p>{THIRD}</p></article>")


def test_a_request_for_consent_is_none_of_the_text() -> None:
    asked = "We use cookies to keep our website and the data of your browser in order, as our policy says at length."
    told = lines(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{asked}</p><p>{SECOND}</p><p>{THIRD}</p></article>")
    assert told == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "Mis à jour le 06/04/2031 à 10:37",
        "Publié le 05/04/2031 à 17h08",
        "27 octobre 2031 à 18:27 (Mis à jour: 19:56)",
        "16 ส.ค. 2566 01:20 น. การเมือง กองบรรณาธิการ",
    ],
)
def test_a_line_with_a_day_and_a_time_of_day_is_no_sentence(line: str) -> None:
    assert is_timed(line)
    told = lines(f"<article><h1>{TITLE}</h1><ul><li class='lead'>{line}</li></ul><h2>{line}</h2>{STORY}</article>")
    assert told == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "The truce began at 10:30 on 3 May 2031.",
        "Elisabeth Halb, 18.10.1843, of the northern bank",
        "The vote of 2031",
        "It sails at 10:30",
        "In 2031 the boat that leaves the northern bank at 10:30 was late on every second day of the week" + " or so",
    ],
)
def test_what_is_no_line_of_a_day_and_a_time(line: str) -> None:
    assert not is_timed(line)


@pytest.mark.parametrize("attribute", ["a{}", "a{}=1", "a{}='>'", 'a{}=">"', "/a{}"])
def test_a_tag_of_very_many_attributes_costs_no_more_than_they_are_long(attribute: str) -> None:
    def reading_of(count: int) -> Callable[[], object]:
        crowded = " ".join(attribute.format(number) for number in range(count))
        return lambda: page(f"<article><h1>{TITLE}</h1><p {crowded}>{FIRST}</p><p>{SECOND}</p></article>")

    assert linear(reading_of, 5 * MOST_ATTRIBUTES)
    assert FIRST in str(getattr(reading_of(2 * MOST_ATTRIBUTES)(), "text", ""))


def test_a_tag_keeps_the_attributes_that_anybody_would_write() -> None:
    few = " ".join(f"data-{number}='>'" for number in range(MOST_ATTRIBUTES - 1))
    assert uncrowded(f"<p class=a {few}>x</p>") == f"<p class=a {few}>x</p>"
    assert uncrowded(f"<p class=a {few} b c = d e>x</p>") == f"<p class=a {few}>x</p>"


# --- the headline ---------------------------------------------------------------------------------------------------


def test_a_title_that_only_names_the_site_gives_way_to_a_line_above_the_text() -> None:
    head = "<title>Night Ferry</title><meta property='og:site_name' content='Night Ferry'>"
    body = f"<div class='posttitlelink'><h2>Oars out: one ferry for both banks</h2></div><div>{STORY}</div>"
    assert page(body, head).title == "Oars out: one ferry for both banks"


def test_the_stroke_behind_a_kicker_goes_with_it() -> None:
    heading = f"<h1><span class='kicker'>Ferries</span><span>: </span><span>{TITLE}</span></h1>"
    assert page(f"<article>{heading}{STORY}</article>", f"<title>Ferries: {TITLE}</title>").title == TITLE


def test_an_h1_below_paragraphs_stands_over_a_part() -> None:
    head = f"<title>{TITLE}</title><meta property='og:title' content='{TITLE}'>"
    found = page(f"<div>{STORY}<h1>The ferry today</h1>{OTHER}<h1>Where to eat</h1>{OTHER}</div>", head)
    assert found.title == TITLE
    assert FIRST in found.text


# --- the day --------------------------------------------------------------------------------------------------------


def test_the_day_at_the_end_of_the_title() -> None:
    links = "<ul><li><a href='/q'>A quarry is sold to a company from the coast (17.10.2029)</a></li></ul>"
    body = f"<div><h1>{TITLE}</h1>{STORY}<div>{links}</div></div>"
    assert page(body, f"<title>{TITLE} | Orla | OP | 19.01.2031</title>", "de").published == date(2031, 1, 19)


@pytest.mark.parametrize(
    "path",
    ["2031/POLITICS/05/13/ferry.html", "2031/middle_east/5/13/ferry", "2031/05/13/ferry.html", "2031/5/13/ferry.html"],
)
def test_an_address_may_have_its_section_between_year_and_month(path: str) -> None:
    head = f"<link rel='canonical' href='https://orla.example/{path}'>"
    assert page(f"<h1>{TITLE}</h1>{STORY}", head).published == date(2031, 5, 13)


LATE = '<meta property="article:published_time" content="2031-03-03T22:26:57-08:00">'
BARE = (
    "<meta name='sailthru.date' content='2031-03-04'><link rel='canonical' href='https://orla.example/2031/3/3/ferry'>"
)


@pytest.mark.parametrize(
    ("head", "line", "day"),
    [
        (LATE, "Mar 4, 2031, 1:26 am", date(2031, 3, 4)),
        (LATE, "Mar 3, 2031, 10:26 pm", date(2031, 3, 3)),
        (LATE, "Mar 5, 2031, 1:26 am", date(2031, 3, 3)),
        (LATE.replace("T22", "T12"), "Mar 4, 2031, 1:26 am", date(2031, 3, 3)),
        (LATE.replace("22:26:57-08:00", "08:36:32Z"), "March 4, 2031 -- Updated 0203 GMT", date(2031, 3, 3)),
        (LATE.replace("22:26:57-08:00", "13:36:32Z"), "March 4, 2031 -- Updated 0203 GMT", date(2031, 3, 4)),
        (BARE, "March 3, 2031 08:08 pm", date(2031, 3, 3)),
        (BARE, "March 4, 2031 08:08 pm", date(2031, 3, 4)),
        (BARE.partition("<link")[0], "March 3, 2031 08:08 pm", date(2031, 3, 4)),
    ],
)
def test_the_day_beside_a_stated_one_that_the_page_shows(head: str, line: str, day: date) -> None:
    assert page(f"<article><h1>{TITLE}</h1><p class='date'>{line}</p>{STORY}</article>", head).published == day


def test_below_a_headline_in_an_h2_an_h1_stands_over_a_part() -> None:
    parts = f"{STORY}</div><div><h1>Where to eat</h1></div><div>{OTHER}"
    told = lines(f"<main><div><h2>{TITLE}</h2></div><div>{parts}</div></main>", f"<title>{TITLE}</title>")
    assert told[2:4] == [THIRD, "Where to eat"]
    assert len(told) == 7
