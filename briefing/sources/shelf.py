"""What was fetched, kept: a page under the checksum of its bytes, and for each address what its last answer was.

A page lies in the folder as ``<sha256>.html`` (or ``.txt``, ``.pdf`` …), as any document may; what is no document, a
feed or a robots.txt, and the records of addresses and hosts are hidden files beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.model import Artifact
from briefing.publish.archive import write

if TYPE_CHECKING:
    from briefing.sources.fetching import Response

PAGES = "pages"  # the folder beside a brief's files, or in the archive
_BY_KIND = {"text/plain": ".txt", "text/markdown": ".md"}
_BY_CONTENT = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"))


@dataclass(frozen=True, slots=True)
class Kept:
    """The last answer of an address: where it was found (``url``), when it was asked, and the file that has it."""

    asked: str
    url: str
    fetched: str
    sha256: str
    file: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of what was fetched."""

    folder: Path

    def known(self, asked: str) -> Kept | None:
        """Return the last answer of an address, if its bytes are there as they were kept."""
        found = _read(self._record("addresses", asked))
        try:
            kept = Kept(**found)
        except TypeError:
            return None
        return kept if kept.asked == asked and self.content(kept) is not None else None

    def content(self, kept: Kept) -> bytes | None:
        """Return the bytes of an answer, None where they are gone or others."""
        try:
            content = (self.folder / Path(kept.file).name).read_bytes()
        except OSError:
            return None
        return content if sha256(content).hexdigest() == kept.sha256 else None

    def keep(self, asked: str, response: Response, at: datetime, *, document: bool = True) -> Kept:
        """Keep an answer and return its record."""
        checksum = sha256(response.content).hexdigest()
        file = f"{'' if document else '.'}{checksum}{ending(response) if document else ''}"
        if not (self.folder / file).exists():
            write(Artifact("raw", response.content), self.folder / file)
        return self.note(Kept(asked, response.at.url, at.isoformat(), checksum, file, response.etag, response.modified))

    def note(self, kept: Kept) -> Kept:
        """Write what the last answer of an address was."""
        self._note("addresses", kept.asked, asdict(kept))
        return kept

    def host(self, name: str) -> Mapping[str, Any]:
        """Return what was noted of a host."""
        return _read(self._record("hosts", name))

    def note_host(self, name: str, noted: Mapping[str, object]) -> None:
        """Note something of a host."""
        self._note("hosts", name, noted)

    def _note(self, kind: str, name: str, noted: Mapping[str, object]) -> None:
        write(Artifact("json", json.dumps(noted, indent=1).encode() + b"\n"), self._record(kind, name))

    def _record(self, kind: str, name: str) -> Path:
        return self.folder / f".{kind}" / f"{sha256(name.encode()).hexdigest()[:32]}.json"


def ending(response: Response) -> str:
    """Return the ending of the file of an answer, by its content."""
    known = next((ending for mark, ending in _BY_CONTENT if response.content.startswith(mark)), "")
    return known or _BY_KIND.get(response.kind, ".html")


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):  # What is not there, or no record, is not known: it is asked for again.
        return {}
    return found if isinstance(found, dict) else {}
