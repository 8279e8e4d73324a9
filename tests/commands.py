"""The command line as tests call it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from briefing.cli import main


def run(*arguments: str | Path) -> Result:
    """Run the program in this process and return what it printed and how it ended."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])
