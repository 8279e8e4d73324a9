"""The fuzzing harnesses for a moment each: what they hold, without atheris."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

import pytest
from fuzz.harnesses import HARNESSES
from fuzz.shapes import SHAPES, web
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model import Document, RawDocument
from briefing.sources.formats.opening import parts_of
from briefing.sources.formats.parts import Bound, Part, Refused
from briefing.text.reading import read

TESTS = Path(__file__).parent


@st.composite
def inputs(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """Draw bytes, or a paper with a piece exchanged."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=500) | st.text(max_size=300).map(str.encode))
    seed = draw(st.sampled_from(seeds))
    place, cut = draw(st.integers(0, len(seed))), draw(st.integers(0, 200))
    return seed[:place] + draw(st.binary(max_size=50)) + seed[place + cut :]


@pytest.mark.parametrize("name", HARNESSES)
def test_nothing_of_a_stranger_breaks_what_reads_it(name: str) -> None:
    harness = HARNESSES[name]

    @settings(max_examples=100, deadline=None)
    @given(inputs(list(harness.seeds())))
    def tried(content: bytes) -> None:
        harness.tried(content)

    for seed in harness.seeds():
        harness.tried(seed)
    tried()


@pytest.mark.parametrize("suffix", SHAPES)
def test_what_is_put_into_shape_is_read(suffix: str) -> None:
    seeds = (HARNESSES[name].seeds() for name in ("word", "drawing", "archive"))
    opened = (found for content in chain(*seeds) for found in _opened(SHAPES[suffix](content), suffix))
    assert any(part.page or part.content for part in opened)


def test_a_page_of_any_elements_is_read() -> None:
    found = [read(RawDocument("a.html", web(content)), "D1") for content in HARNESSES["web"].seeds()]
    assert sum(isinstance(each, Document) for each in found) > len(found) / 2


def _opened(content: bytes, suffix: str) -> Iterator[Part]:
    with suppress(Refused):
        yield from parts_of(content, suffix, Bound())


def test_without_atheris_it_says_so() -> None:
    code = "import sys; sys.modules['atheris'] = None; from fuzz import __main__; sys.exit(__main__.main())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=TESTS)
    assert done.returncode == 2
    assert "atheris is not installed" in done.stderr
