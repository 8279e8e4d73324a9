"""Print the seconds that briefing.summarize takes for a corpus of the number of sentences given, without start-up."""

from __future__ import annotations

import sys
from time import perf_counter

from corpus import corpus

import briefing

if __name__ == "__main__":
    briefing.summarize(corpus(400, seed=2))  # Imports and models are start-up.
    docs = corpus(int(sys.argv[1]))
    begin = perf_counter()
    briefing.summarize(docs)
    print(perf_counter() - begin)
