"""What the page says of itself: how broad its base is, what was left out, how it was made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from briefing.analysis.admitting import told_singly
from briefing.analysis.independence import independent, teller
from briefing.model import Brief, Span, State
from briefing.publish.draft import Draft
from briefing.publish.printable import printable
from briefing.publish.view import Omission

LONGEST_LINE = 180


def source_base(draft: Draft) -> tuple[str, ...]:
    """Return what a reader must know of the base of the findings: countable facts, no verdict (ICD 206)."""
    if draft.total == 1:
        return (draft.words.base["one"],)
    return (*_independence(draft), *_parties(draft), *_singles(draft))


def left_out(draft: Draft) -> tuple[Omission, ...]:
    """Return what was not read, a copy, not translated or dropped for length, each with its reason."""
    brief, words = draft.brief, draft.words
    singly, more = told_singly(brief.rejections)
    rejected = [(each.location, words.reason(each.reason)) for each in singly]
    rejected += [(words.count("more_documents", number), words.reason(reason)) for number, reason in more]
    known = {each.location for each in brief.rejections}
    unused = [each for each in brief.documents if each.state != State.USED and each.path not in known]
    documents = [(f"{each.id} {each.path}", words.reason(each.reason) or words.words[each.state]) for each in unused]
    colon = words.marks["colon"]
    failed = [
        (words.words["translation"].format(translator=each.location), words.reason(each.reason))
        for each in brief.untranslated
    ]
    lines = [
        Omission(printable(what, LONGEST_LINE), printable(why, LONGEST_LINE), colon)
        for what, why in rejected + documents + failed
    ]
    counted = f"{words.marks['semicolon']} ".join(
        printable(words.omission(what, number), LONGEST_LINE) for what, number in brief.omissions if number
    )
    return (*lines, Omission(counted)) if counted else tuple(lines)


def method(draft: Draft, rule: str) -> tuple[str, ...]:
    """Return the note on the method; ``rule`` is how this format marks the words of a source."""
    words = draft.words.method
    if draft.brief.edition and not draft.brief.documents:
        return (words["automatic"],)
    notes = (words["automatic"], words[rule], words["decides"], words["support"])
    return (*notes, words["rating" if draft.letters else "undescribed"], *_under(draft))


def _under(draft: Draft) -> Iterable[str]:
    """Yield the notes on what stands under quotations in other languages, where it does."""
    if draft.brief.counterparts:
        yield draft.words.method["counterparts"].format(code=draft.brief.lang.upper())
    if draft.brief.translations:
        yield draft.words.method["translations"]


def _independence(draft: Draft) -> Iterable[str]:
    tellers = [teller(document) for document in draft.brief.documents if document.state != State.REJECTED]
    origins = independent(tellers)
    if all(each.origin for each in tellers) and 0 < origins < draft.total:
        counted = {"sources": draft.total, "origins": origins}
        yield draft.words.base["origins"].format(**{noun: draft.words.count(noun, n) for noun, n in counted.items()})


def _parties(draft: Draft) -> Iterable[str]:
    findings = draft.brief.findings
    counts = Counter(name for finding in findings for name in finding.speakers)
    found_in: defaultdict[str, set[str]] = defaultdict(set)
    for speakers, spans in _said(draft.brief):
        for name in speakers:
            found_in[name] |= {span.doc for span in spans}
    for name in sorted(name for name, said in counts.items() if said > 1 and len(found_in[name]) == 1):
        yield draft.words.base["party"].format(party=draft.named(name), source=min(found_in[name]))


def _said(brief: Brief) -> Iterable[tuple[tuple[str, ...], tuple[Span, ...]]]:
    """Yield all that the page quotes of somebody, with whose words it is: findings, contradictions, other reporting."""
    yield from ((finding.speakers, (finding.span, *finding.supports)) for finding in brief.findings)
    yield from ((claim.speakers, (claim.span,)) for each in brief.discrepancies for claim in each.claims)
    yield from ((report.speakers, (report.span,)) for report in brief.reports)


def _singles(draft: Draft) -> Iterable[str]:
    findings = draft.brief.findings
    singles = sum(finding.origins <= 1 for finding in findings)
    if 2 * singles > len(findings):
        yield draft.words.base["single"].format(singles=singles, findings=draft.words.count("findings", len(findings)))
