"""The Markdown twin, read back by a CommonMark parser with tables."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from fakes import HOSTILE, empty, hostile, long, multilingual, rich
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.errors import TemplateError
from briefing.model import Brief
from briefing.publish.markdown import escaped
from briefing.publish.printable import printable
from briefing.publish.rendering import render

FAKES = (
    f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); "
    "from fakes import rich; from briefing.publish.rendering import render"
)
COUNTED = (
    "3 captions were not assessed; "
    "1 sentence on an agreement, a dispute or an open issue was left out as minor or not sure enough"
)
SLOW = ("weasyprint", "babel.messages", "babel.support", "nltk", "numpy")


def parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"linkify": False}).enable("table")


def printed(brief: Brief) -> str:
    return render(brief, "md").content.decode()


def inline(text: str) -> list[Token]:
    return [child for token in parser().parse(text) if token.type == "inline" for child in token.children or ()]


def visible(tokens: Sequence[Token] | None) -> str:
    return "".join(token.content for token in tokens or () if token.type in {"text", "text_special", "code_inline"})


def headings(text: str) -> list[tuple[str, str]]:
    tokens = parser().parse(text)
    return [
        (token.tag, visible(following.children))
        for token, following in pairwise(tokens)
        if token.type == "heading_open"
    ]


def quotations(text: str) -> list[str]:
    found, depth = [], 0
    for token in parser().parse(text):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "inline" and depth:
            found.append(visible(token.children))
    return found


def test_the_order_of_the_sections() -> None:
    assert [title for tag, title in headings(printed(rich())) if tag == "h2"] == [
        "Bottom line",
        "At a glance",
        "= Agreements",
        "≠ Disputes",
        "? Unresolved issues",
        "! Where the sources disagree",
        "Other reporting",
        "Timeline",
        "Who is who",
        "Sources",
        "What was left out, and why",
        "Method",
    ]


def test_headings_have_no_gaps() -> None:
    levels = [int(tag[1]) for tag, _ in headings(printed(long()))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("brief", [rich(), long(), multilingual(), hostile()])
def test_every_quotation_is_a_block_quotation_word_for_word(brief: Brief) -> None:
    expected = {printable(finding.span.text) for finding in brief.findings}
    expected |= {printable(span.text) for span in brief.bottom_line}
    expected |= {printable(report.span.text) for report in brief.reports}
    expected |= {printable(dated.span.text) for dated in brief.timeline}
    found = quotations(printed(brief))
    assert expected <= set(found)
    sources = {printable(claim.span.text) for each in brief.discrepancies for claim in each.claims}
    assert set(found) <= expected | sources


def test_findings_are_numbered_through_the_whole_brief() -> None:
    for brief, total in ((rich(), 10), (long(), 62)):
        numbers = re.findall(r"^\*\*(\d+)(?:\*\* [=≠?] | ! )", printed(brief), re.MULTILINE)
        assert numbers == [str(number) for number in range(1, total + 1)]


def test_a_citation_has_its_speaker_its_support_and_its_language() -> None:
    text = printed(rich())
    assert "**1** = Reporter · 4/5\n" in text
    assert "**2** = Marek Oszlan · 1/5 · one side’s claim · NEW\n" in text
    assert "**7** ? Reporter · 3/5 · 2\u00a0independent · Ukrainian · CONTESTED\n" in text
    assert "[D5\u00a0§2](#d5); D1\u00a0§6, D2\u00a0§4\n" in text


def test_what_a_mediator_tells_is_no_claim_of_one_side() -> None:
    brief = rich()
    told = tuple(replace(each, mediated=True) for each in brief.findings)
    text = printed(replace(brief, findings=told))
    assert "**2** = Marek Oszlan · 1/5 · NEW\n" in text
    assert "one side’s claim" not in text


def test_a_dispute_of_the_only_source_is_led_by_its_speaker_and_nothing_more() -> None:
    base = rich()
    dispute = replace(base.findings[4], id=1, span=base.bottom_line[0], speakers=(), documents=1, origins=1)
    alone = replace(base, documents=base.documents[:1], findings=(dispute,), discrepancies=(), positions=(), reports=())
    assert "**1** ≠ **Reporter**\n" in printed(alone)


def test_the_bottom_line_does_not_guess_whose_words_it_quotes() -> None:
    for form in ("md", "html"):
        text = render(rich(), form).content.decode()
        assert "Reporter" not in text.partition("Bottom line")[2].partition("At a glance")[0]
    assert re.search(r"\n\n\[D\d\u00a0§\d+\]\(#d\d\)\n\n", printed(rich()).partition("At a glance")[0])


def test_a_claim_of_one_side_in_the_bottom_line_is_led_by_who_says_it() -> None:
    base = rich()
    brief = replace(base, claimed=((base.bottom_line[0], "Norland"),))
    for form, led in (("md", "**Norland**:\n\n> "), ("html", ">Norland:</b>")):
        text = render(brief, form).content.decode()
        assert led in text.partition("Bottom line")[2].partition("At a glance")[0]


def test_a_version_that_is_quoted_above_is_not_quoted_again() -> None:
    text = printed(rich())
    assert "finding 5, [D1\u00a0§7](#d1)" in text
    assert text.count("eleven crossings” by patrol boats") == 1


def test_the_matrix() -> None:
    tokens = parser().parse(printed(rich()))
    rows = [visible(token.children) for token in tokens if token.type == "inline" and token.map and token.level == 4]
    text = " / ".join(rows)
    assert "Topic / = Agreed / ≠ Disputed / ? Unresolved" in text
    assert "Selin strait / – / 3 : 4 “never accept a toll” / –" in text
    assert "2 “inspectors into the port” (Marek Oszlan only)" in text
    assert "Prisoners ! 9 / 1 “agreed to exchange” (4/5)" in text


def test_a_long_matrix_is_folded_and_says_so() -> None:
    text = printed(long())
    assert "| 8 other topics | 8 | 8 | 8 |" in text
    assert text.count("\n| Chapter") == 12


def test_a_silent_party_is_printed() -> None:
    brief = rich()
    kept = tuple(finding for finding in brief.findings if finding.id != 6)
    text = printed(replace(brief, findings=kept, discrepancies=()))
    assert "**5 : –** “eleven crossings” (nothing quoted: Marek Oszlan)" in text
    assert "Nothing of Marek Oszlan on this is quoted here." in text


def test_what_is_missing_is_printed() -> None:
    text = printed(empty())
    for line in (
        "# Untitled brief",
        "No single sentence in the sources sums up the outcome. 0 agreements, 0 disputes, 0 open points.",
        "Source base: one document; nothing here is corroborated.",
        "No agreement was found in the one source.",
        "No dispute was found in the one source.",
        "No open issue was found in the one source.",
        "No contradiction between the sources was found.",
        "Nothing was left out.",
    ):
        assert f"{line}\n" in text
    assert "1/1" not in text


def test_what_was_left_out_is_listed_with_its_reason() -> None:
    text = printed(rich())
    for line in ("scan.pdf: no text in it", "D4 copy-of-wire.txt: copy of D3", COUNTED):
        assert f"- {line}\n" in text
    assert "background" not in text


def test_the_label_is_the_first_line_and_the_last() -> None:
    lines = printed(rich()).splitlines()
    assert lines[0] == lines[-1] == "**TLP:CLEAR**"
    assert "TLP" not in printed(replace(rich(), tlp=""))


def test_links_go_to_the_sources_and_checksums_are_whole() -> None:
    text = printed(rich())
    targets = {str(token.attrs["href"]) for token in inline(text) if token.type == "link_open"}
    anchors = set(re.findall(r'<a id="(d\d+)"></a>', text))
    assert targets
    assert {target.removeprefix("#") for target in targets} <= anchors
    assert all(document.sha256 in text for document in rich().documents)


def test_nothing_from_a_source_is_live() -> None:
    text = printed(hostile())
    tokens = parser().parse(text)
    live = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    assert {token.type for token in tokens} & {"html_block", "hr", "code_block", "list_item_open"} <= {"list_item_open"}
    assert {token.content for token in live if token.type == "html_inline"} <= {"</a>"} | {
        f'<a id="d{number}">' for number in range(1, 6)
    }
    assert {token.attrs["href"] for token in live if token.type == "link_open"} <= {f"#d{n}" for n in range(1, 6)}
    assert not [token for token in live if token.type in {"image", "code_inline", "em_open", "s_open"}]
    assert sum(token.type == "fence" for token in tokens) == 1
    assert printable(HOSTILE) in quotations(text)


def test_controls_and_overrides_are_gone() -> None:
    text = printed(hostile())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]", text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_escaped_text_is_read_back_as_the_same_words(text: str) -> None:
    shown = printable(text)
    if not shown:
        return
    for before in ("", "> ", "- ", "### "):
        tokens = parser().parse(f"{before}{escaped(shown)}\n")
        (found,) = (token for token in tokens if token.type == "inline")
        assert visible(found.children).strip() == shown.strip()
    cells = [token for token in parser().parse(f"| a |\n|---|\n| {escaped(shown)} |\n") if token.type == "inline"]
    assert visible(cells[1].children).strip() == shown.strip()


@pytest.mark.parametrize(
    "text",
    [*"# a|1. a|12) a|- a|+ a|===|---|***|> a|    a|~~~|```|&amp;|&#65;|<!-- a -->|<b>|__a__|[^1]|a  |`a`|=".split("|"),
     "| a | b |", "[a]: http://b", "\\", "a\\", "http://a.b", "![a](b)", "a | b"],
)  # fmt: skip
def test_the_openings_of_markdown_are_words(text: str) -> None:
    tokens = parser().parse(escaped(printable(text)))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert visible(tokens[1].children) == printable(text)


def test_an_unknown_format_or_template_is_an_error() -> None:
    with pytest.raises(TemplateError, match="no format 'doc': choose one of md, html, pdf, json"):
        render(rich(), "doc")
    for name in ("sparse", "../diplomatic", "", "diplomatic/brief.md.j2"):
        with pytest.raises(TemplateError, match=r"there is no template"):
            render(rich(), "md", name)


def test_a_point_is_escaped_where_it_would_begin_a_list() -> None:
    assert [escaped(text) for text in ("16. Juni", "16.", "16) x")] == ["16\\. Juni", "16\\.", "16\\) x"]
    assert [escaped(text) for text in ("16.\u00a0Juni", "1.5 million", "1)x")] == [
        "16.\u00a0Juni",
        "1.5 million",
        "1)x",
    ]


def test_same_brief_same_bytes_in_another_process() -> None:
    code = f"{FAKES}; sys.stdout.buffer.write(render(rich(), 'md').content + render(rich(), 'html').content)"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs == {render(rich(), "md").content + render(rich(), "html").content}


def test_a_brief_in_markdown_needs_no_slow_library() -> None:
    code = f"{FAKES}; render(rich(), 'md'); print([each for each in {SLOW} if each in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "[]\n"
