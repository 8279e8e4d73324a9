"""Where documents contradict each other: two values for the same thing.

Few and sure rather than many: a pair of values is reported only when the words around both mean the same, each is the
other's best match, the values cannot both be true within their «about» and «more than», neither is planned or
demanded, and they are not the claims of two parties (those are disputes, which other parts of the brief show).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from briefing.analysis.comparison import Pair, common_noun, mutual_pairs
from briefing.analysis.counterparts import met
from briefing.analysis.linkage import LIKELY, Links, links
from briefing.analysis.measures import Measure, measures
from briefing.analysis.occasions import Occasions
from briefing.analysis.tellings import surest, two_parties
from briefing.model import Assessment, Claim, Discrepancy, Sentence, Span
from briefing.text.quantities import quantities
from briefing.text.speech import CAPITAL_NOUNS

SURE = 1.2
# With many words in common around the values, less will do.
SURE_WITH_WORDS = 0.8
LEAST_WORDS, MANY_WORDS = 0.28, 0.45
JOINS = 0.7
MOST = 8
MOST_MEASURES = 1000
MOST_CLAIMS = 6
MOST_OF_ONE_VALUE = 2
LONGEST_NOTE = 60
# What stands between the values in a note.
VERSIONS = " / "
NO_DATES = Occasions()
_SPANS = ("second", "minute", "hour", "day", "week", "month", "year")
_SCALES = ((1e9, "billion"), (1e6, "million"))
_KILOMETRES = ("kilom", "килом", "кілом", "km", "км")
_BOUNDS = {"above": "> ", "below": "< "}


def discrepancies(
    assessments: Sequence[Assessment],
    copies: Collection[str] = (),
    lang: str = "en",
    occasions: Occasions = NO_DATES,
) -> tuple[Discrepancy, ...]:
    """Return the contradictions between documents about a number, a share, a sum or a duration, the surest first.

    ``copies`` are documents that repeat another: what they say is no second source.  In a note, what is counted is
    named with a word of the documents in ``lang``, if there are any.
    """
    own = [assessment for assessment in assessments if assessment.sentence.document not in copies]
    sentences = [assessment.sentence for assessment in own]
    compared = links(surest(measures(own), MOST_MEASURES), sentences)
    groups = _groups(compared, _stated_pairs(compared.found, sentences), occasions)
    return tuple(_discrepancy(number, group, lang) for number, group in enumerate(groups[:MOST], start=1))


def values(sentence: Sentence) -> frozenset[str]:
    """Return the values that a sentence alone measures, as a claim says them."""
    return frozenset(map(_value, measures((Assessment(sentence),))))


Group = dict[str, Measure]


def _stated_pairs(found: Sequence[Measure], sentences: Sequence[Sentence]) -> tuple[Pair, ...]:
    """Return the mutual best matches of what is so, without what is only to be."""
    places = [place for place, measure in enumerate(found) if not measure.due]
    pairs = mutual_pairs([found[place] for place in places], sentences)
    return tuple(Pair(places[pair.left], places[pair.right], pair.score) for pair in pairs)


def _groups(compared: Links, pairs: Sequence[Pair], occasions: Occasions) -> list[Group]:
    """Return the contradictions, each as one measure a document, with the other documents that measure the same."""
    found = compared.found
    groups: list[Group] = []
    for pair in pairs:
        left, right = found[pair.left], found[pair.right]
        # What two durations are of is compared by itself.
        likely = left.quantity.kind == "duration" or compared.chance(pair.left, pair.right) >= LIKELY
        if pair.score >= SURE_WITH_WORDS and likely and _contradict(left, right, pair.score, occasions):
            _join(groups, left, right)
    for pair in compared.sure(occasions):
        if not _two_units(found[pair.left], found[pair.right]):
            _join(groups, found[pair.left], found[pair.right])
    for pair in pairs:
        left, right = found[pair.left], found[pair.right]
        told = _group_of(groups, left) or _group_of(groups, right)
        if told and pair.score >= JOINS and not left.contradicts(right):
            _join(groups, left, right)
    return groups


def _contradict(left: Measure, right: Measure, score: float, occasions: Occasions) -> bool:
    """Tell whether two values of the same thing cannot both hold; the surer that it is the same, the fewer words."""
    if (
        not left.contradicts(right)
        or two_parties(left.assessment, right.assessment)
        or (_tells(left, right) and _tells(right, left))
        or _two_units(left, right)
        or occasions.differ(left, right)
    ):
        return False
    if score >= SURE and left.quantity.kind == "duration" and left.nouns and right.nouns:
        return True
    return _words_met(left, right) >= (LEAST_WORDS if score >= SURE else MANY_WORDS)


def _tells(one: Measure, other: Measure) -> bool:
    """Tell whether a sentence has the other's value too: «from 1,600 to 2,270» twice is one range."""
    sentence = one.assessment.sentence
    wanted = other.quantity
    return any(each.low <= wanted.low and wanted.high <= each.high for each in quantities(sentence.text, sentence.lang))


