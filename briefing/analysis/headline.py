"""What stands at the head of a brief: its title and the bottom line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from briefing.analysis.corroboration import Likeness
from briefing.analysis.topics import key
from briefing.model import Assessment, Document
from briefing.text.terms import terms

LONGEST_TITLE = 110
LEAD_LINES = 3
SHORTEST_LINE, LONGEST_LINE = 14, 48
BOTTOM_LINE_WORDS = 60
_LOOSE_END = re.compile(r"[\s–—|:·-]+$")
_FIRST_PERSON = re.compile(r"^[\"'“‘«„]|\b(?:I|we|ik|wij|ich|wir|je|nous|yo|io|eu|ja|я|ми|мы)\b", re.IGNORECASE)


def title_of(documents: Sequence[Document], lang: str) -> tuple[str, str]:
    """Return the headline that shares most with all documents and its language, preferably in ``lang``; ('', '')."""
    frequency = Counter(term for document in documents for term in {*_title_terms(document)})
    headlines = [(_LOOSE_END.sub("", document.title), document) for document in documents if document.title]
    fit = [(text, document) for text, document in headlines if 3 <= len(text.split()) and len(text) <= LONGEST_TITLE]
    plain = [pair for pair in fit if not _FIRST_PERSON.search(pair[0])] or fit

    def worth(pair: tuple[str, Document]) -> tuple[bool, float, int, str]:
        text, document = pair
        shared = sum(frequency[term] - 1 for term in {*terms(text, document.lang)})
        return document.lang != lang, -shared / (4 + len(text.split())), int(document.id[1:]), text

    best = min(plain, key=worth, default=None)
    return (best[0], best[1].lang) if best else ("", "")


def _title_terms(document: Document) -> Iterable[str]:
    lead = " ".join(sentence.text for sentence in document.sentences[: LEAD_LINES * 3])
    return terms(f"{document.title} {lead}", document.lang)


def bottom_line(
    assessments: Sequence[Assessment], like: Likeness, usable: frozenset[tuple[str, int]]
) -> tuple[Assessment, ...]:
    """Return the one or two lead sentences that lie nearest to everything reported, 60 words at most in all."""
    leads = [one for one in _leads(assessments) if key(one.sentence) in usable]
    near = _nearness(assessments, like)
    ranked = sorted(leads, key=lambda one: (-_weight(one, near), int(one.sentence.document[1:]), one.sentence.number))
    chosen: list[Assessment] = []
    for one in ranked:
        length = sum(len(each.sentence.text.split()) for each in (*chosen, one))
        alike = any(like.between(one.sentence, each.sentence) > 0.3 or one.topic == each.topic for each in chosen)
        if length <= BOTTOM_LINE_WORDS and not alike and len(chosen) < 2:
            chosen.append(one)
    return tuple(chosen)


def _leads(assessments: Sequence[Assessment]) -> Iterable[Assessment]:
    seen: Counter[str] = Counter()
    for one in assessments:
        seen[one.sentence.document] += 1
        length = len(one.sentence.text.split())
        if seen[one.sentence.document] <= LEAD_LINES and SHORTEST_LINE <= length <= LONGEST_LINE:
            yield one


def _nearness(assessments: Sequence[Assessment], like: Likeness) -> Mapping[tuple[str, int], float]:
    """Return each sentence's mean likeness to the sentences of status in the corpus."""
    told = [like.place[key(one.sentence)] for one in assessments if one.status]
    if not told:
        return dict.fromkeys(like.place, 0.0)
    centre = like.units[told].mean(0)
    return {at: float(like.units[row] @ centre) for at, row in like.place.items()}


def _weight(one: Assessment, near: Mapping[tuple[str, int], float]) -> float:
    outcome = {"outcome": 0.25, "tone": -0.1, "format": -0.25, "history": -0.3}.get(one.topic or "", 0.0)
    return near[key(one.sentence)] + outcome + 0.15 * (one.score if one.status else 0)
