"""Print the seconds of processor time that briefing.summarize takes for a corpus of N sentences, without start-up."""

from __future__ import annotations

import sys
from time import process_time

from corpus import corpus

import briefing

if __name__ == "__main__":
    briefing.summarize(corpus(400, seed=2))  # Imports and models are start-up.
    docs = corpus(int(sys.argv[1]))
    begin = process_time()
    briefing.summarize(docs)
    print(process_time() - begin)
