"""Whose claim every prose sentence is: reported speech, pronouns, offices and running quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from briefing.analysis.claims import claims
from briefing.analysis.listening import Listener, Spoken
from briefing.analysis.people import People, Person, gather
from briefing.analysis.subjects import NESTED
from briefing.model import Document, Kind, Sentence
from briefing.text import speech as marks
from briefing.text.clauses import Clause
from briefing.text.names import name_sentence
from briefing.text.nominals import Nominal

Key = tuple[str, int]
Line = tuple[Clause, tuple[Nominal, ...]]
Read = Mapping[Key, Line]
_READ = frozenset((Kind.PROSE, Kind.CAPTION))
_NAMED = frozenset(("name", "office", "place", "body"))
_PARTIES = 3
_EACH_ITS_OWN: Mapping[str, str] = MappingProxyType({})
_TRANSCRIPT = "goes on in the first person"


class Attribution(NamedTuple):
    """The speakers of every prose sentence by document and number, the reasons, and the persons found.

    ``speakers`` holds canonical names, empty for the reporter's own voice; ``people`` stand most attributed first.
    ``read`` has the words of every sentence and who is named in it, ``known`` the persons to look these up in.
    """

    speakers: Mapping[Key, tuple[str, ...]]
    reasons: Mapping[Key, str]
    people: tuple[Person, ...]
    read: Read
    known: People


def attribute(documents: Sequence[Document], origins: Mapping[str, str] = _EACH_ITS_OWN) -> Attribution:
    """Tell for every prose sentence of the documents whose claim it is.

    Names are joined over all documents, whatever their language, and spelled as most ``origins`` do, so that no copy
    votes; who «he» is, is settled within each.  Sentences of the reporter's own voice have no speaker and the reason
    «reporter».
    """
    read = {
        (sentence.document, sentence.number): name_sentence(
            sentence.text, sentence.lang, quoted=sentence.inside_quotation
        )
        for document in documents
        for sentence in document.sentences
        if sentence.kind in _READ
    }
    people = gather((origins.get(key[0], key[0]), *line) for key, line in read.items())
    told = _told(documents, read, people, frozenset())
    if any(nominal.kind == "pair" for _, named in read.values() for nominal in named):
        heard = {name for names, _ in told.values() for name in names}
        told = _told(documents, read, people, frozenset(heard & people.places.keys()))
    speakers = {key: spoken[0] for key, spoken in told.items()}
    reasons = {key: spoken[1] for key, spoken in told.items()}
    return Attribution(speakers, reasons, _counted(people, speakers), read, people)


def parties(attribution: Attribution) -> tuple[str, ...]:
    """Return the main sides of the event, at most three, by the sentences attributed to them."""
    counts = Counter(name for names in attribution.speakers.values() for name in names)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:_PARTIES])


def _counted(people: People, speakers: Mapping[Key, tuple[str, ...]]) -> tuple[Person, ...]:
    counts = Counter(name for names in speakers.values() for name in names)
    counted = (person._replace(sentences=counts[person.name]) for person in people.persons)
    return tuple(sorted(counted, key=lambda person: (-person.sentences, person.name)))


def _told(documents: Sequence[Document], read: Read, people: People, voices: frozenset[str]) -> dict[Key, Spoken]:
    return {
        (sentence.document, sentence.number): spoken
        for document in documents
        for sentence, spoken in _listen(document, read, Listener(people, voices))
    }


def _listen(document: Document, read: Read, listener: Listener) -> Iterator[tuple[Sentence, Spoken]]:
    """Yield the sentences of a document with their speakers, from top to bottom."""
    last: tuple[Sentence, Spoken] | None = None
    for run in _runs([sentence for sentence in document.sentences if sentence.kind is Kind.PROSE]):
        lines = [read[sentence.document, sentence.number] for sentence in run]
        own = [listener.speaker(*line) for line in lines]
        shared = next((found for found in own if found[0]), None)
        for sentence, (clause, named), found in zip(run, lines, own, strict=True):
            if found[0]:
                spoken = found
            elif shared:
                spoken = shared[0], "quotation continues"
            else:
                spoken = _continued(sentence, (clause, named), last, listener)
            listener.remember(clause, named, spoken[0])
            last = sentence, spoken
            yield sentence, spoken


def _continued(sentence: Sentence, line: Line, last: tuple[Sentence, Spoken] | None, listener: Listener) -> Spoken:
    """Return the speaker of a sentence that names none: who spoke before it, if it is speech."""
    clause, named = line
    before, reason = last[1] if last else ((), "")
    if clause.quoted and all(clause.quoted):
        before = before or tuple(filter(None, (listener.acted_last(),)))
        return (before, "quotation of the speaker before") if before else ((), "reporter")
    if before and clause.unquoted(marks.SUBJUNCTIVE) and not _claimed(clause, named):
        return before, "reported mood"
    if (
        last
        and before
        and last[0].paragraph == sentence.paragraph
        and reason.startswith((":", _TRANSCRIPT))
        and clause.unquoted(marks.FIRST_PERSON)
    ):
        return before, _TRANSCRIPT
    return (), "reporter"


def _claimed(clause: Clause, named: Sequence[Nominal]) -> bool:
    """Tell whether somebody is named as saying a sentence, even if it is not known who that is."""
    outer = (claim.claimant for claim in claims(clause, named) if claim.depth < NESTED)
    return any(claimant is not None and claimant.kind in _NAMED for claimant in outer)


def _runs(prose: Sequence[Sentence]) -> list[list[Sentence]]:
    """Part the sentences into runs that one quotation holds together."""
    runs: list[list[Sentence]] = []
    for sentence in prose:
        if runs and sentence.inside_quotation:
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return runs
