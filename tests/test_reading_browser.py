"""The page that is read beside its sources, in a real browser: what it does, asks for and is to everybody.

Chromium is looked for on the path; the accessibility rules are axe-core's, whose ``axe.min.js`` BRIEFING_AXE names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser import Tab, program, tab
from fakes import TEXTS, hostile, multilingual, rich, with_texts

from briefing.model import Brief, Document, Finding, Kind, Sentence, SourceEntry, Span
from briefing.publish.rendering import html

AXE = os.environ.get("BRIEFING_AXE", "")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = 1280, 320
MOST_MILLISECONDS = 1000

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not program(), reason="no Chromium: on Debian, apt-get install --no-install-recommends chromium"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Tab]:
    """A browser with one page."""
    with tab() as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages."""
    made = tmp_path_factory.mktemp("pages")
    for name, brief in (("rich", rich()), ("hostile", hostile()), ("many", multilingual())):
        (made / f"{name}.html").write_text(html(with_texts(brief), "diplomatic"), encoding="utf-8")
    for template in ("one-page", "cable"):
        (made / f"{template}.html").write_text(html(with_texts(rich()), template), encoding="utf-8")
    return made


@pytest.fixture
def page(browser: Tab, folder: Path) -> Tab:
    """The page of the rich brief, opened wide."""
    browser.dress(WIDE)
    browser.visit(folder / "rich.html")
    return browser


def here(page: Tab) -> object:
    return page.value("document.querySelector('.here')?.id")


def visible(page: Tab) -> object:
    return page.value("[...document.querySelectorAll('main .card')].filter(e => e.checkVisibility()).map(e => e.id)")


def focused(page: Tab) -> object:
    return page.value("document.activeElement.id")


def click(page: Tab, selector: str) -> None:
    page.value(f"document.querySelector({json.dumps(selector)}).click()")


def take(page: Tab, by: str, value: str) -> None:
    """Choose a value of a filter."""
    found = f"document.querySelector('[data-by={by}]')"
    page.value(f"{found}.value = {json.dumps(value)}; {found}.dispatchEvent(new Event('change'))")


