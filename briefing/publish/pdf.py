"""HTML to PDF with WeasyPrint: tagged, with its record attached, and nothing fetched from anywhere."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from urllib.parse import unquote, urlsplit

from briefing.errors import PublishError, TemplateError
from briefing.model import Brief
from briefing.publish.carried import ATTACHED
from briefing.publish.frames import frame
from briefing.publish.record import written
from briefing.publish.tagging import finish
from briefing.resources import shipped

PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"


def printed(html: str, brief: Brief) -> bytes:
    """Return the PDF/UA-1 of a page; same page and brief, same bytes.

    Its attachment ``brief.json`` is what the format ``json`` writes, byte for byte.  The only files that can be opened
    are those in the shipped folder of fonts; the dates are those of the brief.  Raises PublishError where the engine
    does not start or finds no room for its fonts, which pass through the folder of temporary files.
    """
    try:
        from weasyprint import HTML, Attachment
        from weasyprint.urls import URLFetchingError
    except OSError as error:  # what its import says of a library of the system that is not there
        raise PublishError(f"the PDF cannot be printed: {error}: {PANGO}") from error

    fonts = shipped("data", "fonts")
    fetcher = _fetcher(fonts)
    day = datetime.combine(brief.as_of, time(), UTC)
    record = Attachment(
        file_obj=BytesIO(written(brief).encode()), url_fetcher=fetcher, name=ATTACHED, created=day, modified=day,
        description=frame(brief.lang).words["attachment"],
    )  # fmt: skip
    try:
        with _all_kept():
            document = HTML(string=html, base_url=f"{fonts.as_uri()}/", url_fetcher=fetcher)
            return bytes(document.write_pdf(pdf_variant="pdf/ua-1", attachments=[record], finisher=finish))
    except URLFetchingError as error:  # only some of what a template may ask for is left out without it
        raise TemplateError(f"the template asks for a file that is not in {fonts}: {error}") from error
    except OSError as error:
        where = f"its fonts pass through {gettempdir()}: make room there, or name another folder in TMPDIR"
        raise PublishError(f"the PDF cannot be printed: {error.strerror or error}: {where}") from error


@contextmanager
def _all_kept() -> Iterator[None]:
    """Look for no garbage meanwhile: boxes and styles live until a document is written, and looking is a quarter."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _fetcher(folder: Path) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Return a fetcher that opens the files of one folder and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Shipped(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Files of the shipped folder only: no network, no other file, no data address."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401, ARG002
            parts = urlsplit(url)
            path = Path(unquote(parts.path))
            if parts.scheme != "file" or parts.netloc or path.parent != folder or not path.is_file():
                raise ValueError(f"refused: {url}")
            return URLFetcherResponse(url, path.read_bytes())

    return Shipped()
