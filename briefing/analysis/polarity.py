"""Whether of two sentences on one matter one says no to what the other claims, demands or tells as agreed."""

from __future__ import annotations

from briefing.analysis.alterations import WITHOUT, denied, turned_down
from briefing.analysis.cues import Cue, cues
from briefing.model import Assessment, Sentence, Status
from briefing.text.lexicon import lexicon
from briefing.text.terms import tokens

# Classes of cues, as in data/cues.  «Will not» turns down in a dispute, and is a term of what was agreed; what is open
# is told with and without a no: «not agreed», «pending».
_REFUSING = {Status.AGREEMENT: frozenset({"deny"}), Status.DISPUTE: frozenset({"deny", "reject"})}
_SETTLING = frozenset({"agree", "no_progress"})
_CLAIMING = frozenset({"accuse", "demand", "offer", "agree", "accept", "pledge"})


def opposed(one: Assessment, other: Assessment) -> bool:
    """Tell whether two sentences say opposite things, so that neither supports the other.

    In a dispute nobody is his own opponent, whatever his words look like.
    """
    if one.status is Status.DISPUTE and {*one.speakers} & {*other.speakers}:
        return False
    refusing = _REFUSING.get(one.status) if one.status else None
    mine, theirs = one.sentence, other.sentence
    return refusing is not None and (_against(mine, theirs, refusing) or _against(theirs, mine, refusing))


def denies_agreement(sentence: Sentence) -> bool:
    """Tell whether a sentence denies that anything was agreed: «Kelm denies that both sides agreed on a commission»."""
    found, refusing = cues(sentence.text, sentence.lang), _REFUSING[Status.AGREEMENT]
    agreed = next((cue.start for cue in found if cue.kind == "agree"), 0)
    return any(cue.start < agreed and not cue.negated and _is_refusal(cue, sentence.lang, refusing) for cue in found)


def _against(no: Sentence, yes: Sentence, refusing: frozenset[str]) -> bool:
    return _says_no(no, refusing) and _claims(yes) and not (denied(yes) or turned_down(yes) or _says_no(yes, refusing))


def _says_no(sentence: Sentence, refusing: frozenset[str]) -> bool:
    """Tell whether a sentence denies or turns down, or says that nothing was agreed; «without agreement» says less."""
    found = cues(sentence.text, sentence.lang)
    return any(
        (_is_refusal(cue, sentence.lang, refusing) and not cue.negated) or _settles_nothing(cue, sentence)
        for cue in found
    )


def _is_refusal(cue: Cue, lang: str, refusing: frozenset[str]) -> bool:
    """Tell whether a cue is one of refusal, or a longer one of dispute that begins with it: «denies that»."""
    opening = cue.words.split()[0] if cue.kind == "dispute" else ""
    return cue.kind in refusing or any(each.kind in refusing for each in cues(opening, lang))


def _settles_nothing(cue: Cue, sentence: Sentence) -> bool:
    """Tell whether a cue says that nothing was agreed, also one of refusal that ends in agreeing: «not agree to»."""
    words = tokens(cue.words.lower())
    if (lexicon(sentence.lang).negations - WITHOUT).isdisjoint(words):
        return False
    return cue.kind in _SETTLING or (cue.kind == "reject" and _agrees_at(cue.end - len(words[-1]), sentence))


def _agrees_at(place: int, sentence: Sentence) -> bool:
    return any(cue.kind == "agree" and cue.start == 0 for cue in cues(sentence.text[place:], sentence.lang))


def _claims(sentence: Sentence) -> bool:
    return any(cue.kind in _CLAIMING and not cue.negated for cue in cues(sentence.text, sentence.lang))
