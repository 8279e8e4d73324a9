"""Positions: who holds what on each disputed topic."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefing.analysis.positions import positions, stance
from briefing.model import Finding, Span, Status, Topic


def finding(text: str, topic: str, status: Status, speakers: Sequence[str] = (), lang: str = "en") -> Finding:
    return Finding(1, status, topic, Span("D1", 0, len(text), text, lang, 1), tuple(speakers))


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Kelm accused Estmark of spying.", "en", "accuses"),
        ("Kelm denied the report.", "en", "denies"),
        ("Brask verwerpt het plan voor de dam.", "nl", "rejects"),
        ("Kelm forderte den Abbau des Zauns.", "de", "demands"),
        ("Kelm did not accept the plan.", "en", "rejects"),
        ("Kelm never refused the plan.", "en", "leaves open"),
        ("Kelm did not deny the report.", "en", "states"),
        ("The dam stands, Kelm said.", "en", "states"),
    ],
)
def test_the_stance_is_what_the_words_do(text: str, lang: str, expected: str) -> None:
    assert stance(finding(text, "dam", Status.DISPUTE, lang=lang)) == expected


def test_only_disputed_topics_and_named_speakers() -> None:
    rows = [
        finding("Kelm denied it.", "dam", Status.DISPUTE, ["Ada Kelm"]),
        finding("Brask demanded an apology.", "dam", Status.UNRESOLVED, ["Jon Brask", "Ada Kelm"]),
        finding("It was denied.", "dam", Status.DISPUTE),
        finding("Kelm said that both agreed.", "fish", Status.AGREEMENT, ["Ada Kelm"]),
        finding("Kelm rejected the price.", "dam", Status.DISPUTE, ["Ada Kelm"]),
        finding("Brask warned of war.", "gas", Status.DISPUTE, ["Jon Brask"]),
    ]
    topics = [Topic(name, name) for name in ("gas", "dam", "fish")]
    found = [(each.topic, each.speaker, each.stance) for each in positions(rows, topics)]
    assert found == [
        ("gas", "Jon Brask", "warns"),
        ("dam", "Ada Kelm", "denies"),
        ("dam", "Ada Kelm", "rejects"),
        ("dam", "Jon Brask", "demands"),
    ]
    assert positions(rows, topics)[0].span is rows[5].span
