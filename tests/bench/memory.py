"""How much memory reading a folder takes, by the number of its documents, with and without a subject.

python tests/bench/memory.py [DOCUMENTS]...    (two or more; default: 2000 8000 20000)

One document in 125 speaks of the subject.  Megabytes are the most that a process of its own held after its start.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import process_time

EVERY = 125
SUBJECT = "Varonia"
_LINES = (
    "The council of {place} said on Monday that the bridge over the river {name} would be closed for {n} weeks.",
    "Its chair, {name} Okonjo, told reporters in {place} that nobody had asked the ferry company about the winter.",
    "The company answered that it had {n} boats and would send two of them to {place} if the council paid.",
    "Residents of the western bank said they had waited {n} days for a reply and had received none so far.",
)


def fill(folder: Path, documents: int) -> None:
    """Write so many documents of about 3 kB."""
    for number in range(documents):
        place = SUBJECT if number % EVERY == 0 else f"Port {number % 977}"
        lines = (
            _LINES[at % 4].format(place=place, name=f"N{number * 31 % 7919}a", n=at + number % 83) for at in range(28)
        )
        (folder / f"{number:06}.txt").write_text(f"News of {place}\n\n" + "\n\n".join(lines), encoding="utf-8")


def measure(folder: str, subject: Sequence[str]) -> None:
    """Read a folder as ``briefing make`` does; print documents kept, kilobytes over the start, milliseconds each."""
    from briefing.pipeline import corpus
    from briefing.sources.folders import collect_each
    from briefing.sources.settling import Watch

    gc.set_threshold(1_000_000)  # as the command does
    corpus(collect_each([Path(folder, "000000.txt")]), subject)  # Imports and models are start-up.
    before, begin = getrusage(RUSAGE_SELF).ru_maxrss, process_time()
    found = corpus(collect_each([folder], Watch(lambda: float("inf"), time.sleep)), subject)
    spent = 1000 * (process_time() - begin) / (len(found.kept) + len(found.rejected))
    print(len(found.kept), getrusage(RUSAGE_SELF).ru_maxrss - before, spent)


def main(sizes: Sequence[str]) -> None:
    """Print a line for each number of documents, all of them and those on the subject, and what the last two tell."""
    points: dict[str, list[tuple[int, int]]] = {"": [], SUBJECT: []}
    for size in map(int, sizes or ("2000", "8000", "20000")):
        with TemporaryDirectory() as folder:
            fill(Path(folder), size)
            for subject, found in points.items():
                command = [sys.executable, __file__, "--measure", folder, *filter(None, [subject])]
                kept, used, spent = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
                found.append((size, int(used)))
                told = f"{int(used) / 1024:7.1f} MB   {float(spent):5.2f} ms each"
                print(f"{size:7} documents, {subject or 'all':8} {kept:>6} kept   {told}", flush=True)
    for subject, found in points.items():
        (size, grown), (larger, most) = found[-2:]
        slope = (most - grown) / (larger - size)
        at = (most + slope * (100_000 - larger)) / 1024
        print(f"{subject or 'all':8} {slope:5.2f} kB a document, so 100,000 take {at:6.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], sys.argv[3:])
    else:
        main(sys.argv[1:])
