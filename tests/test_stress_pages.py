"""Pages of too much of everything: nothing overlaps, nothing is cut, nothing runs out of the page, no word is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from boxes import laid_out, letters
from editions import many, second
from fakes import hostile, rich
from pypdf import PdfReader
from stress import crowded, scripts, unbroken

from briefing.model import Brief, Finding, Status, Topic
from briefing.publish.printable import printable
from briefing.publish.rendering import render
from briefing.publish.templates import names

Make = Callable[[], Brief]
LONG = "The patrol crossed the line at dawn, the harbour master wrote, and the fog came in. " * 14
STRESS = [pytest.param(each, marks=pytest.mark.slow) for each in (crowded, unbroken, scripts)]


@pytest.mark.parametrize("template", names())
@pytest.mark.parametrize("make", [rich, hostile, second, many, *STRESS])
def test_all_is_on_the_page_and_nothing_on_top_of_another(
    make: Make, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = laid_out(make(), template, monkeypatch)
    assert layout.outside == []
    assert layout.overlapping == []
    assert layout.lost == []


@pytest.mark.parametrize(
    ("style", "wrong"),
    [
        (".verbatim { white-space: nowrap }", {"outside", "overlapping"}),
        ("table { width: 300mm }", {"outside"}),
        ("main { position: relative; top: 900mm }", {"outside"}),
        ("blockquote { height: 1em; overflow: hidden }", {"outside", "overlapping"}),
        ("blockquote { height: 1em }", {"overlapping"}),
        (".entries { margin-left: 0 }", {"overlapping"}),
        (".cited { display: none }", {"lost"}),
    ],
)
def test_what_goes_wrong_is_seen(style: str, wrong: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    layout = laid_out(rich(), "diplomatic", monkeypatch, style)
    assert {name for name in ("outside", "overlapping", "lost") if getattr(layout, name)} == wrong


@pytest.mark.slow
@pytest.mark.parametrize("template", [pytest.param("diplomatic", marks=pytest.mark.long), "cable"])
def test_every_quotation_can_be_copied_out_of_the_file(template: str) -> None:
    brief = crowded()
    reader = PdfReader(BytesIO(render(brief, "pdf", template).content))
    text = letters("".join(page.extract_text() for page in reader.pages))
    quoted = [letters(printable(each.span.text)[:1400]) for each in brief.findings]
    assert len(quoted) == 300
    assert [each for each in quoted if each not in text] == []


def test_a_contradiction_shorter_than_a_page_does_not_part_from_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    base = rich()
    short, told = base.discrepancies
    claims = tuple(
        replace(each, span=replace(each.span, text=LONG, start=place, end=place + len(LONG)))
        for place, each in zip((1000, 3000), told.claims, strict=True)
    )
    filling = (replace(short, id=10 + number) for number in range(12))
    brief = replace(base, findings=(), discrepancies=(*filling, replace(told, id=99, claims=claims)))
    layout = laid_out(brief, "diplomatic", monkeypatch)
    row = [each for each in layout.body.iter("tr") if "fog came in" in "".join(each.itertext())][-1]
    inside = {*row.iter()}
    assert len({each.page for each in layout.texts if each.element in inside}) == 1


def facing_each_other(*topics: tuple[int, int]) -> Brief:
    """Return a brief of disputes alone: on each topic so many findings of either party, and so many of neither."""
    base = rich()
    first = next(each for each in base.findings if each.status is Status.DISPUTE)
    parties, text = ("Ida Brandt", "Marek Oszlan"), LONG[:335]
    found: list[Finding] = []
    for topic, (spoken, unspoken) in enumerate(topics):
        for speakers in [*[(party,) for party in parties for _ in range(spoken)], *[()] * unspoken]:
            start = 3000 * len(found)
            span = replace(first.span, text=text, start=start, end=start + len(text), number=len(found) + 1)
            found.append(replace(first, id=len(found), topic=f"w{topic}", span=span, speakers=speakers, supports=()))
    named = tuple(Topic(f"w{number}", f"Buoys {number}") for number in range(len(topics)))
    return replace(base, topics=named, findings=tuple(found), discrepancies=(), counterparts=(), changes=())


def rows_with_pages(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> list[tuple[set[int], set[int]]]:
    """Return the pages of the label and of the findings of each row of the table of two parties."""
    layout = laid_out(brief, "diplomatic", monkeypatch)
    (table,) = (each for each in layout.body.iter("table") if each.get("class") == "pairs")
    pages: list[tuple[set[int], set[int]]] = []
    for row in table.find("tbody").iter("tr"):
        label, findings = {*row.find("th").iter()}, {each for cell in row.iter("td") for each in cell.iter()}
        own = ({each.page for each in layout.texts if each.element in held} for held in (label, findings))
        pages.append((next(own), next(own)))
    return pages


def test_a_dispute_shorter_than_a_page_does_not_part_from_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = rows_with_pages(facing_each_other((1, 0), (4, 0), (4, 0), (4, 0)), monkeypatch)
    assert [label for label, _ in rows] == [findings for _, findings in rows]
    assert all(len(label) == 1 for label, _ in rows)


@pytest.mark.parametrize("before", range(4))
def test_the_label_of_a_dispute_longer_than_a_page_does_not_stand_alone(
    before: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    *_, (label, findings) = rows_with_pages(facing_each_other(*[(1, 0)] * before, (7, 0)), monkeypatch)
    assert label == {min(findings)}
    assert len(findings) > 1


@pytest.mark.parametrize("spoken", range(1, 5))
def test_what_neither_party_says_stays_below_what_they_say(spoken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = rows_with_pages(facing_each_other((1, 0), (spoken, 1)), monkeypatch)
    assert rows[-1][1] == rows[-2][1]
