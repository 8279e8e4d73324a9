"""Find the documents that a brief was made from again."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from briefing.errors import SourceError
from briefing.model import Document, RawDocument, Rejection
from briefing.sources.files import VANISHED, read_file
from briefing.sources.folders import collect
from briefing.sources.labels import label
from briefing.sources.opening import opened, paged
from briefing.sources.shelf import PAGES
from briefing.text.reading import read
from briefing.values import is_address

ARCHIVE = "archive"


def find_again(documents: Iterable[Mapping[str, Any]], sources: Sequence[str], near: Path) -> dict[str, RawDocument]:
    """Return the documents of a record that are there, by the path they are recorded with.

    A file that was moved or renamed is known by its content.  Without ``sources`` the paths are taken from the current
    folder, and pages that were fetched from the folder ``pages`` in ``near``, where the record is, or above it; what is
    not there as it was is taken from the archive of a scheduled brief above ``near``, by its checksum.  SourceError
    where one is nowhere.
    """
    read_then = {str(each.get("path")): each.get("sha256") for each in documents if each.get("state") != "rejected"}
    if not sources:
        return {path: _found(raw, near) for (path, _), raw in _here(read_then.items(), near).items()}
    raws = collect(sources).kept
    by_path = {raw.location: raw for raw in raws}
    by_content = {sha256(raw.content).hexdigest(): raw for raw in raws}
    found = {path: by_path.get(path) or by_content.get(str(digest)) for path, digest in read_then.items()}
    return {path: raw for path, raw in found.items() if raw}


def still_there(documents: Iterable[Mapping[str, Any]], sources: Sequence[str], near: Path) -> dict[str, RawDocument]:
    """Return the documents of a record that are there, as ``find_again``, but none is asked for that is not."""
    known = tuple(documents)
    if sources:
        return find_again(known, sources, near)
    paths = {str(each.get("path")): each.get("sha256") for each in known if each.get("state") != "rejected"}
    return {path: raw for (path, _), raw in _here(paths.items(), near).items() if isinstance(raw, RawDocument)}


def readings(raws: Mapping[str, RawDocument]) -> dict[str, Document]:
    """Return those documents that can still be read, as they are read now."""
    return {key: document for key, raw in raws.items() if isinstance(document := read(raw, key), Document)}


def texts(raws: Mapping[str, RawDocument]) -> dict[str, str]:
    """Return the texts of those documents that can still be read."""
    return {key: document.text for key, document in readings(raws).items()}


def earlier_texts(changes: Iterable[Mapping[str, Any]], sources: Sequence[str], near: Path) -> dict[str, str]:
    """Return the texts of the documents of earlier editions that are there with the bytes they had, by SHA-256.

    Without ``sources`` they are looked for where ``find_again`` does.
    """
    befores = [each["before"] for each in changes if isinstance(each.get("before"), Mapping)]
    wanted = {str(before.get("sha256")): str(before.get("path")) for before in befores}
    known = sorted((path, digest) for digest, path in wanted.items())
    raws = collect(sources).kept if sources else _here(known, near).values()
    found = {sha256(raw.content).hexdigest(): raw for raw in raws if isinstance(raw, RawDocument)}
    # The format is told by the name that it was read under.
    again = {digest: replace(found[digest], location=path) for digest, path in wanted.items() if digest in found}
    return texts(again)


def checksums(raws: Mapping[str, RawDocument]) -> dict[str, str]:
    """Return the SHA-256 of each document's bytes."""
    return {path: sha256(raw.content).hexdigest() for path, raw in raws.items()}


_Place = tuple[str, object]


def _here(places: Iterable[_Place], near: Path) -> dict[_Place, RawDocument | Rejection]:
    """Return what lies under paths of the current folder, a file or what it holds, and the pages near a record."""
    files = {place: _file_of(*place, near) for place in places}
    batch = opened(read_file(Path(file), file) for file in sorted(set(files.values())))
    found: dict[str, RawDocument | Rejection] = {each.location: each for each in batch.rejected}
    found |= {raw.location: raw for raw in batch.kept}
    there = {place: _under(place[0], file, found) for place, file in files.items()}
    there |= _within_pages([place for place, raw in there.items() if not _is(raw, place[1])], near)
    return there | _archived([place for place, raw in there.items() if not _is(raw, place[1])], near)


def _within_pages(places: Iterable[_Place], near: Path) -> dict[_Place, RawDocument]:
    """Return those documents that pages near a record hold, as a mail or lines of JSON do, with the bytes they had."""
    wanted = [place for place in places if is_address(place[0])]
    folders = [each for each in (near / PAGES, near.absolute().parent / PAGES) if each.is_dir()]
    raws = collect(folders).kept if wanted and folders else ()
    by_content = {sha256(raw.content).hexdigest(): raw for raw in raws}
    found = ((place, by_content.get(str(place[1]))) for place in wanted)
    return {place: replace(raw, location=place[0]) for place, raw in found if raw}


def _is(raw: RawDocument | Rejection, digest: object) -> bool:
    return isinstance(raw, RawDocument) and sha256(raw.content).hexdigest() == digest


def kept_as(digest: str) -> Path:
    """Return where in an archive the bytes of a document lie."""
    return Path("documents", digest[:2], digest)


def _archived(places: Iterable[_Place], near: Path) -> dict[_Place, RawDocument | Rejection]:
    """Return those documents that an archive above a record keeps, with the bytes that they had."""
    kept = [(path, digest, _kept(path, digest, near)) for path, digest in places]
    found = [((path, digest), raw) for path, digest, raw in kept if isinstance(raw, RawDocument)]
    return dict(zip((place for place, _ in found), paged(raw for _, raw in found), strict=True))


def _kept(path: str, digest: object, near: Path) -> RawDocument | None:
    if not _is_checksum(digest):
        return None
    for folder in (near.absolute(), *near.absolute().parents):
        raw = read_file(folder / ARCHIVE / kept_as(str(digest)), path)
        if isinstance(raw, RawDocument) and _is(raw, digest):
            return raw
    return None


def _is_checksum(digest: object) -> bool:
    return re.fullmatch(r"[0-9a-f]{64}", str(digest)) is not None


def _under(path: str, file: str, found: Mapping[str, RawDocument | Rejection]) -> RawDocument | Rejection:
    raw = found.get(file if is_address(path) else path)
    if isinstance(raw, RawDocument):
        return replace(raw, location=path)
    reason = next((each.reason for each in (raw, found.get(file)) if isinstance(each, Rejection)), None)
    return Rejection(path, reason or "its file does not hold it")


def _file_of(path: str, digest: object, near: Path) -> str:
    """Return the file that a path leads to or into: an archive, a mailbox, a mail; of an address the page was kept."""
    if is_address(path):
        name = f"{digest}.*" if _is_checksum(digest) else "none"
        pages = (page for folder in (near, near.absolute().parent) for page in sorted((folder / PAGES).glob(name)))
        return str(next(pages, near / PAGES / "none"))
    around = (path, *map(str, PurePosixPath(path).parents))
    return next((each for each in around if os.path.isfile(each)), path)  # noqa: PTH113 - is_file raises for some names


def _found(raw: RawDocument | Rejection, near: Path) -> RawDocument:
    if isinstance(raw, RawDocument):
        return raw
    if is_address(raw.location):
        raise SourceError(f"{label(raw.location)} is not in {near / PAGES}: say where the pages are with --sources DIR")
    why = "" if raw.reason == VANISHED else f" ({raw.reason})"
    raise SourceError(f"{label(raw.location)} is not in the current folder{why}: say where it is with --sources DIR")
