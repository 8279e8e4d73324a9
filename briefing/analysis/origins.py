"""Which documents are copies of one text, so that one wire story counts once.

Documents are compared by their word shingles (Broder 1997): the share of the smaller one's shingles that stand in the
other.  A shared quotation alone stays far below the threshold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, combinations
from typing import NamedTuple

from briefing.model import Document, Kind
from briefing.text.terms import tokens

SHINGLE = 5
SAME_ORIGIN = 0.4
COPY = 0.85
MOST_HOLDERS, FULLEST = 50, 10


class Origins(NamedTuple):
    """Each document's origin («O1») and, for a copy, the fuller document that it copies."""

    of: Mapping[str, str]
    copies: Mapping[str, str]

    def count(self, documents: Sequence[str]) -> int:
        """Return how many independent texts the documents are."""
        return len({self.of[document] for document in documents})


def find_origins(documents: Sequence[Document]) -> Origins:
    """Group the documents by shared text; the longest of a group is what the others copy."""
    shingles = [_shingles(document) for document in documents]
    sizes = [len(each) for each in shingles]
    root = list(range(len(documents)))
    copies: dict[int, int] = {}

    def fullness(at: int) -> tuple[int, int]:
        return sizes[at], -at

    for (left, right), shared in sorted(_shared(shingles).items()):
        smaller, larger = sorted((left, right), key=fullness)
        containment = shared / sizes[smaller]
        if containment >= SAME_ORIGIN:
            _join(root, left, right)
        if containment >= COPY:
            copies[smaller] = max(copies.get(smaller, larger), larger, key=fullness)
    groups: dict[int, str] = {}
    of = {
        document.id: groups.setdefault(_find(root, at), f"O{len(groups) + 1}") for at, document in enumerate(documents)
    }
    return Origins(of, {documents[copy].id: documents[fuller].id for copy, fuller in copies.items()})


def _shingles(document: Document) -> frozenset[int]:
    """Return the hashes of a document's shingles: 64 bits, so that millions hold no two alike by chance."""
    found: set[int] = set()
    for sentence in document.sentences:
        if sentence.kind is Kind.PROSE:
            words = [word.lower() for word in tokens(sentence.text)]
            runs = zip(*(words[shift:] for shift in range(SHINGLE)), strict=False)
            found.update(int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest()) for run in runs)
    return frozenset(found)


def _shared(shingles: Sequence[frozenset[int]]) -> Counter[tuple[int, int]]:
    """Return how many shingles each two documents share, by their places.

    Of a shingle that very many hold, each holder is compared with the fullest of them only: copies of one text are
    joined by these, and the pairs would grow with the square.
    """
    import numpy as np

    sizes = [len(each) for each in shingles]
    every = np.fromiter(chain.from_iterable(shingles), np.uint64, sum(sizes))
    order = np.argsort(every, kind="stable")
    every, owners = every[order], np.repeat(np.arange(len(sizes)), sizes)[order]
    ends = np.flatnonzero(np.append(every[1:] != every[:-1], True)) + 1
    starts = np.concatenate([[0], ends[:-1]])
    several = ends - starts > 1
    held = Counter(
        tuple(owners[start:end].tolist())
        for start, end in zip(starts[several].tolist(), ends[several].tolist(), strict=True)
    )
    found: Counter[tuple[int, int]] = Counter()
    for holders, times in held.items():
        for pair in _pairs(holders, sizes):
            found[pair] += times
    return found


def _pairs(holders: Sequence[int], sizes: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(holders) <= MOST_HOLDERS:
        return combinations(holders, 2)
    fullest = sorted(holders, key=lambda at: (-sizes[at], at))[:FULLEST]
    return {(min(one, other), max(one, other)) for one in holders for other in fullest if one != other}


def _find(root: list[int], at: int) -> int:
    while root[at] != at:
        at = root[at]
    return at


def _join(root: list[int], left: int, right: int) -> None:
    first, second = sorted((_find(root, left), _find(root, right)))
    root[second] = first
