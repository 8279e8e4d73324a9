"""Which documents are copies of one text, so that one wire story counts once.

Documents are compared by their word shingles (Broder 1997): the share of the smaller one's shingles that stand in the
other.  A shared quotation alone stays far below the threshold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from briefing.model import Document, Kind
from briefing.text.terms import tokens

SHINGLE = 5
SAME_ORIGIN = 0.4
COPY = 0.85


class Origins(NamedTuple):
    """Each document's origin («O1») and, for a copy, the fuller document that it copies."""

    of: Mapping[str, str]
    copies: Mapping[str, str]

    def count(self, documents: Sequence[str]) -> int:
        """Return how many independent texts the documents are."""
        return len({self.of[document] for document in documents})


def find_origins(documents: Sequence[Document]) -> Origins:
    """Group the documents by shared text; the longest of a group is what the others copy."""
    shingles = {document.id: _shingles(document) for document in documents}
    root = {document.id: document.id for document in documents}
    copies: dict[str, str] = {}

    def fullness(name: str) -> tuple[int, int]:
        return len(shingles[name]), -documents_order(name)

    for (left, right), shared in sorted(_shared(shingles).items()):
        smaller, larger = sorted((left, right), key=fullness)
        containment = shared / len(shingles[smaller])
        if containment >= SAME_ORIGIN:
            _join(root, left, right)
        if containment >= COPY:
            copies[smaller] = max(copies.get(smaller, larger), larger, key=fullness)
    groups: dict[str, str] = {}
    of = {}
    for document in documents:
        of[document.id] = groups.setdefault(_find(root, document.id), f"O{len(groups) + 1}")
    return Origins(of, copies)


def documents_order(document: str) -> int:
    """Return the number in a document's id: 12 for «D12»."""
    return int(document[1:])


def _shingles(document: Document) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for sentence in document.sentences:
        if sentence.kind is Kind.PROSE:
            words = [word.lower() for word in tokens(sentence.text)]
            found.update(zip(*(words[shift:] for shift in range(SHINGLE)), strict=False))
    return frozenset(found)


def _shared(shingles: Mapping[str, frozenset[tuple[str, ...]]]) -> Counter[tuple[str, str]]:
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for document, found in shingles.items():
        for shingle in found:
            holders[shingle].append(document)
    return Counter(
        pair
        for names in holders.values()
        if len(names) > 1
        for pair in combinations(sorted(names, key=documents_order), 2)
    )


def _find(root: dict[str, str], name: str) -> str:
    while root[name] != name:
        name = root[name]
    return name


def _join(root: dict[str, str], left: str, right: str) -> None:
    first, second = sorted((_find(root, left), _find(root, right)), key=documents_order)
    root[second] = first
