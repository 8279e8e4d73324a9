"""A brief on several events: each keeps its own topics, numbers and origins; the documents and the page are one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from articles import DUTCH, ENGLISH, OTHER
from builders import AS_OF, raws
from editions import compose_edition
from jsonschema import Draft202012Validator
from pypdf import PdfReader
from test_events import DEBT, FERRY, FERRY_TOO, VEERBOOT

from briefing.analysis.topics import issue
from briefing.model import Brief, ChangeKind, Counterpart
from briefing.pipeline import compose
from briefing.publish.numbering import numbered
from briefing.publish.page import page
from briefing.publish.parts import apart
from briefing.publish.record import record, written
from briefing.publish.rendering import render
from briefing.publish.restoring import restored
from briefing.publish.shortening import surest
from briefing.resources import shipped
from briefing.settings import Options

TALKS = {"gazette.txt": ENGLISH, "courier.txt": OTHER, "krant.txt": DUTCH}
LINE = {
    "line.txt": "\n\n".join(("The line", *FERRY)),
    "quay.txt": "\n\n".join(("The quay", *FERRY_TOO, FERRY[2])),
}
STREAM = {**LINE, **TALKS, "debt.txt": "\n\n".join(("The debt", *DEBT))}
OPTIONS = Options(as_of=AS_OF, events="sections")


@cache
def stream() -> Brief:
    """Return the brief of a stream of two events and a document on a third."""
    return compose(raws(STREAM), OPTIONS)


def test_each_event_is_examined_alone_and_named_in_the_brief() -> None:
    talks, ferry = stream().events
    assert [(each.id, each.documents) for each in (talks, ferry)] == [("E1", ("D1", "D2", "D3")), ("E2", ("D4", "D5"))]
    alone = compose(raws(TALKS), replace(OPTIONS, events="main"))
    assert (talks.title, talks.date, talks.parties) == (alone.title, alone.event_date, alone.parties)
    own = [each for each in stream().findings if each.topic.startswith("E1:")]
    assert [(each.span.text, issue(each.topic)) for each in own] == [
        (each.span.text, each.topic) for each in alone.findings
    ]
    assert ferry.title in stream().title
    assert talks.title in stream().title
    assert [each.location for each in stream().rejections] == ["debt.txt"]


def test_what_has_an_id_has_one_of_its_own() -> None:
    brief = stream()
    for ids in (
        [each.id for each in brief.findings],
        [each.id for each in brief.discrepancies],
        [each.id for each in brief.topics],
        [each.id for each in brief.documents],
    ):
        assert len({*ids}) == len(ids) > 0
    origins = {
        event.id: {each.origin for each in brief.documents if each.id in event.documents} for event in brief.events
    }
    assert not origins["E1"] & origins["E2"]
    topics = {each.id for each in brief.topics}
    assert {each.topic for each in brief.findings} <= topics
    assert {each.topic for each in brief.discrepancies} | {each.topic for each in brief.reports} <= topics
    known = {each.id: each for each in brief.findings}
    for dated in brief.timeline:
        if dated.finding is not None:
            finding = known[dated.finding]
            assert dated.span in (finding.span, *finding.supports)


def test_one_running_number_goes_through_the_events() -> None:
    findings, discrepancies = numbered(stream())
    places = [(number, each.topic) for number, each in findings]
    places += [(number, each.topic) for number, each in discrepancies]
    order = sorted((number, topic.partition(":")[0]) for number, topic in places)
    assert [number for number, _ in order] == list(range(1, len(order) + 1))
    assert [event for _, event in order] == sorted(event for _, event in order)
    assert {event for _, event in order} == {"E1", "E2"}
    assert discrepancies
    assert min(n for n, each in findings if each.topic.startswith("E2:")) > max(n for n, _ in discrepancies)


def test_the_page_has_a_page_for_each_event_and_the_numbers_of_the_whole() -> None:
    whole = page(stream())
    assert [each.title for each in whole.parts] == [each.title for each in stream().events]
    assert [each.total for each in whole.parts] == [3, 2]
    assert whole.meta[0] == "2 events"
    assert not {word for each in whole.parts for word in each.meta} & {whole.meta[-1]}
    assert whole.shown == {number for number, _ in (*numbered(stream())[0], *numbered(stream())[1])}
    assert [each.omissions for each in whole.parts] == [(), ()]
    alone = page(compose(raws(TALKS), replace(OPTIONS, events="main")))
    assert alone.parts == (alone,)
    assert [row.topic.text for row in whole.parts[0].rows] == [row.topic.text for row in alone.rows]


def test_each_event_is_printed_alone_with_a_record_of_its_own() -> None:
    schema = json.loads(shipped("data", "schema", "brief-1.schema.json").read_text(encoding="utf-8"))
    whole = compose(raws(STREAM), replace(OPTIONS, lang="nl"))
    (between, *_) = whole.discrepancies
    claims = Counterpart(between.claims[0].span, between.claims[1].span, between.id)
    talks, ferry = apart(replace(whole, counterparts=(*whole.counterparts, claims)))
    assert talks.counterparts[-1] == claims
    for part, event in zip((talks, ferry), whole.events, strict=True):
        told = json.loads(written(part))
        Draft202012Validator(schema).validate(told)
        assert restored(told, "a part").title == part.title == event.title
        assert {each["id"] for each in told["documents"]} == set(event.documents)
        spoken = [*told["findings"], *(each["span"] for each in told["timeline"])]
        assert {each["doc"] for each in spoken} <= set(event.documents)
        assert {span["doc"] for person in told["people"] for span in person["spellings"]} <= set(event.documents)
    assert [each.location for each in talks.rejections] == ["debt.txt"]
    assert (ferry.rejections, ferry.omissions) == ((), ())
    assert {each.name for each in whole.people} == {each.name for part in (talks, ferry) for each in part.people}
    assert apart(talks) == ()


def test_a_shortened_page_is_short_in_each_event() -> None:
    whole = page(stream())
    short = surest(whole, 1)
    for part in short.parts:
        assert all(len(list(group.entries)) <= 1 for section in part.sections for group in section.groups)
    assert short.shown < whole.shown
    assert len(short.method) == len(whole.method) + 1


@pytest.mark.parametrize("template", ["diplomatic", "one-page", "cable"])
def test_every_format_has_the_title_of_an_event_above_its_topics(template: str) -> None:
    titles = [each.title for each in stream().events]
    text = render(stream(), "md", template).content.decode()
    heads = [
        line.lstrip("# ").casefold().replace("\\", "") for line in text.splitlines() if re.match("## [^=≠?!]", line)
    ]
    assert [head for head in heads if head in {title.casefold() for title in titles}] == [
        each.casefold() for each in titles
    ]
    levels = {line.split()[0] for line in text.splitlines() if re.match(r"#+ [=≠?!] ", line)}
    assert levels == {"###"}
    for form in ("html", "mail.html"):
        html = render(stream(), form, template).content.decode()
        assert re.findall(r'<h2 id="(event-\d)"', html) == ["event-1", "event-2"]
        assert html.count("<section") == html.count("</section>")
        assert not [number for number in re.findall(r'href="#f(\d+)"', html) if f'id="f{number}"' not in html]


@pytest.mark.parametrize("template", ["diplomatic", "one-page", "cable"])
@pytest.mark.parametrize("form", ["html", "mail.html", "pdf"])
def test_the_parts_of_an_event_are_headed_below_it(template: str, form: str) -> None:
    content = render(stream(), form, template).content
    heads = bookmarks(content) if form == "pdf" else headings(content.decode())
    assert not [(a, b) for (a, _), (b, _) in pairwise(heads) if b > a + 1]
    parts = {"agreements", "disputes", "where the sources disagree"}
    assert [words(text) for level, text in heads if words(text) in parts] == 2 * [
        "agreements", "disputes", "where the sources disagree",
    ]  # fmt: skip
    assert {level for level, text in heads if words(text) in parts} == {3}
    events = [each.title.casefold() for each in stream().events]
    assert [text.casefold() for level, text in heads if level == 2 and text.casefold() in events] == events
    assert (4 in {level for level, _ in heads}) == (template != "cable")


def headings(html: str) -> list[tuple[int, str]]:
    """Return level and words of each heading."""
    found = re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", html, re.DOTALL)
    return [(int(level), unescape(re.sub("<[^>]+>", "", text))) for level, text in found]


def bookmarks(content: bytes) -> list[tuple[int, str]]:
    """Return depth and words of each bookmark of a PDF, the title's depth being 1."""

    def flat(outline: list[Any], level: int) -> Iterator[tuple[int, str]]:
        for each in outline:
            yield from flat(each, level + 1) if isinstance(each, list) else [(level, each.title)]

    return [*flat(PdfReader(BytesIO(content)).outline, 1)]


