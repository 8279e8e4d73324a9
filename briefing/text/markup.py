"""Pages and Markdown to plain text, a paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.model import Page
from briefing.text.paragraphs import page_of
from briefing.text.webfragments import fragment, is_fragment
from briefing.values import is_address

if TYPE_CHECKING:
    from markdown_it.token import Token


# How a page saved under the name of a text begins; a text that only speaks of tags begins otherwise.
_PAGE = re.compile(
    r"[\ufeff\s]*+(?:(?:<\?xml\b[^<>]*+>|<!--[^-]*+(?:-(?!->)[^-]*+)*-->)\s*+)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)


# Endings of what no text is, or no text to read: a name may end in anything else («talks 16.06.2021», «report.final»).
_DOCUMENTS = "docx eml jsonl mbox ndjson pdf zip"
_BINARY = """
7z aac accdb avi bin bmp bz2 cab class db deb dll dmg docm dot dotx ds_store dylib eot epub exe flac gif gz heic ico
iso jar jpeg jpg lz4 m4a m4v mdb mkv mobi mov mp3 mp4 mpeg mpg msg msi npy odg odp ods odt ogg otf p7m p7s parquet pgm
pkl png ppm ppsx ppt pptm pptx psd pst pyc pyd rar rpm so sqlite svgz tar tgz tif tiff ttf wasm wav webm webp whl wma
wmv woff woff2 xls xlsb xlsm xlsx xz zst
"""
_CODE_AND_DATA = """
asp aspx atom bat bib c cc cer cfg cfm cgi cmd conf cpp crt cs css csv dtd env geojson go h hpp ics ini ipynb java js
json json5 jsp jsx key kt less lock log lua map mjs pem php pl plist po properties ps1 py pyi r rb rdf rs rss sass
scss sh sig sql srt svg swift tex toml ts tsv tsx vb vcf vtt vue xml xsd xsl xslt yaml yml
"""
_NO_TEXTS = frozenset(f".{ending}" for ending in f"{_DOCUMENTS} {_BINARY} {_CODE_AND_DATA}".split())


def unmark(text: str, suffix: str) -> Page | None:
    """Return the page of a text with the given file extension, None for an extension that is not read.

    What begins as HTML is read as HTML, whatever its name says; what has an extension of nothing is plain text, or a
    piece of a page.
    """
    if is_html(text):
        return _html(text)
    return _READERS.get(suffix.lower(), _plain)(text) if may_name_text(suffix) else None


def may_name_text(suffix: str) -> bool:
    """Tell whether a text may have a name that ends so; one of program code or of data is none to read."""
    return suffix.lower() not in _NO_TEXTS


def suffix_of(location: str) -> str:
    """Return the ending that may tell the format; an address has one only where it is that of a text."""
    if not is_address(location):
        return PurePosixPath(location).suffix
    try:
        ending = PurePosixPath(urlsplit(location).path).suffix.lower()
    except ValueError:  # an address of nobody, such as https://[x, that only a record can hold
        return ".html"
    return ending if ending in {".txt", ".md"} else ".html"


def is_html(text: str) -> bool:
    """Tell whether a text begins as an HTML page."""
    return _PAGE.match(text) is not None


def _plain(text: str) -> Page:
    return fragment(text) if is_fragment(text) else Page(text)


def _markdown(text: str) -> Page:
    from markdown_it import MarkdownIt

    front, body = _front_matter(text)
    blocks = _blocks(MarkdownIt("commonmark").enable("table").parse(body))
    page = page_of(blocks)
    return Page(
        page.text,
        title=front.get("title", ""),
        publisher=next((front[key] for key in ("outlet", "publisher", "site", "source") if front.get(key)), ""),
        published=_iso_date(front.get("date", "")),
        url=next((front[key] for key in ("url", "link", "canonical") if front.get(key)), ""),
        headings=page.headings,
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the simple ``key: value`` lines between two ``---`` lines at the very top, and the rest."""
    rows = text.splitlines()
    if not rows or rows[0].strip() != "---" or "---" not in (row.strip() for row in rows[1:40]):
        return {}, text
    end = next(place for place, row in enumerate(rows[1:], start=1) if row.strip() == "---")
    pairs = (row.partition(":") for row in rows[1:end])
    front = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs if value.strip()}
    return front, "\n".join(rows[end + 1 :])


def _blocks(tokens: Sequence[Token]) -> list[tuple[str, bool]]:
    """Return text and whether it is a heading for every block that holds text; a point of a list keeps a dash."""
    blocks: list[tuple[str, bool]] = []
    for before, token in pairwise([None, *tokens]):
        if token is None or token.type != "inline":
            continue
        heading = before is not None and before.type == "heading_open"
        point = "- " if before is not None and before.type == "paragraph_open" and before.hidden else ""
        blocks.extend((point + line.strip(), heading) for line in _words(token).split("\n") if line.strip())
    return blocks


def _words(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "hardbreak" else " ")
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
    return "".join(parts)


def _html(text: str) -> Page:
    from briefing.text.webpages import web_page

    return web_page(text)


def _iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


_READERS: Mapping[str, Callable[[str], Page]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
}
