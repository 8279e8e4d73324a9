"""Quotations and citations: verbatim words, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from briefing.model import Finding, Span, Status
from briefing.publish.balance import balanced
from briefing.publish.described import rating
from briefing.publish.draft import Draft
from briefing.publish.entries import Citation, Reference, Verbatim
from briefing.publish.numbering import ranges
from briefing.publish.printable import beginning
from briefing.text.lexicon import lexicon

LONG_QUOTATION = 90
LONGEST_SENTENCE = 1500
SENTENCE_END = re.compile(r"(\b\w++|(?<![\w.!?…]))[.!?…]++[\"'”’»)\]]*+(?= ++[^\w ]*[^\W_a-z])")


def quotation(span: Span, draft: Draft) -> Verbatim:
    """Return the words of a span as they are printed, with a short form where they are many."""
    whole = draft.verbatim(span.text, span.lang)
    printed = whole._replace(text=balanced(whole.text, span.lang))
    if not (short := shortened(whole.text, span.lang)):
        return printed
    place = f"{span.doc}\u00a0§{span.number}"
    return printed._replace(
        short=balanced(short, span.lang), continues=draft.words.words["continues"].format(reference=place)
    )


def shortened(text: str, lang: str, words: int = LONG_QUOTATION) -> str:
    """Return the beginning of a text of more than ``words`` words up to the last sentence end before, '' if none.

    A single sentence stays whole, unless it is so long that no sentence is: that one ends at 1,500 characters, for
    the layout of one endless word takes time that grows with its square.
    """
    pieces = text.split(" ")
    if len(pieces) <= words and len(text) <= LONGEST_SENTENCE:
        return ""
    limit = min(len(" ".join(pieces[:words])) + 2, LONGEST_SENTENCE)
    abbreviations = lexicon(lang).abbreviations
    ends = (end for end in SENTENCE_END.finditer(text, 0, limit) if end[1].lower() not in abbreviations)
    end = max((end.end() for end in ends), default=0)
    return text[:end] if end or len(text) <= LONGEST_SENTENCE else beginning(text, LONGEST_SENTENCE)


def references(spans: Iterable[Span], draft: Draft) -> tuple[Reference, ...]:
    """Return the sentences cited, one reference a document in the order of the list of sources."""
    cited: dict[str, set[int]] = {}
    for span in spans:
        cited.setdefault(span.doc, set()).add(span.number)
    places = {document.id: place for place, document in enumerate(draft.brief.documents)}
    order = sorted(cited, key=lambda source: (places.get(source, len(places)), source))
    return tuple(_reference(source, sorted(cited[source]), draft) for source in order)


def anchor(source: str, number: int) -> str:
    """Return the id that a line of a document has on the page."""
    return f"{source.lower()}-{number}"


def _reference(source: str, numbers: Sequence[int], draft: Draft) -> Reference:
    there = (source, numbers[0]) in draft.lines
    return Reference(source, sections(numbers), anchor(source, numbers[0]) if there else source.lower())


def sections(numbers: Sequence[int]) -> str:
    """Return ascending sentence numbers with ranges: «§2–3, 7»."""
    runs = (str(first) if first == last else f"{first}–{last}" for first, last in ranges(numbers))
    return f"§{', '.join(runs)}"


def located(span: Span, draft: Draft) -> Citation:
    """Return where a sentence stands, without a word on who says it."""
    return Citation("", references([span], draft)[0])


def citation(span: Span, speakers: Sequence[str], draft: Draft) -> Citation:
    """Return the citation of a sentence that stands alone."""
    return Citation(speaker(speakers, draft), references([span], draft)[0])


def finding_citation(finding: Finding, draft: Draft) -> Citation:
    """Return the citation of a finding: the sentence quoted, those that report the same, and how many do."""
    return Citation(
        speaker(finding.speakers, draft),
        references([finding.span], draft)[0],
        references(others(finding), draft),
        tuple(_notes(finding, draft)),
        labels(finding.tags, draft.words.tags),
    )


def others(finding: Finding) -> tuple[Span, ...]:
    """Return the sentences that report a finding, beside the one that is quoted."""
    own = finding.span
    return tuple(span for span in finding.supports if (span.doc, span.number) != (own.doc, own.number))


def speaker(speakers: Sequence[str], draft: Draft) -> str:
    """Return whose claim it is; what nobody says is the reporter's."""
    return ", ".join(map(draft.named, speakers)) or draft.words.words["reporter"]


def support(finding: Finding, draft: Draft) -> str:
    """Return how many of the documents report a finding: «4/5», '' where there is only one document."""
    return f"{finding.documents}/{draft.total}" if draft.total > 1 else ""


def one_sided(finding: Finding) -> bool:
    """Tell whether an agreement is reported by one speaker, who is no mediator, in one independent text only."""
    alone = len(finding.speakers) == 1 and finding.origins <= 1
    return finding.status == Status.AGREEMENT and alone and not finding.mediated


def labels(tags: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the printed form of at most two tags; those the frame does not name are not printed."""
    return tuple(names[tag.lower()] for tag in tags if tag.lower() in names)[:2]


def _notes(finding: Finding, draft: Draft) -> Iterable[str]:
    if count := support(finding, draft):
        yield count
    if finding.origins < finding.documents:
        yield draft.words.count("independent", finding.origins)
    if one_sided(finding):
        yield draft.words.words["one_side"]
    if finding.id in draft.unchanged:
        yield draft.words.words["as_in"].format(n=draft.unchanged[finding.id])
    if rated := rating(finding, draft):
        yield rated
