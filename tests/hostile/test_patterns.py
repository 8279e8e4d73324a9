"""Long strings of one kind: no pattern of the program, and no reader of documents, takes more than its length."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import patterns
import pytest
from costs import loops, seconds
from patterns import PIECES, cost, stopped

from briefing.model import RawDocument
from briefing.text.decoding import decode
from briefing.text.linkeddata import stories
from briefing.text.reading import read
from briefing.text.spelling import keys
from briefing.text.webpages import parsed

TESTS = Path(patterns.__file__).parent
LEAD = "The ministers agreed on Friday to continue the talks about the strait, the ministry said."


def slow(length: int, loops: float) -> tuple[int, list[list[object]]]:
    command = [sys.executable, "-m", "patterns", str(length), str(loops)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TESTS)
    number, wrong = json.loads(done.stdout)
    print(f"{number} patterns, {len(PIECES)} strings of {length} characters: {len(wrong)} too slow")
    return number, wrong


@pytest.mark.long
@pytest.mark.slow
def test_no_pattern_takes_more_than_sixty_plain_steps_a_character() -> None:
    number, wrong = slow(200_000, 12)
    assert number > 280
    assert wrong == []


def test_a_slow_pattern_is_seen_and_stopped() -> None:
    assert cost(re.compile(r"(?:a+)+b"), "match", "a", 1_000, 0.1) == 0.1
    assert cost(re.compile(r"\s+-"), "finditer", " ", 100_000, 0.1) == 0.1
    assert cost(re.compile(r"(?<!\s)\s++-"), "finditer", " ", 100_000, 0.1) < 0.1


def test_the_methods_are_those_that_the_program_calls() -> None:
    found = {(place.file.rpartition("/")[2], method) for _, place, method in patterns.used(_seen())}
    assert found == {("robots.py", "match")}


def _seen() -> dict[re.Pattern[str], patterns.Place]:
    from briefing.sources import robots

    lines = Path(robots.__file__).read_text(encoding="utf-8").splitlines()
    line = next(number for number, each in enumerate(lines, start=1) if each.startswith("_LINE = "))
    return {robots._LINE: patterns.Place(robots.__file__, line)}


@pytest.mark.parametrize("piece", PIECES)
def test_the_decoder_takes_less_than_forty_plain_steps_a_letter(piece: str) -> None:
    text = (piece * 1_000_000)[:1_000_000]
    for content in (text.encode(), f"é{text}".encode("cp1252", "replace"), text.encode("utf-16")):
        assert loops(partial(decode, RawDocument("a.txt", content))) < 40


def reading(piece: str, suffix: str, length: int) -> float:
    """Return what it costs to read a document of a lead and one piece again and again."""
    content = f"{LEAD}\n\n{(piece * length)[:length]}"
    if suffix == ".html":
        content = f"<html><body><article><p>{content}</article></body></html>"
    began = seconds()
    read(RawDocument(f"a{suffix}", content.encode()), "D1")
    return seconds() - began


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_reading_takes_no_more_than_its_length(suffix: str) -> None:
    reading("a", suffix, 1_000)
    for piece in PIECES:
        once = reading(piece, suffix, 100_000)
        # What else the machine does may hold one reading up, not three.
        assert any(reading(piece, suffix, 200_000) < 2.6 * max(once, 0.5) for _ in range(3)), piece


@pytest.mark.parametrize("piece", [" ", " ;", "\n", "-->", " ]]>", "// ]]>", ", "])
def test_a_script_that_is_no_json_takes_no_more_than_its_length(piece: str) -> None:
    script = f'{{"@type": "NewsArticle", "headline": "Radar", {piece * 20_000}x'
    page, _ = parsed(f'<html><head><script type="application/ld+json">{script}</script></head><body></body></html>')
    assert page is not None
    with stopped(2.0):
        (story,) = stories(page)
    assert story.headline == "Radar"


@pytest.mark.parametrize("lang", ["en", "pl", "de"])
def test_a_name_without_end_takes_no_more_than_its_length(lang: str) -> None:
    with stopped(2.0):
        assert len(keys(f"M{'aei' * 60_000}x", lang)[0]) > 100_000
