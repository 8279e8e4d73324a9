"""Documents are read in several processes as in one, few of them at a time, and a child that dies costs one."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import IO
from weakref import WeakSet

import pytest
from articles import DUTCH, ENGLISH, OTHER
from builders import raws
from costs import seconds
from papers import html
from savedpages import saved_pages

from briefing.analysis.admitting import admitted
from briefing.errors import SourceError
from briefing.model import Batch, Document, Page, RawDocument, Rejection
from briefing.model.packing import Said, unpacked
from briefing.pipeline import corpus
from briefing.sources import readers
from briefing.sources.asking import ask
from briefing.sources.confined import started
from briefing.sources.folders import collect, collect_each
from briefing.sources.reader import MOST_SECONDS
from briefing.sources.readers import IN_FLIGHT, MOST, read_in_children

JOBS = 2
TEXTS = (ENGLISH, OTHER, DUTCH)
GONE = Rejection("gone.txt", "no such file or folder")


def many(number: int = 40) -> Batch[RawDocument]:
    """Return texts, saved pages and what is no document, in the order of their locations, and a rejection."""
    pages = {f"page-{page.name}.html": page.content for page in saved_pages("open")[:6]}
    paged = RawDocument("told.pdf", b"%PDF-", Page("The two sides met in Lordal on Monday, officials said.", "Talks"))
    files = {f"{at:03}.txt": TEXTS[at % len(TEXTS)] for at in range(number)}
    found = raws({"000-empty.txt": "", **files, **pages}).kept
    return Batch(tuple(sorted((*found, paged), key=lambda raw: raw.location)), (GONE,))


def test_children_read_as_this_process_does() -> None:
    expected = corpus(many())
    assert len(expected.kept) > 20
    assert expected.rejected[0] == GONE
    for few in (0, 7):
        assert read_in_children(many(), jobs=JOBS, few=few) == expected


def test_children_forget_what_does_not_speak_of_the_subject() -> None:
    expected = corpus(many(), ["Lordal"])
    assert 0 < len(expected.kept) < len(corpus(many()).kept)
    assert read_in_children(many(), ["Lordal"], jobs=JOBS, few=0) == expected


def test_the_order_of_the_sources_changes_nothing(tmp_path: Path) -> None:
    for raw in many().kept:
        (tmp_path / raw.location).write_bytes(raw.content)
    files = sorted(tmp_path.iterdir())
    expected = corpus(collect([tmp_path]))
    Random(3).shuffle(files)
    assert read_in_children(collect_each(files), jobs=JOBS, few=2) == expected


def test_few_documents_start_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "started", pytest.fail)
    assert len(read_in_children(many(4), jobs=JOBS, few=20).kept) > 0


def test_a_document_is_asked_for_when_the_one_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []

    def asked() -> Iterator[RawDocument]:
        for raw in raws({"a.txt": ENGLISH, "b.txt": b"\0\1", "c.txt": OTHER}).kept:
            steps.append(f"ask {raw.location}")
            yield raw

    def read(raw: RawDocument, name: str, subject: Sequence[str]) -> Document | Rejection:
        steps.append(f"read {raw.location}")
        return admitted(raw, name, subject)

    monkeypatch.setattr(readers, "admitted", read)
    assert len(read_in_children(asked(), jobs=1, few=sys.maxsize).kept) == 2
    assert steps == [f"{step} {name}.txt" for name in "abc" for step in ("ask", "read")]


def test_what_is_heavy_is_read_in_a_child_however_few_there_are(
    monkeypatch: pytest.MonkeyPatch, children: list[subprocess.Popen[bytes]]
) -> None:
    expected = corpus(many(4))
    monkeypatch.setattr(readers, "HEAVY", len(DUTCH.encode()) - 1)
    assert read_in_children(many(4), jobs=1, few=20) == expected
    assert len(children) == 1
    assert children[0].returncode is not None


@pytest.mark.parametrize(("tags", "expected"), [(readers.MOST_TAGS - 50, 0), (readers.MOST_TAGS + 1, 1)])
def test_a_page_of_many_tags_is_read_in_a_child(
    tags: int, expected: int, children: list[subprocess.Popen[bytes]]
) -> None:
    page = html("One radar for two").replace("</article>", "<br>" * tags + "</article>")
    found = read_in_children([RawDocument("a.html", page.encode())], jobs=1, few=20)
    assert len(page.encode()) < readers.HEAVY
    assert [document.title for document in found.kept] == ["One radar for two"]
    assert len(children) == expected


@pytest.mark.slow
@pytest.mark.parametrize("number", [1_000_000, pytest.param(1_800_000, marks=pytest.mark.long)])
def test_a_page_without_end_is_left_out_with_its_reason(number: int, children: list[subprocess.Popen[bytes]]) -> None:
    page = RawDocument("evil.html", b"<p>The talks went on.</p>" + b"<b><i><p>x " * number)
    begin = seconds()
    found = read_in_children((*many(2).kept, page), jobs=1, few=20)
    assert seconds() - begin < 2 * MOST_SECONDS + 10
    assert found.kept == corpus(many(2)).kept
    (why,) = (each.reason for each in found.rejected if each.location == "evil.html")
    assert why.startswith((f"took more than {MOST_SECONDS} s", "needs more memory"))
    assert len(children) == 1


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Return the children that are started, the first one first."""
    found: list[subprocess.Popen[bytes]] = []

    def noted(module: str, *arguments: str) -> subprocess.Popen[bytes]:
        found.append(started(module, *arguments))
        return found[-1]

    monkeypatch.setattr(readers, "started", noted)
    return found


