"""Words that tell a sentence's status whatever it is about: «agreed to», «ruled out», «has yet to», in classes.

The classes are those of event coding (PLOVER: AGREE, CONSULT, SUPPORT, CONCEDE / REJECT, ACCUSE, THREATEN, REQUEST) and
of conference reporting, and have the same names in all languages.  One TOML file in ``data/cues`` a language holds the
phrases; see the head of ``en.toml`` for the notation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from briefing.resources import shipped
from briefing.text.lexicon import LANGUAGES

WIDEST_GAP = 8
# A negation stands at most so many words before what it denies; where the verb comes second, it may also follow it.
REACH = 6
REACH_BACK: Mapping[str, int] = {"de": 3, "nl": 3}
GAP = ".."
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:()—–]")
_ELIDED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*['’]?|[,;:()—–]")
_ELIDING = frozenset({"fr", "it"})
_STOPS = frozenset(",;:()—–")


class Cue(NamedTuple):
    """A cue in a sentence: its class, its words as written, with what denies it, and their place in the text."""

    kind: str
    words: str
    start: int
    end: int
    negated: bool

    @property
    def mark(self) -> str:
        """The feature of the cue, the same in all languages: «§agree», «§not-agree»."""
        return f"§not-{self.kind}" if self.negated else f"§{self.kind}"


class _Part(NamedTuple):
    """What one word of a phrase may be; ``gap``: words may stand before it."""

    whole: frozenset[str]
    stems: tuple[str, ...]
    gap: bool

    def fits(self, word: str) -> bool:
        return word in self.whole or (bool(self.stems) and word.startswith(self.stems))


class _Phrase(NamedTuple):
    kind: str
    rest: tuple[_Part, ...]


class _Match(NamedTuple):
    """A phrase found: the numbers of its words."""

    kind: str
    places: tuple[int, ...]


class _Phrases(NamedTuple):
    """Classes and phrases by their first word and by the beginning of it; ``known`` holds those read, by word."""

    whole: Mapping[str, Sequence[tuple[str, str]]]
    stems: Mapping[str, Sequence[tuple[str, str]]]
    breaks: frozenset[str]
    known: dict[str, tuple[_Phrase, ...]]

    def opened_by(self, word: str) -> tuple[_Phrase, ...]:
        found = self.known.get(word)
        if found is None:
            beginnings = (word[:length] for length in range(2, len(word) + 1))
            stemmed = (phrase for beginning in beginnings for phrase in self.stems.get(beginning, ()))
            rows = (*self.whole.get(word, ()), *stemmed)
            found = self.known[word] = tuple(_Phrase(kind, tuple(_parts(rest))) for kind, rest in rows)
        return found


@lru_cache(maxsize=10_000)
def cues(text: str, lang: str) -> tuple[Cue, ...]:
    """Return the cues of a sentence in order; of those that share a word only the longest."""
    phrases = _phrases(lang)
    spans, words = _words(text, lang)
    matches = _longest(_matches(words, phrases))
    denials = [match.places for match in matches if match.kind == "not"]
    clause = _clauses(words, phrases.breaks)
    reach_back = REACH_BACK.get(lang, 0)
    found = []
    for match in matches:
        if match.kind != "not":
            denial = _denial(match.places, denials, clause, reach_back)
            first, last = min((*match.places, *denial)), max((*match.places, *denial))
            start, end = spans[first][0], spans[last][1]
            found.append(Cue(match.kind, text[start:end], start, end, bool(denial)))
    return tuple(found)


def _words(text: str, lang: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Return the places of a text's words and the words as the phrases write them."""
    found = list((_ELIDED if lang in _ELIDING else _WORD).finditer(text.replace("’", "'")))
    small = [match[0].lower().replace("ß", "ss") for match in found]  # Swiss and old spelling have the one or the other
    if lang == "en":
        small = ["not" if word.endswith("n't") or word == "cannot" else word for word in small]
    return [match.span() for match in found], small


def _matches(words: Sequence[str], phrases: _Phrases) -> Iterator[_Match]:
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        for kind, rest in phrases.opened_by(word):
            if not rest:
                yield _Match(kind, (at,))
            elif (rest[0].gap or rest[0].fits(following)) and (places := _rest(words, at, rest)):
                yield _Match(kind, places)


def _rest(words: Sequence[str], first: int, rest: Sequence[_Part]) -> tuple[int, ...]:
    """Return where all words of a phrase stand whose first stands at ``first``; () if they do not."""
    places = [first]
    for part in rest:
        start = places[-1] + 1
        place = next(_fitting(words, start, part), None)
        if place is None:
            return ()
        places.append(place)
    return tuple(places)


def _fitting(words: Sequence[str], start: int, part: _Part) -> Iterator[int]:
    end = start + 1 + (WIDEST_GAP if part.gap else 0)
    for place in range(start, min(end, len(words))):
        if words[place] in _STOPS:
            return
        if part.fits(words[place]):
            yield place


def _longest(matches: Iterable[_Match]) -> list[_Match]:
    """Return the matches in order, without those that share a word with one of more words."""
    taken: set[int] = set()
    kept = []
    for match in sorted(matches, key=lambda match: (-len(match.places), match.places, match.kind)):
        if taken.isdisjoint(match.places):
            taken.update(match.places)
            kept.append(match)
    return sorted(kept, key=lambda match: match.places)


def _clauses(words: Sequence[str], breaks: frozenset[str]) -> list[int]:
    """Return the number of the clause of each word; a clause opens after a comma or with a conjunction."""
    number, found = 0, []
    for word in words:
        number += word in _STOPS or word in breaks
        found.append(number)
    return found


def _denial(
    places: Sequence[int], denials: Sequence[tuple[int, ...]], clause: Sequence[int], reach_back: int
) -> tuple[int, ...]:
    """Return the nearest denial of the words at ``places``: in their clause, at most ``REACH`` before; () for none."""
    first, last = places[0], places[-1]
    near = [
        denial
        for denial in denials
        if clause[denial[-1]] == clause[first] and first - REACH <= denial[-1] <= last + reach_back
    ]
    return min(near, key=lambda denial: abs(first - denial[-1]), default=())


@cache
def _phrases(lang: str) -> _Phrases:
    known = lang if lang in LANGUAGES else "en"
    table = tomllib.loads(shipped("data", "cues", f"{known}.toml").read_text(encoding="utf-8").replace("ß", "ss"))
    breaks = frozenset(_listed(table.pop("breaks")))
    whole: dict[str, list[tuple[str, str]]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    for kind, phrases in table.items():
        for phrase in _listed(phrases):
            first, _, rest = phrase.partition(" ")
            for form in first.split("/"):
                if form.endswith("*"):
                    stems.setdefault(form[:-1], []).append((kind, rest))
                else:
                    whole.setdefault(form, []).append((kind, rest))
    return _Phrases(whole, stems, breaks, {})


def _listed(text: str) -> list[str]:
    return [phrase for phrase in map(str.strip, text.replace("\n", ",").split(",")) if phrase]


def _parts(phrase: str) -> Iterator[_Part]:
    pieces = phrase.split()
    for before, piece in zip(["", *pieces], pieces, strict=False):
        if piece != GAP:
            yield _part(piece, gap=before == GAP)


@cache
def _part(piece: str, *, gap: bool) -> _Part:
    forms = piece.split("/")
    whole = frozenset(form for form in forms if not form.endswith("*"))
    return _Part(whole, tuple(form[:-1] for form in forms if form.endswith("*")), gap)
