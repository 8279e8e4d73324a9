"""The commands that read documents: make a brief of them, trace each sentence, compare the labels with a person's."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.reading import JOBS, collected, reading, report, tell
from briefing.cli.words import Examples, checked, say
from briefing.errors import PublishError

if TYPE_CHECKING:
    from briefing.model import Brief, Register, Rejection
    from briefing.settings import BriefSettings, Options, Settings

MADE_WITH_REJECTIONS = 3
# A brief whose PDF fails has its Markdown already.
_EASIEST_FIRST = ("json", "md", "html", "pdf")
_FORMAT = click.Choice(["md", "pdf", "html", "json"])
_EVENTS = click.Choice(["main", "briefs", "sections"])
_PATH = click.Path(path_type=Path)
_QUICK = click.option(
    "--quick", is_flag=True, default=None, help="Read each sentence alone: less often right, in a third of the time."
)


def _listed(context: click.Context, parameter: click.Parameter, value: Sequence[str]) -> tuple[str, ...]:
    """Return the formats of an option that is repeated, holds a list with commas, or both."""
    forms = (form.strip() for each in value for form in each.split(","))
    return tuple(_FORMAT.convert(form, parameter, context) for form in forms)


@click.command(
    cls=Examples,
    epilog="""\
briefing make inbox/
briefing make inbox/ "archive/2021-06-*.html" -f md,json --as-of 2021-06-16 --tlp GREEN
briefing make https://example.org/world/feed.xml
briefing make wire/ --events briefs          a brief on each event
briefing make -b daily                       as briefing.toml says""",
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("-b", "--brief", "name", metavar="NAME", help="A brief of the settings: its sources, title, labels.")
@click.option("-o", "--out", type=_PATH, metavar="DIR", help="Where to write.  [default: out]")
@click.option(
    "-f",
    "--format",
    "formats",
    metavar="[md|pdf|html|json]",
    multiple=True,
    callback=_listed,
    help="Repeatable, or a list: md,html.  [default: md,pdf]",
)
@click.option("--as-of", callback=checked("day"), metavar="DATE", help="The date of the brief.  [default: today]")
@click.option("--title", callback=checked("line"), metavar="TEXT", help="[default: from the documents]")
@click.option("--lang", callback=checked("language"), metavar="xx", help="Labels in de, en, es, fr, nl.  [default: en]")
@click.option("--tlp", callback=checked("tlp"), metavar="LABEL", help="RED, AMBER+STRICT, AMBER, GREEN or CLEAR.")
@click.option("--template", callback=checked("template"), metavar="NAME", help="A shipped one, or the path of yours.")
@click.option(
    "--subject", multiple=True, callback=checked("subject"), metavar="TEXT", help="Only what speaks of it.  Repeatable."
)
@click.option("--example", type=_PATH, metavar="FILE", help="Only what tells of the event that this text tells of.")
@click.option("--events", type=_EVENTS, help="Of several: a brief on the greatest, on each, a section on each.")
@click.option("--descriptions", type=_PATH, metavar="FILE", help="Who the sources are.  [default: sources.toml]")
@_QUICK
@JOBS
@click.pass_obj
def make(
    config: Path,
    /,
    sources: Sequence[str],
    name: str | None,
    out: Path | None,
    formats: Sequence[str],
    jobs: int,
    **given: date | str | bool | Path | tuple[str, ...] | None,
) -> None:
    """Make a brief from files, folders, patterns and addresses: of pages, of feeds, or a .txt of addresses.

    Plain text, Markdown, HTML, PDF, Word (docx), mails and mailboxes, JSON lines, and zip archives of these.  The paths
    written go to stdout, what was left out to stderr, with the reason.  What was fetched is kept in DIR/pages.
    """
    from briefing.pipeline import compose, compose_each
    from briefing.publish.archive import check_writable
    from briefing.publish.filling import check
    from briefing.sources.config import load_settings

    settings = load_settings(config) if name else None
    brief = settings.brief(name) if settings and name else None
    options = _options(brief, settings, given)
    check(options.template)
    folder = out or (brief.out if brief else Path("out"))
    check_writable(folder)
    raws, read = collected(sources or (brief.sources if brief else ()), folder), reading(jobs)
    made = compose_each(raws, options, read) if options.events == "briefs" else (compose(raws, options, read),)
    if settings and brief and settings.translation.translator:
        made = tuple(_translated(each, settings, brief) for each in made)
    forms = sorted(set(formats or (brief.formats if brief else ("md", "pdf"))), key=_EASIEST_FIRST.index)
    failed = _write(made, forms, options.template, folder)
    _say_misspelled(options.register, made)
    untranslated = dict.fromkeys(each for one in made for each in one.untranslated)
    _end([each for one in made for each in one.rejections], tuple(untranslated), failed)


@click.command(
    cls=Examples,
    epilog="""\
