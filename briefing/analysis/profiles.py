"""Who is who: the persons that a brief quotes or names, with what the sources call them and how they spell them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.analysis.namings import Naming, namings
from briefing.analysis.speakers import Attribution
from briefing.analysis.topics import Key
from briefing.model import Document, Profile, Span
from briefing.text.spelling import inflected_alike

_ANY = "leader"


def profiles(
    documents: Sequence[Document], attribution: Attribution, quoted: Mapping[Key, Sequence[str]], lang: str
) -> tuple[Profile, ...]:
    """Return the persons that the sentences of a brief name or have speaking, most often met first.

    ``quoted`` are its sentences, each with its speakers; an office in ``lang`` goes before others.  Who is nowhere
    given an office or a title is left out: a name may be that of a treaty or a house.
    """
    people, every = attribution.known, namings(documents, attribution.read, attribution.known)
    told: dict[int, list[Naming]] = {}
    for naming in every:
        told.setdefault(naming.person, []).append(naming)
    named: dict[Key, set[int]] = {}
    for naming in every:
        named.setdefault((naming.name.doc, naming.name.number), set()).add(naming.person)
    met = Counter(
        person
        for place, speakers in quoted.items()
        for person in named.get(place, set()) | {people.places[name] for name in speakers if name in people.places}
    )
    known = [person for person in met if any(naming.sure for naming in told.get(person, ()))]
    names = {person: people.persons[person].name for person in known}
    return tuple(
        Profile(names[person], _office(told[person], lang), _spellings(told[person]))
        for person in sorted(known, key=lambda person: (-met[person], names[person]))
    )


def _office(told: Sequence[Naming], lang: str) -> Span | None:
    """Return the office that the sources give somebody, as one of them writes it; None where they do not agree."""
    stated = [(naming, naming.office) for naming in told if naming.office]
    backing = [sum(_compatible(one, other) for other, _ in stated) for one, _ in stated]
    best = [pair for pair, number in zip(stated, backing, strict=True) if number == max(backing)]
    if not best or not all(_compatible(one, other) for one, _ in best for other, _ in best):
        return None
    written = Counter(office.text for _, office in best)
    # One word says less than two: «President», «Turkish President».
    ranks = {office: (office.lang != lang, " " not in office.text, -written[office.text]) for _, office in best}
    return min(ranks, key=lambda office: ranks[office])


def _compatible(one: Naming, other: Naming) -> bool:
    """Tell whether two may be given one office: one country, or none, and one role, however narrowly it is named."""
    if one.country and other.country and one.country != other.country:
        return False
    if _ANY in (one.role, other.role) or one.name.lang != other.name.lang:
        return True
    return one.role.endswith(other.role) or other.role.endswith(one.role)


def _spellings(told: Sequence[Naming]) -> tuple[Span, ...]:
    """Return the first place of each way in which a document writes a name in full."""
    documents: dict[str, dict[tuple[str, ...], Naming]] = {}
    for naming in told:
        documents.setdefault(naming.name.doc, {}).setdefault(naming.words, naming)
    return tuple(naming.name for ways in documents.values() for naming in _fullest(ways))


def _fullest(ways: Mapping[tuple[str, ...], Naming]) -> list[Naming]:
    kept: list[Naming] = []
    for naming in sorted(ways.values(), key=lambda each: (-len(each.words), len(each.name.text), each.name.start)):
        if not any(_covers(fuller.words, naming.words, naming.name.lang) for fuller in kept):
            kept.append(naming)
    return sorted(kept, key=lambda each: each.name.start)


def _covers(fuller: Sequence[str], shorter: Sequence[str], lang: str) -> bool:
    return all(any(word == own or inflected_alike(word, own, lang) for own in fuller) for word in shorter)
