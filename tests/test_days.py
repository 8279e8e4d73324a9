"""The days that a sentence names, and those it leaves in doubt; 6 May 2031 is a Tuesday."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.analysis.days import Reference, days
from briefing.text.contrasts import said, small
from briefing.text.lexicon import LANGUAGES

TUESDAY = date(2031, 5, 6)
MONDAY = date(2031, 5, 5)
TODAY = Reference(TUESDAY, None)


@pytest.mark.parametrize(
    ("lang", "text", "day", "words"),
    [
        ("en", "They signed on 3 March 2029 in Oslo.", date(2029, 3, 3), "3 March 2029"),
        ("en", "They signed on 28 April in Oslo.", date(2031, 4, 28), "28 April"),
        ("en", "They signed on Tuesday in Oslo.", TUESDAY, "Tuesday"),
        ("en", "They signed on Monday in Oslo.", MONDAY, "Monday"),
        ("en", "Before Tuesday’s meeting both were calm.", TUESDAY, "Tuesday"),
        ("en", "They signed on Tuesday, 6 May, in Oslo.", TUESDAY, "6 May"),
        ("nl", "Zij tekenden dinsdagavond in Oslo.", TUESDAY, "dinsdagavond"),
        ("nl", "Dat maakte Vik dinsdag bekend.", TUESDAY, "dinsdag"),
        ("de", "Sie unterzeichneten am Dienstag in Oslo.", TUESDAY, "Dienstag"),
        ("fr", "Ils ont signé mardi à Oslo.", TUESDAY, "mardi"),
        ("es", "Firmaron el martes en Oslo.", TUESDAY, "martes"),
        ("it", "Hanno firmato martedì a Oslo.", TUESDAY, "martedì"),
        ("pt", "Assinaram na terça-feira em Oslo.", TUESDAY, "terça-feira"),
        ("pl", "Podpisali we wtorek w Oslo.", TUESDAY, "wtorek"),
        ("ru", "Они подписали его во вторник в Осло.", TUESDAY, "вторник"),
        ("uk", "Вони підписали його у вівторок в Осло.", TUESDAY, "вівторок"),
    ],
)
def test_a_day_is_read(lang: str, text: str, day: date, words: str) -> None:
    assert dict(days(text, lang, TODAY)) == {day: words}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "They signed last Tuesday in Oslo."),
        ("en", "They will sign next Tuesday in Oslo."),
        ("en", "They will sign on Monday in Oslo."),
        ("en", "They signed on Thursday in Oslo."),
        ("en", "They meet on Tuesdays in Oslo."),
        ("en", "They honoured the Good Tuesday accord."),
        ("en", "They signed on Tuesday last year in Oslo."),
        ("en", "They honour the treaty of 11 September."),
        ("en", "They signed on 28 April last year in Oslo."),
        ("en", "They signed in March 2029 in Oslo."),
        ("en", "They signed on 3-5 March 2029 in Oslo."),
        ("en", "They signed on 31 April 2029 in Oslo."),
        ("en", "On Monday they recalled what was signed on 3 May 2029."),
        ("pt", "Assinaram a segunda parte em Oslo."),
        ("ru", "Окружающая среда пострадала, а среды не хватает."),
        ("fr", "Ils ont signé mardi dernier à Oslo."),
        ("nl", "Zij tekenden vorige week dinsdag in Oslo."),
    ],
)
def test_a_day_in_doubt_is_none(lang: str, text: str) -> None:
    assert dict(days(text, lang, TODAY)) == {}


def test_a_document_without_a_date_is_told_from_the_event() -> None:
    event = Reference(None, TUESDAY)
    assert dict(days("They signed on Tuesday.", "en", event)) == {TUESDAY: "Tuesday"}
    assert dict(days("They signed on Monday.", "en", event)) == {}
    assert dict(days("They signed on 28 April.", "en", event)) == {date(2031, 4, 28): "28 April"}
    assert dict(days("They signed on Tuesday or on 28 April.", "en", Reference(None, None))) == {}


def test_two_days_are_two() -> None:
    text = "They began on 3 March 2029 and ended on 9 March 2029, not on 3 March 2029."
    assert dict(days(text, "en", TODAY)) == {date(2029, 3, 3): "3 March 2029", date(2029, 3, 9): "9 March 2029"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_knows_other_weeks_and_what_is_to_come(lang: str) -> None:
    words = small({"en": "next will", "nl": "volgende zal", "de": "nächsten wird", "fr": "prochain sera",
                   "es": "próximo será", "it": "prossimo sarà", "pl": "przyszły będzie", "pt": "próximo será",
                   "ru": "прошлый будет", "uk": "минулий буде"}[lang])  # fmt: skip
    assert said("other_week", words, lang)
    assert said("coming", words, lang)
