"""A web page as its blocks of text: paragraphs, headings, points of lists, whatever elements they are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING
from unicodedata import normalize

from briefing.text.captions import HOMES, ancestors, is_caption
from briefing.text.pagewords import goes_on, holds_points, is_called_furniture, is_furniture, is_hidden
from briefing.text.timedlines import is_timed

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = HEADINGS | set(
    """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header hr
    html li main nav ol p pre section summary table tbody td tfoot th thead tr ul amp-sidebar
    """.split()
)
_SKIPPED = frozenset(
    """
    amp-ad amp-carousel amp-sidebar amp-user-notification aside audio button canvas datalist dialog figure footer head
    iframe input label math menu nav noscript object option script select style svg template textarea video
    """.split()
)
_UNSEEN = frozenset({"head", "script", "style", "template", "noscript"})
_SENTENCE_END = re.compile(
    r"""(?:[.!?…:;。!?؟।۔։።။។)]|[\u0e01-\u0eff][\w\W]{0,2})["'”’»“‹)\]」』】）]*\s*\Z"""  # no stops in Thai and Lao
)
# Soft hyphens and marks without width: where a browser may break a word.
_UNPRINTED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_BLANKS = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\W_]+")
# What trafilatura leaves out of its text: a word with a joiner, as Persian and Hindi have them, is the same without.
_JOINERS = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CONTROLS = frozenset({"form", "textarea", "input", "button"})
_FORM_PARAGRAPHS = 3
_BUTTON, _REQUEST, _SMALL = 120, 500, 0.2


