"""Sentence ends: abbreviations, quotations, attributions, figures, stray marks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text import sentences
from briefing.text.lexicon import LANGUAGES
from briefing.text.quotations import inside, quotations
from briefing.text.sentences import spans


def split(paragraph: str, lang: str = "en") -> list[str]:
    return [paragraph[start:end] for start, end in spans(paragraph, lang, quotations(paragraph))]


def joined(*found: str, lang: str = "en") -> None:
    """Check that sentences joined by a blank are split where they were joined."""
    assert split(" ".join(found), lang) == list(found)


@pytest.mark.parametrize(
    ("lang", "found"),
    [
        ("en", ("Mr. Reel met Gov. Kohl at 5 p.m. on Monday.", "They spoke of the U.N. Secretariat and art. 5.")),
        ("en", ("Ona V. Reel of the U.S. Senate signed No. 7.", "Prices fell by 2.5 percent.", "He left.")),
        ("en", ("On Lars A. Reel, who was not there, nothing was said.", "Vitamin A was not on the table.")),
        ("en", ("The talks opened in 1987.", "They closed in 1991.", "No paper was signed.")),
        ("nl", ("Dhr. Kohl sprak met prof. dr. Reel over o.a. de vloot.", "Dat duurde ca. 3 uur.")),
        ("de", ("Am 5. Juli trafen sich Dr. Kohl und Prof. Reel.", "Das waren ca. 20 Mio. Euro.", "Mehr nicht.")),
        ("fr", ("M. Le Goff a vu Mme Réel à 14 h 30.", "L’art. 5 ne change pas.", "Rien d’autre.")),
        ("es", ("El Sr. Reel viajó a EE.UU. con la Sra. Kohl.", "No firmaron nada.")),
        ("it", ("Il sig. Reel ha visto l’on. Kohl.", "Non hanno firmato nulla.")),
        ("pt", ("O Sr. Reel falou com a Sra. Kohl.", "Nada foi assinado.")),
        ("pl", ("Rząd Wlk. Brytanii poparł płn. Radę.", "Potem milczał.")),
        ("pl", ("W 2017 r. min. Kohl spotkał się z prof. Reelem.", "To ok. 40 proc. floty, m.in. kutry.")),
        ("ru", ("В 2017 г. министр В. В. Рилов встретился с г-ном Колем.", "Это был трудный год.", "Мир не наступил.")),
        ("uk", ("У 2017 р. міністр О. Рілов зустрів п. Коля.", "Це був важкий рік.", "Миру не було.")),
    ],
)
def test_abbreviations(lang: str, found: tuple[str, ...]) -> None:
    joined(*found, lang=lang)


def test_words_that_are_abbreviations_in_no_mouth() -> None:
    joined("Het geld gaat naar het pensioenfonds.", "De rest volgt.", lang="nl")
    joined("Делегация уехала на восток.", "Остальные ждут.", lang="ru")
    joined("The war went on.", "The minister did not.")


def test_nltk_is_not_asked_about_initials_and_everyday_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "_punkt", None)
    joined("Only V. Brask and A. Kelm came.", "They signed.")
    joined("Le ministre parle d’entretiens.", "Il part.", "V. Brask reste.", lang="fr")


def test_a_letter_before_an_everyday_word_may_end_a_sentence() -> None:
    joined("They chose plan B.", "The other was dropped.")


def test_a_year_or_unit_can_end_a_sentence() -> None:
    joined("The rule holds until 2020.", "Fees may rise after that.")
    joined("Zasada obowiązuje do 2020 r.", "W kolejnych latach opłaty wzrosną.", lang="pl")


def test_a_capital_behind_a_stop_with_no_blank_missing() -> None:
    assert split("They met in the station... Then they left… And then?") == [
        "They met in the station...",
        "Then they left…",
        "And then?",
    ]
    assert split("He wanted a station ... a mast ... and a crew.") == ["He wanted a station ... a mast ... and a crew."]


def test_an_omission_in_brackets_opens_the_next_sentence() -> None:
    joined("The port is closed.", "(...) The station is not.")


def test_quotations_end_with_their_marks() -> None:
    joined("“We will share it.”", "Nobody disagreed.")
    joined("„Wir teilen sie.“", "Niemand widersprach.", lang="de")
    joined("« Nous la partageons. »", "Personne n’a protesté.", lang="fr")
    joined("She said: “It is not about money.", "It is about fog.”", "Then she left.")


def test_a_spaced_french_quotation_opens_the_next_sentence() -> None:
    joined("Le port est fermé.", "« La station ne l’est pas », a dit le maire.", lang="fr")


def test_a_mark_that_stands_apart_belongs_to_the_open_quotation() -> None:
    joined("“We share the mast and our fog. “", "He left.")
    joined("He said “we share the mast. ”", "He left.")


def test_no_cut_behind_a_comma() -> None:
    joined("“It is settled, ”he said at the pier.", "He left.")
    joined("“It is settled,” Reel said at the pier.", "He left.")


def test_a_question_keeps_its_attribution() -> None:
    joined("“Who will pay?” asked Reel.", "Nobody knew.")
    joined("“Who will pay?” Mr Reel asked.", "“Nobody.”")
    joined("“If there is fog, who will pay for it? Mr Kohl said.", "“It is the fog.”")
    joined("„Wer zahlt?“, fragte Reel.", "Niemand antwortete.", lang="de")
    joined("— Кто платит? — спросил министр.", "Никто не ответил.", lang="ru")
    joined("Who will pay?", "Mr Kohl said that nobody knew, and that nobody in the harbour had asked.")


def test_a_stray_stop_is_no_sentence() -> None:
    assert split("Many questions remain. . “We have time.”") == ["Many questions remain.", "“We have time.”"]
    assert split("Many questions remain. .") == ["Many questions remain."]
    assert split("“We have time.” ”") == ["“We have time.” ”"]


def test_a_small_letter_behind_a_real_end() -> None:
    joined("Nothing was wrong, he said.", "he told the crew to wait.")
    assert split("It took approx. two days.") == ["It took approx. two days."]


def test_numbers_of_points_and_hours_belong_to_what_follows() -> None:
    joined("1. The station opens in May.", "2. The costs are shared.")
    joined("14:05. The ministers arrive.", "They wave.")


def test_a_missing_blank() -> None:
    assert split("They left the pier.The station stayed dark.") == ["They left the pier.", "The station stayed dark."]
    assert split("See www.station.Vellmar.example or ask.") == ["See www.station.Vellmar.example or ask."]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("“One. Two,” he said. Three.", ["One. Two,"]),
        ("Er sagte: „Eins. Zwei.“ Drei.", ["Eins. Zwei."]),
        ("Il dit : « Un. Deux. » Trois.", [" Un. Deux. "]),
        ("He said: \"One. Two.\" Three's a crowd, 'twas said.", ["One. Two."]),
        ("‘It isn’t over,’ the men’s leader said.", ["It isn’t over,"]),
        ("“The mast is ours “ , he said. “It stays.”", ["The mast is ours ", "It stays."]),
    ],
)
def test_quotations(paragraph: str, expected: list[str]) -> None:
    assert [paragraph[found.start + 1 : found.end - 1] for found in quotations(paragraph)] == expected


def test_an_open_quotation_does_not_run_away() -> None:
    paragraph = "“We have time, and they know it. Mr. Reel said the mast “stays up.” Kohl agreed."
    found = quotations(paragraph)
    assert [quotation.closed for quotation in found] == [False, True]
    assert not inside(paragraph.index("Reel"), found)
    assert not inside(paragraph.index("Kohl"), found)


def test_a_sentence_within_a_quotation() -> None:
    paragraph = "“It is not about money. It is about fog,” he said. Nobody spoke."
    begins = [inside(start, quotations(paragraph)) for start, _ in spans(paragraph, "en", quotations(paragraph))]
    assert begins == [False, True, False]


MARKS = st.text(alphabet=st.sampled_from("ab AZ.!?…“”\"'’«»„(),\n1"), max_size=120)


@given(MARKS | st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_sentences_are_in_order_and_hold_every_letter(paragraph: str, lang: str) -> None:
    found = spans(paragraph, lang, quotations(paragraph))
    ends = [0, *(end for _, end in found)]
    assert all(end <= start < stop for end, (start, stop) in zip(ends, found, strict=False))
    kept = "".join(paragraph[start:end] for start, end in found)
    assert [c for c in paragraph if c.isalnum()] == [c for c in kept if c.isalnum()]


@given(MARKS)
def test_quotations_are_in_order(paragraph: str) -> None:
    found = quotations(paragraph)
    assert all(one.start < one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(quotation.end <= len(paragraph) for quotation in found)
