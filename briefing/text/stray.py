"""Sentences of a paragraph that are no prose after all: prompts, credits, fragments glued into the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefing.model import Kind
from briefing.text.agencies import AGENCY, may_name_agency
from briefing.text.furniture import is_furniture
from briefing.text.lexicon import lexicon
from briefing.text.prompts import addresses_reader, speaks_of_itself

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ENDED = re.compile(r"""[.!?…]["'”’»“)\]]*\Z""")
_DANGLING = re.compile(r"\s[“„«‘(][.\s]*\Z")
_BRACKETED = re.compile(r"\([^()]{1,40}\)\.?")
_EDGES = "\"'“”„«»‘’.,!?…()"
_FRAGMENT_WORDS = 3
_LABEL_WORDS = 4
_NAME_WORDS = 6
_PROMPT_WORDS = 30
_SHORT_WORDS = 8


def stray(sentence: str, lang: str, phrases: Sequence[str], *, quoted: bool, last: bool) -> tuple[Kind, str] | None:
    """Return kind and reason of a sentence that is no prose.

    ``quoted``: it begins within a quotation, so that its «you» is not the reader; ``last``: it closes the paragraph.
    """
    words = sentence[:400].split()
    if is_furniture(sentence, phrases):
        return Kind.BOILERPLATE, "furniture of the page"
    if not quoted and len(words) <= _PROMPT_WORDS and not _is_spoken(sentence):
        if speaks_of_itself(sentence):
            return Kind.BOILERPLATE, "speaks of the text itself"
        if addresses_reader(sentence, brief=len(words) <= _LABEL_WORDS) and not _is_reported(sentence, lang):
            return Kind.BOILERPLATE, "prompt to the reader"
    if last and len(words) <= _SHORT_WORDS and _is_credit(sentence, words):
        return Kind.BYLINE, "credit at the end"
    reason = _fragment(sentence, words, lang)
    return (Kind.FRAGMENT, reason) if reason else None


def flooded(sentences: Sequence[str], lang: str, found: Sequence[tuple[Kind, str] | None]) -> bool:
    """Tell whether prompts make up so much of a paragraph that its other sentences belong to them."""
    prompts = sum(1 for other in found if other and other[0] is Kind.BOILERPLATE)
    many = prompts * 2 >= len(sentences) or prompts * 3 >= len(sentences) > 3
    others = (sentence for sentence, other in zip(sentences, found, strict=True) if not other)
    return prompts > 0 and many and not any(_is_reported(sentence, lang) for sentence in others)


def _is_reported(sentence: str, lang: str) -> bool:
    reporting = lexicon(lang).reporting
    return _is_spoken(sentence) or any(word in reporting for word in sentence.lower().split())


def _is_spoken(sentence: str) -> bool:
    return any(mark in sentence for mark in '"“”«»„')


def _is_credit(sentence: str, words: Sequence[str]) -> bool:
    if may_name_agency(sentence) and _credit().fullmatch(sentence):
        return True
    if _BRACKETED.fullmatch(sentence) and len(words) <= _FRAGMENT_WORDS:
        return True
    named = [word for word in words if word.lstrip("(")[:1].isupper()]
    return 1 < len(words) <= _NAME_WORDS and len(named) == len(words) and "," in sentence


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(rf"(?:[^.!?]{{0,60}}\(\s?{AGENCY}[^()]{{0,20}}\)|[–—-]?\s?{AGENCY}(?:/{AGENCY}){{0,3}})\.?")


def _fragment(sentence: str, words: Sequence[str], lang: str) -> str:
    if len(words) > 2 * _FRAGMENT_WORDS:
        return ""
    if _DANGLING.search(sentence):
        return "breaks off"
    if len(words) == 1:
        return "single word"
    if len(words) <= _FRAGMENT_WORDS and not _ENDED.search(sentence):
        return "too short for a sentence"
    if len(words) == 2 and sentence.endswith("?"):
        return "two words and a question mark"
    known = lexicon(lang).stopwords
    weightless = len(words) <= _FRAGMENT_WORDS and all(word.lower().strip(_EDGES) in known for word in words)
    return "no word of weight" if weightless else ""
