"""From the examination of a corpus to the brief: numbers, order, sources, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.analysis.contested import contested, without_rivals
from briefing.analysis.countries import country_name
from briefing.analysis.credibility import rated
from briefing.analysis.describing import agency_descriptions, described_agencies, publisher_description
from briefing.analysis.examination import Examination
from briefing.analysis.headline import bottom_line, composed_title, one_sided, title_of
from briefing.analysis.independence import counted
from briefing.analysis.issues import MANNER
from briefing.analysis.positions import positions
from briefing.analysis.profiles import profiles
from briefing.analysis.quotability import garbled, quotable
from briefing.analysis.restated import headed, restated, span_of
from briefing.analysis.selection import Fact
from briefing.analysis.sides import mediators, sides
from briefing.analysis.summary import summarize_sentences
from briefing.analysis.timeline import timeline
from briefing.analysis.topics import key
from briefing.model import (
    Assessment,
    Brief,
    Dated,
    Discrepancy,
    Document,
    Finding,
    Kind,
    Register,
    Report,
    Sentence,
    SourceEntry,
    State,
    Status,
    Topic,
)
from briefing.settings import Options

SECTIONS = (Status.AGREEMENT, Status.DISPUTE, Status.UNRESOLVED)
REPORT_WORDS = 45
MOST_REPORTS = 6
# The topic of what is on none: it has no title of its own, and stands under «Other issues» at the end.
OTHER = "other"


def assemble(found: Examination, options: Options) -> Brief:
    """Return the brief: what is shown, in the order in which it is shown."""
    contradictions = tuple(replace(each, topic=each.topic or OTHER) for each in contested(found, options.lang))
    found = found._replace(facts=without_rivals(found.facts, contradictions))
    topics = _ordered(found)
    # In order before the language of the brief chooses the heads: a number is the same in all languages.
    found = found._replace(facts=_in_order(found.facts, topics))
    neutral = mediators(found.assessments, found.attribution)
    line = _line(found, neutral, options.lang)
    found = found._replace(facts=headed(found, {key(one.sentence) for one in line}, options.lang))
    documents = found.corpus.kept
    sources = tuple(_source(document, found, options.register) for document in documents)
    findings = rated(counted(_findings(found, neutral), sources), contradictions, sources)
    shown = {key(one.sentence) for fact in found.facts for one in (fact.head, *fact.supports)}
    quoted = {key(one.sentence) for one in (*(fact.head for fact in found.facts), *line)}
    quoted |= {(claim.span.doc, claim.span.number) for each in contradictions for claim in each.claims}
    reports = _reports(found, topics, shown | quoted)
    quoted |= {(report.span.doc, report.span.number) for report in reports}
    spoken = {key(one.sentence): one.speakers for one in found.assessments}
    parties = tuple(country_name(code, options.lang) for code in sides(found.assessments, found.attribution))
    title, title_lang = _title(parties, found, topics, options)
    days = timeline(findings, reports, documents, spoken, found.day)
    facts: tuple[Finding | Report | Dated, ...] = (*findings, *reports, *days)
    quotations = (*(span_of(one.sentence) for one in line), *(each.span for each in facts))
    dates = sorted(document.published for document in documents if document.published)
    return Brief(
        title=title,
        title_lang=title_lang,
        as_of=options.as_of,
        lang=options.lang,
        tlp=options.tlp,
        documents=sources,
        topics=_with_other(topics, (*findings, *contradictions), options.lang),
        bottom_line=tuple(span_of(one.sentence) for one in line),
        claimed=tuple((span_of(one.sentence), one.speakers[0]) for one in line if one_sided(one, neutral)),
        findings=findings,
        discrepancies=contradictions,
        positions=positions(findings, topics),
        reports=reports,
        timeline=days,
        people=profiles(documents, found.attribution, {place: spoken[place] for place in sorted(quoted)}, options.lang),
        counterparts=restated(found, quotations, contradictions, options.lang),
        rejections=found.corpus.rejected,
        omissions=_omissions(found, shown | quoted),
        event_date=found.day,
        period=(dates[0], dates[-1]) if dates else (None, None),
        parties=parties,
        texts=tuple(documents),
    )


def _title(parties: Sequence[str], found: Examination, topics: Sequence[Topic], options: Options) -> tuple[str, str]:
    """Return the title and its language: the user's, else parties and matters, else the headline nearest to all."""
    composed = options.title or composed_title(parties, topics, options.lang)
    headline = ("", "") if options.title or len(parties) > 1 else title_of(found.corpus.kept, options.lang)
    return headline if headline[0] else (composed, options.lang)


def _line(found: Examination, neutral: frozenset[str], lang: str) -> tuple[Assessment, ...]:
    """Return the bottom line: of what heads no fact, as it would be said twice, and one sentence of each fact."""
    heads = {key(fact.head.sentence) for fact in found.facts}
    usable = frozenset(key(one.sentence) for one in found.assessments if _usable(one, found)) - heads
    fact = {key(one.sentence): at for at, each in enumerate(found.facts) for one in (each.head, *each.supports)}
    told: dict[object, Assessment] = {}
    for one in bottom_line(found.assessments, found.like, usable, neutral, lang):
        told.setdefault(fact.get(key(one.sentence), key(one.sentence)), one)
    return tuple(told.values())


