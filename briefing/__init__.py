"""Diplomatic briefs from news documents: what is agreed, disputed and unresolved, every line a verbatim quotation."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["summarize"]


def summarize(docs: Sequence[str], words: int = 250, lang: str = "en") -> str:
    """Return sentences of the documents, verbatim, that tell most of what they tell in at most ``words`` words.

    Words are what blanks separate; ``lang`` is the ISO 639-1 code of any language.  Where no sentence is short enough,
    the summary is empty.  Pure and deterministic; see ``briefing.analysis.summary``.
    """
    from briefing.analysis import summary  # `import briefing` stays cheap.

    return summary.summarize(docs, words, lang)
