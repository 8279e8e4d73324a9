"""A brief as a page: everything in words and in order, nothing left for a template to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from briefing.model import Brief, Finding, Span, State, Status
from briefing.publish import stated
from briefing.publish.archive import edition
from briefing.publish.citations import (
    LONG_QUOTATION,
    citation,
    finding_citation,
    located,
    others,
    quotation,
    speaker,
)
from briefing.publish.days import timeline
from briefing.publish.disagreements import disagreements
from briefing.publish.draft import LONGEST_TITLE, Draft, draft, drafts
from briefing.publish.entries import Entry
from briefing.publish.foreign import rendering
from briefing.publish.fulltexts import speakers, texts
from briefing.publish.glyphs import GLYPHS
from briefing.publish.matrix import fitting, matrix, rest
from briefing.publish.pairing import sided
from briefing.publish.people import people
from briefing.publish.printable import printable
from briefing.publish.remarks import left_out, method, source_base
from briefing.publish.since import comparison, nothing_new, opening
from briefing.publish.sources import sources
from briefing.publish.tlp import label
from briefing.publish.view import Group, Page, Section


def page(brief: Brief, rule: str = "serif") -> Page:
    """Return the page of a brief; ``rule`` is how the format marks a source's words: ``serif`` or ``markdown``."""
    whole = draft(brief)
    events = tuple(_page(each, rule)._replace(meta=_about(each)) for each in drafts(whole))
    return _page(whole, rule)._replace(events=events)


def _page(made: Draft, rule: str) -> Page:
    brief, words = made.brief, made.words
    rows = matrix(made)
    first = fitting(rows)
    sections = tuple(_section(status, made) for status in Status)
    return Page(
        words=words,
        title=printable(brief.title, LONGEST_TITLE) or words.words["untitled"],
        title_lang=(brief.title.strip() and brief.title_lang) or brief.lang,
        lang=brief.lang,
        tlp=label(brief.tlp),
        day=brief.as_of.isoformat(),
        as_of=words.day(brief.as_of),
        id=edition(brief),
        meta=_meta(made),
        counts=_counts(made),
        total=made.total,
        bottom_line=tuple(_line(span, made) for span in brief.bottom_line),
        remarks=source_base(made),
        rows=rows,
        first_rows=first,
        other_topics=words.count("other_topics", len(rows) - len(first)) if len(rows) > len(first) else "",
        other_counts=rest(rows[len(first) :]),
        sections=sections,
        disagreements=disagreements(made),
        no_disagreement=words.empty["discrepancies"],
        reports=_reports(made),
        sources=sources(made),
        omissions=left_out(made),
        method=method(made, rule),
        cut=_cut(made),
        edition=words.words["edition"].format(n=brief.edition) if brief.edition else "",
        comparison=comparison(made),
        nothing_new=nothing_new(made),
        timeline=timeline(made),
        people=people(made),
        texts=texts(made),
        speakers=speakers(made),
    )


def _meta(made: Draft) -> tuple[str, ...]:
    brief, words = made.brief, made.words
    edition = (words.words["edition"].format(n=brief.edition),) if brief.edition else ()
    return (*_about(made), words.words["as_of"].format(date=words.day(brief.as_of)), *edition)


def _about(made: Draft) -> tuple[str, ...]:
    """Return when it was, who took part and how many sources tell of it, as far as known."""
    brief, words = made.brief, made.words
    parts = (
        words.day(brief.event_date) if brief.event_date else "",
        words.words["parties"].format(parties=", ".join(map(made.named, brief.parties))) if brief.parties else "",
        words.count("events", len(brief.events)) if brief.events else "",
        _by_language(made) if brief.documents or not brief.edition else "",
    )
    return tuple(part for part in parts if part)


def _by_language(made: Draft) -> str:
    counted = Counter(document.lang for document in made.brief.documents if document.state != State.REJECTED)
    order = sorted(counted, key=lambda lang: (-counted[lang], lang))
    form = made.words.words["in_language"]
    languages = ", ".join(form.format(n=counted[lang], language=made.words.language(lang)) for lang in order)
    return made.words.count("sources", made.total) + (f" ({languages})" if languages else "")


def _counts(made: Draft) -> str:
    counted = Counter(finding.status for finding in made.brief.findings)
    return ", ".join(made.words.count(status, counted[status]) for status in Status)


def _section(status: Status, made: Draft) -> Section:
    words = made.words
    entries: dict[str, tuple[Entry, ...]] = {}
    for number, finding in made.findings:
        if finding.status == status:
            entries[finding.topic] = (*entries.get(finding.topic, ()), _entry(number, finding, made))
    groups = _groups(entries, made)
    empty = words.empty[status].format(sources=words.count("sources_in_words", made.total))
    if status != Status.DISPUTE:
        return Section(status, GLYPHS[status], words.words[status], empty, groups)
    placed = tuple(sided(group, made) for group in groups)
    return Section(status, GLYPHS[status], words.words[status], empty, placed, tuple(map(made.named, made.parties)))


def _entry(number: int, finding: Finding, made: Draft) -> Entry:
    score = made.words.words["score"].format(score=made.words.conventions.share(finding.score))
    said = stated.explained(finding.why, made.words)
    why = printable(f"{said} ({score})" if said else score, LONGEST_TITLE * 2)
    return Entry(
        number,
        quotation(finding.span, made),
        finding_citation(finding, made),
        why,
        opening=opening(finding, made),
        origins=finding.origins,
        score=finding.score,
        supports=tuple(Entry(0, quotation(span, made), located(span, made)) for span in others(finding)),
        rendering=rendering(finding.span, made),
    )


def _reports(made: Draft) -> Section:
    entries: dict[str, tuple[Entry, ...]] = {}
    for report in made.brief.reports:
        said, under = citation(report.span, report.speakers, made), rendering(report.span, made)
        entry = Entry(0, quotation(report.span, made), said, rendering=under)
        entries[report.topic] = (*entries.get(report.topic, ()), entry)
    return Section("reports", "", made.words.words["reports"], "", _groups(entries, made))


def _groups(entries: Mapping[str, tuple[Entry, ...]], made: Draft) -> tuple[Group, ...]:
    return tuple(Group(made.headings[topic], (), entries[topic]) for topic in made.headings if topic in entries)


def _line(span: Span, made: Draft) -> Entry:
    """Return a line of the bottom line; only one that one side claims is led by who says it."""
    named = next((speaker([name], made) for claimed, name in made.brief.claimed if claimed == span), "")
    return Entry(0, quotation(span, made), located(span, made), lead=named, rendering=rendering(span, made))


def _cut(made: Draft) -> str:
    brief = made.brief
    facts = (brief.findings, brief.reports, brief.timeline, brief.counterparts)
    told = (each.span for several in facts for each in several)
    spans = (*brief.bottom_line, *told)
    cut = any(quotation(span, made).short for span in spans)
    return made.words.method["longer"].format(words=LONG_QUOTATION) if cut else ""
