"""Collect raw documents from files, folders and glob patterns."""

from __future__ import annotations

import errno
import glob
import itertools
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from heapq import heappop, heappush
from pathlib import Path
from typing import NamedTuple

from briefing.errors import SourceError
from briefing.masking import anonymous
from briefing.model import Batch, RawDocument, Rejection, batch
from briefing.sources.files import BEING_WRITTEN, read_file, reason_of
from briefing.sources.formats.kinds import FORMATS
from briefing.sources.labels import label
from briefing.sources.opening import opened_each
from briefing.sources.settling import Look, Watch, at_rest, is_left_alone, look

_MAILDIR = ("cur", "new", "tmp")
_UNWANTED = frozenset(("drafts", "junk", "junk e-mail", "spam", "trash", "deleted items", "deleted messages"))


class _Found(NamedTuple):
    """A file under a source: its last ``depth`` parts are its path relative to that source."""

    depth: int
    path: Path


def collect(sources: Sequence[str | Path], watch: Watch | None = None) -> Batch[RawDocument]:
    """Read the files that the sources name, all of them into memory: see ``collect_each``."""
    return batch(collect_each(sources, watch))


def collect_each(sources: Sequence[str | Path], watch: Watch | None = None) -> Iterator[RawDocument | Rejection]:
    """Find the files that the sources name: files, folders (with all below them) and glob patterns.

    Yield the documents by location, each read when it is asked for, and then what was left out, by location.

    A document's location is its path relative to its source, and below that its place in its archive or mailbox; files
    that would share one get their folders before it.
    A file that is still being written, as the ``watch`` finds, is a rejection; without one all are taken as they are.
    A file named twice counts once, and the order of the sources changes nothing.  What cannot be read becomes a
    rejection; SourceError is raised only where not one of the sources exists.
    """
    places = {source: tuple(_found(source, sources)) for source in map(str, sources)}
    empty = {source: _nothing(source) for source, found in places.items() if not found}
    if places and all(empty.get(source) in ABSENT for source in places):
        raise SourceError(
            "; ".join(f"{label(anonymous(source))}: {reason}" for source, reason in sorted(empty.items()))
        )
    named = _located(_once(found for place in places.values() for found in place))
    still = at_rest(named, watch) if watch else None
    files = sorted((location, path) for path, location in named.items())
    return _read(files, still, [Rejection(label(anonymous(source)), reason) for source, reason in empty.items()])


def _read(
    files: Sequence[tuple[str, Path]], still: Mapping[Path, Look | None] | None, rejected: list[Rejection]
) -> Iterator[RawDocument | Rejection]:
    batches = opened_each(_whole(path, location, still) for location, path in files)
    with closing(batches):
        yield from _in_order(files, batches, rejected)
    yield from sorted(rejected, key=lambda rejection: (rejection.location, rejection.reason))


def _in_order(
    files: Iterable[tuple[str, Path]], batches: Iterator[Batch[RawDocument]], rejected: list[Rejection]
) -> Iterator[RawDocument]:
    """Yield the documents of files by location: one waits until no file that is still to be opened can come before it.

    «a.zip/b.txt» waits for «a.zip-2.txt».  What is rejected is added to ``rejected``.
    """
    waiting: list[tuple[str, bytes, int, RawDocument]] = []
    count = itertools.count()
    for location, _ in files:
        while waiting and waiting[0][0] < location:
            yield heappop(waiting)[-1]
        found = next(batches)
        rejected += found.rejected
        for raw in found.kept:
            heappush(waiting, (raw.location, sha256(raw.content).digest(), next(count), raw))
        del found
    while waiting:
        yield heappop(waiting)[-1]


def _whole(path: Path, location: str, still: Mapping[Path, Look | None] | None) -> RawDocument | Rejection:
    """Read a file if it is at rest, and is still as it was when that was seen."""
    if still is not None and path not in still:
        return Rejection(location, BEING_WRITTEN)
    found = read_file(path, location)
    if still is None or isinstance(found, Rejection) or look(path) == still[path]:
        return found
    return Rejection(location, BEING_WRITTEN)


def is_quiet(source: str) -> bool:
    """Tell whether a source is there and has nothing for now: an empty folder, a pattern that no file matches."""
    return (_is_folder(source) or glob.has_magic(source)) and not any(_found(source, ())) and not unreachable(source)


def unreachable(source: str) -> str:
    """Return why nothing can be had of a file, a folder or the folder of a pattern; '' where it is there."""
    pattern = glob.has_magic(source) and not os.path.lexists(source)
    place = Path(_fixed_part(source) if pattern else source)
    try:
        if place.is_dir():
            os.scandir(place).close()
        place.stat()
    except OSError as error:
        return MISSING if error.errno in (errno.ENOENT, errno.ENOTDIR) else reason_of(error)
    except ValueError:  # a NUL in the name
        return MISSING
    return ""


