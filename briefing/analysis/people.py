"""The persons of a set of documents: mentions joined across spellings, with the offices they are given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from briefing.text import speech as marks
from briefing.text.clauses import Clause
from briefing.text.nominals import Nominal
from briefing.text.speech import speech
from briefing.text.spelling import alike, family_names, keys, latin, skeleton, small_words

LEADERS = ("president", "prime minister", "chancellor", "king", "leader")
_SURE = 2


class Person(NamedTuple):
    """Somebody named in the documents.

    ``name`` is a full English spelling, else any, with an initial only if more texts give one than leave it out, then
    that of the most texts; ``offices`` are in English where known; ``country`` is a code or ''; ``sentences`` counts
    those attributed.
    """

    name: str
    spellings: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    country: str = ""
    sentences: int = 0


class Mention(NamedTuple):
    """A name of a person as the documents of one origin write it, with the keys of its first and last word."""

    nominal: Nominal
    origin: str
    lang: str
    given: tuple[str, ...]
    family: tuple[str, ...]


class People(NamedTuple):
    """The persons found, most mentioned first, and where to find them: by name, and by country and office."""

    persons: tuple[Person, ...]
    families: Mapping[str, tuple[int, ...]]
    parts: Mapping[str, tuple[int, ...]]
    givens: Sequence[frozenset[str]]
    genders: Sequence[str]
    offices: Mapping[tuple[str, str], tuple[int, ...]]
    confirmed: frozenset[str]
    places: Mapping[str, int]
    tails: frozenset[tuple[str, ...]] = frozenset()

    def named(self, words: Sequence[str], lang: str) -> int | None:
        """Return the person of a name as written, the most mentioned where several fit."""
        found = sorted({person for key in keys(words[-1], lang) for person in self.families.get(key, ())})
        if len(words) > 1 and small_words(words) not in self.tails:
            given = keys(words[0], lang)
            fitting = (
                p for p in found if not self.givens[p] or any(alike(a, b) for a in given for b in self.givens[p])
            )
            return next(fitting, None)
        if not found:
            found = sorted({person for key in keys(words[-1], lang) for person in self.parts.get(key, ())})
        return found[0] if found else None

    def holding(self, country: str, role: str) -> tuple[int, ...]:
        """Return the persons who hold an office of a country; a «leader» holds any of the highest."""
        roles = LEADERS if role == "leader" else (role, "leader") if role in LEADERS else (role,)
        return tuple(person for each in roles for person in self.offices.get((country, each), ()))

    def only_holder(self, role: str) -> int | None:
        """Return the person who alone holds an office in the documents, whatever the country."""
        found = {person for (_, each), persons in self.offices.items() if each == role for person in persons}
        return found.pop() if len(found) == 1 else None


def gather(read: Iterable[tuple[str, Clause, Sequence[Nominal]]]) -> People:
    """Join the names of sentences, each with its document's origin, to persons, with what the texts tell of them."""
    lines = tuple(read)
    tails = family_names((nominal.words, clause.lang) for _, clause, named in lines for nominal in named)
    mentions = [
        _mention(nominal, origin, clause.lang, tails)
        for origin, clause, named in lines
        for nominal in named
        if nominal.kind == "name" and nominal.words and _personal(nominal, clause.lang)
    ]
    groups = sorted(_single(mentions, _full(mentions)), key=lambda group: (-len(group), _spelled(group)))
    return _index(groups, _confirmed([(clause, named) for _, clause, named in lines]))._replace(tails=tails)


def _spelled(group: Sequence[Mention]) -> tuple[str, ...]:
    return min(mention.nominal.words for mention in group)


def _mention(nominal: Nominal, origin: str, lang: str, tails: frozenset[tuple[str, ...]]) -> Mention:
    given = keys(nominal.words[0], lang) if len(nominal.words) > 1 and small_words(nominal.words) not in tails else ()
    return Mention(nominal, origin, lang, given, keys(nominal.words[-1], lang))


def _personal(nominal: Nominal, lang: str) -> bool:
    if nominal.articled:
        return False
    known = speech(lang).marks
    return not any(known.get(word.lower(), 0) & marks.INSTITUTION for word in nominal.words)


def _confirmed(pairs: Sequence[tuple[Clause, Sequence[Nominal]]]) -> frozenset[str]:
    """Return the lonely capital words that are surely names: seen within sentences, and never in small letters."""
    plain = {
        word for clause, _ in pairs for word, small in zip(clause.text, clause.small, strict=True) if word == small
    }
    seen = Counter(
        nominal.words[0]
        for _, named in pairs
        for nominal in named
        if nominal.kind == "name" and nominal.first > 0 and len(nominal.words) == 1
    )
    return frozenset(word for word, count in seen.items() if count >= _SURE and word.lower() not in plain)


