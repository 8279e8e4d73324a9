"""Whose claim every prose sentence is: reported speech, pronouns, offices and running quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.claims import Claim, claims
from briefing.analysis.people import Mention, People, Person, gather
from briefing.model import Document, Kind, Sentence
from briefing.text.names import Nominal, Words, read_words
from briefing.text.places import adjectives, names
from briefing.text.speech import speech

Key = tuple[str, int]
_LEADERS = ("president", "prime minister", "chancellor", "king", "leader")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speakers of every prose sentence by document and number, the reasons, and the persons found.

    ``speakers`` holds canonical names, empty for the reporter's own voice; ``people`` stand most attributed first.
    """

    speakers: Mapping[Key, tuple[str, ...]]
    reasons: Mapping[Key, str]
    people: tuple[Person, ...]


def attribute(documents: Sequence[Document]) -> Attribution:
    """Tell for every prose sentence of the documents whose claim it is."""
    read = {
        (sentence.document, sentence.number): read_words(sentence.text, sentence.lang, quoted=sentence.inside_quotation)
        for document in documents
        for sentence in document.sentences
        if sentence.kind in (Kind.PROSE, Kind.CAPTION)
    }
    people = gather(Mention(nominal, words.lang) for words in read.values() for nominal in words.nominals)
    speakers: dict[Key, tuple[str, ...]] = {}
    reasons: dict[Key, str] = {}
    for document in documents:
        for sentence, names_, reason in _Listener(people).listen(document, read):
            speakers[sentence.document, sentence.number] = names_
            reasons[sentence.document, sentence.number] = reason
    return Attribution(speakers, reasons, _counted(people, speakers))


def parties(attribution: Attribution) -> tuple[str, ...]:
    """Return the main sides of the event, at most three, by the sentences attributed to them."""
    counts = Counter(name for names_ in attribution.speakers.values() for name in names_)
    return tuple(name for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3])


def _counted(people: People, speakers: Mapping[Key, tuple[str, ...]]) -> tuple[Person, ...]:
    counts = Counter(name for names_ in speakers.values() for name in names_)
    counted = (replace(person, sentences=counts[person.name]) for person in people.persons)
    return tuple(sorted(counted, key=lambda person: (-person.sentences, person.name)))


class _Listener:
    """Reads one document from top to bottom and remembers who spoke last."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.focus: list[str] = []
        self.country = names()

    def listen(self, document: Document, read: Mapping[Key, Words]) -> Iterator[tuple[Sentence, tuple[str, ...], str]]:
        prose = [sentence for sentence in document.sentences if sentence.kind is Kind.PROSE]
        last: tuple[str, ...] = ()
        for run in _runs(prose):
            words = [read[sentence.document, sentence.number] for sentence in run]
            own = [self._speaker(each) for each in words]
            shared = next((found for found in own if found[0]), ((), ""))
            for sentence, each, (found, reason) in zip(run, words, own, strict=True):
                if found:
                    last = found
                    yield sentence, found, reason
                elif shared[0]:
                    last = shared[0]
                    yield sentence, last, "quotation continues"
                elif last and _all_quoted(each):
                    yield sentence, last, "quotation of the speaker before"
                else:
                    last = ()
                    yield sentence, (), "reporter"
                self._remember(each, last)

    def _speaker(self, words: Words) -> tuple[tuple[str, ...], str]:
        for claim in claims(words):
            if claim.depth > 1:
                break
            found, reason = self._resolve(claim, words)
            if found:
                return found, reason
        return (), ""

    def _resolve(self, claim: Claim, words: Words) -> tuple[tuple[str, ...], str]:
        nominal = claim.claimant
        if nominal is None:
            return (), ""
        if nominal.kind == "pronoun":
            form = nominal.words[0]
            kind = speech(words.lang).pronouns.get(form, "")
            if kind in ("he", "she", "they") and self.focus:
                return (self.focus[-1],), f"{form} = {self.focus[-1]}"
            return (), ""
        if nominal.kind == "pair":
            return tuple(sorted(self.focus[-2:])), f"{claim.cue} both"
        name = self._name(nominal, words.lang)
        return ((name,), f"{claim.cue} {name}") if name else ((), "")

    def _name(self, nominal: Nominal, lang: str) -> str:
        if nominal.kind == "name":
            person = self.people.named(nominal.words, lang)
            return self.people.persons[person].name if person is not None else " ".join(nominal.words)
        if nominal.kind == "place":
            return self.country.get(nominal.country, "")
        return self._office(nominal)

    def _office(self, nominal: Nominal) -> str:
        roles = _LEADERS if nominal.role == "leader" else (nominal.role,)
        if nominal.country:
            for role in roles:
                for person in self.people.offices.get((nominal.country, role), ()):
                    return self.people.persons[person].name
            adjective = adjectives().get(nominal.country, self.country.get(nominal.country, ""))
            return f"{adjective} {nominal.role}" if nominal.role != "leader" else ""
        for name in reversed(self.focus):
            if any(person.name == name and set(roles) & set(person.offices) for person in self.people.persons):
                return name
        return ""

    def _remember(self, words: Words, said: tuple[str, ...]) -> None:
        known = {person.name for person in self.people.persons}
        if said and said[0] in known:
            self._turn(said[0])
            return
        for nominal in words.nominals:
            if nominal.kind in ("name", "office") and not nominal.governed:
                name = self._name(nominal, words.lang)
                if name in known:
                    self._turn(name)
                    return

    def _turn(self, name: str) -> None:
        if name in self.focus:
            self.focus.remove(name)
        self.focus.append(name)


def _runs(prose: Sequence[Sentence]) -> list[list[Sentence]]:
    """Part the sentences into runs that one quotation holds together."""
    runs: list[list[Sentence]] = []
    for sentence in prose:
        if runs and sentence.inside_quotation:
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return runs


def _all_quoted(words: Words) -> bool:
    return bool(words.quoted) and all(words.quoted)
