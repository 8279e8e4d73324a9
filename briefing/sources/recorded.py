"""Find the documents that a brief was made from again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from briefing.errors import SourceError
from briefing.model import Document, RawDocument, Rejection
from briefing.sources.files import read_file
from briefing.sources.folders import collect
from briefing.sources.opening import opened
from briefing.text.reading import read


def find_again(documents: Iterable[Mapping[str, Any]], sources: Sequence[str]) -> dict[str, RawDocument]:
    """Return the documents of a record that are there, by the path they are recorded with.

    A file that was moved or renamed is known by its content.  Without ``sources`` the paths are taken from the current
    folder; SourceError where one is not there.
    """
    read_then = {str(each.get("path")): each.get("sha256") for each in documents if each.get("state") != "rejected"}
    if not sources:
        return {path: _found(raw) for path, raw in _here(read_then).items()}
    raws = collect(sources).kept
    by_path = {raw.location: raw for raw in raws}
    by_content = {sha256(raw.content).hexdigest(): raw for raw in raws}
    found = {path: by_path.get(path) or by_content.get(str(digest)) for path, digest in read_then.items()}
    return {path: raw for path, raw in found.items() if raw}


def still_there(documents: Iterable[Mapping[str, Any]], sources: Sequence[str]) -> dict[str, RawDocument]:
    """Return the documents of a record that are there, as ``find_again``, but none is asked for that is not."""
    known = tuple(documents)
    if sources:
        return find_again(known, sources)
    paths = dict.fromkeys(str(each.get("path")) for each in known if each.get("state") != "rejected")
    return {path: raw for path, raw in _here(paths).items() if isinstance(raw, RawDocument)}


def readings(raws: Mapping[str, RawDocument]) -> dict[str, Document]:
    """Return those documents that can still be read, as they are read now."""
    return {key: document for key, raw in raws.items() if isinstance(document := read(raw, key), Document)}


def texts(raws: Mapping[str, RawDocument]) -> dict[str, str]:
    """Return the texts of those documents that can still be read."""
    return {key: document.text for key, document in readings(raws).items()}


def earlier_texts(changes: Iterable[Mapping[str, Any]], sources: Sequence[str]) -> dict[str, str]:
    """Return the texts of the documents of earlier editions that are there with the bytes they had, by SHA-256.

    Without ``sources`` the paths are taken from the current folder.
    """
    befores = [each["before"] for each in changes if isinstance(each.get("before"), Mapping)]
    wanted = {str(before.get("sha256")): str(before.get("path")) for before in befores}
    raws = collect(sources).kept if sources else _here(sorted(wanted.values())).values()
    found = {sha256(raw.content).hexdigest(): raw for raw in raws if isinstance(raw, RawDocument)}
    # The format is told by the name that it was read under.
    again = {digest: replace(found[digest], location=path) for digest, path in wanted.items() if digest in found}
    return texts(again)


def checksums(raws: Mapping[str, RawDocument]) -> dict[str, str]:
    """Return the SHA-256 of each document's bytes."""
    return {path: sha256(raw.content).hexdigest() for path, raw in raws.items()}


def _here(paths: Iterable[str]) -> dict[str, RawDocument | Rejection]:
    """Return what lies under paths of the current folder: a file, or what a file there holds."""
    files = {path: _file_of(path) for path in paths}
    batch = opened(read_file(Path(file), file) for file in sorted(set(files.values())))
    found: dict[str, RawDocument | Rejection] = {each.location: each for each in batch.rejected}
    found |= {raw.location: raw for raw in batch.kept}
    return {path: found.get(path) or _missing(path, found.get(file)) for path, file in files.items()}


def _file_of(path: str) -> str:
    """Return the file that a path leads to or into: an archive, a mailbox, a mail."""
    around = (path, *map(str, PurePosixPath(path).parents))
    return next((each for each in around if os.path.isfile(each)), path)  # noqa: PTH113 - is_file raises for some names


def _missing(path: str, file: RawDocument | Rejection | None) -> Rejection:
    return Rejection(path, file.reason if isinstance(file, Rejection) else "its file does not hold it")


def _found(raw: RawDocument | Rejection) -> RawDocument:
    if isinstance(raw, RawDocument):
        return raw
    raise SourceError(f"{raw.location} is not in the current folder ({raw.reason}): say where it is with --sources DIR")
