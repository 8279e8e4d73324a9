"""How much memory and time the brief of a great many documents on one event takes, by their number.

python tests/bench/many.py [--quick] [DOCUMENTS]...    (default: 625 2500 10000)

One document in four is a copy of the one before it with another first line, as wire copy is.  Megabytes are the most
that the program held, seconds those of the processor; the exponent is that of the growth since the line before.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from math import log
from os import wait4
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

COPIES = 4
SENTENCES = 14
OUTLETS = ("Gazette", "Courier", "Herald", "Tribune", "Monitor", "Observer", "Standard", "Chronicle")
SUBJECTS = (
    "fishing quotas", "the dam on the Morn", "border crossings", "the water price", "grain transit", "prisoners",
    "the rail link", "tariffs on timber", "overflights", "the debt of the port company", "visas for drivers",
)  # fmt: skip
SPEAKERS = ("Ada Kelm of Norvania", "Jon Brask of Estmark", "Mara Thule of Norvania", "Piet Orlo of Estmark")
SHAPES = (
    "Minister {who} said the two sides had agreed on {what} for {n} years, and that {m} officials would meet monthly.",
    "The governments signed a protocol on {what} that gives each side {n} days to raise objections.",
    "Minister {who} rejected the claim that the offer on {what} had been {n} million crowns short.",
    "{who} accused the neighbour of breaking the treaty on {what} {n} times since the spring of the year before.",
    "No date has been set for talks on {what}, {who} told reporters after {n} hours in Lordal.",
    "Whether {what} will be settled before the {n} weeks are over is still open, according to {who}.",
    "In the last decade trade worth {n} million crowns a year passed through the valley, half of it because of {what}.",
    "Residents of the {n} villages along the river Morn have followed the quarrel on {what} since their childhood.",
    "“We will not sign anything on {what} while {n} of our people are held,” {who} said on Tuesday evening.",
    "The commission on {what} has {n} members, named for {m} years by the two parliaments of Norvania and Estmark.",
)


def fill(folder: Path, documents: int) -> None:
    """Write so many documents of about 2 kB."""
    random, body = Random(documents), ""
    for number in range(documents):
        if number % COPIES != COPIES - 1:
            body = "\n\n".join(_sentence(random) for _ in range(SENTENCES))
        head = f"Norvania and Estmark end talks, day {number % 97}\n\n{random.choice(OUTLETS)} {number}\n\n"
        lead = f"Norvania and Estmark ended {2 + number % 9} hours of talks in Lordal on Tuesday, 4 May 2031."
        (folder / f"{number:06}.txt").write_text(f"{head}{lead}\n\n{body}\n", encoding="utf-8")


def _sentence(random: Random) -> str:
    shape, who, what = random.choice(SHAPES), random.choice(SPEAKERS), random.choice(SUBJECTS)
    return shape.format(who=who, what=what, n=random.randint(2, 400), m=random.randint(2, 30))


def measure(folder: Path, options: Sequence[str]) -> tuple[float, float]:
    """Return the megabytes and the seconds of a brief of a folder."""
    command = [str(Path(sys.executable).parent / "briefing"), "make", str(folder), "-f", "json", *options]
    with TemporaryDirectory() as out:
        child = subprocess.Popen([*command, "-o", out], stdout=subprocess.DEVNULL)
        _, status, used = wait4(child.pid, 0)
    if status:
        raise SystemExit(f"briefing make ended with {status}")
    return used.ru_maxrss / 1024, used.ru_utime + used.ru_stime


def main(arguments: Sequence[str]) -> None:
    """Print a line for each number of documents."""
    options = [word for word in arguments if word.startswith("--")]
    before: tuple[int, float] | None = None
    for size in [int(word) for word in arguments if not word.startswith("--")] or [625, 2500, 10_000]:
        with TemporaryDirectory() as folder:
            fill(Path(folder), size)
            peak, spent = measure(Path(folder), options)
        growth = f"n^{log(spent / before[1]) / log(size / before[0]):.2f}" if before else ""
        print(f"{size:7} documents   {peak:7.0f} MB   {spent:7.1f} s   {growth}", flush=True)
        before = size, spent


if __name__ == "__main__":
    main(sys.argv[1:])
