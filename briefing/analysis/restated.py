"""What a quotation in another language tells, as a source tells it in the reader's own: found, never made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.analysis.alterations import revalued
from briefing.analysis.corroboration import Likeness
from briefing.analysis.examination import Examination
from briefing.analysis.matter import covered, matter
from briefing.analysis.measures import WORD, interval
from briefing.analysis.polarity import opposed
from briefing.analysis.quotability import cost, garbled, leans, quotable
from briefing.analysis.sameness import sameness
from briefing.analysis.selection import SURER, Fact
from briefing.analysis.topics import Key, key
from briefing.model import Assessment, Counterpart, Discrepancy, Sentence, Span
from briefing.text.places import places
from briefing.text.quantities import Quantity, quantities
from briefing.text.speech import CAPITAL_NOUNS

SURE = 0.6
# Below it two sentences must share more than names, which all that is said of two parties does.
SURE_BY_ITSELF = 0.9


def restated(
    found: Examination, quoted: Iterable[Span], contradictions: Sequence[Discrepancy], lang: str
) -> tuple[Counterpart, ...]:
    """Return the counterparts in a language of the quotations in others, in the order of these; none where none is.

    Of a sentence that a finding rests on it is another sentence of that finding that surely states the same: who cannot
    read the one takes the other for it, so none that measures something else.  Of a claim it is another claim of the
    same value.  Of several it is the one most alike, one of an own text before one of a copy.
    """
    told = {key(one.sentence): one for one in found.assessments}
    telling = _telling(found)
    nearest = _Nearest(found.like, found.origins.copies, lang)
    foreign = {(span.doc, span.number): span for span in quoted if span.lang != lang}
    facts = (
        Counterpart(span, span_of(other))
        for place, span in foreign.items()
        if (other := nearest.surest(_surely(told[place], telling.get(place, ()), found)))
    )
    return (*facts, *_claims(contradictions, told, nearest))


def headed(found: Examination, quoted: Collection[Key], lang: str) -> tuple[Fact, ...]:
    """Return the facts, each headed in the language of the brief by a support that is as sure and tells the same.

    It has no more faults than the head, which then supports it, and is not ``quoted`` elsewhere; the topic stays.
    """
    nearest = _Nearest(found.like, found.origins.copies, lang)
    return tuple(
        fact if fact.head.sentence.lang == lang else _headed(fact, found, quoted, nearest) for fact in found.facts
    )


def _headed(fact: Fact, found: Examination, quoted: Collection[Key], nearest: _Nearest) -> Fact:
    head = fact.head
    fit = {
        key(one.sentence): one
        for one in fact.supports
        if one.score >= SURER and key(one.sentence) not in quoted and cost(one.sentence) <= cost(head.sentence)
    }
    best = nearest.surest(_surely(head, fit.values(), found))
    if best is None or best.document in found.origins.copies:
        return fact
    others = [one for one in fact.supports if key(one.sentence) != key(best)]
    return Fact(replace(fit[key(best)], topic=head.topic), [head, *others])


def span_of(sentence: Sentence) -> Span:
    """Return the sentence as a citation."""
    return Span(sentence.document, sentence.start, sentence.end, sentence.text, sentence.lang, sentence.number)


class _Nearest:
    """Finds the sentence of one language that is most alike another."""

    def __init__(self, like: Likeness, copies: Collection[str], lang: str) -> None:
        self._like, self._copies, self.lang = like, copies, lang

    def likest(self, sentence: Sentence, others: Iterable[Sentence]) -> Sentence | None:
        """Return the one most alike of the others that is in the language and can stand alone, None where none is."""
        return self.surest((self._like.between(sentence, other), other) for other in others)

    def surest(self, others: Iterable[tuple[float, Sentence]]) -> Sentence | None:
        """Return the first by the numbers of those that are in the language and can stand alone, None where none is."""
        own = [
            (other.document in self._copies, -sure, int(other.document[1:]), other.number, other)
            for sure, other in others
            if other.lang == self.lang and quotable(other) and not garbled(other)
        ]
        return min(own, key=lambda rank: rank[:4])[-1] if own else None


def _surely(one: Assessment, others: Iterable[Assessment], found: Examination) -> Iterator[tuple[float, Sentence]]:
    """Yield the sentences that state the same as one by a chance of ``SURE``, more than a support needs, with it.

    One that leans on the sentence before must be surer: «It will begin in May» says of nothing that it begins.
    """
    return (
        (chance, other.sentence)
        for other in others
        if (chance := sameness().chance(found.like, one, other))
        >= (SURE_BY_ITSELF if leans(other.sentence) and not leans(one.sentence) else SURE)
        and _on_one_matter(one.sentence, other.sentence, names_too=chance >= SURE_BY_ITSELF)
        and not _measured_otherwise(one.sentence, other.sentence)
        and not revalued(one.sentence, other.sentence, (found.day, found.day))
        and not opposed(one, other)
    )


def _on_one_matter(one: Sentence, other: Sentence, *, names_too: bool) -> bool:
    """Tell whether any word that one is about, apart from offices and what is said of it, meets the other."""
    if names_too:
        return covered(matter(one.text, one.lang), matter(other.text, other.lang), (one.lang, other.lang)) > 0
    return covered(_unnamed(one), _unnamed(other), (one.lang, other.lang)) > 0


def _unnamed(sentence: Sentence) -> tuple[str, ...]:
    """Return the words that a sentence is about, without those that it writes as names: all share their parties."""
    capital = {word.lower() for word in WORD.findall(sentence.text) if word[0].isupper()}
    names = frozenset[str]() if sentence.lang in CAPITAL_NOUNS else capital
    known = places(sentence.lang)
    return tuple(word for word in matter(sentence.text, sentence.lang) if word not in names and not known.word(word))


def _measured_otherwise(one: Sentence, other: Sentence) -> bool:
    """Tell whether both name a duration, a share or a sum of one kind, and no two of them can be the same."""
    mine, theirs = _measured(one), _measured(other)
    return any(
        not any(_overlap(own, each) for own in mine[kind] for each in theirs[kind]) for kind in mine.keys() & theirs
    )


def _measured(sentence: Sentence) -> Mapping[str, Sequence[Quantity]]:
    found: dict[str, list[Quantity]] = {}
    for quantity in quantities(sentence.text, sentence.lang):
        if quantity.kind in ("duration", "percent", "money"):
            found.setdefault(quantity.comparable[0], []).append(quantity)
    return found


def _overlap(one: Quantity, other: Quantity) -> bool:
    (low, high), (least, most) = interval(one), interval(other)
    return low <= most and least <= high


def _telling(found: Examination) -> Mapping[Key, Sequence[Assessment]]:
    """Return for each sentence that a finding rests on all that is told of that finding."""
    facts = [(fact.head, *fact.supports) for fact in reversed(found.facts)]
    return {key(one.sentence): told for told in facts for one in told}


def _claims(
    contradictions: Sequence[Discrepancy], said: Mapping[Key, Assessment], nearest: _Nearest
) -> Iterator[Counterpart]:
    for each in contradictions:
        told = [(claim, said[claim.span.doc, claim.span.number].sentence) for claim in each.claims]
        for claim, sentence in told:
            same = [other for rival, other in told if rival.value == claim.value]
            if sentence.lang != nearest.lang and (other := nearest.likest(sentence, same)):
                yield Counterpart(claim.span, span_of(other), each.id)
