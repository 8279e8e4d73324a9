"""The pipeline: the same for any order, nothing lost on the way, one bad document harms no other."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from articles import DUTCH, ENGLISH, OTHER, lay_out
from builders import AS_OF, raws, sample, sample_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.analysis import admitting, restated
from briefing.analysis.admitting import MOST_TOLD, More, summed_up, told_singly
from briefing.analysis.examination import Examination
from briefing.analysis.selection import Fact
from briefing.errors import NothingUsable
from briefing.model import Batch, Brief, Document, Kind, RawDocument, Rejection
from briefing.pipeline import compose, corpus, trace
from briefing.settings import Options
from briefing.sources.folders import collect
from briefing.text.reading import read

OPTIONS = Options(as_of=AS_OF)
RIVER = {"a.txt": ENGLISH, "b.txt": OTHER, "c.txt": DUTCH}
FURNITURE = "Subscribe to our newsletter\n\nRead more: In pictures\n"


def told(brief: Brief) -> object:
    return brief.title, brief.bottom_line, brief.findings, brief.discrepancies, brief.reports, brief.omissions


def test_two_runs_are_equal() -> None:
    assert compose(raws(RIVER), OPTIONS) == compose(raws(RIVER), OPTIONS)
    assert trace(raws(RIVER)) == trace(raws(RIVER))


@pytest.mark.parametrize("seed", [1, 2])
def test_files_named_in_any_order_give_one_brief(seed: int) -> None:
    files = [*sample_files("black_sea_grain_2022")]
    expected = compose(collect(files), OPTIONS)
    assert len(expected.documents) == len(files)
    random.Random(seed).shuffle(files)
    assert compose(collect(files), OPTIONS) == expected


def test_a_folder_gives_the_brief_of_its_files(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "articles")
    files = sorted(folder.iterdir(), reverse=True)
    assert compose(collect([folder]), OPTIONS) == compose(collect(files), OPTIONS)


@given(st.lists(st.sampled_from([*RIVER.values(), "", "\x00\x01", FURNITURE]), max_size=5), st.integers(0, 2))
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_kept_and_rejected_are_what_came_in(texts: list[str], before: int) -> None:
    gone = tuple(Rejection(f"gone-{number}.txt", "vanished") for number in range(before))
    came = raws({f"{number}.txt": text for number, text in enumerate(texts)})
    read = corpus(Batch(came.kept, gone))
    assert len(read.kept) + len(read.rejected) == len(texts) + before
    assert read.rejected[:before] == gone
    assert [document.id for document in read.kept] == [f"D{n}" for n in range(1, len(read.kept) + 1)]
    locations = [document.location for document in read.kept] + [each.location for each in read.rejected[before:]]
    assert sorted(locations) == sorted(raw.location for raw in came.kept)


def test_one_bad_document_is_a_rejection_and_the_rest_is_unaffected() -> None:
    good = compose(raws(RIVER), OPTIONS)
    among: dict[str, str | bytes] = {"0.txt": b"\x00\x01\x02", "ads.txt": FURNITURE, **RIVER}
    among = {name: among[name] for name in sorted(among)}
    bad = compose(raws(among), OPTIONS)
    assert [each.location for each in bad.rejections] == ["0.txt", "ads.txt"]
    assert all(each.reason for each in bad.rejections)
    assert told(bad) == told(good)
    assert not good.rejections


@pytest.mark.parametrize("made", [compose, lambda collected, _: trace(collected)], ids=["compose", "trace"])
def test_without_a_usable_document_the_reasons_are_given(made: Callable[[Batch[RawDocument], Options], object]) -> None:
    nothing = Batch(raws({"ads.txt": FURNITURE}).kept, (Rejection("gone.txt", "vanished"),))
    with pytest.raises(NothingUsable, match=r"gone\.txt: vanished; ads\.txt: furniture only"):
        made(nothing, OPTIONS)
    with pytest.raises(NothingUsable, match="none was given"):
        made(raws({}), OPTIONS)


def test_of_many_documents_that_are_left_out_for_one_reason_a_few_are_named() -> None:
    texts = {f"{number:03}.txt": ENGLISH.replace("River talks", f"River talks {number}", 1) for number in range(40)}
    with pytest.raises(NothingUsable) as error:
        compose(raws(texts | {"ads.txt": FURNITURE}), replace(OPTIONS, subject=("zzz",)))
    assert str(error.value) == (
        "no document can be used, so there is nothing to brief on (000.txt, 001.txt, 002.txt and 37 more:"
        " does not speak of the subject; ads.txt: furniture only: no sentence of prose)"
    )


def test_reasons_are_told_once_the_most_frequent_first() -> None:
    several = [Rejection(f"{letter}.txt", f"reason {number}") for number, letter in enumerate("abcdefg")]
    told = summed_up(
        [*several, Rejection("h.txt", "reason 6"), Rejection("i.txt", "empty: 1"), Rejection("j", "empty: 2")]
    )
    assert told == (
        "g.txt, h.txt: reason 6; i.txt, j: empty; a.txt: reason 0; b.txt: reason 1; c.txt: reason 2;"
        " 3 more for other reasons"
    )
    assert summed_up([]) == ""


def test_of_a_reason_that_very_many_have_so_many_are_told_and_the_rest_is_counted() -> None:
    off = [Rejection(f"{number:03}.txt", f"off: title {number}") for number in range(MOST_TOLD + 12)]
    empty = [Rejection(f"{number:03}.pdf", "empty file") for number in range(MOST_TOLD)]
    assert told_singly([*off, *empty]) == ((*off[:MOST_TOLD], *empty), (More(12, "off: …"),))
    assert told_singly([*empty, Rejection("z.pdf", "empty file")])[1] == (More(1, "empty file"),)


def test_every_line_of_every_document_is_assessed_in_order() -> None:
    lines = [line for document in corpus(sample("geneva_2021")).kept for line in document.sentences]
    rows = [row for of_one in trace(sample("geneva_2021")).rows.values() for row in of_one]
    assert [row.sentence for row in rows] == lines
    assert all(row.sentence.kind is Kind.PROSE for row in rows if row.status or row.topic or row.selected)
    assert all(row.why for row in rows)


def test_selected_are_the_sentences_of_the_findings() -> None:
    brief = compose(raws(RIVER), OPTIONS)
    shown = {(span.doc, span.number) for each in brief.findings for span in (each.span, *each.supports)}
    rows = [row for of_one in trace(raws(RIVER)).rows.values() for row in of_one]
    assert {(row.sentence.document, row.sentence.number) for row in rows if row.selected} == shown
    assert shown


def test_the_language_of_the_brief_changes_titles_and_heads_and_no_finding_nor_its_number() -> None:
    english, dutch = (compose(raws(RIVER), Options(as_of=AS_OF, lang=lang)) for lang in ("en", "nl"))
    facts, others = ([frozenset((each.span, *each.supports)) for each in made.findings] for made in (english, dutch))
    assert facts == others
    heads, others_heads = ([each.span.lang for each in made.findings] for made in (english, dutch))
    assert others_heads.count("nl") > heads.count("nl")
    assert [topic.id for topic in english.topics] == [topic.id for topic in dutch.topics]
    assert {topic.title for topic in english.topics} != {topic.title for topic in dutch.topics}


def test_a_document_that_the_program_fails_on_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(raw: RawDocument, name: str) -> Document | Rejection:
        if raw.location == "b.txt":
            raise RecursionError
        return read(raw, name)

    monkeypatch.setattr(admitting, "read", failing)
    brief = compose(raws(RIVER), OPTIONS)
    assert [entry.path for entry in brief.documents] == ["a.txt", "c.txt"]
    (rejection,) = brief.rejections
    assert rejection.location == "b.txt"
    assert rejection.reason.startswith("reading it failed, a fault of the program: RecursionError, test_pipeline.py ")


def test_who_heads_a_finding_does_not_move_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = collect([*sample_files("geneva_2021")])

    def surer_the_later(of: Examination, *_: object) -> tuple[Fact, ...]:
        return tuple(Fact(replace(fact.head, score=at / 100), fact.supports) for at, fact in enumerate(of.facts))

    told = [{each.span, *each.supports} for each in compose(found, OPTIONS).findings]
    monkeypatch.setattr("briefing.analysis.assembly.headed", surer_the_later)
    assert [{each.span, *each.supports} for each in compose(found, OPTIONS).findings] == told


def test_the_bottom_line_tells_no_fact_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    found = collect([*sample_files("geneva_2021")])
    fact = next(each for each in compose(found, OPTIONS).findings if len(each.supports) > 1)
    monkeypatch.setattr(
        "briefing.analysis.assembly.bottom_line",
        lambda told, *_: [one for one in told if restated.span_of(one.sentence) in fact.supports],
    )
    assert len(compose(found, OPTIONS).bottom_line) == 1
