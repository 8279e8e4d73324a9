"""A brief as an artifact in one of the formats."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from briefing.errors import TemplateError
from briefing.model import Artifact, Brief, Comparison
from briefing.publish.bounding import PRINTING, bounded, can_bound
from briefing.publish.differences import differences
from briefing.publish.filling import filled
from briefing.publish.fulltexts import index
from briefing.publish.page import page
from briefing.publish.record import written
from briefing.publish.templates import Template, comparisons, found, script
from briefing.settings import USUAL_TEMPLATE


class Sheet(NamedTuple):
    """A brief filled into its template for one format: all of it but the printing of a PDF."""

    format: str
    text: str
    template: str


def render(brief: Brief, format: str, template: str = USUAL_TEMPLATE) -> Artifact:  # noqa: A002 - as Artifact.format
    """Return a brief in a format: ``md``, ``html``, ``pdf``, ``json``, ``mail.html``; raise TemplateError for others.

    ``template`` is the name of a shipped template or the path of another.  Same brief, same bytes.
    """
    (sheet,) = typeset(brief, [format], template)
    return bound(sheet, brief)


def typeset(brief: Brief, formats: Iterable[str], template: str) -> tuple[Sheet, ...]:
    """Return a brief in several formats, in their order: where its template is broken no file must be written."""
    wanted = tuple(formats)
    if wrong := [each for each in wanted if each not in FORMATS]:
        raise TemplateError(f"there is no format {wrong[0]!r}: choose one of {', '.join(FORMATS)}")
    return tuple(Sheet(each, FORMATS[each](brief, template), template) for each in wanted)


def bound(sheet: Sheet, brief: Brief) -> Artifact:
    """Return the artifact of a sheet; what is slow comes here, the printing.

    Raise PublishError where a PDF takes more than it may; a system that could not stop it prints no user's template.
    """
    if sheet.format != "pdf":
        return Artifact(sheet.format, sheet.text.encode())
    from briefing.publish.pdf import printed

    if not can_bound():
        return Artifact(sheet.format, printed(sheet.text, brief))
    import weasyprint  # noqa: F401 - once for all PDFs, not in the process of each

    place = f"the PDF by the template {sheet.template}"
    return Artifact(sheet.format, bounded(lambda: printed(sheet.text, brief), place, PRINTING))


def markdown(brief: Brief, template: str) -> str:
    """Return a brief in Markdown (CommonMark with the tables of GitHub)."""
    used = found(template)
    return filled(used, used.markdown, page=page(_alone(brief), "markdown"))


def html(brief: Brief, template: str) -> str:
    """Return a brief beside its documents in full: one HTML file that loads nothing.

    Its policy allows its own style sheet and the script that ships, no script of a template.  Without documents it is
    what ``mail`` returns.
    """
    if not brief.texts:
        return mail(brief, template)
    used, code = found(template), script()
    sheet = _screen(used) + used.style("reading.css") + _own(brief, used)
    return filled(
        used, used.page, page=page(brief), paper=False, reading=True, style=_safe(sheet), style_hash=_hash(sheet),
        script=_safe(code), script_hash=_hash(code), index=_safe(index(brief)),
    )  # fmt: skip


def mail(brief: Brief, template: str) -> str:
    """Return a brief alone as one HTML file that loads nothing: its policy allows its own style sheet only."""
    used = found(template)
    sheet = _screen(used) + _own(brief, used)
    return filled(
        used, used.page, page=page(_alone(brief)), paper=False, reading=False, style=_safe(sheet),
        style_hash=_hash(sheet),
    )  # fmt: skip


def paper(brief: Brief, template: str) -> str:
    """Return a brief as the HTML that is printed: long quotations cut, fonts from the shipped folder."""
    used = found(template)
    sheet = used.style("fonts.css", "paper.css") + _own(brief, used)
    return filled(used, used.page, page=page(_alone(brief)), paper=True, reading=False, style=_safe(sheet))


def _alone(brief: Brief) -> Brief:
    """Return a brief whose citations lead to its list of sources, not into their texts."""
    return replace(brief, texts=())


def _own(brief: Brief, template: Template) -> str:
    return (template.style("editions.css") if brief.edition else "") + template.look


def render_comparison(comparison: Comparison, names: tuple[str, str], form: str) -> str:
    """Return what changed between two briefs as ``text`` or as one ``html`` file; ``names`` are the files'."""
    used, changed = comparisons(), differences(comparison, names)
    if form == "text":
        return filled(used, used.markdown, page=changed)
    sheet = _screen(used) + used.style("editions.css", "compare.css")
    return filled(
        used, used.page, page=changed, paper=False, reading=False, style=_safe(sheet), style_hash=_hash(sheet)
    )


def _screen(template: Template) -> str:
    return f"@media screen {{\n{template.style('screen.css')}}}\n@media print {{\n{template.style('paper.css')}}}\n"


def _hash(sheet: str) -> str:
    """Return how a content security policy names a style sheet or a script."""
    return f"'sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}'"


def _safe(text: str) -> object:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - a style sheet, the script, or JSON in which nothing can be HTML


FORMATS: Mapping[str, Callable[[Brief, str], str]] = {
    "md": markdown,
    "html": html,
    "pdf": paper,
    "json": lambda brief, _: written(brief),
    "mail.html": mail,
}
