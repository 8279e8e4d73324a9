"""The commands that read a brief again, to see whether it is true to its sources and keeps the standards."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from briefing.cli.words import Examples, record_in, say
from briefing.errors import SourceError
from briefing.masking import visible

_RECORD = click.argument("record", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="BRIEF.json")
_SOURCES = click.option(
    "--sources",
    multiple=True,
    metavar="DIR",
    help="Where the documents are.  [default: the current folder; for pages, pages/ beside BRIEF.json; then the"
    " archive/ above it]",
)


@click.command(cls=Examples, epilog="briefing verify out/2021-06-16-talks.json --sources inbox/")
@_RECORD
@_SOURCES
def verify(record: Path, sources: Sequence[str]) -> None:
    """Check that every quotation of a brief is its slice of the source, byte for byte.

    And that its fragment, its sentence number and the value that it is quoted for belong to it.  Numbers and values
    are read again in the documents where the brief is of this version of the program; it is said where they are not.
    The PDF may stand for BRIEF.json, which it carries.

    Exit codes: 0 all is so; 1 something is not, or a document is not there; 2 wrong usage, or the file is no brief.
    """
    from briefing.publish import rereading, verification
    from briefing.sources.recorded import checksums, earlier_texts, find_again, readings

    made = record_in(record)
    near = record.parent
    raws, before = find_again(made["documents"], sources, near), earlier_texts(made["changes"], sources, near)
    read = readings(raws)
    texts = {path: document.text for path, document in read.items()}
    problems = verification.verify(made, texts, checksums(raws)) + verification.verify_earlier(made, before)
    problems += tuple(f"{place}: {said}" for place, said in rereading.unfounded(made, read))
    say(*problems)
    if problems:
        sys.exit(1)
    say(verification.summary(made, len(raws), before), rereading.said(made))


@click.command(
    cls=Examples,
    epilog="""\
briefing lint out/2021-06-16-talks.json --sources inbox/
briefing lint out/2021-06-16-talks.json --profile phia
briefing lint out/2021-06-16-talks.json --json | jq '.violations[] | select(.severity == "error")'""",
)
@_RECORD
@_SOURCES
@click.option(
    "--profile",
    type=click.Choice(["icd", "phia"]),
    default="icd",
    show_default=True,
    help="Whose likelihood words: those of ICD 203, or the yardstick of the UK's PHIA.",
)
@click.option("--json", "as_record", is_flag=True, help="One JSON object instead of a table.")
def lint(record: Path, sources: Sequence[str], profile: str, *, as_record: bool) -> None:
    """Check a brief against the standards of its trade: ICD 203 and 206, UK PHIA, TLP 2.0.

    Is every item cited, every source described, the cut-off date said, the label one of TLP 2.0?  Do titles and notes
    keep to one standard's likelihood words, apart from confidence, without advice?  Are the quotations those of the
    documents, where these are found?  Likelihood words are read in English, advice in English, German, Spanish, French
    and Dutch; words in another language are named as not checked.  What stands inside a quotation is the source's and
    is not judged.

    Of each violation: severity, rule, number in the brief (D for a document), place in the record; under these, in 80
    columns, why, and whose rule it is.

    Exit codes: 0 no error, though perhaps warnings; 1 errors; 2 wrong usage, or the file is no brief.
    """
    from briefing.publish.linting import as_json, failed, table
    from briefing.publish.linting import lint as remarks_on
    from briefing.publish.sourcing import Evidence
    from briefing.sources.recorded import checksums, earlier_texts, readings, still_there

    made = record_in(record)
    try:
        near = record.parent
        raws, before = still_there(made["documents"], sources, near), earlier_texts(made["changes"], sources, near)
    except SourceError as error:
        raise click.UsageError(visible(str(error))) from error
    read = readings(raws)
    texts = {path: document.text for path, document in read.items()}
    remarks = remarks_on(made, Evidence(texts, checksums(raws), before, read), profile)
    click.echo(as_json(remarks, profile) if as_record else table(remarks), nl=False)
    if failed(remarks):
        sys.exit(1)