@pytest.mark.parametrize("name", ["rich", "hostile", "many", "one-page", "cable"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_it_asks_for_nothing_logs_nothing_and_never_scrolls_sideways(
    browser: Tab, folder: Path, name: str, width: int
) -> None:
    browser.dress(width)
    browser.visit(folder / f"{name}.html")
    browser.press("j", "j", "]", "2")
    assert browser.value("document.documentElement.classList.contains('scripted')")
    assert browser.value("document.documentElement.scrollWidth") == width
    assert browser.errors == []
    assert browser.requests == [(folder / f"{name}.html").as_uri()]


@pytest.mark.parametrize("name", ["rich", "hostile", "many", "one-page", "cable"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.skipif(not AXE, reason="BRIEFING_AXE names no axe.min.js: npm pack axe-core has it")
def test_axe_finds_nothing(browser: Tab, folder: Path, name: str, scheme: str, width: int) -> None:
    browser.dress(width, scheme=scheme)
    browser.visit(folder / f"{name}.html")
    browser.value(Path(AXE).read_text(encoding="utf-8"))
    run = f"axe.run({{runOnly: {json.dumps(TAGS)}}}).then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    assert browser.value(run) == []
    browser.press("j")
    assert browser.value(run) == []


def test_keys_go_through_the_findings_and_through_the_sentences_of_one(page: Tab) -> None:
    assert here(page) is None
    page.press("j")
    assert (here(page), focused(page), page.value("location.hash")) == ("d1-3", "f1", "#f1")
    assert page.value("document.querySelector('#f1 details').open")
    assert page.value("document.querySelector('#text-d1').checkVisibility()")
    page.press("]")
    assert here(page) == "d2-2"
    assert page.value("[...document.querySelectorAll('.told')].map(e => e.id)") == ["d1-3", "d2-2", "d3-3", "d5-1"]
    assert page.value("document.querySelector('#f1 .cited [aria-current]').textContent") == "D2\u00a0§2"
    assert TEXTS["avondpost.txt"].splitlines()[1] in str(page.value("document.querySelector('.spoken').textContent"))
    assert not page.value("document.querySelector('#text-d1').checkVisibility()")
    page.press("[", "[")
    assert here(page) == "d5-1"
    page.press("ArrowDown")
    assert (here(page), focused(page)) == ("d3-5", "f2")
    page.press("k")
    assert focused(page) == "f1"
    assert page.value("document.querySelectorAll('.chosen').length") == 1


def test_the_sentence_that_is_shown_is_in_sight(page: Tab) -> None:
    for width in (WIDE, PHONE):
        page.dress(width)
        page.press("j", "j", "j")
        inside = "(e => (r => r.top >= 0 && r.bottom <= innerHeight && r.height > 0)(e.getBoundingClientRect()))"
        assert page.value(f"{inside}(document.querySelector('.here'))"), width


def test_a_citation_leads_into_the_text_and_its_number_back(page: Tab) -> None:
    click(page, "#f7 a[href='#d1-6']")
    assert (here(page), focused(page)) == ("d1-6", "d1-6")
    assert page.value("document.querySelector('.chosen').id") == "f7"
    page.press("Escape")
    assert focused(page) == "f7"
    click(page, "#d1-7 .back a[href='#f10']")
    assert (here(page), focused(page), page.value("location.hash")) == ("d1-7", "f10", "#f10")
    page.value("history.back()")
    page.value("new Promise(done => setTimeout(done, 100))")
    assert here(page) == "d1-6"


def test_an_address_opens_a_finding_or_a_sentence(page: Tab, folder: Path) -> None:
    page.visit(folder / "rich.html", "#f8")
    assert (here(page), focused(page)) == ("d3-4", "f8")
    page.visit(folder / "rich.html", "#d2-4")
    assert here(page) == "d2-4"
    assert page.value("document.querySelector('.chosen')") is None
    page.visit(folder / "rich.html", "#text-d5")
    assert page.value("document.querySelector('.shown').id") == "text-d5"


def test_filters_leave_what_fits_all_of_them(page: Tab) -> None:
    everything = [f"f{number}" for number in range(1, 11)]
    assert visible(page) == everything
    page.press("2")
    assert visible(page) == ["f3", "f4", "f5", "f6"]
    assert page.value("document.querySelector('output').textContent") == "Findings: 4 of 10"
    assert not page.value("document.querySelector('.glance').checkVisibility()")
    assert not page.value("document.querySelector('section.agreement').checkVisibility()")
    page.press("1")
    assert visible(page) == ["f1", "f2", "f3", "f4", "f5", "f6"]
    take(page, "speaker", "Marek Oszlan")
    assert visible(page) == ["f2", "f4", "f6"]
    take(page, "source", "d3")
    take(page, "topic", "t4")
    assert visible(page) == ["f6"]
    take(page, "topic", "t5")
    assert visible(page) == []
    assert page.value("document.querySelector('main > .none').checkVisibility()")
    page.press("Escape")
    assert visible(page) == everything
    assert page.value("document.querySelector('.glance').checkVisibility()")


def test_words_are_found_and_the_chosen_finding_follows_the_filter(page: Tab) -> None:
    page.press("j", "/", "g", "r", "a", "i", "n")
    assert page.value("document.querySelector('[type=search]').value") == "grain"
    assert visible(page) == ["f2", "f7"]
    assert page.value("document.querySelector('.chosen').id") == "f2"
    page.press("Escape")
    assert len(str(visible(page)).split()) == 10


def test_a_link_to_what_is_filtered_away_shows_it_again(page: Tab) -> None:
    page.press("3")
    click(page, "#d1-3 .back a")
    assert focused(page) == "f1"
    assert "f1" in str(visible(page))


def test_the_keys_can_be_turned_off(page: Tab) -> None:
    click(page, ".keys input")
    page.press("j", "2")
    assert here(page) is None
    assert len(str(visible(page)).split()) == 10


def test_on_a_phone_the_source_is_a_sheet_that_can_be_closed(page: Tab) -> None:
    page.dress(PHONE)
    sheet = "document.querySelector('.texts').checkVisibility()"
    assert not page.value(sheet)
    click(page, "#f3 .first")
    assert page.value(sheet)
    click(page, ".close")
    assert not page.value(sheet)
    assert focused(page) == "f3"


def test_without_script_everything_is_there_and_links_lead_to_the_sentence(browser: Tab, folder: Path) -> None:
    browser.dress(WIDE)
    browser.script(allowed=False)
    try:
        browser.visit(folder / "rich.html", "#d5-2")
        assert not browser.value("document.documentElement.classList.contains('scripted')")
        assert not browser.value("document.querySelector('.filters').checkVisibility()")
        shown = browser.value("[...document.querySelectorAll('.text')].every(e => e.checkVisibility())")
        colour = browser.value("getComputedStyle(document.querySelector('#d5-2')).backgroundColor")
        browser.dress(PHONE)
        sideways = browser.value("document.documentElement.scrollWidth")
    finally:
        browser.script(allowed=True)
    assert (shown, colour, sideways) == (True, "rgb(255, 233, 168)", PHONE)


def test_paper_has_the_brief_and_says_where_it_was_filtered(page: Tab) -> None:
    page.press("2")
    page.ask("Emulation.setEmulatedMedia", media="print")
    for selector, there in ((".texts", False), (".keys", False), (".statuses", False), ("output", True), ("#f3", True)):
        assert page.value(f"document.querySelector('{selector}').checkVisibility()") == there, selector
    page.press("Escape")
    assert not page.value("document.querySelector('output').checkVisibility()")


def test_fifty_documents_open_within_a_second(browser: Tab, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(html(library(), "diplomatic"), encoding="utf-8")
    browser.dress(WIDE)
    browser.visit(tmp_path / "page.html")
    browser.visit(tmp_path / "page.html")
    took = browser.value("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert took < MOST_MILLISECONDS
    begun = browser.value("(t => { document.body.offsetHeight; return t })(performance.now())")
    browser.press("j")
    assert here(browser) == "d1-1"
    assert float(str(browser.value("performance.now()"))) - float(str(begun)) < MOST_MILLISECONDS


def library(documents: int = 50, sentences: int = 100) -> Brief:
    """Return a brief of many documents of 2,000 words, with a finding in each."""
    text = "The ministers of the two countries said that the talks on the strait would go on for as long as it takes."
    entries = tuple(SourceEntry(f"D{n}", f"{n}.txt", "0" * 64, "en", f"Talks {n}") for n in range(1, documents + 1))
    texts = tuple(
        Document(
            each.id, each.path, each.sha256, "", "en",
            sentences=tuple(_sentence(each.id, number, text) for number in range(1, sentences + 1)),
        )
        for each in entries
    )  # fmt: skip
    first = rich().findings[0]
    findings = tuple(_finding(first, number, each.id, text) for number, each in enumerate(entries, start=1))
    return replace(
        rich(), documents=entries, findings=findings, discrepancies=(), reports=(), positions=(), bottom_line=(),
        timeline=(), people=(), texts=texts,
    )  # fmt: skip


def _sentence(document: str, number: int, text: str) -> Sentence:
    return Sentence(document, number, 0, len(text), text, Kind.PROSE, "en", number // 3)


def _finding(like: Finding, number: int, document: str, text: str) -> Finding:
    return replace(like, id=number, span=Span(document, 0, len(text), text, "en", 1), supports=())
