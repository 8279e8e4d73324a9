"""The page that is read beside its sources: whole without its script, and nothing in it alive but that."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from editions import second, unchanged, without_news
from fakes import HOSTILE, TEXTS, empty, hostile, long, rich, with_texts
from test_html import KNOWN, Tree

from briefing.model import Brief
from briefing.pipeline import compose
from briefing.publish.frames import frame, languages
from briefing.publish.fulltexts import index
from briefing.publish.printable import printable
from briefing.publish.record import written
from briefing.publish.rendering import html, mail, markdown, paper
from briefing.publish.templates import copy, names, script
from briefing.settings import Options
from briefing.sources.folders import collect

READING = {*KNOWN, "article", "aside", "button", "h4", "input", "kbd", "label", "nav", "ol", "option", "output"} | {
    *("script", "select")
}
BREAKOUTS = (
    HOSTILE,
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>\u2028\u2029&lt;/script&gt;",
    "\"'><img src=x onerror=alert(1)>",
)


def whole(brief: Brief, template: str = "diplomatic") -> str:
    return html(with_texts(brief), template)


def poisoned(text: str) -> Brief:
    """Return a brief whose documents in full are a stranger's worst text too, in every line and every field."""
    brief = with_texts(hostile(text))
    texts = tuple(
        replace(
            each,
            title=text,
            location=text,
            sentences=tuple(replace(line, text=text, end=line.start + len(text)) for line in each.sentences),
        )
        for each in brief.texts
    )
    return replace(brief, texts=texts)


def known(text: str) -> dict[str, dict[str, object]]:
    """Return what the script is told of each number."""
    block = text.partition('<script type="application/json" id="index">')[2].partition("</script>")[0]
    found: dict[str, dict[str, object]] = json.loads(block)["found"]
    return found


