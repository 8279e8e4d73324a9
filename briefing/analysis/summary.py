"""A summary of documents, or of some of their sentences: verbatim sentences within a number of words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import chain, groupby

from briefing.analysis.concepts import Stems, concepts, everyday, stems, weigh
from briefing.analysis.coverage import Offer, choose
from briefing.analysis.passages import passages
from briefing.model import Sentence


def summarize(docs: Sequence[str], words: int = 250, lang: str = "en") -> str:
    """Return the sentences that tell together most of what the documents tell, in at most ``words`` words.

    The sentences are slices of the documents in their order, joined by blanks; words are what blanks separate.
    ``lang`` is the ISO 639-1 code of any language.  Where no sentence is short enough, the summary is empty.
    """
    language = re.split("[-_]", lang.lower(), maxsplit=1)[0]
    texts = [passages(doc, language) for doc in docs]
    told = [[stems(text, language) for text in document] for document in texts]
    stops = everyday(chain.from_iterable(told), language)
    flat = list(chain.from_iterable(texts))
    return " ".join(flat[place] for place in _choose(flat, told, stops, words))


def summarize_sentences(sentences: Sequence[Sentence], words: int) -> tuple[Sentence, ...]:
    """Return those of the sentences that tell together most, in at most ``words`` words.

    They come by document, in the order in which the documents first appear, and by their number.  The sentences may be
    in several languages; those of one language are compared with each other.
    """
    order = {name: place for place, name in enumerate(dict.fromkeys(one.document for one in sentences))}
    flat = sorted(sentences, key=lambda one: (order[one.document], one.number))
    documents = [tuple(own) for _, own in groupby(flat, key=lambda one: one.document)]
    told = [[stems(one.text, one.lang) for one in own] for own in documents]
    chosen = _choose([one.text for one in flat], told, _stops(flat), words)
    return tuple(flat[place] for place in chosen)


def _stops(sentences: Sequence[Sentence]) -> frozenset[str]:
    langs = {one.lang for one in sentences}
    return frozenset().union(
        *(everyday((stems(one.text, lang) for one in sentences if one.lang == lang), lang) for lang in langs)
    )


def _choose(
    texts: Sequence[str], documents: Sequence[Sequence[Stems]], stops: Collection[str], words: int
) -> tuple[int, ...]:
    weights = weigh(documents, stops)
    told = [
        tuple(concept for concept in concepts(sentence) if concept in weights)
        for sentence in chain.from_iterable(documents)
    ]
    return choose(Offer(told, [len(text.split()) for text in texts], weights), words)
