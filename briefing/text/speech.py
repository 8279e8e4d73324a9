"""How a language says who speaks: one TOML file in ``data/speech`` a language, over the lexicon's words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from briefing.resources import shipped
from briefing.text.lexicon import LANGUAGES, Lexicon, lexicon

VERB = 1
ACCORDING = 2
AFTERWARDS = 4
PREPOSITION = 8
ARTICLE = 16
SUBORDINATOR = 32
COMPLEMENT = 64
RELATIVE = 128
PASSIVE = 256
AGENT = 512
AUXILIARY = 1024
TITLE = 2048
PARTICLE = 4096
OFFICE = 8192
PRONOUN = 16384
PAIR = 32768
FIRST_PERSON = 65536
STOPWORD = 131072
INSTITUTION = 262144
OWNED = 524288
LINKING = 1048576
CONJUNCTION = 2097152
PHRASE = 4194304
INFINITIVE = 8388608
CONCESSIVE = 16777216
SUBJUNCTIVE = 33554432
CAPITAL = 67108864
PLACE = 134217728
LONG_PLACE = 268435456
QUOTATIVE = 536870912
BODY = 1073741824
SIDE = 2147483648


_ELISION = re.compile(r"\b((?:[cdjlmnst]|[qp]u|dell|all|nell|sull|dall)')(?=\w)")


CAPITAL_NOUNS = frozenset(("de",))
"""The languages that write every noun with a capital."""


class Speech(NamedTuple):
    """What the words of one language do in reported speech.

    ``marks`` gives each word its marks, ``phrases`` the phrases that begin with a word: their further words and
    marks, longest first.  ``roles`` gives an office its English name, ``pronouns`` maps ``he|she|they|it`` forms, and
    phrases like «in his words», to whom they may mean (nobody: anybody).
    ``singulars`` are articles before one of a kind whose word has no other plural («der Minister»); ``demonyms`` are
    how the adjectives of peoples end that stand behind an office, unknown ones too; ``genitives`` are how the name of a
    place ends there, ``patronymics`` how a father's name between given and family name does.  ``formers`` say that an
    office is no longer held, those with a hyphen at the beginning of a word; ``counterparts`` tell what somebody is to
    another, not what he is; ``wishes`` are verbs of saying with an object of any kind («will Wahlen»).  ``portfolios``
    are the words of what a minister is for, to tell them from the name behind; what stands before a month is in
    ``dating``.  ``obliques`` are articles of what is no subject, ``body_obliques`` those that say so of a body of a
    state: «der Regierung», and ``body_forms`` the forms of its words that are no subject: «des Ministeriums»;
    ``body_endings`` end compounds that are bodies: «Fischereiministerium».
    ``within`` are prepositions before a body where others of no name speak: «сообщили в министерстве».
    """

    lang: str
    marks: Mapping[str, int]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    roles: Mapping[str, str]
    pronouns: Mapping[str, tuple[str, ...]]
    men: frozenset[str]
    women: frozenset[str]
    plurals: frozenset[str]
    singulars: frozenset[str]
    demonyms: tuple[str, ...]
    genitives: tuple[str, ...]
    patronymics: tuple[str, ...]
    drops: bool
    bare: bool
    objects: frozenset[str]
    inner: frozenset[str]
    endings: tuple[str, ...]
    verbal: tuple[str, ...]
    transitives: frozenset[str]
    wishes: frozenset[str]
    obliques: frozenset[str]
    body_obliques: frozenset[str]
    body_forms: tuple[str, ...]
    body_endings: tuple[str, ...]
    within: frozenset[str]
    inverts: bool
    brackets: bool
    participles: tuple[str, ...]
    plural_verbs: frozenset[str]
    formers: tuple[str, ...]
    counterparts: frozenset[str]
    portfolios: frozenset[str]
    dating: frozenset[str]


_MARKED = {
    "according": ACCORDING, "afterwards": AFTERWARDS, "verbs": VERB, "prepositions": PREPOSITION, "articles": ARTICLE,
    "subordinators": SUBORDINATOR, "complements": COMPLEMENT, "relatives": RELATIVE, "passives": PASSIVE,
    "agents": AGENT, "auxiliaries": AUXILIARY, "titles": TITLE, "particles": PARTICLE, "pairs": PAIR,
    "institutions": INSTITUTION, "linking": LINKING, "conjunctions": CONJUNCTION, "infinitives": INFINITIVE,
    "concessives": CONCESSIVE, "subjunctives": SUBJUNCTIVE,
    "quotatives": QUOTATIVE, "bodies": BODY, "body_forms": BODY, "sides": SIDE,
}  # fmt: skip


@cache
def speech(lang: str) -> Speech:
    """Return what the words of a language do in reported speech; a language without a file has that of English."""
    known = lang if lang in LANGUAGES else "en"
    table = tomllib.loads(shipped("data", "speech", f"{known}.toml").read_text(encoding="utf-8"))
    words = lexicon(known)
    roles = {spaced(form): role for role, forms in table["roles"].items() for form in items(forms)}
    marks, phrases = _split(_marked(table, words, known, roles))
    for first in phrases:
        marks[first] = marks.get(first, 0) | PHRASE
    return Speech(
        lang=known,
        marks=marks,
        phrases=phrases,
        roles=MappingProxyType(roles),
        pronouns=MappingProxyType(_pronouns(table) | _owned(table)),
        men=frozenset(items(table["men"])),
        women=frozenset(items(table["women"])),
        plurals=frozenset(items(table["plurals"])) | _plurals(words.offices),
        singulars=frozenset(items(table.get("singulars", ""))),
        demonyms=items(table.get("demonyms", "")),
        genitives=items(table.get("genitives", "")),
        patronymics=items(table.get("patronymics", "")),
        drops=table["drops"],
        bare=table["bare"],
        objects=_objects(table),
        inner=frozenset(items(table["inner"])),
        endings=items(table["office_endings"]),
        verbal=items(table["verb_endings"]),
        transitives=frozenset(items(table["transitives"])),
        wishes=frozenset(items(table.get("wishes", ""))),
        obliques=frozenset(items(table.get("obliques", ""))),
        body_obliques=frozenset(items(table.get("body_obliques", ""))),
        body_forms=items(table.get("body_forms", "")),
        body_endings=items(table.get("body_endings", "")),
        within=frozenset(items(table.get("within", ""))),
        inverts=table["inverts"],
        brackets=table["brackets"],
        participles=items(table["participles"]),
        plural_verbs=frozenset(items(table["plural_verbs"])),
        formers=items(table["formers"]),
        counterparts=frozenset(items(table["counterparts"])),
        portfolios=frozenset(items(table.get("portfolios", ""))),
        dating=frozenset(items(table.get("dating", ""))),
    )


def _marked(table: Mapping[str, str], words: Lexicon, known: str, roles: Iterable[str]) -> list[tuple[str, int]]:
    """Return every form of a language with a mark of it."""
    marked = [(form, mark) for key, mark in _MARKED.items() for form in items(table.get(key, ""))]
    taken = {form for form, mark in marked if mark in (ACCORDING, AFTERWARDS)}
    marked += [(form, VERB) for form in sorted(words.reporting - taken)]
    marked += [(form, OFFICE) for form in sorted(words.offices.union(roles))]
    plain = {*words.stopwords, *words.months, *words.weekdays, *words.numbers, *words.magnitudes}
    plain |= {*words.units} if known in CAPITAL_NOUNS else set()
    marked += [(form, STOPWORD) for form in sorted(plain)]
    marked += [(form, FIRST_PERSON) for form, person in words.persons.items() if person in ("i", "we")]
    return [
        *marked,
        *((form, PRONOUN) for form in _pronouns(table)),
        *((form, OWNED) for form in _owned(table)),
    ]


def _pronouns(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return who each pronoun may stand for; an object form is of one sex."""
    found: dict[str, tuple[str, ...]] = {}
    for key in ("they", "it", "she", "he"):
        for form in items(table[key]):
            found[form] = (*found.get(form, ()), key)
    for key in ("she", "he"):
        found.update(dict.fromkeys(items(table[f"of_{key}"]), (key,)))
    return found


