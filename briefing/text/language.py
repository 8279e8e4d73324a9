"""The language of a text, by its script, its function words and its letters.

Function words alone tell the languages of Europe apart in a sentence (Ingle 1976; Grefenstette 1995): they make up
40 % of prose.  Each function word votes for the languages that have it, a rare one more than one that many share;
letters that only some languages write (ß, ñ, ł, ы, ї) vote too.  No model is loaded.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from briefing.text.lexicon import LANGUAGES, function_words

UNKNOWN = "und"
_CYRILLIC = ("ru", "uk")
_LATIN = tuple(lang for lang in LANGUAGES if lang not in _CYRILLIC)
# Kana before Han: Japanese writes both, and a tenth of kana settles it.
_SCRIPTS = {
    "ja": "\u3040-\u30ff",
    "ko": "\u1100-\u11ff\uac00-\ud7af",
    "zh": "\u4e00-\u9fff",
    "ar": "\u0600-\u06ff\u0750-\u077f",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
}
_SCRIPT = {lang: re.compile(f"[{letters}]") for lang, letters in _SCRIPTS.items()}
_OTHER_SCRIPT = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
_LATIN_LETTER = re.compile("[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_LETTERS = {
    "de": "ßäöü", "es": "ñ¿¡áíóú", "fr": "çèêëîïôûùœàâé", "it": "àèìòù", "nl": "ëï", "pl": "łąęśżźćńó",
    "pt": "ãõçâêôáíóúà", "ru": "ыэёъ", "uk": "іїєґ",
}  # fmt: skip
# Letters of languages that are not supported: they vote against all that are.
_FOREIGN = frozenset("ğışåæøőűřěůčšžđțșăāēīūļķņģћђљњџўјѓќѕ")
_ARTICLE = 2000
_ENOUGH_WORDS = 4
_SHARE = 0.12


def detect(text: str, default: str = "en") -> str:
    """Return the ISO 639-1 code of a text's language, ``default`` if it says too little, ``und`` if it is no known one.

    Arabic, Greek, Hebrew, Hindi, Chinese, Japanese and Korean are told by their script.
    """
    sample = text[:_ARTICLE]
    script = _script(sample)
    if script not in ("latin", "cyrillic"):
        return script or default
    words = _words(sample)
    votes = _votes(words, _CYRILLIC if script == "cyrillic" else _LATIN)
    best = max(votes, key=votes.__getitem__)
    if votes[best] >= max(1.0, _SHARE * len(words)):
        return best
    return default if len(words) < _ENOUGH_WORDS else UNKNOWN


def detect_sentence(text: str, document_lang: str) -> str:
    """Return the language of a sentence: its document's, unless the evidence for another one is clear."""
    script = _script(text)
    if script not in ("latin", "cyrillic"):
        return script or document_lang
    words = _words(text)
    votes = _votes(words, _CYRILLIC if script == "cyrillic" else _LATIN)
    best = max(votes, key=votes.__getitem__)
    own = votes.get(document_lang, 0.0)
    clear = len(words) > _ENOUGH_WORDS and votes[best] >= max(2.0, 0.2 * len(words)) and votes[best] > 2 * own + 1
    return best if clear else document_lang


def _script(text: str) -> str:
    """Return ``latin``, ``cyrillic``, the language of any other script, or '' for a text without letters."""
    latin = len(_LATIN_LETTER.findall(text))
    cyrillic = len(_CYRILLIC_LETTER.findall(text))
    other = len(_OTHER_SCRIPT.findall(text))
    if other > max(latin, cyrillic):
        counts = {lang: len(letter.findall(text)) for lang, letter in _SCRIPT.items()}
        return "ja" if counts["ja"] * 10 > counts["zh"] > 0 else max(counts, key=counts.__getitem__)
    if cyrillic > latin:
        return "cyrillic"
    return "latin" if latin else ""


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _votes(words: Iterable[str], languages: Iterable[str]) -> dict[str, float]:
    votes = dict.fromkeys(languages, 0.0)
    ballots, letters = _ballots(), _letters()
    for word, count in Counter(words).items():
        for lang, weight in ballots.get(word, ()):
            if lang in votes:
                votes[lang] += weight * count
        if not word.isascii() or word in ():
            for letter in set(word):
                for lang, weight in letters.get(letter, ()):
                    if lang in votes:
                        votes[lang] += weight * count
    return votes


@cache
def _ballots() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return the languages for which a function word votes: 1 for one language, 1/k for each of k."""
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for lang in LANGUAGES:
        for word in function_words(lang):
            owners[word].append(lang)
    return {word: tuple((lang, 1 / len(langs)) for lang in langs) for word, langs in owners.items()}


@cache
def _letters() -> Mapping[str, tuple[tuple[str, float], ...]]:
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for lang, letters in _LETTERS.items():
        for letter in letters:
            owners[letter].append(lang)
    table = {letter: tuple((lang, 0.5 / len(langs)) for lang in langs) for letter, langs in owners.items()}
    against = tuple((lang, -0.5) for lang in LANGUAGES)
    return table | dict.fromkeys(_FOREIGN, against)
