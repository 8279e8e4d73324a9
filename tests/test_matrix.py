"""At a glance: what does not fit is counted in one row, which no single topic gives way to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import rich

from briefing.model import Brief, Topic
from briefing.publish.matrix import MOST_ROWS
from briefing.publish.rendering import render


def of_topics(number: int) -> Brief:
    """Return a brief with one finding on each of so many topics."""
    base = rich()
    topics = tuple(Topic(f"t{at}", f"Quay {at}", "en", ()) for at in range(number))
    findings = tuple(replace(base.findings[0], id=at + 1, topic=each.id) for at, each in enumerate(topics))
    return replace(base, topics=topics, findings=findings, discrepancies=())


@pytest.mark.parametrize(
    ("number", "shown", "others"),
    [(MOST_ROWS, MOST_ROWS, ""), (MOST_ROWS + 1, MOST_ROWS + 1, ""), (MOST_ROWS + 2, MOST_ROWS, "2 other topics")],
)
def test_only_several_topics_are_counted_in_one_row(number: int, shown: int, others: str) -> None:
    text = render(of_topics(number), "md").content.decode().partition("## At a glance")[2].partition("\n## ")[0]
    rows = [line for line in text.splitlines() if line.startswith("| ")][1:]
    assert sum("Quay" in row for row in rows) == shown
    assert ("other topic" in text) == bool(others)
    assert others in text