MISSING, _NO_MATCH = "no such file or folder", "no file matches this pattern"
ABSENT = (MISSING, _NO_MATCH)


def _nothing(source: str) -> str:
    if _is_folder(source):
        return f"the folder holds no document ({', '.join(FORMATS)})"
    return unreachable(source) or _NO_MATCH if glob.has_magic(source) else MISSING


def _found(source: str, sources: Sequence[str | Path]) -> Iterator[_Found]:
    """Yield the files of one source, without those that are hidden or whose names say that they are not whole."""
    if _is_folder(source):
        yield from _below(Path(os.path.realpath(source)), above=0)
    elif os.path.lexists(source):
        yield _Found(1, _led_to(_absolute(source), sources))
    elif glob.has_magic(source):
        base = len(Path(os.path.realpath(_fixed_part(source))).parts)
        for match in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
            path = _absolute(match)
            if path.is_dir() and not path.is_symlink():
                yield from _below(path, above=len(path.parts) - base)
            elif not is_left_alone(path.name) or is_left_alone(Path(source).name):
                yield _Found(len(path.parts) - base, path)


def _is_folder(source: str) -> bool:
    return os.path.isdir(source)  # noqa: PTH112 - Path.is_dir raises for a name that is too long


def _below(folder: Path, above: int) -> Iterator[_Found]:
    unreadable: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=unreadable.append):
        # A link to a folder is listed as a folder, never entered: it is reported as the file that it is.
        links = [name for name in folders if Path(root, name).is_symlink()]
        folders[:] = sorted(name for name in folders if _is_entered(Path(root), name, folders))
        # What lies in a hidden folder of mails itself is the mail server's.
        shown = [] if Path(root) != folder and Path(root).name.startswith(".") else files
        for name in shown + links:
            if not is_left_alone(name):
                yield _under(folder, Path(root, name), above)
    for error in unreadable:
        yield _under(folder, Path(error.filename), above)


def _is_entered(root: Path, name: str, beside: Sequence[str]) -> bool:
    """Tell whether a folder is looked into: neither hidden nor where a Maildir writes mails before they are in ``new``.

    Folders of mails in a Maildir are hidden beside «cur» and «new», as Maildir++ has it, and have these themselves;
    those for drafts, junk and trash are left alone, as RFC 6154 names them.
    """
    if name.startswith("."):
        return name.rpartition(".")[2].casefold() not in _UNWANTED and all(
            _is_folder(str(root / name / each)) for each in _MAILDIR
        )
    return not (name == "tmp" and {"cur", "new"} <= {*beside})


def _under(folder: Path, path: Path, above: int) -> _Found:
    return _Found(max(1, above + len(path.parts) - len(folder.parts)), path)


def _fixed_part(pattern: str) -> str:
    parts = Path(pattern).parts
    magic = next(position for position, part in enumerate(parts) if glob.has_magic(part))
    return str(Path(*parts[:magic]))


def _absolute(name: str) -> Path:
    # Only the folders are resolved: a link at the end must still be seen as one.
    path = Path(name)
    return Path(os.path.realpath(path.parent), path.name)


def _led_to(path: Path, sources: Sequence[str | Path]) -> Path:
    """Return the file that a named link leads to, where it lies below the link's own folder or one that is named too.

    Elsewhere it is the link, which is refused: a shell names all that lies in a folder, links of strangers too.
    """
    if not path.is_symlink():
        return path
    end = Path(os.path.realpath(path))
    folders = (path.parent, *(Path(os.path.realpath(each)) for each in map(str, sources) if _is_folder(each)))
    return end if end.is_file() and any(folder in end.parents for folder in folders) else path


def _once(found: Iterable[_Found]) -> dict[Path, int]:
    """Return each file with the shortest of its depths, whatever the number of sources that name it."""
    depths: dict[Path, int] = {}
    for file in sorted(found, reverse=True):
        depths[file.path] = file.depth
    return depths


def _located(depths: Mapping[Path, int]) -> dict[Path, str]:
    """Name each file by its last parts, as many as tell it from every other file."""
    depths = dict(depths)
    while True:
        names = {path: label("/".join(path.parts[-depth:])) for path, depth in depths.items()}
        count = Counter(names.values())
        deeper = {
            path: depth + 1 for path, depth in depths.items() if count[names[path]] > 1 and depth < len(path.parts) - 1
        }
        if not deeper:
            return names
        depths |= deeper
