"""The HTML brief: one file, in order, that loads nothing and lets nothing live in."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from fakes import HOSTILE, QUOTATIONS, empty, hostile, long, multilingual, rich

from briefing.errors import ConfigError
from briefing.model import Brief
from briefing.publish.printable import printable
from briefing.publish.rendering import paper, render
from briefing.publish.sources import safe_link, shown_link

VOID = {"meta", "br", "link", "img", "input"}
KNOWN = set(
    "html head meta title style body header main footer section h1 h2 h3 p span b a q small blockquote div "
    "details summary "
    "table thead tbody tr th td ul li".split()
)


class Tree(HTMLParser):
    """Elements in order: tag, attributes, text inside, path of tags above."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[dict[str, Any]] = []
        self.open: list[dict[str, Any]] = []
        self.feed(text)
        assert not self.open, [each["tag"] for each in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = {
            "tag": tag,
            "text": "",
            "path": [each["tag"] for each in self.open],
            **{f"@{k}": v for k, v in attrs},
        }
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element["text"] += data

    def all(self, tag: str, **attributes: str) -> Iterator[dict[str, Any]]:
        for each in self.elements:
            if each["tag"] == tag and all(
                each.get(f"@{key.strip('_').replace('_', '-')}") == value for key, value in attributes.items()
            ):
                yield each


@pytest.mark.parametrize("template", ["diplomatic", "one-page", "cable"])
@pytest.mark.parametrize("lang", ["ar", "he", "el"])
def test_a_title_has_the_direction_of_its_letters(template: str, lang: str) -> None:
    base, title = rich(), QUOTATIONS[lang][:40].strip()
    topics = tuple(replace(each, title=title, lang=lang) for each in base.topics)
    documents = tuple(replace(each, title=title, lang=lang) for each in base.documents)
    page = Tree(paper(replace(base, title=title, title_lang=lang, topics=topics, documents=documents), template))
    named = [
        each for each in page.elements if each["text"] in {title, f"{title}."} and each["tag"] in {"h3", "span", "b"}
    ]
    titles = [each for each in named if each.get("@class") not in {"verbatim", "cited"}]
    assert len(titles) > 5
    assert {each.get("@dir") for each in titles} == ({"rtl"} if lang in {"ar", "he"} else {None})


def tree(brief: Brief) -> Tree:
    return Tree(render(brief, "html").content.decode())


ALL = [rich(), empty(), long(), multilingual(), hostile()]


@pytest.mark.parametrize("brief", ALL)
def test_headings_have_no_gaps_and_there_is_one_title(brief: Brief) -> None:
    levels = [int(each["tag"][1]) for each in tree(brief).elements if re.fullmatch("h[1-6]", each["tag"])]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("brief", ALL)
def test_every_header_cell_has_a_scope_and_every_link_a_target(brief: Brief) -> None:
    page = tree(brief)
    assert all(each.get("@scope") in {"row", "col"} for each in page.all("th"))
    ids = [each["@id"] for each in page.elements if "@id" in each]
    assert len(ids) == len(set(ids))
    inside = [each["@href"][1:] for each in page.all("a") if each["@href"].startswith("#")]
    assert set(inside) <= set(ids)


def test_findings_lead_to_their_sources_and_back() -> None:
    page = tree(rich())
    links = {each["@href"] for each in page.all("a")}
    assert {"#d1", "#d5", "#f1", "#f10"} <= links
    row = next(page.all("tr", id="d5"))
    assert "used: 1, 7" in row["text"]
    assert "used: 1, 3, 5, 7, 9–10" in next(page.all("tr", id="d1"))["text"]


@pytest.mark.parametrize("brief", ALL)
def test_every_quotation_stands_word_for_word_in_its_language(brief: Brief) -> None:
    page = tree(brief)
    langs = [each["@lang"] for each in page.all("blockquote")]
    words = [each["text"] for each in page.all("span", class_="verbatim")]
    found = set(zip(words, langs, strict=True))
    assert {(printable(finding.span.text), finding.span.lang) for finding in brief.findings} <= found


def test_a_foreign_quotation_is_marked_for_eyes_too() -> None:
    marks = [each["text"] for each in tree(rich()).all("b", class_="mark")]
    assert marks == ["Dutch", "Ukrainian", "Dutch", "Dutch"]
    dutch = [each["text"] for each in tree(replace(rich(), lang="nl")).all("b", class_="mark")]
    assert set(dutch) == {"Engels", "Oekraïens"}


def test_right_to_left_quotations_say_so() -> None:
    page = tree(multilingual())
    assert {each["@lang"] for each in page.all("blockquote", dir="rtl")} == {"ar", "fa", "he"}
    assert {each["@lang"] for each in page.all("q", dir="rtl")} == {"ar", "fa", "he"}
    assert len(list(page.all("blockquote"))) == 1 + len(QUOTATIONS) + len(rich().timeline)


def test_the_policy_allows_the_own_style_sheet_and_nothing_else() -> None:
    text = render(rich(), "html").content.decode()
    sheet = text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    policy = next(Tree(text).all("meta", http_equiv="Content-Security-Policy"))["@content"]
    assert f"style-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"\sstyle=|\son\w+=|<script|<link|<img|url\(", text)


@pytest.mark.parametrize(
    "brief", [hostile(), hostile('"><img src=x onerror=alert(1)>'), hostile("javascript:alert(1)")]
)
def test_nothing_from_a_source_is_live(brief: Brief) -> None:
    page = tree(brief)
    assert {each["tag"] for each in page.elements} <= KNOWN
    assert not [name for each in page.elements for name in each if name.startswith("@on")]
    assert all(each["@href"].startswith("#") for each in page.all("a"))


def test_only_our_own_words_are_evaluated() -> None:
    assert "{{ 7 * 7 }}" in tree(hostile()).elements[0]["text"]
    assert printable(HOSTILE).startswith("<script>")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://meridian.example/a", "meridian.example/a"),
        ("https://good.example@evil.example/x", "evil.example/x"),
        (
            "https://a.example/" + "long/" * 20,
            "a.example/long/long/long/long/" + "…" + "g/long/long/long/long/long/long"[-29:],
        ),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//evil.example", ""),
        ("https://[", ""),
        ("https://a.example/\u202egpj", ""),
        ("https://a.example/a b", ""),
        ("https:///x", ""),
    ],
)
def test_links_are_web_addresses_and_show_their_host(url: str, shown: str) -> None:
    assert shown_link(url) == shown
    assert bool(safe_link(url)) == bool(shown)
    assert len(shown) <= 60


