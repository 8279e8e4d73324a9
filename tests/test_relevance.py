"""What a reader asks for: words and names in whatever form, an example of the event, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import AS_OF, document
from test_events import DEBT, DEBT_TOO, FERRY, FERRY_TOO, VEERBOOT

from briefing.analysis.events import of_one_event
from briefing.analysis.relevance import speaks_of
from briefing.errors import NothingUsable, SourceError
from briefing.model import Batch, Document, Kind
from briefing.pipeline import compose, corpus, selected
from briefing.settings import Options
from briefing.sources.examples import example
from briefing.sources.folders import collect


def stream() -> Batch[Document]:
    """Return a mixed stream: one more document on the debt than on the ferry."""
    texts = {"debt": DEBT, "debts": DEBT_TOO, "owed": DEBT[::-1], "ferry": FERRY, "ferries": FERRY_TOO}
    found = [document(f"D{at}", *text, title=title) for at, (title, text) in enumerate(texts.items(), start=1)]
    return Batch((*found, document("D6", *VEERBOOT, lang="nl", title="veerboot")))


@pytest.mark.parametrize(
    ("subject", "lang", "text", "speaks"),
    [
        ("ferry", "en", "Two ferries sail on Monday.", True),
        ("ferry line", "en", "The line that the ferries ply is old.", True),
        ("ferry line", "en", "The ferries sail on Monday.", False),
        ("Putin", "nl", "Gisteren sprak Poetin in Bergen.", True),
        ("Zelensky", "de", "Gestern sprach Selenskyj in Bergen.", True),
        ("Lavrov", "ru", "Вчера с Лавровым говорили о пароме.", True),
        ("WHO", "en", "The WHO is asked.", True),
        ("WHO", "en", "He is the one who asked.", False),
        ("the ferry", "en", "A ferry sails.", True),
        ("Bergen", "en", "The mountains were climbed.", False),
    ],
)
def test_a_subject_is_met_in_whatever_form(subject: str, lang: str, text: str, *, speaks: bool) -> None:
    assert speaks_of(document("D1", text, lang=lang), [subject]) is speaks


def test_an_aside_is_no_subject_and_a_title_is() -> None:
    idle = ["Nothing happened in the harbour today, said the master."] * 30
    said = "The ferry is late."
    assert not speaks_of(document("D1", *idle, said), ["ferry"])
    assert speaks_of(document("D1", said, *idle), ["ferry"])
    assert speaks_of(document("D1", *idle, *[said] * 5), ["ferry"])
    assert speaks_of(document("D1", *idle, title="A ferry"), ["quay", "ferry"])
    captioned = document("D1", *idle, said)
    lines = (*captioned.sentences[:-1], replace(captioned.sentences[-1], kind=Kind.CAPTION))
    assert not speaks_of(replace(captioned, sentences=lines * 9), ["ferry"])


def test_without_a_subject_the_greatest_event_is_meant_and_with_one_what_speaks_of_it() -> None:
    assert [each.title for each in of_one_event(stream()).kept] == ["debt", "debts", "owed"]
    found = of_one_event(stream(), ["ferry", "veerboot"])
    assert [each.title for each in found.kept] == ["ferry", "ferries", "veerboot"]
    assert [each.id for each in found.kept] == ["D1", "D2", "D3"]
    assert {each.reason for each in found.rejected} == {
        "does not speak of the subject: debt", "does not speak of the subject: debts",
        "does not speak of the subject: owed",
    }  # fmt: skip


def test_an_example_shows_which_event_is_meant_in_whatever_language() -> None:
    meant = document("example", *VEERBOOT, lang="nl", title="De veerboot")
    found = of_one_event(stream(), (), meant)
    assert [each.title for each in found.kept] == ["ferry", "ferries", "veerboot"]
    assert {each.reason for each in found.rejected} == {
        "tells of another event: debt", "tells of another event: debts", "tells of another event: owed",
    }  # fmt: skip
    many = Batch(tuple(replace(each, id=f"D{at}") for at, each in enumerate([*stream().kept] * 40, start=1)))
    assert {each.title for each in of_one_event(many, (), meant).kept} == {"ferry", "ferries", "veerboot"}


def test_a_brief_of_nothing_on_the_subject_says_so() -> None:
    options = Options(as_of=AS_OF, subject=("glacier",))
    assert selected(stream(), options)[0].kept == ()
    raws = collect([Path(__file__).parents[1] / "data" / "samples" / "geneva_2021"])
    with pytest.raises(NothingUsable, match=r" and 5 more: does not speak of the subject\)"):
        compose(raws, options)
    (found,) = selected(corpus(raws), Options(as_of=AS_OF, subject=("Geneva", "Genf", "Genève")))
    assert len(found.kept) > 3


def test_an_example_is_read_as_a_document_or_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "meant.txt"
    path.write_text("The ferry\n\n" + " ".join(FERRY), encoding="utf-8")
    assert example(path).title == "The ferry"
    path.write_bytes(b"\0\1\2")
    with pytest.raises(SourceError, match=r"meant\.txt is no text on an event: binary file, not text"):
        example(path)
    with pytest.raises(SourceError, match=r"gone\.txt: no such file"):
        example(tmp_path / "gone.txt")


def test_what_does_not_speak_of_the_subject_is_forgotten_when_it_is_read() -> None:
    raws = collect([Path(__file__).parents[1] / "data" / "samples" / "geneva_2021"])
    subject = ("Navalny",)
    read = corpus(raws, subject)
    every = of_one_event(corpus(raws), subject)
    assert 0 < len(read.kept) < len(raws.kept)
    assert of_one_event(read, subject).kept == every.kept
    assert {*of_one_event(read, subject).rejected} == {*every.rejected}
