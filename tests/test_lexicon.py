"""The files of the languages hold what the program reads in them."""

from __future__ import annotations

import pytest

from briefing.text.lexicon import LANGUAGES, Lexicon, function_words, lexicon, measures

languages = pytest.mark.parametrize("lang", LANGUAGES)


@languages
def test_every_month_and_weekday_has_a_name(lang: str) -> None:
    assert set(lexicon(lang).months.values()) == set(range(1, 13))
    assert set(lexicon(lang).weekdays.values()) == set(range(1, 8))


@languages
def test_numbers_reach_from_zero_to_a_hundred(lang: str) -> None:
    values = set(lexicon(lang).numbers.values())
    assert values >= {*range(21), *range(20, 101, 10)}
    assert {1000, 1_000_000, 1_000_000_000} <= set(lexicon(lang).magnitudes.values())


@languages
def test_every_unit_and_person_has_words(lang: str) -> None:
    assert set(lexicon(lang).units.values()) >= {"minute", "hour", "day", "week", "month", "year"}
    assert set(lexicon(lang).persons.values()) == {"he", "she", "they", "i", "we"}


@languages
def test_lists_are_long_enough_to_be_of_use(lang: str) -> None:
    words = lexicon(lang)
    assert len(words.stopwords) >= 300
    assert len(words.abbreviations) >= 100
    assert len(words.reporting) >= 150
    assert len(words.offices) >= 100
    assert len(words.furniture) >= 80
    assert words.pictures < words.captions
    assert min(map(len, (words.pictures, words.captions, words.sides, words.bylines, words.negations))) >= 10


@languages
def test_words_are_in_lower_case_and_without_blanks_around(lang: str) -> None:
    for words in _all_words(lexicon(lang)):
        assert [word for word in words if word != word.lower().strip() or not word] == []


@languages
def test_an_abbreviation_is_written_without_its_last_stop_and_is_no_month_in_full(lang: str) -> None:
    words = lexicon(lang)
    assert [short for short in words.abbreviations if short.endswith(".")] == []
    assert words.abbreviations.isdisjoint(words.numbered)
    assert [month for month in words.months if len(month) > 5 and month in words.abbreviations] == []


@languages
def test_furniture_would_not_hit_prose(lang: str) -> None:
    assert [phrase for phrase in lexicon(lang).furniture if len(phrase) < 5 or phrase in lexicon(lang).stopwords] == []


@languages
def test_function_words_are_those_of_the_whole_file(lang: str) -> None:
    assert function_words(lang) == lexicon(lang).stopwords


@languages
def test_the_words_around_numbers_are_there(lang: str) -> None:
    around = measures(lang)
    assert around.decimal in ".,"
    assert {"USD", "EUR", "GBP", "RUB"} <= set(around.currencies.values())
    assert 0.5 in around.fractions.values()
    assert set(around.ordinals.values()) == set(range(1, 11))
    assert all((around.to, around.and_, around.between, around.percent, around.about, around.above, around.below))


def test_a_language_without_a_file_has_the_words_of_english() -> None:
    assert lexicon("tr").lang == "en"
    assert lexicon("tr").stopwords == lexicon("en").stopwords
    assert measures("tr") == measures("en")


def test_a_phrase_is_one_entry_and_a_line_of_values_gives_every_form_its_value() -> None:
    assert "according to" in lexicon("en").reporting
    assert lexicon("nl").numbers["vijfentwintig"] == 25
    assert lexicon("fr").numbers["quatre-vingt-onze"] == 91
    assert lexicon("de").numbers["neunundneunzig"] == 99
    assert measures("en").spans["fortnight"] == (14, "day")


def _all_words(words: Lexicon) -> list[list[str]]:
    sets = (words.stopwords, words.abbreviations, words.numbered, words.reporting, words.offices, words.captions,
            words.sides, words.bylines, words.negations)  # fmt: skip
    tables = (words.months, words.weekdays, words.numbers, words.magnitudes, words.units, words.persons)
    return [sorted(words) for words in (*sets, *tables, words.furniture)]
