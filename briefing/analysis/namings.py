"""Every place at which the documents name a person: who, how it is written, and which office goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing.analysis.people import People
from briefing.analysis.topics import Key, key
from briefing.model import Document, Sentence, Span
from briefing.text import speech as marks
from briefing.text.clauses import Clause, owner, word_places
from briefing.text.nominals import Nominal
from briefing.text.speech import speech
from briefing.text.titles import Words, name_words, title

Read = Mapping[Key, tuple[Clause, tuple[Nominal, ...]]]


class Naming(NamedTuple):
    """A person, by index, as one sentence names him.

    ``role`` (in English where known) and ``country`` are those of the office beside the name; ``sure`` says that a
    title or an office beside the name makes it that of a person.
    """

    person: int
    words: tuple[str, ...]
    name: Span
    office: Span | None
    role: str
    country: str
    sure: bool


def namings(documents: Sequence[Document], read: Read, people: People) -> tuple[Naming, ...]:
    """Return every naming of a person in the documents, in order."""
    return tuple(
        naming
        for document in documents
        for sentence in document.sentences
        if key(sentence) in read
        for naming in _of_sentence(sentence, *read[key(sentence)], people)
    )


def _of_sentence(sentence: Sentence, clause: Clause, named: Sequence[Nominal], people: People) -> Iterator[Naming]:
    places = word_places(sentence.text, sentence.lang)
    for each in named:
        person = people.named(each.words, clause.lang) if each.kind == "name" and each.words else None
        words = name_words(clause, each) if person is not None and not _is_strange(each, clause) else None
        if person is None or words is None:
            continue
        name = _span(sentence, places, words, owner(clause.text[words.last - 1]))
        office = title(clause, each)
        if name.text == " ".join(each.words):
            apposed = bool(each.role) and (words.first > each.first or len(each.words) > 1)
            yield Naming(
                person,
                each.words,
                name,
                _span(sentence, places, office) if office else None,
                each.role,
                each.country,
                bool(each.gender and words.first > each.first) or apposed,
            )


def _is_strange(nominal: Nominal, clause: Clause) -> bool:
    """Tell whether what is taken for a name may be none, or more: «the Ann Lee», «Jan Kok van Infrastructuur»."""
    inner = [place for place, word in enumerate(nominal.words) if word[0].islower()]
    linked = inner and inner[0] > 1 and speech(clause.lang).marks.get(nominal.words[inner[0]], 0) & marks.LINKING
    return nominal.articled or bool(linked)


def _span(sentence: Sentence, places: Sequence[tuple[int, int]], words: Words, less: int = 0) -> Span:
    start, end = places[words.first][0], places[words.last - 1][1] - less
    text = sentence.text[start:end]
    start += sentence.start
    return Span(sentence.document, start, start + len(text), text, sentence.lang, sentence.number)