def test_the_reason_of_a_finding_is_folded_and_not_on_paper() -> None:
    page = tree(rich())
    reasons = [each["text"] for each in page.all("details")]
    assert len(reasons) == 8
    assert "cue: denied that (score 0.85)" in " ".join(reasons)
    assert "<details" not in paper(rich(), "diplomatic")


def test_a_long_quotation_is_whole_on_the_screen_and_cut_on_paper() -> None:
    text = "Mr. Oszlan spoke first. " + "He spoke of tolls and of ships, U.S. ships among them, all day. " * 10
    brief = rich()
    first = replace(brief.findings[0], span=replace(brief.findings[0].span, text=text.strip()))
    brief = replace(brief, findings=(first, *brief.findings[1:]))
    assert text.strip() in render(brief, "html").content.decode()
    printed = paper(brief, "diplomatic")
    assert text.strip() not in printed
    (quoted,) = re.findall(r'<span class="verbatim">(Mr\. Oszlan[^<]*)</span>', printed)
    assert text.startswith(quoted)
    assert quoted.endswith("all day.")
    assert 70 < len(quoted.split()) <= 90
    assert "[…] continues in D1\u00a0§3" in printed
    assert "Quotations over 90 words are cut" in printed
    assert "Quotations over 90 words" not in paper(rich(), "diplomatic")


def test_a_sentence_is_not_cut() -> None:
    brief = rich()
    text = "toll and " * 150 + "ships."
    first = replace(brief.findings[0], span=replace(brief.findings[0].span, text=text))
    assert text in paper(replace(brief, findings=(first,), discrepancies=()), "diplomatic")


@pytest.mark.parametrize("label", ["TLP:RED", "amber+strict", "TLP:AMBER", "green", "clear"])
def test_the_label_is_in_the_title_and_on_the_page(label: str) -> None:
    page = tree(replace(rich(), tlp=label))
    full = label if label.startswith("TLP:") else f"TLP:{label.upper()}"
    assert next(page.all("title"))["text"].startswith(f"{full} · ")
    assert [each["text"] for each in page.all("span", class_=re.sub("[:+]", "-", full.lower()))] == [full] * 2


def test_no_label_is_never_a_label() -> None:
    assert "TLP" not in tree(replace(rich(), tlp="")).elements[0]["text"].replace(".tlp", "")
    with pytest.raises(ConfigError, match="tlp must be one of"):
        render(replace(rich(), tlp="TLP:WHITE"), "html")


def test_disputes_without_two_parties_are_led_by_their_speakers() -> None:
    brief = rich()
    third = replace(brief.findings[3], speakers=("Ann Third",))
    page = tree(replace(brief, findings=(*brief.findings[:3], third, *brief.findings[4:])))
    assert [each["text"] for each in page.all("b", class_="lead")][:4] == [
        "Ida Brandt:",
        "Ann Third:",
        "Ida Brandt:",
        "Marek Oszlan:",
    ]
    assert not list(page.all("td", data_party="Ida Brandt"))


def test_two_parties_stand_side_by_side() -> None:
    page = tree(rich())
    assert "opposite sides" in next(page.all("p", class_="legend"))["text"]
    text = render(rich(), "html").content.decode()
    assert text.count('data-party="Ida Brandt"') == text.count('data-party="Marek Oszlan"') == 2


def test_numbers_run_from_the_left_party_to_the_right_one() -> None:
    brief = rich()
    turned = (*brief.findings[:2], *reversed(brief.findings[2:6]), *brief.findings[6:])
    for order in (brief, replace(brief, findings=turned)):
        text = render(order, "html").content.decode()
        numbers = re.findall(r'id="f(\d+)"', text)
        assert numbers == [str(number) for number in range(1, 11)]
        assert re.search(r'"#f3">3</a> : <a href="#f4">4</a>', text)


def test_parties_that_hardly_meet_do_not_stand_side_by_side() -> None:
    brief = rich()
    apart = tuple(
        replace(each, topic=f"t{1 + place % 2}")
        if each.id == 5
        else replace(each, topic="t4")
        if each.id == 6
        else each
        for place, each in enumerate(brief.findings)
    )
    lonely = (replace(apart[2], topic="t1"), replace(apart[2], topic="t5"))
    page = tree(replace(brief, findings=(*apart, *lonely), discrepancies=()))
    assert not list(page.all("td", data_party="Ida Brandt"))
    assert "Ida Brandt:" in [each["text"] for each in page.all("b", class_="lead")]


def test_what_is_no_sentence_is_cut_on_paper() -> None:
    brief = rich()
    first = replace(brief.findings[0], span=replace(brief.findings[0].span, text="W" * 10**5))
    assert "W" * 1501 not in paper(replace(brief, findings=(first,), discrepancies=()), "diplomatic")
