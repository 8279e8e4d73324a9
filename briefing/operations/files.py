"""The files of an edition: in which formats it is printed, whole or event by event, and which of them are for whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from briefing.model import Brief
from briefing.publish.archive import told_apart
from briefing.publish.parts import apart
from briefing.settings import BriefSettings

# The text of the mail, its HTML, and the record.
ALWAYS = ("json", "mail.html", "md")
_OF_EVENT = "#"


class Printing(NamedTuple):
    """A brief to be printed in a format; the ledger calls the file «pdf», that of the second event «pdf#2»."""

    kind: str
    brief: Brief
    format: str


def printings(made: Brief, settings: BriefSettings, *, pdf: bool) -> tuple[Printing, ...]:
    """Return what is to be printed of an edition, the PDFs last; without ``pdf`` none of them.

    Where the settings want a brief on each event and it has several, each is printed alone; the mail has them all.
    """
    *alone, whole = told_apart((*(apart(made) if settings.events == "briefs" else ()), made))
    asked = sorted(form for form in settings.formats if pdf or form != "pdf")
    of_all = [Printing(each, whole, each) for each in sorted({*ALWAYS, *(() if alone else asked)})]
    of_each = [
        Printing(f"{form}{_OF_EVENT}{number}", brief, form)
        for number, brief in enumerate(alone, start=1)
        for form in asked
        if form != "json"
    ]
    return tuple(sorted((*of_all, *of_each), key=lambda each: each.format == "pdf"))


def for_readers(kinds: Collection[str], settings: BriefSettings) -> tuple[str, ...]:
    """Return those of an edition's files that the brief's folder has, by event and then in the order of the formats.

    The others are for the mail and the archive only.
    """
    alone = any(_OF_EVENT in kind for kind in kinds)
    wanted = [kind for kind in kinds if form_of(kind) in settings.formats]
    if alone:
        wanted = [kind for kind in wanted if _OF_EVENT in kind or kind == "json"]
    return tuple(sorted(wanted, key=lambda kind: (_event(kind), settings.formats.index(form_of(kind)))))


def form_of(kind: str) -> str:
    """Return the format of a file of an edition."""
    return kind.partition(_OF_EVENT)[0]


def _event(kind: str) -> int:
    return int(kind.partition(_OF_EVENT)[2] or 0)
