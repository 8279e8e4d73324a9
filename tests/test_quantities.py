"""Numbers, dates, durations, shares and money compare across ten languages."""

from __future__ import annotations

from datetime import date

import pytest
from costs import loops
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.dates import Day
from briefing.text.lexicon import LANGUAGES
from briefing.text.numerals import digits
from briefing.text.quantities import Quantity, published_date, quantities


def read(text: str, lang: str) -> list[tuple[str, str]]:
    """Return kind and value of each quantity."""
    return [(quantity.kind, quantity.value) for quantity in quantities(text, lang)]


def only(text: str, lang: str) -> Quantity:
    """Return the single quantity of a text."""
    (quantity,) = quantities(text, lang)
    return quantity


FIVE_YEARS = {
    "de": "fünf Jahre", "en": "five years", "es": "cinco años", "fr": "5 ans", "it": "cinque anni",
    "nl": "vijf jaar", "pl": "pięć lat", "pt": "cinco anos", "ru": "пять лет", "uk": "п’ять років",
}  # fmt: skip
THREE_TO_FOUR_HOURS = {
    "de": "drei bis vier Stunden", "en": "three to four hours", "es": "tres a cuatro horas",
    "fr": "trois à quatre heures", "it": "tra le tre e le quattro ore", "nl": "drie tot vier uur",
    "pl": "trzy do czterech godzin", "pt": "três a quatro horas", "ru": "от трёх до четырёх часов",
    "uk": "від трьох до чотирьох годин",
}  # fmt: skip
MORE_THAN_90_MINUTES = {
    "de": "mehr als 90 Minuten", "en": "more than 90 minutes", "es": "más de 90 minutos", "fr": "plus de 90 minutes",
    "it": "oltre 90 minuti", "nl": "meer dan 90 minuten", "pl": "ponad 90 minut", "pt": "mais de 90 minutos",
    "ru": "более 90 минут", "uk": "понад 90 хвилин",
}  # fmt: skip
FULL_DATE = {
    "de": "am 3. März 2019", "en": "on March 3, 2019", "es": "el 3 de marzo de 2019", "fr": "le 3 mars 2019",
    "it": "il 3 marzo 2019", "nl": "op 3 maart 2019", "pl": "3 marca 2019 r.", "pt": "a 3 de março de 2019",
    "ru": "3 марта 2019 года", "uk": "3 березня 2019 року",
}  # fmt: skip
TWENTY_FIVE_PERCENT = {
    "de": "fünfundzwanzig Prozent", "en": "twenty-five per cent", "es": "veinticinco por ciento",
    "fr": "vingt-cinq pour cent", "it": "venticinque per cento", "nl": "vijfentwintig procent",
    "pl": "dwadzieścia pięć procent", "pt": "vinte e cinco por cento", "ru": "двадцать пять процентов",
    "uk": "двадцять п'ять відсотків",
}  # fmt: skip
MONEY = {
    "de": "2,5 Mrd. Euro", "en": "€2.5bn", "es": "2.500 millones de euros", "fr": "2,5 milliards d'euros",
    "it": "2,5 miliardi di euro", "nl": "2,5 miljard euro", "pl": "2,5 mld euro", "pt": "2,5 mil milhões de euros",
    "ru": "2,5 млрд евро", "uk": "2,5 млрд євро",
}  # fmt: skip

in_all_languages = pytest.mark.parametrize("lang", LANGUAGES)


@in_all_languages
def test_words_and_digits_mean_the_same_duration(lang: str) -> None:
    assert read(FIVE_YEARS[lang], lang) == [("duration", "5 year")]


@in_all_languages
def test_a_range_has_two_ends(lang: str) -> None:
    assert read(THREE_TO_FOUR_HOURS[lang], lang) == [("duration", "3-4 hour")]


@in_all_languages
def test_what_is_not_exact_has_a_bound(lang: str) -> None:
    quantity = only(MORE_THAN_90_MINUTES[lang], lang)
    assert (quantity.value, quantity.bound) == ("90 minute", "above")


@in_all_languages
def test_a_full_date_has_three_parts(lang: str) -> None:
    assert only(FULL_DATE[lang], lang).day == Day(2019, 3, 3)


@in_all_languages
def test_a_share_in_words(lang: str) -> None:
    assert read(TWENTY_FIVE_PERCENT[lang], lang) == [("percent", "25 %")]


