"""Sentences of a paragraph that are no prose after all: prompts, credits, fragments glued into the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Kind
from briefing.text.agencies import AGENCY
from briefing.text.furniture import is_furniture
from briefing.text.lexicon import lexicon

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ENDED = re.compile(r"""[.!?…]["'”’»“)\]]*\Z""")
_DANGLING = re.compile(r"\s[“„«‘(][.\s]*\Z")
_BRACKETED = re.compile(r"\([^()]{1,40}\)\.?")
_CREDIT = re.compile(rf"(?:[^.!?]{{0,60}}\(\s?{AGENCY}[^()]{{0,20}}\)|[–—-]?\s?{AGENCY}(?:/{AGENCY}){{0,3}})\.?")
_WEB = re.compile(
    r"\b(?:\w*newsletters?|nieuwsbrief|e-?mails?|cookies?|javascript|browser|apps?|podcast|facebook|twitter|whatsapp|instagram|telegram"
    r"|youtube|captcha|robot|spam|login|password|subscri\w+|\w*abonn\w+|suscri\w+|assin\w+|подпис\w+|підпис\w+"
    r"|copyright)\b|https?://|www\.|©",
    re.IGNORECASE,
)
_READER = re.compile(
    r"\b(?:you|your|please|thank you|je|uw|u|jouw|sie|ihre?n?|bitte|vous|votre|vos|su|sus|usted|tu|tua|tuo|você|seu"
    r"|twój|twoje|ваш\w*|вам|free|gratis|kostenlos|gratuit\w*)\b",
    re.IGNORECASE,
)
_EDGES = "\"'“”„«»‘’.,!?…()"
_FRAGMENT_WORDS = 3
_NAME_WORDS = 6
_PROMPT_WORDS = 20
_SHORT_WORDS = 8


def stray(sentence: str, lang: str, phrases: Sequence[str], *, last: bool) -> tuple[Kind, str] | None:
    """Return kind and reason of a sentence that is no prose; ``last``: it closes the paragraph."""
    words = sentence[:400].split()
    if is_furniture(sentence, phrases) or _is_prompt(sentence, words, lang):
        return Kind.BOILERPLATE, "prompt to the reader"
    if last and len(words) <= _SHORT_WORDS and _is_credit(sentence, words):
        return Kind.BYLINE, "credit at the end"
    reason = _fragment(sentence, words, lang)
    return (Kind.FRAGMENT, reason) if reason else None


def flooded(sentences: Sequence[str], lang: str, found: Sequence[tuple[Kind, str] | None]) -> bool:
    """Tell whether prompts make up so much of a paragraph that its other short sentences belong to them."""
    prompts = sum(1 for other in found if other and other[0] is Kind.BOILERPLATE)
    spoken = sum(1 for sentence in sentences if _is_reported(sentence, lang))
    return not spoken and (prompts * 2 >= len(sentences) or prompts * 3 >= len(sentences) > 3)


def _is_prompt(sentence: str, words: Sequence[str], lang: str) -> bool:
    """Tell whether a short sentence speaks to the reader of a web page, not of anybody's words."""
    if len(words) > _PROMPT_WORDS or not _WEB.search(sentence) or _is_reported(sentence, lang):
        return False
    return len(words) <= 4 or _READER.search(sentence) is not None


def _is_reported(sentence: str, lang: str) -> bool:
    if any(mark in sentence for mark in '"“”«»„'):
        return True
    reporting = lexicon(lang).reporting
    return any(word in reporting for word in sentence.lower().split())


def _is_credit(sentence: str, words: Sequence[str]) -> bool:
    if _CREDIT.fullmatch(sentence):
        return True
    if _BRACKETED.fullmatch(sentence) and len(words) <= _FRAGMENT_WORDS:
        return True
    named = [word for word in words if word.lstrip("(")[:1].isupper()]
    return 1 < len(words) <= _NAME_WORDS and len(named) == len(words) and "," in sentence


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
