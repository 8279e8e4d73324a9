"""Languages in a tagged PDF: WeasyPrint writes none into its structure but that of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

QUOTATION, QUOTED = "/BlockQuote", "/Quote"


class Run(NamedTuple):
    """Words or a picture on a page: their language, that of the quotation around them, and the tag they stand in."""

    lang: str
    quotation: str | None
    tag: str


def tell_languages(pages: Iterable[Any], pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Write into the structure tree where the language changes, and that of every quotation."""
    from pydyf import Dictionary  # type: ignore[import-untyped]  # it has no types

    elements = {each.reference: each for each in pdf.objects if isinstance(each, Dictionary) and "K" in each}
    root = elements[pdf.catalog["StructTreeRoot"]]
    # Elements are made in the order of the boxes; a list within a list stands before its item in the tree.
    leaves = sorted(_leaves(root, elements), key=lambda leaf: leaf[0])
    runs = [run for page in pages for run in _runs(page)]
    placed = [(list(_above(leaf, elements)), run) for (_, leaf), run in zip(leaves, runs, strict=True)]
    for above, run in placed:
        if run.tag == "q":  # which WeasyPrint has no name for
            above[1]["S"] = QUOTED
    _write(root, pdf.catalog["Lang"].string, _spoken(placed), elements)


def _spoken(placed: Iterable[tuple[list[Any], Run]]) -> dict[int, str]:
    """Return the language of each element that has one: that of all its words, or of the words it holds itself."""
    within: dict[int, set[str]] = defaultdict(set)
    own: dict[int, str] = {}
    for above, run in placed:
        own[above[0].number] = run.lang
        for each in above:
            within[each.number].add(run.lang)
        around = next((each for each in above if each["S"] == QUOTATION), None)
        if around is not None and run.quotation is not None:
            own[around.number] = run.quotation
    return {number: next(iter(langs)) for number, langs in within.items() if len(langs) == 1} | own


def _leaves(element: Any, elements: dict[Any, Any]) -> Iterator[tuple[int, Any]]:  # noqa: ANN401
    """Yield the elements that hold words or a picture themselves, as often as they do, with their place in the order.

    A link holds its words itself: these come after what was made before them.
    """
    last = element.number
    for kid in element["K"]:
        if isinstance(kid, int):
            yield last, element
        elif kid in elements:
            for place, leaf in _leaves(elements[kid], elements):
                yield place, leaf
                last = max(last, place)


def _runs(box: Any, quotation: str | None = None) -> Iterator[Run]:  # noqa: ANN401
    """Yield what is on a page, without what stands in its margins."""
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)
    if isinstance(box, boxes.MarginBox):
        return
    lang = box.style["lang"] or ""
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        yield Run(lang, quotation, box.element_tag)
        return
    inside = lang if box.element_tag == "blockquote" else quotation
    for child in getattr(box, "children", ()):
        yield from _runs(child, inside)


def _above(element: Any, elements: dict[Any, Any]) -> Iterator[Any]:  # noqa: ANN401
    """Yield an element and those that it is within, the document last."""
    while "P" in element:
        yield element
        element = elements[element["P"]]


def _write(element: Any, inherited: str, langs: dict[int, str], elements: dict[Any, Any]) -> None:  # noqa: ANN401
    """Write the language of an element where it is not the one around it; a quotation always has its own."""
    from pydyf import String

    lang = langs.get(element.number, inherited)
    if lang != inherited or element.get("S") == QUOTATION:
        element["Lang"] = String(lang)
    for kid in element["K"]:
        if kid in elements:
            _write(elements[kid], lang, langs, elements)
