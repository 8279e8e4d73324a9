"""The proper name that a topic is called after, where its sentences share one that says what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from briefing.analysis.countries import of_place
from briefing.model import Sentence
from briefing.text.lexicon import lexicon
from briefing.text.speech import INSTITUTION, speech
from briefing.text.terms import terms, tokenize

LEAST_NAMED = 3
NAME_SHARE = 0.5
LONGEST_TITLE = 24
ALL_NOUNS_CAPITAL = ("de",)
_POSSESSIVE = ("’s", "'s")


def proper_name(stems: Iterable[str], sentences: Sequence[Sentence], lang: str, persons: Collection[str]) -> str:
    """Return the first of the stems that is a name most of the sentences share, as it is written; '' for none.

    It is '' too where that is a month, a weekday, a part of a longer name, or a country, a body or a person.
    """
    langs = sorted({lang, *(sentence.lang for sentence in sentences)})
    for stem in stems:
        told = sum(stem in terms(sentence.text, sentence.lang) for sentence in sentences)
        if told >= max(LEAST_NAMED, NAME_SHARE * len(sentences)) and (written := _written(stem, sentences, lang)):
            known = any(form in persons or any(_known(form, each) for each in langs) for form in written)
            spelled = min(written, key=lambda form: (-written[form], form))
            return "" if known or len(spelled) > LONGEST_TITLE or _is_part(stem, sentences) else spelled
    return ""


def _written(stem: str, sentences: Iterable[Sentence], lang: str) -> Counter[str]:
    """Return how a name with this stem is written in the middle of sentences, nothing if it is not a name."""
    written: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.lang not in ALL_NOUNS_CAPITAL:
            for token in tokenize(sentence.text)[1:]:
                if terms(token.text, sentence.lang) == (stem,):
                    written[_owner(token.text)] += 3 if sentence.lang == lang else 1
    capital = sum(count for form, count in written.items() if form[0].isupper())
    return written if capital >= 0.9 * sum(written.values()) else Counter()


def _known(form: str, lang: str) -> bool:
    """Say whether a word is a month, a weekday, a body, or stands for a country or for a part of its name."""
    words, small = lexicon(lang), form.lower()
    body = speech(lang).marks.get(small, 0) & INSTITUTION
    return small in words.months or small in words.weekdays or bool(body) or of_place(form, lang)


def _is_part(stem: str, sentences: Iterable[Sentence]) -> bool:
    """Say whether the name is ever written beside another word with a capital, as in «Nord Stream»."""
    return any(
        any(terms(word, sentence.lang) == (stem,) for word in pair)
        for sentence in sentences
        for pair in _adjoining(sentence.text)
    )


def _adjoining(text: str) -> Iterator[tuple[str, str]]:
    """Yield two capital words in a row; the first of a sentence has its capital from its place."""
    for one, other in pairwise(tokenize(text)[1:]):
        together = text[one.end : other.start].isspace() and not one.text.endswith(_POSSESSIVE)
        if together and one.text[0].isupper() and other.text[0].isupper():
            yield one.text, other.text


def _owner(word: str) -> str:
    """Return a name without the ending that says that something is its own."""
    return word.removesuffix(_POSSESSIVE[0]).removesuffix(_POSSESSIVE[1])
