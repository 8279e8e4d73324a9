"""A page cut down to what is surest, with everything left out counted where it would stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.publish.entries import Entry
from briefing.publish.numbering import ranges
from briefing.publish.view import Disagreement, Group, Page, Section


def surest(page: Page, most: int) -> Page:
    """Return a page with at most ``most`` findings a section and as many contradictions, without other reporting.

    Surest is what most independent texts tell, then what has the surest status; what says nothing new since the last
    edition comes after what does.  Numbers and order stay those of the whole page.
    """
    if page.events:
        return _each(page, most)
    sections = tuple(_shortened(section, most, page) for section in page.sections)
    shown = frozenset(entry.number for section in sections for entry in _entries(section))
    # A page may be short enough; then it has no rule to tell.
    rule = [page.words.method["surest"].format(n=most)] if len(shown) < len(_numbers(page.sections)) else []
    short = page._replace(
        sections=sections,
        disagreements=tuple(_quoting(each, shown) for each in page.disagreements[:most]),
        further=_not_shown("discrepancies", [each.number for each in page.disagreements[most:]], page),
        reports=page.reports._replace(groups=(), not_shown=_unnumbered(page)),
        method=(*page.method, *rule),
    )
    return short._replace(cut=page.cut if _is_cut(short) else "")


def _each(page: Page, most: int) -> Page:
    """Return a page of several events with each of them cut down."""
    events = tuple(surest(each, most) for each in page.events)
    rules = dict.fromkeys(rule for each in events for rule in each.method if rule not in page.method)
    cut = page.cut if any(each.cut for each in events) else ""
    return page._replace(events=events, method=(*page.method, *rules), cut=cut)


def _shortened(section: Section, most: int, page: Page) -> Section:
    entries = [entry for group in section.groups for entry in _led(group)]
    kept = {entry.number for entry in sorted(entries, key=_rank)[:most]}
    groups = (Group(each.topic, (), tuple(e for e in _led(each) if e.number in kept)) for each in section.groups)
    dropped = sorted(entry.number for entry in entries if entry.number not in kept)
    return section._replace(
        groups=tuple(group for group in groups if group.entries),
        parties=(),
        not_shown=_not_shown(section.name, dropped, page),
    )


def _rank(entry: Entry) -> tuple[bool, int, float, int]:
    return bool(entry.opening), -entry.origins, -entry.score, entry.number


def _led(group: Group) -> Iterable[Entry]:
    """Return the entries of a group without sides, each led by who says it where its side said so."""
    for side in group.all_sides:
        for entry in side.entries:
            yield entry if entry.lead or not side.party else entry._replace(lead=side.party)


def _quoting(each: Disagreement, shown: frozenset[int]) -> Disagreement:
    """Return a discrepancy with one quotation a value, and of a finding on the page none."""
    first, others = (
        tuple(entry if entry.quoted in shown else entry._replace(quoted=0) for entry in _once(side))
        for side in (each.first, each.others)
    )
    return each._replace(first=first, others=others)


def _once(side: Sequence[Entry]) -> Iterable[Entry]:
    """Yield one version for each value, in the reader's language if one is; the citation has the others' places."""
    for value in dict.fromkeys(entry.lead for entry in side):
        told = [entry for entry in side if entry.lead == value]
        best = min(told, key=lambda entry: bool(entry.quotation.foreign))
        beside = tuple(entry.citation.first for entry in told if entry is not best)
        yield best._replace(citation=best.citation._replace(others=(*best.citation.others, *beside)))


def _not_shown(what: str, dropped: Sequence[int], page: Page) -> str:
    if not dropped:
        return ""
    runs = (str(first) if first == last else f"{first}–{last}" for first, last in ranges(dropped))
    counted = f"{page.words.count(what, len(dropped))} ({', '.join(runs)})"
    return page.words.words["not_shown"].format(what=counted)


def _unnumbered(page: Page) -> str:
    number = len(list(_entries(page.reports)))
    return page.words.words["not_shown"].format(what=page.words.count("reports", number)) if number else ""


def _entries(section: Section) -> Iterable[Entry]:
    return (entry for group in section.groups for side in group.all_sides for entry in side.entries)


def _numbers(sections: Iterable[Section]) -> frozenset[int]:
    return frozenset(entry.number for section in sections for entry in _entries(section))


def _is_cut(page: Page) -> bool:
    versions = (entry for each in page.disagreements for entry in (*each.first, *each.others) if not entry.quoted)
    findings = (entry for section in page.sections for entry in _entries(section))
    entries = (*page.bottom_line, *findings, *versions)
    under = (entry.rendering.counterpart for entry in entries if entry.rendering)
    return any(each.short for each in (*(entry.quotation for entry in entries), *filter(None, under)))