@pytest.mark.parametrize("template", names())
@pytest.mark.parametrize("brief", [rich(), long(), second(), unchanged(), empty()], ids=range(5))
def test_every_link_has_its_target_and_every_id_is_alone(brief: Brief, template: str) -> None:
    page = Tree(whole(brief, template))
    ids = [each["@id"] for each in page.elements if "@id" in each]
    assert len(ids) == len(set(ids))
    assert {each["@href"][1:] for each in page.all("a") if each["@href"].startswith("#")} <= set(ids)
    levels = [int(each["tag"][1]) for each in page.elements if re.fullmatch("h[1-6]", each["tag"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {each["tag"] for each in page.elements} <= READING


def test_the_documents_stand_in_full_each_line_in_its_language_with_what_cites_it() -> None:
    page = Tree(whole(rich()))
    for name, text in TEXTS.items():
        document = f"d{list(TEXTS).index(name) + 1}"
        lines = [each for each in page.all("li") if (each.get("@id") or "").startswith(f"{document}-")]
        assert [each["@value"] for each in lines] == [str(n) for n in range(1, len(lines) + 1)]
        words = [next(w for w in each["text"].splitlines() if w) for each in lines]
        assert [re.sub(r" (\d+ ?)+$", "", word) for word in words] == [printable(line) for line in text.splitlines()]
    cited = next(page.all("li", id="d1-7"))
    assert re.findall(r"\b(\d+) ", cited["text"].partition("boats.")[2]) == ["5", "10"]
    assert "heading" in next(page.all("li", id="d1-1"))["@class"]
    assert {each["@lang"] for each in page.all("span", class_="verbatim") if "@lang" in each} == {"en", "nl", "uk"}


def test_a_citation_leads_to_the_sentence() -> None:
    page = Tree(whole(rich()))
    first = [each["@href"] for each in page.all("a", class_="first")]
    assert {"#d1-3", "#d3-5", "#d5-2"} <= set(first)
    assert not [each for each in first if re.fullmatch(r"#d\d", each)]


def test_a_finding_has_its_reason_its_supports_the_other_side_and_what_contradicts_it() -> None:
    page = Tree(whole(rich()))
    agreed = next(page.all("article", id="f1"))["text"]
    assert "Why it stands here: cue: agreed to (score 0.91)" in agreed
    assert "Also reported" in agreed
    assert printable(TEXTS["visnyk.txt"].splitlines()[0]) in agreed
    crossing = next(page.all("article", id="f5"))["text"]
    assert "Opposite side: Marek Oszlan, 6" in crossing
    assert "Did patrol boats cross the line?" in crossing
    assert "yes: finding 5, Ida Brandt" in " ".join(crossing.split())
    contradiction = next(page.all("article", id="f10"))["text"]
    assert "Findings concerned: 5, 6" in " ".join(contradiction.split())


def test_filters_offer_topics_speakers_and_sources_and_are_hidden_until_the_script_is_there() -> None:
    page = Tree(whole(rich()))
    assert "@hidden" in next(page.all("div", class_="filters"))
    assert "@hidden" in next(page.all("section", class_="keys"))
    said = [each["text"] for each in page.all("option")]
    assert {"All topics", "Grain corridor", "All speakers", "Ida Brandt", "Reporter", "All sources"} <= set(said)
    assert any(each.startswith("D5 ") for each in said)
    pressed = [each["@data-status"] for each in page.all("button", aria_pressed="false")]
    assert pressed == ["agreement", "dispute", "unresolved", "discrepancies"]
    unnamed = [each for tag in ("select", "input") for each in page.all(tag) if each.get("@type") != "checkbox"]
    assert all(each["@aria-label"] for each in unnamed)


def test_the_script_is_told_of_every_number() -> None:
    told = known(whole(rich()))
    assert list(told) == [str(number) for number in range(1, 11)]
    assert told["1"] == {
        "status": "agreement",
        "topic": "t1",
        "speakers": ["Reporter"],
        "places": ["d1-3", "d2-2", "d3-3", "d5-1"],
    }
    assert told["10"]["speakers"] == ["Ida Brandt", "Marek Oszlan"]
    assert told["9"]["status"] == "discrepancies"


def test_the_policy_allows_the_own_style_sheet_and_the_own_script_and_nothing_else() -> None:
    text = whole(rich())
    policy = next(Tree(text).all("meta", http_equiv="Content-Security-Policy"))["@content"]
    sheet = text.partition("<style>")[2].partition("</style>")[0]
    code = text.partition('<script type="module">')[2].partition("</script>")[0]
    style, allowed = (b64encode(sha256(each.encode()).digest()).decode() for each in (sheet, code))
    assert code == script()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{allowed}'; base-uri 'none'; "
        "form-action 'none'"
    )
    assert len(re.findall("<script", text)) == 2
    assert not re.search(r"\sstyle=|<link|<img|<iframe|url\(|@import", text)
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp|import\(", code)


@pytest.mark.parametrize("text", BREAKOUTS)
@pytest.mark.parametrize("template", names())
def test_nothing_of_a_source_is_live(text: str, template: str) -> None:
    page = html(poisoned(text), template)
    tree = Tree(page)
    assert {each["tag"] for each in tree.elements} <= READING
    assert [each.get("@type") for each in tree.all("script")] == ["application/json", "module"]
    assert not [name for each in tree.elements for name in each if name.startswith("@on")]
    assert all(each["@href"].startswith("#") for each in tree.all("a"))
    assert {each["text"] for each in tree.all("option")} >= {printable(text, 80)}


@pytest.mark.parametrize("text", BREAKOUTS)
def test_no_text_ends_the_block_that_the_script_reads(text: str) -> None:
    block = index(poisoned(text))
    assert not re.search("[<>&\u2028\u2029]", block)
    assert printable(text, 80) in json.loads(block)["found"]["1"]["speakers"]


def test_a_template_of_the_user_brings_no_script(tmp_path: Path) -> None:
    copy("diplomatic", tmp_path / "mine")
    assert not list((tmp_path / "mine").glob("*.js"))
    (tmp_path / "mine" / "reading.js").write_text("alert(1)", encoding="utf-8")
    assert html(with_texts(rich()), str(tmp_path / "mine")) == whole(rich())


@pytest.mark.parametrize("template", names())
def test_mail_paper_and_markdown_know_nothing_of_the_documents_in_full(template: str) -> None:
    for made in (mail, paper, markdown):
        assert made(with_texts(rich()), template) == made(rich(), template)
    assert "<script" not in mail(with_texts(rich()), template)
    assert written(with_texts(rich())) == written(rich())


def test_without_documents_it_is_the_page_alone() -> None:
    assert html(without_news(), "diplomatic") == mail(without_news(), "diplomatic")


@pytest.mark.parametrize("lang", languages())
def test_it_speaks_the_language_of_the_brief(lang: str) -> None:
    text = unescape(whole(replace(rich(), lang=lang)))
    assert [key for key, words in frame(lang).reading.items() if words not in text] == []


def test_a_brief_holds_the_documents_that_it_was_made_of(desk: Path) -> None:
    brief = compose(collect([desk / "inbox"]), Options(as_of=rich().as_of, quick=True))
    assert [each.id for each in brief.texts] == [each.id for each in brief.documents]
    page = Tree(html(brief, "diplomatic"))
    shown = [each["@id"] for each in page.all("li") if re.fullmatch(r"d\d+-\d+", each.get("@id") or "")]
    assert len(shown) == sum(len(each.sentences) for each in brief.texts)
    assert {each["@href"][1:] for each in page.all("a", class_="first")} <= set(shown)
