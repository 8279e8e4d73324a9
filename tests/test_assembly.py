"""Assembly: numbers, order, verbatim spans, counts of documents, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from articles import DUTCH, ENGLISH, OTHER
from builders import AS_OF, assessment, raws, sample, sentence

from briefing.analysis.assembly import MOST_REPORTS, SECTIONS, assemble
from briefing.analysis.assembly import OTHER as OTHER_TOPIC
from briefing.analysis.examination import Examination, examine
from briefing.analysis.issues import MANNER
from briefing.analysis.joining import joined
from briefing.analysis.restated import span_of
from briefing.analysis.selection import Fact
from briefing.analysis.topics import key
from briefing.model import Brief, Kind, Register, SourceDescription, Span, State, Status, Topic
from briefing.pipeline import corpus
from briefing.publish.draft import draft
from briefing.publish.parts import parts
from briefing.settings import Options
from briefing.text.publishers import name_key

RIVER = {"a.txt": ENGLISH, "b.txt": OTHER, "c.txt": DUTCH, "d.txt": ENGLISH.replace("neighbour", "neighbor")}


@pytest.fixture(scope="module", params=["geneva_2021", "black_sea_grain_2022", "river"])
def examined(request: pytest.FixtureRequest) -> Examination:
    collected = raws(RIVER) if request.param == "river" else sample(request.param)
    return examine(corpus(collected), "en")


@pytest.fixture(scope="module")
def brief(examined: Examination) -> Brief:
    return assemble(examined, Options(as_of=AS_OF))


def spans(brief: Brief) -> Iterator[Span]:
    yield from brief.bottom_line
    for finding in brief.findings:
        yield from (finding.span, *finding.supports)
    for discrepancy in brief.discrepancies:
        yield from (claim.span for claim in discrepancy.claims)
    yield from (position.span for position in brief.positions)
    yield from (report.span for report in brief.reports)


def test_every_span_is_its_slice_and_its_number_a_line_of_the_document(examined: Examination, brief: Brief) -> None:
    documents = {document.id: document for document in examined.corpus.kept}
    for span in spans(brief):
        assert documents[span.doc].text[span.start : span.end] == span.text
        line = documents[span.doc].sentences[span.number - 1]
        assert line.number == span.number
        assert line.start <= span.start < span.end <= line.end


def test_what_a_mediator_tells_is_marked() -> None:
    side, third = "Foreign Minister Ada Kelm of Norvania said that", "The mediator, Anton Belik, said that"
    marked = {
        text: {
            finding.speakers
            for finding in assemble(examine(corpus(raws({"a.txt": text})), "en"), Options(as_of=AS_OF)).findings
            if finding.mediated
        }
        for text in (ENGLISH, ENGLISH.replace(side, third))
    }
    assert list(marked.values()) == [set(), {("Anton Belik",)}]


def test_findings_are_numbered_from_one_in_the_order_of_the_sections(brief: Brief) -> None:
    assert brief.findings
    assert [finding.id for finding in brief.findings] == list(range(1, len(brief.findings) + 1))
    places = [SECTIONS.index(finding.status) for finding in brief.findings]
    assert places == sorted(places)
    order = [topic.id for topic in brief.topics]
    inside = [(SECTIONS.index(finding.status), order.index(finding.topic)) for finding in brief.findings]
    assert inside == sorted(inside)


def test_the_fragment_is_a_piece_of_the_finding(brief: Brief) -> None:
    assert [finding.id for finding in brief.findings if finding.fragment not in finding.span.text] == []


def test_documents_and_origins_are_counted(examined: Examination, brief: Brief) -> None:
    origin = {source.id: source.origin for source in brief.documents}
    for finding in brief.findings:
        telling = {span.doc for span in (finding.span, *finding.supports)}
        assert finding.documents == len(telling)
        assert 0 < finding.origins <= len({origin[name] for name in telling}) <= finding.documents
    assert origin == examined.origins.of


def test_the_more_widely_told_finding_of_a_topic_comes_first(brief: Brief) -> None:
    for status in Status:
        for topic in brief.topics:
            told = [each.documents for each in brief.findings if (each.status, each.topic) == (status, topic.id)]
            assert told == sorted(told, reverse=True)


def test_lines_shown_and_lines_left_out_are_all_lines(examined: Examination, brief: Brief) -> None:
    shown = {(span.doc, span.number) for span in spans(brief)}
    lines = [sentence for document in examined.corpus.kept for sentence in document.sentences]
    left_out = dict(brief.omissions)
    assert len(shown) + sum(left_out.values()) == len(lines)
    kinds = Counter(line.kind.value for line in lines if line.kind is not Kind.PROSE)
    assert {name: count for name, count in left_out.items() if name in {*Kind}} == kinds
    assert list(left_out) == sorted(left_out)


def test_each_document_is_listed_once_and_a_copy_says_of_what(examined: Examination, brief: Brief) -> None:
    assert [(source.id, source.path, source.sha256) for source in brief.documents] == [
        (document.id, document.location, document.sha256) for document in examined.corpus.kept
    ]
    duplicates = {source.id: source.reason for source in brief.documents if source.state is State.DUPLICATE}
    assert duplicates == {copy: f"copy of {full}" for copy, full in examined.origins.copies.items()}


def test_reports_show_nothing_twice_and_nothing_of_a_copy(examined: Examination, brief: Brief) -> None:
    told = [(report.span.doc, report.span.number) for report in brief.reports]
    findings = {(span.doc, span.number) for each in brief.findings for span in (each.span, *each.supports)}
    bottom = {(span.doc, span.number) for span in brief.bottom_line}
    assert len(told) == len({*told}) <= MOST_REPORTS
    assert not {*told} & (findings | bottom)
    assert not {doc for doc, _ in told} & examined.origins.copies.keys()


def test_what_the_user_says_goes_before_what_the_documents_say(examined: Examination) -> None:
    told = assemble(examined, Options(as_of=AS_OF, title="Talks", tlp="TLP:GREEN", lang="nl"))
    assert (told.title, told.title_lang, told.tlp, told.lang, told.as_of) == ("Talks", "nl", "TLP:GREEN", "nl", AS_OF)


def test_the_samples_are_titled_by_parties_and_matters_and_the_river_by_a_headline(brief: Brief) -> None:
    assert brief.title
    if len(brief.parties) > 1:
        assert brief.title.split(": ")[0] == " – ".join(sorted(brief.parties[:2]))
    else:
        assert brief.title in {source.title for source in brief.documents}


def test_the_period_is_that_of_the_dates_of_the_documents(brief: Brief) -> None:
    dates = [source.published for source in brief.documents if source.published]
    assert brief.period == (min(dates), max(dates))


def test_a_copy_counts_as_a_document_and_not_as_an_origin() -> None:
    brief = assemble(examine(corpus(raws(RIVER)), "en"), Options(as_of=AS_OF))
    by_path = {source.path: source for source in brief.documents}
    assert by_path["d.txt"].state is State.DUPLICATE
    assert by_path["d.txt"].origin == by_path["a.txt"].origin != by_path["b.txt"].origin
    assert any(finding.origins < finding.documents for finding in brief.findings)


@pytest.mark.parametrize(
    ("publishers", "owner", "expected"),
    [
        (("", "", "", ""), "", 3),
        (("The Weir", "The Dyke", "De Sluis", "The Weir"), "", 3),
        (("The Weir", "The Weir", "The Weir", "The Weir"), "", 1),
        (("The Weir", "The Dyke", "De Sluis", "The Weir"), "Delta Press", 1),
    ],
)
def test_texts_of_one_publisher_or_owner_are_no_independent_ones(
    publishers: Sequence[str], owner: str, expected: int
) -> None:
    read = corpus(raws(RIVER))
    kept = tuple(replace(each, publisher=name) for each, name in zip(read.kept, publishers, strict=True))
    names = {name_key(name): SourceDescription(name, owner=owner) for name in publishers if owner}
    brief = assemble(examine(replace(read, kept=kept), "en"), Options(as_of=AS_OF, register=Register(names)))
    assert max(each.origins for each in brief.findings) == expected
    assert {each.credibility for each in brief.findings if each.origins < 2} <= {4, 5, 6}
    assert len({each.origin for each in brief.documents}) > 1


def on_no_topic(examined: Examination, status: Status | None) -> Examination:
    """Return the examination with one fact more, on no topic."""
    shown = {key(one.sentence) for fact in examined.facts for one in (fact.head, *fact.supports)}
    other = next(one.sentence for one in examined.assessments if key(one.sentence) not in shown)
    return examined._replace(facts=(*examined.facts, Fact(assessment(other, status, topic=None))))


def test_a_finding_on_no_topic_stands_last_under_a_topic_without_a_title(examined: Examination) -> None:
    found = assemble(on_no_topic(examined, Status.UNRESOLVED), Options(as_of=AS_OF, lang="de"))
    assert found.topics[-1] == Topic(OTHER_TOPIC, "", "de")
    assert found.findings[-1].topic == OTHER_TOPIC
    assert "Andere Themen" in {heading.text for heading in draft(found).headings.values()}
    assert OTHER_TOPIC not in {topic.id for topic in assemble(examined, Options(as_of=AS_OF)).topics}
    joint = joined([found, found], Options(as_of=AS_OF))
    assert [part.findings[-1].topic for part in parts(joint)] == ["E1:other", "E2:other"]


def test_a_finding_without_a_status_is_an_error(examined: Examination) -> None:
    with pytest.raises(ValueError, match="needs a status"):
        assemble(on_no_topic(examined, None), Options(as_of=AS_OF))


def test_other_reporting_tells_claims_and_neither_scene_nor_history(examined: Examination, brief: Brief) -> None:
    assert brief.reports or len(brief.documents) == len(RIVER)
    known = {key(one.sentence): one for one in examined.assessments}
    for report in brief.reports:
        one = known[report.span.doc, report.span.number]
        assert one.speakers or one.status
        assert one.topic not in MANNER
        assert key(one.sentence) not in examined.past


def test_a_span_is_the_sentence() -> None:
    one = sentence("The dam stays.", "D3", 7, "en")
    assert span_of(one) == Span("D3", 0, 14, "The dam stays.", "en", 7)


def test_the_bottom_line_may_support_a_finding_but_is_the_quotation_of_none(
    examined: Examination, brief: Brief
) -> None:
    quoted = {(span.doc, span.number) for span in brief.bottom_line}
    assert quoted
    assert not quoted & {(finding.span.doc, finding.span.number) for finding in brief.findings}
