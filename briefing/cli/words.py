"""What the commands share: help with examples, records, described sources, options read as the settings are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.model import Register
    from briefing.publish.record import Record
    from briefing.settings import Settings
    from briefing.sources.visiting import Guest


class Examples(click.Command):
    """Shows its epilog as examples, a line each."""

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Examples"):
            formatter.write("".join(f"  {example}\n" for example in (self.epilog or "").splitlines()))


class Commands(Examples, click.Group):
    """A group whose commands show their epilogs as examples too."""

    command_class = Examples


def record_in(path: Path) -> Record:
    """Return the record of a brief in a file; where there is none the usage is wrong.

    Exit code 1 would say that a brief was read and something found in it.
    """
    from briefing.publish.record import load
    from briefing.sources.config import text_of

    try:
        return load(text_of(path), click.format_filename(path))
    except BriefingError as error:
        raise click.UsageError(str(error)) from error


def checked(reader: str) -> Callable[[click.Context, click.Parameter, str | tuple[str, ...] | None], object]:
    """Return a callback that reads an option's value, or each of its values, with ``briefing.values.<reader>``."""

    def read(_context: click.Context, _parameter: click.Parameter, value: str | tuple[str, ...] | None) -> object:
        from briefing import values

        one = getattr(values, reader)
        try:
            if isinstance(value, tuple):
                return tuple(map(one, value)) or None
            return None if value is None else one(value)
        except values.WrongValue as error:
            raise click.BadParameter(str(error)) from error

    return read


def register(named: Path | None, settings: Settings | None) -> Register:
    """Return the sources that the file named describes, else that of the settings, else the one in this folder."""
    from briefing.sources.config import load_register, nearby_register

    if named:
        return load_register(named)
    return settings.register if settings else nearby_register(Path())


def guest(out: Path) -> Guest:
    """Return who asks for pages: on the public network, by the present time, keeping them beside a brief's files."""
    from briefing.sources.fetching import Network
    from briefing.sources.shelf import PAGES, Shelf
    from briefing.sources.visiting import Guest

    shelf = Shelf(out / PAGES)
    return Guest(shelf, shelf.hosts, Network(), lambda: datetime.now().astimezone())


def show_progress(number: int, total: int, address: str) -> None:
    """Say on stderr which page is asked for: on one line of a terminal, else a line each with -v."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{number} of {total} pages {address[:60]}", err=True, nl=number == total)
    elif click.get_current_context().meta["verbose"]:
        click.echo(f"{number} of {total} pages {address}", err=True)
