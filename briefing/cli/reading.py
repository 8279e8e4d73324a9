"""Collecting and reading on the command line: where from, in how many processes, and what is said of it meanwhile."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.words import say
from briefing.errors import NothingUsable

if TYPE_CHECKING:
    from briefing.model import Batch, Document, RawDocument, Rejection
    from briefing.pipeline import Read
    from briefing.sources.visiting import Guest


MANY = 1_000


def usable_processors() -> int:
    """Return how many processors this program may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=usable_processors,
    metavar="N",
    help="Read many documents in N processes.  [default: the processors; 1: in this one]",
)


def collected(sources: Sequence[str], out: Path = Path("out")) -> Iterator[RawDocument | Rejection]:
    """Collect what the sources name; a file is read when it is its turn."""
    from briefing.sources.collecting import gather_each
    from briefing.sources.settling import APART, Watch

    if not sources:
        raise click.UsageError("Missing argument 'SOURCE...': name files or folders, or a brief with -b NAME.")
    return gather_each(sources, lambda: _guest(out), _show_progress, Watch(time.time, time.sleep, APART, 2 * APART))


def reading(jobs: int) -> Read:
    """Return how documents are read: in so many processes; where not one was collected it is said why."""
    from briefing.sources.readers import FEW, read_in_children

    return partial(_read, partial(read_in_children, jobs=jobs, few=FEW if jobs > 1 else sys.maxsize))


def _read(read: Read, raws: Iterable[RawDocument | Rejection], subject: Sequence[str]) -> Batch[Document]:
    from briefing.model import Rejection

    rejected: list[Rejection] = []
    count = 0

    def counted() -> Iterator[RawDocument | Rejection]:
        nonlocal count
        for each in raws:
            if isinstance(each, Rejection):
                rejected.append(each)
            else:
                count += 1
                if count % MANY == 0:
                    _show_count(count)
            yield each

    documents = read(counted(), subject)
    if count >= MANY and sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
    tell(f"{count} documents collected, {len(rejected)} left out")
    if not count:
        report(rejected)
        raise NothingUsable("not one document could be read")
    return documents


def tell(message: str) -> None:
    """Say something on stderr with -v."""
    if click.get_current_context().meta["verbose"]:
        click.echo(message, err=True)


def report(rejections: Sequence[Rejection]) -> None:
    """Say what was left out, and why."""
    from briefing.analysis.admitting import told_singly

    singly, more = told_singly(sorted(rejections, key=lambda each: (each.location, each.reason)))
    for rejection in singly:
        say(f"left out: {rejection.location}: {rejection.reason}", err=True)
    for number, reason in more:
        say(f"left out: {number:,} more: {reason}", err=True)


def _guest(out: Path) -> Guest:
    """Return who asks for pages: on the public network, by the present time, keeping them beside a brief's files."""
    from briefing.sources.fetching import Network
    from briefing.sources.shelf import PAGES, Shelf
    from briefing.sources.visiting import Guest

    shelf = Shelf(out / PAGES)
    return Guest(shelf, shelf.hosts, Network(), lambda: datetime.now().astimezone())


def _show_count(count: int) -> None:
    """Say on stderr how many documents are read: on one line of a terminal, else a line for each thousand with -v."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{count:,} documents read", err=True, nl=False)
    else:
        tell(f"{count:,} documents read")


def _show_progress(number: int, total: int, address: str) -> None:
    """Say on stderr which page is asked for: on one line of a terminal, else a line each with -v."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{number} of {total} pages {address[:60]}", err=True, nl=number == total)
    elif click.get_current_context().meta["verbose"]:
        click.echo(f"{number} of {total} pages {address}", err=True)
