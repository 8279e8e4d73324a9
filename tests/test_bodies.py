"""A ministry, a government or an embassy speaks for its country."""

from __future__ import annotations

import pytest
from test_speakers import document

from briefing.analysis.speakers import attribute
from briefing.text.names import name_sentence


def told(lang: str, *texts: str) -> list[tuple[str, ...]]:
    attribution = attribute([document(lang, texts)])
    return [attribution.speakers[key] for key in sorted(attribution.speakers)]


@pytest.mark.parametrize(
    ("lang", "text", "country"),
    [
        ("en", "The Russian defence ministry said the convoy had left.", "Russia"),
        ("en", "Kyrgyzstan's health ministry denied that the wells were closed.", "Kyrgyzstan"),
        ("en", "Peru's Foreign Ministry said on Monday that talks would go on.", "Peru"),
        ("en", "The Foreign Ministry of Iraq said the dam would stay shut.", "Iraq"),
        ("en", "The Norwegian embassy in Lima said nobody had been hurt.", "Norway"),
        ("en", "The quota was too small, the Chilean side said.", "Chile"),
        ("en", "That pledge was kept, according to the Egyptian presidency.", "Egypt"),
        ("de", "Das russische Außenministerium erklärte, der Konvoi sei abgefahren.", "Russia"),
        ("de", "Das Außenministerium in Wien erklärte, der Zug sei abgefahren.", "Austria"),
        ("de", "Die Quote sei zu klein, sagte die norwegische Regierung.", "Norway"),
        ("fr", "Le ministère grec des Affaires étrangères a démenti la visite.", "Greece"),
        ("fr", "La partie espagnole a refusé que le point figure à l'ordre du jour.", "Spain"),
        ("fr", "La Côte d’Ivoire a démenti la visite.", "Ivory Coast"),
        ("it", "La Costa d'Avorio ha smentito la visita.", "Ivory Coast"),
        ("es", "El Ministerio de Exteriores peruano dijo que el convoy había salido.", "Peru"),
        ("it", "Il governo austriaco ha dichiarato che il treno è partito.", "Austria"),
        ("pt", "O Ministério das Relações Exteriores brasileiro rejeita a taxa.", "Brazil"),
        ("nl", "Volgens het Canadese ministerie van Visserij voer het schip te dicht onder de kust.", "Canada"),
        ("pl", "Norweskie ministerstwo obrony oświadczyło, że konwój odjechał.", "Norway"),
        ("ru", "Российское министерство обороны заявило, что колонна ушла.", "Russia"),
        ("ru", "Министерство обороны России опровергло, что колонна ушла.", "Russia"),
        ("uk", "Швейцарське міністерство закордонних справ закликало сторони до терпіння.", "Switzerland"),
        ("de", "Der Hafen ist nach Angaben des chilenischen Fischereiministeriums wieder offen.", "Chile"),
        ("de", "Der Hafen ist wieder offen, teilte das peruanische Aussenministerium mit.", "Peru"),
        ("pl", "Według greckiego rządu port jest znowu otwarty.", "Greece"),
        ("pl", "Greckie MSZ oświadczyło, że port jest znowu otwarty.", "Greece"),
        ("ru", "По данным перуанского МИД, порт снова открыт.", "Peru"),
        ("ru", "Порт снова открыт, заявили в греческом министерстве транспорта.", "Greece"),
        ("ru", "В МИДе Греции опровергли, что порт закрыт.", "Greece"),
        ("uk", "Порт знову відкрито, зазначили в грецькому МЗС.", "Greece"),
        ("uk", "За даними уряду Греції, порт знову відкрито.", "Greece"),
    ],
)
def test_a_body_speaks_for_its_country(lang: str, text: str, country: str) -> None:
    assert told(lang, text) == [(country,)]


