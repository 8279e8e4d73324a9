"""Speakers: whose claim a sentence is, in ten languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from costs import linear
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.speakers import attribute, parties
from briefing.model import Document, Kind, Sentence
from briefing.text.lexicon import LANGUAGES
from briefing.text.quotations import inside, quotations


def document(lang: str, *paragraphs: tuple[str, ...], name: str = "D1") -> Document:
    """Return a document of paragraphs of sentences."""
    sentences: list[Sentence] = []
    start = 0
    for number, paragraph in enumerate(paragraphs):
        quoted, offset = quotations(" ".join(paragraph)), 0
        for text in paragraph:
            within = inside(offset, quoted)
            end = start + len(text)
            sentences.append(Sentence(name, len(sentences) + 1, start, end, text, Kind.PROSE, lang, number, "", within))
            start, offset = end + 1, offset + len(text) + 1
    text = " ".join(sentence.text for sentence in sentences)
    return Document(id=name, location=name, sha256="", text=text, lang=lang, sentences=tuple(sentences))


def heard(lang: str, *paragraphs: tuple[str, ...]) -> list[str]:
    """Return the speakers of every sentence of one document, joined by +."""
    found = attribute([document(lang, *paragraphs)]).speakers
    return ["+".join(found[key]) for key in sorted(found, key=lambda key: key[1])]


INTRODUCED = {
    "en": "Chilean President Tomás Rojas met Norwegian Foreign Minister Astrid Vik in Lima.",
    "nl": "De Chileense president Tomás Rojas ontmoette de Noorse minister van Buitenlandse Zaken Astrid Vik in Lima.",
    "de": "Der chilenische Präsident Tomás Rojas traf die norwegische Außenministerin Astrid Vik in Lima.",
    "fr": "Le président chilien Tomás Rojas a rencontré la ministre norvégienne Astrid Vik à Lima.",
    "es": "El presidente chileno Tomás Rojas se reunió con la ministra noruega Astrid Vik en Lima.",
    "it": "Il presidente cileno Tomás Rojas ha incontrato la ministra norvegese Astrid Vik a Lima.",
    "pt": "O presidente chileno Tomás Rojas encontrou a ministra norueguesa Astrid Vik em Lima.",
    "pl": "Chilijski prezydent Tomás Rojas spotkał norweską minister Astrid Vik w Limie.",
    "ru": "Чилийский президент Томас Рохас встретил норвежского министра Бьёрна Вика в Лиме.",
    "uk": "Чилійський президент Томас Рохас зустрів норвезького міністра Бйорна Віка в Лімі.",
}


@pytest.mark.parametrize(
    ("lang", "text", "family"),
    [
        ("en", "Rojas said the mine would stay shut.", "Rojas"),
        ("en", "“The mine stays shut,” said Rojas.", "Rojas"),
        ("en", "The mine would stay shut, Mr. Rojas told reporters.", "Rojas"),
        ("en", "According to Rojas, the mine stays shut.", "Rojas"),
        (
            "en",
            "Rather than praise “the old mine of the south,” Oslo should respond to the offer, Rojas said.",
            "Rojas",
        ),
        ("en", "Rojas, who had come by train, said the mine would stay shut.", "Rojas"),
        ("en", "The Chilean leader warned that the mine would stay shut.", "Rojas"),
        ("en", "The foreign minister insisted that the mine reopen.", "Vik"),
        ("en", "Rojas was quoted as saying the mine would stay shut.", "Rojas"),
        ("en", "The offer was dismissed by Rojas.", "Rojas"),
        ("nl", "Volgens Rojas blijft de mijn dicht.", "Rojas"),
        ("nl", "Over de mijn zei Rojas dat die dicht blijft.", "Rojas"),
        ("nl", "De mijn blijft dicht, aldus de Chileense president.", "Rojas"),
        ("nl", "Ook noemde Vik de sluiting 'een vergissing'.", "Vik"),
        ("de", "Die Mine bleibe zu, sagte Rojas.", "Rojas"),
        ("de", "Laut Rojas bleibt die Mine zu.", "Rojas"),
        ("de", "Rojas zufolge bleibt die Mine zu.", "Rojas"),
        ("de", "Für die Häftlinge Astrid Vik und Ole Dahl sei ein Tausch denkbar, hieß es von Rojas.", "Rojas"),
        ("de", "„Die Mine bleibt zu“, erklärte der chilenische Präsident.", "Rojas"),
        ("fr", "« La mine reste fermée », a déclaré M. Rojas.", "Rojas"),
        ("fr", "Selon le président chilien, la mine reste fermée.", "Rojas"),
        ("fr", "La mine serait pour la Russie un atout, a fait savoir pour sa part M. Rojas.", "Rojas"),
        ("fr", "M. Rojas a assuré que la mine resterait fermée.", "Rojas"),
        ("es", "Según Rojas, la mina seguirá cerrada.", "Rojas"),
        ("es", "«La mina seguirá cerrada», dijo el presidente chileno.", "Rojas"),
        ("it", "«La miniera resta chiusa», ha detto Rojas.", "Rojas"),
        ("it", "Secondo Rojas la miniera resta chiusa.", "Rojas"),
        ("pt", "Rojas afirmou que a mina continuará fechada.", "Rojas"),
        ("pt", "Segundo o presidente chileno, a mina continuará fechada.", "Rojas"),
        ("pl", "Rojas powiedział, że kopalnia pozostanie zamknięta.", "Rojas"),
        ("pl", "Zdaniem Rojasa kopalnia pozostanie zamknięta.", "Rojas"),
        ("ru", "Рохас заявил, что шахта останется закрытой.", "Рохас"),
        ("ru", "По словам Рохаса, шахта останется закрытой.", "Рохас"),
        ("ru", "«Шахта закрыта», — сказал чилийский президент.", "Рохас"),
        ("uk", "За словами Рохаса, шахта лишиться закритою.", "Рохас"),
        ("uk", "Шахта лишиться закритою, заявив Рохас.", "Рохас"),
        ("de", "„Die Mine bleibt zu“, twitterte Rojas.", "Rojas"),
        ("es", "«La mina seguirá cerrada», tuiteó Rojas.", "Rojas"),
        ("pl", "„Kopalnia pozostanie zamknięta” – napisał na Twitterze Tomás Rojas.", "Rojas"),
        ("ru", "«Шахта закрыта», — написал в Лиме Томас Рохас.", "Рохас"),
        ("en", "Rojas, head of the Chilean mining board, offered Vik a new mine.", "Rojas"),
    ],
)
def test_reported_speech_names_its_speaker(lang: str, text: str, family: str) -> None:
    assert family in heard(lang, (INTRODUCED[lang],), (text,))[1]


@pytest.mark.parametrize(
    ("lang", "text", "pronoun"),
    [
        ("en", "Rojas spoke of the mine.", "He said it would stay shut."),
        ("nl", "Rojas sprak over de mijn.", "Hij zei dat die dicht blijft."),
        ("de", "Rojas sprach über die Mine.", "Er sagte, sie bleibe zu."),
        ("fr", "M. Rojas a parlé de la mine.", "Elle restera fermée, a-t-il dit."),
        ("es", "Rojas habló de la mina.", "Añadió que seguirá cerrada."),
        ("ru", "Рохас говорил о шахте.", "Он заявил, что она закрыта."),
        ("uk", "Рохас говорив про шахту.", "Він заявив, що вона закрита."),
        ("pl", "Rojas mówił o kopalni.", "Dodał, że pozostanie zamknięta."),
    ],
)
def test_a_pronoun_or_none_is_who_spoke_last(lang: str, text: str, pronoun: str) -> None:
    family = "Рохас" if lang in ("ru", "uk") else "Rojas"
    assert family in heard(lang, (INTRODUCED[lang],), (text, pronoun))[2]


@pytest.mark.parametrize(
    ("lang", "text", "quotation"),
    [
        ("es", "Rojas habló de la mina.", "«La que se inunda no es una mina», dijo."),
        ("es", "Vik habló de la mina.", "“Rojas no la ha visto”, aseguró a este diario."),
        ("es", "Rojas habló de la mina.", "En Lima fue breve: «Es vieja», señaló."),
        ("it", "Rojas ha parlato della miniera.", "«La miniera è vecchia», ha detto."),
        ("it", "Rojas ha parlato della miniera.", "«La miniera è vecchia» – ha aggiunto."),
        ("pt", "Rojas falou da mina.", "“A mina é velha”, disse."),
        ("pt", "Rojas falou da mina.", "«A mina é velha» — acrescentou ainda."),
        ("pl", "Vik mówiła o kopalni.", "„Kopalnia jest stara” – oświadczyła."),
        ("pl", "Rojas mówił o kopalni.", "«Kopalnia jest stara» – powiedział w Lubnie."),
        ("ru", "Рохас говорил о шахте.", "«Шахта стара», — сказал в Лиме."),
        ("uk", "Рохас говорив про шахту.", "«Шахта стара», — сказав у Лімі."),
    ],
)
def test_a_verb_behind_the_comma_or_dash_of_a_quotation_is_of_who_spoke_last(
    lang: str, text: str, quotation: str
) -> None:
    speaker = heard(lang, (INTRODUCED[lang],), (text, quotation))
    assert speaker[1]
    assert speaker[1:] == [speaker[1]] * 2


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("ru", "Рохас говорил о шахте.", "По его словам, сама шахта стара."),
        ("ru", "Рохас говорил о шахте.", "По словам президента, шахта стара."),
        ("uk", "Рохас говорив про шахту.", "За його словами, Вік помиляється."),
        ("uk", "Рохас говорив про шахту.", "Шахта, на його думку, стара."),
        ("pl", "Rojas mówił o kopalni.", "Jego zdaniem Oslo się myli."),
        ("pl", "Rojas mówił o kopalni.", "Jak dodał, kopalnia jest stara."),
        ("pl", "Rojas mówił o kopalni.", "Według niego kopalnia jest stara."),
        ("es", "Rojas habló de la mina.", "En su opinión, la mina es vieja."),
        ("es", "Rojas habló de la mina.", "La mina es vieja, según dijo."),
        ("it", "Rojas ha parlato della miniera.", "A suo avviso la miniera è vecchia."),
        ("pt", "Rojas falou da mina.", "A mina, a seu ver, é velha."),
        ("fr", "M. Rojas a parlé de la mine.", "À ses yeux, la mine est vieille."),
        ("de", "Rojas sprach über die Mine.", "Seinen Worten zufolge ist die Mine alt."),
        ("nl", "Vik sprak over de mijn.", "Volgens haar is de mijn oud."),
        ("en", "Rojas spoke of the mine.", "The mine, in his words, is old."),
    ],
)
def test_words_that_are_his_are_of_who_spoke_last(lang: str, text: str, words: str) -> None:
    speaker = heard(lang, (INTRODUCED[lang],), (text, words))
    assert speaker[1]
    assert speaker[1:] == [speaker[1]] * 2


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Volgens haar minister is de mijn oud."),
        ("es", "Como dice el refrán, la mina es vieja."),
    ],
)
def test_words_of_somebody_elses_are_not_his(lang: str, text: str) -> None:
    before = {"nl": "Rojas sprak over de mijn.", "es": "Rojas habló de la mina."}
    assert heard(lang, (INTRODUCED[lang],), (before[lang], text))[2] == ""


@pytest.mark.parametrize(
    "texts",
    [
        ("Rojas habló de la mina.", "El canal, «un error», dice mucho del país."),
        ("Rojas habló de la mina.", "Un minero protestó a gritos.", "«Es vieja», dijo."),
        ("Rojas habló de la mina.", "Un minero opinó que es vieja.", "Añadió que se inunda."),
    ],
)
def test_a_word_in_quotation_marks_and_what_a_stranger_says_are_nobodys(texts: tuple[str, ...]) -> None:
    assert heard("es", (INTRODUCED["es"],), texts)[-1] == ""


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "El anfitrión, el presidente uruguayo Ramiro Etchart, dijo que no."),
        ("pt", "O anfitrião, o presidente paraguaio Ramiro Etchart, disse que não."),
    ],
)
def test_a_people_called_like_its_country_stands_behind_an_office_too(lang: str, text: str) -> None:
    assert heard(lang, (INTRODUCED[lang],), (text,))[1] == "Ramiro Etchart"


@pytest.mark.parametrize(
    ("lang", "text", "nobody"),
    [
        ("de", "Während Rojas auf die Umsetzung des Minsker Abkommens pochte, blieb die Mine zu.", "Belarus"),
        ("nl", "Rojas kreeg geen bezoek, en zelf heeft hij Vik evenmin naar Lima gevraagd.", "Astrid Vik"),
    ],
)
def test_whose_words_they_are_not(lang: str, text: str, nobody: str) -> None:
    assert heard(lang, (INTRODUCED[lang],), (text,))[1] in {"", "Tomás Rojas"} - {nobody}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Volgens een Amerikaanse diplomaat blijft de mijn dicht."),
        ("it", "La miniera resta chiusa, ha detto un diplomatico americano."),
        ("pt", "Segundo um diplomata americano, a mina continuará fechada."),
    ],
)
def test_an_office_is_not_named_half_in_english(lang: str, text: str) -> None:
    assert heard(lang, (text,)) == ["American diplomat"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It is not known who will dig, the panel's Danish co-chair, Astrid Vik, acknowledged."),
        ("nl", "Het is niet bekend wie graaft, zei de Deense covoorzitter, Astrid Vik."),
        ("fr", "On ne sait pas qui creusera, a dit la coprésidente danoise, Astrid Vik."),
        ("es", "No se sabe quién cavará, dijo la copresidenta danesa, Astrid Vik."),
        ("it", "Non si sa chi scaverà, ha detto la copresidente danese, Astrid Vik."),
        ("pt", "Não se sabe quem vai cavar, disse a copresidente dinamarquesa, Astrid Vik."),
    ],
)
def test_who_shares_a_chair_holds_an_office(lang: str, text: str) -> None:
    assert heard(lang, (text,)) == ["Astrid Vik"]


def test_a_treaty_is_no_he() -> None:
    text = (
        "Rojas sprak van New START.",
        "Het verdrag New START dreigde af te lopen.",
        "Hij zei dat de mijn dicht blijft.",
    )
    assert heard("nl", (INTRODUCED["nl"],), text)[3] == "Tomás Rojas"


def test_she_is_not_he() -> None:
    text = ("Mr Dunn said no.", "Mrs Ode said yes.", "He said it would be hard.", "She said it would be easy.")
    assert heard("en", text) == ["Dunn", "Ode", "Dunn", "Ode"]


def test_they_are_the_two_who_were_joined() -> None:
    text = ("Tomás Rojas and Astrid Vik met.", "They said the mine would reopen.", "They said it again.")
    assert heard("en", text)[1:] == ["Tomás Rojas+Astrid Vik"] * 2


def test_both_leaders_are_the_two_spoken_of() -> None:
    spoken = ("Rojas said the mine was old.",), ("Vik said it was deep.",)
    both = ("Both leaders said the mine would reopen.",)
    assert heard("en", (INTRODUCED["en"],), *spoken, both)[3] == "Astrid Vik+Tomás Rojas"
    assert heard("en", (INTRODUCED["en"],), ("Astrid Vik nodded.",), both, *spoken)[2] == "Astrid Vik+Tomás Rojas"


MINISTERS = (
    ("Norwegian Foreign Minister Astrid Vik said it was deep.",),
    ("Foreign Minister Luis Sol said it was dry.",),
)
GUESTS = ("Ole Dahl said it was old.",), ("Pia Holm said it was cold.",)
BOTH = ("Both ministers said the mine would reopen.",)


def test_both_ministers_are_ministers_though_others_spoke_since() -> None:
    assert heard("en", *MINISTERS, GUESTS[0], BOTH)[-1] == "Astrid Vik+Luis Sol"


def test_both_ministers_are_nobody_where_there_are_not_two() -> None:
    assert heard("en", *GUESTS, BOTH)[-1] == ""
    assert heard("en", MINISTERS[0], *GUESTS, BOTH)[-1] == ""
    assert heard("en", *MINISTERS, ("Energy Minister Ana Ruiz said it was lost.",), BOTH)[-1] == ""


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Al-Mutawa said the mine would stay shut."),
        ("nl", "Al-Mutawa zei dat de mijn dicht blijft."),
        ("de", "Al-Mutawa sagte, die Mine bleibe zu."),
        ("en", "“The mine stays shut,” Al-Mutawa said."),
    ],
)
def test_an_arabic_name_speaks_though_it_stands_alone(lang: str, text: str) -> None:
    assert heard(lang, (text,)) == ["Al-Mutawa"]


def test_a_minister_named_like_a_month_speaks() -> None:
    spoken = ("“We go on,” May told reporters.",), ("In May the mine was shut.",)
    assert heard("en", ("Prime Minister Theresa May said it was deep.",), *spoken) == ["Theresa May"] * 2 + [""]


@pytest.mark.parametrize(
    ("lang", "aside", "spoken", "both"),
    [
        ("en", "Ole Dahl opened it in 1931.", "Rojas said it was old.", "Both sides said the mine would reopen."),
        (
            "nl",
            "Ole Dahl opende haar in 1931.",
            "Rojas zei dat ze oud is.",
            "Beide partijen zeiden dat de mijn opengaat.",
        ),
        (
            "de",
            "Ole Dahl eröffnete sie 1931.",
            "Rojas sagte, sie sei alt.",
            "Beide Seiten sagten, die Mine öffne wieder.",
        ),
        (
            "fr",
            "Ole Dahl l’ouvrit en 1931.",
            "Rojas a dit qu’elle était vieille.",
            "Les deux parties ont dit qu’elle rouvrira.",
        ),
    ],
)
def test_both_sides_are_nobody_who_says_nothing_elsewhere(lang: str, aside: str, spoken: str, both: str) -> None:
    assert heard(lang, (INTRODUCED[lang],), (spoken,), (aside,), (both,))[1:] == ["Tomás Rojas", "", ""]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rojas and the ten states of the coast signed the lease.", ""),
        ("Rojas with 14 states which border the mine signed the lease.", ""),
        ("Rojas left both reports on the table.", ""),
        ("Rojas and several urgent demands were on the table.", ""),
        ("Rojas brought the three claims.", ""),
        ("Rojas in 2031 claims that the mine is old.", "Tomás Rojas"),
        ("Rojas states that the mine is old.", "Tomás Rojas"),
        ("Rojas then also reports on the mine.", "Tomás Rojas"),
        ("Rojas under Article 5 claims the mine.", "Tomás Rojas"),
        ("Rojas would take home up to 1,200 rejected ore carts.", ""),
        ("Rojas was shown 640 proposed routes.", ""),
        ("Rojas in 2031 rejected two routes.", "Tomás Rojas"),
        ("Rojas in 2031 rejected plans to mine.", "Tomás Rojas"),
    ],
)
def test_what_is_counted_or_described_says_nothing(text: str, speaker: str) -> None:
    assert heard("en", (INTRODUCED["en"],), (text,))[-1] == speaker


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("en", "After talks, Norwegian minister of state Antony Blix arrived.", ""),
        ("en", "He was met by the ministry of state Antony Blix runs.", ""),
        ("en", "The minister of state said the mine would reopen.", "Astrid Vik"),
        ("de", "Die Regierung will Beobachter an die Grenze schicken.", ""),
        ("de", "Die Regierung in Lima möchte Wahlen.", "Peru"),
        ("de", "Im Mai will Rojas die Mine öffnen.", "Tomás Rojas"),
        ("de", "Danach wollte Astrid Vik die Mine öffnen.", "Astrid Vik"),
    ],
)
def test_an_office_of_state_states_nothing_and_what_is_wanted_wants_nothing(lang: str, text: str, speaker: str) -> None:
    found = heard(lang, (INTRODUCED[lang],), ("Antony Blix said no.",) if lang == "en" else (), (text,))[-1]
    assert found == speaker


def test_what_both_sides_say_at_home_is_not_said_by_the_last_one_named() -> None:
    lines = ("Ole Dahl opende de mijn in 1931.",), ("Over de mijn herhaalden beide partijen wat zij thuis ook zeggen.",)
    assert heard("nl", (INTRODUCED["nl"],), *lines) == [""] * 3


def test_a_quotation_goes_on_over_sentences_and_back_to_its_first() -> None:
    assert heard("en", ("“The mine is old.", "It is also deep,” Tomás Rojas said.")) == ["Tomás Rojas"] * 2
    assert heard("en", ("Tomás Rojas said: “The mine is old.", "It is deep.", "We leave it.”")) == ["Tomás Rojas"] * 3
    assert heard("en", ("Tomás Rojas said no.",), ("“The mine is old.”",)) == ["Tomás Rojas"] * 2


def test_whom_somebody_unnamed_accuses_does_not_speak() -> None:
    for lang, text in (("de", "Die Opposition im Norden warf Rojas vor, zu lügen."),
                       ("nl", "De oppositie in het noorden verweet Rojas te liegen.")):  # fmt: skip
        assert heard(lang, (INTRODUCED[lang],), (text,))[1] == ""
    assert heard("de", (INTRODUCED["de"],), ("Dem Rat warf Rojas vor, zu lügen.",))[1] == "Tomás Rojas"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Rojas road will open in May, the harbour office said, adding that lorries must wait.", ""),
        ("Rojas will open the mine in May, the harbour office said, calling it safe.", ""),
        ("Rojas, who came late, said nothing, adding to the gloom.", "Tomás Rojas"),
        ("Rojas left at noon, adding that the mine was shut.", "Tomás Rojas"),
    ],
)
def test_what_is_added_is_of_who_spoke_in_the_clause_before(text: str, speaker: str) -> None:
    assert heard("en", (INTRODUCED["en"],), (text,))[-1] == speaker


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("en", "The harbour office confirmed 28 dead, Rojas says the mine lost 18.", ""),
        ("en", "Noting the United States’ doubts, Rojas says the mine lost 18.", "Tomás Rojas"),
        ("es", "La junta sostiene que la mina está abierta; Rojas replica que cerró.", ""),
        ("en", "The mine confirmed nothing, Rojas said.", "Tomás Rojas"),
        ("en", "The mine confirmed nothing, Rojas said on arrival.", "Tomás Rojas"),
        ("en", "In May, Rojas says, the mine will open.", "Tomás Rojas"),
        ("en", "Asked about the mine, Rojas said it was shut.", "Tomás Rojas"),
    ],
)
def test_who_answers_a_stranger_does_not_say_what_the_stranger_says(lang: str, text: str, speaker: str) -> None:
    assert heard(lang, (INTRODUCED[lang],), (text,))[-1] == speaker


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("ru", "Шахта закрыта, заявил по итогам встречи в Осло министр Норвегии Юн Берг.", "Юн Берг"),
        ("ru", "Шахта закрыта, заявил журналистам в Осло министр Норвегии Юн Берг.", "Юн Берг"),
        ("es", "La mina cerró, dijo al término de la reunión en Oslo el ministro noruego Jon Berg.", "Jon Berg"),
        ("ru", "Шахта закрыта, заявил в Осло сторож, которого видел министр Норвегии Юн Берг.", ""),
    ],
)
def test_who_ends_the_sentence_behind_a_circumstance_speaks(lang: str, text: str, speaker: str) -> None:
    assert heard(lang, (text,))[-1] == speaker


@pytest.mark.parametrize(
    ("lang", "texts", "speakers"),
    [
        (
            "en",
            (
                "Peruvian Prime Minister Ana Rey denied it.",
                "Peruvian Deputy Prime Minister Luis Sol denied it.",
                "The Peruvian prime minister left early.",
                "“It is late,” said the Peruvian prime minister.",
            ),
            ["Ana Rey", "Luis Sol", "", "Ana Rey"],
        ),
        ("en", ("“It is late,” Vice-Chancellor Ines Brandl said.",), ["Ines Brandl"]),
        ("uk", ("Віцепрем'єрка Оксана Ткач заперечила це.",), ["Оксана Ткач"]),
        ("pl", ("Wicekanclerz Ines Brandl zaprzeczyła temu.",), ["Ines Brandl"]),
    ],
)
def test_a_deputy_is_not_who_he_deputises_for(lang: str, texts: tuple[str, ...], speakers: list[str]) -> None:
    assert heard(lang, *((text,) for text in texts)) == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Astrid Vik zufolge bleibt die Mine zu.", "Astrid Vik"),
        ("Norwegen nimmt dem Vertrag zufolge bis zu 200 Leute auf.", ""),
    ],
)
def test_what_a_treaty_says_is_not_said_by_who_is_bound(text: str, speaker: str) -> None:
    assert heard("de", (INTRODUCED["de"],), ("Astrid Vik sagte nichts.",), (text,))[-1] == speaker


def test_the_field_of_an_office_is_no_part_of_the_name_behind_it() -> None:
    assert heard("pl", ("Minister ds. Żeglugi Jan Nowak dodał, że port jest zamknięty.",)) == ["Jan Nowak"]
    assert heard("pl", ("Negocjator UE ds. Żeglugi Jan Nowak dodał, że port jest zamknięty.",)) == ["Jan Nowak"]


def test_the_reporter_speaks_in_his_own_voice() -> None:
    texts = ("Tomás Rojas and Astrid Vik agreed to reopen the mine.", "The mine is 900 metres deep.")
    assert heard("en", texts) == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Rojas was asked about the mine.",
        "Rojas was expected to say more.",
        "The talks ended after Rojas accused Vik of lying.",
        "A report by Rojas was due.",
        "The crowd waited for Rojas to answer.",
    ],
)
def test_who_is_asked_or_merely_named_does_not_speak(text: str) -> None:
    assert heard("en", (INTRODUCED["en"],), (text,))[1] == ""


def test_what_is_reported_in_the_inner_clause_belongs_to_the_outer_speaker() -> None:
    assert heard("en", (INTRODUCED["en"],), ("Vik said that Rojas had denied everything.",))[1] == "Astrid Vik"
    assert heard("en", (INTRODUCED["en"],), ("Rojas denied everything, said Vik.",))[1] == "Astrid Vik"


def test_an_agency_only_passes_on_what_a_person_says() -> None:
    assert (
        heard("en", (INTRODUCED["en"],), ("Rojas said the mine would reopen, Reuters reported.",))[1] == "Tomás Rojas"
    )


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "Moscow said it had not been told.", "Russia"),
        ("nl", "De NAVO riep op tot kalmte.", "NATO"),
        ("nl", "Het Witte Huis ontkende dat.", "United States"),
        ("de", "Die Europäische Kommission kündigte ein Verfahren an.", "European Commission"),
        ("fr", "L'Élysée a démenti.", "France"),
        ("ru", "Москва заявила, что её не известили.", "Russia"),
        ("pl", "Komisja Europejska oświadczyła, że poczeka.", "European Commission"),
    ],
)
def test_countries_and_institutions_speak_under_one_name(lang: str, text: str, name: str) -> None:
    assert heard(lang, (text,)) == [name]


def test_an_unnamed_official_stays_an_office() -> None:
    assert heard("nl", ("Later zei de Noorse onderminister van Buitenlandse Zaken dat hij komt.",)) == [
        "Norwegian deputy foreign minister"
    ]
    assert heard("en", ("A senior official said so.",)) == [""]


def test_one_person_has_one_name_over_languages_and_scripts() -> None:
    documents = [
        document("en", ("Russian envoy Arkady Zhuravlev said no.",), name="A"),
        document(
            "nl", ("De Russische gezant Arkadi Zjoeravljov zei nee.", "Volgens Zjoeravljov blijft het zo."), name="B"
        ),
        document("ru", ("Аркадий Журавлёв заявил, что нет.", "По словам Журавлёва, так и будет."), name="C"),
    ]
    found = attribute(documents)
    assert set(found.speakers.values()) == {("Arkady Zhuravlev",)}
    assert found.people[0].name == "Arkady Zhuravlev"
    assert found.people[0].sentences == 5
    assert {"Аркадий Журавлёв", "Arkadi Zjoeravljov"} <= set(found.people[0].spellings)
    assert (found.people[0].country, found.people[0].offices) == ("RU", ("envoy",))


def test_a_name_is_spelled_as_most_texts_do_and_a_copy_is_no_other_text() -> None:
    initial = "Chilean President Tomás V. Rojas said the mine would stay shut.", "Tomás V. Rojas left Lima."
    plain = ("President Tomás Rojas said the mine would stay shut.",)
    texts = (initial, plain, ("Tomás Rojas warned Oslo.",), initial, initial)
    documents = [document("en", text, name=f"D{number}") for number, text in enumerate(texts, start=1)]
    origins = {"D1": "O1", "D2": "O2", "D3": "O3", "D4": "O1", "D5": "O1"}
    assert [person.name for person in attribute(documents, origins).people] == ["Tomás Rojas"]
    assert [person.name for person in attribute(documents).people] == ["Tomás V. Rojas"]


def test_an_initial_that_one_text_alone_gives_is_left_out_whatever_the_language_of_the_others() -> None:
    initial = "Chilean President Tomás V. Rojas said the mine would stay shut.", "Tomás V. Rojas left Lima."
    first, second = document("en", initial), document("en", ("Tomás Rojas warned Oslo.",), name="D2")
    dutch = document("nl", ("President Tomás Rojas zei dat de mijn dicht blijft.",), name="D3")
    assert [person.name for person in attribute([first, second]).people] == ["Tomás Rojas"]
    assert [person.name for person in attribute([first, first, dutch]).people] == ["Tomás V. Rojas"]
    also = document("en", ("Tomás V. Rojas thanked Oslo.",), name="D4")
    assert [person.name for person in attribute([first, second, also]).people] == ["Tomás V. Rojas"]


def test_two_of_one_family_are_two() -> None:
    texts = ("Anna Holm said yes.", "Boris Holm said no.", "Anna Holm said it again.")
    assert heard("en", texts) == ["Anna Holm", "Boris Holm", "Anna Holm"]


def test_one_given_name_written_three_ways_is_one_person() -> None:
    texts = ("Park Min Yun said a.", "Park Min-yun said b.", "Park Min-Yun said c.")
    assert len(set(heard("en", texts))) == 1


def test_a_transcript_goes_on_until_the_next_name() -> None:
    texts = ("Mr Dunn spoke first.", "DUNN: It is agreed.", "We shall meet in Oslo.", "Mr Dunn (Chile): We leave it.")
    assert heard("en", texts)[1:] == ["Dunn"] * 3


def test_an_office_named_alone_is_the_one_who_holds_it() -> None:
    filler = tuple(f"The road has {number} bridges." for number in range(9))
    texts = ("Spokeswoman Ode said no.", *filler, "The road would stay, the spokeswoman said.")
    assert heard("en", texts)[-1] == "Ode"


def test_a_person_told_something_did_not_say_it() -> None:
    assert heard("en", ("Tomás Rojas, who came late, told Astrid Vik to wait.",)) == ["Tomás Rojas"]


def test_german_nouns_are_nobody() -> None:
    texts = (
        "Ministerin Astrid Vik kam spät.",
        "Am Abend sagte die Ministerin Gespräche ab.",
        "Kosten stiegen, Zahlen sagten wenig.",
    )
    assert heard("de", texts)[2] == ""


def test_german_indirect_speech_goes_on_without_a_verb_of_saying() -> None:
    texts = ("Die Mine bleibe zu, sagte Tomás Rojas.", "Sie sei zu tief.", "Die Mine ist 900 Meter tief.")
    assert heard("de", texts) == ["Tomás Rojas", "Tomás Rojas", ""]


def test_parties_are_the_most_heard_at_most_three() -> None:
    texts = (
        "Dunn said a.",
        "Mr Dunn said b.",
        "Moscow said c.",
        "Moscow said d.",
        "Moscow said e.",
        "Paris said f.",
        "Oslo said g.",
    )
    assert parties(attribute([document("en", texts)])) == ("Russia", "Dunn", "France")
    assert parties(attribute(())) == ()


WORDS = st.sampled_from(
    "Rojas Vik said “ ” , : he they the president of Russia and who that – according to zei сказал Рохас aldus".split()
)


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=6), st.sampled_from(LANGUAGES)
)
def test_every_sentence_has_an_answer_with_a_reason(texts: list[str], lang: str) -> None:
    found = attribute([document(lang, tuple(texts))])
    assert found.speakers.keys() == found.reasons.keys() == {("D1", number) for number in range(1, len(texts) + 1)}
    assert all(found.reasons.values())
    assert all(all(names) and len(set(names)) == len(names) for names in found.speakers.values())
    assert all((reason == "reporter") == (not found.speakers[key]) for key, reason in found.reasons.items())


def test_the_order_of_documents_changes_nothing() -> None:
    documents = [document(lang, (text,), (text,), name=lang) for lang, text in INTRODUCED.items()]
    documents += [document("en", ("Rojas said no.", "She said yes.", "The president said no."), name="x")]
    forth, back = attribute(documents), attribute(documents[::-1])
    assert forth.speakers == back.speakers
    assert {person.name for person in forth.people} == {person.name for person in back.people}


def test_the_time_grows_with_the_length_only() -> None:
    texts = (
        "Chilean President Tomás Rojas said the mine would stay shut, while Astrid Vik denied it.",
        "He said so.",
    ) * 40
    attribute([document("en", texts)])

    def attributing(times: int) -> Callable[[], object]:
        long = document("en", texts * times)
        return lambda: attribute([long])

    assert linear(attributing, 1)


@pytest.mark.parametrize(
    ("lang", "texts", "speakers"),
    [
        (
            "en",
            (
                "Energy Minister Nasser al-Dhahi said the dam would open.",
                "Al-Dhahi denied a delay.",
                "He added a date.",
            ),
            ["Nasser al-Dhahi"] * 3,
        ),
        ("en", ("The envoy Nasser al-Dhahi came late.", "Dhahi said it was snow."), ["", "Nasser al-Dhahi"]),
        ("en", ("Dam minister Sami ben Tahar came late.", "Ben Tahar said it was snow."), ["", "Sami ben Tahar"]),
        ("en", ("Ms Ilse van den Hoek came late.", "Van den Hoek said it was snow."), ["", "Ilse van den Hoek"]),
        ("en", ("Ambassador Jan de Graaf denied a delay.", "De Graaf said it was snow."), ["Jan de Graaf"] * 2),
        ("nl", ("Minister Jan Smit ontkende dat.", '"Er viel sneeuw", aldus de minister.'), ["Jan Smit"] * 2),
        (
            "nl",
            ("Gezant Ilse van den Hoek ontkende dat.", "Het sneeuwde, aldus Van den Hoek."),
            ["Ilse van den Hoek"] * 2,
        ),
        (
            "de",
            ("Minister Nasser al-Dhahi bestritt das.", "„Es schneit“, sagte der Minister."),
            ["Nasser al-Dhahi"] * 2,
        ),
        (
            "fr",
            (
                "Le ministre kervien Sami ben Tahar a démenti.",
                "« Il neige », a assuré le ministre.",
                "Elle a protesté.",
            ),
            ["Sami ben Tahar", "Sami ben Tahar", ""],
        ),
        ("fr", ("La ministre kervienne Ilse Roc a démenti.", "« Il neige », a-t-elle ajouté."), ["Ilse Roc"] * 2),
        (
            "es",
            ("El ministro kervino Nasser al-Dhahi negó el retraso.", "«Nieva», dijo el ministro."),
            ["Nasser al-Dhahi"] * 2,
        ),
        ("it", ("Il ministro kerviano Ugo Dossi ha smentito.", "«Nevica», ha detto il ministro."), ["Ugo Dossi"] * 2),
        ("pt", ("O ministro kerviano Rui Dossa negou.", "Ele acrescentou que nevava."), ["Rui Dossa"] * 2),
        ("ru", ("Министр Насер аль-Дахи опроверг это.", "По словам аль-Дахи, шёл снег."), ["Насер аль-Дахи"] * 2),
    ],
)
def test_joined_names_roles_and_pronouns_stand_for_one_person(
    lang: str, texts: tuple[str, ...], speakers: list[str]
) -> None:
    assert heard(lang, *((text,) for text in texts)) == speakers


def test_a_claim_of_an_unknown_person_is_not_that_of_who_spoke_before() -> None:
    told = ("Minister Karl Ott sagte, die Schleuse sei zu.", "Dahlke erklärte, das Wasser stehe zu hoch.")
    assert heard("de", (told[0],), (told[1],)) == ["Karl Ott", ""]
