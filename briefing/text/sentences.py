"""Where the sentences of a paragraph begin and end: candidates by layout, full stops judged by Punkt.

Punkt (Kiss and Strunk 2006) knows abbreviations, initials and ordinals from large corpora; what it does not know of
news copy (attributions behind a question, stray stops, detached quotation marks) is repaired here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from briefing.text.lexicon import lexicon
from briefing.text.quotations import Quotation, inside

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

_MODELS = {
    "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian",
    "nl": "dutch", "pl": "polish", "pt": "portuguese", "ru": "russian", "uk": "russian",
}  # fmt: skip
_MARKS = "\"'”’»“«„‘"
_SMALL, _CAPITAL = "a-zà-öø-ÿąćęłńóśźżа-яёєіїґ", "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻА-ЯЁЄІЇҐ"
# Debian 12's Python 3.11.2 matches a possessive group wrongly (gh-106052): a lookahead is as final.
_CANDIDATE = re.compile(
    rf"(?<![.!?…(\[])(?P<stop>[.!?…]++)(?P<close>[{_MARKS})\]]*+)"
    rf"(?=(?P<detached>(?:\s{{1,2}}[{_MARKS}]++(?=\s|\Z))?))(?P=detached)"
    rf"(?:\s++|(?:(?<=[{_SMALL}]{{3}}[.!?])|(?<=[{_SMALL}]{{2}}[.!?][”»]))(?=[{_CAPITAL}][{_SMALL}]+[\s,]))"
    r"(?=(?P<next>\S{1,40}))"
)
_LIST_MARK = re.compile(r"\W{0,3}(?:\d{1,2}(?:\s?[.:hч]\s?\d{2})?|[a-zA-Zа-я]|[IVX]{1,4})(?:\s(?:Uhr|uur|h))?\W{1,3}")
_LABEL_LENGTH = 16
_ACRONYM = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_TITLES = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "drs", "prof", "st", "ste", "sen", "rep", "gov", "gen", "col", "capt", "lt", "sgt"),
        *("maj", "adm", "rev", "hon", "pres", "amb", "m", "mm", "mme", "mlle", "me", "mgr", "sr", "sra", "dra", "srta"),
        *("lic", "ing", "d", "fr", "hr", "dhr", "mevr", "mw", "ir", "ds", "sig", "dott", "on", "avv", "mons", "p"),
        *("płk", "min", "ks", "г-н", "г-жа", "акад", "проф", "ген"),
    }
)
_UNITS = frozenset({"cm", "ft", "kg", "km", "lb", "mm", "pm", "pct", "гг", "кг", "км", "млн", "млрд", "см", "тг"})
_UNSPEAKABLE = re.compile(r"(?i:[^\W\d_aeiouyà-öø-ýÿąęóаеёиоуыэюяєії]+)(?<=[^\WA-ZА-ЯŁŃŚŹŻ])")
_NUMBER = re.compile(r"\d(?:[\d.,:]{0,20}\d)?(?:-\w{1,3})?")
_ELISION = re.compile(r"\A[^\W\d_]{1,5}[’'](?=\w)")
_LONGEST_WORD = 60
_LETTER = re.compile(r"\w")
_ATTRIBUTION_WORDS = 8
_TRUSTED = 2  # longer abbreviations that the models learned hold many plain words («pensioenfonds», «восток»)


def spans(paragraph: str, lang: str, quoted: Sequence[Quotation]) -> tuple[tuple[int, int], ...]:
    """Return start and end of every sentence of a paragraph in order; ``quoted`` are the paragraph's quotations.

    Between the sentences stand only blanks and stray marks.
    """
    found, begin = [], 0
    for match in _CANDIDATE.finditer(paragraph):
        label = match.end("stop") - begin < _LABEL_LENGTH and _is_label(paragraph[begin : match.end("stop")], lang)
        cut = None if label else _cut(paragraph, match, lang, quoted)
        if cut:
            found.append((begin, cut[0]))
            begin = cut[1]
    found.append((begin, len(paragraph)))
    return tuple((start, end) for start, end in found if _LETTER.search(paragraph, start, end))


def _cut(paragraph: str, match: re.Match[str], lang: str, quoted: Sequence[Quotation]) -> tuple[int, int] | None:
    """Return where the sentence before a candidate ends and the next begins, None where it goes on."""
    following = match["next"].lstrip(_MARKS + "([—–-") or _word_after(paragraph, match.end("next"))
    end = _end(match, quoted)
    if not following.strip(".…"):
        return end, _start(match, end)
    if following[0] in ",;:)]":
        return None
    small = following[0].islower()
    ends = _full_stop_ends(paragraph, match, following, lang) if match["stop"] == "." else not small
    if not ends or _is_attribution(paragraph, match, lang, quoted):
        return None
    return end, _start(match, end)


def _end(match: re.Match[str], quoted: Sequence[Quotation]) -> int:
    """Return where a sentence ends: a mark that stands apart belongs to it only where it closes a quotation."""
    place = match.end("close")
    return match.end("detached") if match["detached"] and inside(place, quoted) else place


def _start(match: re.Match[str], end: int) -> int:
    between = match["detached"] if end < match.end("detached") else ""
    return match.end("detached") - len(between.lstrip()) if between else match.start("next")


def _is_label(piece: str, lang: str) -> bool:
    """Tell whether a piece is but a number, an hour or a title, which belong to what follows: «3.», «14:05.», «M.»."""
    return _LIST_MARK.fullmatch(piece) is not None or _is_title(piece.rstrip("."), lang)


def _is_title(word: str, lang: str) -> bool:
    return word.lower() in _TITLES and word.lower() in lexicon(lang).abbreviations


def _word_after(paragraph: str, place: int) -> str:
    words = paragraph[place : place + 40].split(maxsplit=1)
    return words[0].lstrip(_MARKS + "([") if words else ""


def _full_stop_ends(paragraph: str, match: re.Match[str], following: str, lang: str) -> bool:
    """Tell whether a full stop ends a sentence; ``following`` is the next word without marks in front of it."""
    before = paragraph[max(0, match.start() - _LONGEST_WORD) : match.start()].split()
    word = _without_article(before[-1].strip(_MARKS + "([."), lang) if before else ""
    if match["close"] or match["detached"]:
        return not following[0].islower()
    if following[0].islower() and not _may_end(word.lower(), following.lower(), lang):
        return False
    if _leads_on(word, following, lang):
        return False
    if _NUMBER.fullmatch(word) and lang != "de":
        return following[0].isupper() or not following[0].isalnum()
    if _ACRONYM.fullmatch(word) and _is_name(following, lang):
        return not following[0].isalnum()
    return _punkt_says(word, following, lang) or _ends_figure(paragraph, match, following, lang)


def _without_article(word: str, lang: str) -> str:
    """Return the abbreviation behind an elided article: «l’art», «dell’on»."""
    tail = _ELISION.sub("", word)
    known = tail.lower() in lexicon(lang).abbreviations or tail.lower() in lexicon(lang).numbered
    return tail if known else word


def _leads_on(word: str, following: str, lang: str) -> bool:
    """Tell whether an abbreviation belongs to the name or number behind it: «Mr. Lee», «V. Lee», «No. 5»."""
    if following[0].isdigit():
        return word.lower() in lexicon(lang).numbered
    if not following[0].isupper():
        return False
    if _is_title(word, lang):
        return True
    if len(word) == 1 and word.isupper():
        return _is_name(following, lang)
    return _UNSPEAKABLE.fullmatch(word) is not None and word not in _UNITS and _is_name(following, lang)


def _is_name(following: str, lang: str) -> bool:
    return following.lower().rstrip(".,;:") not in lexicon(lang).stopwords


def _ends_figure(paragraph: str, match: re.Match[str], following: str, lang: str) -> bool:
    """Tell whether an abbreviated unit behind a number ends the sentence: an everyday word with a capital follows."""
    if not following[0].isupper() or following.lower() not in lexicon(lang).stopwords:
        return False
    before = paragraph[max(0, match.start() - 40) : match.start()].split()
    return len(before) > 1 and before[-2][-1].isdigit()


def _may_end(word: str, following: str, lang: str) -> bool:
    """Tell whether a stop before a small letter can be a sentence end at all: only behind an everyday word."""
    words = lexicon(lang)
    return len(word) > 1 and (word in words.reporting or (len(word) > 3 and following in words.stopwords))


def _is_everyday(word: str, lang: str) -> bool:
    """Tell whether a word can be neither an abbreviation nor an initial."""
    plain = _ELISION.sub("", word.strip("()[]")).replace("-", "").lower()
    if len(plain) <= 1 or not plain.isalpha():
        return not plain
    words = lexicon(lang)
    return plain in words.stopwords or (len(plain) > _TRUSTED and plain not in words.abbreviations)


@lru_cache(maxsize=20_000)
def _punkt_says(word: str, following: str, lang: str) -> bool:
    # Behind a word that no list holds Punkt always cuts: importing NLTK (0.3 s) would change nothing.
    if _is_everyday(word, lang):
        return True
    return bool(_punkt(lang).text_contains_sentbreak(f"{word}. {following}"))


@cache
def _punkt(lang: str) -> PunktSentenceTokenizer:
    """Fill NLTK's tokenizer with the packaged model and the lexicon's abbreviations."""
    import punkt
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    model = punkt.load_model(_MODELS.get(lang, "english"))
    parameters = PunktParameters()
    curated = lexicon(lang)
    learned = (word for word in model.abbrev_types if len(word) <= _TRUSTED or "." in word)
    parameters.abbrev_types = {*learned, *curated.abbreviations} - curated.stopwords
    parameters.collocations = set(model.collocations)
    parameters.sent_starters = set(model.sent_starters)
    parameters.ortho_context.update(model.ortho_context)
    return PunktSentenceTokenizer(parameters)


def _is_attribution(paragraph: str, match: re.Match[str], lang: str, quoted: Sequence[Quotation]) -> bool:
    """Tell whether a question within a quotation is followed by nothing but who asks it."""
    if "?" not in match["stop"] and "!" not in match["stop"]:
        return False
    if not (match["close"] or inside(match.start(), quoted)):
        return False
    rest = paragraph[match.start("next") : match.start("next") + 100]
    clause = re.split(r"[.!?…:“”\"«»]", rest, maxsplit=1)[0]
    words = clause.lower().split()
    return len(words) <= _ATTRIBUTION_WORDS and any(word in lexicon(lang).reporting for word in words)
