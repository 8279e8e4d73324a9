"""Every template that ships keeps to the house: verbatim, cited, linked, honest about what is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase

import pytest
from editions import many, second, unchanged, without_news
from fakes import empty, hostile, long, multilingual, rich
from pypdf import PdfReader
from test_html import KNOWN, Tree
from test_markdown import parser, quotations

from briefing.model import Brief, Rejection, State
from briefing.pipeline import compose
from briefing.publish.frames import frame, languages
from briefing.publish.page import page
from briefing.publish.printable import printable
from briefing.publish.rendering import paper, render
from briefing.publish.shortening import surest
from briefing.publish.templates import found, names
from briefing.publish.view import Disagreement, Page
from briefing.settings import Options
from briefing.sources.config import load_register
from briefing.sources.folders import collect

NEW = ("cable", "one-page")
BRIEFS = (rich(), empty(), long(), multilingual(), hostile(), second(), unchanged(), many(), without_news())


SAMPLES = Path(__file__).parent.parent / "data" / "samples"


def pages(brief: Brief) -> int:
    """Return how many pages a brief has as one page."""
    return len(PdfReader(BytesIO(render(brief, "pdf", "one-page").content)).pages)


@pytest.mark.slow
@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("sample", ["geneva_2021", "black_sea_grain_2022"])
def test_the_samples_fit_two_pages(sample: str, lang: str) -> None:
    quick = (sample, lang) != ("geneva_2021", "en")
    options = Options(as_of=date(2022, 7, 23), tlp="TLP:CLEAR", quick=quick, lang=lang)
    brief = compose(collect([SAMPLES / sample]), options)
    known = compose(collect([SAMPLES / sample]), replace(options, register=load_register(SAMPLES / "sources.toml")))
    assert len(brief.findings) > 12
    assert any(document.description for document in known.documents)
    assert pages(brief) == 2
    # Who the sources are and how items are rated is told in the annex, at more length in other languages.
    assert pages(known) <= (2 if lang == "en" else 3)


def test_a_rich_brief_fits_two_pages_and_a_poor_one_fits_one() -> None:
    assert [pages(each) for each in (rich(), long(), alone(), empty())] == [1, 2, 1, 1]


def alone() -> Brief:
    """Return a brief of one document with one finding."""
    brief = rich()
    return replace(brief, documents=brief.documents[:1], findings=brief.findings[2:3], discrepancies=(), reports=())


def text_of(brief: Brief, template: str, form: str = "md") -> str:
    return render(brief, form, template).content.decode()


def spans(brief: Brief) -> set[str]:
    """Return all words of sources that a brief may quote."""
    claims = {claim.span.text for each in brief.discrepancies for claim in each.claims}
    told = {change.before.span.text for change in brief.changes if change.before}
    own = {each.span.text for each in brief.findings} | {each.span.text for each in brief.reports}
    return {printable(text) for text in claims | told | own | {each.text for each in brief.bottom_line}}


@pytest.mark.parametrize("template", NEW)
@pytest.mark.parametrize("brief", [*BRIEFS, alone()])
def test_the_page_is_in_order(brief: Brief, template: str) -> None:
    tree = Tree(text_of(brief, template, "html"))
    levels = [int(each["tag"][1]) for each in tree.elements if re.fullmatch("h[1-6]", each["tag"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert {each["tag"] for each in tree.elements} <= KNOWN
    ids = [each["@id"] for each in tree.elements if "@id" in each]
    assert len(ids) == len(set(ids))
    assert {each["@href"][1:] for each in tree.all("a") if each["@href"].startswith("#")} <= set(ids)


@pytest.mark.parametrize("template", NEW)
@pytest.mark.parametrize("brief", BRIEFS)
def test_every_quotation_is_word_for_word(brief: Brief, template: str) -> None:
    tree = Tree(text_of(brief, template, "html"))
    assert {each["text"] for each in tree.all("span", class_="verbatim")} <= spans(brief)
    assert set(quotations(text_of(brief, template))) <= spans(brief)


@pytest.mark.parametrize("template", NEW)
@pytest.mark.parametrize("brief", BRIEFS)
def test_a_quotation_in_a_block_is_followed_by_its_citation(brief: Brief, template: str) -> None:
    blocks = list(Tree(text_of(brief, template, "html")).all("blockquote"))
    assert all(re.search(r"\[(edition \d+, )?D\d+\u00a0§", each["text"]) for each in blocks)


@pytest.mark.parametrize("template", names())
@pytest.mark.parametrize("lang", languages())
def test_every_template_says_all_in_every_language(template: str, lang: str) -> None:
    for brief in BRIEFS:
        for form in ("md", "html"):
            text = re.sub(
                r"<style>.*?</style>", "", text_of(replace(brief, lang=lang), template, form), flags=re.DOTALL
            )
            assert not re.search(r"{\w+}", text.replace("{{ 7 \\* 7 }}", ""))


@pytest.mark.parametrize("template", NEW)
def test_no_label_is_never_a_label(template: str) -> None:
    for form in ("md", "html"):
        text = re.sub(r"<style>.*?</style>", "", text_of(replace(rich(), tlp=""), template, form), flags=re.DOTALL)
        assert "TLP" not in text
    lines = text_of(rich(), template).splitlines()
    assert lines[0] == lines[-1] == "**TLP:CLEAR**"


@pytest.mark.parametrize("template", names())
def test_the_printed_page_has_no_slow_layout_and_ours_fonts(template: str) -> None:
    sheet = paper(second(), template).partition("<style>")[2].partition("</style>")[0]
    assert not re.search(
        r"display: *(inline-)?(flex|grid)|columns?(-count)?:|float:|font-style: *italic|text-align: *justify", sheet
    )
    reader = PdfReader(BytesIO(render(second(), "pdf", template).content))
    fonts = {
        str(font.get_object()["/BaseFont"]) for each in reader.pages for font in each["/Resources"]["/Font"].values()
    }
    assert all(font.split("+")[-1].startswith("Brief-S") for font in fonts)
    assert list(reader.attachments) == ["brief.json"]


def heads_of(number: int, letters: int) -> list[str]:
    """Return the numbers up to one, and so many letters of a cable: after z comes aa."""
    every = [*ascii_lowercase, *(one + other for one in ascii_lowercase for other in ascii_lowercase)]
    return sorted([*map(str, range(1, number + 1)), *every[:letters]])


def test_each_paragraph_of_a_cable_has_its_number_or_its_letter_and_its_label() -> None:
    left_out = tuple(Rejection(f"{number}.pdf", "empty file") for number in range(40))
    for brief in (rich(), second(), alone(), replace(rich(), tlp="amber+strict"), replace(rich(), rejections=left_out)):
        label = {"TLP:CLEAR": "TLP:CLEAR", "amber+strict": "TLP:AMBER+STRICT"}[brief.tlp]
        tree = Tree(text_of(brief, "cable", "html"))
        heads = [each["text"] for each in tree.all("span", class_="head")]
        paragraphs = [each for each in tree.elements if re.match("paragraph", each.get("@class") or "")]
        assert len(heads) == len(paragraphs)
        assert all(re.match(rf"\w+\. \({re.escape(label)}\)", head) for head in heads)
        number = len(brief.findings) + len(brief.discrepancies)
        expected = heads_of(number, len(heads) - number)
        assert sorted(head.partition(".")[0] for head in heads) == expected
        written = re.findall(rf"^\*\*(\w+)\.\*\* \({re.escape(label)}\)", text_of(brief, "cable"), re.MULTILINE)
        assert sorted(written) == expected
    bare = [each["text"] for each in Tree(text_of(replace(rich(), tlp=""), "cable", "html")).all("span", class_="head")]
    assert bare[0] == "a."


def test_a_cable_holds_every_finding_and_every_contradiction() -> None:
    for brief in (rich(), long(), second()):
        tree = Tree(text_of(brief, "cable", "html"))
        numbers = {each["@id"] for each in tree.elements if re.fullmatch(r"f\d+", each.get("@id") or "")}
        assert numbers == {f"f{n}" for n in range(1, len(brief.findings) + len(brief.discrepancies) + 1)}
        for element in tree.elements:
            if re.fullmatch(r"f\d+", element.get("@id") or ""):
                assert element["text"].strip().startswith(f"{element['@id'][1:]}.")
                assert not re.search(r"· (finding|!) \d+$", element["text"].strip())


def test_the_header_lines_of_a_cable_are_in_capitals() -> None:
    lines = [line for line in text_of(rich(), "cable").splitlines() if line]
    assert lines[1:6] == [
        "FM: BRIEFING",
        "TO: ALL RECIPIENTS OF THIS BRIEF",
        "DATE: 15 NOVEMBER 2031",
        "# SUBJECT: NORLAND–AVARIA TALKS, PORT SELIN",
        "REF: BRIEF 2031-11-15-NORLAND-AVARIA-TALKS-PORT-SELIN; D1–D5",
    ]
    assert lines[7] == "## SUMMARY"


def test_a_cable_has_no_colour_of_its_own() -> None:
    sheet = found("cable").look
    colours = set(re.findall(r"#[0-9a-f]{3,6}", sheet))
    assert colours <= {"#000", "#fff"}


def test_a_silent_party_is_printed_in_a_cable() -> None:
    brief = rich()
    kept = tuple(finding for finding in brief.findings if finding.id != 6)
    text = text_of(replace(brief, findings=kept, discrepancies=()), "cable")
    assert "(TLP:CLEAR) Patrol boats. Nothing of Marek Oszlan on this is quoted here." in text


def shown_and_counted(text: str) -> set[int]:
    """Return the numbers that stand before a finding, and those that are counted as not shown."""
    shown = {int(number) for number in re.findall(r"^\*\*(\d+)(?:\*\* [=≠?] | ! )", text, re.MULTILINE)}
    counted = set()
    for ranges in re.findall(r"^Not shown here: \d+ [^(]*\(([\d–, ]+)\)\.$", text, re.MULTILINE):
        for part in ranges.split(", "):
            first, _, last = part.partition("–")
            counted |= set(range(int(first), int(last or first) + 1))
    assert not shown & counted
    return shown | counted


@pytest.mark.parametrize("brief", [rich(), long(), multilingual(), second(), many()])
def test_one_page_counts_all_that_it_does_not_show(brief: Brief) -> None:
    text = text_of(brief, "one-page")
    assert shown_and_counted(text) == set(range(1, len(brief.findings) + len(brief.discrepancies) + 1))
    if brief.reports:
        assert f"Not shown here: {len(brief.reports)} sentence" in text
    assert "not shown is counted" in text or len(brief.findings) <= 8


def test_what_is_surest_is_told_by_most_and_then_surest() -> None:
    findings = [
        replace(rich().findings[0], id=n, origins=origins, score=score)
        for n, (origins, score) in enumerate([(1, 0.99), (3, 0.5), (1, 0.7), (3, 0.6), (2, 0.9)], start=1)
    ]
    short = surest(page(replace(rich(), findings=tuple(findings), discrepancies=())), 3)
    assert [entry.number for group in short.sections[0].groups for entry in group.entries] == [2, 4, 5]
    assert short.sections[0].not_shown == "Not shown here: 2 agreements (1, 3)."
    assert short.shown == {2, 4, 5}


def test_what_says_nothing_new_comes_after_what_does() -> None:
    whole = page(second())
    folded = {
        e.number for s in whole.sections for g in s.groups for side in g.all_sides for e in side.entries if e.opening
    }
    short = surest(whole, 1)
    assert folded == {3, 7, 8}
    assert [e.number for g in short.sections[1].groups for e in g.entries] == [4]


def test_a_short_page_that_leaves_nothing_out_says_no_rule() -> None:
    assert surest(page(alone()), 4).method == page(alone()).method
    assert len(surest(page(rich()), 1).method) == len(page(rich()).method) + 1


def test_a_contradiction_quotes_what_no_finding_on_the_page_quotes() -> None:
    assert "finding 5, [D1\u00a0§7](#d1)" in text_of(rich(), "one-page")
    short = surest(page(rich()), 1)
    (versions,) = ([*each.first, *each.others] for each in short.disagreements if each.number == 9)
    assert not any(entry.quoted for entry in versions if entry.quoted not in short.shown)


def test_a_value_told_by_several_is_quoted_once_in_the_readers_language_and_cited_of_all() -> None:
    whole = page(rich())
    (each, *_) = whole.disagreements
    (entry, *rest) = each.first
    foreign = entry._replace(quotation=entry.quotation._replace(foreign="Dutch"))
    twice = replace_first(whole, each._replace(first=(foreign, entry, *rest)))
    (short, *_) = surest(twice, 4).disagreements
    assert [version.lead for version in short.first] == list(dict.fromkeys(version.lead for version in each.first))
    assert short.first[0].quotation == entry.quotation
    assert foreign.citation.first in short.first[0].citation.others


def on_one_topic(brief: Brief) -> Brief:
    """Return a brief with all its contradictions on the topic of the first."""
    topic = brief.discrepancies[0].topic
    return replace(brief, discrepancies=tuple(replace(each, topic=topic) for each in brief.discrepancies))


@pytest.mark.parametrize("template", ["diplomatic", "one-page"])
def test_contradictions_in_a_row_on_one_topic_have_one_heading(template: str) -> None:
    brief = on_one_topic(rich())
    title = next(each.title for each in brief.topics if each.id == brief.discrepancies[0].topic)
    markdown = text_of(brief, template).partition("## ! ")[2].partition("\n## ")[0]
    heads = re.findall(r"^### (.+)|^\*\*(\d+) ! ", markdown, re.MULTILINE)
    assert heads == [(title, ""), ("", "9"), ("", "10")]
    for html in (text_of(brief, template, "html"), paper(brief, template)):
        section = html.partition('<section class="status discrepancies">')[2].partition("</section>")[0]
        assert re.findall(r"<h3[^>]*>([^<]+)</h3>", section) == [title]
        assert re.findall(r'id="f(\d+)"', section) == ["9", "10"]


@pytest.mark.parametrize("template", names())
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_leads_a_quotation_does_not_run_into_it(template: str, lang: str) -> None:
    colon = frame(lang).marks["colon"]
    for brief in (alone(), rich(), second()):
        spoken = replace(brief, lang=lang)
        for html in (text_of(spoken, template, "html"), paper(spoken, template)):
            leads = [each["text"] for each in Tree(html).all("b", class_="lead")]
            assert leads
            assert all(lead.endswith(colon) for lead in leads)


def replace_first(made: Page, each: Disagreement) -> Page:
    return made._replace(disagreements=(each, *made.disagreements[1:]))


@pytest.mark.parametrize("template", names())
def test_a_brief_without_findings_says_so(template: str) -> None:
    text = text_of(empty(), template)
    for line in (
        "No single sentence in the sources sums up the outcome.",
        "No agreement was found in the one source.",
        "No dispute was found in the one source.",
        "No open issue was found in the one source.",
        "No contradiction between the sources was found.",
        "Nothing was left out.",
    ):
        assert line in text


@pytest.mark.parametrize("template", NEW)
def test_nothing_from_a_source_is_live(template: str) -> None:
    tokens = parser().parse(text_of(hostile(), template))
    live = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    assert {token.content for token in live if token.type == "html_inline"} <= {"</a>"} | {
        f'<a id="d{n}">' for n in range(1, 6)
    }
    assert not [token for token in live if token.type in {"image", "code_inline", "em_open", "s_open"}]
    assert {token.attrs["href"] for token in live if token.type == "link_open"} <= {f"#d{n}" for n in range(1, 6)}


@pytest.mark.parametrize("template", NEW)
def test_the_sources_are_listed_with_whole_checksums(template: str) -> None:
    for form in ("md", "html"):
        text = text_of(rich(), template, form)
        assert all(each.sha256 in text for each in rich().documents)
        assert "copy of D3" in text
        assert frame("en").words[State.DUPLICATE] in text


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("form", ["md", "html"])
def test_a_short_page_names_the_record_by_what_it_is_and_not_by_a_name_that_it_has_not(lang: str, form: str) -> None:
    text = text_of(replace(long(), lang=lang), "one-page", form)
    assert "JSON" in text
    assert "brief.json" not in text


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("template", names())
def test_a_source_without_a_publisher_is_said_to_have_none(template: str, form: str, lang: str) -> None:
    unread = replace(rich().documents[2], id="D6", path="scan.txt", state=State.REJECTED, reason="empty file")
    brief = replace(rich(), lang=lang, documents=(*rich().documents, unread))
    text = text_of(brief, template, form)
    said = frame(lang).words["no_publisher"]
    assert text.count(said) == 2
    lines = [line for line in text.splitlines() if said in line]
    assert all(any(path in line for path in ("wire.html", "copy-of-wire.txt")) for line in lines)


@pytest.mark.parametrize(("origin", "shown"), [("O1", ["D1"]), ("O7", ["D1", "D3"]), ("", ["D1", "D3"])])
def test_a_text_of_the_same_origin_is_no_second_source_of_a_value(origin: str, shown: list[str]) -> None:
    base = rich()
    told, *rest = base.discrepancies
    again = replace(told.claims[0], span=replace(told.claims[0].span, doc="D3"))
    documents = [replace(each, origin={"D1": "O1", "D3": origin}.get(each.id, each.origin)) for each in base.documents]
    twice = replace(told, claims=(*told.claims, again))
    made = page(replace(base, documents=tuple(documents), discrepancies=(twice, *rest)))
    each = next(each for each in made.disagreements if each.topic.id == told.topic)
    assert [version.citation.first.source for version in each.first] == shown
