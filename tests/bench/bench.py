"""How fast Briefing is beside something everybody knows: every figure is a ratio, both sides measured in turn.

python tests/bench/bench.py [--sumy] [--rounds N] [--only PART] [--clock]

Absolute seconds say more of the machine than of the program.  The two sides of a row run alternately (A B A B), the
medians are compared, and the table says of how many runs.  Seconds are those of the processor, which other work on the
machine changes least; with ``--clock`` those of the clock, which somebody waits: the encoder counts on several
processors at once.  Ends with 1 where a target is missed, 2 where something could not be measured.  To be run with
the Python of an environment that has the project without its extra ``dev``, plus sumy.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import log
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

HERE = Path(__file__).parent
SAMPLE = HERE.parent.parent / "data" / "samples" / "geneva_2021"
ARTICLES = 5
SMALL, LARGE, LEXRANK_QUICK = 5_000, 100_000, 1_000


class Missing(Exception):
    """A command that is to be measured is not there or fails; the text says which."""


@dataclass(frozen=True)
class Row:
    """A comparison: ``figure`` is to be at most ``limit``, or at least where ``at_least``."""

    what: str
    ours: float
    beside: str
    theirs: float
    figure: float
    limit: float
    runs: int
    unit: str = "x"
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        target = f"{sign} {self.limit:g}{self.unit}"
        figure = f"{self.figure:,.2f}{self.unit}"
        verdict = "met" if self.met else "MISSED"
        sides = f"{self.what:44} {self.ours:9.3f} s   {self.beside:32} {self.theirs:9.3f} s"
        return f"{sides}   {figure:>10}   {target:>9}   {verdict:6}   n={self.runs}"


Clock = Callable[[], float]


def in_turn(ours: Clock, theirs: Clock, rounds: int) -> tuple[float, float]:
    """Return the medians of both sides, run alternately."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return median(own for own, _ in pairs), median(other for _, other in pairs)


def command(name: str) -> str:
    """Return the path of a command of this environment."""
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise Missing(f"the command {name} is not installed beside {sys.executable}")
    return str(path)


def run(arguments: Sequence[str]) -> str:
    """Return what a command prints; raise Missing with its last line of complaint."""
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode:
        complaint = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise Missing(f"{' '.join(map(str, arguments[:4]))} ended with {done.returncode}: {complaint}")
    return done.stdout


def used() -> float:
    """Return the processor time that the ended children of this program have used."""
    children = getrusage(RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def whole(seconds: Clock, *arguments: str) -> Clock:
    """Return a clock of a command from start to end, by ``seconds``."""

    def clock() -> float:
        before = seconds()
        run(arguments)
        return seconds() - before

    clock()  # The first run compiles modules.
    return clock


def inner(script: str, size: int) -> Clock:
    """Return a clock of what a script of this folder measures within itself for a corpus of a size."""
    return lambda: float(run([sys.executable, "-W", "ignore", str(HERE / script), str(size)]).split()[-1])


def start_up(rounds: int, seconds: Clock) -> Iterator[Row]:
    """Compare the start of the program with that of Python."""
    ours, theirs = in_turn(
        whole(seconds, command("briefing"), "--help"), whole(seconds, sys.executable, "-c", "pass"), rounds
    )
    yield Row("briefing --help", ours, "python -c pass", theirs, ours / theirs, 8, rounds)


def brief(rounds: int, seconds: Clock) -> Iterator[Row]:
    """Compare whole briefs of the sample's first five articles with what WeasyPrint alone takes."""
    articles = [str(path) for path in sorted(SAMPLE.iterdir()) if path.is_file()][:ARTICLES]
    if len(articles) < ARTICLES:
        raise Missing(f"{SAMPLE} has no {ARTICLES} articles")
    with TemporaryDirectory() as folder:
        make = [command("briefing"), "make", *articles, "-o", folder]
        page = run([*make, "-f", "html"]).split("\n")[0]
        bare = whole(seconds, sys.executable, "-c", "import weasyprint")
        render = whole(seconds, command("weasyprint"), page, str(Path(folder, "out.pdf")))
        for kind, beside, theirs, limit in (
            ("md", "import weasyprint", bare, 1),
            ("pdf", "weasyprint page.html", render, 2),
        ):
            for options in ((), ("--quick",)):
                what = " ".join(("briefing make -f", kind, *options, "five articles"))
                mine, other = in_turn(whole(seconds, *make, "-f", kind, *options), theirs, rounds)
                yield Row(what, mine, beside, other, mine / other, limit, rounds)


def scaling(rounds: int) -> Iterator[Row]:
    """Compare the summarizer with itself on a corpus of twenty times the size."""
    small, large = in_turn(inner("clock_summary.py", SMALL), inner("clock_summary.py", LARGE), rounds)
    exponent = log(large / small) / log(LARGE / SMALL)
    what, beside = f"summarize, {LARGE:,} sentences", f"itself, {SMALL:,} sentences"
    yield Row(what, large, beside, small, exponent, 1.15, rounds, unit=" exponent")


def lexrank(rounds: int, size: int) -> Iterator[Row]:
    """Compare the summarizer with sumy's LexRank, which takes minutes where it is large."""
    runs = 1 if size >= SMALL else min(rounds, 3)
    ours, theirs = in_turn(inner("clock_summary.py", size), inner("clock_lexrank.py", size), runs)
    # LexRank compares all pairs: a fifth of the sentences must give a fifth of the ratio.
    least = 500 * size / SMALL
    what, beside = f"summarize, {size:,} sentences", "sumy's LexRank"
    yield Row(what, ours, beside, theirs, theirs / ours, least, runs, at_least=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="runs of each side (default 7)")
    parser.add_argument("--sumy", action="store_true", help=f"LexRank at {SMALL:,} sentences: some 10 minutes")
    parser.add_argument("--only", choices=["start", "brief", "scaling", "lexrank"], help="one part of the table")
    parser.add_argument("--clock", action="store_true", help="start and brief by the clock, not by the processor")
    chosen = parser.parse_args(arguments)
    seconds = perf_counter if chosen.clock else used
    size = SMALL if chosen.sumy else LEXRANK_QUICK
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "start": lambda: start_up(chosen.rounds, seconds),
        "brief": lambda: brief(chosen.rounds, seconds),
        "scaling": lambda: scaling(min(chosen.rounds, 3)),
        "lexrank": lambda: lexrank(chosen.rounds, size),
    }
    if find_spec("scipy"):
        # NLTK imports SciPy and scikit-learn where it finds them, which a plain installation does not have.
        print("NOTE: SciPy is installed here, NLTK loads it, and every brief starts seconds later than for a user.")
    codes = [report(part) for name, part in parts.items() if chosen.only in (None, name)]
    return max(codes)


def report(part: Callable[[], Iterator[Row]]) -> int:
    """Print the rows of a part as they come; return 0 for all targets met, 1 for one missed, 2 for not measured."""
    code = 0
    try:
        for row in part():
            print(row, flush=True)
            code = code if row.met else 1
    except Missing as missing:
        print(f"NOT MEASURED: {missing}", flush=True)
        return 2
    return code


if __name__ == "__main__":
    sys.exit(main())
