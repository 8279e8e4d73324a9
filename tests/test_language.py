"""Languages are told by function words, letters and scripts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.resources import shipped
from briefing.text.language import UNKNOWN, detect, detect_sentence
from briefing.text.lexicon import LANGUAGES

SENTENCES = {
    "de": "Beide Seiten haben sich darauf verständigt, die Gespräche im Herbst fortzusetzen.",
    "en": "Both sides have agreed that the talks will go on in the autumn.",
    "es": "Las dos partes han acordado que las conversaciones continúen en otoño.",
    "fr": "Les deux parties sont convenues que les pourparlers se poursuivront à l'automne.",
    "it": "Le due parti hanno concordato che i colloqui proseguiranno in autunno.",
    "nl": "Beide partijen hebben afgesproken dat de gesprekken in het najaar doorgaan.",
    "pl": "Obie strony uzgodniły, że rozmowy będą kontynuowane jesienią.",
    "pt": "As duas partes acordaram que as conversações vão continuar no outono.",
    "ru": "Обе стороны договорились о том, что переговоры продолжатся осенью.",
    "uk": "Обидві сторони домовилися про те, що переговори триватимуть восени.",
}
FOREIGN = {
    "tr": "Bakan, iki ülke arasındaki görüşmelerin haftaya yeniden başlayacağını ve bir anlaşma olmadığını söyledi.",
    "sv": "Ministern sade att samtalen mellan de två länderna ska fortsätta men att inget avtal är undertecknat.",
    "cs": "Ministr řekl, že jednání mezi oběma zeměmi budou pokračovat, ale žádná dohoda není podepsána.",
    "hu": "A miniszter szerint a két ország közötti tárgyalások folytatódnak, de megállapodás még nem született.",
    "sr": "Министар је рекао да ће преговори између две земље бити настављени, али да споразум није потписан.",
}
SCRIPTS = {
    "ar": "قال الوزير إن المحادثات ستستمر",
    "el": "Ο υπουργός είπε ότι οι συνομιλίες συνεχίζονται",
    "he": "השר אמר שהשיחות יימשכו",
    "hi": "मंत्री ने कहा कि वार्ता जारी रहेगी",
    "ja": "大臣は会談が続くと述べた",
    "ko": "장관은 회담이 계속될 것이라고 말했다",
    "zh": "部长表示会谈将继续",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_is_told_by_its_function_words(lang: str) -> None:
    assert detect(SENTENCES[lang]) == lang


@pytest.mark.parametrize("lang", SCRIPTS)
def test_a_script_tells_its_language(lang: str) -> None:
    assert detect(SCRIPTS[lang]) == lang
    assert detect_sentence(SCRIPTS[lang], "en") == lang


@pytest.mark.parametrize("lang", FOREIGN)
def test_a_language_that_is_not_supported_is_unknown(lang: str) -> None:
    assert detect(FOREIGN[lang]) == UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "รัฐมนตรีกล่าวว่าการเจรจาจะดำเนินต่อไป",
        "მინისტრმა თქვა, რომ მოლაპარაკებები გაგრძელდება",
        "ሚኒስትሩ ድርድሩ በሚቀጥለው ሳምንት እንደሚቀጥል ትናንት ተናገሩ",
    ],
)
def test_a_script_that_nobody_tells_is_no_default(text: str) -> None:
    assert detect(text, "en") == UNKNOWN


@pytest.mark.parametrize("text", ["", "თბილისი", "12:30", "Reuters / AP", "Biden", "— … —"])
def test_a_text_that_says_too_little_has_the_default(text: str) -> None:
    assert detect(text, "nl") == "nl"
    assert detect_sentence(text, "fr") == "fr"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_quotation_in_another_language_is_noticed(lang: str) -> None:
    for document in LANGUAGES:
        assert detect_sentence(SENTENCES[lang], document) == lang


def test_foreign_names_do_not_change_the_language() -> None:
    text = "Erdoğan, Łukasz Wiśniewski and Müller met the Çavuşoğlu delegation in Besançon, says Die Welt."
    assert detect_sentence(text, "en") == "en"
    assert detect_sentence("Genève, Łódź, São Paulo", "en") == "en"


def test_two_cyrillic_languages_are_told_by_their_letters() -> None:
    assert detect("Посол возвращается, говорит представитель", "ru") == "ru"
    assert detect("Посол повертається, каже речниця міністерства", "ru") == "uk"
    assert detect("Посол возвращается", "en") == "ru"


def test_the_training_articles_are_told_apart() -> None:
    """Every twelfth article: a wrong word list shows here first."""
    wrong = total = 0
    for lang in LANGUAGES:
        rows = shipped("data", "training", "articles", f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
        for article in map(json.loads, rows[::12]):
            prose = [row["text"] for row in article["sentences"] if row["kind"] == "prose"]
            assert detect("\n".join(prose)) == lang
            long = [text for text in prose if len(text.split()) >= 8]
            total += len(long)
            wrong += sum(detect(text) != lang for text in long)
            assert [text for text in prose if detect_sentence(text, lang) != lang] == []
    assert wrong <= 0.01 * total


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_text_has_a_language(text: str, lang: str) -> None:
    known = {*LANGUAGES, *SCRIPTS, UNKNOWN}
    assert detect(text, lang) in known
    assert detect_sentence(text, lang) in known
