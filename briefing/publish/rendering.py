"""A brief as an artifact in one of the formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.errors import TemplateError
from briefing.model import Artifact, Brief
from briefing.publish.frames import frame
from briefing.publish.markdown import escaped
from briefing.publish.page import page
from briefing.publish.record import written
from briefing.resources import shipped

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def render(brief: Brief, format: str, template: str = "diplomatic") -> Artifact:  # noqa: A002 - as Artifact.format
    """Return a brief in a format: ``md``, ``html``, ``pdf`` or ``json``; raise TemplateError for another.

    ``template`` names a folder of ``templates/``.  Same brief, same bytes.
    """
    if format not in FORMATS:
        raise TemplateError(f"there is no format {format!r}: choose one of {', '.join(FORMATS)}")
    return Artifact(format, FORMATS[format](brief, template))


def markdown(brief: Brief, template: str) -> str:
    """Return a brief in Markdown."""
    return _filled(template, "brief.md.j2", brief, "markdown", {})


def html(brief: Brief, template: str, paper: bool = False) -> str:
    """Return a brief as one HTML file; ``paper`` is for the PDF: no details, long quotations cut."""
    return _filled(template, "brief.html.j2", brief, "serif", {"paper": paper})


def _pdf(brief: Brief, template: str) -> bytes:
    from briefing.publish.pdf import printed

    return printed(html(brief, template, paper=True), brief, template)


def _filled(template: str, name: str, brief: Brief, rule: str, settings: Mapping[str, Any]) -> str:
    from jinja2 import TemplateError as JinjaError

    try:
        text = environment(template).get_template(name)
        return text.render(page=page(brief, rule), frame=frame(brief.lang), **settings)
    except JinjaError as error:
        raise TemplateError(f"templates/{template}/{name}: {type(error).__name__}: {error}") from error


@cache
def environment(template: str) -> Environment:
    """Return the environment of a folder of templates: escaping on, undefined names are errors, nothing is cached."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    try:
        folder = shipped("templates", template) if TEMPLATE_NAME.fullmatch(template) else None
    except FileNotFoundError:
        folder = None
    if folder is None:
        raise TemplateError(f"there is no template {template!r}")
    loader = FileSystemLoader(folder)
    found = Environment(
        loader=loader, undefined=StrictUndefined, autoescape=lambda name: name is None or ".md" not in name,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    found.filters["md"] = escaped
    return found


FORMATS: Mapping[str, Callable[[Brief, str], bytes]] = {
    "md": lambda brief, template: markdown(brief, template).encode(),
    "html": lambda brief, template: html(brief, template).encode(),
    "pdf": _pdf,
    "json": lambda brief, _: written(brief).encode(),
}
