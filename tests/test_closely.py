"""The closer look: everything of a small corpus, of a great one what may say something and what stands beside it."""

from __future__ import annotations

import numpy as np
import pytest
from builders import sentence

from briefing.analysis import closely
from briefing.analysis.closely import read_closely, worth_reading
from briefing.analysis.encoder import states

TALKS = [
    sentence("Norvania and Estmark signed a protocol on the ferry.", "D1", 1),
    sentence("Estmark accused its neighbour of breaking the treaty.", "D1", 2),
    sentence("The harbour was built in 1910.", "D1", 3),
    sentence("Nobody knows when the ferry will sail again.", "D2", 1),
    sentence("It rained in Lordal.", "D2", 2),
]
TITLES = {"D1": "Ferry talks", "D2": "Waiting for the ferry"}


def first(*none: float) -> np.ndarray:
    return np.array([[share, *[(1 - share) / 3] * 3] for share in none])


def test_a_small_corpus_is_read_whole_document_by_document() -> None:
    found = read_closely(TALKS, TITLES, first(0.9, 0.9, 0.9, 0.9, 0.9))
    texts = [one.text for one in TALKS]
    assert np.allclose(found, states([("Ferry talks", texts[:3]), ("Waiting for the ferry", texts[3:])]), atol=1e-4)


def test_of_a_great_corpus_the_likeliest_and_their_neighbours_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closely, "MOST", 3)
    monkeypatch.setattr(closely, "CANDIDATES", 1)
    assert worth_reading(TALKS, first(0.1, 0.5, 0.5, 0.5, 0.5)) == [0, 1]
    assert worth_reading(TALKS, first(0.5, 0.5, 0.1, 0.5, 0.5)) == [1, 2]
    assert worth_reading(TALKS, first(0.5, 0.5, 0.5, 0.1, 0.5)) == [3, 4]
    found = read_closely(TALKS, TITLES, first(0.1, 0.5, 0.5, 0.5, 0.5))
    assert np.isfinite(found[:2]).all()
    assert np.isnan(found[2:]).all()
