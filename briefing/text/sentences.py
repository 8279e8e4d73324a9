"""Where the sentences of a paragraph begin and end: candidates by layout, full stops judged by Punkt.

Punkt (Kiss and Strunk 2006) knows abbreviations, initials and ordinals from large corpora; what it does not know of
news copy (attributions behind a question, stray stops, detached quotation marks) is repaired here.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing.text.lexicon import lexicon
from briefing.text.quotations import Quotation, inside, quotations

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

_MODELS = {
    "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian",
    "nl": "dutch", "pl": "polish", "pt": "portuguese", "ru": "russian", "uk": "russian",
}  # fmt: skip
_MARKS = "\"'”’»“«„‘"
_CANDIDATE = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[{_MARKS})\]]*+)(?P<detached>(?:\s{{1,2}}[{_MARKS}]++(?=\s|\Z))?+)"
    r"\s++(?=(?P<next>\S{1,40}))"
)
_GLUED = re.compile(r"(?<=[^\W\d_]{3})[.!?…][”\"»]?(?=[“«„]?[A-ZÀ-ÖØ-ÞА-ЯЄІЇҐĄĆĘŁŃÓŚŹŻ][^\W\d_]*+[\s,’'])")
_WORD_BEFORE = re.compile(r"(\S{1,60})\s*\Z")
_LETTER = re.compile(r"\w")
_ATTRIBUTION_WORDS = 8


def spans(paragraph: str, lang: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of every sentence of a paragraph in order; between them stand only blanks and stray marks."""
    quoted = quotations(paragraph)
    cuts = [cut for match in _CANDIDATE.finditer(paragraph) if (cut := _cut(paragraph, match, lang, quoted))]
    pieces = _pieces(paragraph, cuts)
    return tuple((start, end) for start, end in pieces if _LETTER.search(paragraph, start, end))


def _cut(paragraph: str, match: re.Match[str], lang: str, quoted: tuple[Quotation, ...]) -> tuple[int, int] | None:
    """Return where the sentence before a candidate ends and the next begins, None where it goes on."""
    following = match["next"].lstrip(_MARKS + "([—–-") or _word_after(paragraph, match.end("next"))
    end = match.end("detached")
    if not following.strip(".…"):
        return end, match.start("next")
    if following[0] in ",;:)]":
        return None
    if match["stop"] == ".":
        ends = _full_stop_ends(paragraph, match, following, lang)
    else:
        ends = not following[:1].islower()
    if not ends or _is_attribution(paragraph, match, lang, quoted):
        return None
    return end, match.start("next")


def _word_after(paragraph: str, place: int) -> str:
    words = paragraph[place : place + 40].split(maxsplit=1)
    return words[0].lstrip(_MARKS + "([") if words else ""


def _full_stop_ends(paragraph: str, match: re.Match[str], following: str, lang: str) -> bool:
    before = _WORD_BEFORE.search(paragraph, max(0, match.start() - 60), match.start())
    word = before[1].strip(_MARKS + "([.") if before else ""
    if match["close"] or match["detached"]:
        return not following[:1].islower()
    if following[:1].islower() and not _may_end(word.lower(), following.lower(), lang):
        return False
    return _punkt_says(word, following, lang)


def _may_end(word: str, following: str, lang: str) -> bool:
    """Tell whether a stop before a small letter can be a sentence end at all: only behind an everyday word."""
    words = lexicon(lang)
    return len(word) > 1 and (word in words.reporting or (len(word) > 3 and following in words.stopwords))


@lru_cache(maxsize=20_000)
def _punkt_says(word: str, following: str, lang: str) -> bool:
    return _punkt(lang).text_contains_sentbreak(f"{word}. {following}")


@cache
def _punkt(lang: str) -> PunktSentenceTokenizer:
    """Fill NLTK's tokenizer with the packaged model and the lexicon's abbreviations."""
    import punkt
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    model = punkt.load_model(_MODELS.get(lang, "english"))
    parameters = PunktParameters()
    parameters.abbrev_types = {*model.abbrev_types, *lexicon(lang).abbreviations}
    parameters.collocations = set(model.collocations)
    parameters.sent_starters = set(model.sent_starters)
    parameters.ortho_context.update(model.ortho_context)
    return PunktSentenceTokenizer(parameters)


def _is_attribution(paragraph: str, match: re.Match[str], lang: str, quoted: tuple[Quotation, ...]) -> bool:
    """Tell whether a question within a quotation is followed by nothing but who asks it."""
    if "?" not in match["stop"] and "!" not in match["stop"]:
        return False
    if not (match["close"] or inside(match.start(), quoted)):
        return False
    rest = paragraph[match.start("next") : match.start("next") + 100]
    clause = re.split(r"[.!?…:“”\"«»]", rest, maxsplit=1)[0]
    words = clause.lower().split()
    return len(words) <= _ATTRIBUTION_WORDS and any(word in lexicon(lang).reporting for word in words)


def _pieces(paragraph: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    starts = [0, *(start for _, start in cuts)]
    ends = [*(end for end, _ in cuts), len(paragraph)]
    return list(zip(starts, ends, strict=True))
