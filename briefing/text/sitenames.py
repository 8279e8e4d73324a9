"""The name of the site in a title: in front, at the end, behind a stroke, a dash or a colon."""

from __future__ import annotations

import re
from collections.abc import Collection, Container
from itertools import combinations
from typing import TYPE_CHECKING

from briefing.text.pageblocks import printed, words
from briefing.text.spoken import share_spoken

if TYPE_CHECKING:
    from lxml.etree import _Element

_CJK = "\u3040-\u9fff\uac00-\ud7a3"
_MARK = (
    r"(?<!\s)\s++(?:[|–—―·•»«‹›>~/\\‐-]|::|//)\s+|(?:(?<!\s)\s++)?[|»«¦｜_＿]+\s*"
    rf"|(?<=[{_CJK}])(?:(?<!\s)\s++)?[-–—－]+\s*(?=[{_CJK}])"
)
_STROKE = re.compile(_MARK)
_SEPARATOR = re.compile(rf"{_MARK}|(?<!\d):\s+|：|【(?=[^【】]{{1,20}}】\Z)")
_DOMAIN = re.compile(r"(?:\.[a-z]{2,7}){1,2}\Z", re.IGNORECASE)
_LONGEST = 400
_LONGEST_NAME = 60
_PARTS = 12
_FEWEST, _NAME_WORDS, _NAME_LETTERS, _TITLE_WORDS = 2, 5, 25, 4
_STRANGE = 0.5


def without_site(title: str, bare: Collection[str]) -> str:
    """Return a title without the name of the site in front or at its end; ``bare`` are its names as one word."""
    marks = list(_SEPARATOR.finditer(title))
    for mark in reversed(marks):
        if _is_name(title[mark.end() :], bare):
            return without_site(title[: mark.start()].strip(), bare)
    for mark in marks:
        if _is_name(title[: mark.start()], bare):
            return without_site(title[mark.end() :].strip(), bare)
    return title


def trimmed(title: str, spoken: Container[str]) -> str:
    """Return a title without the short parts at its ends whose words the text of the page does not know."""
    marks = [match.span() for match in _STROKE.finditer(title)]
    if not marks:
        return title
    ends = [(title[: marks[0][0]], title[marks[0][1] :]), (title[marks[-1][1] :], title[: marks[-1][0]])]
    strange = [
        (share_spoken(words(part), spoken), rest.strip()) for part, rest in ends if _may_name(part, rest, spoken)
    ]
    return trimmed(min(strange, key=lambda one: one[0])[1], spoken) if strange else title


def _may_name(part: str, rest: str, spoken: Container[str]) -> bool:
    """Tell whether a part of a title may be a name: short, the rest longer and better known to the text."""
    said, left = words(part), words(rest)
    short = len(said) <= _NAME_WORDS or len(part) <= _NAME_LETTERS
    share = share_spoken(said, spoken)
    return short and len(left) >= max(_TITLE_WORDS, len(said)) and share_spoken(left, spoken) > share <= _STRANGE


def names_site(text: str, bare: Collection[str]) -> bool:
    """Tell whether a heading opens with the name of the site and goes on with what the site is."""
    mark = _SEPARATOR.search(text)
    return mark is not None and mark[0].strip() != ":" and _is_name(text[: mark.start()], bare)


def shown_part(title: str, lines: Collection[tuple[str, ...]]) -> str:
    """Return the longest part of a title that stands as a line of its own on the page, else the title.

    A part with less than half of its words may be the name of the site above the page.
    """
    marks = [match.span() for match in _SEPARATOR.finditer(title)][:_PARTS]
    ends = [(0, 0), *marks, (len(title), len(title))]
    parts = sorted((title[left[1] : right[0]].strip() for left, right in combinations(ends, 2)), key=len, reverse=True)
    fewest = max(_FEWEST + 1, len(words(title)) / 2)
    return next((part for part in parts if len(words(part)) >= fewest and tuple(words(part)) in lines), title)


def named_in_title(tree: _Element, title: str) -> str:
    """Return the name of the site that the head's title has before or behind the headline, '' for none."""
    whole = head_title(tree)
    if not title or title not in whole or title == whole:
        return ""
    behind = whole.startswith(title)
    parts = _SEPARATOR.split(whole.removeprefix(title) if behind else whole.removesuffix(title))
    named = [part.strip() for part in parts if 0 < len(part.strip()) <= _LONGEST_NAME]
    return named[-1 if behind else 0] if named else ""


def head_title(tree: _Element) -> str:
    """Return the title in the head of a page, '' for none."""
    head = next(tree.iter("title"), None)
    return "" if head is None else printed("".join(head.itertext("*"))[: 2 * _LONGEST])


def bare_names(names: Collection[str]) -> frozenset[str]:
    """Return names as one word each, as they are looked for in titles."""
    return frozenset("".join(words(name)) for name in names) - {""}


def _is_name(part: str, names: Collection[str]) -> bool:
    """Tell whether a part of a title is one of some bare names, as it is or with the domain behind it."""
    return "".join(words(part)) in names or "".join(words(_DOMAIN.sub("", part.strip()))) in names
