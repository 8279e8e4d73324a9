"""What a template is given, written from the classes themselves.

``python tests/template_context.py`` brings the docs up to date: the part of ``docs/TEMPLATES.md`` between the two marks
is made here, and ``tests/test_template_docs.py`` compares.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

from editions import second

from briefing.publish import entries, headings, view
from briefing.publish.frames import Frame
from briefing.publish.page import page

DOCUMENT = Path(__file__).parent.parent / "docs" / "TEMPLATES.md"
BEGIN, END = "<!-- written by tests/template_context.py: begin -->\n", "<!-- end -->\n"
CLASSES = (
    *(
        view.Page,
        view.Section,
        view.Group,
        view.Side,
        entries.Entry,
        entries.Rendering,
        entries.Verbatim,
        entries.Citation,
    ),
    *(
        entries.Reference,
        entries.Person,
        entries.Spelled,
        entries.Spelling,
        headings.Heading,
        view.Disagreement,
        view.Row,
        view.Cell,
        headings.Comparison,
        headings.Count,
        headings.Told,
    ),
    *(entries.Source, entries.Line, entries.Text, view.Omission, Frame),
)
LONGEST = 70


def reference() -> str:
    """Return every class with its fields and properties: name, type, and what it is on a page of the tests."""
    samples = {type(each): each for each in reversed(list(walked(page(second()))))}
    return "\n".join(part for each in CLASSES for part in described(each, samples.get(each)))


def walked(value: object) -> Iterator[object]:
    """Find all that hangs on a page, the page first."""
    yield value
    if isinstance(value, tuple):
        for each in value:
            yield from walked(each)


def described(kind: type, sample: object) -> Iterator[str]:
    """Return the section of one class."""
    yield f"### {kind.__name__}\n\n{' '.join(inspect.getdoc(kind).replace('``', '`').split())}\n"  # type: ignore[union-attr]  # each has one
    yield "| name | type | for example |\n|---|---|---|"
    for name, type_ in inspect.get_annotations(kind).items():
        yield f"| `{name}` | {cell(named(type_))} | {example(getattr(sample, name, None))} |"
    for name, found in vars(kind).items():
        if isinstance(found, property):
            yield f"| `{name}` | {cell(named(found.fget.__annotations__['return']))} | {cell(told(found))} |"
    if kind is Frame:
        yield from (
            f"| `{name}(…)` | str | {cell(told(getattr(kind, name)))} |" for name in ("day", "count", "language")
        )
    yield ""


def named(annotation: object) -> str:
    """Return an annotation as it was written."""
    return str(getattr(annotation, "__forward_arg__", annotation)).replace("Words", "Mapping[str, str]")


def told(found: object) -> str:
    """Return the docstring of a property or a method in one line."""
    return " ".join((inspect.getdoc(found) or "").split())


def example(value: object) -> str:
    """Return a value as it is printed, where it is short enough to read."""
    if isinstance(value, tuple) and value and hasattr(value[0], "_fields"):
        return f"{len(value)} of them"
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return f"`{cell(value[0])}`, one of {len(value)}" if len(value[0]) <= LONGEST else f"{len(value)} of them"
    text = " ".join(str(value).split())
    return "" if hasattr(value, "_fields") or len(text) > LONGEST or value in (None, "", ()) else f"`{cell(text)}`"


def cell(text: object) -> str:
    """Return a text for a cell of a table."""
    return str(text).replace("|", "\\|").replace("``", "`")


def renewed(document: str) -> str:
    """Return the document with the part between the marks written anew."""
    before, _, rest = document.partition(BEGIN)
    return f"{before}{BEGIN}\n{reference()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
