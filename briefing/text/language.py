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
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
_LATIN_LETTER = re.compile("[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_LETTERS = {
    "de": "ßäöü", "es": "ñ¿¡áíóú", "fr": "çèêëîïôûùœàâé", "it": "àèìòù", "nl": "ëï", "pl": "łąęśżźćńó",
    "pt": "ãõçâêôáíóúà", "ru": "ыэё", "uk": "іїєґ",
}  # fmt: skip
# What only languages that are not supported write: their letters and their own function words.
_FOREIGN_LETTERS = "äöğışåæøőűřěůčšžđțșăāēīūļķņģћђљњџўјѓќѕҳқғөүұъ"
_FOREIGN_WORDS = frozenset(
    """
    og ikke af til jeg blev efter mellem och att inte ett är från hade fra men ikkje eller blir ska skal den det som på
    av för med mellan mellom
    amb els dels aquest aquesta perquè però seva això també més és després sense
    și că este pentru din sunt lui fost mai după între nu cele dintre va
    že jsou který která jako nebo jsem byl však ako sú ktorý ktorá medzi podľa mezi ale pro jednání
    ve bir bu için ile olarak değil olan göre daha iki
    és hogy egy nem volt vagy szerint között a az meg
    ja että ei oli kun mutta ovat ole vielä ning ka oma kui kuid veel et
    yang dan dengan untuk dari tidak ini pada akan oleh antara bahwa belum kedua kwamba kwa katika ya hizo
    je će su nije koji koja što kako nakon između također ali iz da bi
    ir kad tai buvo bet pēc par starp dar kurios arī
    nie het hulle wat sal deur gesê vir
    của và là các cho những được không
    че ще са беше което които след вече през като със това който няма се е към бъде бъдат този тази тези
    је су није који када што али због између да
    што гэта для пра каб таксама паміж быў якія калі або з
    """.split()
)
_ARTICLE = 2000
_FEW_WORDS, _FEW_LETTERS = 12, 20
_SHARE = 0.1


def detect(text: str, default: str = "en") -> str:
    """Return the ISO 639-1 code of a text's language, ``default`` if it says too little, ``und`` if it is no known one.

    Arabic, Greek, Hebrew, Hindi, Chinese, Japanese and Korean are told by their script.
    """
    sample = text[:_ARTICLE]
    script = _script(sample)
    if script not in ("latin", "cyrillic"):
        return script or (UNKNOWN if sum(map(str.isalpha, sample)) > _FEW_LETTERS else default)
    words = _WORD.findall(sample)
    votes = _votes(words, script)
    best = max(votes, key=votes.__getitem__)
    if votes[best] > _SHARE * len(words):
        return best
    if script == "cyrillic":
        # Every other language in this script shows letters or words that Russian does not have.
        return default if default in _CYRILLIC else "ru"
    return default if len(words) < _FEW_WORDS else UNKNOWN


def detect_sentence(text: str, document_lang: str) -> str:
    """Return the language of a sentence: its document's, unless the evidence for another one is clear."""
    blanked = text.lower().split()
    if len(_own_words(document_lang).intersection(blanked)) * 7 >= len(blanked) > 0:
        return document_lang
    script = _script(text)
    if script not in ("latin", "cyrillic"):
        return script or document_lang
    words = _WORD.findall(text)
    votes = _votes(words, script)
    best = max(votes, key=votes.__getitem__)
    clear = votes[best] >= max(1.5, 0.15 * len(words)) and votes[best] > 1.5 * votes.get(document_lang, 0.0) + 0.5
    return best if clear else document_lang


def _script(text: str) -> str:
    """Return ``latin``, ``cyrillic``, the language of any other script, or '' for a text without letters."""
    latin = len(_LATIN_LETTER.findall(text))
    cyrillic = len(_CYRILLIC_LETTER.findall(text))
    most = max(latin, cyrillic)
    # Most texts have not so many other characters at all; the patterns of all scripts take 15 ms to compile.
    if len(text) - latin - cyrillic > most and _count("".join(_SCRIPTS.values()), text) > most:
        counts = {lang: _count(letters, text) for lang, letters in _SCRIPTS.items()}
        return "ja" if counts["ja"] * 10 > counts["zh"] > 0 else max(counts, key=counts.__getitem__)
    if cyrillic > latin:
        return "cyrillic"
    return "latin" if latin else ""


def _count(letters: str, text: str) -> int:
    return len(re.findall(f"[{letters}]", text))


def _votes(words: Iterable[str], script: str) -> dict[str, float]:
    """Return the votes for each language of a script.

    The letters of a Latin word with a capital are mute: it may be a foreign name, spelt as at home.
    """
    votes = dict.fromkeys((*(_CYRILLIC if script == "cyrillic" else _LATIN), UNKNOWN), 0.0)
    ballots, letters = _ballots(), _letters()
    for word, count in Counter(words).items():
        cast = list(ballots.get(word.lower().replace("’", "'"), ()))
        if not word.isascii() and (script == "cyrillic" or word[0].islower()):
            cast += (vote for letter in set(word) for vote in letters.get(letter, ()))
        for lang, weight in cast:
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
    for word in _FOREIGN_WORDS:
        owners[word].append(UNKNOWN)
    return {word: tuple((lang, 1 / len(langs)) for lang in langs) for word, langs in owners.items()}


@cache
def _own_words(lang: str) -> frozenset[str]:
    """Return the function words that no other language has."""
    return frozenset(word for word, votes in _ballots().items() if [owner for owner, _ in votes] == [lang])


@cache
def _letters() -> Mapping[str, tuple[tuple[str, float], ...]]:
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for lang, letters in _LETTERS.items():
        for letter in letters:
            owners[letter].append(lang)
    for letter in _FOREIGN_LETTERS:
        owners[letter].append(UNKNOWN)
    return {letter: tuple((lang, 0.5 / len(langs)) for lang in langs) for letter, langs in owners.items()}
