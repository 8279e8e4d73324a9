"""The labelled articles of ``data/training/articles``, and what two readers say of a line as one target.

Also the events that they tell of, as the program sees them before it looks for topics.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np

from briefing.analysis.encoder import states
from briefing.analysis.origins import find_origins
from briefing.analysis.people import names
from briefing.analysis.speakers import attribute
from briefing.model import Document, Kind, Sentence

FOLDER = Path(__file__).parent / "articles"
TOPICS = Path(__file__).parent / "topics.jsonl"
FACTS = Path(__file__).parent / "facts.jsonl"
CONFLICTS = Path(__file__).parent / "conflicts.jsonl"
LABELS = {"agreement": 1, "dispute": 2, "unresolved": 3}
CLASSES = 1 + len(LABELS)
# Of a reader's voice, what the label has where the reader would accept others too.
FIRST = 0.7
# One event in so many is held out, to choose and to calibrate.
FOLD = 8
# Nothing that ships learns from this set, nor is anything chosen by it: it tests.
TEST = 7


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line of prose.

    ``place`` is its share of the way through the article, ``label`` the first reader's class, ``target`` the weights of
    the classes by all readers together, ``accepted`` every class that one of them would accept; ``name`` is the
    article's id and the line's place in it, ``topic`` the event and a name, '' for none.
    """

    name: str
    text: str
    place: float
    topic: tuple[str, str]
    label: int
    target: tuple[float, ...]
    accepted: frozenset[int]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its lines of prose in order."""

    event: str
    part: int
    lang: str
    day: date
    title: str
    lines: tuple[Line, ...]

    @property
    def held_out(self) -> bool:
        """Say whether the article's event is held out; the same events each time."""
        return sha256(self.event.encode()).digest()[0] % FOLD == 0


def articles() -> tuple[Article, ...]:
    """Return the articles to learn from, by language and then in the order of the files."""
    return tuple(article for article in _all_articles() if article.part != TEST)


def test_articles() -> tuple[Article, ...]:
    """Return the articles that only test, by language and then in the order of the files."""
    return tuple(article for article in _all_articles() if article.part == TEST)


def _all_articles() -> Iterator[Article]:
    headings = {row["event"]: row["headings"] for row in _rows(TOPICS)}
    for stored in stored_articles():
        yield _article(stored, headings.get(stored["event"], {}))


def same_gists() -> dict[str, list[frozenset[str]]]:
    """Return by event the groups of lines, by name, that state one fact or contradict each other on one."""
    found = {row["event"]: list(map(frozenset, row["facts"])) for row in _rows(FACTS)}
    for row in _rows(CONFLICTS):
        found[row["event"]] += [frozenset(claim["line"] for claim in each["claims"]) for each in row["conflicts"]]
    return found


def _rows(path: Path) -> Iterator[dict]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def stored_articles() -> Iterator[dict]:
    """Yield the articles as they are stored."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        yield from _rows(path)


def document(stored: dict, name: str) -> Document:
    """Return a stored article as the program would read it, line by line; lines count from 1 there."""
    found, start = [], 0
    for number, row in enumerate(stored["sentences"], start=1):
        end = start + len(row["text"])
        found.append(Sentence(name, number, start, end, row["text"], Kind(row["kind"]), stored["lang"], number))
        start = end + 2
    text = "\n\n".join(sentence.text for sentence in found)
    return Document(name, stored["id"], "", text, stored["lang"], title=stored["title"], sentences=tuple(found))


class Event(NamedTuple):
    """The articles on one event as stored and as read; ``states`` are the encoder's, a row a sentence of prose."""

    name: str
    stored: tuple[dict, ...]
    documents: tuple[Document, ...]
    speaking: frozenset[str]
    persons: frozenset[str]
    states: np.ndarray

    def rows(self) -> Iterator[tuple[dict, Sentence, dict]]:
        """Yield each sentence of prose in order: its article, itself, its labels."""
        for article, read in zip(self.stored, self.documents, strict=True):
            for sentence, row in zip(read.sentences, article["sentences"], strict=True):
                if sentence.kind is Kind.PROSE:
                    yield article, sentence, row


def stored_events() -> dict[str, tuple[dict, ...]]:
    """Return the articles as they are stored, by event, in the order of the files."""
    found = defaultdict(list)
    for article in stored_articles():
        found[article["event"]].append(article)
    return {event: tuple(own) for event, own in found.items()}


def read_event(name: str, stored: tuple[dict, ...]) -> Event:
    """Read the articles on an event, with the encoder too."""
    documents = tuple(document(article, f"D{number}") for number, article in enumerate(stored, start=1))
    people = attribute(documents, find_origins(documents).of).people
    prose = [[line.text for line in each.sentences if line.kind is Kind.PROSE] for each in documents]
    left = states([(each.title, lines) for each, lines in zip(documents, prose, strict=True)])
    return Event(name, stored, documents, names(person for person in people if person.sentences), names(people), left)


def _article(stored: dict, headings: Mapping[str, str]) -> Article:
    rows = stored["sentences"]
    lines = tuple(
        _line(row, f"{stored['id']}#{number}", number / len(rows), (stored["event"], _topic(row, headings)))
        for number, row in enumerate(rows)
        if row["kind"] == "prose"
    )
    day = date.fromisoformat(stored["date"])
    return Article(stored["event"], stored["set"], stored["lang"], day, stored["title"], lines)


def _topic(row: dict, headings: Mapping[str, str]) -> str:
    """Return the topic of a line: as a reader named it for all articles of the event, else as the writer did."""
    name = (row["topic"] or "").strip()
    return headings.get(name, name).lower()


def _line(row: dict, name: str, place: float, topic: tuple[str, str]) -> Line:
    voices = [_voice(row["status"], row["also"])]
    accepted = {row["status"], *row["also"]}
    if "second" in row:
        voices.append(_voice(row["second"], row["second_also"]))
        accepted |= {row["second"], *row["second_also"]}
    target = tuple(sum(shares) / len(voices) for shares in zip(*voices, strict=True))
    return Line(name, row["text"], place, topic, _class(row["status"]), target, frozenset(map(_class, accepted)))


def _class(status: str) -> int:
    return LABELS.get(status, 0)


def _voice(status: str, also: Sequence[str]) -> list[float]:
    """Return the weights of the classes by one reader."""
    others = {_class(name) for name in also} - {_class(status)}
    found = [0.0] * CLASSES
    found[_class(status)] = FIRST if others else 1.0
    for other in others:
        found[other] = (1 - FIRST) / len(others)
    return found
