"""Whether a sentence can stand alone in a brief, and what makes it a poor quotation."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from briefing.analysis.cues import Cue, cues
from briefing.model import Sentence
from briefing.text.lexicon import lexicon
from briefing.text.speech import AUXILIARY, COMPLEMENT, PASSIVE, RELATIVE, VERB, speech

SHORTEST, LONGEST = 7, 60
SHORT, LONG = 10, 40
BLEMISH, LENGTH_COST = 0.08, 0.05
CAPITAL_PRONOUNS = ("de",)
_ENDED = re.compile(r"[.!?…][\"'”’»“)\]]*$")
# Words that, opening a sentence, lean on the one before it.
_POINT_BACK = {
    "de": "und aber auch doch dies dieser diese dieses dennoch zudem außerdem damit dabei daher trotzdem später",
    "en": "and but or so such this that these those here there thus it also likewise however still yet later",
    "es": "y pero también esto este esta estos estas así además después",
    "fr": "et mais aussi cela ce cette ces ainsi pourtant cependant ensuite",
    "it": "e ma anche questo questa questi queste così tuttavia inoltre poi",
    "nl": "en maar ook dus dit dat deze die daar daarbij desondanks toch later verder",
    "pl": "i ale też także to ten ta te jednak ponadto tak potem",
    "pt": "e mas também isto isso este esta estes estas assim depois",
    "ru": "и но а также это этот эта эти однако кроме так потом",
    "uk": "і й та але також це цей ця ці однак проте крім так потім",
}
# Words that alone, or with one noun, name what the sentence before was about: «denied that», «reject this proposal».
_FOR_BEFORE = {
    "de": "dies das dem dieser diese diesen diesem dieses",
    "en": "this that it these those them",
    "es": "esto eso ello este esta esa ese",
    "fr": "cela ça ce cette ces",
    "it": "questo ciò questa quello",
    "nl": "dit dat deze die",
    "pl": "to temu tego tym tej ten tę te tych",
    "pt": "isso isto este esta esse essa",
    "ru": "это этого этому этот эту этой эти этим этих",
    "uk": "це цього цьому цей цю цієї ці цим цих",
}
# What a sentence opens with that only names who told what the one before it has: «Das teilte Bern mit».
_TOLD_BEFORE = {
    "de": "das|dies",
    "en": "this|that",
    "es": "así lo|lo|esto",
    "fr": "cela|ceci",
    "it": "lo|questo|ciò",
    "nl": "dat|dit",
    "pl": "o tym|to",
    "pt": "isso|isto",
    "ru": "об этом|это",
    "uk": "про це|це",
}
# «That said, the port stays shut»: there the object of a verb never stands before it.
_NEVER_FIRST = ("en", "fr", "pt")
LONGEST_NAMING = 16
_TELLS_MORE = re.compile(r"[:«»“”„\"]")
_REFUSING = frozenset({"deny", "reject"})
# A word or two may stand before, and a noun and who says it behind: «will not agree to this proposal, Lee said».
_BEFORE, _BEHIND, _BEHIND_VERB = 2, 4, 2
LONGEST_WITHOUT_MATTER = 14
# «Il aura fallu»: nobody is meant.
_IMPERSONAL = {"fr": "il"}
_LOOSE_MARK = re.compile(r"\w[”\"]? [.,;](?:\s|$)")
_CAPITAL_INSIDE = re.compile(r"(?<=[\w,] )[^\W\d_a-z][^\W\d_]*(?= [^\W\d_A-ZÀ-ÖØ-ÞА-ЯЁЄІЇҐ])")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def quotable(sentence: Sentence) -> bool:
    """Say whether a sentence is whole, of a fit length, not glued from two, no middle of a quotation and no bare no."""
    text = sentence.text.strip()
    length = len(text.split())
    return (
        SHORTEST <= length <= LONGEST
        and bool(_ENDED.search(text))
        and not text[0].islower()
        and not text.endswith("?")
        and not sentence.inside_quotation
        and _glued(text, sentence.lang).isdisjoint(lexicon(sentence.lang).persons)
        and not leaves_open_what_is_meant(sentence)
    )


def opens_with_person(sentence: Sentence) -> bool:
    """Say whether a sentence opens with «he» or «she»: without the name of its speaker nobody knows who."""
    found = _FIRST_WORD.match(sentence.text)
    word = found[0].lower() if found else ""
    meant = speech(sentence.lang).pronouns.get(word, ())
    return word != _IMPERSONAL.get(sentence.lang) and meant in (("he",), ("she",))


def leaves_open_what_is_meant(sentence: Sentence) -> bool:
    """Tell whether the sentence before says which of all matters is refused or told in this one."""
    return _refuses_what_was_before(sentence) or _names_who_said_so(sentence)


def _refuses_what_was_before(sentence: Sentence) -> bool:
    """Tell whether a short sentence denies or turns down what only the one before it names."""
    text, lang = sentence.text.strip(), sentence.lang
    if len(text.split()) > LONGEST_WITHOUT_MATTER:
        return False
    pointing = frozenset(_FOR_BEFORE.get(lang, "").split())
    return any(_hangs(cue, text, pointing, lang) for cue in cues(text, lang) if cue.kind in _REFUSING)


def _hangs(cue: Cue, text: str, pointing: frozenset[str], lang: str) -> bool:
    behind = [word.lower() for word in _FIRST_WORD.findall(text[cue.end :])]
    inside = pointing.intersection(_FIRST_WORD.findall(cue.words.lower()))
    if len(behind) <= _BEHIND_VERB and _is_said_of_it(text[: cue.start], pointing, lang):
        return True
    near = (place for place, word in enumerate(behind[: _BEFORE + 1]) if word in pointing)
    return bool(inside and len(behind) <= _BEHIND_VERB) or any(len(behind) - place - 1 <= _BEHIND for place in near)


def _is_said_of_it(before: str, pointing: frozenset[str], lang: str) -> bool:
    """Tell whether the words before a cue are «that is», «cela est tout», «esta cifra es»; no «that» of a clause."""
    words = [word.lower() for word in _FIRST_WORD.findall(before)][-_BEFORE - 2 :]
    verbs = speech(lang).marks
    return any(
        one in pointing and (verbs.get(other, 0) & PASSIVE or not verbs.get(one, 0) & (COMPLEMENT | RELATIVE))
        for one, other in pairwise(words)
    )


def _names_who_said_so(sentence: Sentence) -> bool:
    """Tell whether a sentence only names who told what the one before it has: «Das teilte Bern am Montag mit»."""
    text, lang = sentence.text.strip().lower(), sentence.lang
    found = speech(lang).marks
    first, *words = _FIRST_WORD.findall(text) or [""]
    if (
        len(words) >= LONGEST_NAMING
        or _TELLS_MORE.search(text)
        or any(found.get(word, 0) & COMPLEMENT for word in words)
    ):
        return False
    pointing = _TOLD_BEFORE.get(lang, _TOLD_BEFORE["en"])
    opening = re.match(rf"(?:{pointing})(?= \w)", text)
    if opening is None:
        return _tells(first, lang) and re.match(rf"\w+ (?:{pointing})\b", text) is not None
    behind = words[len(opening[0].split()) - 1 :]
    helping = list(takewhile(lambda word: found.get(word, 0) & (AUXILIARY | PASSIVE), behind))
    told = len(helping) < len(behind) and _tells(behind[len(helping)], lang)
    return (told or bool(found.get(words[-1], 0) & VERB)) if helping else told and lang not in _NEVER_FIRST


def _tells(word: str, lang: str) -> bool:
    """Tell whether a word is a verb of saying; of a ministry it may be neuter, «poinformowało»."""
    return word in lexicon(lang).reporting or word.removesuffix("o") in lexicon(lang).reporting


def leans(sentence: Sentence) -> bool:
    """Say whether the sentence opens with a word that points back: a pronoun, «this», «but»."""
    found = _FIRST_WORD.search(sentence.text)
    first = found[0].lower() if found else ""
    return first in lexicon(sentence.lang).persons or first in _POINT_BACK.get(sentence.lang, "").split()


def garbled(sentence: Sentence) -> bool:
    """Say whether marks or capitals stand where no writer puts them: a sign of bad translation or glued lines."""
    text = sentence.text
    unbalanced = text.count("“") != text.count("”") or text.count('"') % 2 == 1
    return unbalanced or bool(_LOOSE_MARK.search(text) or _glued(text, sentence.lang))


def cost(sentence: Sentence) -> float:
    """Return what is taken off a sentence's score for its faults as a quotation."""
    length = len(sentence.text.split())
    unhandy = not SHORT <= length <= LONG
    return BLEMISH * (leans(sentence) + garbled(sentence)) + LENGTH_COST * unhandy


def _glued(text: str, lang: str) -> frozenset[str]:
    """Return the function words with a capital that stand between a word and a small one, in lower case.

    «the White House They soared» is two sentences; «in May», «The Hague» and «Will Reel» are names.
    """
    if lang in CAPITAL_PRONOUNS:
        return frozenset()
    known = lexicon(lang)
    inside = (match[0] for match in _CAPITAL_INSIDE.finditer(text))
    capitals = (word for word in inside if word[0].isupper() and len(word) > 2 and not word.isupper())  # «I», «US»
    small = frozenset(word.lower() for word in capitals)
    return (small & known.stopwords) - known.months.keys()
