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
from briefing.values import is_address

if TYPE_CHECKING:
    from markdown_it.token import Token


# How a page saved under the name of a text begins; a text that only speaks of tags begins otherwise.
_PAGE = re.compile(r"\ufeff?\s*(?:<\?xml\b[^<>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def unmark(text: str, suffix: str) -> Page | None:
    """Return the page of a text with the given file extension, None for an extension that is not read.

    What begins as HTML is read as HTML, whatever its name says; what has no extension is plain text.
    """
    reader = _html if is_html(text) else _READERS.get(suffix.lower())
    return None if reader is None else reader(text)


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
    return Page(text)


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
    "": _plain,
    ".txt": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
}