def _full(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Group the names of two words and more: the same family name, and given names that can be one."""
    groups: list[list[Mention]] = []
    families: defaultdict[str, list[int]] = defaultdict(list)
    bones: defaultdict[str, list[int]] = defaultdict(list)
    written: dict[str, int] = {}
    for mention in mentions:
        if not mention.given:
            continue
        spelled = latin("".join(mention.nominal.words))
        place = written.get(spelled)
        if place is None:
            place = _place(mention, groups, families, bones)
            written[spelled] = place
            for key in mention.family:
                families[key].append(place)
                bones[skeleton(key)].append(place)
        groups[place].append(mention)
    return groups


def _place(
    mention: Mention,
    groups: list[list[Mention]],
    families: Mapping[str, Sequence[int]],
    bones: Mapping[str, Sequence[int]],
) -> int:
    """Return the group a new spelling belongs to, a new one if there is none."""
    same = [place for key in mention.family for place in families.get(key, ())]
    other = [place for key in mention.family if skeleton(key) for place in bones.get(skeleton(key), ())]
    foreign = [place for place in other if groups[place][0].lang != mention.lang]
    for place in (*same, *foreign):
        if any(alike(own, given) for own in mention.given for given in groups[place][0].given):
            return place
    groups.append([])
    return len(groups) - 1


def _single(mentions: Sequence[Mention], groups: list[list[Mention]]) -> list[list[Mention]]:
    """Add the family names that stand alone: to who bears them, or to a new person if an office makes them one."""
    families: dict[str, int] = {}
    sizes = [len(group) for group in groups]
    for place in sorted(range(len(groups)), key=lambda place: -sizes[place]):
        for key in sorted({key for mention in groups[place] for key in mention.family}):
            families.setdefault(key, place)
    lonely = [mention for mention in mentions if not mention.given]
    for mention in lonely:
        titled = mention.nominal.role or mention.nominal.gender
        if titled and not any(key in families for key in mention.family):
            for key in mention.family:
                families[key] = len(groups)
            groups.append([])
    for mention in lonely:
        bearers = [families[key] for key in mention.family if key in families]
        if bearers:
            groups[bearers[0]].append(mention)
    return groups


def _index(groups: Sequence[Sequence[Mention]], confirmed: frozenset[str]) -> People:
    families: defaultdict[str, list[int]] = defaultdict(list)
    parts: defaultdict[str, list[int]] = defaultdict(list)
    offices: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        for key in sorted({key for mention in group for key in mention.family}):
            families[key].append(place)
        spelled = {(word, mention.lang) for mention in group for word in mention.nominal.words[:-1]}
        for key in sorted({key for word, lang in spelled for key in keys(word, lang)}):
            parts[key].append(place)
        for office in sorted({(m.nominal.country, m.nominal.role) for m in group if m.nominal.role}):
            offices[office].append(place)
    persons = tuple(map(_person, groups))
    return People(
        persons,
        {key: tuple(places) for key, places in families.items()},
        {key: tuple(places) for key, places in parts.items()},
        tuple(frozenset(key for mention in group for key in mention.given) for group in groups),
        tuple(_gender(group) for group in groups),
        {office: tuple(places) for office, places in offices.items()},
        confirmed,
        {person.name: place for place, person in reversed(tuple(enumerate(persons)))},
    )


def _gender(group: Sequence[Mention]) -> str:
    found = Counter(mention.nominal.gender for mention in group if mention.nominal.gender)
    return max(sorted(found), key=lambda gender: found[gender]) if found else ""


def _person(group: Sequence[Mention]) -> Person:
    spellings = Counter(" ".join(mention.nominal.words) for mention in group)
    english = Counter(" ".join(mention.nominal.words) for mention in group if mention.lang == "en")
    best = english or spellings
    texts = Counter(name for name, _ in {(" ".join(mention.nominal.words), mention.origin) for mention in group})
    given = {" ".join(mention.nominal.words) for mention in group if mention.given}
    full = {(_has_initial(mention.nominal.words), mention.origin) for mention in group if mention.given}
    styles = Counter(initial for initial, _ in full)

    def preferred(name: str) -> tuple[bool, int, bool, int, int, str]:
        initial = _has_initial(name.split())
        return name in given, styles[initial], not initial, texts[name], best[name], name

    countries = Counter(mention.nominal.country for mention in group if mention.nominal.country)
    roles = Counter(mention.nominal.role for mention in group if mention.nominal.role)
    return Person(
        max(best, key=preferred),
        _ranked(spellings),
        _ranked(roles),
        next(iter(_ranked(countries)), ""),
    )


def _has_initial(words: Sequence[str]) -> bool:
    return any(len(word.rstrip(".")) == 1 for word in words[1:-1])


def _ranked(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def names(people: Iterable[Person]) -> frozenset[str]:
    """Return the spellings of persons, and the words of their names."""
    spellings = {spelling for person in people for spelling in (person.name, *person.spellings)}
    return frozenset(spellings | {word for spelling in spellings for word in spelling.split()})
