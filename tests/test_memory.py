"""Of a folder no more is held in memory than what is read in it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from articles import ENGLISH

from briefing.analysis import admitting
from briefing.model import Batch, Document
from briefing.pipeline import Read, corpus
from briefing.sources.folders import collect_each
from briefing.sources.readers import read_in_children

MANY, LARGE = 100, 200_000


def held(work: Callable[[], Batch[Document]]) -> tuple[int, int]:
    """Return the bytes of memory that some work takes at most, and those that its result takes.

    The least of three: a table that the whole process shares, such as that of its interned strings, grows by
    megabytes at once in whichever work meets its bound.
    """
    work()  # What is compiled and remembered for all documents is not held for these.
    measured = [_held_once(work) for _ in range(3)]
    return min(most for most, _ in measured), min(kept for _, kept in measured)


def _held_once(work: Callable[[], Batch[Document]]) -> tuple[int, int]:
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        found = work()
        after, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.kept) + len(found.rejected) > 0
    return most - before, after - before


@pytest.mark.parametrize("read", [corpus, partial(read_in_children, jobs=2, few=0)], ids=["here", "in children"])
def test_the_bytes_of_what_is_left_out_are_not_held(tmp_path: Path, read: Read) -> None:
    for number in range(MANY):
        (tmp_path / f"{number:03}.txt").write_text("会谈在星期一举行。" * (LARGE // 27), encoding="utf-8")
    most, kept = held(lambda: read(collect_each([tmp_path]), ()))
    assert most < MANY * LARGE / 4
    assert kept < MANY * LARGE / 100


@pytest.mark.parametrize(("whole", "times"), [(admitting.MOST_WHOLE, 7.0), (0, 1.2)])
def test_a_document_takes_a_few_times_its_text_and_one_of_many_about_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: int, times: float
) -> None:
    monkeypatch.setattr(admitting, "MOST_WHOLE", whole)
    text = ENGLISH.partition("Read more")[0] * 3
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(f"{text}\n\nThat was told by {number} people.\n", encoding="utf-8")
    _, kept = held(lambda: corpus(collect_each([tmp_path])))
    assert kept < times * 40 * len(text)
