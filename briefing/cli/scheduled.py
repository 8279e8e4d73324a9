"""The commands of the scheduled side: ``run``, ``schedule``, ``send``, ``status``, ``doctor``, ``resume``."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from briefing.cli.words import Examples, checked, say

FAILED, LEFT_OUT = 1, 3
_now = click.option(
    "--now", callback=checked("instant"), metavar="ISO", help="Take this moment for the present one, for trials."
)


_log = click.option(
    "--log", type=click.Choice(["text", "json"]), help="Log to stderr, a line or a JSON object an event."
)


@click.command(
    cls=Examples,
    epilog="""\
briefing run --due                       from cron: */5 * * * * cd /srv/briefs && briefing run --due
briefing run geneva                      today's edition, now
briefing run geneva --period D:2026-03-02""",
)
@click.argument("name", required=False)
@click.option("--due", is_flag=True, help="Make and deliver all that is due, once, and end.")
@click.option("--period", metavar="PERIOD", help="D:2026-03-02, W:2026-W10 or M:2026-03.  [default: today's]")
@_log
@_now
@click.pass_obj
def run(config: Path, name: str | None, due: bool, period: str | None, log: str | None, now: datetime | None) -> None:
    """Make and deliver what is due, or one edition of the brief NAME.

    An edition that was made is not made again, and nobody gets one twice.  Exit codes: 0 done, 1 something failed or
    waits for you, 3 made, but something was left out; «briefing status» says what.
    """
    from briefing.operations.logs import set_up
    from briefing.operations.passes import opened, run_due, run_one

    if bool(name) == due or (period and not name):
        raise click.UsageError("say either --due, or the NAME of a brief, perhaps with --period")
    if log:
        set_up(log)
    with opened(config, now) as engine:
        report = run_one(engine, name, period) if name else run_due(engine)
    say(*report.lines)
    say(*(line for each in report.troubles for line in f"briefing: {each}".split("\n")), err=True)
    if report.failed:
        sys.exit(FAILED)
    if report.left_out:
        sys.exit(LEFT_OUT)


@click.command(cls=Examples, epilog="briefing schedule --log json 2>>schedule.log")
@click.option(
    "--health",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Written at each tick.  [default: <ledger>.health]",
)
@_log
@click.pass_obj
def schedule(config: Path, health: Path | None, log: str | None) -> None:
    """Make and deliver every brief when it is due, until told to stop (SIGTERM or Ctrl-C).

    Several of these on one ledger are safe.  Settings that are edited are taken over at the next tick.  A health file
    that is older than 60 seconds says that the process is dead.
    """
    from briefing.operations.logs import set_up
    from briefing.operations.passes import opened
    from briefing.operations.ticker import health_of, tick_on

    set_up(log or "text")
    with opened(config, None) as engine:
        tick_on(engine, config, health or health_of(engine.place.ledger.path))


@click.command(
    cls=Examples,
    epilog="""\
briefing send                                           what waits for its next try, now
briefing send geneva --period D:2026-03-02 --to me@example.org
briefing send --settle '<k3x...@example.org>' --as arrived""",
)
@click.argument("name", required=False)
@click.option("--period", metavar="PERIOD", help="The edition to send again, byte for byte.")
@click.option("--to", "recipient", callback=checked("address"), metavar="ADDRESS", help="To whom.")
@click.option("--settle", metavar="MESSAGE-ID", help="A delivery in doubt, as «briefing status» names it.")
@click.option("--as", "how", type=click.Choice(["arrived", "lost"]), help="Lost: it is sent once more.")
@_now
@click.pass_obj
def send(
    config: Path,
    name: str | None,
    period: str | None,
    recipient: str | None,
    settle: str | None,
    how: str | None,
    now: datetime | None,
) -> None:
    """Send what waits; or an edition of the archive again; or settle a delivery in doubt."""
    from briefing.operations.passes import opened, run_sending
    from briefing.operations.resending import send_again, settled

    if bool(settle) != bool(how) or bool(name) != bool(period) or bool(name) != bool(recipient) or (name and settle):
        raise click.UsageError("say nothing; or NAME, --period and --to; or --settle and --as")
    with opened(config, now) as engine:

        def asked() -> None:
            if settle and how:
                settled(engine, settle, how)
            elif name and period and recipient:
                send_again(engine, name, period, recipient)

        report = run_sending(engine, asked)
    say(*report.lines)
    say(*(line for each in report.troubles for line in f"briefing: {each}".split("\n")), err=True)
    if report.failed:
        sys.exit(FAILED)


@click.command(cls=Examples, epilog="briefing status --json | jq '.deliveries[] | select(.state != \"ACCEPTED\")'")
@click.option("--json", "as_json", is_flag=True, help="Everything, for machines.")
@click.option(
    "--documents",
    type=click.IntRange(min=0),
    metavar="N",
    help="With --json: of how many documents, the newest first.  [default: 1000]",
)
@click.option("--seen", is_flag=True, help="Mark the notices of what is over as seen: they are not shown again.")
@_now
@click.pass_obj
def status(config: Path, as_json: bool, documents: int | None, seen: bool, now: datetime | None) -> None:
    """Show the slots that were and that come, the deliveries, the documents, and what somebody has to know."""
    from briefing.operations import notices
    from briefing.operations.passes import opened
    from briefing.operations.status import MOST_DOCUMENTS, as_record, as_table

    if documents is not None and not as_json:
        raise click.UsageError("--documents goes with --json: the table has their numbers only")
    most = MOST_DOCUMENTS if documents is None else documents
    with opened(config, now) as engine:
        if seen:
            notices.seen(engine.place.ledger, engine.place.at)
        say(*(as_record(engine, most) if as_json else as_table(engine)).removesuffix("\n").split("\n"))


@click.command(cls=Examples, epilog="briefing doctor && systemctl restart briefing")
@_now
@click.pass_obj
def doctor(config: Path, now: datetime | None) -> None:
    """Examine settings, ledger, disk, templates, fonts, zones, mail server; exit code 1: something is to be done."""
    from briefing.operations.doctor import examine
    from briefing.operations.passes import opened

    with opened(config, now) as engine:
        findings = examine(engine)
    say(*(line for finding in findings for line in str(finding).split("\n")))
    if not all(finding.well for finding in findings):
        sys.exit(FAILED)


@click.command(cls=Examples, epilog="briefing resume")
@_now
@click.pass_obj
def resume(config: Path, now: datetime | None) -> None:
    """Go on after a hold: take this machine, this ledger and this time as the right ones."""
    from briefing.operations.holding import resume as go_on
    from briefing.operations.passes import opened

    with opened(config, now) as engine:
        go_on(engine.place.ledger, engine.place.clock)
    click.echo("goes on")