def _owned(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return who is meant by «in his words» and the like; nobody where the language does not say: «en su opinión»."""
    found: dict[str, tuple[str, ...]] = {}
    for key in ("they", "she", "he"):
        for form in items(table.get(f"owned_{key}", "")):
            found[spaced(form)] = (*found.get(spaced(form), ()), key)
    return found | {spaced(form): () for form in items(table.get("owned", ""))}


def _objects(table: Mapping[str, str]) -> frozenset[str]:
    """Return the pronouns that are never a subject: «him», but not «elle», which is both."""
    return frozenset(items(f"{table['of_he']},{table['of_she']}")) - {*items(table["he"]), *items(table["she"])}


def items(text: str) -> tuple[str, ...]:
    """Return the entries of a literal string, between commas or lines."""
    return tuple(entry for entry in map(str.strip, text.replace("\n", ",").split(",")) if entry)


def spaced(form: str) -> str:
    """Return a form with elided words parted, as sentences are read: «chef de l' état»."""
    return _ELISION.sub(r"\1 ", form.replace("’", "'"))


def _plurals(offices: Iterable[str]) -> frozenset[str]:
    known = frozenset(offices)
    return frozenset(form for form in known if form[-1] == "s" and form[:-1] in known)


def _split(
    marked: Iterable[tuple[str, int]],
) -> tuple[dict[str, int], Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]]:
    marks: dict[str, int] = {}
    longer: dict[tuple[str, ...], int] = {}
    for form, mark in marked:
        first, *rest = spaced(form).split()
        if rest:
            longer[(first, *rest)] = longer.get((first, *rest), 0) | mark
        else:
            marks[first] = marks.get(first, 0) | mark
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for (first, *rest), mark in sorted(longer.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        phrases.setdefault(first, []).append((tuple(rest), mark))
    return marks, {first: tuple(forms) for first, forms in phrases.items()}
