"""Lines and wrapped paragraphs, with what the page around them is."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Kind
from briefing.text.furniture import phrases_of
from briefing.text.kinds import kind_of
from briefing.text.layout import lay_out
from briefing.text.lines import lines

FIRST = (
    "The two coastal states have agreed to share the radar station on the cape from the first of May, their "
    "transport ministers said on Tuesday after a night of talks in the harbour town of Vellmar."
)
SECOND = (
    "Fishermen on both sides had asked for it since the collision of two trawlers in the fog three winters ago, "
    "in which eleven men were lost and for which each government still blames the other."
)
THIRD = "The minister, who had stayed away from the last round, called the result a beginning and nothing more."
ARTICLE = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def texts(text: str) -> list[str]:
    return [line.text for line in lines(text)]


def kinds(text: str, lang: str = "en") -> dict[str, Kind]:
    found = lines(text)
    layout = lay_out(found, (lang, "en"), phrases_of(text, (lang, "en")), frozenset())
    return {line.text: kind_of(line, layout)[0] for line in found}


def kind_within(line: str, lang: str = "en") -> Kind:
    """Return the kind of a line that stands between two paragraphs."""
    return kinds(f"{FIRST}\n\n{line}\n\n{SECOND}\n\n{THIRD}", lang)[line.strip()]


def kind_above(line: str, lang: str = "en") -> Kind:
    return kinds(f"{line}\n\n{ARTICLE}", lang)[line]


def kind_below(line: str, lang: str = "en") -> Kind:
    return kinds(f"{ARTICLE}\n\n{line}", lang)[line]


@given(st.text(alphabet=st.sampled_from("ab .\n\r\t\u2028A"), max_size=200))
def test_a_line_is_its_slice(text: str) -> None:
    found = lines(text)
    assert all(line.text == text[line.start : line.end] == line.text.strip() for line in found)
    assert [line.place for line in found] == list(range(len(found)))
    assert "".join("".join(line.text.split()) for line in found) == "".join(text.split())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_of_every_system(newline: str) -> None:
    found = lines(f"One.{newline}Two.{newline}{newline}Three.")
    assert [line.text for line in found] == ["One.", "Two.", "Three."]
    assert [line.after_blank for line in found] == [True, False, True]
    assert [line.before_blank for line in found] == [False, True, True]


@pytest.mark.parametrize("indent", ["    ", ""])
@pytest.mark.parametrize("width", [50, 65, 80])
def test_wrapped_paragraphs_are_one(indent: str, width: int) -> None:
    between = "\n" if indent else "\n\n"
    wrapped = between.join(textwrap.fill(p, width, initial_indent=indent) for p in (FIRST, SECOND, THIRD))
    found = texts("HARBOUR STATES SHARE RADAR\n\n" + wrapped + "\n REUTER")
    assert [" ".join(text.split()) for text in found] == ["HARBOUR STATES SHARE RADAR", FIRST, SECOND, THIRD, "REUTER"]


def test_a_wrapped_paragraph_is_the_raw_slice() -> None:
    wrapped = textwrap.fill(FIRST, 60)
    assert texts(wrapped) == [wrapped]


def test_a_heading_is_not_joined_to_the_paragraph_below() -> None:
    text = f"Radar for two\n{FIRST}\nOld wounds\n{SECOND}"
    assert texts(text) == ["Radar for two", FIRST, "Old wounds", SECOND]


def test_bullets_stay_apart_in_wrapped_text() -> None:
    points = "- the station opens in May\n- the costs are shared by both"
    assert texts(textwrap.fill(FIRST, 60) + "\n\n" + points)[1:] == points.splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "Ministers at the pier in Vellmar. Photo: AP",
        "The transport ministers, Ona Reel, left, and Jasper Kohl, right, sign in the old customs house.",
        "Ona Reel (l.) and Jasper Kohl (r.) at the pier",
        "FILE PHOTO: A trawler leaves the harbour of Vellmar.",
        "The cape seen from the sea - Marit Olsen / POOL / AFP",
        "Trawlers in the harbour of Vellmar (Reuters)",
        "The old station in winter. (File photo)",
        "The old station in winter. Photo M.O.",
        "Image copyright Getty Images Image caption The station has stood empty for years.",
        "The radar station on the cape, which has stood empty since the collision of the two trawlers in the fog",
    ],
)
def test_legends(line: str) -> None:
    assert kind_within(line) is Kind.CAPTION


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("De ministers Reel (links) en Kohl (rechts) op de pier", "nl"),
        ("Die Minister Reel (l.) und Kohl in Vellmar. Foto: dpa", "de"),
        ("Les ministres à Vellmar, mardi. © AFP", "fr"),
    ],
)
def test_legends_in_other_languages(line: str, lang: str) -> None:
    assert kind_within(line, lang) is Kind.CAPTION


@pytest.mark.parametrize(
    "line",
    ["A station for two", "‘We waited three winters’", "“NOT ONE METRE”", "Who pays for the fuel?", "2. Who pays?"],
)
def test_headings(line: str) -> None:
    assert kind_within(line) is Kind.HEADING


@pytest.mark.parametrize(
    "line",
    [
        "“We waited three winters,” said a skipper in Vellmar.",
        "Nobody asked who would pay.",
        "“Who pays?” he asked, and who would answer him then?",
        "The left, right up to its leader, voted for the station.",
        "- the station opens to both coast guards on the first of May",
        "Kohl spoke to Reuters after the meeting.",
        "The minister signed up for the morning train.",
    ],
)
def test_prose(line: str) -> None:
    assert kind_within(line) is Kind.PROSE


@pytest.mark.parametrize(
    "line",
    [
        "By Marit Olsen and Per Lund",
        "Marit Olsen/The Associated Press",
        "VELLMAR, March 3 (Reuters)",
        "Published March 3, 1998, 6:15 p.m. | Updated March 4, 1998",
        "03.03.1998, 18:15",
    ],
)
def test_bylines_above(line: str) -> None:
    assert kind_above(line) is Kind.BYLINE


@pytest.mark.parametrize(
    "line",
    ["REUTER", "CB", "(mo/pl)", "Source: AFP and EFE", "(Reporting by Marit Olsen; editing by Per Lund)"],
)
def test_bylines_below(line: str) -> None:
    assert kind_below(line) is Kind.BYLINE


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("Van onze correspondent Marit Olsen", "nl"),
        ("Par notre envoyée spéciale à Vellmar, Marit Olsen", "fr"),
        ("Von Marit Olsen, Vellmar", "de"),
    ],
)
def test_bylines_in_other_languages(line: str, lang: str) -> None:
    assert kind_above(line, lang) is Kind.BYLINE


@pytest.mark.parametrize(
    "line",
    [
        "***",
        "© 1998 The Vellmar Post. Reproduction is not allowed.",
        "https://vellmarpost.example/radar",
        "Watch the ministers sign in the old customs house 02:14",
        "Advertisement",
        "Read more: The night of the two trawlers",
        "Please enter your comment!",
    ],
)
def test_furniture(line: str) -> None:
    assert kind_within(line) is Kind.BOILERPLATE


def test_headline_and_legend_printed_twice() -> None:
    headline, legend_, ad = "Two states, one radar", "Reel and Kohl at the pier", "More after this break"
    parts = [headline, headline, FIRST, legend_, legend_, SECOND, ad, THIRD, ad, FIRST[:-1] + ", again."]
    found = kinds("\n\n".join(parts))
    assert found[headline] is Kind.HEADING
    assert found[legend_] is Kind.CAPTION
    assert found[ad] is Kind.BOILERPLATE


def test_a_repeated_paragraph_counts_once() -> None:
    found = lines(f"{ARTICLE}\n\n{FIRST}")
    layout = lay_out(found, ("en",), (), frozenset())
    assert [kind_of(line, layout)[0] for line in found] == [*[Kind.PROSE] * 3, Kind.BOILERPLATE]


def test_what_stands_below_the_article() -> None:
    found = kinds(f"{ARTICLE}\n\nMore on this story\n- Why fog is so dense off the cape in spring\n- A skipper's life")
    assert list(found.values())[3:] == [Kind.BOILERPLATE] * 3


def test_what_stands_above_the_dateline() -> None:
    deck = "Coast guards will share one station."
    found = kinds(f"Two states, one radar\n\n{deck}\n\nVELLMAR, March 3 (AP) - {FIRST}\n\n{SECOND}")
    assert found[deck] is Kind.HEADING


def test_a_lead_in_to_nothing() -> None:
    film, quote = (
        "The film shows the two ministers on the pier, where they shake hands:",
        "Reel told the crew of the boat:",
    )
    assert kind_below(film) is Kind.FRAGMENT
    assert kinds(f"{FIRST}\n\n{quote}\n\n“{SECOND}”")[quote] is Kind.PROSE
    assert kind_within("Question:") is Kind.FRAGMENT
