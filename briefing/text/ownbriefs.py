"""Tell a brief that this program made from a document: it must never be its own source."""

from __future__ import annotations

GENERATOR = '<meta name="generator" content="Briefing">'
# How the note on the method begins in each language of briefs; what the letters D and § stand for follows it.
OPENINGS = (
    "Made automatically; not reviewed by an analyst.",
    "Automatisch erstellt; nicht von einer Fachkraft geprüft.",
    "Elaborado automáticamente; no revisado por un analista.",
    "Établi automatiquement ; non relu par un analyste.",
    "Automatisch gemaakt; niet door een analist nagekeken.",
)
_LETTERS = "(D = ", "§ = "
_HEAD, _NOTE = 5_000, 400


def is_own_brief(text: str) -> bool:
    """Tell whether a text, with or without its markup, is a brief of this program: by its generator or its method."""
    if GENERATOR in text[:_HEAD]:
        return True
    possible = [each for each in OPENINGS if each.partition(";")[0].rstrip() in text]
    spaced = " ".join(text.split()) if possible else ""
    return any(_explained(spaced, each) for each in possible)


def _explained(text: str, opening: str) -> bool:
    start = text.find(opening)
    return start >= 0 and all(each in text[start : start + _NOTE] for each in _LETTERS)
