"""Which files are whole: those that two looks, some time apart, find the same; a copy that pauses is not taken half."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

# A file that was changed so recently, in seconds, or by its stamp in the future, may be one that is being written.
YOUNG = 2.0
APART = 0.25
# What other programs call a file that is not whole yet, or lock one with.
_UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", "~")
# Settings of this program, and the mark of a folder in a Maildir.
_NO_DOCUMENTS = frozenset(("briefing.toml", "sources.toml", "maildirfolder"))
_HIDDEN = (".", "~$")


class Look(NamedTuple):
    """What tells one state of a file from the next."""

    file: int
    size: int
    modified: int


class Watch(NamedTuple):
    """The clock by which files are stamped, in seconds, and the patience with those that are young.

    A young file is at rest when it has not changed for ``rest`` seconds; after ``longest`` no file is waited for.
    """

    now: Callable[[], float]
    sleep: Callable[[float], None]
    rest: float = YOUNG
    longest: float = 2 * YOUNG


def at_rest(paths: Iterable[Path], watch: Watch) -> dict[Path, Look | None]:
    """Return how the files look that are at rest; those that still change are left out."""
    looks = {path: look(path) for path in paths}
    now, waited = watch.now(), 0.0
    resting = {path: 0.0 for path, seen in looks.items() if seen and now - seen.modified / 1e9 < YOUNG}
    while resting and waited < watch.longest:
        watch.sleep(APART)
        waited += APART
        for path, rested in resting.items():
            before, looks[path] = looks[path], look(path)
            resting[path] = rested + APART if looks[path] == before else 0.0
        resting = {path: rested for path, rested in resting.items() if rested < watch.rest}
    return {path: seen for path, seen in looks.items() if path not in resting}


def look(path: Path) -> Look | None:
    """Return how a regular file looks now, None where there is none."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return None
    return Look(found.st_ino, found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def is_left_alone(name: str) -> bool:
    """Tell whether a name says that its file is hidden, not whole yet, or no document but settings."""
    return name.startswith(_HIDDEN) or name.lower().endswith(_UNFINISHED) or name in _NO_DOCUMENTS
