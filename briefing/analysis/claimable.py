"""Which values a sentence can be quoted for: those that the reader of a kind of contradiction finds in it alone."""

from __future__ import annotations

from briefing.analysis import accusations, discrepancies, moments, settlements, tone
from briefing.model import Sentence


def values(kind: str, sentence: Sentence) -> frozenset[str] | None:
    """Return what a claim of a contradiction of a kind may say with a sentence, in the words of the record.

    None for a name: one person is spelled in many ways, and which is whose is known from all documents only.
    """
    if kind in {"number", "duration"}:
        return discrepancies.values(sentence)
    if kind == "date":
        return moments.values(sentence)
    if kind == "attribution":
        return accusations.values(sentence)
    if kind == "negation":
        return settlements.values(kind, sentence)
    if kind == "modality":
        return settlements.values(kind, sentence) | tone.values(sentence)
    return None
