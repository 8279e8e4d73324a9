"""Print the seconds of processor time that sumy's LexRank takes for a corpus of N sentences, without start-up."""

from __future__ import annotations

import sys
from time import process_time

from corpus import corpus
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer


class PlainTokenizer:
    """Sentences end at full stops, words at blanks: sumy's own tokenizer wants data that must be downloaded."""

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """Return the sentences of generated text."""
        return tuple(f"{sentence}." for sentence in paragraph.rstrip(".").split(". "))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words of generated text."""
        return tuple(sentence.rstrip(".").split())


def lexrank(docs: tuple[str, ...]) -> str:
    """Return the ten sentences of highest rank."""
    parser = PlaintextParser.from_string("\n\n".join(docs), PlainTokenizer())
    return " ".join(map(str, LexRankSummarizer(Stemmer("english"))(parser.document, 10)))


if __name__ == "__main__":
    lexrank(corpus(80, seed=2))
    docs = corpus(int(sys.argv[1]))
    begin = process_time()
    lexrank(docs)
    print(process_time() - begin)
