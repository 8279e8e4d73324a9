"""What can be said of a contradiction: values that the reader of its kind finds in a sentence, a note of the values."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis import accusations, discrepancies, moments, settlements, tone
from briefing.analysis.discrepancies import LONGEST_NOTE, VERSIONS
from briefing.model import Sentence

MEASURED = ("number", "duration")
_SIGNS = ("> ", "< ", "≈ ")


def values(kind: str, sentence: Sentence) -> frozenset[str] | None:
    """Return what a claim of a contradiction of a kind may say with a sentence, in the words of the record.

    None for a name: one person is spelled in many ways, and which is whose is known from all documents only.
    """
    if kind in MEASURED:
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


def noted(kind: str, claimed: Sequence[str], note: str) -> bool:
    """Tell whether a note sets the values of the claims side by side, as «10 / 12 / 8 envoys» does.

    What is counted is a word of the documents, and free here.  Where the claims are as many as are shown, a measure may
    have been told in more versions.
    """
    if kind not in MEASURED:
        return note == VERSIONS.join(dict.fromkeys(claimed))[:LONGEST_NOTE]
    if len(set(claimed)) >= discrepancies.MOST_CLAIMS:
        return True
    bare = {value[2:] if value.startswith(_SIGNS) else value for value in claimed}
    *parts, last = note.split(VERSIONS)
    return bare.issuperset(parts) and any(last == value or last.startswith(f"{value} ") for value in bare)
