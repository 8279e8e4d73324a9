"""Two tellings of one fact: other numbers, other dates, yes and no."""

from __future__ import annotations

from datetime import date

import pytest
from builders import sentence

from briefing.analysis.alterations import denied, revalued

DAYS = date(2031, 5, 5), date(2031, 5, 6)


@pytest.mark.parametrize(
    ("before", "now", "lang"),
    [
        ("They will exchange 40 fishermen.", "They will exchange 62 fishermen.", "en"),
        ("They will exchange 40 fishermen.", "Ze ruilen 62 vissers uit.", "nl"),
        ("The fund holds 50 billion dollars.", "Le fonds a 80 milliards de dollars.", "fr"),
        ("The truce lasts ten days.", "Die Waffenruhe dauert dreißig Tage.", "de"),
        ("The truce begins on 12 June.", "Het bestand begint op 19 juni.", "nl"),
        ("The island keeps 30 percent of the taxes.", "L'isola trattiene il 45 per cento delle tasse.", "it"),
        ("They will send 12 experts and 3 trucks.", "They will send 18 experts and 3 trucks.", "en"),
    ],
)
def test_other_values_are_seen(before: str, now: str, lang: str) -> None:
    assert revalued(sentence(before), sentence(now, "D2", lang=lang), DAYS)


@pytest.mark.parametrize(
    ("before", "now", "lang"),
    [
        ("They will exchange 40 fishermen.", "Forty fishermen will be exchanged.", "en"),
        ("They will exchange about 40 fishermen.", "Ze ruilen 42 vissers uit.", "nl"),
        ("The truce lasts ten days.", "The truce begins at noon.", "en"),
        ("The truce lasts two weeks.", "Die Waffenruhe dauert 14 Tage.", "de"),
        ("The truce lasts 90 minutes.", "The truce lasts an hour and a half.", "en"),
        ("They will exchange 40 fishermen.", "They will open 12 schools.", "en"),
        ("One of the ministers agreed.", "Two of the ministers agreed.", "en"),
        ("They will send 12 experts and 5 doctors.", "They will send 5 doctors.", "en"),
        ("On 4 May 2031 they agreed on the dam.", "On 5 May 2031 they agreed on the dam.", "en"),
        ("They will meet in June.", "They will meet on 12 June 2031.", "en"),
        ("They will meet on 31 February.", "They will meet.", "en"),
    ],
)
def test_equal_and_incomparable_values_are_no_change(before: str, now: str, lang: str) -> None:
    assert not revalued(sentence(before), sentence(now, "D2", lang=lang), DAYS)


def test_a_day_in_brackets_behind_a_weekday_is_no_value() -> None:
    before = "Na quinta-feira (12) os dois trocaram 40 pescadores."
    for told, differs in (("They exchanged 62 fishermen.", True), ("They exchanged 40 fishermen.", False)):
        assert revalued(sentence(before, lang="pt"), sentence(told, "D2"), DAYS) is differs


def test_of_several_values_of_one_sort_none_is_set_against_another() -> None:
    before = "Of the 12 experts, 7 experts stay."
    assert not revalued(sentence(before), sentence("Of the 15 experts, 9 experts stay."), DAYS)


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("They will not close the border.", "en", True),
        ("They won't close the border.", "en", True),
        ("They will close the border without delay.", "en", False),
        ("Les avions ne pourront pas passer.", "fr", True),
        ("Les avions pourront passer.", "fr", False),
        ("De grens gaat niet dicht.", "nl", True),
        ("Вони не закриють кордон.", "uk", True),
    ],
)
def test_a_no_is_heard(text: str, lang: str, *, said: bool) -> None:
    assert denied(sentence(text, lang=lang)) is said
