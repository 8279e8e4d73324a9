"""The command as a process: bad input, broken places, and the same bytes from the same input."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from articles import ENGLISH, lay_out
from costs import seconds

RUN = (sys.executable, "-m", "briefing")
FORMATS = ("-f", "md", "-f", "html", "-f", "json")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    lay_out(tmp_path / "inbox")
    return tmp_path


def run(desk: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*RUN, *map(str, arguments)],
        cwd=desk,
        env=os.environ | {"PYTHONHASHSEED": "random"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def make(desk: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(desk, "make", *arguments, "--as-of", "2031-05-06", **environment)


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_a_brief_in_every_format(desk: Path) -> None:
    done = make(desk, "inbox", *FORMATS, "-f", "pdf")
    assert (done.returncode, done.stderr) == (0, "")
    written = [desk / line for line in done.stdout.splitlines()]
    assert sorted(path.suffix for path in written) == [".html", ".json", ".md", ".pdf"]
    assert sorted(written) == sorted((desk / "out").iterdir())
    assert written[-1].read_bytes().startswith(b"%PDF-")


def test_every_quotation_stands_in_its_source(desk: Path) -> None:
    make(desk, "inbox", *FORMATS)
    made = json.loads(next((desk / "out").glob("*.json")).read_text(encoding="utf-8"))
    markdown = next((desk / "out").glob("*.md")).read_text(encoding="utf-8")
    paths = {document["id"]: document["path"] for document in made["documents"]}
    assert made["findings"]
    for finding in made["findings"]:
        text = (desk / "inbox" / paths[finding["doc"]]).read_text(encoding="utf-8")
        assert text[finding["start"] : finding["end"]] == finding["text"]
        assert finding["text"][:20] in markdown


@pytest.mark.slow
def test_shuffled_arguments_and_two_runs_give_the_same_bytes(desk: Path) -> None:
    sources = [f"inbox/{path.name}" for path in (desk / "inbox").iterdir()] + ["inbox", "gone.txt", "inbox/*.txt"]
    made = []
    for seed in range(3):
        random.Random(seed).shuffle(sources)
        done = make(desk, *sources, *FORMATS, "-f", "pdf", "-o", f"out{seed}", TZ="Asia/Tokyo" if seed else "UTC")
        assert done.returncode == 3
        made.append(digests(desk / f"out{seed}"))
    assert made[0] == made[1] == made[2]
    assert len(made[0]) == 4


def test_bad_documents_are_left_out_with_reasons_and_lose_nothing_else(desk: Path) -> None:
    alone = make(desk, "inbox", "-f", "json", "-o", "alone")
    inbox = desk / "inbox"
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "blank.txt").write_bytes(b" \n\t\n")
    (inbox / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (inbox / "furniture.html").write_text("<nav><a href='/'>Home</a></nav><footer>Cookies</footer>")
    (inbox / "scan.docx").write_bytes(b"PK\x03\x04")
    (inbox / "link.txt").symlink_to("/etc/hostname")
    os.mkfifo(inbox / "pipe.txt")
    done = make(desk, "inbox", "-f", "json", "-o", "beside")
    assert (alone.returncode, done.returncode) == (0, 3)
    before, after = (json.loads(next((desk / out).iterdir()).read_text()) for out in ("alone", "beside"))
    assert sorted(each["location"] for each in after["rejections"]) == [
        "binary.txt", "blank.txt", "empty.txt", "furniture.html", "link.txt", "pipe.txt", "scan.docx",
    ]  # fmt: skip
    assert all(each["reason"] for each in after["rejections"])
    assert len(done.stderr.splitlines()) == 7
    assert [each["text"] for each in after["findings"]] == [each["text"] for each in before["findings"]]


def test_an_old_file_is_replaced_whole_and_nothing_is_left_beside_it(desk: Path) -> None:
    first = make(desk, "inbox", "-f", "md", "--title", "Morn")
    path = desk / first.stdout.strip()
    good = path.read_bytes()
    path.write_bytes(b"old" * 100_000)
    make(desk, "inbox", "-f", "md", "--title", "Morn")
    assert path.read_bytes() == good
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_place_that_cannot_be_written_to_is_an_error(desk: Path) -> None:
    (desk / "out").write_text("a file where the folder should be")
    done = make(desk, "inbox", "-f", "md")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("briefing: out")


def test_verify_confirms_a_brief_and_finds_a_moved_quotation(desk: Path) -> None:
    make(desk, "inbox", "-f", "json")
    record = next((desk / "out").iterdir())
    done = run(desk, "verify", record, "--sources", "inbox")
    assert (done.returncode, done.stderr) == (0, "")
    record.write_text(record.read_text(encoding="utf-8").replace('"start": ', '"start": 1'), encoding="utf-8")
    assert run(desk, "verify", record, "--sources", "inbox").returncode == 1


@pytest.mark.slow
def test_a_terminal_without_unicode_is_no_obstacle(desk: Path) -> None:
    (desk / "inbox" / "naïve.txt").write_text(ENGLISH.replace("LORDAL", "Łódź"), encoding="utf-8")
    for encoding in ("ascii", "latin-1"):
        done = run(desk, "trace", "inbox", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert done.returncode == 0
        assert "Łódź" in done.stdout
        assert make(desk, "inbox", "-f", "md", "--title", "Łódź", PYTHONIOENCODING=encoding).returncode == 0


def test_a_closed_pipe_is_no_traceback(desk: Path) -> None:
    command = ["sh", "-c", '"$0" -m briefing trace inbox inbox | head -1', sys.executable]
    done = subprocess.run(command, cwd=desk, capture_output=True, text=True, check=False)
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_help_costs_no_more_than_eight_bare_interpreters(desk: Path) -> None:
    def once(*command: str) -> float:
        begin = seconds()
        subprocess.run(command, check=True, capture_output=True, cwd=desk)
        return seconds() - begin

    rounds = [(once(*RUN, "--help"), once(sys.executable, "-c", "pass")) for _ in range(12)]
    ours, bare = (min(times) for times in zip(*rounds, strict=True))
    assert ours <= 8 * bare


def after_a_brief(desk: Path, expression: str) -> str:
    """Return what an expression is when the process of a brief ends."""
    script = f"""
import atexit, gc, os
from briefing.cli import main
atexit.register(lambda: print({expression}))
main(["make", "inbox", "-f", "md"])
"""
    environment = {name: value for name, value in os.environ.items() if "THREADS" not in name}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux lists the threads of a process")
def test_a_brief_starts_no_thread(desk: Path) -> None:
    assert after_a_brief(desk, 'len(os.listdir("/proc/self/task"))') == "1"


def test_nothing_is_looked_through_for_garbage_at_the_end(desk: Path) -> None:
    assert after_a_brief(desk, "gc.get_freeze_count() > 10_000") == "True"
