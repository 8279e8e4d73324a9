"""The command ``briefing``: the only place that reads the clock for a brief, and that catches what stops a run.

Modules are imported inside the commands: ``briefing --help`` must not wait for what it does not use.
"""

from __future__ import annotations

import atexit
import gc
import os
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from briefing.cli.words import Commands, say
from briefing.errors import BriefingError

_PATH = click.Path(path_type=Path)

# The module of each command that is not here.
_ELSEWHERE = (
    dict.fromkeys(("make", "trace", "evaluate"), "making")
    | dict.fromkeys(("verify", "lint"), "checks")
    | {"compare": "comparing", "template": "templates"}
    | dict.fromkeys(("run", "schedule", "send", "status", "doctor", "resume"), "scheduled")
)


class _Group(Commands):
    """Turns what stops a run into a line on stderr and exit code 1; reads another module when its command is asked."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_ELSEWHERE, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _ELSEWHERE:
            found: click.Command = getattr(import_module(f"briefing.cli.{_ELSEWHERE[cmd_name]}"), cmd_name)
            return found
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BriefingError as error:
            say(*f"briefing: {error}".split("\n"), err=True)
            ctx.exit(1)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\
briefing make inbox/                                        one brief from a folder
briefing trace inbox/a.txt                                  why each sentence was kept, labelled, chosen
briefing verify out/2021-06-16-talks.json --sources inbox/  is each quotation true to its source?
briefing lint out/2021-06-16-talks.json                     does it keep the standards of the trade?""",
)
@click.option("--config", default="briefing.toml", type=_PATH, metavar="FILE", help="The settings of -b NAME.")
@click.option("-v", "--verbose", is_flag=True, help="Say on stderr what each stage kept.")
@click.version_option(package_name="briefing")
@click.pass_context
def main(context: click.Context, config: Path, verbose: bool) -> None:
    """Make diplomatic briefs from news documents: what is agreed, what is disputed, what is open.

    Every line of a brief is a verbatim quotation with its source.

    Exit codes: 0 done, 1 error, 2 wrong usage, 3 made, but something was left out.
    """
    # Hardly anything made here is garbage before the end, and to look for it took a fifth of a run.
    gc.set_threshold(1_000_000)
    atexit.register(gc.freeze)
    # NumPy's BLAS starts a thread a core: for matrices as small as ours that took a fifth of a run.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _leave_no_core()
    context.obj = config
    context.meta["verbose"] = verbose


def _leave_no_core() -> None:
    """Let a crash write no image of the memory, in which passwords are, for this process and those that it starts."""
    with suppress(ImportError):  # where there is no such thing
        from resource import RLIMIT_CORE, getrlimit, setrlimit

        setrlimit(RLIMIT_CORE, (0, getrlimit(RLIMIT_CORE)[1]))


@main.command(epilog="briefing init && cp ~/articles/*.html inbox/ && briefing make -b daily")
@click.argument("folder", default=".", type=_PATH)
def init(folder: Path) -> None:
    """Write a commented briefing.toml, a sources.toml, inbox/ and out/; nothing is overwritten."""
    from briefing.sources.workspace import create

    for path in create(folder):
        click.echo(click.format_filename(path))
