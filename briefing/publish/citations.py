"""Quotations and citations: verbatim words, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from briefing.model import Brief, Finding, Span
from briefing.publish.frames import Frame
from briefing.publish.printable import printable, right_to_left
from briefing.publish.view import Citation, Reference, Verbatim
from briefing.text.lexicon import lexicon

LONG_QUOTATION = 90
SENTENCE_END = re.compile(r"(\w*)[.!?…]+[\"'”’»)\]]*(?= +[^\w ]*[^\W_a-z])")


def verbatim(span: Span, brief: Brief, frame: Frame) -> Verbatim:
    """Return the words of a span as they are printed in a brief."""
    text = printable(span.text)
    short = shortened(text, span.lang)
    foreign = frame.language(span.lang) if span.lang != brief.lang else ""
    continues = frame.words["continues"].format(reference=f"{span.doc}\u00a0§{span.number}") if short else ""
    return Verbatim(text, span.lang, right_to_left(text), foreign, short, continues)


def shortened(text: str, lang: str, words: int = LONG_QUOTATION) -> str:
    """Return the beginning of a text of more than ``words`` words up to the last sentence end before, '' if none."""
    pieces = text.split(" ")
    if len(pieces) <= words:
        return ""
    limit = len(" ".join(pieces[:words]))
    abbreviations = lexicon(lang).abbreviations
    ends = (end for end in SENTENCE_END.finditer(text, 0, limit) if end[1].lower() not in abbreviations)
    return text[: max((end.end() for end in ends), default=0)]


def references(spans: Iterable[Span], brief: Brief) -> tuple[Reference, ...]:
    """Return the sentences cited, one reference a document in the order of the list of sources."""
    cited: dict[str, set[int]] = {}
    for span in spans:
        cited.setdefault(span.doc, set()).add(span.number)
    places = {document.id: place for place, document in enumerate(brief.documents)}
    order = sorted(cited, key=lambda source: (places.get(source, len(places)), source))
    return tuple(Reference(source, sections(sorted(cited[source]))) for source in order)


def sections(numbers: Sequence[int]) -> str:
    """Return ascending sentence numbers with ranges: «§2–3, 7»."""
    starts = [numbers[0]] + [after for before, after in pairwise(numbers) if after != before + 1]
    ends = [before for before, after in pairwise(numbers) if after != before + 1] + [numbers[-1]]
    ranges = (str(start) if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True))
    return f"§{', '.join(ranges)}"


def citation(span: Span, speakers: Sequence[str], brief: Brief, frame: Frame) -> Citation:
    """Return the citation of a sentence that stands alone."""
    return Citation(speaker(speakers, frame), references([span], brief)[0])


def finding_citation(finding: Finding, brief: Brief, frame: Frame) -> Citation:
    """Return the citation of a finding: the sentence quoted, those that report the same, and how many do."""
    own = finding.span
    others = [span for span in finding.supports if (span.doc, span.number) != (own.doc, own.number)]
    return Citation(
        speaker(finding.speakers, frame),
        references([own], brief)[0],
        references(others, brief),
        tuple(_notes(finding, brief, frame)),
        tuple(labels(finding.tags, frame.tags)),
    )


def speaker(speakers: Sequence[str], frame: Frame) -> str:
    """Return whose claim it is; what nobody says is the reporter's."""
    return ", ".join(printable(name, 80) for name in speakers) or frame.words["reporter"]


def support(finding: Finding, brief: Brief) -> str:
    """Return how many of the documents report a finding: «4/5», '' where there is only one document."""
    total = used(brief)
    return f"{finding.documents}/{total}" if total > 1 else ""


def used(brief: Brief) -> int:
    """Return the number of documents that were read and are no copies."""
    return sum(document.state == "used" for document in brief.documents)


def one_sided(finding: Finding) -> bool:
    """Tell whether an agreement is reported by one speaker in one independent text only."""
    return finding.status == "agreement" and len(finding.speakers) == 1 and finding.origins <= 1


def labels(tags: Iterable[str], names: Mapping[str, str]) -> Iterable[str]:
    """Return the printed form of at most two tags; those the frame does not name are not printed."""
    return [names[tag.lower()] for tag in tags if tag.lower() in names][:2]


def _notes(finding: Finding, brief: Brief, frame: Frame) -> Iterable[str]:
    if count := support(finding, brief):
        yield count
    if finding.origins < finding.documents:
        yield frame.count("independent", finding.origins)
    if one_sided(finding):
        yield frame.words["one_side"]
