"""Whether a document speaks of what a reader named: words, or names in whatever spelling."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Document, Kind
from briefing.text.lexicon import lexicon
from briefing.text.spelling import keys
from briefing.text.terms import stem, tokens

# News says at its beginning what it is about; further down a subject that is told of once is an aside.
LEAD = 5
SHARE = 0.1


def speaks_of(document: Document, subject: Sequence[str]) -> bool:
    """Tell whether a document is on one of the subjects: in its title, its lead, or one in ten of its sentences.

    A subject of several words is met where one sentence has all of them, in whatever order and form.
    """
    texts = [document.title, *(each.text for each in document.sentences if each.kind is Kind.PROSE)]
    wanted = [_words(each, document.lang) for each in subject]
    told = [at for at, text in enumerate(texts) if _says(text, document.lang, wanted)]
    return bool(told) and (told[0] <= LEAD or len(told) >= SHARE * len(texts))


def _words(subject: str, lang: str) -> tuple[str, ...]:
    """Return the words of a subject that say something; all of them where none does («WHO»)."""
    words = tokens(subject)
    return tuple(word for word in words if word.lower() not in lexicon(lang).stopwords) or words


def _says(text: str, lang: str, wanted: Sequence[Sequence[str]]) -> bool:
    words = frozenset(tokens(text))
    if any(words.issuperset(each) for each in wanted):
        return True
    stems = {stem(word, lang) for word in words}
    names = {key for word in words if word[0].isupper() for key in keys(word, lang)}
    return any(all(_met(word, lang, stems, names) for word in each) for each in wanted)


def _met(word: str, lang: str, stems: set[str], names: set[str]) -> bool:
    """Tell whether a word is there in another form, or a name in another spelling; capitals alone are no word."""
    if word.isupper() and len(word) > 1:
        return False
    return stem(word, lang) in stems or (word[0].isupper() and not names.isdisjoint(keys(word, lang)))
