"""Fuzz what reads strangers' bytes: python -m fuzz [SECONDS] [--only NAME,NAME] [--keep FOLDER]."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fuzz.harnesses import HARNESSES

MOST_SECONDS = 20  # for one input
MOST_MEMORY = 2_000  # MB
_RUNS = re.compile(r"Done (\d+) runs|^#(\d+)\t", re.MULTILINE)
_MISSING = (
    "atheris is not installed: it has wheels for Linux and CPython 3.11 to 3.14; ./run fuzz in a .venv of one of these"
)


def main() -> int:
    """Run the harnesses that are asked for, an equal time each; return 1 if one found something."""
    options = _options()
    if not _has_atheris():
        print(_MISSING, file=sys.stderr)
        return 2
    names = options.only.split(",") if options.only else list(HARNESSES)
    total, wrong = 0, False
    with TemporaryDirectory(prefix="briefing-fuzz-") as made:
        folder = options.keep or Path(made)
        for name in names:
            runs, said = tried(name, max(1, options.seconds // len(names)), folder / name)
            total, wrong = total + runs, wrong or bool(said)
            print(f"{name:9} {runs:>10,} inputs: {said or 'nothing found'}", flush=True)
    print(f"{'all':9} {total:>10,} inputs")
    return int(wrong)


def _has_atheris() -> bool:
    try:
        import atheris  # noqa: F401 - only whether it is there
    except ImportError:
        return False
    return True


def tried(name: str, seconds: int, folder: Path) -> tuple[int, str]:
    """Return how many inputs a harness was given, and what was found, '' for nothing."""
    seeds, found = folder / "seeds", folder / "found"
    seeds.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    for number, seed in enumerate(HARNESSES[name].seeds()):
        (seeds / f"seed-{number}").write_bytes(seed)
    limits = (f"-max_total_time={seconds}", f"-max_len={HARNESSES[name].longest}", f"-timeout={MOST_SECONDS}")
    command = [
        sys.executable,
        "-m",
        "fuzz.one",
        name,
        str(found / "input"),
        str(seeds),
        *limits,
        f"-rss_limit_mb={MOST_MEMORY}",
    ]
    done = subprocess.run([*command, f"-artifact_prefix={found}/"], capture_output=True, check=False)
    told = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
    runs = max((int(each[1] or each[2]) for each in _RUNS.finditer(told)), default=0)
    return runs, "" if not done.returncode else _said(told, folder)


def _said(told: str, folder: Path) -> str:
    """Return the end of a trace, and keep all that was said beside the input that led to it."""
    (folder / "said.txt").write_text(told, encoding="utf-8")
    found = re.search(r"Uncaught Python exception: ===\n(.*)", told) or re.search(r"ERROR: libFuzzer: (.*)", told)
    return f"{found[1] if found else 'it ended'} (see {folder})"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run fuzz", description=__doc__)
    parser.add_argument("seconds", metavar="SECONDS", nargs="?", type=int, default=600, help="in all; 600")
    parser.add_argument("--only", metavar="NAME,NAME", default="", help=f"of {', '.join(HARNESSES)}")
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="where the inputs are kept, to go on from them")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