@pytest.mark.parametrize(
    ("lang", "text", "country"),
    [
        ("de", "Das Auswärtige Amt nannte die Quote zu klein.", "Germany"),
        ("de", "Eine Reise sei laut Auswärtigem Amt nicht ratsam.", "Germany"),
        ("de", "Das Weisse Haus nannte die Quote zu klein.", "United States"),
        ("fr", "Le Quai d'Orsay a démenti la visite.", "France"),
        ("en", "The Quai d'Orsay denied the visit.", "France"),
    ],
)
def test_the_house_of_a_ministry_speaks_for_its_country(lang: str, text: str, country: str) -> None:
    assert told(lang, text) == [(country,)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russian army reserves said goodbye to the town."),
        ("en", "Ukrainian government forces said they had left the bridge."),
        ("en", "The former Peruvian government said the road was safe."),
        ("en", "The ministry said the road was safe."),
        ("en", "The side of Peru that the river feeds said little."),
        ("fr", "Une partie de l'opposition péruvienne affirme que la route est sûre."),
        ("de", "Vereinbart ist das Geld, so soll die polnische Seite im Mai zahlen."),
        ("de", "Der norwegischen Regierung sagte man nichts davon."),
        ("pl", "Decyzja greckiego rządu oznacza, że port jest otwarty."),
        ("ru", "В Греции заявили, что порт открыт."),
    ],
)
def test_what_only_sounds_like_a_body_does_not_speak(lang: str, text: str) -> None:
    assert told(lang, text) == [()]


def test_a_spokesman_of_a_body_is_no_body() -> None:
    assert told("de", "Ein Sprecher des griechischen Fischereiministeriums sagte, der Hafen sei offen.") == [
        ("Greek spokesman",)
    ]
    text = "A spokesman for the French foreign ministry said no date had been set."
    assert told("en", text) == [("French spokesman",)]
    _, (named,) = name_sentence(text, "en")
    assert (named.kind, named.country) == ("office", "FR")


@pytest.mark.parametrize(
    ("lang", "first", "further"),
    [
        ("en", "Peru's energy ministry said the wells were dry.", "The ministry said new ones would be drilled."),
        (
            "de",
            "Das peruanische Ministerium erklärte, der Brunnen sei leer.",
            "Das Ministerium sagte, er werde tiefer.",
        ),
        ("nl", "De Chileense marine zei dat de boten terug waren.", "De marine zei dat niemand gewond was."),
    ],
)
def test_the_ministry_is_the_one_named_before(lang: str, first: str, further: str) -> None:
    country = told(lang, first)
    assert told(lang, first, further) == country * 2


def test_the_ministry_is_nobodys_where_two_were_named() -> None:
    texts = ("Peru's energy ministry said the wells were dry.", "Chile's energy ministry denied it.")
    assert told("en", *texts, "The ministry said new ones would be drilled.")[-1] == ()


def test_the_ministry_is_nobodys_long_after() -> None:
    between = ["The rain went on."] * 4
    texts = ("Peru's energy ministry said the wells were dry.", *between, "The ministry said it was over.")
    assert told("en", *texts)[-1] == ()


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("en", "Peruvian officials said no request had been made.", "Peruvian officials"),
        ("en", "The figures are wrong by half, EU diplomats say.", "European Union diplomats"),
        ("en", "Norwegian negotiators said the quota was too small.", "Norwegian negotiators"),
        ("de", "Norwegische Diplomaten sagten, die Quote sei zu klein.", "Norwegian diplomats"),
        ("fr", "Des responsables péruviens ont déclaré que la route était sûre.", "Peruvian officials"),
        ("it", "Secondo i funzionari norvegesi la quota è troppo piccola.", "Norwegian officials"),
        ("nl", "Volgens Amerikaanse functionarissen blijft de mijn dicht.", "American officials"),
        ("nl", "Noorse diplomaten zeiden dat de quota te klein waren.", "Norwegian diplomats"),
        ("uk", "Норвезькі дипломати заявили, що квота замала.", "Norwegian diplomats"),
        ("en", "Officials said no request had been made.", ""),
        ("en", "Peruvian leaders said no request had been made.", ""),
    ],
)
def test_officials_of_a_country_are_named_as_such(lang: str, text: str, speaker: str) -> None:
    assert told(lang, text) == [(speaker,) if speaker else ()]


def test_it_is_not_what_officials_are() -> None:
    texts = ("Peruvian officials denied the report.", "It said the road was safe.")
    assert told("en", *texts)[-1] == ()
