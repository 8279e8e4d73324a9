"""Which sentences the encoder reads: all of them, or in a great corpus those that may say something, and around them.

A first look costs microseconds a sentence and the encoder some milliseconds, so that 10,000 documents would take an
hour; a brief shows forty findings of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.analysis.encoder import chances
from briefing.model import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 6000
CANDIDATES = 2000
TINY = 1e-12

Look = Callable[["NDArray[np.float64]"], "NDArray[np.float32]"]


def closer_look(sentences: Sequence[Sentence], titles: Mapping[str, str]) -> Look:
    """Return the look at the sentences of a corpus, in order: from first chances to those of the encoder, a row each.

    The first class is «none»; a sentence that is not read closely has no numbers.  ``titles`` are by document.
    """

    def look(first: NDArray[np.float64]) -> NDArray[np.float32]:
        import numpy as np

        places = worth_reading(sentences, first)
        runs = [
            [place for _, place in run]
            for _, run in groupby(enumerate(places), key=lambda pair: (sentences[pair[1]].document, pair[1] - pair[0]))
        ]
        found = np.full(first.shape, np.nan, np.float32)
        found[places] = chances(
            [(titles[sentences[run[0]].document], [sentences[place].text for place in run]) for run in runs]
        )
        return found

    return look


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