briefing trace inbox/ > trace.jsonl
briefing trace inbox/a.txt | grep '"status": "dispute"'""",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_QUICK
@JOBS
def trace(sources: Sequence[str], jobs: int, *, quick: bool | None) -> None:
    """Print one JSON object a line of the documents: its kind, status, topic and speakers, and why."""
    from briefing import pipeline
    from briefing.publish.trace import row

    traced = pipeline.trace(collected(sources), reading(jobs), quick=bool(quick))
    for location, assessments in traced.rows.items():
        click.echo(b"".join(row(location, assessment) for assessment in assessments), nl=False)
    _end(traced.rejected)


@click.command(cls=Examples, epilog="briefing evaluate gold/talks/")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="GOLD_DIR")
@_QUICK
@JOBS
def evaluate(folder: Path, jobs: int, *, quick: bool | None) -> None:
    """Compare the labels with those of a person: precision, recall and F1 a status.

    GOLD_DIR holds docs/ and sentences.jsonl, an object a sentence: {"doc", "start", "end", "category"}, and perhaps
    "kind" (only prose is scored) and "also" (other labels that are right).
    """
    from briefing import pipeline
    from briefing.analysis.evaluation import table
    from briefing.sources.gold import read_gold

    gold = read_gold(folder)
    traced = pipeline.trace(collected([str(folder / "docs")]), reading(jobs), quick=bool(quick))
    click.echo(table(gold, traced.rows))


def _options(brief: BriefSettings | None, settings: Settings | None, given: Mapping[str, Any]) -> Options:
    """Return what the command line says, else what the configured brief says, else the defaults."""
    from briefing.settings import Options
    from briefing.sources.examples import example

    said = {key: value for key, value in given.items() if value is not None}
    described = _register(said.pop("descriptions", None), settings)
    keys = ("title", "lang", "tlp", "template", "quick", "subject", "example", "events")
    told = ({key: getattr(brief, key) for key in keys} if brief else {}) | said
    if told.get("example") and told.get("events", "main") != "main":
        raise click.UsageError("an example shows which one event is meant: leave out --example or --events.")
    meant = example(Path(told["example"])) if told.get("example") else None
    return Options(**({"as_of": _today(brief)} | told | {"register": described, "example": meant}))


def _today(brief: BriefSettings | None) -> date:
    if brief is None:
        return datetime.now().astimezone().date()
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(brief.timezone)).date()


def _translated(made: Brief, settings: Settings, brief: BriefSettings) -> Brief:
    from briefing.operations.passes import ledger_path
    from briefing.operations.store import archive_of
    from briefing.operations.translating import translated

    folder = archive_of(ledger_path(settings)).translations(brief.name)
    return translated(made, settings.translation, os.environ, folder)


def _write(made: Sequence[Brief], forms: Sequence[str], template: str, folder: Path) -> list[str]:
    """Write the briefs in every format, print the paths, and return why what could not be printed could not.

    Where the template is broken for one format, none is written.
    """
    from briefing.publish.archive import file_name, write
    from briefing.publish.rendering import bound, typeset

    failed = []
    for brief, sheets in [(each, typeset(each, forms, template)) for each in made]:
        found = f"{len(brief.findings)} findings and {len(brief.discrepancies)} discrepancies"
        tell(f"{found} on {len(brief.topics)} topics")
        for sheet in sheets:
            try:
                artifact = bound(sheet, brief)
            except PublishError as error:
                failed.append(str(error))
                continue
            path = folder / file_name(brief, sheet.format)
            write(artifact, path)
            click.echo(click.format_filename(path))
    return failed


def _say_misspelled(register: Register, made: Sequence[Brief]) -> None:
    """Say which publishers nobody describes have nearly the name of a described source."""
    from briefing.analysis.describing import lookalikes

    for publisher, name in lookalikes(register, (document for brief in made for document in brief.documents)):
        say(f'not described: {publisher}: is "{name}" in the descriptions meant?', err=True)


def _end(rejections: Sequence[Rejection], untranslated: Sequence[Rejection] = (), failed: Sequence[str] = ()) -> None:
    """End a command that did its work, though perhaps not with all documents, translations or formats."""
    report(rejections)
    for each in untranslated:
        say(f"not translated: {each.location}: {each.reason}", err=True)
    if failed:
        raise PublishError("\n".join(failed))
    if rejections or untranslated:
        sys.exit(MADE_WITH_REJECTIONS)


def _register(named: Path | None, settings: Settings | None) -> Register:
    """Return the sources that the file named describes, else that of the settings, else the one in this folder."""
    from briefing.sources.config import load_register, nearby_register

    if named:
        return load_register(named)
    return settings.register if settings else nearby_register(Path())
