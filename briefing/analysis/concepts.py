"""What sentences tell, as concepts (pairs of neighbouring stems), and what each concept weighs in a corpus.

After Gillick and Favre 2009, «A Scalable Global Model for Summarization»: a concept weighs by the documents that hold
it.  Here a document counts more the nearer to its beginning it tells the concept, and the weight is squared: rare
concepts count a little, where a threshold would leave nothing to choose by in languages of many word forms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from briefing.text.lexicon import LANGUAGES, lexicon
from briefing.text.terms import stem

Concept = tuple[str, str]
Stems = Sequence[str]

# To \w, the vowel signs of Hebrew, Arabic and the scripts of southern Asia are no parts of words.
_SIGNS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0e4e\u1000-\u109f\u1780-\u17d3"
)
_WORD = re.compile(rf"[\u3040-\u30ff\u3400-\u9fff]|[\w{_SIGNS}]+")
# Can et al. 2008 («Information Retrieval on Turkish Texts»): five letters stand for a stem as well as any stemmer.
_STEM_LETTERS = 5
_EVERYDAY_SHARE = 0.2
_EVERYDAY_FEWEST = 4
_LEAD = 0.8
_FADING = 0.3
_MANY_DOCUMENTS = 25
_MOST_HOLDERS = 3


def stems(text: str, lang: str) -> tuple[str, ...]:
    """Return the stems of all words of a text, stop words too; of an unknown language, the words' first letters."""
    return tuple([_stem(word, lang) for word in _WORD.findall(text.lower())])


@lru_cache(maxsize=100_000)
def _stem(word: str, lang: str) -> str:
    return stem(word, lang) if lang in LANGUAGES else word[:_STEM_LETTERS]


def everyday(sentences: Iterable[Stems], lang: str) -> frozenset[str]:
    """Return the stems that tell nothing: stop words that these sentences use often.

    Short lists do better than long ones, so that of a known language is cut to what is frequent here; in an unknown
    language everything frequent is taken for a stop word.
    """
    own = [frozenset(sentence) for sentence in sentences]
    held = Counter(word for sentence in own for word in sentence)
    fewest = max(_EVERYDAY_FEWEST, _EVERYDAY_SHARE * len(own))
    frequent = frozenset(word for word, count in held.items() if count >= fewest)
    return frequent & _stop_stems(lang) if lang in LANGUAGES else frequent


@cache
def _stop_stems(lang: str) -> frozenset[str]:
    return frozenset(_stem(word, lang) for word in lexicon(lang).stopwords)


def concepts(sentence: Stems) -> tuple[Concept, ...]:
    """Return the concepts of a sentence in order, each once."""
    return tuple(dict.fromkeys(pairwise(sentence)))


def weigh(documents: Sequence[Sequence[Stems]], stops: Collection[str]) -> dict[Concept, int]:
    """Return the weight of every concept that tells something; ``documents`` hold the stems of their sentences."""
    shares: dict[Concept, int] = {}
    holders: Counter[Concept] = Counter()
    for document in documents:
        own = _shares_of(document)
        holders.update(own.keys())
        for concept, share in own.items():
            shares[concept] = shares.get(concept, 0) + share
    # In a large corpus what one document tells is not worth the memory.
    fewest = min(_MOST_HOLDERS, 1 + len(documents) // _MANY_DOCUMENTS)
    return {
        concept: share * share
        for concept, share in shares.items()
        if holders[concept] >= fewest and not (concept[0] in stops and concept[1] in stops)
    }


def _shares_of(document: Sequence[Stems]) -> dict[Concept, int]:
    """Return what a document adds to its concepts, in thousandths: whole numbers add up alike in any order."""
    shares: dict[Concept, int] = {}
    for place in reversed(range(len(document))):
        share = round(1000 * (1 - _LEAD + _LEAD / (1 + _FADING * place)))
        shares.update(dict.fromkeys(pairwise(document[place]), share))
    return shares
