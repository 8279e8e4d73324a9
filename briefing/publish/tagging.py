"""What WeasyPrint leaves out of a tagged PDF, written into it before it is closed.

Languages, quotations within a line, the scope of header cells, that links are printed, that running heads are no
content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefing.publish.tagged_languages import tell_languages

PRINTED = 4  # the flag of an annotation (ISO 32000-1, 12.5.3)


def finish(document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Finish a PDF as WeasyPrint calls it, with its document."""
    pages = [page._page_box for page in document.pages]  # noqa: SLF001 - no public way
    tell_languages(pages, pdf)
    _scope_headers(box for page in pages for box in _boxes(page))
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("Subtype") == "/Link":
            each["F"] = PRINTED
    _set_apart_running_heads(pdf)


def _boxes(box: Any, within: Any = None) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint has no types
    """Yield the first box of each element on a page; its lines and the like pass for the element too."""
    box = getattr(box, "_box", box)
    if box.element is not None and box.element is not within:
        yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child, box.element)


def _scope_headers(boxes: Iterable[Any]) -> None:
    """Say of each header cell whether it heads a row or a column; WeasyPrint only links the cells below to them."""
    for box in boxes:
        if box.element_tag == "th" and hasattr(box, "mark"):
            box.mark["A"]["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"


def _set_apart_running_heads(pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Mark what stands in the margins as an artifact of pagination, so that nobody has it read on every page.

    WeasyPrint marks it as content, of elements that are not in the structure tree.
    """
    from pydyf import Dictionary  # type: ignore[import-untyped]  # it has no types

    by_reference = {each.reference: each for each in pdf.objects}
    root = by_reference[pdf.catalog["StructTreeRoot"]]
    read = _within(root, by_reference)
    numbers = by_reference[root["ParentTree"]]["Nums"]
    for page, elements in zip(numbers[::2], numbers[1::2], strict=True):
        if page >= len(pdf.page_references):
            break  # what follows are links
        aside = {at for at, reference in enumerate(elements) if reference not in read}
        operations = by_reference[by_reference[pdf.page_references[page]]["Contents"]].stream
        for at, operand in enumerate(operations):
            if isinstance(operand, dict) and operand.get("MCID") in aside:
                operations[at - 1 : at + 1] = ["/Artifact", Dictionary({"Type": "/Pagination"})]
        for at in aside:
            elements[at] = "null"


def _within(element: Any, by_reference: dict[Any, Any]) -> set[Any]:  # noqa: ANN401 - WeasyPrint has no types
    """Return the references of the elements below one."""
    found, waiting = set(), [element]
    while waiting:
        for kid in waiting.pop().get("K", ()):
            if kid in by_reference and kid not in found:
                found.add(kid)
                waiting.append(by_reference[kid])
    return found
