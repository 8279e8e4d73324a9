"""The archive of the scheduled side: documents as they were read, and every edition's files and messages.

``archive/`` lies beside the ledger.  Documents are kept once, by their checksum; what an edition consists of lies in
``archive/<brief>/<period>/``.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefing.errors import PublishError
from briefing.model import Artifact, RawDocument
from briefing.publish.archive import Written, make_private, write
from briefing.sources.recorded import ARCHIVE, kept_as
from briefing.sources.shelf import PAGES

LEAST_FREE = 50_000_000
_PROGRESS = "progress"
TRANSLATIONS = "translations"


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of the archive."""

    folder: Path

    def slot(self, brief: str, period: str) -> Path:
        """Return the folder of an edition."""
        return self.folder / brief / period.replace(":", "-")

    def translations(self, brief: str) -> Path:
        """Return the folder of the translations of a brief's quotations."""
        return self.folder / brief / TRANSLATIONS

    def pages(self, brief: str) -> Path:
        """Return the folder of the pages that a brief fetched."""
        return self.folder / brief / PAGES

    @property
    def hosts(self) -> Path:
        """The folder of what is known of hosts that were asked for pages, one for all briefs."""
        return self.folder / ".hosts"

    def keep(self, raw: RawDocument) -> str:
        """Keep a document's bytes and return their checksum."""
        checksum = sha256(raw.content).hexdigest()
        make_private(self.folder)
        if not self._document(checksum).exists():
            write(Artifact("raw", raw.content), self._document(checksum))
        return checksum

    def document(self, checksum: str, location: str) -> RawDocument:
        """Return a document that is kept; raise PublishError where it is gone or not what it was."""
        content = self.read(self._document(checksum))
        if sha256(content).hexdigest() != checksum:
            raise PublishError(f"{self._document(checksum)} is not what was kept there")
        return RawDocument(location, content)

    def write(self, path: Path, content: bytes) -> Written:
        """Write a file of an edition, whole or not at all."""
        return write(Artifact(path.suffix.lstrip("."), content), path)

    def read(self, path: Path) -> bytes:
        """Return the bytes of a file in the archive."""
        try:
            return path.read_bytes()
        except OSError as error:
            raise PublishError(f"{path} cannot be read: {error.strerror}") from error

    def note(self, brief: str, period: str, work: str) -> None:
        """Note what is being worked on, to be read where the process dies over it; it need not outlive the machine."""
        path = self.slot(brief, period) / _PROGRESS
        make_private(path.parent)
        path.write_text(work, encoding="utf-8")

    def noted(self, brief: str, period: str) -> str:
        """Return what was being worked on, '' where nothing was noted."""
        path = self.slot(brief, period) / _PROGRESS
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def has_room(self) -> bool:
        """Tell whether the disk has room for another edition."""
        folder = self.folder if self.folder.exists() else self.folder.parent
        return shutil.disk_usage(folder).free >= LEAST_FREE

    def _document(self, checksum: str) -> Path:
        return self.folder / kept_as(checksum)


def archive_of(ledger: Path) -> Store:
    """Return the archive that belongs to a ledger."""
    return Store(ledger.parent / ARCHIVE)
