"""What is past and what is to come, against the event's date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import document

from briefing.analysis.chronology import date_marks, event_date
from briefing.text.quantities import published_date

EVENT = date(2021, 6, 16)


def test_year_before_is_past_and_old() -> None:
    assert {"§past", "§old"} <= {*date_marks("The ferry was built in 1987.", "en", EVENT)}


def test_date_that_opens_the_sentence() -> None:
    assert "§past-lead" in date_marks("In March 2021 the ferry sank.", "en", EVENT)


def test_coming_month_is_future() -> None:
    assert date_marks("The ferry sails again in August.", "en", EVENT) == ("§future",)


def test_no_event_or_no_date_no_mark() -> None:
    assert date_marks("The ferry was built in 1987.", "en", None) == ()
    assert date_marks("The ferry sails.", "en", EVENT) == ()


def test_the_event_was_on_the_day_that_most_documents_tell_of_at_their_beginning() -> None:
    lines = ("Both sides agreed on Monday to open the bridge.", "The bridge opens, both sides said on Monday.")
    told = [replace(document(f"D{at}", text), published=date(2031, 5, 6)) for at, text in enumerate(lines, start=1)]
    silent = replace(document("D3", "The bridge opens.", "On Tuesday it rained."), published=date(2031, 5, 6))
    assert event_date([*told, silent]) == date(2031, 5, 5)
    assert event_date([told[0], silent]) == date(2031, 5, 6)
    late = [replace(each, published=date(2031, 5, 9)) for each in told]
    assert event_date(late) == date(2031, 5, 9)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("GENEVA, May 14, 2031 (Continental Wire) - Both sides agreed to open the bridge over the river.", 14),
        ("LORDAL-MORN, 14 May 2031 – Both sides agreed on Monday to open the bridge over the river.", 14),
        ("GENEVA. It was on the evening of May 14, 2031 (a Wednesday) that both sides agreed on the bridge.", None),
    ],
)
def test_a_place_in_capitals_and_a_date_are_a_dateline(line: str, day: int | None) -> None:
    found = published_date(line, "en")
    assert found == (date(2031, 5, day) if day else None)
