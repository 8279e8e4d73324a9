"""Files of a brief: their names, and writing them whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from briefing.errors import PublishError
from briefing.model import Artifact, Brief

LONGEST_SLUG = 60


class Written(NamedTuple):
    """A file that was written, and the checksum of its bytes."""

    path: Path
    sha256: str


def edition(brief: Brief) -> str:
    """Return the name of a brief: its date and its title in ASCII, «2021-06-16-talks-in-geneva»; «-2» of a namesake."""
    name = f"{brief.as_of.isoformat()}-{slug(brief.title)}"
    return f"{name}-{brief.namesake}" if brief.namesake > 1 else name


def told_apart(briefs: Iterable[Brief]) -> tuple[Brief, ...]:
    """Return briefs that are made together, counted where their names are one: none must overwrite another."""
    apart: dict[str, Brief] = {}
    for brief in briefs:
        numbered = (replace(brief, namesake=number) for number in count(1))
        one = next(each for each in numbered if edition(each) not in apart)
        apart[edition(one)] = one
    return tuple(apart.values())


def file_name(brief: Brief, format: str) -> str:  # noqa: A002 - the field of Artifact is called format
    """Return the name of a brief's file in one format."""
    return f"{edition(brief)}.{format}"


def slug(title: str) -> str:
    """Return a title in lower-case ASCII letters, digits and hyphens, whole words of at most 60; «brief» for none.

    A title in another script becomes «brief-» with a few digits of its checksum: two briefs of one day must not
    overwrite each other.
    """
    found = re.findall(r"[^\W_]+", re.sub("['’]", "", normalize("NFC", title)))
    plain = (re.sub(r"[^a-z0-9]", "", normalize("NFKD", word).lower()) for word in found)
    words = "-".join(word for word in plain if word)
    if len(words) > LONGEST_SLUG:
        words = words[: LONGEST_SLUG + 1].rpartition("-")[0] or words[:LONGEST_SLUG]
    return words or (f"brief-{sha256(title.encode()).hexdigest()[:8]}" if title.strip() else "brief")


def write(artifact: Artifact, path: Path) -> Written:
    """Write an artifact whole or not at all; raise PublishError with the path and the reason.

    A temporary file in the same folder takes the bytes, reaches the disk, and then takes the name: nobody ever reads
    half a brief, and a power cut leaves the old file or the new one.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_through(temporary, artifact.content)
            temporary.replace(path)
            sync_folder(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return Written(path, sha256(artifact.content).hexdigest())


def check_writable(folder: Path) -> None:
    """Raise PublishError, as ``write`` does, where a folder takes no file or cannot be made; nothing is left there."""
    from tempfile import TemporaryFile

    with _told(folder):
        place = _standing(folder)
        if not place.is_dir():
            raise NotADirectoryError
        TemporaryFile(dir=place).close()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Raise PublishError with the path and the reason where the system does not write there."""
    try:
        yield
    except (FileExistsError, NotADirectoryError) as error:
        above = _standing(path)
        raise PublishError(f"{path} cannot be written: {above} is a file, not a folder") from error
    except OSError as error:
        raise PublishError(f"{path} cannot be written: {error.strerror or error}") from error


def _standing(path: Path) -> Path:
    """Return the path, or the nearest above it that is there."""
    return next(each for each in (path.absolute(), *path.absolute().parents) if each.exists())


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are not there, for nobody else's eyes; raise PublishError where not."""
    try:
        for each in (*reversed(folder.parents), folder):
            each.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise PublishError(f"{folder} cannot be made: {error.strerror or error}") from error


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    if os.name == "nt":  # Windows cannot open a folder, and needs no flush of it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
