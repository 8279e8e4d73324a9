"""Editions on the page: what is new stands out, what is not is folded, and a brief of no series knows nothing of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise

import editions
import pytest
from fakes import rich
from jsonschema import Draft202012Validator
from pypdf import PdfReader
from test_html import Tree
from test_markdown import headings, parser, quotations
from test_record import SCHEMA

from briefing.model import Brief, Change, ChangeKind, Span
from briefing.publish.numbering import numbered
from briefing.publish.page import page
from briefing.publish.printable import printable
from briefing.publish.record import record, written
from briefing.publish.rendering import paper, render

ALL = [editions.first(), editions.second(), editions.unchanged(), editions.many(), editions.without_news()]
NAMES = ["first", "second", "unchanged", "many", "without_news"]
NOW_OPEN = "It is still open whether the prisoners of the winter will be exchanged."
CLOSED = "The harbour of Kell will be closed to inspectors for ever, a spokesman said."


def printed(brief: Brief, form: str = "md") -> str:
    return render(brief, form).content.decode()


def section(brief: Brief) -> str:
    text = printed(brief)
    return text.partition("## Since edition")[2].partition("\n## ")[0]


@cache
def in_pdf(brief: Brief) -> str:
    pages = PdfReader(BytesIO(render(brief, "pdf").content)).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


@pytest.mark.parametrize("brief", ALL, ids=NAMES)
def test_every_edition_is_one_in_every_format(brief: Brief) -> None:
    named = f"Edition {brief.edition}"
    html = Tree(printed(brief, "html"))
    assert f"· {named}" in printed(brief).splitlines()[4]
    assert f"· {named}" in next(html.all("p", class_="meta"))["text"]
    assert next(html.all("p", class_="edition"))["text"].startswith(f"{named} · Brief 2031-11-1")
    assert in_pdf(brief).count(named) >= 2
    Draft202012Validator(SCHEMA).validate(json.loads(written(brief)))


@pytest.mark.parametrize("brief", ALL, ids=NAMES)
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_pages_are_whole(brief: Brief, lang: str) -> None:
    html = Tree(printed(replace(brief, lang=lang), "html"))
    ids = [each["@id"] for each in html.elements if "@id" in each]
    assert len(ids) == len(set(ids))
    assert {each["@href"][1:] for each in html.all("a") if each["@href"].startswith("#")} <= set(ids)
    levels = [int(each["tag"][1]) for each in html.elements if re.fullmatch("h[1-6]", each["tag"])]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    markdown = printed(replace(brief, lang=lang))
    assert not re.search(r"\n\n\n|{\w+}", markdown)
    assert parser().parse(markdown)


def test_a_brief_of_no_series_has_nothing_of_it() -> None:
    for form in ("md", "html"):
        assert "dition" not in printed(rich(), form).replace("HTML edition", "")
        assert "Since" not in printed(rich(), form)
    assert page(rich()).comparison is None
    found = record(rich())
    assert (found["edition"], found["since"], found["changes"]) == (0, None, [])


def test_the_first_edition_has_nothing_to_compare() -> None:
    assert "## Changes\n\nFirst edition; nothing to compare.\n" in printed(editions.first())
    assert "First edition; nothing to compare." in in_pdf(editions.first())


def test_it_stands_right_after_the_bottom_line() -> None:
    titles = [title for _, title in headings(printed(editions.second()))][:5]
    assert titles[1:4] == ["Bottom line", "Since edition 1 (14 November 2031)", "At a glance"]


def test_the_tally_has_every_kind_and_every_number() -> None:
    tally = "1 moved: 1 · 1 changed: 5 · 1 withdrawn · 3 new: 2, 4, 6 · 3 unchanged: 3, 7–8"
    assert tally in printed(editions.second())
    assert tally in " ".join(next(Tree(printed(editions.second(), "html")).all("p", class_="tally"))["text"].split())
    assert tally in in_pdf(editions.second())


@pytest.mark.parametrize("form", ["md", "html", "pdf"])
def test_what_moved_changed_and_was_withdrawn_is_told_with_both_sentences(form: str) -> None:
    brief = editions.second()
    text = in_pdf(brief) if form == "pdf" else Tree(printed(brief, form)).elements[0]["text"] if form == "html" else ""
    text = " ".join((text or printed(brief)).split())
    moved = ("MOVED", "? Unresolved → = Agreed", NOW_OPEN, "edition 1, D2 §1")
    changed = ("CHANGED", "eight patrol boats had crossed the line", "edition 1, D2 §2")
    for said in (*moved, *changed, "WITHDRAWN", CLOSED, "No longer in the corrected text."):
        assert said in text, said


def test_the_sentences_are_quotations_word_for_word_in_their_language() -> None:
    told = [
        change.before.span for change in editions.CHANGES if change.before and change.kind is not ChangeKind.UNCHANGED
    ]
    assert {span.text for span in told} <= set(quotations(printed(editions.second())))
    html = Tree(printed(editions.second(), "html"))
    words = [each["text"] for each in html.all("span", class_="verbatim")]
    assert {(span.text, span.lang) for span in told} <= set(
        zip(words, [each["@lang"] for each in html.all("blockquote")], strict=True)
    )


def test_an_earlier_sentence_leads_to_no_document_of_this_edition() -> None:
    assert "[edition 1, D2 §1]" in next(
        each["text"].replace("\u00a0", " ")
        for each in Tree(printed(editions.second(), "html")).all("span", class_="cited")
        if "edition 1" in each["text"]
    )
    assert "edition 1, D2\u00a0§1](" not in printed(editions.second())


def test_findings_wear_what_is_new_in_them() -> None:
    tags = re.findall(r"^\*\*(\d+)\*\* .*?(NEW|CHANGED|MOVED)$", printed(editions.second()), re.MULTILINE)
    assert dict(tags) == {"1": "MOVED", "2": "NEW", "4": "NEW", "5": "CHANGED", "6": "NEW"}


def test_what_is_unchanged_is_folded_and_nothing_of_it_is_lost() -> None:
    brief = editions.second()
    folded = {number: each.span.text for number, each in numbered(brief)[0] if each.id in {3, 7, 8}}
    assert sorted(folded) == [3, 7, 8]
    for text in folded.values():
        assert text not in quotations(printed(brief))
        assert text in {each["text"] for each in record(brief)["findings"]}
    html = Tree(printed(brief, "html"))
    assert {printable(text) for text in folded.values()} <= {
        each["text"] for each in html.all("span", class_="verbatim") if "details" in each["path"]
    }
    line = next(line for line in printed(brief).splitlines() if line.startswith("**3**"))
    assert "“Ms Brandt said her country would never accept a toll on ships passing the Selin” […]" in line
    assert "as in edition 1" in line
    assert "<details" not in paper(brief, "diplomatic")


def test_what_is_unchanged_comes_last_in_its_topic() -> None:
    brief = editions.second()
    beside = replace(brief.findings[7], id=9, topic="t5", tags=("new",))
    changes = (*brief.changes, Change(ChangeKind.NEW, "t5", 9))
    order = [each.id for _, each in numbered(replace(brief, findings=(*brief.findings, beside), changes=changes))[0]]
    assert order[-2:] == [9, 8]
    assert record(replace(brief, findings=(*brief.findings, beside), changes=changes))["changes"][7]["finding"] == 9


def test_a_version_whose_finding_is_folded_is_quoted_in_full() -> None:
    last = printed(editions.unchanged()).partition("## ! Where")[2].partition("\n## ")[0]
    assert "finding 5" not in last
    assert "> She added that Norland had handed over" in last
    assert "finding 5" in printed(editions.first()).partition("## ! Where")[2]


def test_without_a_change_it_says_so() -> None:
    text = printed(editions.unchanged())
    assert "## Changes\n\nNo change since edition 2 (14 November 2031).\n\n8 unchanged: 1–8\n" in text
    assert "No change since edition 2 (14 November 2031)." in in_pdf(editions.unchanged())


def test_what_the_first_page_has_no_room_for_stands_before_the_sources() -> None:
    text = printed(editions.many())
    assert section(editions.many()).count("**MOVED**") == 3
    more = text.partition("## More changes since edition 1")[2].partition("\n## Sources")[0]
    assert more.count("**MOVED**") == 5
    assert "More changes" not in printed(editions.second())


def test_an_edition_without_news_is_short() -> None:
    brief = editions.without_news()
    text = printed(brief)
    assert "Nothing new that could be read since edition 1 (15 November 2031): see below what was left out." in text
    assert "Nothing new since edition 1 (15 November 2031)." in printed(replace(brief, rejections=()))
    assert "- scan.pdf: no text in it" in text
    assert [title for _, title in headings(text)] == [
        "Norland–Avaria talks, Port Selin", "Bottom line", "What was left out, and why", "Method"]  # fmt: skip
    assert "sources" not in text
    assert len(PdfReader(BytesIO(render(brief, "pdf").content)).pages) == 1


def test_long_earlier_sentences_are_cut_on_paper_and_say_where_they_go_on() -> None:
    text = "He spoke of tolls and of ships all day. " * 12
    brief = editions.second()
    moved = brief.changes[0]
    assert moved.before
    cut = replace(moved, before=replace(moved.before, span=Span("D7", 0, len(text), text.strip(), "en", 4)))
    assert "continues in edition 1, D7\u00a0§4" in paper(
        replace(brief, changes=(cut, *brief.changes[1:])), "diplomatic"
    )


def test_hostile_words_of_an_earlier_edition_are_not_live() -> None:
    text = "<script>alert(1)</script> [x](http://evil.example) **bold** {{ 7 * 7 }}"
    brief = editions.second()
    spoilt = tuple(
        replace(each, before=replace(each.before, span=replace(each.before.span, text=text), speakers=(text,)))
        if each.before
        else each
        for each in brief.changes
    )
    hurt = replace(brief, changes=spoilt)
    assert "<script" not in printed(hurt, "html")
    assert text in quotations(printed(hurt))
    assert not [token for token in parser().parse(printed(hurt)) if token.type == "html_block"]
