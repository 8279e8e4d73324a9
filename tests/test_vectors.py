"""Word vectors: one meaning in several languages, unit length, nothing for unknown words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.vectors import DIMENSIONS, vectors


def cosine(left: str, right: str) -> float:
    one, two = vectors().encode([left, right])
    return float(one @ two)


@pytest.mark.parametrize(
    ("english", "foreign", "other"),
    [
        ("ambassador", "ambassadeur", "visserij"),
        ("prisoners", "Gefangene", "Fischerei"),
        ("treaty", "traité", "poisson"),
        ("border", "кордон", "риба"),
    ],
)
def test_a_word_is_nearer_to_its_translation_than_to_another_word(english: str, foreign: str, other: str) -> None:
    assert cosine(english, foreign) > cosine(english, other) + 0.2


def test_a_sentence_is_nearer_to_its_translation() -> None:
    english, dutch, elsewhere = vectors().encode(
        [
            "The ministers agreed to exchange all prisoners of war.",
            "De ministers kwamen overeen alle krijgsgevangenen uit te wisselen.",
            "De prijs van graan steeg in de haven.",
        ]
    )
    assert english @ dutch > english @ elsewhere + 0.2


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_any_text_has_a_unit_vector_or_none(texts: list[str]) -> None:
    encoded = vectors().encode(texts)
    assert encoded.shape == (len(texts), DIMENSIONS)
    assert encoded.dtype == np.float32
    lengths = np.linalg.norm(encoded, axis=1)
    assert np.all(np.isclose(lengths, 1, atol=1e-4) | (lengths == 0))


def test_unknown_words_are_no_direction() -> None:
    assert not vectors().encode(["", "42 !", "xqzw"]).any()


def test_a_longer_form_takes_the_row_of_its_known_beginning() -> None:
    assert vectors().row("ambassadorxyz") == vectors().row("ambassador") >= 0
    assert vectors().row("xqzw") == -1


def test_the_rarer_word_tells_more() -> None:
    assert vectors().rarity("the") < vectors().rarity("ambassador") < vectors().rarity("xqzw") == 5
