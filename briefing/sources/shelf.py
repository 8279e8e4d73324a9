"""What was fetched, kept: a page under the checksum of its bytes, and for each address what its last answer was.

A page lies in the folder as ``<sha256>.html`` (or ``.txt``, ``.pdf`` …), as any document may; what is no document, a
feed or a robots.txt, and the records of addresses and hosts, are hidden beside it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.model import Artifact
from briefing.publish.archive import write

if TYPE_CHECKING:
    from briefing.sources.fetching import Response

PAGES = "pages"  # the folder beside a brief's files, or in the archive
_BY_KIND = {"text/markdown": ".md", "text/plain": ".txt"}
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

    @property
    def hosts(self) -> Path:
        """The folder for what is known of hosts, where no other shelf shares it."""
        return self.folder / ".hosts"

    def known(self, asked: str) -> Kept | None:
        """Return the last answer of an address, if its bytes are there as they were kept."""
        found = _read(self._record(asked))
        try:
            kept = Kept(**found)
            timed = datetime.fromisoformat(kept.fetched).tzinfo is not None
        except (TypeError, ValueError):
            return None
        told = timed and all(isinstance(value, str) and value.isprintable() for value in found.values())
        return kept if told and kept.asked == asked and self.content(kept) is not None else None

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
        file = _document(response) if document else f".{checksum}"
        if not (self.folder / file).exists():
            write(Artifact("raw", response.content), self.folder / file)
        return self.note(Kept(asked, response.at.url, at.isoformat(), checksum, file, response.etag, response.modified))

    def note(self, kept: Kept) -> Kept:
        """Write what the last answer of an address was."""
        noted = json.dumps(asdict(kept), indent=1).encode() + b"\n"
        write(Artifact("json", noted), self._record(kept.asked))
        return kept

    def holds(self, response: Response) -> bool:
        """Tell whether the bytes of an answer lie here as a document already, of whatever address."""
        return (self.folder / _document(response)).exists()

    def restore(self, known: Kept, later: Kept, *, forget: bool) -> Kept:
        """Put an earlier answer back in the place of a later one that says the same; return its record.

        With ``forget`` the later bytes are removed: nobody can have quoted them.
        """
        if forget:
            (self.folder / later.file).unlink(missing_ok=True)
        return self.note(replace(later, sha256=known.sha256, file=known.file))

    def _record(self, asked: str) -> Path:
        return self.folder / ".addresses" / f"{sha256(asked.encode()).hexdigest()[:32]}.json"


def _document(response: Response) -> str:
    """Return the name of the file of an answer that is a document; its ending is that of its content."""
    known = next((ending for mark, ending in _BY_CONTENT if response.content.startswith(mark)), ".html")
    return sha256(response.content).hexdigest() + _BY_KIND.get(response.kind, known)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):  # What is no record is not known: it is asked for again.
        return {}
    return found if isinstance(found, dict) else {}