def test_a_child_that_is_killed_costs_nothing_where_another_can_read_its_documents(
    monkeypatch: pytest.MonkeyPatch, children: list[subprocess.Popen[bytes]]
) -> None:
    def killed_once(pipe: IO[bytes], chunk: Sequence[RawDocument], subject: Sequence[str]) -> None:
        if len(children) == 1:
            children[0].kill()
            children[0].wait()
        ask(pipe, chunk, subject)

    monkeypatch.setattr(readers, "ask", killed_once)
    assert read_in_children(many(), jobs=1, few=0) == corpus(many())
    assert len(children) == 2
    assert all(child.returncode is not None for child in children)


def test_a_document_that_kills_its_reader_is_left_out_alone(
    monkeypatch: pytest.MonkeyPatch, children: list[subprocess.Popen[bytes]]
) -> None:
    def deadly(pipe: IO[bytes], chunk: Sequence[RawDocument], subject: Sequence[str]) -> None:
        if any(raw.location == "003.txt" for raw in chunk):
            children[-1].kill()
            children[-1].wait()
        ask(pipe, chunk, subject)

    monkeypatch.setattr(readers, "ask", deadly)
    found = read_in_children(many(), jobs=1, few=0)
    without = tuple(each for each in many() if each.location != "003.txt")
    assert found.kept == corpus(without).kept
    assert Rejection("003.txt", "reading it stopped the reader (SIGKILL)") in found.rejected


def test_where_no_child_starts_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "started", lambda *_: started("briefing.nowhere"))
    with pytest.raises(SourceError, match="--jobs 1 needs none"):
        read_in_children(many(), jobs=JOBS, few=0)


class Counted(RawDocument):
    """A document of which it is known whether it is still in memory."""


def test_the_bytes_of_few_documents_are_in_memory_at_once() -> None:
    alive: WeakSet[Counted] = WeakSet()
    most = 0

    def streamed() -> Iterator[RawDocument]:
        nonlocal most
        for number in range(60 * MOST):
            raw = Counted(f"{number:05}.txt", ENGLISH.encode())
            alive.add(raw)
            most = max(most, len(alive))
            yield raw

    assert len(read_in_children(streamed(), jobs=JOBS, few=5).kept) == 60 * MOST
    assert MOST < most <= (IN_FLIGHT * JOBS + 2) * MOST


# A shell has its commands in the background ignore an interrupt, and so do their children.
PARENT = """
import signal
from itertools import count
from briefing.model import RawDocument
from briefing.sources import readers
from briefing.sources.confined import started

def noted(*words):
    child = started(*words)
    print(child.pid, flush=True)
    return child

signal.signal(signal.SIGINT, signal.default_int_handler)
readers.started = noted
text = ("The two sides met in Lordal on Monday and agreed on water, officials said.\\n\\n" * 20).encode()
readers.read_in_children((RawDocument(f"{n}.txt", text) for n in count()), jobs=2, few=0)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_child_outlives_its_parent(number: signal.Signals) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pids = [int(parent.stdout.readline()) for _ in range(JOBS)]
    parent.send_signal(number)
    _, said = parent.communicate(timeout=120)
    assert said.count("Traceback") == (number == signal.SIGINT)  # its own, and none of a child or a thread
    assert not any(lives(pid) for pid in pids)


def lives(pid: int) -> bool:
    """Tell whether a process is still there after some patience."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2][0]
        except FileNotFoundError:
            return False
        if state == "Z":
            return False
        time.sleep(0.05)
    return True


def test_what_a_child_says_is_not_believed() -> None:
    lies: tuple[Said, ...] = (
        {},
        {"read": ["x"]},
        {"read": ["x"] * 7, "day": "soon", "agencies": [], "remarks": [], "rows": []},
        {"read": ["x"] * 7, "day": "", "agencies": [], "remarks": [], "rows": [[0, 1, 99, "en", 0, "", False]]},
    )
    for said in lies:
        assert unpacked(said, "a.txt", "D1") == Rejection("a.txt", "reading it stopped the reader")
