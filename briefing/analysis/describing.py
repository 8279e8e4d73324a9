"""Which of the sources that the user describes a document is from: its publisher, and the agencies that it credits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from briefing.model import Document, Kind, Register, SourceDescription, SourceEntry
from briefing.text.agencies import agency_in_credit, credited
from briefing.text.publishers import host_of, hosts_above, name_key

# One letter too many, too few or changed in a short name; «Evening Post» and «Evening Star» are two.
ALIKE = 0.9


def publisher_description(publisher: str, url: str, register: Register) -> SourceDescription | None:
    """Return the description of who published a document, by the host of its address before its name; None for none.

    Of several hosts that the address lies under, the longest: ``sport.courier.example`` before ``courier.example``.
    """
    for host in hosts_above(host_of(url)):
        if host in register.hosts:
            return register.hosts[host]
    return register.names.get(name_key(publisher)) if publisher else None


def described_agencies(document: Document, register: Register) -> tuple[str, ...]:
    """Return the agencies that a document credits in bylines and datelines and that only the user knows as such."""
    wires = {key: each.name for key, each in register.names.items() if each.wire_agency}
    if not wires:
        return ()
    lines = (each.text for each in document.sentences if each.kind is Kind.BYLINE)
    names = (wires.get(name_key(name), "") for line in lines for name in credited(line) if not agency_in_credit(name))
    return tuple(dict.fromkeys(filter(None, names)))


def agency_descriptions(
    agencies: Sequence[str], publisher: SourceDescription | None, register: Register
) -> tuple[SourceDescription, ...]:
    """Return the descriptions of the agencies that a document credits, without that of its publisher."""
    found = (register.names.get(name_key(agency)) for agency in agencies)
    return tuple(dict.fromkeys(each for each in found if each and each != publisher))


def lookalikes(register: Register, documents: Iterable[SourceEntry]) -> tuple[tuple[str, str], ...]:
    """Return the publishers that nobody describes, each with the described name that it is most like, if one is."""
    names = {key: each.name for key, each in register.names.items()}
    unknown = dict.fromkeys(each.publisher for each in documents if each.publisher and not each.description)
    near = ((publisher, get_close_matches(name_key(publisher), names, 1, ALIKE)) for publisher in unknown)
    return tuple((publisher, names[found[0]]) for publisher, found in near if found)