@in_all_languages
def test_money_has_a_currency(lang: str) -> None:
    assert read(MONEY[lang], lang) == [("money", "2500000000 EUR")]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "two hundred and fifty thousand refugees", "250000"),
        ("en", "a dozen states", "12"),
        ("en", "1,500.5 tons", "1500.5"),
        ("de", "1.500 Soldaten", "1500"),
        ("fr", "16 000 soldats", "16000"),
        ("fr", "quatre-vingt-onze délégués", "91"),
        ("es", "treinta y cinco países", "35"),
        ("es", "mil soldados", "1000"),
        ("pt", "cento e vinte países", "120"),
        ("pl", "1,5 tys. żołnierzy", "1500"),
        ("ru", "двести пятьдесят человек", "250"),
        ("nl", "zeshonderd hectare", "600"),
        ("en", "between 3 and 4 million people", "3000000-4000000"),
    ],
)
def test_numbers_in_words_and_digits(lang: str, text: str, value: str) -> None:
    assert read(text, lang) == [("number", value)]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "half an hour", "0.5 hour"),
        ("en", "an hour and a half", "1.5 hour"),
        ("en", "two and a half years", "2.5 year"),
        ("en", "a three-and-a-half-year deal", "3.5 year"),
        ("en", "an 18-month truce", "18 month"),
        ("en", "two hours and 40 minutes", "160 minute"),
        ("en", "two decades", "20 year"),
        ("en", "a fortnight", "14 day"),
        ("nl", "anderhalf uur", "1.5 hour"),
        ("nl", "een vijfjarig verdrag", "5 year"),
        ("nl", "een kwartier", "15 minute"),
        ("de", "zweieinhalb Stunden", "2.5 hour"),
        ("de", "ein fünfjähriger Vertrag", "5 year"),
        ("fr", "une demi-heure", "0.5 hour"),
        ("fr", "deux heures et demie", "2.5 hour"),
        ("es", "dos años y medio", "2.5 year"),
        ("it", "mezz'ora", "0.5 hour"),
        ("it", "un'ora e mezza", "1.5 hour"),
        ("pl", "półtora roku", "1.5 year"),
        ("ru", "полчаса", "30 minute"),
        ("ru", "трёхдневный визит", "3 day"),
        ("uk", "п'ятиденний візит", "5 day"),
    ],
)
def test_durations(lang: str, text: str, value: str) -> None:
    assert read(text, lang) == [("duration", value)]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "16 June 2021", "2021-06-16"),
        ("en", "June 16th", "--06-16"),
        ("en", "in May", "--05"),
        ("en", "May 2018", "2018-05"),
        ("en", "16-17 June", "--06-16/--06-17"),
        ("en", "June 16-17, 2021", "2021-06-16/2021-06-17"),
        ("en", "in 2021", "2021"),
        ("en", "from 2018 to 2020", "2018/2020"),
        ("en", "2021-06-16", "2021-06-16"),
        ("fr", "le 16 juin", "--06-16"),
        ("fr", "le 1er juin 2021", "2021-06-01"),
        ("pl", "16 czerwca", "--06-16"),
        ("pl", "w 2019 roku", "2019"),
        ("pl", "siódmego stycznia", "--01-07"),
        ("ru", "16-го июня", "--06-16"),
        ("ru", "в 2021 году", "2021"),
        ("de", "16.06.2021", "2021-06-16"),
        ("en", "06/16/2021", "2021-06-16"),
    ],
)
def test_dates_with_known_and_unknown_parts(lang: str, text: str, value: str) -> None:
    assert read(text, lang) == [("date", value)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Theresa May spoke"),
        ("en", "they may march"),
        ("en", "Article 5 and Resolution 1325"),
        ("en", "at 10.30 and by 5 p.m. or 17:05"),
        ("en", "the F-16, the G7, 5G, the 1990s"),
        ("en", "one of the envoys"),
        ("en", "several dozen men"),
        ("en", "4. The parties"),
        ("en", "06/07/2021"),
        ("nl", "om 19.05 uur"),
        ("nl", "de jaren zeventig"),
        ("fr", "à 15 heures; 9 h 40"),
        ("de", "um 22 Uhr"),
        ("ru", "в 15 часов"),
        ("it", "sei un amico"),
        ("es", "la resolución 1754"),
    ],
)
def test_what_only_looks_like_a_quantity(lang: str, text: str) -> None:
    assert read(text, lang) == []


def test_what_is_no_hour_after_at_is_a_number() -> None:
    assert read("The price was fixed at 1,600, then at 45.", "en") == [("number", "1600"), ("number", "45")]
    assert read("They met at 1430, and left at 16.", "en") == []


def test_just_over_is_about_and_above() -> None:
    quantity = only("just over 90 minutes", "en")
    assert (quantity.text, quantity.about, quantity.bound) == ("90 minutes", True, "above")
    assert only("bijna drie uur", "nl").bound == "below"
    assert (only("about 90 minutes", "en").about, only("90 minutes", "en").about) == (True, False)


def test_over_a_span_of_years_is_no_bound() -> None:
    assert only("paid over five years", "en").bound == ""
    assert only("well over five years", "en").bound == "above"
    assert only("over 90 minutes", "en").bound == "above"


def test_a_score_is_no_range() -> None:
    assert read("lost by 66 votes to 32", "en") == [("number", "66"), ("number", "32")]
    assert read("fell from 15 to 5 dollars", "en") == [("number", "15"), ("money", "5 USD")]


