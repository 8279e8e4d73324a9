"""The sentences of a document for the summarizer, in known and unknown languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.passages import passages

SENTENCES = {
    "cs": (
        "Ministři obou zemí jednali v Praze 1. března o hranici.",
        "Dohoda nevznikla.",
        "Sejdou se znovu 12. dubna.",
    ),
    "el": ("Οι υπουργοί συναντήθηκαν στην Αθήνα.", "Δεν υπήρξε συμφωνία.", "Θα συναντηθούν ξανά τον Μάιο."),
    "he": ("השרים נפגשו ביום שני בחיפה.", "לא הושג הסכם.", "השר א. לוי יחזור במאי."),
    "ar": ("اجتمع الوزراء يوم الاثنين في عمان.", "هل توصلوا إلى اتفاق؟", "سيعودون في مايو."),
    "hi": ("मंत्रियों ने सोमवार को दिल्ली में बातचीत की है.", "कोई समझौता नहीं हुआ।", "वे मई में फिर मिलेंगे।"),
    "vi": (
        "Các bộ trưởng họp tại Huế ngày 5/6.",
        "Ông A. B. Nam nói: “Chưa có thỏa thuận.”",
        "Họ sẽ gặp lại vào tháng 7.",
    ),
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_an_unknown_language_is_cut_where_its_sentences_end(lang: str) -> None:
    assert passages(" ".join(SENTENCES[lang]), lang) == SENTENCES[lang]


def test_sentences_need_no_blank_between_them_where_the_script_has_none() -> None:
    assert passages("大臣は東京で会談した。合意はなかった。", "ja") == ("大臣は東京で会談した。", "合意はなかった。")


@pytest.mark.parametrize("lang", ["en", "cs"])
def test_headings_and_dates_are_no_sentences(lang: str) -> None:
    text = (
        "Ministers meet again\n\nMonday, 3 March 2025\n\nThe ministers of both countries met on Monday in the capital."
    )
    assert passages(text, lang) == ("The ministers of both countries met on Monday in the capital.",)


def test_stray_stops_are_no_sentences() -> None:
    assert passages("The talks ended . . They left.", "en") == ("The talks ended .", "They left.")


def test_a_text_without_sentences_gives_its_lines() -> None:
    assert passages("talks on the border\n\nno result", "en") == ("talks on the border", "no result")
    assert passages("جلسة مغلقة\n\nلا نتيجة", "ar") == ("جلسة مغلقة", "لا نتيجة")


@settings(deadline=None)  # The first example loads the model.
@given(st.text(alphabet="abc .!?؟।\n\"'”)ÄÉ1", max_size=120), st.sampled_from(["en", "cs", "ar"]))
def test_passages_are_slices_in_order(text: str, lang: str) -> None:
    place = 0
    for passage in passages(text, lang):
        place = text.index(passage, place) + len(passage)
        assert passage == passage.strip() != ""


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "en",
            ("Gen. Mark A. Hill met Mr. Lee of the U.S. delegation at 10 a.m. on Friday.", "They spoke of St. Alban."),
        ),
        ("en", ("“Why now?” the minister asked and left!", "Nobody replied.")),
        ("de", ("Am 16. Juni sprach Dr. Weber mit rund 30 Delegierten.", "Eine Einigung gab es nicht.")),
        ("en", ("The room was clean , and the staff was kind .", "The lift was slow !")),
    ],
)
def test_abbreviations_initials_and_ordinals_end_no_sentence(lang: str, sentences: tuple[str, ...]) -> None:
    assert passages(" ".join(sentences), lang) == sentences


def test_furniture_and_datelines_are_left_out() -> None:
    text = (
        "PORT SELIN (Reuters) - The ministers met on Monday for three hours.\n\n"
        "Sign up for our newsletter.\n\nThey meet again in May."
    )
    assert passages(text, "en") == ("The ministers met on Monday for three hours.", "They meet again in May.")
