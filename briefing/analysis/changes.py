"""What became of each fact since earlier editions: new, changed, moved to another status, withdrawn, unchanged.

Rather new than wrongly moved: a finding moved only where every word of the earlier sentence's matter has a counterpart
in the new one, and where one of the two is an agreement, for what is open is often disputed at the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from briefing.analysis.alterations import denied, revalued, turned_down
from briefing.analysis.corroboration import Likeness, likeness
from briefing.analysis.matter import covered, matter, missing
from briefing.analysis.selection import SAME_WORDS
from briefing.analysis.topics import Key, issue, key
from briefing.analysis.vectors import vectors
from briefing.model import Change, ChangeKind, Document, Earlier, Finding, Kind, Sentence, Status

# Set on the events for tuning of tests/data/changes.txt; in one language words in common make all sentences more alike.
ALIKE_IN_ONE_LANGUAGE, ALIKE_ACROSS = 0.6, 0.4
# Enough where nearly all words of the matter have a counterpart.
NOT_SO_ALIKE_IN_ONE_LANGUAGE, NOT_SO_ALIKE_ACROSS = 0.5, 0.2
SAME_MATTER = 0.65
# An issue is found anew in each edition, so one fact may be put under two.
UNDER_ANOTHER_ISSUE = 0.12
# So near to the best match, the later statement is the one that counts.
NEAR = 0.1
ALMOST_THE_SAME = 0.75
FEWEST_WORDS, MANY_WORDS = 2, 5
ALL_OF_IT = 0.9
MATTER_IN_COMMON = 0.6
ALIKE_MOVED = 0.45
STILL_THERE, STILL_THERE_ACROSS = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class _Then:
    """A finding of an earlier edition with its sentence among those compared."""

    earlier: Earlier
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Now:
    """A finding of this edition with its sentence and those that support it."""

    finding: Finding
    sentence: Sentence
    others: tuple[Sentence, ...]


def changes(
    findings: Sequence[Finding],
    prose: Sequence[Sentence],
    earlier: Sequence[Earlier],
    replaced: Mapping[str, Document],
    day: date,
) -> tuple[Change, ...]:
    """Return a change for each finding, and one for each earlier finding that was withdrawn.

    ``prose`` are all sentences of this edition, ``day`` is its date; ``replaced`` are documents that took the place of
    another text under the same path, by that path.
    """
    then = [_Then(each, _sentence(each)) for each in earlier]
    sentences = [*prose, *(each.sentence for each in then)]
    like = likeness(sentences, vectors().encode([each.text for each in sentences]))
    at = {key(sentence): sentence for sentence in prose}
    now = [_now(finding, at) for finding in findings]
    same = {one.finding.id: match for one in now if (match := _repeated(one, then, like, day))}
    told = {_origin(match) for match in same.values()}
    unsettled = [each for each in then if each.earlier.head and _origin(each) not in told]
    moved = _moved([one for one in now if one.finding.id not in same], unsettled, like)
    known = tuple(_change(one, same.get(one.finding.id), moved.get(one.finding.id), like, day) for one in now)
    told |= {_origin(match) for match in moved.values()}
    untold = [each for each in then if each.earlier.head and _origin(each) not in told]
    gone = [each for each in untold if _withdrawn(each, then, now, prose, replaced, like)]
    return (*known, *(Change(ChangeKind.WITHDRAWN, each.earlier.topic, None, each.earlier) for each in gone))


def _sentence(each: Earlier) -> Sentence:
    """Return an earlier finding's sentence under a name that no document of this edition has."""
    span, name = each.span, f"{each.edition}/{each.span.doc}"
    return Sentence(name, span.number, span.start, span.end, span.text, Kind.PROSE, span.lang, 0)


def _origin(each: _Then) -> tuple[int, int]:
    """Return the edition and the number of the finding that a sentence told."""
    return each.earlier.edition, each.earlier.finding


