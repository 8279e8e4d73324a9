"""Which sentences the encoder reads: all of them, or in a great corpus those that may say something, and around them.

A first look costs microseconds a sentence and the encoder some milliseconds, so that 10,000 documents would take an
hour; a brief shows forty findings of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.analysis.encoder import WIDTH, states
from briefing.model import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 6000
CANDIDATES = 2000
TINY = 1e-12


def read_closely(
    sentences: Sequence[Sentence], titles: Mapping[str, str], first: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Return the state in which the encoder leaves each sentence of a corpus, in order, a row each.

    A sentence that is not read closely, by its ``first`` chances, has no numbers; the first class is «none».
    ``titles`` are by document.
    """
    import numpy as np

    places = worth_reading(sentences, first)
    runs = [
        [place for _, place in run]
        for _, run in groupby(enumerate(places), key=lambda pair: (sentences[pair[1]].document, pair[1] - pair[0]))
    ]
    found = np.full((len(sentences), WIDTH), np.nan, np.float32)
    found[places] = states(
        [(titles[sentences[run[0]].document], [sentences[place].text for place in run]) for run in runs]
    )
    return found


def worth_reading(sentences: Sequence[Sentence], first: NDArray[np.float64]) -> list[int]:
    """Return the places of the sentences to read closely, in order: the likeliest to say something, and neighbours."""
    import numpy as np

    if len(sentences) <= MOST:
        return list(range(len(sentences)))
    chosen = np.argsort(first[:, 0], kind="stable")[:CANDIDATES].tolist()
    return sorted(
        {
            near
            for place in chosen
            for near in range(max(0, place - 1), min(len(sentences), place + 2))
            if sentences[near].document == sentences[place].document
        }
    )


def pooled(quick: NDArray[np.float64], close: NDArray[np.float32], powers: tuple[float, float]) -> NDArray[np.float64]:
    """Return the product of powers of both chances (logarithmic opinion pool, Genest and Zidek 1986).

    What was not read closely keeps its chances.
    """
    import numpy as np

    product = (quick + TINY) ** powers[0] * (close + TINY) ** powers[1]
    shares: NDArray[np.float64] = np.where(np.isnan(product), quick, product / product.sum(1, keepdims=True))
    return shares
