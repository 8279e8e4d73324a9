"""The folders of ``templates/``: filled, with every value escaped for the format."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import TemplateError
from briefing.publish.markdown import escaped
from briefing.resources import shipped

if TYPE_CHECKING:
    from jinja2 import Environment

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def filled(template: str, name: str, **values: Any) -> str:  # noqa: ANN401 - what a template prints is its own affair
    """Return a file of a template filled with values; raise TemplateError where that cannot be done.

    Values are escaped on their way out: for HTML in ``*.html.j2``, for Markdown in ``*.md.j2``, not at all in
    ``*.txt.j2``; a name that is not there is an error.
    """
    from jinja2 import TemplateError as JinjaError

    try:
        return environment(folder(template), name.split(".")[-2]).get_template(name).render(values)
    except JinjaError as error:
        raise TemplateError(f"templates/{template}/{name}: {type(error).__name__}: {error}") from error


def style(template: str, *names: str) -> str:
    """Return style sheets of a template, one after another."""
    try:
        return "\n".join((folder(template) / name).read_text(encoding="utf-8") for name in names)
    except OSError as error:
        raise TemplateError(f"templates/{template}: {error.strerror}: {error.filename}") from error


def folder(template: str) -> Path:
    """Return the folder of a template; raise TemplateError where there is none of that name."""
    try:
        if NAME.fullmatch(template):
            return shipped("templates", template)
    except FileNotFoundError:
        pass
    known = ", ".join(sorted(each.name for each in shipped("templates").iterdir() if NAME.fullmatch(each.name)))
    raise TemplateError(f"there is no template {template!r}: choose one of {known}")


@cache
def environment(path: Path, form: str) -> Environment:
    """Return the environment of a folder for ``html``, ``md`` or ``txt``; nothing is compiled to disk.

    Autoescaping is on for all of them: what the finalizer returns is marked as safe, so that the values are escaped
    once, and the text of a macro not again.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(path),
        undefined=StrictUndefined,
        autoescape=True,
        optimized=False,
        finalize={"md": _literal, "txt": _plain}.get(form),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _literal(value: object) -> object:
    from markupsafe import Markup

    return value if isinstance(value, Markup) else Markup(escaped(value))  # noqa: S704 - escaped for Markdown


def _plain(value: object) -> object:
    from markupsafe import Markup

    return value if isinstance(value, Markup) else Markup(str(value))  # noqa: S704 - text, which nothing reads as HTML
