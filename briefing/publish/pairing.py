"""Disputes side by side: who faces whom."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.publish.draft import Draft
from briefing.publish.entries import Entry
from briefing.publish.view import Group, Side


def sided(group: Group, draft: Draft) -> Group:
    """Return a group of disputes with its entries on the sides of the two parties, and the others below.

    Without parties each entry is led by its speaker.
    """
    parties = draft.parties
    if not parties:
        return group._replace(entries=tuple(_led(entry) for entry in group.entries))
    speakers = {number: "".join(finding.speakers[:1]) for number, finding in draft.findings}
    held = {party: [entry for entry in group.entries if speakers[entry.number] == party] for party in parties}
    others = tuple(_led(entry) for entry in group.entries if not speakers[entry.number])
    sides = tuple(_side(party, held[party], draft) for party in parties) if any(held.values()) else ()
    return Group(group.topic, sides, others)


def _side(party: str, entries: Sequence[Entry], draft: Draft) -> Side:
    missing = "" if entries else draft.words.words["no_position"].format(party=draft.named(party))
    return Side(draft.named(party), tuple(_under(draft.named(party), entry) for entry in entries), missing)


def _led(entry: Entry) -> Entry:
    """Return an entry with its speaker before the quotation instead of after it."""
    return entry._replace(lead=entry.citation.speaker, citation=entry.citation._replace(speaker=""))


def _under(party: str, entry: Entry) -> Entry:
    """Return an entry as it stands under its party's printed name, which it need not repeat."""
    same = entry.citation.speaker == party
    return entry._replace(citation=entry.citation._replace(speaker="")) if same else entry
