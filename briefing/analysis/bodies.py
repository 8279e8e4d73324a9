"""What stands for a country further down in a document: its name, and a body named with it, «the ministry»."""

from __future__ import annotations

from typing import NamedTuple

from briefing.text import speech as marks
from briefing.text.nominals import Nominal
from briefing.text.places import country_names
from briefing.text.speech import speech

_MEMORY = 4


class _Mention(NamedTuple):
    sentence: int
    word: str
    country: str


class Bodies:
    """What the reader of one document remembers of the countries named in it."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._mentions: list[_Mention] = []

    def note(self, nominal: Nominal, lang: str, sentence: int) -> None:
        """Remember the name of a country, or a body of one, named in a sentence."""
        word, country = nominal.words[-1].lower(), country_names()[nominal.country]
        if speech(lang).marks.get(word, 0) & (marks.BODY | marks.SIDE):
            self._mentions.append(_Mention(sentence, word, country))
        else:
            self._names[word] = country

    def named(self, word: str, sentence: int) -> str:
        """Return the country that a word in small letters stands for in a sentence, '' where that is not clear."""
        return self._names.get(word, "") or self._body(word, sentence)

    def _body(self, word: str, sentence: int) -> str:
        """Return the only country whose body was called by a word a few sentences before."""
        lately = [each for each in self._mentions if each.word == word and each.sentence >= sentence - _MEMORY]
        found = {each.country for each in lately}
        return found.pop() if len(found) == 1 else ""
