"""A light stemmer of Ukrainian: it takes the ending off, as Savoy (2009) does for Slavic languages."""

from __future__ import annotations

from functools import lru_cache

_REFLEXIVE = ("ся", "сь")
_ENDINGS = tuple(
    sorted(
        """
        а ам ами ах ах ах у ю ові еві ом ем єм ою ею єю и і ї ів їв ев ей ь я ям ями ях о е є ию
        ий ій ого ього ому ьому им ім их іх ими іми ої ьої а я е є ую юю ої
        ість ості істю остей остям остями остях
        ння нню нням ннями ннях нні нь ттю ття
        ти ати яти іти ити увати ювати овати уватися ав яв ів ив ала яла іла ила ало яло іло ило али яли іли или
        ував ював увала ювала увало увало ували ювали ує ює ують юють уємо уть ють ать ять ить їть ато ано яно ено єно
        уючи ючи учи ачи ячи овано увано ований ована оване овані ованого ованої ованих
        """.split(),
        key=len,
        reverse=True,
    )
)
_SHORTEST = 3
_LONGEST_ENDING = max(map(len, _ENDINGS))
_BY_ENDING = frozenset(_ENDINGS)


@lru_cache(maxsize=50_000)
def ukrainian_stem(word: str) -> str:
    """Return a word of lower case without its ending; at least three letters stay.

    A doubled consonant at the end becomes a single one («питання», «питань»), and the і of a closed syllable о
    («сторін», «сторона»).
    """
    if word.endswith(_REFLEXIVE) and len(word) > _SHORTEST + 3:
        word = word[:-2]
    bare = _without_ending(word)
    if len(bare) > _SHORTEST and bare[-1] == bare[-2]:
        bare = bare[:-1]
    if len(bare) > _SHORTEST and bare[-2] == "і":
        bare = bare[:-2] + "о" + bare[-1]
    return bare


def _without_ending(word: str) -> str:
    for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST), 0, -1):
        if word[-length:] in _BY_ENDING:
            return word[:-length]
    return word
