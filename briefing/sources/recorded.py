"""Find the documents that a brief was made from again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing.errors import SourceError
from briefing.model import Document, RawDocument, Rejection
from briefing.sources.files import read_file
from briefing.sources.folders import collect
from briefing.sources.shelf import PAGES
from briefing.text.reading import read
from briefing.values import is_address


def find_again(documents: Iterable[Mapping[str, Any]], sources: Sequence[str], near: Path) -> dict[str, RawDocument]:
    """Return the documents of a record that are there, by the path they are recorded with.

    A file that was moved or renamed is known by its content.  Without ``sources`` the paths are taken from the current
    folder, and pages that were fetched from the folder ``pages`` in ``near``, where the record is, or above it;
    SourceError where one is not there.
    """
    read_then = {str(each.get("path")): each.get("sha256") for each in documents if each.get("state") != "rejected"}
    if not sources:
        return {path: _here(path, str(digest), near) for path, digest in read_then.items()}
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
    paths = {str(each.get("path")): str(each.get("sha256")) for each in known if each.get("state") != "rejected"}
    looked_for = {path: _looked_for(path, digest, near) for path, digest in paths.items()}
    return {path: raw for path, raw in looked_for.items() if isinstance(raw, RawDocument)}


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
    raws = collect(sources).kept if sources else [_looked_for(wanted[each], each, near) for each in sorted(wanted)]
    found = {sha256(raw.content).hexdigest(): raw for raw in raws if isinstance(raw, RawDocument)}
    # The format is told by the name that it was read under.
    again = {digest: RawDocument(path, found[digest].content) for digest, path in wanted.items() if digest in found}
    return texts(again)


def checksums(raws: Mapping[str, RawDocument]) -> dict[str, str]:
    """Return the SHA-256 of each document's bytes."""
    return {path: sha256(raw.content).hexdigest() for path, raw in raws.items()}


def _here(path: str, digest: str, near: Path) -> RawDocument:
    found = _looked_for(path, digest, near)
    if isinstance(found, RawDocument):
        return found
    if is_address(path):
        raise SourceError(f"{path} is not in {near / PAGES}: say where the pages are with --sources DIR")
    raise SourceError(f"{path} is not in the current folder ({found.reason}): say where it is with --sources DIR")


def _looked_for(path: str, digest: str, near: Path) -> RawDocument | Rejection:
    if not is_address(path):
        return read_file(Path(path), path)
    name = f"{digest}.*" if re.fullmatch(r"[0-9a-f]{64}", digest) else "none"
    files = [file for folder in (near, near.absolute().parent) for file in sorted((folder / PAGES).glob(name))]
    return read_file(files[0], path) if files else Rejection(path, "no such file or folder")