def _words_met(left: Measure, right: Measure) -> float:
    """Return how far the words around each value have a counterpart around the other."""
    mine, theirs = left.near.split(), right.near.split()
    langs = left.assessment.sentence.lang, right.assessment.sentence.lang
    return (met(mine, theirs, langs) + met(theirs, mine, langs[::-1])) / 2


def _two_units(left: Measure, right: Measure) -> bool:
    """Tell whether one is measured in kilometres and the other not: ten miles are sixteen of them."""
    mine, theirs = (any(noun.startswith(_KILOMETRES) for noun in each.nouns[:1]) for each in (left, right))
    return mine != theirs


def _group_of(groups: Iterable[Group], measure: Measure) -> Group | None:
    return next((group for group in groups if group.get(measure.document) == measure), None)


def _join(groups: list[Group], left: Measure, right: Measure) -> None:
    """Put two measures into one group, unless a document would then be in it with two values."""
    mine = _group_of(groups, left) or {left.document: left}
    theirs = _group_of(groups, right) or {right.document: right}
    if mine is theirs or mine.keys() & theirs.keys():
        return
    kept = [group for group in groups if group is not theirs]
    if not any(group is mine for group in kept):
        kept.append(mine)
    mine.update(theirs)
    groups[:] = kept


def _discrepancy(number: int, group: Group, lang: str) -> Discrepancy:
    telling = sorted(group.values(), key=_place)
    count = Counter(map(_value, telling))
    telling.sort(key=lambda measure: -count[_value(measure)])
    kind = "duration" if telling[0].quantity.kind == "duration" else "number"
    return Discrepancy(
        id=number,
        kind=kind,
        topic=_topic(telling),
        note=_note(list(dict.fromkeys(map(_bare, telling))), _counted(telling, lang) if kind == "number" else ""),
        claims=tuple(_claim(measure) for measure in _shown(telling)),
    )


def _counted(telling: Sequence[Measure], lang: str) -> str:
    noun = common_noun(telling, lang)
    return noun.capitalize() if lang in CAPITAL_NOUNS else noun


def _place(measure: Measure) -> tuple[int, str, int]:
    sentence = measure.assessment.sentence
    return len(sentence.document), sentence.document, sentence.number


def _shown(telling: Sequence[Measure]) -> list[Measure]:
    """Return one document of every value, and a second one as far as there is room: in other words, if there is one."""
    values = [_value(measure) for measure in telling]
    heads = [telling[values.index(value)] for value in values]
    order = sorted(range(len(telling)), key=lambda at: telling[at] is not heads[at] and _copied(telling[at], heads[at]))
    rank = {at: [values[one] for one in order[:place]].count(values[at]) for place, at in enumerate(order)}
    room = sorted(range(len(telling)), key=rank.__getitem__)[:MOST_CLAIMS]
    return [telling[at] for at in sorted(room) if rank[at] < MOST_OF_ONE_VALUE]


def _copied(measure: Measure, head: Measure) -> bool:
    """Tell whether most words of a measure's sentence stand in another's, in their order: no source of its own."""
    mine, theirs = (each.assessment.sentence.text.lower().split() for each in (measure, head))
    pairs = set(pairwise(mine))
    return 2 * len(pairs & set(pairwise(theirs))) > len(pairs)


def _topic(telling: Sequence[Measure]) -> str:
    topics = Counter(measure.assessment.topic for measure in telling if measure.assessment.topic)
    return topics.most_common(1)[0][0] if topics else ""


def _claim(measure: Measure) -> Claim:
    sentence = measure.assessment.sentence
    span = Span(sentence.document, sentence.start, sentence.end, sentence.text, sentence.lang, sentence.number)
    return Claim(span, _value(measure), measure.assessment.speakers)


def _note(values: Sequence[str], noun: str) -> str:
    """Return as many of the values as fit, most told first, and what is counted: «10 / 12 / 8 envoys»."""
    note = values[0]
    for value in values[1:]:
        if len(f"{note}{VERSIONS}{value} {noun}") <= LONGEST_NOTE:
            note += VERSIONS + value
    return f"{note} {noun}".strip()


def _value(measure: Measure) -> str:
    """Return a value as it is printed: «> 20 million», «≈ 3.5 hours», «15 per day»."""
    sign = _BOUNDS.get(measure.quantity.bound, "≈ " if measure.about else "")
    return sign + _bare(measure)


def _bare(measure: Measure) -> str:
    quantity = measure.quantity
    scale, word = next(((scale, word) for scale, word in _SCALES if quantity.high >= scale), (1, ""))
    low, high = f"{quantity.low / scale:,.12g}", f"{quantity.high / scale:,.12g}"
    unit = "%" if quantity.kind == "percent" else quantity.unit
    if unit in _SPANS and high != "1":
        unit += "s"
    number = low if low == high else f"{low}–{high}"
    return " ".join(part for part in (number, word, unit) if part) + measure.rate
