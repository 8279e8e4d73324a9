"""A transformer that reads each sentence of prose between its neighbours, under the title of its document.

A BERT encoder (Devlin et al. 2019) with the weights of multilingual-e5-small (Wang et al. 2024, MIT licence),
fine-tuned by ``data/training/train_encoder.py`` on text written for the project.  CTranslate2 counts, in whole numbers
(``data/training/encoder_file.py``).  A document is read in windows; the mean of a sentence's pieces is its state, which
gives the chances of its four classes, and helps to tell its issue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.pieces import END, START, Pieces, pieces
from briefing.resources import encoder, shipped

if TYPE_CHECKING:
    import numpy as np
    from ctranslate2 import Encoder
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WINDOW, TITLE_PIECES, SENTENCE_PIECES = 192, 24, 100
WIDTH = 384
THREADS = 4


class Classifier(NamedTuple):
    """What makes scores of the classes out of the mean of a sentence's pieces."""

    weights: Floats
    offset: Floats


class Window(NamedTuple):
    """A row of pieces to read at once; ``titled`` of them are the title's, ``spans`` those of each sentence."""

    row: list[int]
    titled: int
    spans: list[tuple[int, int]]


@cache
def classifier() -> Classifier:
    """Return the shipped weights above the last layer."""
    import numpy as np

    with np.load(shipped("data", "models", "encoder", "head.npz")) as stored:
        return Classifier(stored["weights"], stored["offset"])


def windows(title: str, texts: Sequence[str], known: Pieces) -> Iterator[Window]:
    """Yield the windows of a document: its title, then as many of its sentences as there is room for."""
    head = [START, *known.of(title)[:TITLE_PIECES], END]
    row, spans = list(head), list[tuple[int, int]]()
    for text in texts:
        own = known.of(text)[:SENTENCE_PIECES]
        if spans and len(row) + len(own) + 1 > WINDOW:
            yield Window(row, len(head), spans)
            row, spans = list(head), []
        spans.append((len(row), len(row) + len(own)))
        row += [*own, END]
    if spans:
        yield Window(row, len(head), spans)


def chances(states: Floats) -> Floats:
    """Return the chances of none, agreement, dispute and unresolved, a row a state."""
    import numpy as np

    classes = classifier()
    scores = states @ classes.weights + classes.offset
    raised = np.exp(scores - scores.max(1, keepdims=True))
    shares: Floats = raised / raised.sum(1, keepdims=True)
    return shares


def states(documents: Sequence[tuple[str, Sequence[str]]]) -> Floats:
    """Return the state of each sentence, a row of WIDTH numbers.

    ``documents`` are pairs of a title and the sentences of prose in order.
    """
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np

    known = pieces()
    made = [window for title, texts in documents for window in windows(title, texts, known)]
    # The engine lets go of the interpreter while it counts; its threads end with it.
    engine = encoder(THREADS)
    with ThreadPoolExecutor(THREADS) as threads:
        return np.concatenate([np.zeros((0, WIDTH), np.float32), *threads.map(partial(_read, engine), made)])


def _read(engine: Encoder, window: Window) -> Floats:
    import numpy as np

    titled = [int(place < window.titled) for place in range(len(window.row))]
    state = np.array(engine.forward_batch([window.row], token_type_ids=[titled]).last_hidden_state)[0]
    return np.array([state[first:last].mean(0) if last > first else state[0] for first, last in window.spans])