def _usable(one: Assessment, found: Examination) -> bool:
    return quotable(one.sentence) and one.sentence.document not in found.origins.copies


def _ordered(found: Examination) -> tuple[Topic, ...]:
    """Return the topics: those in most sections first, then those told by most documents, then the most spoken of."""
    sections: dict[str, set[Status | None]] = {}
    telling: dict[str, set[str]] = {}
    for fact in found.facts:
        topic = fact.head.topic or ""
        sections.setdefault(topic, set()).add(fact.head.status)
        telling.setdefault(topic, set()).update(one.sentence.document for one in (fact.head, *fact.supports))
    place = {topic.id: at for at, topic in enumerate(found.topics.topics)}

    def rank(topic: Topic) -> tuple[int, int, int]:
        return -len(sections.get(topic.id, ())), -len(telling.get(topic.id, ())), place[topic.id]

    return tuple(sorted(found.topics.topics, key=rank))


def _with_other(topics: tuple[Topic, ...], told: Iterable[Finding | Discrepancy], lang: str) -> tuple[Topic, ...]:
    """Return the topics, behind them the one of what is on none where the brief has any."""
    return (*topics, Topic(OTHER, "", lang)) if any(each.topic == OTHER for each in told) else topics


def _in_order(facts: Sequence[Fact], topics: Sequence[Topic]) -> tuple[Fact, ...]:
    """Return the facts by section, then by topic, those told by most documents first."""
    place: dict[str | None, int] = {topic.id: at for at, topic in enumerate(topics)}

    def rank(fact: Fact) -> tuple[int, int, int, float]:
        head = fact.head
        told = len({one.sentence.document for one in (head, *fact.supports)})
        status = SECTIONS.index(head.status) if head.status else len(SECTIONS)
        return status, place.get(head.topic, len(place)), -told, -head.score

    return tuple(sorted(facts, key=rank))


def _findings(found: Examination, neutral: frozenset[str]) -> tuple[Finding, ...]:
    return tuple(_finding(number, fact, neutral) for number, fact in enumerate(found.facts, start=1))


def _finding(number: int, fact: Fact, neutral: frozenset[str]) -> Finding:
    head = fact.head
    supports = sorted(fact.supports, key=lambda one: (int(one.sentence.document[1:]), one.sentence.number))
    telling = sorted({one.sentence.document for one in (head, *supports)})
    if head.status is None:
        raise ValueError(f"a finding needs a status: {head.sentence.text}")
    return Finding(
        id=number,
        status=head.status,
        topic=head.topic or OTHER,
        span=span_of(head.sentence),
        speakers=head.speakers,
        score=head.score,
        why=head.why,
        supports=tuple(span_of(one.sentence) for one in supports),
        documents=len(telling),
        fragment=fact.fragment,
        mediated=bool(head.speakers) and neutral.issuperset(head.speakers),
    )


def _reports(found: Examination, topics: Sequence[Topic], shown: set[tuple[str, int]]) -> tuple[Report, ...]:
    """Return a summary sentence of each larger matter, of what is claimed about it and nothing else in the brief shows.

    What the reporter tells of the scene, of the programme or of the past is no news to anybody who knows the event.
    """
    reports: list[Report] = []
    telling = [one for one in found.assessments if key(one.sentence) not in shown and _is_reportable(one, found)]
    for topic in topics:
        rest = [one for one in telling if one.topic == topic.id]
        if len({one.sentence.document for one in rest}) < 2 or len(reports) >= MOST_REPORTS:
            continue
        speakers = {key(one.sentence): one.speakers for one in rest}
        told = summarize_sentences([one.sentence for one in rest], REPORT_WORDS)[:1]
        reports += [Report(topic.id, span_of(sentence), speakers[key(sentence)]) for sentence in told]
    return tuple(reports)


def _is_reportable(one: Assessment, found: Examination) -> bool:
    claimed = bool(one.speakers or one.status) and one.topic not in MANNER and key(one.sentence) not in found.past
    return claimed and _usable(one, found) and not garbled(one.sentence)


def _source(document: Document, found: Examination, register: Register) -> SourceEntry:
    copied = found.origins.copies.get(document.id, "")
    description = publisher_description(document.publisher, document.url, register)
    agencies = (*document.agencies, *described_agencies(document, register))
    return SourceEntry(
        id=document.id,
        path=document.location,
        sha256=document.sha256,
        lang=document.lang,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        url=document.url,
        words=sum(len(one.text.split()) for one in document.sentences if one.kind is Kind.PROSE),
        origin=found.origins.of[document.id],
        state=State.DUPLICATE if copied else State.USED,
        reason=f"copy of {copied}" if copied else "",
        agencies=agencies,
        remarks=document.remarks,
        description=description,
        described_agencies=agency_descriptions(agencies, description, register),
    )


def _omissions(found: Examination, shown: set[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return how many lines of each sort the brief leaves out."""
    counts: Counter[str] = Counter()
    for sentence in _all(found.corpus.kept):
        if sentence.kind is not Kind.PROSE:
            counts[sentence.kind.value] += 1
    for one in found.assessments:
        if key(one.sentence) not in shown:
            counts["unsure" if one.status else "background"] += 1
    return tuple((name, counts[name]) for name in sorted(counts))


def _all(documents: Iterable[Document]) -> Iterable[Sentence]:
    return (sentence for document in documents for sentence in document.sentences)
