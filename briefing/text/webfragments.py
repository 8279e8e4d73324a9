"""A text that is a piece of a web page without the page around it, such as the body of an article in JSON lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model import Page
from briefing.text.paragraphs import page_of

_HEAD, _NEAR = 20_000, 40  # characters
_BLANK_LINES = re.compile(r"\n[ \t\r]*+\n")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>]*+|/)?>")
_BLOCKS = frozenset(
    """
    p div br hr h1 h2 h3 h4 h5 h6 ul ol li table tbody tr td th blockquote section article main figure header footer
    aside pre
    """.split()
)
_LAST = re.compile(r"</(\w{1,10})\s?>\s*+\Z")
_BREAKS = frozenset({"br", "hr"})
_UNCLOSED = _BREAKS | {"p", "li"}
_FEWEST, _FARTHEST = 3, 100  # tags, and words for each of them
_LINKED = 0.8


def is_fragment(text: str) -> bool:
    """Tell whether the markup of a text is that of a page: tags of blocks where such tags stand, all through it.

    A text that speaks of tags has them amid its sentences, or beside paragraphs without any.
    """
    if "<" not in text[:_HEAD]:
        return False
    parts = _BLANK_LINES.split(text[:_HEAD])
    tagged = [(tuple(_placed(part)), len(_TAG.sub(" ", part).split())) for part in parts]
    tags = [tag for found, _ in tagged for tag in found]
    if not (any(tag.startswith("/") for tag in tags) or sum(tag in _UNCLOSED for tag in tags) > 1):
        return False
    if _is_wrapped(text):
        return True
    total, within = sum(count for _, count in tagged), sum(count for found, count in tagged if found)
    return len(tags) >= _FEWEST and 2 * within > total and total <= _FARTHEST * len(tags)


def fragment(text: str) -> Page:
    """Return the page of a piece of a web page: its paragraphs, without captions and what is only linked."""
    from briefing.text.pageblocks import blocks
    from briefing.text.webpages import parsed

    tree, remark = parsed(text)
    found = () if tree is None else blocks(tree)
    told = (each for each in found if not each.caption and (each.ended or each.linked < _LINKED))
    return page_of([(each.text, each.heading) for each in told])._replace(remark=remark)


def _is_wrapped(text: str) -> bool:
    """Tell whether a text begins with a tag of a block and ends with the end of one of that name."""
    first, last = _TAG.match(text.lstrip("\ufeff \t\r\n")[:_HEAD]), _LAST.search(text.rstrip()[-_NEAR:])
    if not first or not last or first["end"]:
        return False
    return first["name"].lower() == last[1].lower() in _BLOCKS


def _placed(text: str) -> Iterator[str]:
    """Yield the tags of blocks, «p» or «/p», that begin a line, end one, stand beside another tag or end a sentence."""
    for tag in _TAG.finditer(text):
        name, start, end = tag["name"].lower(), tag.start(), tag.end()
        before, after = text[max(0, start - _NEAR) : start].rstrip(" \t"), text[end : end + _NEAR].lstrip(" \t\r")
        begins = not before or before[-1] in "\n>" or text[start - 1] in ".!?"
        ends = not after or after[0] in "\n<"
        if name not in _BLOCKS:
            continue
        if name in _BREAKS and (begins or ends or not text[start - 1].isspace()):
            yield name
        elif name not in _BREAKS and (ends if tag["end"] else begins):
            yield tag["end"] + name
