"""The files that ship with the program: templates, languages, frames, fonts, models, samples."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``shipped("data", "languages", "en.toml")``.

    An installed package carries ``templates/`` and ``data/`` under ``briefing/_shipped/``; a checkout has them beside
    the package.
    """
    for root in (PACKAGE / "_shipped", PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"{'/'.join(parts)} does not ship with this installation")


@cache
def version() -> str:
    """Return the version of the program, as it was installed."""
    from importlib.metadata import version as installed

    return installed("briefing")
