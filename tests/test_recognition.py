"""Two briefs on several events, compared: an event is the same wherever it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from fakes import empty, rich

from briefing.analysis.joining import joined
from briefing.analysis.recognition import recognized
from briefing.model import Brief, Comparison, SourceEntry, Span
from briefing.pipeline import compare_records
from briefing.publish.differences import differences
from briefing.publish.record import record
from briefing.publish.rendering import render_comparison
from briefing.settings import Options

NAMES = ("a.json", "b.json")
TALKS = replace(rich(), people=(), changes=())
DAY = TALKS.as_of


def other() -> Brief:
    """Return a brief on another event, of other parties and words, that has an issue in common with the talks."""
    findings = tuple(
        replace(each, span=_said(each.span), supports=tuple(map(_said, each.supports)), speakers=())
        for each in TALKS.findings
    )
    discrepancies = tuple(
        replace(each, claims=tuple(replace(claim, span=_said(claim.span)) for claim in each.claims))
        for each in TALKS.discrepancies
    )
    documents = tuple(_renamed(each, "ferry") for each in TALKS.documents)
    return replace(
        TALKS, title="Ferry accord", parties=("Lakemark",), findings=findings, discrepancies=discrepancies,
        documents=documents, bottom_line=(), positions=(), reports=(), timeline=(), counterparts=(), texts=(),
        rejections=(),
    )  # fmt: skip


def _said(span: Span) -> Span:
    return replace(span, doc=_moved(span.doc), text=span.text[::-1])


def _renamed(each: SourceEntry, name: str) -> SourceEntry:
    path = f"{name}/{each.path}"
    return replace(each, id=_moved(each.id), path=path, sha256=sha256(path.encode()).hexdigest())


def _moved(document: str) -> str:
    return f"D{int(document[1:]) + 50}"


def together(*briefs: Brief, days: int = 0) -> Brief:
    return joined(briefs, Options(as_of=DAY + timedelta(days=days), events="sections"))


def compared(before: Brief, after: Brief) -> Comparison:
    return compare_records(record(before), record(after), NAMES)


def parts(before: Brief, after: Brief) -> list[str]:
    return [part.name for part in differences(compared(before, after), NAMES).parts]


def test_nothing_changes_where_only_the_events_change_their_places() -> None:
    before, after = together(TALKS, other()), together(other(), TALKS, days=1)
    assert [each.title for each in before.events] == [each.title for each in after.events][::-1]
    assert parts(before, after) == []
    assert parts(after, before) == []


def test_a_topic_of_a_new_event_is_new_and_of_none_before() -> None:
    before, after = together(TALKS, other()), together(other(), _third(), TALKS, days=1)
    ids = {each.title: each.id for each in recognized(before, after).events}
    assert ids == {TALKS.title: "E1", "Ferry accord": "E2", "Salt tax": "E3"}
    topics = {each.after.id for each in compared(before, after).topics if each.after and not each.before}
    assert topics
    assert {each.partition(":")[0] for each in topics} == {"E3"}
    assert "topics_gone" not in parts(before, after)
    assert "retopiced" not in parts(before, after)


def test_what_is_told_in_other_words_is_known_by_parties_and_issues() -> None:
    retold = replace(other(), parties=TALKS.parties)
    assert [each.id for each in recognized(together(TALKS, _third()), together(_third(), retold)).events] == [
        "E2",
        "E1",
    ]


def test_an_event_that_has_nothing_in_common_keeps_no_id_of_another() -> None:
    assert [each.id for each in recognized(together(TALKS, other()), together(_third(), TALKS)).events] == ["E3", "E1"]


def test_a_brief_on_one_event_stays_as_it_is() -> None:
    several = together(other(), TALKS)
    assert recognized(TALKS, several) is several
    assert recognized(several, TALKS) is TALKS
    assert recognized(empty(), empty()) == empty()


def test_the_page_of_a_comparison_is_whole_where_events_change_their_places() -> None:
    gone = replace(TALKS, findings=TALKS.findings[1:])
    before, after = together(TALKS, other()), together(other(), gone, days=1)
    assert parts(before, after) == ["gone"]
    for form in ("text", "html"):
        assert TALKS.findings[0].span.text[:40] in render_comparison(compared(before, after), NAMES, form)


def _third() -> Brief:
    made = other()
    return replace(
        made,
        title="Salt tax",
        parties=("Saltmark",),
        findings=tuple(
            replace(
                each, span=replace(each.span, text=f"Salt: {each.span.text}", doc=_moved(each.span.doc)), supports=()
            )
            for each in made.findings
        ),
        discrepancies=(),
        documents=tuple(_renamed(each, "salt") for each in made.documents),
    )
