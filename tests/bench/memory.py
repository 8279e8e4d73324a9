"""How much memory reading a folder takes, by the number of its documents, with and without a subject.

python tests/bench/memory.py [DOCUMENTS]...    (default: 500 2000)

One document in 125 speaks of the subject.  Megabytes are the most that a process of its own held after its start.
"""

from __future__ import annotations

import subprocess
import sys
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
    """Read a folder and print megabytes at the start, of the collection and of all, and milliseconds a document."""
    from briefing.pipeline import corpus
    from briefing.sources.folders import collect
    from briefing.text.reading import read

    first = collect([Path(folder, "000000.txt")])
    read(first.kept[0], "D1")  # Imports and models are start-up.
    peaks = [getrusage(RUSAGE_SELF).ru_maxrss]
    raws = collect([folder])
    peaks.append(getrusage(RUSAGE_SELF).ru_maxrss)
    begin = process_time()
    kept = len(corpus(raws, subject).kept)
    spent = 1000 * (process_time() - begin) / len(raws.kept)
    peaks.append(getrusage(RUSAGE_SELF).ru_maxrss)
    start, collected, whole = (peak / 1024 for peak in peaks)
    print(
        f"{kept:7} kept   collected {collected - start:7.1f} MB   read {whole - start:7.1f} MB   {spent:5.2f} ms each"
    )


def main(sizes: Sequence[str]) -> None:
    """Print a line for each number of documents, without and with the subject."""
    for size in map(int, sizes or ("500", "2000")):
        with TemporaryDirectory() as folder:
            fill(Path(folder), size)
            for subject in ([], [SUBJECT]):
                print(f"{size:7} documents, {' '.join(subject) or 'all':8}", end=" ", flush=True)
                subprocess.run([sys.executable, __file__, "--measure", folder, *subject], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], sys.argv[3:])
    else:
        main(sys.argv[1:])
