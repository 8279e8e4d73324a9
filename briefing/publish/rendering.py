"""A brief as an artifact in one of the formats."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256

from briefing.errors import TemplateError
from briefing.model import Artifact, Brief, Comparison
from briefing.publish.differences import differences
from briefing.publish.page import page
from briefing.publish.record import written
from briefing.publish.templates import filled, style
from briefing.settings import USUAL_TEMPLATE


def render(brief: Brief, format: str, template: str = "diplomatic") -> Artifact:  # noqa: A002 - as Artifact.format
    """Return a brief in a format: ``md``, ``html``, ``pdf`` or ``json``; raise TemplateError for another.

    ``template`` names a folder of ``templates/``.  Same brief, same bytes.
    """
    if format not in FORMATS:
        raise TemplateError(f"there is no format {format!r}: choose one of {', '.join(FORMATS)}")
    return Artifact(format, FORMATS[format](brief, template))


def markdown(brief: Brief, template: str) -> str:
    """Return a brief in Markdown (CommonMark with the tables of GitHub)."""
    return filled(template, "brief.md.j2", page=page(brief, "markdown"))


def html(brief: Brief, template: str) -> str:
    """Return a brief as one HTML file that loads nothing: its policy allows its own style sheet only."""
    sheet = _style(template, "screen.css") + _editions(brief, template)
    return filled(template, "brief.html.j2", page=page(brief), paper=False, style=_safe(sheet), style_hash=_hash(sheet))


def paper(brief: Brief, template: str) -> str:
    """Return a brief as the HTML that is printed: long quotations cut, fonts from the shipped folder."""
    sheet = style(template, "fonts.css", "paper.css") + _editions(brief, template)
    return filled(template, "brief.html.j2", page=page(brief), paper=True, style=_safe(sheet))


def render_comparison(comparison: Comparison, names: tuple[str, str], form: str, template: str = USUAL_TEMPLATE) -> str:
    """Return what changed between two briefs as ``text`` or as one ``html`` file; ``names`` are the files'."""
    changed = differences(comparison, names)
    if form == "text":
        return filled(template, "compare.txt.j2", page=changed)
    sheet = _style(template, "screen.css") + style(template, "editions.css", "compare.css")
    return filled(template, "compare.html.j2", page=changed, paper=False, style=_safe(sheet), style_hash=_hash(sheet))


def _pdf(brief: Brief, template: str) -> bytes:
    from briefing.publish.pdf import printed

    return printed(paper(brief, template), brief)


def _style(template: str, name: str) -> str:
    return f"@media screen {{\n{style(template, name)}}}\n@media print {{\n{style(template, 'paper.css')}}}\n"


def _editions(brief: Brief, template: str) -> str:
    return style(template, "editions.css") if brief.edition else ""


def _hash(sheet: str) -> str:
    """Return how a content security policy names a style sheet."""
    return f"'sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}'"


def _safe(sheet: str) -> object:
    from markupsafe import Markup

    return Markup(sheet)  # noqa: S704 - a style sheet that ships with the program


FORMATS: Mapping[str, Callable[[Brief, str], bytes]] = {
    "md": lambda brief, template: markdown(brief, template).encode(),
    "html": lambda brief, template: html(brief, template).encode(),
    "pdf": _pdf,
    "json": lambda brief, _: written(brief).encode(),
}
