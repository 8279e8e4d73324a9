"""Paragraphs to the text of a page."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Page


def page_of(blocks: Sequence[tuple[str, bool]]) -> Page:
    """Return the page of paragraphs, each of them with whether it is a heading."""
    headings, place = set(), 0
    for text, heading in blocks:
        if heading:
            headings.add(place)
        place += len(text) + 2
    return Page("\n\n".join(text for text, _ in blocks), headings=frozenset(headings))
