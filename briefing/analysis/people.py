"""The persons of a set of documents: mentions joined across spellings, with the offices they are given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.text import speech as marks
from briefing.text.names import Nominal
from briefing.text.speech import speech
from briefing.text.spelling import alike, keys, skeleton


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the documents, most spellings first seen first; ``country`` is a code or ''."""

    name: str
    spellings: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    country: str = ""
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as one document writes it."""

    nominal: Nominal
    lang: str


@dataclass(frozen=True, slots=True)
class People:
    """The persons found: by the keys of their names, and by country and office."""

    persons: tuple[Person, ...]
    families: Mapping[str, tuple[int, ...]]
    parts: Mapping[str, tuple[int, ...]]
    givens: Mapping[int, frozenset[str]]
    offices: Mapping[tuple[str, str], tuple[int, ...]]
    genders: Mapping[int, str]

    def named(self, words: Sequence[str], lang: str) -> int | None:
        """Return the person of a name as written, the most mentioned where several fit."""
        family = keys(words[-1], lang)
        candidates = [person for key in family for person in self.families.get(key, ())]
        if len(words) > 1:
            given = keys(words[0], lang)
            for person in candidates:
                if any(alike(own, other) for own in given for other in self.givens[person]) or not self.givens[person]:
                    return person
            return None
        if not candidates:
            candidates = [person for key in family for person in self.parts.get(key, ())]
        return candidates[0] if candidates else None


def gather(mentions: Iterable[Mention]) -> People:
    """Join the mentions of names to persons."""
    known = [mention for mention in mentions if mention.nominal.kind == "name" and _personal(mention)]
    full = [mention for mention in known if len(mention.nominal.words) > 1]
    groups = _groups(full, known)
    order = sorted(range(len(groups)), key=lambda group: -len(groups[group]))
    return _index([groups[group] for group in order])


def _personal(mention: Mention) -> bool:
    known = speech(mention.lang)
    return not any(known.marks.get(word.lower(), 0) & marks.INSTITUTION for word in mention.nominal.words)


def _groups(full: Sequence[Mention], known: Sequence[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    families: defaultdict[str, list[int]] = defaultdict(list)
    for mention in full:
        place = _place(mention, groups, families)
        if place is None:
            place = len(groups)
            groups.append([])
        groups[place].append(mention)
        for key in _family(mention):
            if place not in families[key]:
                families[key].append(place)
    for mention in known:
        if len(mention.nominal.words) == 1:
            places = [place for key in _family(mention) for place in families.get(key, ())]
            if not places and (mention.nominal.role or mention.nominal.gender):
                places = [len(groups)]
                groups.append([])
                for key in _family(mention):
                    families[key].append(places[0])
            if places:
                groups[places[0]].append(mention)
    return groups


def _place(mention: Mention, groups: Sequence[Sequence[Mention]], families: Mapping[str, Sequence[int]]) -> int | None:
    given = keys(mention.nominal.words[0], mention.lang)[0]
    own = _family(mention)
    for key in own:
        for place in families.get(key, ()):
            other = groups[place][0]
            if alike(given, keys(other.nominal.words[0], other.lang)[0]):
                return place
    bones = skeleton(own[0])
    for place, group in enumerate(groups):
        other = group[0]
        if bones and other.lang != mention.lang and skeleton(_family(other)[0]) == bones:
            if alike(given, keys(other.nominal.words[0], other.lang)[0]):
                return place
    return None


def _family(mention: Mention) -> tuple[str, ...]:
    return keys(mention.nominal.words[-1], mention.lang)


def _index(groups: Sequence[Sequence[Mention]]) -> People:
    persons: list[Person] = []
    families: defaultdict[str, list[int]] = defaultdict(list)
    parts: defaultdict[str, list[int]] = defaultdict(list)
    offices: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    givens: dict[int, frozenset[str]] = {}
    genders: dict[int, str] = {}
    for place, group in enumerate(groups):
        person = _person(group)
        persons.append(person)
        for key in {key for mention in group for key in _family(mention)}:
            families[key].append(place)
        for key in {key for m in group for word in m.nominal.words[:-1] for key in keys(word, m.lang)}:
            parts[key].append(place)
        givens[place] = frozenset(
            key for m in group if len(m.nominal.words) > 1 for key in keys(m.nominal.words[0], m.lang)
        )
        found = Counter((m.nominal.country, m.nominal.role) for m in group if m.nominal.role)
        for office in found:
            offices[office].append(place)
        sexes = Counter(m.nominal.gender for m in group if m.nominal.gender)
        genders[place] = sexes.most_common(1)[0][0] if sexes else ""
    return People(
        tuple(persons),
        {key: tuple(places) for key, places in families.items()},
        {key: tuple(places) for key, places in parts.items()},
        givens,
        {office: tuple(places) for office, places in offices.items()},
        genders,
    )


def _person(group: Sequence[Mention]) -> Person:
    spellings = Counter(" ".join(mention.nominal.words) for mention in group)
    english = Counter(" ".join(mention.nominal.words) for mention in group if mention.lang == "en")
    best = max(english or spellings, key=lambda name: (len(name.split()) > 1, (english or spellings)[name], name))
    countries = Counter(mention.nominal.country for mention in group if mention.nominal.country)
    roles = Counter(mention.nominal.role for mention in group if mention.nominal.role)
    return Person(
        best,
        tuple(sorted(spellings, key=lambda name: (-spellings[name], name))),
        tuple(sorted(roles, key=lambda role: (-roles[role], role))),
        countries.most_common(1)[0][0] if countries else "",
    )
