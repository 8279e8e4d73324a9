"""Who accuses whom of what, where two documents tell it the other way round.

That two states accuse each other of the same is a quarrel like many, and no contradiction: wherever a document has both
accusations, or says that they are mutual, nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.analysis.countries import country_name
from briefing.analysis.tellings import STRONG, Bar, Rivals, Telling, alike, bare, content, rivals, topical
from briefing.model import Assessment, Sentence
from briefing.text import speech as marks
from briefing.text.contrasts import Found, said, written
from briefing.text.places import places
from briefing.text.speech import speech

REACH = 12
LEAST = 0.6
ONE_TOPIC = 0.15
OWNER_BEFORE, OWNER_BEHIND = 2, 4
PASSIVE_REACH = 3
ARROW = " → "
# «A machte B für ... verantwortlich»: both stand before the word that accuses.
_VERB_LAST = ("de", "nl")


class _Named(NamedTuple):
    """A country at words ``first`` to ``last`` (exclusive) of a sentence."""

    code: str
    first: int
    last: int


class _Charge(NamedTuple):
    """Who accuses, who is accused ('' where the sentence does not tell), and where the matter stands."""

    accuser: str
    accused: str
    matter: int
    end: int


def accusations(assessments: Sequence[Assessment]) -> list[Rivals]:
    """Return the contradictions about who accuses whom."""
    found = [each for one in assessments for each in _tellings(one)]
    both = _told_both_ways(found)
    return [
        pair for pair in rivals("attribution", found, _opposed, _likeness, Bar(LEAST)) if _sides(pair.left) not in both
    ]


def values(sentence: Sentence) -> frozenset[str]:
    """Return who accuses whom in a sentence alone, as a claim says it."""
    return frozenset(each.value for each in _tellings(Assessment(sentence)))


def _sides(telling: Telling) -> frozenset[str]:
    return frozenset(telling.sort.split(ARROW))


def _told_both_ways(found: Sequence[Telling]) -> set[frozenset[str]]:
    """Return the sides that one document shows as accusing each other."""
    accusing: dict[tuple[str, frozenset[str]], set[str]] = {}
    for each in found:
        if (sides := _sides(each)) and "" not in sides:
            accusing.setdefault((each.document, sides), set()).add(each.sort.split(ARROW)[0])
    return {sides for (_, sides), accusers in accusing.items() if len(accusers) > 1}


def _tellings(one: Assessment) -> Iterator[Telling]:
    text, lang = one.sentence.text, one.sentence.lang
    plain = written(text)
    words = tuple(map(str.lower, plain))
    nouns = said("charge", words, lang)
    taken = {noun.first for noun in nouns}
    verbs = [verb for verb in said("accuse", words, lang) if verb.first not in taken]
    if not (nouns or verbs) or said("mutual", words, lang):
        return
    named = _countries(plain, lang)
    charges = [_told(words, verb, named, lang) for verb in verbs]
    charges += [_owned(words, noun, named) for noun in nouns if not verbs]
    for charge in charges:
        if charge and charge.accuser != charge.accused:
            who = [country_name(code, "en") if code else "" for code in (charge.accuser, charge.accused)]
            matter = _matter(words, charge, named, lang)
            if matter:
                value = ARROW.join(filter(None, who)) if who[1] else f"{who[0]}{ARROW}".rstrip()
                yield Telling(one, value, matter, f"{charge.accuser}{ARROW}{charge.accused}")


def _countries(words: Sequence[str], lang: str) -> tuple[_Named, ...]:
    known = places(lang)
    cased = [word if word.isupper() else bare(word.lower()) for word in words]
    found: list[_Named] = []
    for at, word in enumerate(words):
        hit = known.at(cased, at) if not found or at >= found[-1].last else None
        if hit and (hit[0].adjective or bare(word)[0].isupper()):
            found.append(_Named(hit[0].code, at, at + hit[1]))
    return tuple(found)


def _told(words: Sequence[str], verb: Found, named: Sequence[_Named], lang: str) -> _Charge | None:
    """Return what a verb of accusing tells: «A accused B», «B was accused by A», «B, whom A blamed»."""
    before = [each for each in named if each.last <= verb.first]
    behind = [each for each in named if each.first >= verb.last]
    known = speech(lang).marks
    if any(known.get(word, 0) & marks.PASSIVE for word in words[max(0, verb.first - PASSIVE_REACH) : verb.first]):
        by = [
            each for each in behind if any(known.get(word, 0) & marks.AGENT for word in words[verb.last : each.first])
        ]
        return _charge(by[0], before[-1], by[0].last) if by and before else None
    if before and behind:
        return _charge(before[-1], behind[0], behind[0].last)
    if len(behind) > 1:
        return _charge(behind[0], behind[1], behind[1].last)
    if len(before) > 1:
        if lang in _VERB_LAST:
            return _charge(before[0], before[1], before[1].last)
        return _charge(before[-1], before[-2], verb.last)
    return None


def _charge(accuser: _Named, accused: _Named, matter: int) -> _Charge:
    return _Charge(accuser.code, accused.code, matter, matter + REACH)


def _owned(words: Sequence[str], noun: Found, named: Sequence[_Named]) -> _Charge | None:
    """Return what a noun tells: «A's accusations of ...», «the concern of A about ...»."""
    before = next((each for each in named if noun.first - OWNER_BEFORE <= each.last <= noun.first), None)
    behind = next((each for each in named if noun.last < each.first <= noun.last + OWNER_BEHIND), None)
    owner = before or behind
    if not owner:
        return None
    begin = max(noun.last, owner.last)
    parted = (at for at in range(begin, len(words)) if words[at] in {",", *STRONG})
    return _Charge(owner.code, "", begin, min(begin + REACH, next(parted, len(words))))


def _matter(words: Sequence[str], charge: _Charge, named: Sequence[_Named], lang: str) -> tuple[str, ...]:
    of_names = {at for each in named for at in range(each.first, each.last)}
    return content(
        (word for at, word in enumerate(words) if charge.matter <= at < charge.end and at not in of_names), lang
    )


def _opposed(one: Telling, other: Telling) -> bool:
    accuser, accused = one.sort.split(ARROW)
    turned, target = other.sort.split(ARROW)
    return accuser != turned and accused in ("", turned) and target in ("", accuser)


def _likeness(one: Telling, other: Telling) -> float:
    """Return how alike the matters are; under one topic fewer of the words need a counterpart."""
    return alike(one, other) + ONE_TOPIC * (topical(one, other) > 0)
