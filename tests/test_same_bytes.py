"""The same documents give the same bytes, whoever asks, wherever and whenever."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from articles import lay_out

from briefing.publish.templates import names

HERE = {
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "1",
    "USER": "ada",
    "LOGNAME": "ada",
}
ELSEWHERE = {
    "LANG": "de_DE.UTF-8",
    "LC_ALL": "tr_TR.UTF-8",
    "TZ": "Asia/Tokyo",
    "PYTHONHASHSEED": "77",
    "USER": "zoë",
    "LOGNAME": "zoë",
    "SOURCE_DATE_EPOCH": "86400",
}
CHANGED = {"HOME", "LC_ALL", "SOURCE_DATE_EPOCH", "XDG_STATE_HOME"}


def made(home: Path, inbox: Path, template: str, environment: dict[str, str], umask: int) -> dict[str, str]:
    """Return the checksums of a brief in every format, made in a folder of its own by somebody at home there."""
    home.mkdir(parents=True)
    kept = {name: value for name, value in os.environ.items() if name not in CHANGED}
    formats = [part for form in ("md", "html", "json", "pdf") for part in ("-f", form)]
    subprocess.run(
        [sys.executable, "-m", "briefing", "make", inbox, "--as-of", "2031-05-06", "--template", template, *formats],
        cwd=home,
        env=kept | {"HOME": str(home)} | environment,
        umask=umask,
        check=True,
        capture_output=True,
    )
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in (home / "out").iterdir()}


def copied(inbox: Path, to: Path) -> Path:
    """Return a copy of a folder, made in another order, of files of another day."""
    to.mkdir(parents=True)
    for at, path in enumerate(sorted(inbox.iterdir(), reverse=True)):
        (to / path.name).write_bytes(path.read_bytes())
        os.utime(to / path.name, (at, 10**9 + at))
    return to


@pytest.mark.slow
@pytest.mark.parametrize("template", names())
def test_another_user_at_another_place_gets_the_same_bytes(template: str, tmp_path: Path) -> None:
    inbox = lay_out(tmp_path / "inbox")
    there = copied(inbox, tmp_path / "other disk" / "inbox")
    ours = made(tmp_path / "ada", inbox, template, HERE, 0o022)
    theirs = made(tmp_path / "zoë" / "deep down", there, template, ELSEWHERE, 0o077)
    assert len(ours) == 4
    assert ours == theirs
