"""PDF: the lines as they are printed, joined to paragraphs; running heads and page numbers are left out."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.model import Page
from briefing.sources.formats.kinds import pdf_start
from briefing.sources.formats.parts import LARGEST, Refused, too_large, written
from briefing.sources.formats.told import day_told, headline
from briefing.sources.formats.wrapped import joined
from briefing.text.paragraphs import page_of

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_DAMAGED, _SCAN = "is a damaged PDF", "holds no text: a scan?"
_ENCRYPTED = "is encrypted: save it without a password"
_WITH_AES = "is encrypted with AES: save it without a password, or pip install briefing[smime]"
_EDGE = 3
_APART = 1.5
_FEWEST_REPEATS = 2
_LEADING = 1.25
_LARGER = 1.12
_DIGITS = re.compile(r"\d+")
_NUMBER_ALONE = re.compile(r"[\W_]*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|van|de)\s*\d{1,4})?[^\w.!?]*")
_ENDED = re.compile(r"[.!?…:][\"'”’»)]*\Z")
_BULLET = re.compile(r"[-*•–—▪]\s|\(?\d{1,2}[.)]\s|[•▪]")
_BULLET_ALONE = re.compile(r"[-*•–—▪●◦]")
_SIZE = re.compile(rb"(/(?:Media|Crop)Box\s{0,9}\[)[^\[\]<>]{0,200}\]")
_LIGATURES = str.maketrans(dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)))


class Line(NamedTuple):
    """A printed line: its place on its page in points, its height and its sheet."""

    sheet: int
    x: float
    y: float
    size: float
    text: str


def pdf_page(content: bytes) -> Page:
    """Return the page of a PDF, or raise Refused."""
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _page(content)
    except LimitReachedError as error:
        deep = "depth" in str(error)
        raise Refused("is nested too deeply" if deep else "inflates to far more than its size") from error
    except DependencyError as error:
        raise Refused(_WITH_AES) from error
    except (FileNotDecryptedError, NotImplementedError) as error:  # the latter of a lock of no known kind
        raise Refused(_ENCRYPTED) from error
    except (PyPdfError, ValueError) as error:
        raise Refused(_DAMAGED) from error


def _page(content: bytes) -> Page:
    content = content[pdf_start(content) :]  # its own addresses count from there
    reader = _opened(content)
    lines = _all_lines(reader)
    if not (lines or _has_sizes(reader)):
        reader = _opened(_SIZE.sub(lambda found: found[1].ljust(len(found[0]) - 1) + b"]", content))
        lines = _all_lines(reader)
    if not lines:
        raise Refused(_SCAN if _has_sizes(reader) else _DAMAGED)
    page = page_of(_paragraphs(_without_edges(_pointed(lines))))
    about = reader.metadata or {}
    title, created = (str(about.get(key) or "") for key in ("/Title", "/CreationDate"))
    return written(page._replace(title=headline(title), published=day_told(created, page.text)))


def _opened(content: bytes) -> PdfReader:
    """Return the reader of a PDF; one that asks nobody for a password has an empty one."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(_ENCRYPTED)
    return reader


def _all_lines(reader: PdfReader) -> list[Line]:
    return [line for number, sheet in enumerate(reader.pages) for line in _lines(sheet, number)]


def _has_sizes(reader: PdfReader) -> bool:
    """Tell whether each sheet has a size: one that is no size, such as 1e30, hides all that is named after it."""
    return len(reader.pages) > 0 and all("/MediaBox" in sheet for sheet in reader.pages)


def _lines(sheet: PageObject, number: int) -> list[Line]:
    """Return the lines of a sheet in the order in which they are drawn."""
    pieces: list[Line] = []
    size = 0

    def keep(text: str, outer: Sequence[float], inner: Sequence[float], _font: Any, height: float) -> None:  # noqa: ANN401 - as pypdf calls it
        nonlocal size
        size += len(text)
        if size > LARGEST:
            raise too_large(LARGEST)
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = abs(inner[3] * outer[3]) or abs(inner[1] * outer[2]) or 1.0
        pieces.append(Line(number, x, y, round(height * scale, 1), text))

    sheet.extract_text(visitor_text=keep)
    return _cut(pieces)


