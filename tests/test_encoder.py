"""The encoder: pieces that give back the words, windows that hold every sentence once, chances that depend on both."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.encoder import SENTENCE_PIECES, WIDTH, WINDOW, chances, states, windows
from briefing.analysis.pieces import BLANK, END, LONGEST, START, UNKNOWN, Pieces, pieces
from briefing.resources import ALIKE

TOY = Pieces({f"{BLANK}dam": (3, -1.0), BLANK: (4, -3.0), "d": (5, -2.0), "am": (6, -2.0), "s": (7, -1.5)})
TALKS = (
    "The ministers of Norvania and Estmark met in Lordal.",
    "They signed a protocol on the exchange of the fishermen.",
    "Estmark accused its neighbour of breaking the treaty.",
    "It is not yet clear when the ferry will sail again.",
)


def read(documents: Sequence[tuple[str, Sequence[str]]]) -> np.ndarray:
    return chances(states(documents))


def test_the_likeliest_row_of_pieces_is_taken() -> None:
    assert TOY.of("dam") == [3]
    assert TOY.of("dams") == [3, 7]
    assert TOY.of("dxam") == [4, 5, UNKNOWN, 6]
    assert TOY.of("  dam\n\tdam ") == [3, 3]
    assert TOY.of("") == []


@pytest.mark.parametrize(
    "text",
    ["Poetin zei dat de gesprekken «constructief» waren.", "Переговори у Львові: згоди немає.", "Żółć, £5m – 3,5 %"],
)
def test_the_shipped_pieces_give_back_the_text(text: str) -> None:
    names = {place: piece for piece, (place, _) in pieces().known.items()}
    assert "".join(names[place] for place in pieces().of(text)).replace(BLANK, " ").split() == text.split()


def test_a_word_without_end_costs_no_more_than_a_long_one() -> None:
    known = pieces()
    long, endless = (known.of("ab" * letters) for letters in (LONGEST, 100 * LONGEST))
    assert SENTENCE_PIECES < len(endless) == len(long)
    assert endless[:SENTENCE_PIECES] == long[:SENTENCE_PIECES]


@given(st.text(), st.lists(st.text("ab dам.", min_size=1, max_size=400), max_size=12))
def test_windows_hold_every_sentence_once_and_are_never_too_long(title: str, texts: list[str]) -> None:
    made = list(windows(title, texts, pieces()))
    own = [pieces().of(text)[:SENTENCE_PIECES] for text in texts]
    assert [window.row[first:last] for window in made for first, last in window.spans] == own
    for window in made:
        assert len(window.row) <= WINDOW
        assert (window.row[0], window.row[window.titled - 1], window.row[-1]) == (START, END, END)


def test_the_chances_of_each_sentence_add_up_whatever_is_read_beside_it() -> None:
    alone, beside = read([("Talks", TALKS)]), read([("", ("Rain.",)), ("Talks", TALKS), ("", ())])
    assert alone.shape == (len(TALKS), 4)
    assert np.allclose(alone.sum(1), 1, atol=1e-5)
    assert alone.tobytes() == beside[1:].tobytes()
    assert read([]).shape == (0, 4)


def test_plain_sentences_are_read_rightly() -> None:
    assert read([("Talks in Lordal", TALKS)]).argmax(1)[1:].tolist() == [1, 2, 3]


def test_a_sentence_is_read_in_its_surroundings() -> None:
    same = "They refused to pay for the quay."
    now = read([("Ferry talks", ("The ministers met on Tuesday.", same, "Talks go on tomorrow."))])
    once = read([("A history of the harbour", ("In 1910 the two towns built a harbour.", same, "That was long ago."))])
    assert once[1, 0] > now[1, 0] + 0.1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=4))
def test_any_text_can_be_read(texts: list[str]) -> None:
    assert np.isfinite(read([("", texts)])).all()


def test_every_processor_with_avx2_counts_the_same() -> None:
    program = (
        "import sys; from briefing.analysis.encoder import states; "
        "sys.stdout.buffer.write(states([('The ferry', ['The two banks will share one ferry.'] * 9)]).tobytes())"
    )

    def counted(**variables: str) -> bytes:
        environment = {name: value for name, value in os.environ.items() if name not in ALIKE} | variables
        return subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True).stdout

    assert len(counted()) == 9 * WIDTH * 4
    assert counted() == counted(ONEDNN_MAX_CPU_ISA="AVX2")


def test_how_many_read_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [("Ferry talks", [f"The ferry carries {number} lorries to the quay." for number in range(150)])]
    together = read(documents)
    monkeypatch.setattr("briefing.analysis.encoder.THREADS", 1)
    alone = read(documents)
    assert together.shape == (150, 4)
    assert together.tobytes() == alone.tobytes()
    assert len({row.tobytes() for row in together}) > 100