@dataclass(frozen=True, eq=False)
class Block:
    """A run of text in its innermost block element; ``linked`` is the share of its letters in links, 0..1."""

    text: str
    tag: str
    linked: float
    element: _Element

    @property
    def heading(self) -> bool:
        """Whether the markup calls it a heading."""
        return self.tag in HEADINGS

    @cached_property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.text)

    @cached_property
    def timed(self) -> bool:
        """Whether it is a line with a year and a time of day, and no sentence: when the article was published."""
        return is_timed(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(words(self.text))

    @cached_property
    def caption(self) -> bool:
        """Whether it stands with a picture and nothing else in one element: it tells what the picture shows."""
        return is_caption(self.element, len(self.text))


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    return _SENTENCE_END.search(text[-12:]) is not None


def printed(text: str) -> str:
    """Return a text as a browser prints it in one line."""
    return _BLANKS.sub(" ", text.translate(_UNPRINTED)).strip()


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; scripts without blanks give a word a letter."""
    lowered = text.lower()
    if not lowered.isascii():
        lowered = normalize("NFC", _JOINERS.sub("", lowered))
    if _UNSPACED.search(lowered):
        lowered = _UNSPACED.sub(lambda letter: f" {letter[0]} ", lowered)
    return _WORD.findall(lowered)


def blocks(tree: _Element) -> tuple[Block, ...]:
    """Return the blocks of a page in its order, what is surely not of an article left out."""
    total = len(tree.xpath("string()"))
    is_named = cache(is_called_furniture)  # A page calls many elements alike; nothing is kept for the next.
    return tuple(_Walk(lambda element: _is_skipped(element, total, is_named)).through(tree))


def all_blocks(tree: _Element) -> tuple[Block, ...]:
    """Return all blocks of a page, bylines and other furniture too."""
    return tuple(_Walk(lambda element: element.tag in _UNSEEN or not isinstance(element.tag, str)).through(tree))


class _Walk:
    """The state of one walk: the text gathered since the last boundary, and how much of it is linked."""

    def __init__(self, skipped: Callable[[_Element], bool]) -> None:
        self.skipped = skipped
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0
        self.open: list[_Element] = []

    def through(self, tree: _Element) -> list[Block]:
        """Return the blocks of a tree."""
        from lxml.etree import iterwalk

        walk = iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._end(element)
            elif self.skipped(element):
                walk.skip_subtree()
            else:
                self._start(element)
        return self.blocks

    def _start(self, element: _Element) -> None:
        tag = element.tag
        if tag == "br":
            self._break(element)
        elif tag in _BLOCKS:
            self._flush()
            self.open.append(element)
        elif tag == "a":
            self.links += 1
        if element.text:
            self._add(element.text)

    def _end(self, element: _Element) -> None:
        tag = element.tag
        if self.open and self.open[-1] is element:
            self._flush()
            self.open.pop()
        elif tag == "a" and self.links:
            self.links -= 1
        if tag == "span" and _is_boxed(element):
            self._add(" ")
        if element.tail:
            self._add(element.tail)

    def _break(self, element: _Element) -> None:
        """End the block at a <br> unless a sentence goes on in the next line: a paragraph ends there."""
        after, tail = element.getnext(), (element.tail or "").lstrip()
        twice = after is not None and after.tag == "br" and not tail
        begins = tail or ("" if after is None else (after.text or "").lstrip())
        before = element.getprevious()
        boxed = not tail and after is not None and before is not None and not (before.tail or "").strip()
        if (
            twice
            or (boxed and before.tag == after.tag != "br")
            or not begins[:1].islower()
            or ends_sentence("".join(self.parts[-4:]))
        ):
            self._flush()
        else:
            self.parts.append(" ")

    def _add(self, text: str) -> None:
        """Add a text, in which blank lines part the paragraphs where the page shows its lines as they are."""
        if "\n" in text and self.open and self.open[-1].tag == "pre":
            for part in _BLANK_LINES.split(text):
                self._flush()
                self.parts.append(part)
            return
        self.parts.append(text)
        if self.links:
            self.linked += len(text.strip())

    def _flush(self) -> None:
        if not self.parts:
            return
        text = printed("".join(self.parts))
        linked, self.parts, self.linked = self.linked, [], 0
        if text and self.open:
            element = self.open[-1]
            self.blocks.append(Block(text, _tag_of(element), min(1.0, linked / len(text)), element))


def _is_boxed(element: _Element) -> bool:
    """Tell whether a <span> stands beside another, or a capital, without a blank: a style sheet keeps them apart."""
    if tail := element.tail:
        return element.get("class") is not None and tail[0].isupper() and (element.text or "a")[-1].islower()
    after = element.getnext()
    return after is not None and after.tag == "span"


def _tag_of(element: _Element) -> str:
    """Return the tag that says what a block is: a heading around it, or a point of a list, or its own."""
    for outer in (element, *list(ancestors(element, 2))):
        if outer.tag in HEADINGS or outer.tag == "li":
            return str(outer.tag)
    return str(element.tag)


def _is_skipped(element: _Element, total: int, is_named: Callable[[str], bool]) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or (tag in _SKIPPED and not (tag == "aside" and _is_told_aside(element))):
        return True
    if tag == "form":
        few = sum(1 for _ in element.iter("p")) < _FORM_PARAGRAPHS
        return few and len(element.xpath("string()")) < _SMALL * total
    return (
        (is_hidden(element) and not goes_on(element)) or is_furniture(element, total, is_named) or _asks(element, total)
    )


def _is_told_aside(element: _Element) -> bool:
    """Tell whether an aside is of the article: its main points, or all of it, headline and text."""
    return holds_points(element) or (
        next(element.iter("h1"), None) is not None and next(element.iter("article"), None) is not None
    )


def _asks(element: _Element, total: int) -> bool:
    """Tell whether an element asks the reader for something: a form or a button with the few words around it."""
    asked = {child.tag for child in element if child.tag in _CONTROLS} if len(element) else ()
    if not asked or element.tag in HOMES or next(element.iter("h1"), None) is not None:
        return False
    text = printed("".join(element.itertext("*")))
    if asked == {"button"}:
        return len(text) <= _BUTTON and not ends_sentence(text)
    return len(text) <= min(_REQUEST, _SMALL * total)
