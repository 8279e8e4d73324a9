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

from briefing.model import Brief
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