def _now(finding: Finding, at: Mapping[Key, Sentence]) -> _Now:
    others = tuple(at[span.doc, span.number] for span in finding.supports if (span.doc, span.number) in at)
    return _Now(finding, at[finding.span.doc, finding.span.number], others)


def _change(one: _Now, same: _Then | None, moved: _Then | None, like: Likeness, day: date) -> Change:
    finding = one.finding
    if same:
        kind = ChangeKind.CHANGED if _altered(one, same, like, day) else ChangeKind.UNCHANGED
        return Change(kind, finding.topic, finding.id, same.earlier)
    if moved:
        return Change(ChangeKind.MOVED, finding.topic, finding.id, moved.earlier)
    return Change(ChangeKind.NEW, finding.topic, finding.id)


def _nearness(like: Likeness, one: Sentence, other: Sentence) -> float:
    """Return how alike two sentences are; across languages by the vectors alone, their words are compared elsewhere."""
    return like.between(one, other) if one.lang == other.lang else like.meaning(one, other)


def _repeated(one: _Now, then: Iterable[_Then], like: Likeness, day: date) -> _Then | None:
    """Return the earlier finding that tells the same: of those about as alike the last, and rather one unaltered."""
    near = [(alike, each) for each in then if (alike := _alike(one, each, like))]
    best = max((alike for alike, _ in near), default=0.0)
    close = [(alike, each) for alike, each in near if alike >= best - NEAR]
    return max(
        close,
        key=lambda pair: (not _altered(one, pair[1], like, day), pair[1].earlier.edition, pair[0]),
        default=(0.0, None),
    )[1]


def _alike(one: _Now, each: _Then, like: Likeness) -> float:
    """Return how alike a finding and an earlier one of its status are, 0 where they tell different facts."""
    finding, earlier = one.finding, each.earlier
    if finding.status is not earlier.status or not _one_speaker(finding, earlier):
        return 0.0
    wording = max(like.wording(sentence, each.sentence) for sentence in (one.sentence, *one.others))
    if wording >= SAME_WORDS:
        return max(wording, _nearness(like, one.sentence, each.sentence))
    between = _nearness(like, one.sentence, each.sentence)
    one_language = one.sentence.lang == each.sentence.lang
    further = 0 if issue(finding.topic) == issue(earlier.topic) else UNDER_ANOTHER_ISSUE
    least = further + (ALIKE_IN_ONE_LANGUAGE if one_language else ALIKE_ACROSS)
    less = further + (NOT_SO_ALIKE_IN_ONE_LANGUAGE if one_language else NOT_SO_ALIKE_ACROSS)
    enough = between >= least or (between >= less and _same_matter(one, each))
    return between if enough else 0.0


def _same_matter(one: _Now, each: _Then) -> bool:
    """Tell whether nearly all words of the matter of each have a counterpart in the other."""
    before, after, langs = _matters(one, each)
    both = covered(before, after, langs), covered(after, before, langs[::-1])
    return min(len(before), len(after)) > FEWEST_WORDS and min(both) >= SAME_MATTER


def _matters(one: _Now, each: _Then) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, str]]:
    """Return what the earlier sentence is about, what the new one is about, and their languages."""
    langs = each.sentence.lang, one.sentence.lang
    before = matter(each.sentence.text, langs[0], each.earlier.speakers)
    return before, matter(one.sentence.text, langs[1], one.finding.speakers), langs


def _one_speaker(finding: Finding, earlier: Earlier) -> bool:
    """Tell whether the claims may be one: those of different speakers are not, unless both report an agreement."""
    reported = finding.status is Status.AGREEMENT and earlier.status is Status.AGREEMENT
    return reported or one_voice(finding.speakers, earlier.speakers)


