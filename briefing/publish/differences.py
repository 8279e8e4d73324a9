"""What changed between two briefs, in words: what moved first, then by how much a reader has to do with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.model import Brief, Comparison, Discrepancy, Finding, Pair, SourceEntry, Status
from briefing.publish import stated
from briefing.publish.citations import citation, finding_citation, quotation
from briefing.publish.compared import CONTRADICTION, Differences, Line, Part, Side
from briefing.publish.draft import LONGEST_NAME, LONGEST_TITLE, LONGEST_TOPIC, Draft, draft
from briefing.publish.entries import Citation, Entry, Reference
from briefing.publish.frames import Frame, frame
from briefing.publish.glyphs import GLYPHS
from briefing.publish.headings import Heading
from briefing.publish.printable import printable
from briefing.publish.tlp import strictest

SIDES = ("A", "B")
# Their names on the page, as the sections of a brief.
NAMED = {Status.AGREEMENT: "agreed", Status.DISPUTE: "disputed", Status.UNRESOLVED: "unresolved_short"}


class _Both(NamedTuple):
    """The drafts of the two briefs, in the words of one language."""

    before: Draft
    after: Draft

    @property
    def words(self) -> Frame:
        return self.after.words


def differences(comparison: Comparison, names: tuple[str, str]) -> Differences:
    """Return what changed, in the language of the second brief; ``names`` are those of the two files.

    Raise ConfigError where that language has no frame.
    """
    words = frame(comparison.after.lang)
    before, after = comparison.before, comparison.after
    both = _Both(draft(replace(before, lang=words.lang)), draft(after))
    parts = (*_facts(comparison.findings, both), *_contradictions(comparison.discrepancies, both))
    parts = (*parts, *_sources(comparison.sources, words), *_topics(comparison, both))
    return Differences(
        words=words,
        lang=words.lang,
        tlp=strictest(before.tlp, after.tlp),
        title=words.comparison["title"],
        day=max(before.as_of, after.as_of).isoformat(),
        sides=(_side("A", before, names[0], words), _side("B", after, names[1], words)),
        parts=tuple(part for part in parts if part.lines),
    )


def _side(letter: str, brief: Brief, name: str, words: Frame) -> Side:
    return Side(
        letter,
        printable(brief.title, LONGEST_TITLE) or words.words["untitled"],
        brief.title_lang or brief.lang,
        words.day(brief.as_of),
        words.language(brief.lang),
        words.count("sources", len(brief.documents)),
        printable(name, LONGEST_TITLE),
    )


def kind(pair: Pair[Finding]) -> str:
    """Return what became of a finding, the weightiest that can be said of it; '' where it is as it was."""
    before, after = pair.before, pair.after
    if not before or not after:
        return "gone" if before else "new"
    if before.status is not after.status:
        return "moved"
    if pair.altered:
        return "altered"
    if not _same_words(before, after):
        return "reworded"
    if before.topic != after.topic:
        return "retopiced"
    return "" if (before.documents, before.origins) == (after.documents, after.origins) else "support"


def _same_words(before: Finding, after: Finding) -> bool:
    return before.span.text.split() == after.span.text.split()


def _facts(pairs: Sequence[Pair[Finding]], both: _Both) -> Iterator[Part]:
    found = [(kind(pair), pair) for pair in pairs]
    split = _several(pairs)
    for name in ("moved", "altered", "new", "gone", "reworded", "retopiced", "support"):
        own = sorted((pair for said, pair in found if said == name), key=_place)
        yield Part(name, both.words.comparison[name], tuple(_fact(pair, both, split) for pair in own))


def _several(pairs: Sequence[Pair[Finding]]) -> frozenset[tuple[str, int]]:
    """Return the findings, by letter and number, that tell what several of the other brief tell."""
    told = Counter(
        (letter, each.id)
        for pair in pairs
        for letter, each in zip(SIDES, (pair.before, pair.after), strict=True)
        if pair.before and pair.after and each
    )
    return frozenset(at for at, times in told.items() if times > 1)


def _place(pair: Pair[Finding]) -> tuple[int, ...]:
    """Return the order: what is agreed now first, then what was open, then as on the page."""
    sections = {status: place for place, status in enumerate(Status)}
    before, after = pair.before or pair.after, pair.after or pair.before
    if not before or not after:
        return ()
    return sections[after.status], -sections[before.status], after.id, before.id


def _fact(pair: Pair[Finding], both: _Both, split: frozenset[tuple[str, int]]) -> Line:
    notes = (_statuses(pair, both.words), _topics_of(pair, both), _support(pair, both.words, split))
    sides = ((pair.before, "A", both.before), (pair.after, "B", both.after))
    told = [(finding, letter, made) for finding, letter, made in sides if finding]
    entries = tuple(_entry(finding, letter, made) for finding, letter, made in told)
    if pair.before and pair.after and _same_words(pair.before, pair.after) and not pair.altered:
        entries = (_once(entries, both.words),)
    finding, _, made = told[-1]
    return Line(made.headings[finding.topic], tuple(note for note in notes if note), entries)


def _statuses(pair: Pair[Finding], words: Frame) -> str:
    named = [f"{GLYPHS[each.status]} {words.words[NAMED[each.status]]}" for each in (pair.before, pair.after) if each]
    return " → ".join(dict.fromkeys(named))


def _topics_of(pair: Pair[Finding], both: _Both) -> str:
    """Return the topic that a fact was on and the one that it is on, '' where it is the same."""
    if not pair.before or not pair.after or pair.before.topic == pair.after.topic:
        return ""
    return f"{both.before.headings[pair.before.topic].text} → {both.after.headings[pair.after.topic].text}"


def _support(pair: Pair[Finding], words: Frame, split: frozenset[tuple[str, int]]) -> str:
    """Return how many documents and independent texts told a fact and tell it, '' where they are as many.

    Of a fact told by several findings of one brief the support is divided, and says nothing but where the words stayed.
    """
    if not pair.before or not pair.after:
        return ""
    if not split.isdisjoint({("A", pair.before.id), ("B", pair.after.id)}) and not _same_words(pair.before, pair.after):
        return ""
    then, now = ((each.documents, each.origins) for each in (pair.before, pair.after))
    if then == now:
        return ""
    more = all(mine <= theirs for mine, theirs in zip(then, now, strict=True))
    less = all(mine >= theirs for mine, theirs in zip(then, now, strict=True))
    said = words.comparison["grew" if more else "shrank" if less else "shifted"]
    counted = (f"{words.count('sources', each[0])}, {words.count('origins', each[1])}" for each in (then, now))
    return words.told(said, " → ".join(counted))


def _entry(finding: Finding, letter: str, made: Draft) -> Entry:
    cited = finding_citation(finding, made)
    place = _placed(letter, cited, made.words)
    own = cited._replace(first=Reference("", ""), others=(), tags=(), place=place)
    return Entry(0, quotation(finding.span, made), own, lead=f"{letter} {GLYPHS[finding.status]} {finding.id}")


def _placed(letter: str, cited: Citation, words: Frame) -> str:
    """Return a place in one of the two briefs: «B: D5 §6»."""
    return f"{letter}{words.marks['colon']}\u00a0{cited.first.text}"


def _once(entries: Sequence[Entry], words: Frame) -> Entry:
    """Return one entry for two of the same words: both numbers, both places, the words and notes of the second."""
    place = f"{words.marks['semicolon']} ".join(each.citation.place for each in entries)
    cited = entries[-1].citation._replace(place=place)
    return entries[-1]._replace(lead=" → ".join(each.lead for each in entries), citation=cited)


def _contradictions(pairs: Sequence[Pair[Discrepancy]], both: _Both) -> Iterator[Part]:
    for name, wanted in _kinds(pairs):
        lines = tuple(_contradiction(pair, both) for pair in wanted)
        yield Part(f"discrepancies_{name}", both.words.comparison[f"discrepancies_{name}"], lines, contradiction=True)


def _contradiction(pair: Pair[Discrepancy], both: _Both) -> Line:
    sides = ((pair.before, "A", both.before), (pair.after, "B", both.after))
    told = [(each, letter, made) for each, letter, made in sides if each]
    entries = tuple(entry for each, letter, made in told for entry in _versions(each, letter, made))
    each, _, made = told[-1]
    question = printable(stated.question(each.note, both.words), LONGEST_TITLE)
    notes = (both.words.kinds.get(each.kind, printable(each.kind, LONGEST_NAME)), question)
    return Line(made.headings[each.topic], tuple(note for note in notes if note), entries)


def _versions(each: Discrepancy, letter: str, made: Draft) -> Iterator[Entry]:
    for claim in each.claims:
        cited = citation(claim.span, claim.speakers, made)
        own = Citation(cited.speaker, Reference("", ""), place=_placed(letter, cited, made.words))
        lead = f"{letter} {CONTRADICTION} {printable(stated.value(claim.value, made.words), LONGEST_TOPIC)}"
        yield Entry(0, quotation(claim.span, made), own, lead=lead)


def _kinds(pairs: Iterable[Pair[Discrepancy]]) -> Iterator[tuple[str, list[Pair[Discrepancy]]]]:
    listed = list(pairs)
    yield "new", [pair for pair in listed if not pair.before]
    yield "gone", [pair for pair in listed if not pair.after]
    yield "altered", [pair for pair in listed if pair.altered]


def _sources(pairs: Iterable[Pair[SourceEntry]], words: Frame) -> Iterator[Part]:
    tests: dict[str, Callable[[Pair[SourceEntry]], bool]] = {
        "new": lambda pair: not pair.before,
        "gone": lambda pair: not pair.after,
        "altered": lambda pair: pair.altered,
        "renamed": lambda pair: bool(pair.before and pair.after and pair.before.path != pair.after.path),
    }
    listed = list(pairs)
    for name, test in tests.items():
        lines = tuple(_source(pair, words) for pair in listed if test(pair))
        yield Part(f"sources_{name}", words.comparison[f"sources_{name}"], lines)


def _source(pair: Pair[SourceEntry], words: Frame) -> Line:
    told = [(letter, each) for letter, each in zip(SIDES, (pair.before, pair.after), strict=True) if each]
    each = told[-1][1]
    paths = " → ".join(dict.fromkeys(printable(one.path, LONGEST_NAME) for _, one in told))
    named = (printable(each.title, LONGEST_NAME), printable(each.publisher, LONGEST_NAME))
    places = ", ".join(words.told(letter, one.id) for letter, one in told)
    sums = " → ".join(dict.fromkeys(one.sha256 for _, one in told if one.sha256))
    notes = (f"{paths} [{places}]", *named, f"{words.words['checksum']} {sums}" if sums else "")
    return Line(None, tuple(note for note in notes if note))


def _topics(comparison: Comparison, both: _Both) -> Iterator[Part]:
    named = both.words.comparison
    for name, found in (
        ("new", [pair.after for pair in comparison.topics if pair.after and not pair.before]),
        ("gone", [pair.before for pair in comparison.topics if pair.before and not pair.after]),
    ):
        made = [Heading(each.id, printable(each.title, LONGEST_TOPIC), each.lang) for each in found]
        other = both.words.words["other_topic"]
        shown = (each if each.text else Heading(each.id, other, both.words.lang) for each in made)
        yield Part(f"topics_{name}", named[f"topics_{name}"], tuple(Line(each, ()) for each in shown))
