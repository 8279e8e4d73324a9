"""Pages of too much of everything: nothing overlaps, nothing is cut, nothing runs out of the page, no word is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO

import pytest
from boxes import Layout, laid_out, letters
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
SLOW, LONG_TRIAL = pytest.mark.slow, (pytest.mark.slow, pytest.mark.long)
FEW = 75
STRESS = [
    pytest.param(partial(crowded, FEW), marks=SLOW, id="crowd"),
    pytest.param(crowded, marks=LONG_TRIAL),
    *(pytest.param(each, marks=SLOW) for each in (unbroken, scripts)),
]


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


@pytest.mark.parametrize(
    ("template", "findings"),
    [
        pytest.param("cable", FEW, marks=SLOW),
        *(pytest.param(each, 300, marks=LONG_TRIAL) for each in ("cable", "diplomatic")),
    ],
)
def test_every_quotation_can_be_copied_out_of_the_file(template: str, findings: int) -> None:
    brief = crowded(findings)
    reader = PdfReader(BytesIO(render(brief, "pdf", template).content))
    text = letters("".join(page.extract_text() for page in reader.pages))
    quoted = [letters(printable(each.span.text)[:1400]) for each in brief.findings]
    assert len(quoted) == findings
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


def disputed(*sizes: int) -> Brief:
    """Return a brief with as many disputes on each matter as ``sizes`` says, and nothing else to tell."""
    base = rich()
    matters = tuple(replace(base.topics[0], id=f"m{place}", title=f"Matter {place}") for place in range(len(sizes)))
    held = [matter.id for matter, size in zip(matters, sizes, strict=True) for _ in range(size)]
    dispute = replace(base.findings[0], status=Status.DISPUTE, speakers=(), supports=())
    findings = tuple(replace(dispute, id=number, topic=topic) for number, topic in enumerate(held, start=1))
    people = (base.people[0],) * 3
    return replace(base, topics=matters, findings=findings, discrepancies=(), reports=(), timeline=(), people=people)


def on_the_first_page(layout: Layout, rows: str) -> int:
    """Return how many of the elements that ``rows`` names begin on page 1."""
    page = {each.element: each.page for each in reversed(layout.texts)}
    return [next(page[part] for part in row.iter() if part in page) for row in layout.body.findall(rows)].count(1)


def pushed(brief: Brief, height: int, hidden: str, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """Return a brief laid out from a height of page 1 on, in millimetres, without what is hidden."""
    style = f"header {{ height: {height}mm }} .bottom-line, .glance, {hidden} {{ display: none }}"
    return laid_out(brief, "diplomatic", monkeypatch, style)


@pytest.mark.parametrize(
    ("sizes", "held"), [((5,), {204: 5, 213: 3, 231: 2, 240: 0}), ((1, 1, 3, 1), {192: 6, 204: 4, 219: 2, 240: 0})]
)
def test_a_page_is_filled_with_two_findings_under_a_heading_at_least_and_the_last_is_not_alone(
    sizes: tuple[int, ...], held: dict[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, brief = ".//section[@class='status dispute']//div[@class='finding']", disputed(*sizes)
    found = {each: on_the_first_page(pushed(brief, each, ".agreement", monkeypatch), rows) for each in held}
    assert found == held


def test_of_people_neither_the_first_nor_the_last_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, brief = ".//section[@class='people']//tbody/tr", disputed(1)
    found = [on_the_first_page(pushed(brief, each, ".status", monkeypatch), rows) for each in (234, 237, 240)]
    assert found == [3, 0, 0]


@pytest.mark.parametrize(("sizes", "named"), [((5,), "Disputes · Matter 0"), ((2, 2), "Disputes · Matter 1")])
def test_the_head_of_a_page_names_the_section_and_the_topic_that_it_begins_with(
    sizes: tuple[int, ...], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout = pushed(disputed(*sizes), 222, ".agreement", monkeypatch)
    assert named in {each.words for each in layout.texts if each.page == 2}
    assert not any("Disputes ·" in each.words for each in layout.texts if each.page == 1)


def test_the_mark_of_a_contradiction_stands_on_the_line_of_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    base = rich()
    titles = ["Technology and data", "Attacks and victims", "Visits and next round", "Humanitarian aid", "Visits"]
    topics = tuple(replace(each, title=title) for each, title in zip(base.topics, titles, strict=True))
    against = tuple(replace(base.discrepancies[0], id=place, topic=each.id) for place, each in enumerate(topics))
    layout = laid_out(replace(base, topics=topics, discrepancies=against), "diplomatic", monkeypatch)
    for cell in layout.body.findall(".//table[@class='matrix']//tbody//th"):
        word, mark = [
            each for each in layout.texts if each.element in {*cell.iter()} and each.words[0] not in "1234567890"
        ][-2:]
        assert mark.words == "!"
        assert abs(mark.place.bottom - word.place.bottom) < 4


def test_every_row_of_the_contradictions_names_its_topic(monkeypatch: pytest.MonkeyPatch) -> None:
    base = rich()
    twice = (base.discrepancies[0], replace(base.discrepancies[0], id=2))
    layout = laid_out(replace(base, discrepancies=twice), "diplomatic", monkeypatch)
    rows = layout.body.findall(".//section[@class='status discrepancies']//tbody/tr")
    named = [(part.tag, part.text) for row in rows for part in row.find("th") if part.text == "Prisoners"]
    assert named == [("h3", "Prisoners"), ("p", "Prisoners")]


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
