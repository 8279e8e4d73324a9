"""Templates: the folders that ship in ``templates/``, and the user's own ones."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from briefing.errors import PublishError, TemplateError
from briefing.resources import shipped
from briefing.settings import USUAL_TEMPLATE
from briefing.values import is_path

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
PARTS, COMPARE, READING = "_parts", "_compare", "_reading"
ABOUT = "about.txt"
MARKDOWN, PAGE = "brief.md.j2", "brief.html.j2"
# The looks of one template, after the style sheets that all share.
LOOK = "look.css"


class Template(NamedTuple):
    """Where the files of a template are: a file is the one in the first of ``folders`` that has it.

    ``markdown`` and ``page`` are the names of the two that are filled, for Markdown and for HTML and PDF; ``own`` says
    that the user wrote it.
    """

    folders: tuple[Path, ...]
    markdown: str = MARKDOWN
    page: str = PAGE
    own: bool = False

    def path(self, name: str) -> Path:
        """Return the path of a file; raise TemplateError where no folder has it."""
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        raise TemplateError(f"{self.folders[0] / name} is not there: every template needs this file")

    def has(self, name: str) -> bool:
        """Tell whether one of the folders has a file."""
        return any((folder / name).is_file() for folder in self.folders)

    def style(self, *names: str) -> str:
        """Return style sheets one after another."""
        return "\n".join(text_of(self.path(name)) for name in names)

    @property
    def look(self) -> str:
        """The template's own style sheet, which follows those that all share; '' where it has none."""
        return self.style(LOOK) if self.has(LOOK) else ""


def found(said: str) -> Template:
    """Return a template by the name of a shipped one, or by the path of the user's folder or file.

    A folder must have both files that are filled; a file takes the place of its like in the usual template: ``*.md.j2``
    of the Markdown, ``*.html.j2`` of the page.  What lacks else comes from the parts that ship.  Raises TemplateError.
    """
    if not is_path(said):
        return Template((_named(said), shipped("templates", PARTS)))
    path = Path(said)
    if path.is_dir():
        own = Template((path, shipped("templates", PARTS)), own=True)
        if lacking := [name for name in (MARKDOWN, PAGE) if not (path / name).is_file()]:
            advice = f"«briefing template copy {USUAL_TEMPLATE} FOLDER» writes a whole one, or name one file of yours"
            raise TemplateError(f"{path} has no {' and no '.join(lacking)}: {advice}")
        return own
    if not path.is_file():
        raise TemplateError(
            f"there is no template {said!r}: «briefing template copy {USUAL_TEMPLATE} {said}» writes one"
        )
    rest = (path.parent, shipped("templates", USUAL_TEMPLATE), shipped("templates", PARTS))
    if path.name.endswith(".md.j2"):
        return Template(rest, markdown=path.name, own=True)
    if path.name.endswith(".html.j2"):
        return Template(rest, page=path.name, own=True)
    raise TemplateError(f"{path} is no template: its name must end in .md.j2 (Markdown) or .html.j2 (HTML and PDF)")


def comparisons() -> Template:
    """Return the template of what changed between two briefs: its Markdown is plain text."""
    return Template((shipped("templates", COMPARE), shipped("templates", PARTS)), "compare.txt.j2", "compare.html.j2")


def script() -> str:
    """Return the script of the page that is read beside its sources: always the one that ships, no template's."""
    return text_of(shipped("templates", READING) / "reading.js")


def names() -> tuple[str, ...]:
    """Return the names of the templates that ship."""
    return tuple(sorted(each.name for each in shipped("templates").iterdir() if NAME.fullmatch(each.name)))


def about(name: str) -> str:
    """Return what a template that ships is for, in a line."""
    return text_of(_named(name) / ABOUT).strip()


def files(name: str) -> tuple[Path, ...]:
    """Return the files that a shipped template is made of, its own and the parts it shares, by their names."""
    own = {path.name: path for folder in reversed(found(name).folders) for path in folder.iterdir() if path.is_file()}
    return tuple(own[each] for each in sorted(own) if each != ABOUT)


def copy(name: str, target: Path) -> tuple[Path, ...]:
    """Write a shipped template into a new or an empty folder, all in one place, and return what was written.

    Raises PublishError where something is there already, which stays as it is, or where it cannot be written.
    """
    originals = files(name)
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise PublishError(f"{target} exists already and is not empty: it was left as it is; name a new folder")
        for path in originals:
            (target / path.name).write_bytes(path.read_bytes())
    except FileExistsError as error:
        raise PublishError(f"{target} exists already and is no folder: it was left as it is") from error
    except OSError as error:
        raise PublishError(f"{target} cannot be written: {error.strerror}") from error
    return tuple(target / path.name for path in originals)


def text_of(path: Path) -> str:
    """Return the text of a file of a template; raise TemplateError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise TemplateError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TemplateError(
            f"{path} cannot be read: save it as UTF-8 ({error.reason} at byte {error.start})"
        ) from error


def _named(name: str) -> Path:
    if name in names():
        return shipped("templates", name)
    there = f", or say ./{name} for the folder" if name and Path(name).exists() else ""
    raise TemplateError(f"there is no template {name!r}: choose one of {', '.join(names())}{there}")
