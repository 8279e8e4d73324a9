"""The PDF before an independent checker of PDF/UA-1 and WCAG 2.2; ``./run access`` installs it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import described, empty, hostile, long, multilingual, rich

from briefing.model import Brief
from briefing.publish.frames import languages
from briefing.publish.rendering import render

pytestmark = pytest.mark.slow
outloud = pytest.importorskip("outloud", reason="outloud is not installed: ./run access has it")


def complaints(brief: Brief, template: str, folder: Path) -> set[str]:
    path = folder / "brief.pdf"
    path.write_bytes(render(brief, "pdf", template).content)
    result = outloud.check(str(path), layers=["conformance"])
    assert not result.error
    return {each.rule for each in result.findings}


@pytest.mark.parametrize("template", ["diplomatic", "one-page", "cable"])
@pytest.mark.parametrize("lang", languages())
def test_no_complaint_in_any_language(template: str, lang: str, tmp_path: Path) -> None:
    assert complaints(replace(rich(), lang=lang), template, tmp_path) == set()


@pytest.mark.parametrize("brief", [empty(), long(), multilingual(), described(), hostile("Ordinary words.")])
def test_no_complaint_about_a_brief_of_another_kind(brief: Brief, tmp_path: Path) -> None:
    assert complaints(brief, "diplomatic", tmp_path) == set()
