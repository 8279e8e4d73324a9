"""Word documents: paragraphs, headings and cells of the body; pictures, notes, what was deleted or hidden are left out.

Three parts of the archive are read and no other is inflated, so pictures cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from briefing.model import Page
from briefing.sources.formats.archive import inflated
from briefing.sources.formats.parts import LARGEST, Refused, too_large, written
from briefing.sources.formats.told import day_told, headline
from briefing.text.paragraphs import page_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CREATED = "{http://purl.org/dc/terms/}created"
_HEADING = re.compile(r"heading \d|title")
_BLOCKS = frozenset({"body", "sdt", "sdtContent", "ins", "customXml", "tbl", "tr", "tc"})
_OF_CELLS = frozenset({"trPr", "tcPr"})
_MERGED, _DELETED = frozenset({"vMerge", "hMerge"}), frozenset({"del", "cellDel"})
# What is drawn, and what was deleted or moved away, is no text of the document.
_APART = frozenset({"AlternateContent", "drawing", "pict", "txbxContent", "object", "del", "moveFrom", "pPr", "rPr"})
_OFF = frozenset({"0", "false", "off"})
_OUTLINED = frozenset("012345678")
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class _WithoutDoctype(ET.TreeBuilder):
    """Builds no tree of what declares a document type: no entity is ever defined."""

    def doctype(self, *_: str | None) -> None:
        raise Refused("declares a document type, as Word never does")


def word_page(archive: ZipFile) -> Page:
    """Return the page of a Word document, or raise Refused."""
    root = _tree(archive, "word/document.xml")
    if root is None:
        raise Refused("is a damaged Word document")
    styles = _heading_styles(_tree(archive, "word/styles.xml"))
    page = page_of(list(_blocks(root, styles)))
    about = _tree(archive, "docProps/core.xml")
    found = {name: about.findtext(f".//{name}") or "" for name in (_TITLE, _CREATED)} if about is not None else {}
    day = day_told(found.get(_CREATED, ""), page.text)
    return written(page._replace(title=headline(found.get(_TITLE, "")), published=day))


def _tree(archive: ZipFile, name: str) -> Element | None:
    if name not in archive.namelist():
        return None
    xml = inflated(archive, archive.getinfo(name), LARGEST)
    if len(xml) > LARGEST:
        raise too_large(LARGEST)
    try:
        return ET.fromstring(xml, ET.XMLParser(target=_WithoutDoctype()))  # noqa: S314 - without DTD
    except (ET.ParseError, LookupError, ValueError) as error:  # also of an encoding that nobody knows
        raise Refused("is a damaged Word document") from error


def _heading_styles(styles: Element | None) -> frozenset[str]:
    """Return the ids of the styles of headings; their names are English in every Word."""
    found = () if styles is None else (each for each in styles if _name(each) == "style")
    return frozenset(_attribute(each, "styleId") for each in found if _is_heading(each))


def _is_heading(style: Element) -> bool:
    names = (_attribute(each, "val") for each in style if _name(each) == "name")
    outlined = (_attribute(each, "val") for each in style.iter() if _name(each) == "outlineLvl")
    return any(_HEADING.fullmatch(name.lower()) for name in names) or not _OUTLINED.isdisjoint(outlined)


def _blocks(root: Element, headings: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs in some blocks and whether they are headings; those in cells row by row."""
    for each in root:
        if _name(each) == "p":
            marks = {_name(mark): _attribute(mark, "val") for mark in each.iterfind("./*/*")}
            heading = marks.get("pStyle", "") in headings or marks.get("outlineLvl") in _OUTLINED
            point = "- " if "numPr" in marks and not heading else ""
            text = "".join(_words(each))
            yield from ((point + line, heading) for line in map(str.strip, text.split("\n")) if line)
        elif _name(each) in _BLOCKS and not _is_covered(each):
            yield from _blocks(each, headings)


def _is_covered(block: Element) -> bool:
    """Tell whether a row was deleted, or a cell too, or it is one over which another cell reaches."""
    marks = [mark for each in block if _name(each) in _OF_CELLS for mark in each]
    return any(
        _name(mark) in _DELETED or (_name(mark) in _MERGED and _attribute(mark, "val") != "restart") for mark in marks
    )


def _words(paragraph: Element) -> Iterator[str]:
    for each in paragraph:
        name = _name(each)
        if name == "t":
            yield each.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        elif name not in _APART and not _is_hidden(each):
            yield from _words(each)


def _is_hidden(run: Element) -> bool:
    """Tell whether a run is marked as hidden: its reader does not see it, so it is nothing that was said."""
    marks = (mark for each in run if _name(each) == "rPr" for mark in each if _name(mark) == "vanish")
    return any(_attribute(mark, "val") not in _OFF for mark in marks)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    names: Mapping[str, str] = element.attrib
    return names.get(_W + name) or names.get(_STRICT + name) or ""
