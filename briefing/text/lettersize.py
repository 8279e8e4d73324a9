"""How large the letters of a line of a page are, by what its elements say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefing.text.pageblocks import Block, printed

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = 16.0
_TAGS: Mapping[str, float] = {"h1": 32, "h2": 24, "h3": 19, "h4": 16, "h5": 13, "h6": 11, "big": 19, "small": 13}
_FONTS = (10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)
_USUAL = 3
_FONT = re.compile(r"\s*([+-]?)([1-7])\s*\Z")
_STYLE = re.compile(
    r"font(?:-size)?\s{0,3}:[^;]{0,30}?(?<![\w.])(\d{1,3}(?:\.\d{1,3})?)(px|pt|rem|em|%)", re.IGNORECASE
)
_UNITS: Mapping[str, float] = {"px": 1, "pt": 4 / 3, "rem": _TEXT, "em": _TEXT, "%": _TEXT / 100}


def letter_size(block: Block) -> float:
    """Return about how many pixels high the letters of a line are, those of a usual text where nothing tells."""
    told = [(size, one) for one in block.element.iter("*") if (size := _told(one)) is not None]
    sizes = [size for size, one in told if one is block.element or printed("".join(one.itertext("*"))) == block.text]
    return max(sizes, default=_TEXT)


def _told(element: _Element) -> float | None:
    style = _STYLE.search(element.get("style") or "")
    if style:
        return float(style[1]) * _UNITS[style[2].lower()]
    font = _FONT.match(element.get("size") or "") if element.tag == "font" else None
    if font:
        step = int(font[2])
        place = {"": step, "+": _USUAL + step, "-": _USUAL - step}[font[1]]
        return _FONTS[min(max(place, 1), len(_FONTS)) - 1]
    return _TAGS.get(str(element.tag))
