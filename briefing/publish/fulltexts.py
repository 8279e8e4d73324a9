"""The documents in full, to be read beside the brief, and what the script of that page must know of the findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefing.model import Brief, Document, Sentence, Span
from briefing.publish.citations import anchor
from briefing.publish.draft import Draft, draft
from briefing.publish.entries import Line, Source, Text, Verbatim
from briefing.publish.printable import printable, right_to_left
from briefing.publish.sources import sources

# What would end a script block, or a line of one for older parsers, as JSON writes it otherwise.
_LIVE = str.maketrans({each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"})


class Told(NamedTuple):
    """A finding or a discrepancy as it is chosen: its number, who says it, and the sentences it rests on, best first.

    ``status`` is ``discrepancies`` for a discrepancy.
    """

    number: int
    status: str
    topic: str
    speakers: tuple[str, ...]
    spans: tuple[Span, ...]


def told(made: Draft) -> Iterator[Told]:
    """Yield everything that has a number, in the order of the numbers."""
    for number, finding in made.findings:
        names = _named(finding.speakers, made)
        yield Told(number, finding.status, finding.topic, names, (finding.span, *finding.supports))
    for number, each in made.discrepancies:
        names = tuple(dict.fromkeys(name for claim in each.claims for name in _named(claim.speakers, made)))
        yield Told(number, "discrepancies", each.topic, names, tuple(claim.span for claim in each.claims))


def speakers(made: Draft) -> tuple[str, ...]:
    """Return who says what has a number, in alphabetical order; none where the page has no documents."""
    names = {name for each in told(made) for name in each.speakers} if made.brief.texts else set()
    return tuple(sorted(names, key=lambda name: (name.casefold(), name)))


def texts(made: Draft) -> tuple[Text, ...]:
    """Return the documents in full, in the order of the list of sources."""
    listed = {source.id: source for source in sources(made)} if made.brief.texts else {}
    citing: dict[tuple[str, int], dict[int, None]] = {}
    for each in told(made):
        for span in each.spans:
            citing.setdefault((span.doc, span.number), {})[each.number] = None
    return tuple(_text(text, listed[text.id], citing) for text in made.brief.texts)


def index(brief: Brief) -> str:
    """Return, as JSON that no text can end before its end, each number with its status, topic, speakers and places."""
    made = draft(brief)
    found = {each.number: _chosen(each, made) for each in told(made)}
    return json.dumps({"found": found, "shown": made.words.reading["shown"]}, ensure_ascii=False).translate(_LIVE)


def _chosen(each: Told, made: Draft) -> Mapping[str, object]:
    places = {anchor(span.doc, span.number): None for span in each.spans if (span.doc, span.number) in made.lines}
    return {"status": each.status, "topic": each.topic, "speakers": each.speakers, "places": list(places)}


def _named(names: Sequence[str], made: Draft) -> tuple[str, ...]:
    return tuple(map(made.named, names)) or (made.words.words["reporter"],)


def _text(text: Document, source: Source, citing: Mapping[tuple[str, int], Mapping[int, None]]) -> Text:
    before = (None, *(sentence.paragraph for sentence in text.sentences))
    lines = (
        _line(sentence, sentence.paragraph != last, tuple(citing.get((text.id, sentence.number), ())))
        for last, sentence in zip(before, text.sentences, strict=False)
    )
    return Text(source, f"text-{text.id.lower()}", tuple(lines))


def _line(sentence: Sentence, opens: bool, cited: tuple[int, ...]) -> Line:  # noqa: FBT001 - a field of the line
    shown = printable(sentence.text, len(sentence.text))
    words = Verbatim(shown, sentence.lang, right_to_left(shown))
    return Line(sentence.number, anchor(sentence.document, sentence.number), words, sentence.kind.value, opens, cited)