def _cut(pieces: Sequence[Line]) -> list[Line]:
    """Join pieces to lines and cut them at line ends; a line lies where its first letters lie."""
    found: list[Line] = []
    open_ = False
    for piece in pieces:
        for count, text in enumerate(piece.text.split("\n")):
            open_ = open_ and count == 0
            if open_ and found and text:
                found[-1] = found[-1]._replace(text=found[-1].text + text)
            elif text.strip():
                found.append(piece._replace(text=text))
                open_ = True
    plain = (line._replace(text=" ".join(line.text.translate(_LIGATURES).split())) for line in found)
    return [line for line in plain if line.text]


def _without_edges(lines: Sequence[Line]) -> list[Line]:
    """Leave out what is printed at the head or foot of several sheets, and numbers of pages.

    What stands at the head of the first sheet is put before all: it may be the name of the paper.
    """
    edges = [line for _, sheet in groupby(lines, key=lambda line: line.sheet) for line in _edge(list(sheet))]
    repeats = Counter(_DIGITS.sub("#", line.text) for line in edges)
    sheets = len({line.sheet for line in lines})
    least = max(_FEWEST_REPEATS, sheets // 3)
    numbers = {line for line in edges if _NUMBER_ALONE.fullmatch(line.text)}
    running = {line for line in edges if repeats[_DIGITS.sub("#", line.text)] >= least} - numbers
    body = [line for line in lines if line not in running | numbers]
    highest = max((line.y for line in body if line.sheet == lines[0].sheet), default=0.0)
    head = [line for line in lines if line in running and line.sheet == lines[0].sheet and line.y > highest]
    return head + body


def _pointed(lines: Sequence[Line]) -> list[Line]:
    """Put the points of lists, which are drawn for themselves, before the lines beside them."""
    points = {(line.sheet, round(line.y)) for line in lines if _BULLET_ALONE.fullmatch(line.text)}
    return [
        line._replace(text=f"- {line.text}") if (line.sheet, round(line.y)) in points else line
        for line in lines
        if not _BULLET_ALONE.fullmatch(line.text)
    ]


def _edge(sheet: Sequence[Line]) -> list[Line]:
    """Return the lines at the head and the foot of a sheet that stand apart from all others."""
    rows = sorted({round(line.y) for line in sheet})
    gaps = [lower - upper for upper, lower in pairwise(rows)]
    if not gaps:
        return []
    far = _APART * median(gaps)
    first = next((count for count, gap in enumerate(gaps[:_EDGE], start=1) if gap > far), 0)
    last = next((count for count, gap in enumerate(gaps[: -_EDGE - 1 : -1], start=1) if gap > far), 0)
    outer = {*rows[:first], *rows[len(rows) - last :]}
    return [line for line in sheet if round(line.y) in outer]


def _paragraphs(lines: Sequence[Line]) -> list[tuple[str, bool]]:
    """Return paragraphs and whether they are headings: set larger than most of the text."""
    weights = Counter[float]()
    for line in lines:
        weights[line.size] += len(line.text)
    body = weights.most_common(1)[0][0] if weights else 0.0
    gaps = [abs(lower.y - upper.y) / body for upper, lower in pairwise(lines) if _near(upper, lower)]
    leading = median(gaps) if gaps else _LEADING
    width = max((len(line.text) for line in lines), default=0)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, leading, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    words = Counter(word for line in lines for word in line.text.split())
    return [(joined([line.text for line in group], words), group[0].size > body * _LARGER) for group in groups]


def _near(upper: Line, lower: Line) -> bool:
    return upper.sheet == lower.sheet and upper.size == lower.size and abs(lower.y - upper.y) < 3 * upper.size


def _continues(group: Sequence[Line], line: Line, leading: float, width: int) -> bool:
    """Tell whether a line goes on with a paragraph: set alike, close below it, or on the next column or sheet."""
    last = group[-1]
    if abs(line.size - last.size) > 0.1 * last.size or _BULLET.match(line.text):
        return False
    if not _near(last, line):
        return not _ENDED.search(last.text) and len(last.text) * 2 > width and line.text[:1].islower()
    if abs(line.y - last.y) > _LEADING * leading * line.size:
        return False
    indented = line.x - min(each.x for each in group[1:] or group) > 0.8 * line.size
    short = len(last.text) * 4 < width * 3
    return not (_ENDED.search(last.text) and (indented or short))
