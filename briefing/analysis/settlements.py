"""Agreed or not, so or not so, done or only promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.analysis.alterations import WITHOUT
from briefing.analysis.counterparts import met
from briefing.analysis.countries import main_countries
from briefing.analysis.cues import Cue, cues
from briefing.analysis.intent import counted_from, wished
from briefing.analysis.tellings import (
    SAME_TOPIC,
    Bar,
    Rivals,
    Telling,
    around,
    bare,
    compatible,
    content,
    rivals,
    topical,
    two_parties,
    whole,
)
from briefing.model import Assessment, Sentence, Status
from briefing.text import speech as marks
from briefing.text.contrasts import said, small
from briefing.text.lexicon import lexicon
from briefing.text.places import places
from briefing.text.speech import speech

REACH = 12
AGREED, NOT_AGREED = "agreed", "not agreed"
YES, NO = "yes", "no"
DONE, PROMISED = "done", "promised"
LEAST_SETTLED = 0.6
LEAST_BACK = 0.35
SAME_ISSUE = 0.65
OPENING = 4
_NO_DEAL = frozenset(("no agreement on",))
LEAST_DENIED = 0.75
LEAST_DONE = 0.65
LOOK_DENIED = 0.45
BESIDE_DENIAL = 3
FEWEST_SETTLED, FEWEST_DENIED, FEWEST_DONE = 2, 3, 2


def settlements(assessments: Sequence[Assessment]) -> list[Rivals]:
    """Return the contradictions about whether something was agreed, happened, or is only promised."""
    lines = list(zip(assessments, (None, *assessments), strict=False))
    parties = frozenset(main_countries(one.sentence for one in assessments))
    settled = [each for one, before in lines for each in _settled(one, before, parties)]
    stated = [each for one, _ in lines for each in _stated(one)]
    done = [each for one, before in lines for each in _done(one, before)]
    return [
        *rivals("negation", settled, _opposed, _mutual, Bar(LEAST_SETTLED)),
        *rivals("negation", stated, _denying, _both, Bar(LEAST_DENIED, LOOK_DENIED)),
        *rivals("modality", done, _opposed, _promise_met, Bar(LEAST_DONE)),
    ]


def values(kind: str, sentence: Sentence) -> frozenset[str]:
    """Return what a sentence alone says of an agreement or a fact («negation»), or of a promise («modality»)."""
    one = Assessment(sentence)
    told = _done(one, None) if kind == "modality" else (*_settled(one, None, frozenset()), *_stated(one))
    return frozenset(each.value for each in told)


def _opposed(one: Telling, other: Telling) -> bool:
    if one.value == other.value or two_parties(one.assessment, other.assessment):
        return False
    return compatible(one.assessment, other.assessment)


def _denying(one: Telling, other: Telling) -> bool:
    """Tell whether one denies the other: what is open is told with and without a no, «divided» and «not settled»."""
    both = {one.assessment.status, other.assessment.status}
    return both != {Status.UNRESOLVED} and _opposed(one, other)


def _hedged(words: tuple[str, ...], text: str, lang: str) -> bool:
    """Tell whether a sentence speaks of what may be: planned, demanded, conditional."""
    return bool(said("unless", words, lang) or said("future", words, lang)) or wished(text, lang)


def _settled(one: Assessment, before: Assessment | None, parties: frozenset[str]) -> Iterator[Telling]:
    text, lang = one.sentence.text, one.sentence.lang
    found = [cue for cue in cues(text, lang) if cue.kind in ("agree", "no_progress") or cue.words.lower() in _NO_DEAL]
    words = small(text)
    if not found or _hedged(words, text, lang) or said("formerly", words, lang):
        return
    values = {NOT_AGREED if cue.negated or cue.kind != "agree" else AGREED for cue in found}
    if values == {AGREED} and said("failed", words, lang):
        return  # «the failure of both, on Friday, to reach agreement»: too far apart for a denial
    if len(values) == 1:
        first, last = len(small(text[: found[0].start])), len(small(text[: found[0].end]))
        near = content(_without((*around(words, first, last, REACH), *words[first:last]), found), lang, one.speakers)
        if len(near) >= FEWEST_SETTLED:
            issue = _issue(words, last, lang, parties)
            yield Telling(one, values.pop(), near, issue, whole=whole(one, before))


def _issue(words: Sequence[str], last: int, lang: str, parties: frozenset[str]) -> str:
    """Return the country that is spoken of as a matter: «On Cyprus, both agree», «no agreement on Cyprus».

    The parties of the event are no matter, and a capital may be but where they met.
    """
    known = speech(lang).marks
    opens = bool(words) and bool(known.get(words[0], 0) & marks.PREPOSITION)
    spots = (*range(1, min(OPENING, len(words)) if opens else 1), *range(last, min(last + REACH, len(words))))
    found = (places(lang).word(bare(words[at])) for at in spots)
    return next((each.code for each in found if each and not each.seat and each.code not in parties), "")


def _without(words: Sequence[str], found: Sequence[Cue]) -> tuple[str, ...]:
    ends = {end for cue in found for each in (small(cue.words),) for end in (each[0], each[-1])}
    return tuple(word for word in words if word not in ends)


def _stated(one: Assessment) -> Iterator[Telling]:
    text, lang = one.sentence.text, one.sentence.lang
    words = small(text)
    known = lexicon(lang)
    denials = [at for at, word in enumerate(words) if word in known.negations or word.endswith("n't")]
    if _hedged(words, text, lang) or len(denials) > 1 or said("formerly", words, lang):
        return
    if not denials and not said("failed", words, lang):
        yield Telling(one, YES, content(words, lang, one.speakers))
    elif denials and words[denials[0]] not in WITHOUT and not _of_a_date(words, denials[0], lang):
        near = content(around(words, denials[0], denials[0] + 1, REACH), lang, one.speakers)
        if len(near) >= FEWEST_DENIED:
            yield Telling(one, NO, near, whole=content(words, lang, one.speakers))


def _of_a_date(words: tuple[str, ...], denial: int, lang: str) -> bool:
    """Tell whether it is a date that there is none of: «no date for another meeting» does not deny the meeting."""
    return any(denial < found.first <= denial + BESIDE_DENIAL for found in said("when", words, lang))


def _done(one: Assessment, before: Assessment | None) -> Iterator[Telling]:
    text, lang = one.sentence.text, one.sentence.lang
    words = small(text)
    promised, already = said("promise", words, lang), _already(words, lang)
    if promised and not already:
        place = promised[0]
        behind = content(around(words[place.last :], 0, 0, REACH), lang, one.speakers)
        act = (
            behind
            if len(behind) >= FEWEST_DONE
            else content(around(words, place.first, place.last, REACH), lang, one.speakers)
        )
        if len(act) >= FEWEST_DONE:
            yield Telling(one, PROMISED, act)
    elif already and not promised and not _hedged(words, text, lang):
        yield Telling(one, DONE, content(words, lang, one.speakers), whole=whole(one, before))


def _already(words: tuple[str, ...], lang: str) -> bool:
    """Tell whether something is done already; «already since May» says how long it has lasted."""
    behind = (words[found.last] if found.last < len(words) else "" for found in said("already", words, lang))
    numbers = lexicon(lang).numbers
    return any(not (word in numbers or word[:1].isdigit() or counted_from(word, "", lang)) for word in behind)


def _mutual(one: Telling, other: Telling) -> float:
    """Return how far the words of what is not agreed are met by what is, 0 if these have little to do with them."""
    refused, agreed = (one, other) if one.value == NOT_AGREED else (other, one)
    named = SAME_ISSUE if one.sort and one.sort == other.sort else 0.0
    if met(agreed.words, refused.whole, (agreed.lang, refused.lang)) < LEAST_BACK:
        return named
    return max(named, _whole_met(refused, agreed) + SAME_TOPIC * topical(one, other))


def _both(one: Telling, other: Telling) -> float:
    return (_whole_met(one, other) + _whole_met(other, one)) / 2 + SAME_TOPIC * topical(one, other)


def _whole_met(one: Telling, other: Telling) -> float:
    return met(one.words, other.whole or other.words, (one.lang, other.lang))


def _promise_met(one: Telling, other: Telling) -> float:
    """Return how far the words of a promise are met where something is told as done."""
    promise, done = (one, other) if one.value == PROMISED else (other, one)
    return _whole_met(promise, done) + SAME_TOPIC * topical(one, other)
