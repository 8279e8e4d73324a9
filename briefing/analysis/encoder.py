"""A transformer that reads each sentence of prose between its neighbours, under the title of its document.

A BERT encoder (Devlin et al. 2019) with the weights of multilingual-e5-small (Wang et al. 2024, MIT licence),
fine-tuned by ``data/training/train_encoder.py`` on text written for the project; in NumPy.  A document is read in
windows; the mean of a sentence's pieces gives the chances of its four classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from math import pi, sqrt
from typing import TYPE_CHECKING, NamedTuple

from briefing.analysis.pieces import END, START, Pieces, pieces
from briefing.resources import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WINDOW, TITLE_PIECES, SENTENCE_PIECES = 192, 24, 100
HEADS = 12
BLOCK = 32
TINY = 1e-12
GELU_SLOPE = sqrt(2 / pi)
GELU_CUBE = 0.044715 * GELU_SLOPE
# So many pieces are read in one step: the matrices stay below 10 MB.
TOGETHER = 1000
THREADS = 4


class Layer(NamedTuple):
    """The weights of one layer: matrices (inputs x outputs), then their offsets; two normalisations."""

    attend: Floats
    attend_offset: Floats
    gather: Floats
    gather_offset: Floats
    widen: Floats
    widen_offset: Floats
    narrow: Floats
    narrow_offset: Floats
    first_norm: Floats
    first_offset: Floats
    second_norm: Floats
    second_offset: Floats


class Encoder(NamedTuple):
    """The weights; ``words`` holds two weights of 4 bits a byte, with a scale for each block of 32."""

    words: NDArray[np.uint8]
    scales: NDArray[np.float16]
    places: Floats
    segments: Floats
    norm: Floats
    offset: Floats
    layers: tuple[Layer, ...]
    head: Floats
    head_offset: Floats


class Window(NamedTuple):
    """A row of pieces to read at once; ``titled`` of them are the title's, ``spans`` those of each sentence."""

    row: list[int]
    titled: int
    spans: list[tuple[int, int]]


@cache
def encoder() -> Encoder:
    """Return the shipped weights."""
    import numpy as np

    with np.load(shipped("data", "models", "encoder.npz")) as stored:
        table = {name: stored[name] for name in stored.files}
    layers = tuple(_layer(table, number) for number in range(int(table["layers"])))
    rest = {name: table[name].astype(np.float32) for name in ("places", "segments", "norm", "offset")}
    head = {name: table[name].astype(np.float32) for name in ("head", "head_offset")}
    return Encoder(table["words"], table["scales"], **rest, layers=layers, **head)


def _layer(table: Mapping[str, NDArray[np.generic]], number: int) -> Layer:
    import numpy as np

    found = []
    for name in Layer._fields:
        weights = table[f"{number}.{name}"].astype(np.float32)
        scale = table.get(f"{number}.{name}.scale")
        found.append(weights if scale is None else np.ascontiguousarray((weights * scale.astype(np.float32)).T))
    return Layer(*found)


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


def chances(documents: Sequence[tuple[str, Sequence[str]]]) -> Floats:
    """Return the chances of none, agreement, dispute and unresolved, a row a sentence.

    ``documents`` are pairs of a title and the sentences of prose in order.
    """
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np

    model = encoder()
    # NumPy lets go of the interpreter while it counts.
    with ThreadPoolExecutor(THREADS) as threads:
        found = threads.map(partial(_read, model), _batches(documents))
        return np.concatenate([np.zeros((0, model.head.shape[1]), np.float32), *found])


def _batches(documents: Sequence[tuple[str, Sequence[str]]]) -> Iterator[list[Window]]:
    known = pieces()
    batch, size = list[Window](), 0
    for title, texts in documents:
        for window in windows(title, texts, known):
            batch.append(window)
            size += len(window.row)
            if size >= TOGETHER:
                yield batch
                batch, size = [], 0
    if batch:
        yield batch


def _read(model: Encoder, batch: Sequence[Window]) -> Floats:
    import numpy as np

    ends = np.cumsum([len(window.row) for window in batch])
    starts = [0, *ends[:-1].tolist()]
    ranges = list(zip(starts, ends.tolist(), strict=True))
    rows = np.array([place for window in batch for place in window.row], np.intp)
    within = np.concatenate([np.arange(len(window.row)) for window in batch])
    titled = np.concatenate([np.arange(len(window.row)) < window.titled for window in batch]).astype(np.intp)
    state = _embedded(model, rows) + model.places[within] + model.segments[titled]
    state = _normed(state, model.norm, model.offset)
    for layer in model.layers:
        state = _through(layer, state, ranges)
    means = [
        state[start + first : start + last].mean(0) if last > first else state[start]
        for start, window in zip(starts, batch, strict=True)
        for first, last in window.spans
    ]
    scores = np.array(means) @ model.head + model.head_offset
    raised = np.exp(scores - scores.max(1, keepdims=True))
    shares: Floats = raised / raised.sum(1, keepdims=True)
    return shares


def _embedded(model: Encoder, rows: NDArray[np.intp]) -> Floats:
    """Return the vectors of pieces: each byte holds two weights, of a block's first and second half."""
    import numpy as np

    packed = model.words[rows].reshape(len(rows), -1, BLOCK // 2)
    halves = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32) - 8
    vectors: Floats = (halves * model.scales[rows].astype(np.float32)[:, :, None]).reshape(len(rows), -1)
    return vectors


def _through(layer: Layer, state: Floats, ranges: Sequence[tuple[int, int]]) -> Floats:
    import numpy as np

    asked = state @ layer.attend + layer.attend_offset
    width = state.shape[1]
    asked[:, :width] /= np.float32(sqrt(width / HEADS))
    mixed = np.empty_like(state)
    for start, end in ranges:
        parts = asked[start:end].reshape(end - start, 3, HEADS, -1).transpose(1, 2, 0, 3)
        query, key, value = np.ascontiguousarray(parts)
        weights = query @ key.transpose(0, 2, 1)
        weights -= weights.max(2, keepdims=True)
        np.exp(weights, out=weights)
        found = weights @ value / weights.sum(2, keepdims=True)
        mixed[start:end] = found.transpose(1, 0, 2).reshape(end - start, width)
    state = _normed(state + mixed @ layer.gather + layer.gather_offset, layer.first_norm, layer.first_offset)
    wide = _gelu(state @ layer.widen + layer.widen_offset)
    return _normed(state + wide @ layer.narrow + layer.narrow_offset, layer.second_norm, layer.second_offset)


def _gelu(values: Floats) -> Floats:
    """Return the Gaussian error linear unit by its usual approximation (Hendrycks and Gimpel 2016).

    In place: a new matrix for each step costs three times as much.
    """
    import numpy as np

    smooth: Floats = values * values
    smooth *= np.float32(GELU_CUBE)
    smooth += np.float32(GELU_SLOPE)
    smooth *= values
    np.tanh(smooth, out=smooth)
    smooth += 1
    smooth *= values
    smooth *= np.float32(0.5)
    return smooth


def _normed(state: Floats, scale: Floats, offset: Floats) -> Floats:
    import numpy as np

    centred = state - state.mean(1, keepdims=True)
    normed: Floats = centred / np.sqrt((centred * centred).mean(1, keepdims=True) + np.float32(TINY)) * scale + offset
    return normed
