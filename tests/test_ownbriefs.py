"""A brief that the program made is no source of another, whatever its format, language and template."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import rich

from briefing.model import Document, Page, RawDocument, Rejection
from briefing.publish.frames import frame, languages
from briefing.publish.rendering import render
from briefing.publish.templates import names
from briefing.sources.files import read_file
from briefing.sources.opening import opened
from briefing.text.ownbriefs import OPENINGS, is_own_brief
from briefing.text.reading import read

REASON = "is a brief that this program made: no source of another"
REPORT = (
    "Two states agree to share one radar\n\nThe two states have agreed to share the radar on the cape, they said.\n"
)


def test_the_openings_are_those_of_the_notes_on_the_method() -> None:
    assert sorted(" ".join(frame(lang).method["automatic"].split()) for lang in languages()) == sorted(OPENINGS)


@pytest.mark.parametrize("template", names())
@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("form", ["md", "html", "mail.html"])
def test_a_brief_is_no_document(lang: str, template: str, form: str) -> None:
    made = render(replace(rich(), lang=lang), form, template)
    assert read(RawDocument(f"out/brief.{form}", made.content), "D1") == Rejection(f"out/brief.{form}", REASON)
    # As a browser that saves the text of the page alone, and by any name.
    stripped = made.content.decode().replace('<meta name="generator" content="Briefing">', "")
    assert read(RawDocument("notes.txt", stripped.encode()), "D1") == Rejection("notes.txt", REASON)


@pytest.mark.parametrize("template", names())
def test_a_printed_brief_is_no_document(template: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(render(rich(), "pdf", template).content)
    (raw,) = opened([read_file(path, "brief.pdf")]).kept
    assert read(raw, "D1") == Rejection("brief.pdf", REASON)


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        f"{REPORT}\n{OPENINGS[0]} So the page says.\n",
        f"{REPORT}\nMade automatically by a machine (D = day, § = paragraph).\n",
        f'<html><head><meta name="generator" content="Press 6"><meta name="author" content="Briefing">{REPORT}',
    ],
)
def test_a_report_that_speaks_of_briefs_is_a_document(text: str) -> None:
    assert not is_own_brief(text)


def test_what_holds_a_brief_in_a_page_of_its_own_is_told_too() -> None:
    note = f"{OPENINGS[3].replace(' ;', chr(0x202F) + ';')} Tout mot (D = document,\n§ = phrase)."
    assert is_own_brief(f"{REPORT}\n{note}")
    assert isinstance(read(RawDocument("a.pdf", b"", Page(f"{REPORT}\n{note}")), "D1"), Rejection)
    assert isinstance(read(RawDocument("a.pdf", b"", Page(REPORT)), "D1"), Document)
