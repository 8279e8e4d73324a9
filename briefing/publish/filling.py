"""Templates filled: every value escaped for the format, and what is wrong in one told by file and line."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import TemplateError
from briefing.publish.bounding import FILLING, bounded
from briefing.publish.markdown import escaped
from briefing.publish.shortening import surest
from briefing.publish.templates import Template, found, text_of
from briefing.values import is_path

if TYPE_CHECKING:
    from jinja2 import Environment

# Python has limits too: a SyntaxError is more than 20 loops in one another, a RecursionError hundreds of brackets.
_TOO_DEEP = (RecursionError, SyntaxError)
_WRONG = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, *_TOO_DEEP)
# Same documents, same options, same bytes: chance has no place in a template.
CHANCE = ("random", "lipsum")
FILTERS: Mapping[str, Callable[..., object]] = {"surest": surest}
REFERENCE = "docs/TEMPLATES.md lists what there is"


def filled(template: Template, name: str, **values: Any) -> str:  # noqa: ANN401 - what a template prints is its own affair
    """Return a file of a template filled with values; raise TemplateError where that cannot be done.

    Values are escaped on their way out: for HTML in ``*.html.j2``, for Markdown in ``*.md.j2``, not at all in
    ``*.txt.j2``; a name that is not there is an error.  One that the user wrote is filled where it can be stopped.
    """
    if template.own:
        place = str(template.folders[0] / name)
        text = bounded(lambda: _filled(template, name, values).encode("utf-8", "surrogatepass"), place, FILLING)
        return text.decode("utf-8", "surrogatepass")
    return _filled(template, name, values)


def _filled(template: Template, name: str, values: Mapping[str, object]) -> str:
    from jinja2 import TemplateError as JinjaError

    rooms = environment(template.folders, _form(name))
    try:
        return rooms.get_template(name).render(values)
    # What the expressions of a template may come to, beside what Jinja and Babel say themselves.
    except (*_WRONG, JinjaError) as error:
        raise TemplateError(_told(error, template.folders, name)) from error


def check(said: str) -> None:
    """Raise TemplateError where a template is not there or not well written, before there is anything to fill in.

    Those that ship are not read: the tests have done so, and it takes a tenth of a second.
    """
    template = found(said)
    if is_path(said):
        _read_through(template)


def _read_through(template: Template) -> None:
    """Compile the files that are filled, and all that they name."""
    from jinja2 import TemplateError as JinjaError

    waiting, seen = [template.markdown, template.page], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            try:
                waiting.extend(_named_in(name, template))
            except (*_TOO_DEEP, JinjaError) as error:
                raise TemplateError(_told(error, template.folders, name)) from error


def _named_in(name: str, template: Template) -> tuple[str, ...]:
    """Compile a file and return the files that it names; what it names by a computed name is seen when it is filled."""
    from jinja2.nodes import Const, Extends, FromImport, Import, Include

    path = template.path(name)
    rooms = environment(template.folders, _form(name))
    tree = rooms.parse(text_of(path), name, str(path))
    rooms.get_template(name)
    named = [
        (each.lineno, target.value)
        for kind in (Extends, FromImport, Import, Include)
        for each in tree.find_all(kind)
        if isinstance(target := dict(each.iter_fields())["template"], Const)
        and not getattr(each, "ignore_missing", False)
    ]
    for line, other in named:
        if not template.has(other):
            raise TemplateError(f"{path}:{line}: {_no_file(other, template.folders)}")
    return tuple(other for _, other in named)


def _form(name: str) -> str:
    """Return what a file makes, by the second of its endings: ``brief.md.j2`` makes Markdown."""
    return "".join(name.split(".")[-2:-1])


@cache
def environment(folders: tuple[Path, ...], form: str) -> Environment:
    """Return the environment of some folders for ``html``, ``md`` or ``txt``; nothing is compiled to disk.

    A template may come from anybody, so it is shut in: it reaches values, not Python behind them, and changes nothing.
    Autoescaping is on for all of them: what the finalizer returns is marked as safe, so that the values are escaped
    once, and the text of a macro not again.
    """
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Inside(FileSystemLoader):
        """Loads no file that a link brings in from outside the folders."""

        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            source, path, fresh = super().get_source(environment, template)
            if not any(Path(path).resolve().is_relative_to(folder.resolve()) for folder in folders):
                raise TemplateNotFound(template)
            return source, path, fresh

    rooms = ImmutableSandboxedEnvironment(
        loader=Inside(folders),
        undefined=StrictUndefined,
        autoescape=True,
        optimized=False,
        finalize={"md": _literal, "txt": _plain}.get(form, _sound),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    rooms.filters.update(FILTERS)
    for name in CHANCE:
        rooms.filters.pop(name, None)
        rooms.globals.pop(name, None)
    return rooms


def _told(error: Exception, folders: tuple[Path, ...], name: str) -> str:
    """Return what is wrong in a template, led by its file and line: «mine/brief.md.j2:12: …»."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [each for each in frames if any(Path(each.filename).parent == folder for folder in folders)]
    place = f"{lines[-1].filename}:{lines[-1].lineno}" if lines else str(folders[0] / name)
    if isinstance(error, TemplateNotFound):
        return f"{place}: {_no_file(error.name, folders)}"
    said = re.sub(r"\bbriefing\.publish\.\w+\.", "", str(error))
    if isinstance(error, UndefinedError):
        return f"{place}: {said}; {REFERENCE}"
    return f"{place}: {type(error).__name__}: {said}"


def _no_file(name: object, folders: tuple[Path, ...]) -> str:
    return f"there is no file {name!r} in {folders[0]} nor in the parts that ship"


def _sound(value: object) -> object:
    """Return what is to be printed; raise TypeError for a record or a function: Python would print its inside."""
    from jinja2 import Undefined

    if not isinstance(value, Undefined) and (callable(value) or isinstance(value, (tuple, Mapping))):
        raise TypeError(f"{type(value).__name__} is no text: name one of its fields, or call it; {REFERENCE}")
    return value


def _literal(value: object) -> object:
    from markupsafe import Markup

    return value if isinstance(value, Markup) else Markup(escaped(_sound(value)))  # noqa: S704 - escaped for Markdown


def _plain(value: object) -> object:
    from markupsafe import Markup

    return value if isinstance(value, Markup) else Markup(str(_sound(value)))  # noqa: S704 - text, which nothing reads as HTML
