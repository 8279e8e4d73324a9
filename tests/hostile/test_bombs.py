"""Text that would keep the PDF engine busy without end: each brief is made in time, and the next as ever."""

from __future__ import annotations

import pytest
from costs import loops
from fakes import hostile, rich

from briefing.model import Artifact
from briefing.publish.rendering import render

# Of a million plain steps each: the worst of them takes a third of it.
MOST_LOOPS = 1_500
BOMBS = {
    "a megabyte without a blank": "x" * 1_000_000,
    "a megabyte of blanks": "a" + " " * 1_000_000 + "b",
    "a megabyte of accents": "e" + "\u0301" * 1_000_000,
    "accents on every letter": ("e" + "\u0301\u0323" * 40) * 2_000,
    "a megabyte of soft hyphens": "a\u00ad" * 500_000,
    "joiners": "क\u200d" * 300_000,
    "directions": "a\u202eא\u202c" * 200_000,
    "numbers from right to left": "א1" * 300_000,
    "words in turn": "one שתים " * 60_000,
    "brackets": "(" * 500_000,
    "short words": "a " * 500_000,
    "lines": "a\n" * 500_000,
    "nested boxes": '<div style="display: flex">' * 300,
    "a wide cell": '<table><tr><td colspan="100000000">x</table>',
    "nested lists": "> " * 5_000 + "- " * 5_000,
    "scripts in turn": "aאбक中ㅏ\U0001f600" * 50_000,
    "flags": "\U0001f1f3\U0001f1f1" * 100_000,
}


SHORT = ("brackets", "directions", "numbers from right to left", "nested boxes", "a wide cell")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SHORT else pytest.mark.long) for name in BOMBS]
)
def test_a_bomb_ends_in_time_and_the_next_brief_is_normal(name: str) -> None:
    usual = render(rich(), "pdf").content
    made: list[Artifact] = []
    taken = loops(lambda: made.extend(render(hostile(BOMBS[name]), form) for form in ("md", "pdf")))
    print(f"{name}: {taken:.0f} loops, {', '.join(f'{each.format} {len(each.content)} bytes' for each in made)}")
    assert taken < MOST_LOOPS
    assert all(each.content for each in made)
    assert render(rich(), "pdf").content == usual
