"""Measure what a user waits for: ``./run bench``.

Each command runs as a process of its own, several times; best and median wall time and the largest peak of memory go
to stdout.  scipy beside the program makes `import nltk` slower, so the environment is named as well.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "data" / "samples" / "geneva_2021").iterdir())
ARTICLES = ROOT / "data" / "training" / "articles" / "en.jsonl"
RUNS = 7


def main() -> None:
    """Print a line a command."""
    scipy = "with" if importlib.util.find_spec("scipy") else "without"
    print(f"Python {platform.python_version()}, {scipy} scipy, {os.cpu_count()} cores; {RUNS} runs each")
    print(f"{'':44} {'best':>7} {'median':>7} {'memory':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for name, command in commands(Path(folder)):
            seconds, peak = measure(command, Path(folder))
            print(f"{name:44} {min(seconds):6.2f}s {statistics.median(seconds):6.2f}s {peak:4.0f} MB", flush=True)


def commands(folder: Path) -> Sequence[tuple[str, Sequence[str]]]:
    """Return what is measured: a name and a command line each."""
    briefing = str(Path(sys.executable).with_name("briefing"))
    five, eight = [str(path) for path in SAMPLES[:5]], [str(path) for path in SAMPLES]
    hundred = str(write_articles(folder / "hundred", 100))
    make = [briefing, "make", "--as-of", "2021-06-18"]
    return (
        ("python -c pass", [sys.executable, "-c", "pass"]),
        ("python -c 'import weasyprint'", [sys.executable, "-c", "import weasyprint"]),
        ("briefing --help", [briefing, "--help"]),
        ("briefing make, 5 articles, Markdown", [*make, *five, "-f", "md"]),
        ("briefing make, 8 articles, Markdown", [*make, *eight, "-f", "md"]),
        ("briefing make, 8 articles, PDF", [*make, *eight, "-f", "pdf"]),
        ("briefing make, 8 articles, all four formats", [*make, *eight, *"-f md -f pdf -f html -f json".split()]),
        ("briefing make, 100 articles, Markdown", [*make, hundred, "-f", "md"]),
        ("briefing trace, 100 articles", [briefing, "trace", hundred]),
    )


def write_articles(folder: Path, count: int) -> Path:
    """Write training articles as text files, one paragraph a sentence, and return their folder."""
    folder.mkdir()
    for number, line in enumerate(ARTICLES.read_text(encoding="utf-8").splitlines()[:count]):
        article = json.loads(line)
        paragraphs = [article["title"], *(sentence["text"] for sentence in article["sentences"])]
        (folder / f"{number:03}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return folder


def measure(command: Sequence[str], folder: Path) -> tuple[list[float], float]:
    """Return the wall seconds of every run and the largest resident memory in MB."""
    runs = [_run(command, folder) for _ in range(RUNS)]
    return [seconds for seconds, _ in runs], max(peak for _, peak in runs)


def _run(command: Sequence[str], folder: Path) -> tuple[float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    errors = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}\n{errors[-1000:]}")
    return seconds, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
