"""Disputes side by side: who faces whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.model import Brief, Status
from briefing.publish.frames import Frame
from briefing.publish.printable import printable
from briefing.publish.view import Disputes, Entry, Group, Pair


def facing(brief: Brief) -> tuple[str, ...]:
    """Return the two parties of the disputes in alphabetical order; none unless there are exactly two throughout.

    A party is whoever is named first as the speaker of a dispute.  Columns need two parties that meet on at least one
    topic, and fewer disputes without a speaker than with one: otherwise most of the page would be empty cells.
    """
    disputes = [finding for finding in brief.findings if finding.status == Status.DISPUTE]
    speakers = sorted({finding.speakers[0] for finding in disputes if finding.speakers}, key=str.casefold)
    topics = [{finding.topic for finding in disputes if finding.speakers[:1] == (party,)} for party in speakers]
    nameless = sum(not finding.speakers for finding in disputes)
    return tuple(speakers) if len(speakers) == 2 and topics[0] & topics[1] and 2 * nameless < len(disputes) else ()


def paired(groups: tuple[Group, ...], speakers: Mapping[int, str], brief: Brief, frame: Frame) -> Disputes:
    """Return the disputes in pairs where two parties face each other, else with all entries of a topic on one side.

    ``speakers`` are the first speakers by the number of the finding ('' for none).
    """
    parties = facing(brief)
    if not parties:
        return Disputes((), tuple(Pair(group.topic, group.entries, ()) for group in groups))
    pairs = tuple(_pair(group, parties, speakers, frame) for group in groups)
    return Disputes(tuple(printable(party, 80) for party in parties), pairs)


def _pair(group: Group, parties: tuple[str, ...], speakers: Mapping[int, str], frame: Frame) -> Pair:
    left, right = (
        tuple(_under(party, entry) for entry in group.entries if speakers[entry.number] == party) for party in parties
    )
    others: tuple[Entry, ...] = tuple(entry for entry in group.entries if not speakers[entry.number])
    missing = ["" if side else frame.words["no_position"].format(party=printable(party, 80))
               for party, side in zip(parties, (left, right), strict=True)]  # fmt: skip
    return Pair(group.topic, left, right, others, *(missing if left or right else ("", "")))


def _under(party: str, entry: Entry) -> Entry:
    """Return an entry as it stands under its party's name, which it need not repeat."""
    same = entry.citation.speaker == printable(party, 80)
    return replace(entry, citation=replace(entry.citation, speaker="")) if same else entry
