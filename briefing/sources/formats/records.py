"""Documents as lines of JSON: an object a line, with its text and perhaps title, url, publisher and published."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO

from briefing.model import Page
from briefing.sources.formats.kinds import in_utf8
from briefing.sources.formats.parts import LARGEST, Part, Refused, too_large, written
from briefing.text.markup import unmark

_ABOUT = ("title", "publisher", "url")


def lines_of(content: bytes) -> Iterator[Part]:
    """Yield the documents of a file, each named by the number of its line; a line that is none is a refusal."""
    for number, line in enumerate(BytesIO(in_utf8(content)), start=1):
        own = line.removeprefix(codecs.BOM_UTF8).strip()
        if own:
            yield _part(str(number), own)


def record_of(line: bytes) -> Page:
    """Return the page of one line, or raise Refused."""
    if len(line) > LARGEST:
        raise too_large(LARGEST)
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused("is not UTF-8") from error
    except RecursionError as error:
        raise Refused("is nested too deeply") from error
    except ValueError as error:
        raise Refused("is no JSON") from error
    except MemoryError as error:
        raise Refused("needs too much memory to be read") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise Refused("is no JSON object with a “text”")
    about = {key: "" if row.get(key) is None else row[key] for key in _ABOUT}
    for key, said in about.items():
        if not isinstance(said, str):
            raise Refused(f"its “{key}” is no text")
    page = unmark(row["text"], "") or Page(row["text"])
    said = {key: text for key, text in about.items() if text}
    day = _day(row.get("published")) or page.published
    return written(page._replace(published=day, **said))


def _part(name: str, line: bytes) -> Part:
    try:
        return Part(name, line, record_of(line))
    except Refused as refusal:
        return Part(name, reason=str(refusal))


def _day(published: object) -> date | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(str(published)[:10])
    except ValueError as error:
        raise Refused("its “published” is no date such as 2021-06-16") from error
