"""Who accuses whom of what, where two documents tell it the other way round.

That two states accuse each other of the same is a quarrel like many, and no contradiction: wherever a document has both
accusations, or says that they are mutual, nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.analysis.countries import country_name
from briefing.analysis.tellings import Rivals, Telling, alike, content, rivals
from briefing.model import Assessment
from briefing.text import speech as marks
from briefing.text.contrasts import said, written
from briefing.text.places import places
from briefing.text.speech import speech

REACH = 12
LEAST = 0.6
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
    """Who accuses, who is accused ('' where the sentence does not tell), and where the matter begins."""

    accuser: str
    accused: str
    matter: int


def accusations(assessments: Sequence[Assessment]) -> list[Rivals]:
    """Return the contradictions about who accuses whom."""
    found = [each for one in assessments for each in _tellings(one)]
    both = _told_both_ways(found)
    return [pair for pair in rivals("attribution", found, _opposed, alike, LEAST) if _sides(pair.left) not in both]


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
    charges = [_told(words, verb.first, verb.last, named, lang) for verb in verbs]
    charges += [_owned(noun.first, noun.last, named) for noun in nouns if not verbs]
    for charge in charges:
        if charge and charge.accuser != charge.accused:
            who = [country_name(code, "en") if code else "" for code in (charge.accuser, charge.accused)]
            matter = _matter(words, charge.matter, named, lang)
            if matter:
                value = ARROW.join(filter(None, who)) if who[1] else f"{who[0]}{ARROW}".rstrip()
                yield Telling(one, value, matter, f"{charge.accuser}{ARROW}{charge.accused}")


def _countries(words: Sequence[str], lang: str) -> tuple[_Named, ...]:
    known = places(lang)
    cased = [word if word.isupper() else word.removesuffix("'s").lower() for word in words]
    found: list[_Named] = []
    for at, word in enumerate(words):
        if word[0].isupper() and (not found or at >= found[-1].last) and (hit := known.at(cased, at)):
            found.append(_Named(hit[0].code, at, at + hit[1]))
    return tuple(found)


def _told(words: Sequence[str], first: int, last: int, named: Sequence[_Named], lang: str) -> _Charge | None:
    """Return what a verb of accusing tells: «A accused B», «B was accused by A», «B, whom A blamed»."""
    before = [each for each in named if each.last <= first]
    behind = [each for each in named if each.first >= last]
    known = speech(lang).marks
    if any(known.get(word, 0) & marks.PASSIVE for word in words[max(0, first - PASSIVE_REACH) : first]):
        by = [each for each in behind if any(known.get(word, 0) & marks.AGENT for word in words[last : each.first])]
        return _Charge(by[0].code, before[-1].code, by[0].last) if by and before else None
    if before and behind:
        return _Charge(before[-1].code, behind[0].code, behind[0].last)
    if len(behind) > 1:
        return _Charge(behind[0].code, behind[1].code, behind[1].last)
    if len(before) > 1:
        accuser, accused = before[:2] if lang in _VERB_LAST else (before[-1], before[-2])
        return _Charge(accuser.code, accused.code, accused.last if lang in _VERB_LAST else last)
    return None


def _owned(first: int, last: int, named: Sequence[_Named]) -> _Charge | None:
    """Return what a noun tells: «A's accusations of ...», «the concern of A about ...»."""
    owner = next((each for each in named if first - OWNER_BEFORE <= each.last <= first), None)
    if owner:
        return _Charge(owner.code, "", last)
    owner = next((each for each in named if last < each.first <= last + OWNER_BEHIND), None)
    return _Charge(owner.code, "", owner.last) if owner else None


def _matter(words: Sequence[str], begin: int, named: Sequence[_Named], lang: str) -> tuple[str, ...]:
    of_names = {at for each in named for at in range(each.first, each.last)}
    behind = [word for at, word in enumerate(words) if begin <= at < begin + REACH and at not in of_names]
    return content(behind, lang)


def _opposed(one: Telling, other: Telling) -> bool:
    accuser, accused = one.sort.split(ARROW)
    turned, target = other.sort.split(ARROW)
    return accuser != turned and accused in ("", turned) and target in ("", accuser)
