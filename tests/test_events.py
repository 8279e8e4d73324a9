"""Events: what tells of another event is set apart and named; where there is no saying which is meant, nothing is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import sqrt
from pathlib import Path

import pytest
from builders import AS_OF, document, raws
from costs import linear
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis import events
from briefing.analysis.events import of_each_event, of_one_event, portrait
from briefing.analysis.grouping import DAYS, JOINED, LATER, SAMPLE, Portrait, grouped
from briefing.model import Batch, Document, Kind, Rejection
from briefing.model.packing import PackedDocuments
from briefing.pipeline import compose, corpus, trace
from briefing.settings import Options
from briefing.sources.folders import collect
from briefing.text.genres import genre
from briefing.text.rows import Row

TRAINING = Path(__file__).parents[1] / "data" / "training" / "articles"
SAMPLES = TRAINING.parents[1] / "samples"
ARTICLES = [
    json.loads(line) for path in sorted(TRAINING.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
]
FERRY = (
    "Norway and Iceland agreed in Bergen to share the Bergen ferry line, said Minister Solveig Aastad.",
    "Aastad said the ferry would call at Seydisfjord from May and that Norway pays for the quay.",
    "Iceland had asked for two ferries a week; Norway offered one.",
)
FERRY_TOO = (
    "A ferry between Bergen and Seydisfjord will sail again, Norway and Iceland announced.",
    "Minister Solveig Aastad of Norway spoke of a fair price for the quay and the ferry.",
)
VEERBOOT = (
    "Noorwegen en IJsland laten de veerboot tussen Bergen en Seydisfjord weer varen.",
    "Minister Solveig Aastad zei dat Noorwegen de kade betaalt.",
)
DEBT = (
    "Zambia asked its creditors in Lusaka for a longer delay on the copper bonds, said Treasurer Mutale Chanda.",
    "The creditors of Zambia want a share of the copper receipts, Chanda said.",
    "Zambia owes the bond holders three billion dollars.",
)
DEBT_TOO = (
    "The holders of Zambia's copper bonds refused the delay that Treasurer Mutale Chanda proposed in Lusaka.",
    "Without an accord Zambia would miss its payment on the copper bonds.",
)


def named(**texts: tuple[str, ...]) -> list[Document]:
    """Return documents of the texts; those whose name begins with «veer» are Dutch."""
    return [
        document(f"D{number}", *text, lang="nl" if name.startswith("veer") else "en", title=name)
        for number, (name, text) in enumerate(texts.items(), start=1)
    ]


def parted(portraits: Sequence[Portrait]) -> list[list[int]]:
    return grouped(len(portraits), portraits.__getitem__)


def test_a_document_on_another_event_is_set_apart_by_name() -> None:
    found = of_one_event(Batch(tuple(named(ferry=FERRY, debt=DEBT, ferries=FERRY_TOO, veerboot=VEERBOOT))))
    assert [(one.id, one.title) for one in found.kept] == [("D1", "ferry"), ("D2", "ferries"), ("D3", "veerboot")]
    assert {sentence.document for sentence in found.kept[1].sentences} == {"D2"}
    assert [(one.location, one.reason) for one in found.rejected] == [("D2.txt", "tells of another event: debt")]


def test_an_untitled_document_is_called_by_its_first_words() -> None:
    documents = [*named(ferry=FERRY, ferries=FERRY_TOO), document("D3", *DEBT)]
    (left_out,) = of_one_event(Batch(tuple(documents))).rejected
    assert left_out.reason == (
        "tells of another event: Zambia asked its creditors in Lusaka for a longer delay on the …"
    )


def test_the_greater_event_is_kept_whatever_the_order() -> None:
    documents = named(debt=DEBT, ferry=FERRY, debts=DEBT_TOO, ferries=FERRY_TOO, veerboot=VEERBOOT)
    for turn in range(len(documents)):
        found = of_one_event(Batch((*documents[turn:], *documents[:turn])))
        assert {one.title for one in found.kept} == {"ferry", "ferries", "veerboot"}


WAR = ("The truce at Harrat held, General Idris Belkadi told the envoy of Chad.",)


def test_each_event_has_its_documents_the_greatest_first_and_the_first_says_what_none_has() -> None:
    documents = named(debt=DEBT, ferry=FERRY, war=WAR, debts=DEBT_TOO, ferries=FERRY_TOO, veerboot=VEERBOOT)
    unread = Rejection("gone.txt", "empty file")
    ferry, debt = of_each_event(Batch(tuple(documents), (unread,)))
    assert [(one.id, one.title) for one in ferry.kept] == [("D1", "ferry"), ("D2", "ferries"), ("D3", "veerboot")]
    assert [(one.id, one.title) for one in debt.kept] == [("D4", "debt"), ("D5", "debts")]
    assert {sentence.document for sentence in debt.kept[1].sentences} == {"D5"}
    assert ferry.rejected == (unread, Rejection("D3.txt", "no second independent text tells of its event: war"))
    assert debt.rejected == ()


def test_what_is_off_the_subject_is_left_out_before_the_events_are_told_apart() -> None:
    documents = named(debt=DEBT, ferry=FERRY, debts=DEBT_TOO, ferries=FERRY_TOO)
    (ferry,) = of_each_event(Batch(tuple(documents)), ["ferry"])
    assert [one.title for one in ferry.kept] == ["ferry", "ferries"]
    assert {one.reason for one in ferry.rejected} == {
        "does not speak of the subject: debt", "does not speak of the subject: debts",
    }  # fmt: skip


def test_two_events_of_the_same_countries_a_year_apart_are_two() -> None:
    documents = corpus(collect([SAMPLES / "geneva_2021", SAMPLES / "black_sea_grain_2022"]))
    assert [len(event.kept) for event in of_each_event(documents)] == [8, 6]
    assert {each.location for each in of_one_event(documents).kept} == {
        path.name for path in (SAMPLES / "geneva_2021").iterdir()
    }


@pytest.mark.parametrize("number", [2, 2 * SAMPLE])
@pytest.mark.parametrize(("gap", "groups"), [(DAYS - 1, 1), (DAYS, 2)])
def test_documents_of_other_months_must_be_more_alike(number: int, gap: int, groups: int) -> None:
    first = date(2031, 1, 5)
    days = [first + timedelta(days=gap * (at * 4 // number % 2 or at == 1)) for at in range(number)]
    assert len({*days}) == 2

    def likened(weight: float) -> int:
        return len(grouped(number, lambda _: {"a": sqrt(weight)}, days=days))

    assert likened(JOINED + LATER - 1) == groups
    assert likened(JOINED + LATER + 1) == 1


def test_copies_of_one_text_are_no_event_of_their_own() -> None:
    documents = named(ferry=FERRY, ferries=FERRY_TOO, debt=DEBT, debt_again=DEBT, debt_as_well=DEBT)
    (ferry,) = of_each_event(Batch(tuple(documents)))
    assert [one.title for one in ferry.kept] == ["ferry", "ferries"]
    assert {one.location for one in ferry.rejected} == {"D3.txt", "D4.txt", "D5.txt"}


@pytest.mark.parametrize("texts", [{"ferry": FERRY, "debt": DEBT, "war": WAR}, {"debt": DEBT, "again": DEBT}, {}])
def test_where_no_event_has_two_texts_all_is_as_for_one(texts: dict[str, tuple[str, ...]]) -> None:
    documents = Batch(tuple(named(**texts)))
    assert of_each_event(documents) == (of_one_event(documents),)


BEYOND = "more than one brief can be made of, and older"


@pytest.mark.parametrize(
    ("most", "kept"), [(0, ["new"]), (4, ["new"]), (5, ["new", "old"]), (7, ["new", "old", "none"])]
)
def test_of_more_than_a_brief_can_be_made_of_the_newest_are_kept(
    most: int, kept: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST_SENTENCES", most)
    none, new, old = named(none=FERRY_TOO, new=FERRY, old=FERRY_TOO)
    dated = (none, replace(new, published=date(2031, 5, 3)), replace(old, published=date(2031, 5, 2)))
    found = of_one_event(Batch(dated))
    assert {one.title for one in found.kept} == {*kept}
    assert {one.reason for one in found.rejected} == {
        f"{BEYOND}: {title}" for title in ("new", "old", "none") if title not in kept
    }


def test_of_more_events_than_a_brief_can_be_made_of_the_greatest_are_kept_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    documents = Batch(tuple(named(debt=DEBT, ferry=FERRY, debts=DEBT_TOO, ferries=FERRY_TOO, veerboot=VEERBOOT)))
    assert [len(event.kept) for event in of_each_event(documents)] == [3, 2]
    sentences = sum(len(text) for text in (FERRY, FERRY_TOO, VEERBOOT, DEBT, DEBT_TOO))
    monkeypatch.setattr(events, "MOST_SENTENCES", sentences - 1)
    (ferry,) = of_each_event(documents)
    assert [one.title for one in ferry.kept] == ["ferry", "ferries", "veerboot"]
    assert {one.reason for one in ferry.rejected} == {f"{BEYOND}: debt", f"{BEYOND}: debts"}


@pytest.mark.parametrize("chosen", [of_one_event, of_each_event])
def test_packed_documents_are_told_apart_as_whole_ones_are(chosen: Callable[[Batch[Document]], object]) -> None:
    documents = corpus(collect([SAMPLES / "geneva_2021", SAMPLES / "black_sea_grain_2022"]))
    packed = PackedDocuments(documents.kept)
    assert tuple(packed) == documents.kept
    assert packed[-2:] == documents.kept[-2:]
    assert chosen(Batch(packed, documents.rejected)) == chosen(documents)


@pytest.mark.parametrize("texts", [{"ferry": FERRY, "debt": DEBT}, {"ferry": FERRY}, {}])
def test_two_documents_are_never_parted(texts: dict[str, tuple[str, ...]]) -> None:
    assert of_one_event(Batch(tuple(named(**texts)))) == Batch(tuple(named(**texts)))


def test_where_no_two_tell_of_one_event_none_is_set_apart() -> None:
    documents = Batch(tuple(named(ferry=FERRY, debt=DEBT, war=WAR)))
    assert of_one_event(documents) == documents


@pytest.mark.parametrize(
    ("lang", "heading", "named"),
    [
        ("en", "OPINION", "opinion piece"),
        ("en", "Comment is free | Sheep and shepherds", "opinion piece"),
        ("en", "Opinion: a ferry to nowhere", "opinion piece"),
        ("en", "**Satire**", "satire"),
        ("nl", "Commentaar", "opinion piece"),
        ("de", "Leitartikel: Eine Fähre ins Nichts", "opinion piece"),
        ("fr", "Tribune libre", "opinion piece"),
        ("es", "Columna / Juan Pérez", "opinion piece"),
        ("it", "L'editoriale", "opinion piece"),
        ("pt", "Artigo de opinião", "opinion piece"),
        ("pl", "Felieton", "opinion piece"),
        ("ru", "Фельетон", "satire"),
        ("uk", "Авторська колонка", "opinion piece"),
        ("en", "News | Opinion | Sport | Culture", ""),
        ("en", "Public opinion turns against the ferry", ""),
        ("en", "Humour helps in Bergen", ""),
        ("nl", "Column van tanks rukt op", ""),
    ],
)
def test_a_page_that_holds_no_report_is_known_by_its_name(lang: str, heading: str, named: str) -> None:
    rows = (Row(0, len(heading), Kind.HEADING, "", 0),)
    assert genre(rows, heading, lang) == named


@pytest.mark.parametrize(
    ("lang", "below", "named"),
    [
        ("en", "Opinion: a ferry to nowhere", ""),
        ("fr", "» Éditorial : le bac et la facture", ""),
        ("de", "Kommentar: Die teure Fähre", ""),
        ("en", "Opinion", "opinion piece"),
        ("en", "Satire: no ferry was harmed", "satire"),
    ],
)
def test_the_title_of_another_text_below_a_report_does_not_name_it(lang: str, below: str, named: str) -> None:
    lines = (*FERRY, *FERRY_TOO, below)
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    kinds = (*[Kind.PROSE] * (len(lines) - 1), Kind.BOILERPLATE)
    rows = [Row(start, start + len(line), kind, "", 0) for start, line, kind in zip(starts, lines, kinds, strict=True)]
    assert genre(rows, text, lang) == named


def left_out(texts: Mapping[str, str]) -> dict[str, str]:
    return {one.location: one.reason for one in of_one_event(corpus(raws(texts))).rejected}


def test_an_opinion_piece_is_set_apart_unless_it_is_all_there_is() -> None:
    report, column = "\n\n".join(FERRY), "OPINION\n\n" + "\n\n".join(FERRY_TOO)
    assert left_out({"a.txt": column, "b.txt": report}) == {"a.txt": "opinion piece, not a report"}
    assert left_out({"a.txt": column}) == {}


def test_a_brief_names_what_is_set_apart_and_a_trace_says_so_on_every_line() -> None:
    texts = {"a.txt": FERRY, "b.txt": DEBT, "c.txt": FERRY_TOO}
    collected = raws({name: "\n\n".join(text) + "\n" for name, text in texts.items()})
    brief, traced = compose(collected, Options(as_of=AS_OF)), trace(collected)
    assert [one.path for one in brief.documents] == ["a.txt", "c.txt"]
    assert [one.location for one in brief.rejections] == [one.location for one in traced.rejected] == ["b.txt"]
    assert list(traced.rows) == ["a.txt", "b.txt", "c.txt"]
    assert {(row.status, row.selected, row.why) for row in traced.rows["b.txt"]} == {
        (None, False, brief.rejections[0].reason)
    }


def test_articles_on_one_event_stay_together() -> None:
    events: dict[str, list[Portrait]] = {}
    for one in ARTICLES:
        prose = [row["text"] for row in one["sentences"] if row["kind"] == "prose"]
        events.setdefault(one["event"], []).append(portrait(one["title"], prose, one["lang"]))
    whole = [found[:6] for found in events.values() if len(found) > 2]
    kept = sum(len(max(parted(folder), key=len)) for folder in whole)
    assert kept >= 0.97 * sum(map(len, whole))


@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 3)), max_size=8))
def test_every_portrait_is_in_one_group(portraits: list[dict[str, float]]) -> None:
    groups = parted(portraits)
    assert sorted(at for group in groups for at in group) == list(range(len(portraits)))
    assert all(group == sorted(group) for group in groups)


def test_many_documents_are_grouped_by_a_sample_in_linear_time() -> None:
    def stream(events: int, documents: int) -> list[Portrait]:
        return [{f"event {at % events}": 3.0, f"own {at}": 1.0} for at in range(documents)]

    assert {len(group) for group in parted(stream(4, 5 * SAMPLE))} == {5 * SAMPLE // 4}

    def grouping(documents: int) -> Callable[[], object]:
        many = stream(3, documents)
        return lambda: parted(many)

    assert linear(grouping, 10 * SAMPLE)
