"""A brief as a page: everything in words and in order, nothing left for a template to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from briefing.errors import ConfigError
from briefing.model import Brief, Claim, Discrepancy, Finding, Status
from briefing.publish.archive import edition
from briefing.publish.citations import citation, finding_citation, used, verbatim
from briefing.publish.frames import Frame, frame
from briefing.publish.matrix import MOST_ROWS, headings, matrix, rest
from briefing.publish.numbering import grouped, numbered
from briefing.publish.pairing import paired
from briefing.publish.printable import printable
from briefing.publish.remarks import left_out, method, source_base, sources
from briefing.publish.view import Disagreement, Disputes, Entry, Group, Heading, Page, Section, Version

LABELS = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
LONGEST_TITLE = 200
Places = Mapping[tuple[str, int, int], int]


def page(brief: Brief, rule: str = "serif") -> Page:
    """Return the page of a brief; ``rule`` is how the format marks a source's words: ``serif`` or ``markdown``."""
    words = frame(brief.lang)
    sections = tuple(_section(status, brief, words) for status in Status)
    rows = matrix(brief, words)
    others = rows[MOST_ROWS:]
    return Page(
        title=printable(brief.title, LONGEST_TITLE) or words.words["untitled"],
        title_lang=(brief.title_lang or brief.lang) if brief.title.strip() else brief.lang,
        lang=brief.lang,
        tlp=label(brief.tlp),
        as_of=words.day(brief.as_of),
        id=edition(brief),
        meta=_meta(brief, words),
        counts=_counts(brief, words),
        bottom_line=tuple(Entry(0, verbatim(span, brief, words), citation(span, (), brief, words))
                          for span in brief.bottom_line),  # fmt: skip
        remarks=source_base(brief, words),
        rows=rows,
        first_rows=rows[:MOST_ROWS],
        other_topics=words.count("other_topics", len(others)) if others else "",
        other_counts=rest(others),
        sections=sections,
        disputes=_disputes(sections[1], brief, words),
        disagreements=_disagreements(brief, words),
        reports=_reports(brief, words),
        sources=sources(brief, words),
        omissions=left_out(brief, words),
        method=method(words, rule),
    )


def label(tlp: str) -> str:
    """Return a TLP 2.0 label in full, '' for none; raise ConfigError for anything else."""
    text = tlp.strip().upper()
    full = text if not text or text.startswith("TLP:") else f"TLP:{text}"
    if full and full not in LABELS:
        raise ConfigError(f"tlp must be one of {', '.join(LABELS)}, not {tlp!r}")
    return full


def _meta(brief: Brief, words: Frame) -> tuple[str, ...]:
    return tuple(filter(None, (
        words.day(brief.event_date) if brief.event_date else "",
        words.words["parties"].format(parties=printable(", ".join(brief.parties))) if brief.parties else "",
        _by_language(brief, words),
        words.words["as_of"].format(date=words.day(brief.as_of)),
    )))  # fmt: skip


def _by_language(brief: Brief, words: Frame) -> str:
    counted = Counter(document.lang for document in brief.documents if document.state == "used")
    order = sorted(counted, key=lambda lang: (-counted[lang], lang))
    languages = ", ".join(f"{counted[lang]} {words.language(lang)}" for lang in order)
    return words.count("sources", used(brief)) + (f" ({languages})" if languages else "")


def _counts(brief: Brief, words: Frame) -> str:
    counted = Counter(finding.status for finding in brief.findings)
    return ", ".join(words.count(status, counted[status]) for status in Status)


def _section(status: Status, brief: Brief, words: Frame) -> Section:
    findings, _ = numbered(brief)
    titles = headings(brief, words)
    groups = grouped(each for each in findings if each[1].status == status)
    entries = {topic: tuple(_entry(number, finding, brief, words) for number, finding in group)
               for topic, group in groups.items()}  # fmt: skip
    sentence = words.empty[status].format(sources=words.count("sources_in_words", used(brief)))
    title = words.words[status]
    return Section(status, title, tuple(Group(titles[topic], group) for topic, group in entries.items()), sentence)


def _entry(number: int, finding: Finding, brief: Brief, words: Frame) -> Entry:
    score = words.words["score"].format(score=f"{finding.score:.2f}")
    why = printable(f"{finding.why} ({score})" if finding.why else score, LONGEST_TITLE)
    return Entry(number, verbatim(finding.span, brief, words), finding_citation(finding, brief, words), why)


def _disputes(section: Section, brief: Brief, words: Frame) -> Disputes:
    speakers = {number: "".join(finding.speakers[:1]) for number, finding in numbered(brief)[0]}
    return paired(section.groups, speakers, brief, words)


def _disagreements(brief: Brief, words: Frame) -> tuple[Disagreement, ...]:
    findings, discrepancies = numbered(brief)
    titles = headings(brief, words)
    places = {(each.span.doc, each.span.start, each.span.end): number for number, each in findings}
    return tuple(_disagreement(number, each, titles[each.topic], places, brief, words) for number, each in discrepancies)


def _disagreement(
    number: int, each: Discrepancy, topic: Heading, places: Places, brief: Brief, words: Frame
) -> Disagreement:
    versions = [_version(claim, places, brief, words) for claim in each.claims]
    first = tuple(version for version in versions if version.value == versions[0].value)
    others = tuple(version for version in versions if version.value != versions[0].value)
    question = printable(each.note, LONGEST_TITLE) or words.kinds[each.kind]
    return Disagreement(number, topic, question, first, others)


def _version(claim: Claim, places: Places, brief: Brief, words: Frame) -> Version:
    span = claim.span
    quoted = places.get((span.doc, span.start, span.end), 0)
    said = citation(span, claim.speakers, brief, words)
    return Version(printable(claim.value, LONGEST_TITLE), verbatim(span, brief, words), said, quoted)


def _reports(brief: Brief, words: Frame) -> tuple[Group, ...]:
    groups: dict[str, list[Entry]] = {}
    for report in brief.reports:
        said = citation(report.span, report.speakers, brief, words)
        groups.setdefault(report.topic, []).append(Entry(0, verbatim(report.span, brief, words), said))
    titles = headings(brief, words)
    return tuple(Group(titles[topic], tuple(groups[topic])) for topic in titles if topic in groups)
