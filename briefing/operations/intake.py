"""What the sources of a brief hold when an edition is made, and what somebody has to know of them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model import Batch, RawDocument, Rejection
from briefing.operations.notices import Notice, end, give
from briefing.operations.workplace import Workplace
from briefing.settings import BriefSettings
from briefing.sources.collecting import gather
from briefing.sources.folders import is_quiet
from briefing.sources.hosts import LEFT_ALONE
from briefing.sources.settling import Watch
from briefing.values import is_address

if TYPE_CHECKING:
    from briefing.sources.visiting import Guest


def collected(place: Workplace, brief: BriefSettings) -> Batch[RawDocument]:
    """Return what lies in the sources of a brief now; what somebody has to know of them is given as a notice."""
    sources = [source for source in brief.sources if is_address(source) or not is_quiet(source)]
    try:
        found = gather(sources, lambda: _guest(place, brief), watch=Watch(time.time, time.sleep))
    except SourceError as error:
        with place.ledger.writing():
            give(place.ledger, place.at, Notice("sources", brief.name, f"not one source is there: {error}"))
        return Batch((), tuple(Rejection(source, "no such file or folder") for source in sources))
    end(place.ledger, place.at, "sources", brief.name)
    _tell_of_hosts(place, brief.name, found.rejected)
    return found


def _tell_of_hosts(place: Workplace, brief: str, rejected: Sequence[Rejection]) -> None:
    """Give a notice of the hosts that failed so often that they are left alone, and end it when there is none."""
    alone = sorted({each.reason for each in rejected if LEFT_ALONE in each.reason})
    if not alone:
        end(place.ledger, place.at, "web", brief)
        return
    with place.ledger.writing():
        give(place.ledger, place.at, Notice("web", brief, "; ".join(alone)))


def _guest(place: Workplace, brief: BriefSettings) -> Guest:
    from briefing.sources.fetching import Network
    from briefing.sources.shelf import Shelf
    from briefing.sources.visiting import Guest

    return Guest(Shelf(place.store.pages(brief.name)), place.store.hosts, Network(), place.clock.now)
