"""What the commands share: help with examples, records, described sources, options read as the settings are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.errors import BriefingError
from briefing.masking import visible

if TYPE_CHECKING:
    from briefing.publish.record import Record


class Examples(click.Command):
    """Shows its epilog as examples, a line each."""

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Examples"):
            formatter.write("".join(f"  {example}\n" for example in (self.epilog or "").splitlines()))


class Commands(Examples, click.Group):
    """A group whose commands show their epilogs as examples too."""

    command_class = Examples


def say(*lines: str, err: bool = False) -> None:
    """Print lines, perhaps with a stranger's words in them: nothing in them moves the cursor or turns them round."""
    click.echo("".join(f"{visible(line)}\n" for line in lines), nl=False, err=err)


def record_in(path: Path) -> Record:
    """Return the record of a brief in a file, JSON or a PDF that carries it; where there is none the usage is wrong.

    Exit code 1 would say that a brief was read and something found in it.
    """
    from briefing.publish.carried import is_pdf, record_carried
    from briefing.publish.record import load
    from briefing.sources.config import text_of

    name = visible(click.format_filename(path))
    try:
        return load(record_carried(path, name) if is_pdf(path) else text_of(path), name)
    except BriefingError as error:
        raise click.UsageError(visible(str(error))) from error


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
