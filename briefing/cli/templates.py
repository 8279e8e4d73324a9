"""The command ``template``: look at the templates that ship, and take one to change."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.words import Commands


@click.group(
    cls=Commands,
    epilog="""\
briefing template list
briefing template copy one-page mine && briefing make inbox/ --template ./mine""",
    context_settings={"max_content_width": 100},
)
def template() -> None:
    """List the templates that ship, show one, or copy it to a folder of yours to change."""


@template.command("list", epilog="briefing template list")
def list_() -> None:
    """Print the name of every template that ships, and what it is for."""
    from briefing.publish.templates import about, names

    width = max(map(len, names()))
    for name in names():
        click.echo(f"{name:<{width}}  {about(name)}")


@template.command(epilog="briefing template show cable | less")
@click.argument("name")
def show(name: str) -> None:
    """Print the files that a template is made of, each under its name."""
    from briefing.publish.templates import files, text_of

    for path in files(name):
        click.echo(f"==> {path.name} <==\n{text_of(path)}")


@template.command(epilog="briefing template copy diplomatic mine && briefing make inbox/ --template ./mine")
@click.argument("name")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def copy(name: str, folder: Path) -> None:
    """Write a template into the new folder DIR, for you to change; nothing is overwritten.

    The path of every file written goes to stdout.  «briefing make --template ./DIR» uses it then.
    """
    from briefing.publish import templates

    for path in templates.copy(name, folder):
        click.echo(click.format_filename(path))
