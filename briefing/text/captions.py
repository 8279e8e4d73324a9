"""What stands with a picture and tells what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

HOMES = frozenset({"body", "article", "main"})
_PICTURES = frozenset({"img", "picture", "amp-img", "video", "amp-video"})
_ENTRIES = ("h2", "h3", "h4", "time")  # what an entry of a live report has beside its picture, and no legend
_LONGEST = 300
_ALONE = 1.2
_CREDIT = 60


def is_caption(element: _Element, letters: int) -> bool:
    """Tell whether an element with so many letters of text is the legend of a picture."""
    return letters <= _LONGEST and (_stands_with_picture(element, letters) or _stands_below_picture(element))


def _stands_with_picture(element: _Element, letters: int) -> bool:
    most = int(_ALONE * letters)
    if not holds_more(element, most) and next(element.iter(*_PICTURES), None) is not None:
        return element.tag not in HOMES and element.tag != "p"
    for outer in ancestors(element, 3):
        if outer.tag in HOMES or holds_more(outer, most + _CREDIT):
            return False
        if next(outer.iter(*_PICTURES), None) is not None:
            return next(outer.iter(*_ENTRIES), None) is None and _has_picture_before(outer, element)
    return False


def _has_picture_before(outer: _Element, element: _Element) -> bool:
    """Tell whether the first picture inside an element stands above another: a legend stands below what it tells of."""
    first = next(one for one in outer.iter(element.tag, *_PICTURES) if one is element or one.tag in _PICTURES)
    return first is not element


def _stands_below_picture(element: _Element) -> bool:
    """Tell whether an element is centred below one that is a picture without text, as its legend is."""
    if "center" not in f"{element.get('align') or ''} {element.get('style') or ''}".lower():
        return False
    above = element.getprevious()
    if above is None or holds_more(above, 0):
        return False
    return above.tag in _PICTURES or next(above.iter(*_PICTURES), None) is not None


def holds_more(element: _Element, most: int) -> bool:
    """Tell whether an element holds more than so many letters, without reading on."""
    size = 0
    for text in element.itertext("*"):
        size += len(text.strip())
        if size > most:
            return True
    return False


def ancestors(element: _Element, most: int) -> Iterator[_Element]:
    """Yield the elements around one, the innermost first, so many at most."""
    for _ in range(most):
        parent = element.getparent()
        if parent is None:
            return
        yield parent
        element = parent
