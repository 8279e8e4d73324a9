"""Documents as lines of JSON: an object a line, with its text and perhaps title, url, publisher and published."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from math import isfinite

from briefing.model import Page
from briefing.sources.formats.kinds import in_utf8
from briefing.sources.formats.parts import LARGEST, Part, Refused, too_large, written
from briefing.text.markup import is_html, unmark
from briefing.text.timestamps import day_in
from briefing.text.webfragments import is_fragment

_ABOUT = ("title", "publisher", "url")
# The lines of a file are read one after the other, and the worst page of so many takes two seconds.
_MOST_TAGS = 20_000
_DATE, _SHORTEST = len("2021-06-16"), len("2021-6-1")


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
    page = _page(row["text"])
    title, publisher, url = (_said(row.get(key), key) for key in _ABOUT)
    return written(
        page._replace(
            title=title or page.title,
            publisher=publisher or page.publisher,
            published=_day(row.get("published")) or page.published,
            url=url or page.url,
        )
    )


def _page(text: str) -> Page:
    if text.count("<") > _MOST_TAGS and (is_html(text) or is_fragment(text)):
        raise Refused(f"is a page of more than {_MOST_TAGS:,} tags")
    return unmark(text, "") or Page(text)


def _part(name: str, line: bytes) -> Part:
    try:
        return Part(name, line, record_of(line))
    except Refused as refusal:
        return Part(name, reason=str(refusal))


def _said(value: object, key: str) -> str:
    """Return what a line says of its text; a title may be a number, «1984», and one that is missing NaN."""
    if isinstance(value, float) and not isfinite(value):
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool) and key != "url":
        return str(value)
    if not isinstance(value, str | None):
        raise Refused(f"its “{key}” is no text")
    return value or ""


def _day(published: object) -> date | None:
    """Return the day of a time as text or in seconds since 1970, None where no one day is named."""
    text = f"{published:.0f}" if isinstance(published, float) else str(published).strip()
    try:
        return date.fromisoformat(text[:_DATE])
    except ValueError:
        return day_in(text, "en") if len(text) >= _SHORTEST else None
