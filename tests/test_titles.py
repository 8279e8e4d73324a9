"""The office beside a name: as it is written, whole, and held."""

from __future__ import annotations

import pytest

from briefing.text.clauses import word_places
from briefing.text.lexicon import LANGUAGES
from briefing.text.names import name_sentence
from briefing.text.speech import speech
from briefing.text.titles import name_words, title


def read(text: str, lang: str) -> list[tuple[str, str]]:
    """Return the names of a sentence, each with its office, '' for none."""
    clause, named = name_sentence(text, lang)
    places = word_places(text, lang)
    assert [text[start:end] for start, end in places] == list(clause.text)
    found: list[tuple[str, str]] = []
    for each in named:
        if each.kind == "name" and (name := name_words(clause, each)):
            office = title(clause, each)
            written = [text[places[each.first][0] : places[each.last - 1][1]] for each in (name, office) if each]
            found.append((written[0], "".join(written[1:])))
    return found


@pytest.mark.parametrize(
    ("lang", "text", "office"),
    [
        ("en", "In Lima the Chilean President Tomás Rojas met the press.", "Chilean President"),
        ("en", "In Lima Tomás Rojas, the Chilean president, met the press.", "Chilean president"),
        ("en", "They asked State Department spokesman Tomás Rojas.", "State Department spokesman"),
        ("en", "That was the fate of opposition leader Tomás Rojas.", "opposition leader"),
        ("en", "It fell to the Foreign Minister of Chile, Tomás Rojas, to refuse.", "Foreign Minister of Chile"),
        ("en", "Prime Minister Tomás May refused.", "Prime Minister"),
        ("nl", "De Chileense minister van Defensie Tomás Rojas zweeg.", "Chileense minister van Defensie"),
        ("de", "Der chilenische Präsident Tomás Rojas schwieg.", "chilenische Präsident"),
        ("fr", "Le président chilien, Tomás Rojas, a refusé.", "président chilien"),
        ("es", "El presidente chileno Tomás Rojas se negó.", "presidente chileno"),
        ("it", "Il presidente cileno Tomás Rojas ha rifiutato.", "presidente cileno"),
        ("pt", "O presidente chileno Tomás Rojas recusou.", "presidente chileno"),
        ("pl", "Chilijski prezydent Tomás Rojas odmówił.", "Chilijski prezydent"),
        ("ru", "Чилийский президент Томас Рохас отказался.", "Чилийский президент"),
        ("uk", "Чилійський президент Томас Рохас відмовився.", "Чилійський президент"),
    ],
)
def test_an_office_is_read_as_it_is_written(lang: str, text: str, office: str) -> None:
    assert [found for _, found in read(text, lang)] == [office]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "They met former Chilean President Tomás Rojas."),
        ("en", "They met Tomás Rojas, a former president of Chile, in Lima."),
        ("en", "They asked her Chilean counterpart, Tomás Rojas, about it."),
        ("en", "They asked the leader Tomás Rojas about it."),
        ("en", "They hope to help president Tomás Rojas out."),
        ("en", "They met Chilean Deputy Attorney General Tomás Rojas."),
        ("en", "They met Chilean Deputy Trade Envoy Tomás Rojas."),
        ("en", "Embattled President Tomás Rojas refused."),
        ("en", "After they had met the Chilean president, Tomás Rojas refused."),
        ("en", "She spoke of “Chilean President Tomás Rojas” with a smile."),
        ("en", "It was done by Chilean Presidents Tomás Rojas and his son."),
        ("nl", "Zij spraken met oud-president Tomás Rojas."),
        ("nl", "Zij spraken met haar Chileense ambtgenoot Tomás Rojas."),
        ("de", "Sie traf den ehemaligen Präsidenten Tomás Rojas."),
        ("fr", "Elle a reçu l’ancien président chilien Tomás Rojas."),
        ("es", "Recibió al ex presidente chileno Tomás Rojas."),
        ("pl", "Tak mówią krytycy premier Rojas."),
        ("ru", "Она встретила бывшего президента Томаса Рохаса."),
    ],
)
def test_what_is_not_clear_is_no_office(lang: str, text: str) -> None:
    assert [office for _, office in read(text, lang) if office] == []


@pytest.mark.parametrize(
    "text",
    ["Prime Minister Tomás Will refused.", "The spokesman for Chilean President Ana Rojas Vik refused."],
)
def test_half_a_name_is_none(text: str) -> None:
    assert read(text, "en") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_knows_what_is_no_office_any_more(lang: str) -> None:
    assert len(speech(lang).formers) > 2
    assert len(speech(lang).counterparts) > 2
