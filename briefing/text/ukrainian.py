"""A light stemmer of Ukrainian: it takes the ending off, as Savoy (2009) does for Slavic languages."""

from __future__ import annotations

from functools import lru_cache

_REFLEXIVE = ("ся", "сь")
# Nouns of action lose their ending only when a root of four letters stays: «визна-ння», but «пита-ння».
_OF_ACTION = frozenset("ання анню анням аннями аннях ань ення енню енням еннями еннях ень іння інню інь".split())
_ENDINGS = _OF_ACTION | frozenset(
    """
    а ам ами ах у ю ові еві ом ем єм ою ею єю и і ї ів їв ев ей ь я ям ями ях о е є ию
    ий ій ого ього ому ьому им ім их іх ими іми ої ьої ую юю
    ість ості істю остей остям остями остях
    ння нню нням ннями ннях нні нь ттю ття
    ти ати яти іти ити увати ювати овати ав яв ів ив ала яла іла ила ало яло іло ило али яли іли или
    ував ював увала ювала увало увало ували ювали ує ює ують юють уємо уть ють ать ять ить їть ато ано яно ено єно
    уючи ючи учи ачи ячи овано увано ований ована оване овані ованого ованої ованих
    """.split()
)
_LONGEST = max(map(len, _ENDINGS))
_ROOT = 3


@lru_cache(maxsize=50_000)
def ukrainian_stem(word: str) -> str:
    """Return a word of lower case without its ending; at least three letters stay.

    A doubled consonant at the end becomes a single one («питання», «питань»), and the і of a closed syllable о
    («сторін», «сторона»).
    """
    if word.endswith(_REFLEXIVE) and len(word) > _ROOT + 3:
        word = word[:-2]
    bare = _without_ending(word)
    if len(bare) > _ROOT and bare[-1] == bare[-2]:
        bare = bare[:-1]
    if len(bare) > _ROOT and bare[-2] == "і":
        bare = bare[:-2] + "о" + bare[-1]
    return bare


def _without_ending(word: str) -> str:
    for length in range(min(_LONGEST, len(word) - _ROOT), 0, -1):
        ending = word[-length:]
        if ending in _ENDINGS and (len(word) > length + _ROOT or ending not in _OF_ACTION):
            return word[:-length]
    return word
