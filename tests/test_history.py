"""What the reporter tells as history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import sentence

from briefing.analysis.history import DATED, FOLLOWING, OPENS, history
from briefing.model import Sentence

EVENT = date(2021, 6, 16)
SANK = sentence("The ferry of the islanders was seized by the coast guard in March.", number=1)
OPENING = sentence("In March the coast guard seized a ferry.", number=1)
NEXT = replace(sentence("The governor closed the harbour in return.", number=2), paragraph=1)


def told(*sentences: Sentence, speaking: int = 0, event: date | None = EVENT) -> dict[tuple[str, int], str]:
    speakers = {("D1", speaking): ("Lena Brask",)} if speaking else {}
    return history(sentences, speakers, event)


def test_a_date_before_the_event() -> None:
    assert told(SANK) == {("D1", 1): DATED}
    assert told(OPENING) == {("D1", 1): OPENS}


def test_what_follows_in_the_paragraph_is_of_that_time() -> None:
    last = replace(NEXT, number=3)
    assert told(OPENING, NEXT, last) == {("D1", 1): OPENS, ("D1", 2): FOLLOWING, ("D1", 3): FOLLOWING}


@pytest.mark.parametrize(
    "following",
    [
        replace(NEXT, paragraph=2),
        replace(NEXT, document="D2"),
        replace(NEXT, text="On Wednesday the governor closed the harbour."),
        replace(NEXT, text="The harbour reopens in August."),
    ],
)
def test_a_new_paragraph_or_a_present_date_ends_it(following: Sentence) -> None:
    assert told(OPENING, following) == {("D1", 1): OPENS}
    assert told(OPENING, following, replace(following, number=3)) == {("D1", 1): OPENS}


def test_a_claim_of_today_about_the_past_is_a_claim() -> None:
    assert told(OPENING, NEXT, speaking=1) == {}
    assert told(OPENING, NEXT, replace(NEXT, number=3), speaking=2) == {("D1", 1): OPENS}


def test_without_the_date_of_the_event_nothing_is_before_it() -> None:
    assert told(OPENING, NEXT, event=None) == {}
