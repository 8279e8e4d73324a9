"""Pages of too much of everything: nothing overlaps, nothing is cut, nothing runs out of the page, no word is lost."""

from __future__ import annotations

from collections.abc import Callable
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