def one_voice(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Tell whether two editions may name the same speakers: one of them, or none that can be compared.

    An edition may know a speaker by another first name or initial, or in another script, which tells nothing.
    """
    names, others = _surnames(mine), _surnames(theirs)
    comparable = bool(names and others) and "".join(names).isascii() == "".join(others).isascii()
    return not comparable or bool(names & others)


def _surnames(speakers: Iterable[str]) -> set[str]:
    plain = (normalize("NFKD", name).encode("ascii", "ignore").decode() or name for name in speakers)
    return {name.split()[-1].casefold() for name in plain if name.split()}


def _altered(one: _Now, each: _Then, like: Likeness, day: date) -> bool:
    days = each.earlier.day, day
    if revalued(each.sentence, one.sentence, days):
        return True
    sure = one.finding.status is Status.AGREEMENT and _nearness(like, one.sentence, each.sentence) >= ALMOST_THE_SAME
    return sure and denied(each.sentence) != denied(one.sentence)


def _moved(now: Sequence[_Now], then: Sequence[_Then], like: Likeness) -> dict[int, _Then]:
    """Return the earlier finding that each of these moved from, by its id; the surest first, each once."""
    pairs = [(one, each, worth) for one in now for each in then if (worth := _matter_in_common(one, each, like))]
    found: dict[int, _Then] = {}
    taken: set[int] = set()
    for one, each, _ in sorted(pairs, key=lambda pair: (-pair[1].earlier.edition, -pair[2], pair[0].finding.id)):
        if one.finding.id not in found and id(each) not in taken:
            found[one.finding.id] = each
            taken.add(id(each))
    return found


def _matter_in_common(one: _Now, each: _Then, like: Likeness) -> float:
    """Return how sure it is that a finding is on the matter of an earlier one of another status, 0 for not."""
    finding, earlier = one.finding, each.earlier
    statuses = {finding.status, earlier.status}
    if len(statuses) == 1 or Status.AGREEMENT not in statuses or not _one_speaker(finding, earlier):
        return 0.0
    before, after, langs = _matters(one, each)
    common, alike = covered(after, before, langs[::-1]), _nearness(like, one.sentence, each.sentence)
    # Vectors miss a word now and then: one of many may lack a counterpart where the new sentence adds nothing at all.
    spared = len(before) >= MANY_WORDS and common >= ALL_OF_IT
    # A sentence that settles a matter may be put under another issue than the one that left it open.
    elsewhere = issue(finding.topic) != issue(earlier.topic)
    alone = elsewhere and (len(before) <= FEWEST_WORDS or missing(after, before, langs[::-1]))
    if alone or len(before) < FEWEST_WORDS or missing(before, after, langs) > spared:
        return 0.0
    return common + alike if common >= MATTER_IN_COMMON or alike >= ALIKE_MOVED else 0.0


def _withdrawn(  # noqa: PLR0913, PLR0917 - what it is compared with
    each: _Then,
    then: Iterable[_Then],
    now: Iterable[_Now],
    prose: Iterable[Sentence],
    replaced: Mapping[str, Document],
    like: Likeness,
) -> bool:
    """Tell whether an earlier finding stands no more in the texts that took the place of those that told it."""
    told = [other for other in then if _origin(other) == _origin(each)]
    if not all(other.earlier.path in replaced for other in told):
        return False
    if any(_plain(other.sentence.text) in _plain(replaced[other.earlier.path].text) for other in told):
        return False
    successors = {replaced[other.earlier.path].id for other in told}
    heads = {key(one.sentence) for one in now}
    compared = (one for one in prose if one.document in successors or key(one) in heads)
    return not any(_still_tells(one, each, like) for one in compared)


def _still_tells(sentence: Sentence, each: _Then, like: Likeness) -> bool:
    """Tell whether a sentence may still tell an earlier finding: rather so than not; a refusal tells no agreement."""
    if each.earlier.status is Status.AGREEMENT and turned_down(sentence) and not turned_down(each.sentence):
        return False
    langs = each.sentence.lang, sentence.lang
    least = STILL_THERE if langs[0] == langs[1] else STILL_THERE_ACROSS
    if _nearness(like, sentence, each.sentence) >= least:
        return True
    return covered(matter(each.sentence.text, langs[0]), matter(sentence.text, langs[1]), langs) >= SAME_MATTER


def _plain(text: str) -> str:
    return " ".join(text.split())