def test_the_stop_of_the_sentence_is_not_part_of_the_date() -> None:
    assert only("It ends on July 23. They know.", "en").text == "July 23"
    assert only("Es endet am 23. Juli.", "de").text == "23. Juli"


def test_a_letter_that_is_longer_in_lower_case_moves_nothing() -> None:
    assert only("İİİ for five years", "en").text == "five years"


def test_a_rate_is_no_duration() -> None:
    assert read("ten million tons a day", "en") == [("number", "10000000")]
    assert read("It lasted a day", "en") == [("duration", "1 day")]


def test_a_number_knows_what_it_counts() -> None:
    quantity = only("Twelve Russian diplomats left", "en")
    assert (quantity.noun, quantity.nouns) == ("russian", ("russian", "diplomat"))
    assert only("by 66", "en").noun == ""


def test_units_of_a_family_compare() -> None:
    assert only("90 minutes", "en").comparable == only("anderhalf uur", "nl").comparable
    assert only("18 months", "en").comparable == only("półtora roku", "pl").comparable
    assert only("90 minutes", "en").comparable != only("90 days", "en").comparable


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1,500", ".", 1500),
        ("1,500", ",", 1.5),
        ("1.500", ",", 1500),
        ("2,5", ",", 2.5),
        ("2.5", ",", 2.5),
        ("1.234.567,8", ",", 1234567.8),
        ("1,234,567.8", ".", 1234567.8),
        ("16 000", ",", 16000),
        ("3.14.2", ".", None),
        ("1" * 40, ".", None),
    ],
)
def test_marks_in_numbers(text: str, decimal: str, value: float | None) -> None:
    assert digits(text, decimal) == value


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "date 2021-06-16", date(2021, 6, 16)),
        (
            "en",
            "\n 2021-06-16 The ministers met again for a long day of talks on the river and its dams.",
            date(2021, 6, 16),
        ),
        ("en", "Envoys meet\nJune 16, 2021\nThe envoys met.", date(2021, 6, 16)),
        ("en", "By Ann Dole, The Post, Wednesday 16 June 2021 21:35 BST", date(2021, 6, 16)),
        ("en", "Published: Jun. 16th, 2021", date(2021, 6, 16)),
        ("de", "Genf, 16. Juni 2021, 22:18 Uhr", date(2021, 6, 16)),
        ("de", "16.06.2021 | Lesezeit: 4 Minuten", date(2021, 6, 16)),
        ("fr", "Publié le 1er juin 2021 à 19h05", date(2021, 6, 1)),
        ("fr", "Publié le 1er juin 2021 à 19h05, mis à jour à 20h30", date(2021, 6, 1)),
        ("pt", "Publicado em 1 de junho de 2021 às 19h05, atualizado às 20h30 por Ana Dias", date(2021, 6, 1)),
        ("pl", "Utworzono 21 marca 2018 o godz. 9:30, ostatnia zmiana dzisiaj wieczorem", date(2018, 3, 21)),
        ("fr", "Les deux ministres se sont quittés à Lima le 1er juin 2021 à 19h05 sans un mot.", None),
        ("pl", "21 marca 2018", date(2018, 3, 21)),
        ("ru", "16 июня 2021 года, 19:20", date(2021, 6, 16)),
        ("en", "The treaty of 16 June 1990 was signed by both sides after talks in a small lakeside town.", None),
        ("en", "GENEVA, June 16 - The envoys met.", None),
        ("en", "Published: 31 June 2021", None),
        ("en", "", None),
    ],
)
def test_the_day_of_publication(lang: str, text: str, expected: date | None) -> None:
    assert published_date(text, lang) == expected


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_can_be_read(text: str, lang: str) -> None:
    _well_formed(text, lang)
    published_date(text, lang)


PARTS = st.sampled_from(
    "3 4 12 16. 2021 1.500 2,5 $ € % - – to tot bis à до and en und y и between tussen half an hour uur Stunden лет "
    "million mln тыс. June juni июня may , . ( ) : h 19.05 /06/ İ ß one een un a der two-and-a-half".split()
)


@given(st.lists(PARTS, max_size=14), st.sampled_from([" ", "", "-"]), st.sampled_from(LANGUAGES))
def test_any_row_of_numbers_and_words_can_be_read(parts: list[str], glue: str, lang: str) -> None:
    _well_formed(glue.join(parts), lang)


@pytest.mark.parametrize("part", ["1 ", "1.", "two and ", "five hundred ", "3 to ", "$", "half a ", "June 5, ", "é"])
def test_reading_takes_time_in_proportion_to_length(part: str) -> None:
    quantities(part, "en")
    assert loops(lambda: quantities(part * 3000, "en")) < 100


def _well_formed(text: str, lang: str) -> None:
    end = 0
    for quantity in quantities(text, lang):
        assert end <= quantity.start < quantity.end
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.low <= quantity.high
        assert quantity.value
        assert quantity.kind in ("number", "date", "duration", "percent", "money")
        assert (quantity.day is None) == (quantity.kind != "date")
        end = quantity.end
