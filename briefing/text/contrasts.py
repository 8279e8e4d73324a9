"""Words that tell on which side of a contradiction a sentence stands: ``data/contrasts``, one file a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from briefing.resources import shipped
from briefing.text.lexicon import LANGUAGES

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:()!?\"“”«»„—–]")


class Found(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a sentence."""

    first: int
    last: int


class _Form(NamedTuple):
    """One way to say it: words, the last of them perhaps only a beginning."""

    words: tuple[str, ...]
    beginning: bool

    def at(self, words: Sequence[str], place: int) -> bool:
        *before, last = self.words
        end = place + len(before)
        if end >= len(words) or [*words[place:end]] != before:
            return False
        return words[end].startswith(last) if self.beginning else words[end] == last


@lru_cache(maxsize=10_000)
def written(text: str) -> tuple[str, ...]:
    """Return the words, numbers and telling punctuation marks of a sentence as written."""
    return tuple(_TOKEN.findall(text.replace("’", "'")))


@lru_cache(maxsize=10_000)
def small(text: str) -> tuple[str, ...]:
    """Return the same in small letters."""
    return tuple(map(str.lower, written(text)))


def said(sort: str, words: tuple[str, ...], lang: str) -> tuple[Found, ...]:
    """Return where small words say something of a sort: «already», «promise», «accuse» ..."""
    return _spots(words, lang).get(sort, ())


@lru_cache(maxsize=10_000)
def _spots(words: tuple[str, ...], lang: str) -> Mapping[str, tuple[Found, ...]]:
    """Return where words say something, by the sort of it."""
    forms = _forms(lang)
    found: dict[str, tuple[Found, ...]] = {}
    for place, word in enumerate(words):
        for sort, form in forms.get(word[:2], ()):
            if form.at(words, place):
                found[sort] = (*found.get(sort, ()), Found(place, place + len(form.words)))
    return found


@cache
def _forms(lang: str) -> Mapping[str, Sequence[tuple[str, _Form]]]:
    """Return the forms, each with its sort, by the first two letters."""
    known = lang if lang in LANGUAGES else "en"
    table = tomllib.loads(shipped("data", "contrasts", f"{known}.toml").read_text(encoding="utf-8"))
    found: dict[str, list[tuple[str, _Form]]] = {}
    for sort, text in table.items():
        for phrase in filter(None, map(str.strip, text.replace("\n", ",").split(","))):
            form = _Form(tuple(phrase.removesuffix("*").split()), phrase.endswith("*"))
            found.setdefault(phrase[:2].strip(), []).append((sort, form))
    return found
