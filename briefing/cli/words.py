"""What the commands share: help with examples, options that are read by the readers of the settings."""

from __future__ import annotations

from collections.abc import Callable

import click


class Examples(click.Command):
    """Shows its epilog as examples, a line each."""

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Examples"):
            formatter.write("".join(f"  {example}\n" for example in (self.epilog or "").splitlines()))


class Commands(Examples, click.Group):
    """A group whose commands show their epilogs as examples too."""

    command_class = Examples


def checked(reader: str) -> Callable[[click.Context, click.Parameter, str | None], object]:
    """Return a callback that reads an option's value with ``briefing.values.<reader>``."""

    def read(_context: click.Context, _parameter: click.Parameter, value: str | None) -> object:
        from briefing import values

        try:
            return None if value is None else getattr(values, reader)(value)
        except values.WrongValue as error:
            raise click.BadParameter(str(error)) from error

    return read