def words(heading: str) -> str:
    return heading.casefold().lstrip("=≠?! ")


def test_the_record_is_valid_and_says_what_belongs_to_which_event() -> None:
    found = record(stream())
    schema = json.loads(shipped("data", "schema", "brief-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(written(stream())))
    assert [(each["id"], each["documents"]) for each in found["events"]] == [
        ("E1", ["D1", "D2", "D3"]), ("E2", ["D4", "D5"]),
    ]  # fmt: skip
    assert {each["event"] for each in found["topics"]} == {"E1", "E2"}
    assert [each.id for each in restored(found).findings] == [each["id"] for each in found["findings"]]


def test_an_event_that_is_told_again_is_known_though_it_stands_in_another_place() -> None:
    first = compose_edition(raws(STREAM), OPTIONS, 1, [])
    again = {**LINE, "boot.txt": "\n\n".join(("De veerboot", *VEERBOOT)), "gazette.txt": ENGLISH, "courier.txt": OTHER}
    second = compose_edition(raws(again), OPTIONS, 2, [record(first)])
    assert [len(event.documents) for event in second.events] == [3, 2]
    assert [event.parties for event in first.events] == [event.parties for event in second.events][::-1]
    kinds = [(change.topic.partition(":")[0], change.kind) for change in second.changes]
    assert {("E1", ChangeKind.UNCHANGED), ("E2", ChangeKind.UNCHANGED)} <= {*kinds}
    assert page(second).comparison is not None


def test_a_title_of_one_s_own_is_that_of_the_whole() -> None:
    brief = compose(raws(STREAM), replace(OPTIONS, title="The week"))
    assert brief.title == "The week"
    assert [each.title for each in brief.events] == [each.title for each in stream().events]


def test_a_single_event_makes_an_ordinary_brief() -> None:
    assert compose(raws(TALKS), OPTIONS) == compose(raws(TALKS), replace(OPTIONS, events="main"))
