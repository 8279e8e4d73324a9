"""The countries that sentences speak of, and those among them that are a matter of the talks rather than a party."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from briefing.model import Sentence
from briefing.resources import shipped
from briefing.text.places import country_names, places
from briefing.text.terms import tokens

LEAST_SENTENCES = 3
MOST_OF_CORPUS = 0.15
PARTY_SHARE = 0.12
MOST_PARTIES = 3


@lru_cache(maxsize=20_000)
def countries(text: str, lang: str, *, seats: bool) -> frozenset[str]:
    """Return the codes of the countries and organisations that a text names, by a name or an adjective.

    With ``seats`` a capital counts too.  It is no sign of a matter: an accord is called after the town of its signing.
    """
    known = places(lang)
    words = [word if word.isupper() else word.lower() if word[0].isupper() else "" for word in tokens(text)]
    found = (known.at(words, at) for at, word in enumerate(words) if word)
    return frozenset(hit[0].code for hit in found if hit and (seats or not hit[0].seat))


def third_countries(named: Collection[frozenset[str]]) -> frozenset[str]:
    """Return the countries that some of the sentences name, but not as many as would name a party of the event."""
    counts = Counter(code for codes in named for code in codes)
    return frozenset(code for code, n in counts.items() if LEAST_SENTENCES <= n <= MOST_OF_CORPUS * len(named))


def main_countries(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """Return the codes of the countries and organisations most spoken of, three at most: the parties of the event."""
    named = [countries(sentence.text, sentence.lang, seats=True) for sentence in sentences]
    counts = Counter(code for codes in named for code in codes)
    often = [code for code in counts if counts[code] >= max(LEAST_SENTENCES, PARTY_SHARE * len(named))]
    return tuple(sorted(often, key=lambda code: (-counts[code], code))[:MOST_PARTIES])


@cache
def _names(lang: str) -> dict[str, str]:
    table = tomllib.loads(shipped("data", "places", f"{lang}.toml").read_text(encoding="utf-8"))
    rows = (line.split("|") for line in table["places"].strip().splitlines())
    return {row[0].strip(): row[1].split(",")[0].strip() for row in rows}


def of_place(word: str, lang: str) -> bool:
    """Say whether a word stands for a country or organisation, or is a part of its longer name, as «Nations» is."""
    known, form = places(lang), word if word.isupper() else word.lower()
    inside = (each for forms in known.phrases.values() for rest, _ in forms for each in rest)
    return known.word(form) is not None or form in known.phrases or form in inside


def country_name(code: str, lang: str) -> str:
    """Return the name of a country in a language, in English where that language has none."""
    try:
        return _names(lang).get(code) or country_names()[code]
    except FileNotFoundError:
        return country_names()[code]
