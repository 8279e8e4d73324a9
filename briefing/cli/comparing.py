"""The command ``compare``: what changed between two briefs."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.words import Examples, record_in
from briefing.errors import RecordError
from briefing.masking import visible

_RECORD = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    cls=Examples,
    epilog="""\
briefing compare out/2021-06-16-talks.json out/2021-06-17-talks.json
briefing compare monday.json tuesday.json -f html -o changes.html""",
)
@click.argument("before", type=_RECORD, metavar="A.json")
@click.argument("after", type=_RECORD, metavar="B.json")
@click.option("-f", "--format", "form", type=click.Choice(["text", "html"]), default="text", show_default=True)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write.  [default: stdout]",
)
def compare(before: Path, after: Path, form: str, out: Path | None) -> None:
    """Say what changed between two briefs: A.json and B.json, as «briefing make -f json» wrote them.

    Findings that moved, are new, gone, told otherwise or by more or fewer; contradictions, sources, topics.  Only the
    two files are read.  It is told in the language of B.json.

    Exit codes: 0 told, whether something changed or not; 1 it cannot be written; 2 wrong usage, or a file is no brief.
    """
    from briefing.model import Artifact
    from briefing.pipeline import compare_records
    from briefing.publish.archive import write
    from briefing.publish.rendering import render_comparison

    if out is not None and out.exists() and any(out.samefile(record) for record in (before, after)):
        raise click.UsageError(
            f"{click.format_filename(out)} is one of the two briefs: name another file for what changed"
        )
    first, second = click.format_filename(before), click.format_filename(after)
    try:
        compared = compare_records(record_in(before), record_in(after), (first, second))
    except RecordError as error:
        raise click.UsageError(visible(str(error))) from error
    text = render_comparison(compared, (first, second), form)
    if out is None:
        click.echo(text, nl=False)
        return
    write(Artifact(form, text.encode()), out)
    click.echo(click.format_filename(out))
