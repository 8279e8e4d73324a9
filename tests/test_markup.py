"""Pages and Markdown to text: what stays, what goes, what the markup says of the document."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Page
from briefing.text.markup import suffix_of, unmark

PAGE = """<!doctype html><html lang="en"><head><title>Two states, one radar | The Vellmar Post</title>
<meta property="og:site_name" content="The Vellmar Post">
<meta property="og:title" content="Two states, one radar">
<meta property="article:published_time" content="1998-03-03T18:15:00+01:00">
<link rel="canonical" href="https://vellmarpost.example/radar"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>
<article><h1>Two states, one radar</h1>
<p>The two coastal states have agreed to share the radar station on the cape from the first of May, their transport
ministers said on Tuesday after a night of talks in the harbour town of Vellmar.</p>
<h2>Old wounds</h2>
<p>Fishermen on both sides had asked for it since the collision of two trawlers in the fog three winters ago, in which
eleven men were lost and for which each government still blames the other.</p>
<p>The minister, who had stayed away from the last round, called the result a beginning and nothing more.</p>
<script>alert("no")</script></article>
<footer><p>Subscribe to our newsletter</p></footer></body></html>"""

NOTE = """---
title: "Two states: one radar"
outlet: The Vellmar Post
date: 1998-03-03
---

# Two states: one radar

*Analysis* by **Marit Olsen**

![The pier](pier.jpg)

