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
MOST_HOLDERS, HIGHEST = 50, 10


class Origins(NamedTuple):
    """Each document's origin («O1») and, for a copy, the document that speaks for it."""

    of: Mapping[str, str]
    copies: Mapping[str, str]

    def count(self, documents: Sequence[str]) -> int:
        """Return how many independent texts the documents are."""
        return len({self.of[document] for document in documents})


def find_origins(documents: Sequence[Document]) -> Origins:
    """Group the documents by text; of copies one with a publisher speaks, then one with a date, then the longest.

    A longer text that says less of itself is a copy only if nearly all of it stands in the other.
    """
    shingles = [_shingles(document) for document in documents]
    sizes = [len(each) for each in shingles]
    standing = _standing(documents, sizes)
    root = list(range(len(documents)))
    copies: dict[int, int] = {}
    for pair, shared in sorted(_shared(shingles, standing).items()):
        copy, original = sorted(pair, key=standing.__getitem__)
        containment = shared / min(sizes[copy], sizes[original])
        if containment >= SAME_ORIGIN:
            _join(root, *pair)
        if shared / sizes[copy] >= COPY:
            copies[copy] = max(copies.get(copy, original), original, key=standing.__getitem__)
    groups: dict[int, str] = {}
    of = {
        document.id: groups.setdefault(_find(root, at), f"O{len(groups) + 1}") for at, document in enumerate(documents)
    }
    return Origins(of, {documents[copy].id: documents[original].id for copy, original in copies.items()})


def _standing(documents: Sequence[Document], sizes: Sequence[int]) -> list[int]:
    """Return the rank of each document among copies, no two alike; the highest speaks."""

    def told(at: int) -> tuple[bool, bool, int, int]:
        document = documents[at]
        return bool(document.publisher or document.url), document.published is not None, sizes[at], -at

    ranks = {at: rank for rank, at in enumerate(sorted(range(len(documents)), key=told))}
    return [ranks[at] for at in range(len(documents))]


def _shingles(document: Document) -> frozenset[int]:
    """Return the hashes of a document's shingles: 64 bits, so that millions hold no two alike by chance."""
    found: set[int] = set()
    for sentence in document.sentences:
        if sentence.kind is Kind.PROSE:
            words = [word.lower() for word in tokens(sentence.text)]
            runs = zip(*(words[shift:] for shift in range(SHINGLE)), strict=False)
            found.update(int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest()) for run in runs)
    return frozenset(found)


def _shared(shingles: Sequence[frozenset[int]], standing: Sequence[int]) -> Counter[tuple[int, int]]:
    """Return how many shingles each two documents share, by their places.

    Of a shingle that very many hold, each holder is compared with the highest of them only: copies of one text are
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
        for pair in _pairs(holders, standing):
            found[pair] += times
    return found


def _pairs(holders: Sequence[int], standing: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(holders) <= MOST_HOLDERS:
        return combinations(holders, 2)
    highest = sorted(holders, key=lambda at: (-standing[at], at))[:HIGHEST]
    return {(min(one, other), max(one, other)) for one in holders for other in highest if one != other}


def _find(root: list[int], at: int) -> int:
    while root[at] != at:
        at = root[at]
    return at


def _join(root: list[int], left: int, right: int) -> None:
    first, second = sorted((_find(root, left), _find(root, right)))
    root[second] = first
