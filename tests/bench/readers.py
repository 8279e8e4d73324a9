"""What reading in child processes costs: processor time of parent and children over that of reading in one process.

python tests/bench/readers.py [--rounds N] [DOCUMENTS]    (default: 4 rounds, 1500)

Half of the documents are saved pages, half are texts.  The two ways take turns in one run.  ``start`` is what the
children take before they read well, by their first chunks, and the ratio without it is what lasts.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from articles import DUTCH, ENGLISH, OTHER
from savedpages import HALVES, saved_pages

from briefing.pipeline import corpus
from briefing.sources.folders import collect_each
from briefing.sources.readers import MOST, read_in_children

JOBS = 2


def fill(folder: Path, documents: int) -> None:
    """Write so many documents."""
    pages = [page.content for half in HALVES for page in saved_pages(half)]
    texts = [text.encode() for text in (ENGLISH, OTHER, DUTCH)]
    for number, content in enumerate(islice(cycle(pages), documents // 2)):
        (folder / f"{number:06}.html").write_bytes(content)
    for number, content in enumerate(islice(cycle(texts), documents - documents // 2)):
        (folder / f"{number:06}.txt").write_bytes(content)


def spent(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes, those of its children too."""
    before = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    work()
    after = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(late.ru_utime + late.ru_stime for late in after) - sum(one.ru_utime + one.ru_stime for one in before)


def main() -> None:
    """Print the seconds of the start, milliseconds a document both ways, and their ratio with and without the start."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=int, nargs="?", default=1500)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    gc.set_threshold(1_000_000)  # as the command does
    with TemporaryDirectory() as place, TemporaryDirectory() as short:
        folder, few = Path(place), Path(short)
        fill(folder, options.documents)
        fill(few, MOST * JOBS)
        corpus(collect_each([few]))
        rounds = []
        for _ in range(options.rounds):
            start = spent(lambda: read_in_children(collect_each([few]), jobs=JOBS, few=0))
            start -= spent(lambda: corpus(collect_each([few])))
            alone = spent(lambda: corpus(collect_each([folder])))
            shared = spent(lambda: read_in_children(collect_each([folder]), jobs=JOBS, few=0))
            rounds.append((start, alone, shared))
    start, alone, shared = (1000 * median(each) for each in zip(*rounds, strict=True))
    ratios = [(both / one, (both - first) / one) for first, one, both in rounds]
    whole, each = (median(ratio) for ratio in zip(*ratios, strict=True))
    number = options.documents
    print(
        f"start {start / 1000:.2f} s, {alone / number:.2f} ms a document in 1 process, {shared / number:.2f} in {JOBS}"
    )
    print(f"ratio {whole:.2f} for {number} documents, {each:.2f} without the start")


if __name__ == "__main__":
    main()
