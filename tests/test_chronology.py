"""What is past and what is to come, against the event's date."""

from __future__ import annotations

from datetime import date

from briefing.analysis.chronology import date_marks

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