The ministers [signed](https://vellmarpost.example) a paper,
and then they left.  \nNobody waved.

- One radar
- Two crews

> It is about *fog*.

<div onclick="x()">hidden</div>
"""


def page(text: str, suffix: str) -> Page:
    found = unmark(text, suffix)
    assert found is not None
    return found


@pytest.mark.parametrize("suffix", [".txt", "", ".php"])
@pytest.mark.parametrize("head", [
    "", "\ufeff", "\n ", '<?xml version="1.0"?>\n', "<!-- saved - from -- <html> -->\n", "\n\ufeff",
    '<!-- a --><!---->\n<?xml version="1.0" encoding="utf-8"?>\n', '<?xml version="1.0"?><?xml-stylesheet href="a"?> ',
])  # fmt: skip
def test_a_page_is_read_as_a_page_whatever_its_name(head: str, suffix: str) -> None:
    assert page(head + PAGE, suffix) == page(head + PAGE, ".html")
    assert "<p>" not in page(head + PAGE, suffix).text


def test_a_text_that_speaks_of_tags_stays_text() -> None:
    text = "The <html> tag opens a page.\n<p>Nobody closed it.</p>"
    assert page(text, ".txt").text == text


SAID = ("The two coastal states agreed on Tuesday.", "The crews were not asked.", "They will meet again in June.")
PIECES = [
    "<p>{}</p><p>{}</p><p>{}</p>",
    "<p>{}</p>\n\n<p>{}</p>\n\n<p>{}</p>\n",
    "<div class=x>\n  <p>{}</p>\n  <p>{}</p>\n  <p>{}</p>\n</div>",
    '\ufeff\n<DIV id="a" class="x">{}<BR><BR>{}<BR/>{}</DIV>',
    "{}<br><br>{}<br />\n{}",
    "{}<p>{}<p>{}<p>",
    '<strong>{}</strong><br><br>{}<br><br>{} <a href="/x">',
    '<p>{}</p><p><a href="/x">More on radar</a></p><p>{}</p><script>go()</script><p>{}</p>',
    "<ul>\n<li>{}</li>\n<li>{}</li>\n<li>{}</li>\n</ul>",
]


@pytest.mark.parametrize("suffix", [".txt", "", ".2021"])
@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_of_a_page_is_read_as_one(piece: str, suffix: str) -> None:
    assert page(piece.format(*SAID), suffix).text.split("\n\n") == list(SAID)


def test_the_headings_of_a_piece_of_a_page_are_headings() -> None:
    found = page(
        f"<h2>Two states, one radar &amp; a cape</h2><p>{SAID[0]}</p><h3>Old wounds</h3><p>{SAID[1]}</p>", ".txt"
    )
    assert found.text.split("\n\n") == ["Two states, one radar & a cape", SAID[0], "Old wounds", SAID[1]]
    assert {found.text[start : start + 3] for start in found.headings} == {"Two", "Old"}


@pytest.mark.parametrize(
    "text",
    [
        "We <3 radar. Is a < b, and is b > a?",
        "<marit@post.example> wrote to <ona@post.example>.",
        "The <p> tag begins a paragraph, and </p> ends it; <br> breaks a line.",
        "<p> is a tag. So is <br>, and so is <div>.",
        "A page is made of paragraphs.\n\n<p>One.</p>\n<p>Two.</p>\n\nSo it was agreed by those who met in Vellmar.",
        f"{SAID[0]}\n<p>{SAID[1]}</p>\n{SAID[2]}",
        f"{SAID[0]}<br>{SAID[1]}",
        f"<b>{SAID[0]}</b>\n\n{SAID[1]}",
        "<div",
        "</p>",
    ],
)
def test_a_text_with_some_tags_stays_text(text: str) -> None:
    assert page(text, ".txt") == Page(text)


def test_markdown_with_tags_stays_markdown() -> None:
    text = f'<div align="center">\n\n# Radar\n\n</div>\n\n{SAID[0]}<br>{SAID[1]}\n\n<p>{SAID[2]}</p>\n'
    assert page(text, ".md").text.startswith("Radar\n\n")


@given(st.lists(st.sampled_from(["<p>", "</p>", "<br>", "<div>", "</div>", "<", "a b.", " ", "\n\n", "<script>"])))
def test_any_tags_make_a_page_or_stay(parts: list[str]) -> None:
    text = "".join(parts)
    found = page(text, ".txt")
    assert found.text == text or "<p>" not in found.text


@given(st.text(max_size=200))
def test_plain_text_is_left_alone(text: str) -> None:
    assert unmark(text, ".txt") == Page(text)


@pytest.mark.parametrize("suffix", ["", ".2021", ".final", ".Text"])
def test_a_text_with_an_extension_of_nothing_is_plain(suffix: str) -> None:
    assert unmark("# text", suffix) == Page("# text")


@pytest.mark.parametrize("suffix", [".pdf", ".js", ".docx", ".JPG"])
def test_unknown_formats(suffix: str) -> None:
    assert unmark("text", suffix) is None


@pytest.mark.parametrize(
    ("location", "suffix"),
    [("a/b.PDF", ".PDF"), ("https://post.example/a.TXT?b", ".txt"), ("https://post.example/a.pdf", ".html"),
     ("https://[x/a.txt", ".html")],
)  # fmt: skip
def test_the_ending_that_may_tell_the_format(location: str, suffix: str) -> None:
    assert suffix_of(location) == suffix


def test_an_extension_in_capitals() -> None:
    assert unmark("text", ".TXT") == Page("text")


def test_a_page() -> None:
    found = page(PAGE, ".html")
    assert found.title == "Two states, one radar"
    assert found.publisher == "The Vellmar Post"
    assert found.published == date(1998, 3, 3)
    assert found.url == "https://vellmarpost.example/radar"
    assert "share the radar station" in found.text
    assert not any(word in found.text for word in ("Home", "newsletter", "alert", "<"))
    assert "Old wounds\n\nFishermen" in found.text


def test_the_date_of_a_page_does_not_depend_on_today() -> None:
    later = PAGE.replace("1998-03-03T18", "2093-03-03T18")
    assert page(later, ".htm").published == date(2093, 3, 3)


@pytest.mark.parametrize("text", ["", "<html></html>", "<p>", "<" * 2000, "<div>" * 3000])
def test_pages_without_an_article(text: str) -> None:
    assert "<" not in page(text, ".html").text


def test_markdown() -> None:
    found = page(NOTE, ".md")
    assert found.title == "Two states: one radar"
    assert found.publisher == "The Vellmar Post"
    assert found.published == date(1998, 3, 3)
    assert found.text.split("\n\n") == [
        "Two states: one radar",
        "Analysis by Marit Olsen",
        "The ministers signed a paper, and then they left.",
        "Nobody waved.",
        "- One radar",
        "- Two crews",
        "It is about fog.",
    ]
    assert {found.text[start : start + 10] for start in found.headings} == {"Two states"}


def test_a_rule_at_the_top_opens_no_front_matter() -> None:
    found = page("---\n\nThe ministers met.", ".md")
    assert found.text == "The ministers met."
    assert found.title == ""


@given(st.text(max_size=300), st.sampled_from([".md", ".txt"]))
def test_nothing_crashes_and_headings_are_line_starts(text: str, suffix: str) -> None:
    found = page(text, suffix)
    assert all(start == 0 or found.text[start - 1] == "\n" for start in found.headings)
