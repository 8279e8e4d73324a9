"""What the sources of a brief hold when an edition is made, and what somebody has to know of them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model import Batch, RawDocument, Rejection
from briefing.operations.notices import Notice, end, give, standing
from briefing.operations.workplace import Workplace
from briefing.settings import BriefSettings
from briefing.sources.collecting import gather
from briefing.sources.folders import MISSING, is_quiet, unreachable
from briefing.sources.hosts import LEFT_ALONE
from briefing.sources.labels import label
from briefing.sources.settling import Watch
from briefing.values import is_address

if TYPE_CHECKING:
    from briefing.sources.visiting import Guest


def collected(place: Workplace, brief: BriefSettings) -> Batch[RawDocument]:
    """Return what lies in the sources of a brief now; what somebody has to know of them is given as a notice."""
    sources = [source for source in brief.sources if is_address(source) or not is_quiet(source)]
    try:
        found = gather(sources, lambda: _guest(place, brief), watch=Watch(time.time, time.sleep))
    except SourceError:
        found = Batch((), tuple(Rejection(label(source), MISSING) for source in sources))
    _tell(place, "sources", brief.name, _absent(brief))
    _tell(place, "web", brief.name, _left_alone(brief.name, found.rejected))
    return found


def _absent(brief: BriefSettings) -> dict[str, str]:
    """Return the notices of the sources that are not there: one where all are gone, else one for each."""
    gone = {label(source): why for source in brief.sources if not is_address(source) and (why := unreachable(source))}
    if len(gone) == len({*brief.sources}):
        reasons = "; ".join(f"{source}: {why}" for source, why in sorted(gone.items()))
        return {brief.name: f"not one source is there: {reasons}"}
    back = "its documents come when it is back"
    return {f"{brief.name} {source}": f"{why}; {back}" for source, why in gone.items()}


def _left_alone(brief: str, rejected: Sequence[Rejection]) -> dict[str, str]:
    """Return the notice of the hosts that failed so often that they are left alone."""
    alone = sorted({each.reason for each in rejected if LEFT_ALONE in each.reason})
    return {brief: "; ".join(alone)} if alone else {}


def _tell(place: Workplace, kind: str, brief: str, wanted: Mapping[str, str]) -> None:
    """Give the notices of a kind that a brief needs, by their subjects, and end the others that stand."""
    for row in standing(place.ledger):
        if row["kind"] == kind and row["subject"].split(" ")[0] == brief and row["subject"] not in wanted:
            end(place.ledger, place.at, kind, row["subject"])
    for subject, text in wanted.items():
        with place.ledger.writing():
            give(place.ledger, place.at, Notice(kind, subject, text))


def _guest(place: Workplace, brief: BriefSettings) -> Guest:
    from briefing.sources.fetching import Network
    from briefing.sources.shelf import Shelf
    from briefing.sources.visiting import Guest

    return Guest(Shelf(place.store.pages(brief.name)), place.store.hosts, Network(), place.clock.now)
