"""Names: who is named in a sentence, and when two spellings are one name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.lexicon import LANGUAGES
from briefing.text.names import name_sentence
from briefing.text.nominals import Nominal
from briefing.text.places import adjectives, country_names, places
from briefing.text.speech import speech
from briefing.text.spelling import alike, keys, latin, skeleton


def named(text: str, lang: str = "en") -> list[tuple[str, str]]:
    """Return kind and name of everybody named in a sentence."""
    return [(nominal.kind, " ".join(nominal.words)) for nominal in name_sentence(text, lang)[1]]


def only(text: str, lang: str = "en") -> Nominal:
    """Return the one who is named in a sentence."""
    (found,) = name_sentence(text, lang)[1]
    return found


@pytest.mark.parametrize(
    "spellings",
    [
        (("Karelov", "en"), ("Karelow", "de"), ("Karelov", "nl"), ("Карелов", "ru"), ("Карелова", "ru")),
        (("Zhuravsky", "en"), ("Zjoeravski", "nl"), ("Журавский", "ru"), ("Журавского", "ru")),
        (("Dushenko", "en"), ("Doesjenko", "nl"), ("Douchenko", "fr"), ("Duschenko", "de"), ("Душенко", "uk")),
        (("Lisiecki", "pl"), ("Lisieckiego", "pl"), ("Lisieckim", "pl")),
        (("Maksimov", "en"), ("Maximov", "en"), ("Максимовым", "ru")),
        (("Çelikoğlu", "en"), ("Celikoglu", "nl")),
        (("al-Balthy", "en"), ("al-Balthi", "de"), ("аль-Балти", "ru"), ("аль-Балті", "uk"), ("al-Balty", "fr")),
        (("Smithson", "en"), ("Смитсон", "ru")),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: tuple[tuple[str, str], ...]) -> None:
    found = [set(keys(word, lang)) for word, lang in spellings]
    assert all(found[0] & each for each in found), found


@pytest.mark.parametrize(
    ("one", "other"),
    [(("Karelov", "en"), ("Kovalev", "en")), (("Müller", "de"), ("Möller", "de")), (("Silva", "pt"), ("Salvi", "it"))],
)
def test_different_names_share_no_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not set(keys(*one)) & set(keys(*other))


@given(st.text(max_size=20), st.sampled_from(LANGUAGES))
def test_keys_and_skeletons_are_plain_latin_letters(word: str, lang: str) -> None:
    for key in (*keys(word, lang), *map(skeleton, keys(word, lang)), latin(word)):
        assert key == "" or (key.isascii() and key.isalpha() and key.islower())


@given(st.text("abcdefghijklmnop", min_size=1), st.text("abcdefghijklmnop", min_size=1))
def test_alike_does_not_depend_on_order(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


def test_initials_and_vowels_do_not_part_given_names() -> None:
    assert alike("v", "vladimir")
    assert alike("evgeni", "evgenii")
    assert not alike("anna", "boris")


@pytest.mark.parametrize(
    ("text", "lang", "words", "role", "country"),
    [
        ("Norwegian Foreign Minister Astrid Vik smiled", "en", "Astrid Vik", "foreign minister", "NO"),
        ("Astrid Vik, the Norwegian foreign minister, smiled", "en", "Astrid Vik", "foreign minister", "NO"),
        ("Norway's foreign minister, Astrid Vik, smiled", "en", "Astrid Vik", "foreign minister", "NO"),
        ("de Noorse minister van Buitenlandse Zaken Astrid Vik", "nl", "Astrid Vik", "foreign minister", "NO"),
        ("dijkenminister Joop van den Berg", "nl", "Joop van den Berg", "minister", ""),
        ("die norwegische Außenministerin Astrid Vik", "de", "Astrid Vik", "foreign minister", "NO"),
        ("le président chilien Tomás Rojas", "fr", "Tomás Rojas", "president", "CL"),
        ("el presidente de Chile, Tomás Rojas, sonríe", "es", "Tomás Rojas", "president", "CL"),
        ("il presidente cileno Tomás Rojas", "it", "Tomás Rojas", "president", "CL"),
        ("o presidente do Chile, Tomás Rojas, sorri", "pt", "Tomás Rojas", "president", "CL"),
        ("президент Чили Томас Рохас", "ru", "Томас Рохас", "president", "CL"),
        ("міністр закордонних справ Норвегії Астрід Вік", "uk", "Астрід Вік", "foreign minister", "NO"),
        ("prezydent Chile Tomás Rojas", "pl", "Tomás Rojas", "president", "CL"),
    ],
)
def test_an_office_beside_a_name_is_read_with_its_country(
    text: str, lang: str, words: str, role: str, country: str
) -> None:
    found = only(text, lang)
    assert (found.kind, " ".join(found.words), found.role, found.country) == ("name", words, role, country)


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Мэр Зеренска Павел Гай улыбается", "ru", "Павел Гай"),
        ("министр рыболовства Норвании Ада Кельм", "ru", "Ада Кельм"),
        ("с президентом Эстмарка Дарием Волком", "ru", "Дарием Волком"),
        ("Губернатор Вельмы Ольга Ивановна Рось", "ru", "Ольга Ивановна Рось"),
        ("Міністр оборони Норванії Ада Кельм", "uk", "Ада Кельм"),
        ("Мер Зеренська Павло Гай усміхається", "uk", "Павло Гай"),
        ("Prezydent Norwanii Ada Kelm milczy", "pl", "Ada Kelm"),
        ("minister transportu Estmarku Jan Wilk", "pl", "Jan Wilk"),
        ("burmistrz Zereńska Jan Wilk", "pl", "Jan Wilk"),
        ("Министр Ольга Ивановна Рось", "ru", "Ольга Ивановна Рось"),
        ("Президент Мария Елена Рохас", "ru", "Мария Елена Рохас"),
        ("Президент Дарий Остин Волк", "ru", "Дарий Остин Волк"),
        ("Президент Мария Гай", "ru", "Мария Гай"),
        ("Міністерка Ольга Іванівна Рось", "uk", "Ольга Іванівна Рось"),
        ("minister Anna Maria Wilk", "pl", "Anna Maria Wilk"),
        ("minister Anna Wilk", "pl", "Anna Wilk"),
    ],
)
def test_a_genitive_between_an_office_and_a_whole_name_is_a_place(text: str, lang: str, words: str) -> None:
    assert [" ".join(each.words) for each in name_sentence(text, lang)[1]] == [words]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Mr Dunn and Mrs. Ode met in Paris.", "en", [("name", "Dunn"), ("name", "Ode"), ("place", "Paris")]),
        ("The White House and the U.S. were silent.", "en", [("place", "White House"), ("place", "U.S.")]),
        ("Van der Meer sprak met Al-Sabah.", "nl", [("name", "Van der Meer"), ("name", "Al-Sabah")]),
        ("L'Élysée se tait.", "fr", [("place", "Élysée")]),
        ("Adm. Lou Dunn met Lt. Gen. Eva Ode.", "en", [("name", "Lou Dunn"), ("name", "Eva Ode")]),
        ("La mine, jugée sûre par M. Rojas, ferme.", "fr", [("name", "Rojas")]),
    ],
)
def test_names_countries_and_titles(text: str, lang: str, expected: list[tuple[str, str]]) -> None:
    assert named(text, lang) == expected


def test_small_letters_name_no_country() -> None:
    assert not any(kind == "place" for kind, _ in named("They asked us who would eat turkey."))


def test_a_preposition_or_possession_makes_no_subject() -> None:
    governed = {
        " ".join(nominal.words): nominal.governed
        for nominal in name_sentence("Ode wrote to Dunn on Vik's behalf.", "en")[1]
    }
    assert governed == {"Ode": False, "Dunn": True, "Vik": True}


@given(
    st.text(st.sampled_from("Ab Cé.,:'’“”«»-1дЖ of the president Russia said"), max_size=60), st.sampled_from(LANGUAGES)
)
def test_nominals_lie_in_order_within_the_sentence(text: str, lang: str) -> None:
    clause, found = name_sentence(text, lang)
    assert len(clause.text) == len(clause.small) == len(clause.marks) == len(clause.quoted)
    assert all(0 <= nominal.first < nominal.last <= len(clause.text) for nominal in found)
    assert all(one.last <= other.first for one, other in pairwise(found))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_knows_the_same_countries(lang: str) -> None:
    known = {place.code for place in places(lang).stems.values()}
    known |= {place.code for forms in places(lang).phrases.values() for _, place in forms}
    assert known <= country_names().keys()
    assert {"US", "RU", "CN", "UA", "GB", "European Union", "United Nations", "NATO"} <= known
    assert len(known) >= 100


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_names_the_same_offices(lang: str) -> None:
    assert {"president", "prime minister", "foreign minister", "leader", "spokesman", "minister"} <= set(
        speech(lang).roles.values()
    )


def test_adjectives_belong_to_countries() -> None:
    assert adjectives()["NL"] == "Dutch"
    assert adjectives().keys() <= country_names().keys()


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("nl", "Minister van Visserij Joris van Aken zei dat de kade koud is.", "Joris van Aken"),
        ("nl", "Minister van Landbouw en Visserij Joris van Aken zei dat de kade koud is.", "Joris van Aken"),
        ("es", "La ministra de Pesca Ana de la Torre dijo que el muelle está frío.", "Ana de la Torre"),
        ("de", "Der Minister für Fischerei Jan von Holt sagte nichts.", "Jan von Holt"),
        ("en", "The minister of fisheries Tom Lee said the quay is cold.", "Tom Lee"),
        ("en", "Minister of Foreign Affairs Tom Lee said the quay is cold.", "Tom Lee"),
        ("en", "Minister of Fisheries April Jones said the quay is cold.", "April Jones"),
        ("fr", "Le ministre de l'Économie et des Finances Luc de Brive a dit que le quai est froid.", "Luc de Brive"),
        ("it", "Il ministro della Pesca Carlo Brandi ha detto che il molo è freddo.", "Carlo Brandi"),
        ("pt", "O ministro das Pescas João da Silva disse que o cais está frio.", "João da Silva"),
        ("en", "The president of France Emil Roux said the quay is cold.", "Emil Roux"),
    ],
)
def test_a_name_behind_what_an_office_is_for_is_its_bearers(lang: str, text: str, name: str) -> None:
    assert named(text, lang) == [("name", name)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The minister of Foreign Affairs and Fisheries said the quay is cold."),
        ("en", "The head of the World Dredging Programme said the quay is cold."),
        ("nl", "De minister van Binnenlandse Zaken en Visserij zei dat de kade koud is."),
        ("es", "La ministra de Obras Públicas de Valdania dijo que el muelle está frío."),
        ("de", "Der Minister für Wirtschaft und Klimaschutz sagte nichts."),
    ],
)
def test_what_an_office_is_for_is_nobodys_name(lang: str, text: str) -> None:
    assert only(text, lang).kind == "office"


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "Theresa May said the quay is cold.", "Theresa May"),
        ("en", "“We go on,” Mrs May said.", "May"),
        ("en", "Prime Minister May said the quay is cold.", "May"),
        ("en", "April Jones said the quay is cold.", "April Jones"),
        ("en", "The envoy, April Jones, said the quay is cold.", "April Jones"),
        ("de", "Herr März sagte nichts.", "März"),
        ("de", "Karl März sagte im April nichts.", "Karl März"),
        ("nl", "Mei Lin zei dat de kade koud is.", "Mei Lin"),
        ("es", "Según Julio Ortega, el muelle está frío.", "Julio Ortega"),
    ],
)
def test_a_months_word_may_be_somebodys_name(lang: str, text: str, name: str) -> None:
    assert named(text, lang) == [("name", name)]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "In April Jones said the quay is cold.", "Jones"),
        ("en", "On 3 May Jones said the quay is cold.", "Jones"),
        ("en", "Early in May the quay was cold, Jones said.", "Jones"),
        ("en", "Jones said last June that the quay is cold.", "Jones"),
        ("de", "Mitte März sagte Karl Brenner nichts.", "Karl Brenner"),
        ("de", "Seit April wartet Karl Brenner.", "Karl Brenner"),
        ("de", "Am Dienstag, dem 3. März, sagte Karl Brenner nichts.", "Karl Brenner"),
        ("en", "The Prime Minister’s May visit was short, Jones said.", "Jones"),
        ("en", "They spoke of Jones’s June offer.", "Jones"),
        ("en", "May Jones leave the quay?", "Jones"),
    ],
)
def test_a_month_is_no_part_of_a_name(lang: str, text: str, name: str) -> None:
    assert ("name", name) in named(text, lang)
    months = {*"April May June März".split()}
    assert not any(months.intersection(words.split()) for _, words in named(text, lang))
