"""Words, stems and the terms by which texts are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.lexicon import LANGUAGES, lexicon
from briefing.text.terms import Token, stem, terms, tokenize, tokens

languages = st.sampled_from(LANGUAGES)


def test_tokens_keep_inner_marks() -> None:
    text = "The U.S. envoy's well-known S-400 offer: 1,500 jets, 3.5% (don't ask)."
    assert tokens(text) == (
        "The", "U.S.", "envoy's", "well-known", "S-400", "offer", "1,500", "jets", "3.5", "don't", "ask",
    )  # fmt: skip


def test_a_token_says_where_it_stands() -> None:
    assert tokenize("Kyjiw, п’ять") == (Token("Kyjiw", 0, 5), Token("п’ять", 7, 12))


def test_terms_leave_out_stop_words_and_numbers() -> None:
    assert terms("The 12 ambassadors will have returned to their posts in 2021.", "en") == (
        "ambassador", "return", "post",
    )  # fmt: skip


def test_a_stop_word_without_its_dots_is_one_too() -> None:
    assert terms("моё мое", "ru") == ()


def test_capitals_tell_a_name_from_a_word() -> None:
    assert terms("New START will start; the US told us so", "en") == ("new", "START", "start", "US")
    assert terms("U.S. and US and the U.S.'s and NATO's", "en") == ("US", "US", "US", "NATO")
    assert terms("Two NGOs, МИДа", "en") == ("two", "NGO", "МИД")


def test_a_headline_in_capitals_holds_no_names() -> None:
    assert terms("TALKS START IN GENEVA", "en") == terms("talks start in geneva", "en")


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("de", "Verhandlungen", "Verhandlung"),
        ("en", "agreements", "agreement"),
        ("es", "embajadores", "embajador"),
        ("fr", "négociations", "négociation"),
        ("it", "ambasciatori", "ambasciatore"),
        ("nl", "onderhandelingen", "onderhandeling"),
        ("pl", "porozumieniem", "porozumienie"),
        ("pt", "acordos", "acordo"),
        ("ru", "переговорах", "переговоры"),
        ("ru", "трёх", "трех"),
        ("uk", "переговорах", "переговорів"),
        ("uk", "питань", "питання"),
        ("uk", "сторін", "сторонами"),
        ("uk", "підписали", "підписання"),
        ("uk", "домовилися", "домовились"),
        ("uk", "п’ять", "п'ять"),
    ],
)
def test_forms_of_a_word_share_their_stem(lang: str, one: str, other: str) -> None:
    assert stem(one, lang) == stem(other, lang) != ""


@pytest.mark.parametrize(
    ("lang", "one", "other"), [("uk", "мир", "мова"), ("en", "treaty", "treat"), ("pl", "granica", "gra")]
)
def test_other_words_have_other_stems(lang: str, one: str, other: str) -> None:
    assert stem(one, lang) != stem(other, lang)


def test_elided_articles_and_possessives_go() -> None:
    assert terms("L’ambassadeur d'Ukraine n'a qu'une réponse", "fr") == terms("ambassadeur Ukraine réponse", "fr")
    assert terms("l'accordo dell'ambasciatore", "it") == terms("accordo ambasciatore", "it")
    assert terms("Biden's and Putin’s", "en") == ("biden", "putin")


def test_compounds_give_their_parts() -> None:
    assert terms("arms-control", "en") == terms("arms control", "en")
    assert terms("co-operation", "en") == terms("cooperation", "en")
    assert terms("US-Russia S-400", "en") == ("US", "russia", "S-400")


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert terms("ne\u0301gociation", "fr") == terms("négociation", "fr")


def test_a_language_without_stemmer_keeps_its_words() -> None:
    assert stem("Büyükelçiler", "tr") == "büyükelçiler"


@given(st.text(), languages)
def test_any_text_has_terms_without_stop_words(text: str, lang: str) -> None:
    assert all(term for term in terms(text, lang))
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))
    assert tuple(token.text for token in tokenize(text)) == tokens(text)


@given(languages, st.data())
def test_a_stop_word_is_no_term_and_a_stem_does_not_depend_on_case(lang: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(sorted(lexicon(lang).stopwords)))
    assert " " in word or terms(word, lang) == ()
    other = data.draw(st.sampled_from(sorted(lexicon(lang).offices)))
    assert stem(other.capitalize(), lang) == stem(other, lang)
